// Host programs for bare kernels: the guesses, the refusals, and two that are built and run on the CPU runtime.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, type Model, parse } from '@/lib/cuda';
import { sentence } from '@/lib/messages';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { hostProgramFor } from './host-program';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});
function modelOf(text: string): Model {
  const { value } = analyze(parse(singleSource(text), parser));
  if (!value) throw new Error('no model');
  return value;
}
function programFor(text: string, kernel?: string): string {
  const { value, problems } = hostProgramFor(modelOf(text), kernel);
  expect(problems).toEqual([]);
  if (value === undefined) throw new Error('no program');
  expect(value.startsWith(text)).toBe(true);
  return value.slice(text.length);
}

const index = 'int i = blockIdx.x * blockDim.x + threadIdx.x;';
const plane = `${index} int j = blockIdx.y * blockDim.y + threadIdx.y;`;
const saxpy = `__global__ void saxpy(int n, float a, const float* x, float* y) { ${index} if (i < n) y[i] = a * x[i] + y[i]; }\n`;

describe('hostProgramFor', () => {
  it('gives sizes, scalars and buffers their names, copies in and copies back what is not const', () => {
    const program = programFor(saxpy);
    for (const line of [
      'const int n = 4096;',
      'const float a = 2.0f;',
      'const size_t elements = n;',
      'const dim3 block(256);',
      'const dim3 grid((elements + block.x - 1) / block.x);',
      'saxpy<<<grid, block>>>(n, a, d_x, d_y);',
      'check(cudaGetLastError(), "launch");',
      'check(cudaMemcpy(h_y.data(), d_y, elements * sizeof(float), cudaMemcpyDeviceToHost), "copy y back");',
      'std::printf("y: sum %.6g\\n", sum_y);',
    ])
      expect(program).toContain(`  ${line}\n`);
    expect(program).not.toContain('copy x back');
  });

  it.each([
    [
      'square',
      `__global__ void square(float* m, int N) { ${plane} m[j * N + i] = 0; }`,
      ['block(16, 16)', 'size_t(N) * size_t(N)'],
    ],
    [
      'tiles',
      `#define T 8\n__global__ void tiles(float* m, int w, int h) { __shared__ float t[T][T + 1]; ${plane} t[0][0] = m[j * w + i]; }`,
      ['block(8, 8)', 'grid((w + block.x - 1) / block.x, (h + block.y - 1) / block.y)', 'size_t(w) * h'],
    ],
    [
      'transpose',
      `__global__ void transpose(float* m, int w, int h) { __shared__ float t[32][33]; ${plane} t[0][0] = m[j * w + i]; }`,
      ['block(32, 8)'],
    ],
    [
      'bounded',
      `__global__ void __launch_bounds__(64) bounded(float* x, int n) { ${index} x[i] = n; }`,
      ['block(64)'],
    ],
    [
      'rows',
      '__global__ void rows(float* x, int cols) { x[blockIdx.x * cols + threadIdx.x] = 1; }',
      ['grid(64)', 'size_t(cols) * 64'],
    ],
    ['alone', '__global__ void alone(float* x, int n) { x[threadIdx.x] = n; }', ['grid(1)', 'n = 256']],
    [
      'dynamic',
      `template <typename T, int BLOCK> __global__ void dynamic(T* x, int n) { extern __shared__ T s[]; ${index} s[0] = x[i]; }`,
      ['dynamic<float, 256><<<grid, block, shared_bytes>>>(d_x, n)', 'sizeof(float)'],
    ],
    [
      'vectors',
      `__global__ void vectors(uchar4* p, float2 scale, bool* f, int n) { ${index} p[i].x = scale.x; f[i] = n; }`,
      ['make_uchar4(value(i, 1)', 'make_float2(1, 2)', 'std::vector<unsigned char> h_f'],
    ],
    [
      'csr',
      `__global__ void csr(const int* row_ptr, const float* v, float* y, int rows) { ${index} y[i] = v[row_ptr[i]]; }`,
      ['h_row_ptr[i] = i;'],
    ],
    [
      'counts',
      `__global__ void counts(const unsigned char* data, unsigned* hist, int n) { ${index} hist[data[i]]++; }`,
      ['std::vector<unsigned> h_hist(elements);\n  unsigned* d_hist'],
    ],
    [
      'filter',
      `__constant__ float taps[5];\n__global__ void filter(float* x, int n) { ${index} x[i] *= taps[i % 5]; }`,
      ['cudaMemcpyToSymbol(taps, h_taps.data(), sizeof(taps))'],
    ],
    [
      'names',
      `__global__ void names(float* grid, int check, float value) { ${index} grid[i] = check + value; }`,
      ['const int check_arg', 'const float value_arg', '(d_grid, check_arg, value_arg)'],
    ],
  ])('%s', (_, text, parts) => {
    const program = programFor(`${text}\n`);
    for (const part of parts) expect(program).toContain(part);
  });

  it('takes the kernel that is asked for, else the first that can be called', () => {
    const two = `__global__ void deep(float** rows) { }\n${saxpy}`;
    expect(programFor(two)).toContain('saxpy<<<');
    expect(programFor(`${saxpy}__global__ void other(int* p) { p[threadIdx.x] = 1; }\n`, 'other')).toContain(
      'other<<<',
    );
  });

  it('keeps the line ends of the file', () => {
    const program = programFor(saxpy.replace('\n', '\r\n'));
    expect(program.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['int f() { return 1; }', undefined, 'host-program-no-kernel'],
    [`${saxpy}int main() { }`, undefined, 'host-program-has-main'],
    [saxpy, 'nothing', 'host-program-unknown-kernel'],
    ['__global__ void k(float** rows) { }', undefined, 'host-program-parameter'],
    ['__global__ void k(void* p) { }', undefined, 'host-program-parameter'],
    ['struct S { int a; };\n__global__ void k(S s) { }', undefined, 'host-program-parameter'],
    [
      'template <class Op> __global__ void k(float* x, Op op) { x[0] = op(x[0]); }',
      undefined,
      'host-program-parameter',
    ],
    ['template <class... A> __global__ void k(A... a) { }', undefined, 'host-program-template'],
  ])('%s (%s): %s', (text, kernel, code) => {
    const { value, problems } = hostProgramFor(modelOf(text), kernel);
    expect(value).toBeUndefined();
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const problem of problems) expect(sentence(problem.code, problem.params)).not.toMatch(/[{}]/);
  });
});

