// The port as a whole: what comes out for a program, taking edits back, odd texts, and the promises that hold for every text.
import { describe, expect, it } from 'vitest';
import type { Sources } from '@/lib/core/sources';
import { singleSource } from '@/lib/core/sources';
import { translationSchema } from '@/lib/run/wire';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { describeTranslation, type PortOptions, port } from './pipeline';

const parser = await loadCudaParser();
const ported = (sources: Sources | string, options: Partial<PortOptions> = {}) =>
  port(typeof sources === 'string' ? singleSource(sources) : sources, parser, {
    ...defaultHipOptions,
    target: 'hip',
    undone: [],
    ...options,
  });
const text = (sources: string, options: Partial<PortOptions> = {}) =>
  ported(sources, options).output.files['main.cu'];

const saxpy = `// saxpy: cudaMalloc in a comment stays
#include <cstdio>
#include <cuda_runtime.h>

__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}

int main() {
  const int n = 1 << 10;
  float *x, *y;
  cudaMalloc(&x, n * sizeof(float));
  cudaMalloc(&y, n * sizeof(float));
  saxpy<<<(n + 255) / 256, 256>>>(n, 2.0f, x, y);
  cudaError_t status = cudaDeviceSynchronize();
  std::printf("cudaMalloc said %s\\n", cudaGetErrorString(status));
  cudaFree(x);
  cudaFree(y);
}
`;

describe('port', () => {
  it('ports saxpy by names and a header alone', () => {
    const expected = saxpy
      .replace('<cuda_runtime.h>', '<hip/hip_runtime.h>')
      .replaceAll('cudaMalloc(', 'hipMalloc(')
      .replaceAll('cudaFree(', 'hipFree(')
      .replace('cudaError_t', 'hipError_t')
      .replace('cudaDeviceSynchronize', 'hipDeviceSynchronize')
      .replace('cudaGetErrorString', 'hipGetErrorString');
    const result = ported(saxpy);
    expect(result.output.files['main.cu']).toBe(expected);
    expect(result.problems.map(({ code, severity }) => [severity, code])).toEqual([['note', 'nodiscard']]);
    expect(result.hasMain).toBe(true);
    expect(result.kernels).toEqual([{ name: 'saxpy', line: 5 }]);
    expect(result.stats).toMatchObject({ files: 1, edits: 8, errors: 0, warnings: 0, notes: 1 });
    expect(result.files[0]?.outPath).toBe('main.hip');
  });

  it('says where each edit was and where its text stands now', () => {
    const result = ported(saxpy);
    const out = result.output.files['main.cu'] as string;
    for (const edit of result.files[0]?.edits ?? []) {
      expect(saxpy.slice(edit.span.start, edit.span.end)).toBe(edit.before);
      expect(out.slice(edit.outSpan.start, edit.outSpan.end)).toBe(edit.after);
      expect(edit.message).not.toMatch(/[{}]/);
      expect(edit.why.length).toBeGreaterThan(20);
    }
  });

  it('takes an edit back, and only that', () => {
    const result = ported(saxpy, { undone: ['device-memory/cudaMalloc#2'] });
    const out = result.output.files['main.cu'] as string;
    expect(out).toContain('hipMalloc(&x');
    expect(out).toContain('cudaMalloc(&y');
    const undone = result.files[0]?.edits.filter((edit) => edit.undone) ?? [];
    expect(undone.map(({ id }) => id)).toEqual(['device-memory/cudaMalloc#2']);
    expect(out.slice(undone[0]?.outSpan.start, undone[0]?.outSpan.end)).toBe('cudaMalloc');
    expect(result.stats.edits).toBe(7);
  });

  it('restores the original when every edit is taken back', () => {
    const ids = ported(saxpy).files[0]?.edits.map(({ id }) => id) ?? [];
    expect(text(saxpy, { undone: ids })).toBe(saxpy);
  });

  it('changes nothing in its own output', () => {
    const once = text(saxpy) as string;
    const again = ported(once);
    expect(again.output.files['main.cu']).toBe(once);
    expect(again.files[0]?.edits).toEqual([]);
  });

  it('is described in the shape that scripts rely on', () => {
    const answer = describeTranslation(ported(saxpy));
    expect(translationSchema.parse(answer)).toEqual(answer);
    expect(answer.edits[0]).toEqual({
      span: { start: 68, end: 82, line: 3, column: 11 },
      before: 'cuda_runtime.h',
      after: 'hip/hip_runtime.h',
      rule: 'header-runtime',
      message: 'HIP has all of this in hip/hip_runtime.h',
    });
  });
});
