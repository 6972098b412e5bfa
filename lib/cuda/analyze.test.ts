// The Model of ordinary and of odd programs: what analyze() finds, with its place in the user's text.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Sources, singleSource } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { analyze, type CudaParser, type Model, parse } from '.';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

function modelOf(input: string | Sources): Model {
  const sources = typeof input === 'string' ? singleSource(input) : input;
  const { value } = analyze(parse(sources, parser));
  if (!value) throw new Error('no model');
  return value;
}

const textAt = (model: Model, span: Span) =>
  (model.sources.files[span.file] as string).slice(span.start, span.end);
const problemsOf = (text: string) => analyze(parse(singleSource(text), parser)).problems.map((p) => p.code);

const saxpy = `#include <cstdio>
#include <cuda_runtime.h>

// saxpy
__global__ void __launch_bounds__(256, 2) saxpy(int n, float a, const float *__restrict__ x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  __shared__ float tile[16][17], *p;
  if (i < n) y[i] = a * x[i] + y[i];
}

int main() {
  float *d_x, *d_y;
  cudaMalloc(&d_x, 1024 * sizeof(float));
  cudaStream_t s;
  saxpy<<<dim3(4, 1), 256, 0, s>>>(1024, 2.0f, d_x, d_y);
  cudaError_t err = cudaGetLastError();
  if (err != cudaSuccess) printf("cudaMalloc %s\\n", cudaGetErrorString(err));
  return 0;
}
`;

describe('an ordinary program', () => {
  it('has functions with spaces, parameters and bodies', () => {
    const model = modelOf(saxpy);
    expect(model.functions.map((f) => [f.qualifiedName, f.space])).toEqual([
      ['saxpy', 'global'],
      ['main', 'host'],
    ]);
    const kernel = model.kernels[0]!;
    expect(kernel.launchBounds).toEqual(['256', '2']);
    expect(kernel.returnType).toBe('void');
    expect(kernel.parameters.map((p) => [p.name, p.type, p.pointee, p.isConstPointee])).toEqual([
      ['n', 'int', undefined, false],
      ['a', 'float', undefined, false],
      ['x', 'const float * __restrict__', 'float', true],
      ['y', 'float *', 'float', false],
    ]);
    expect(textAt(model, kernel.body!)).toMatch(/^\{.*\}$/s);
    expect(textAt(model, kernel.nameSpan)).toBe('saxpy');
    expect(model.hasMain).toBe(true);
  });

  it('has launches with configuration and arguments', () => {
    const model = modelOf(saxpy);
    expect(model.launches).toHaveLength(1);
    const launch = model.launches[0]!;
    expect(launch.kernel).toBe('saxpy');
    expect(launch.config.map((s) => textAt(model, s))).toEqual(['dim3(4, 1)', '256', '0', 's']);
    expect(launch.args.map((s) => textAt(model, s))).toEqual(['1024', '2.0f', 'd_x', 'd_y']);
    expect(textAt(model, launch.argsSpan)).toBe('1024, 2.0f, d_x, d_y');
    expect(textAt(model, launch.open) + textAt(model, launch.close)).toBe('<<<>>>');
  });

  it('has shared variables', () => {
    const model = modelOf(saxpy);
    const [tile] = model.variables;
    expect(tile).toMatchObject({ space: 'shared', isExtern: false, type: 'float', inFunction: 'saxpy' });
    expect(tile!.declarators.map((d) => [d.name, d.dimensions.map((s) => textAt(model, s))])).toEqual([
      ['tile', ['16', '17']],
      ['p', []],
    ]);
    expect(textAt(model, tile!.span)).toBe('__shared__ float tile[16][17], *p;');
  });

  it('has the names that may be CUDA and none of the user', () => {
    const model = modelOf(saxpy);
    const names = model.names.map((n) => `${n.name}:${n.role}`);
    expect(names).toContain('cudaMalloc:call');
    expect(names).toContain('cudaStream_t:type');
    expect(names).toContain('cudaError_t:type');
    expect(names).toContain('cudaSuccess:value');
    expect(names).not.toContain('saxpy:value');
    expect(model.names.some((n) => ['d_x', 'err', 's', 'saxpy', 'tile', 'i'].includes(n.name))).toBe(false);
    expect(model.names.filter((n) => n.name === 'cudaMalloc')).toHaveLength(1);
    expect(model.names.find((n) => n.name === 'threadIdx')!.inDevice).toBe(true);
    expect(model.names.find((n) => n.name === 'cudaMalloc')!.inDevice).toBe(false);
  });

  it('has no problems', () => {
    expect(analyze(parse(singleSource(saxpy), parser)).problems).toEqual([]);
    expect(problemsOf('')).toEqual(['empty-source']);
  });
});