function findCompiler(): string | undefined {
  for (const compiler of ['g++', 'clang++'])
    try {
      execFileSync(compiler, ['--version'], { stdio: 'ignore' });
      return compiler;
    } catch {
      // The next one is tried.
    }
  console.warn('host programs were not run: neither g++ nor clang++ is here');
  return undefined;
}
const compiler = findCompiler();

describe.skipIf(!compiler)('on the CPU runtime', () => {
  it.each([
    ['saxpy', saxpy, 'y: sum 6081.87'],
    [
      'sums',
      `template <typename T> __global__ void sums(const T* in, T* out, int n) { extern __shared__ T s[]; ${index} s[threadIdx.x] = i < n ? in[i] : T(0); __syncthreads(); for (int d = blockDim.x / 2; d; d /= 2) { if (threadIdx.x < d) s[threadIdx.x] += s[threadIdx.x + d]; __syncthreads(); } if (threadIdx.x == 0) out[blockIdx.x] = s[0]; }\n`,
      'out: sum 2027.26',
    ],
  ])('%s runs and prints its sum', (_, text, printed) => {
    const { value = '' } = hostProgramFor(modelOf(text));
    const program = cpuProgram(modelOf(value), 'cuda').value?.files['main.cu'] ?? '';
    const folder = mkdtempSync(path.join(tmpdir(), 'host-program-'));
    try {
      const source = path.join(folder, 'main.cpp');
      const binary = path.join(folder, 'main');
      writeFileSync(source, program);
      const flags = [
        '-std=c++17',
        '-O1',
        '-pthread',
        '-include',
        'cuda_runtime.h',
        '-I',
        path.resolve('runtime/include'),
      ];
      execFileSync(compiler as string, [...flags, source, '-o', binary]);
      expect(execFileSync(binary, { encoding: 'utf8' })).toContain(printed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
