// Real compilers of GPUs in the real sandbox: what they make of a program, tied to its lines; what they refuse; what is
// left behind. What is not installed is printed as unchecked.
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Sources, singleSource } from '@/lib/core/sources';
import { analyze, isLinkedOnDevice, parse, unitsOf } from '@/lib/cuda';
import type { Job, Limits } from '@/lib/run/job';
import type { RunResult } from '@/lib/run/wire';
import type { BuildReport, View } from '@/lib/run/wire-build';
import { loadCudaParser } from '../cuda-engine';
import { filesLeft, found, removeWorkshop, tiny, untried } from '../hostile.fixture';
import { defaultLimits } from '../limits';
import { findHip, findNvidia } from '../toolchain';
import { deviceRunner } from './device-runner';

const hip = await findHip(undefined);
const nvidia = await findNvidia(undefined, undefined);
/** The way without nvcc, which must work where nvcc is as well. */
const clang = await findNvidia([], undefined);

const tools = { hip, nvidia, clang };
type Tool = keyof typeof tools;
for (const [name, one] of Object.entries(tools))
  if ('missing' in one)
    console.warn(`unchecked: ${name} in device-runner.test.ts, because ${one.missing.detail}`);
const lacks = (...names: Tool[]) => untried !== undefined || names.some((name) => 'missing' in tools[name]);

afterAll(removeWorkshop);
afterEach(() => {
  if (!untried) expect(filesLeft()).toEqual([]);
});

async function compiledOf(program: Sources) {
  const { value: model } = analyze(parse(program, await loadCudaParser()));
  if (!model) throw new Error('no model');
  const units = unitsOf(model);
  return { units, linked: isLinkedOnDevice(model, units) };
}

async function build(
  tool: Tool,
  program: string | Sources,
  more: Partial<Job> = {},
  limits: Limits = defaultLimits,
  stop = new AbortController().signal,
): Promise<RunResult> {
  const sources = typeof program === 'string' ? singleSource(program) : program;
  const run = deviceRunner(tool === 'hip' ? 'hip' : 'cuda', {
    workshop: async () => found,
    tools: async () => tools[tool],
    units: compiledOf,
  });
  const runner = tool === 'hip' ? 'hip-amd' : 'cuda-nvidia';
  const stream = run({ runner, warp: tool === 'hip' ? 64 : 32, program: sources, ...more }, limits, stop);
  const ends: string[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done) {
      expect(ends).toHaveLength(1);
      return step.value.result;
    }
    if (step.value.type === 'done' || step.value.type === 'failed') ends.push(step.value.type);
  }
}

function reportOf(result: RunResult): BuildReport {
  expect(result).toMatchObject({ status: 'built', stderr: '' });
  if (!result.build) throw new Error('a build without a report');
  return result.build;
}

/** The lines of a view that come from one line of the source. */
function linesFrom(view: View | undefined, line: number, file = 'main.cu'): string {
  if (!view) throw new Error('no such view');
  const lines = view.text.split('\n');
  return view.marks
    .filter(([, , of, at]) => of === file && at === line)
    .flatMap(([from, to]) => lines.slice(from - 1, to))
    .join('\n');
}

const text = (api: 'cuda' | 'hip') => `#include <${api === 'cuda' ? 'cuda_runtime.h' : 'hip/hip_runtime.h'}>
#include <cstdio>
template <int N> __global__ void __launch_bounds__(256) turn(float *p, int n) {
  __shared__ float tile[N];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  tile[threadIdx.x] = i < n ? p[i] * 0.75f : 0.0f;
  __syncthreads();
  if (i < n)
    p[i] = tile[N - 1 - threadIdx.x];
}
int main() {
  float *d;
  if (${api}Malloc(&d, 1024) != ${api}Success) { puts("no device"); return 1; }
  turn<256><<<1, 256>>>(d, 256);
  return ${api}DeviceSynchronize();
}
`;

describe.skipIf(lacks('hip'))('hipcc', () => {
  test('makes assembly whose lines are the source’s, and says what the kernel uses', async () => {
    const report = reportOf(await build('hip', text('hip'), { withIr: true }));
    expect(report).toMatchObject({ arch: 'gfx90a', sharedBytes: 1024, scratchBytes: 0, occupancy: 1 });
    const [kernel] = report.kernels;
    expect(kernel).toMatchObject({
      kernel: 'turn<256>',
      sharedBytes: 1024,
      maxThreads: 256,
      spilledRegisters: 0,
    });
    expect(kernel?.registers).toBeGreaterThan(1);
    expect(kernel?.scalarRegisters).toBeGreaterThan(4);
    expect(kernel?.occupancy.map(({ threads }) => threads)).toEqual([64, 128, 256]);
    const [assembly, ir] = report.views;
    expect(assembly).toMatchObject({ kind: 'assembly', functions: [{ name: 'turn<256>' }] });
    expect(linesFrom(assembly, 6)).toMatch(/v_mul_f32/);
    expect(linesFrom(assembly, 6)).toMatch(/ds_write_b32/);
    // Inlined from a header: the line that calls it.
    expect(linesFrom(assembly, 7)).toMatch(/s_barrier/);
    expect(linesFrom(assembly, 9)).toMatch(/global_store_dword/);
    expect(assembly?.text).not.toMatch(/\.loc|\.file|DW_|Ltmp/);
    expect(linesFrom(ir, 6)).toMatch(/fmul/);
    expect(linesFrom(ir, 7)).toMatch(/barrier/);
  });

  test('builds for the architecture that is asked for, and takes a second build from the cache', async () => {
    const first = await build('hip', text('hip'), { arch: 'gfx1030', warp: 32 });
    expect(reportOf(first)).toMatchObject({ arch: 'gfx1030' });
    expect(first.cached).toBe(false);
    const again = await build('hip', text('hip'), { arch: 'gfx1030', warp: 32 });
    expect(again).toMatchObject({ cached: true, build: first.build });
  });

  test('finds what lives outside registers, and what limits occupancy', async () => {
    const report = reportOf(
      await build(
        'hip',
        `#include <hip/hip_runtime.h>
__global__ void __launch_bounds__(1024) spill(float *p) {
  float v[300];
  for (int i = 0; i < 300; i++) v[i] = p[i * 1024 + threadIdx.x];
  __syncthreads();
  for (int i = 0; i < 300; i++) p[i * 1024 + threadIdx.x] = v[299 - i] * v[(i * 7) % 300];
}
__global__ void lds(float *p) {
  __shared__ float s[12000];
  s[threadIdx.x] = *p;
  __syncthreads();
  p[threadIdx.x] = s[11999 - threadIdx.x];
}
int main() { spill<<<1, 1024>>>(nullptr); lds<<<1, 64>>>(nullptr); }
`,
      ),
    );
    const spill = report.kernels.find(({ kernel }) => kernel === 'spill');
    expect(spill?.scratchBytes).toBeGreaterThan(300);
    const lds = report.kernels.find(({ kernel }) => kernel === 'lds');
    expect(lds?.occupancy[0]).toMatchObject({ threads: 64, blocks: 1, limitedBy: ['shared-memory'] });
  });

  test('says what it does not take, with the user’s own lines', async () => {
    const result = await build('hip', text('hip').replace('0.75f', 'nonsense'));
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.detail).toMatch(/main\.cu:6:\d+: error: use of undeclared identifier 'nonsense'/);
  });
});

describe.skipIf(lacks('nvidia'))('nvcc', () => {
  test('makes PTX whose lines are the source’s, and ptxas says what the kernel uses', async () => {
    const report = reportOf(await build('nvidia', text('cuda')));
    expect(report).toMatchObject({ arch: 'sm_90', sharedBytes: 1024, occupancy: 1 });
    expect(report.kernels).toMatchObject([
      { kernel: 'turn<256>', sharedBytes: 1024, maxThreads: 256, spillBytes: 0, scratchBytes: 0 },
    ]);
    expect(report.kernels[0]?.registers).toBeGreaterThan(4);
    const [ptx] = report.views;
    expect(ptx).toMatchObject({ kind: 'ptx', functions: [{ name: 'turn<256>' }] });
    expect(linesFrom(ptx, 6)).toMatch(/mul\.f32/);
    expect(linesFrom(ptx, 7)).toMatch(/bar\.sync/);
    expect(linesFrom(ptx, 9)).toMatch(/st\.global\.f32/);
    expect(ptx?.text).not.toMatch(/\.loc|\.file|debug/);
  });

  test('says what it does not take, with the user’s own lines', async () => {
    const result = await build('nvidia', text('cuda').replace('0.75f', 'nonsense'));
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.detail).toMatch(/main\.cu\(6\): error: identifier "nonsense" is undefined/);
  });

  test('builds a program of several files in folders', async () => {
    const files = {
      'src/main.cu':
        '#include "../lib/scale.cuh"\n__global__ void k(float *p) {\n  *p = scale(*p);\n}\nint main() { k<<<1, 1>>>(nullptr); }\n',
      'lib/scale.cuh': 'static __device__ float scale(float x) {\n  return x * 3.5f;\n}\n',
    };
    const report = reportOf(await build('nvidia', { main: 'src/main.cu', files }));
    expect(linesFrom(report.views[0], 2, 'lib/scale.cuh')).toMatch(/mul\.f32/);
  });
});

// The whole program is linked on the device, which nvcc and hipcc refuse without being told.
describe.skipIf(lacks('hip', 'nvidia'))('device code in several files', () => {
  const files = (api: 'cuda' | 'hip') => ({
    main: 'main.cu',
    files: {
      'main.cu': `#include "part.h"
int main() { add<<<1, 1>>>(nullptr); return ${api}DeviceSynchronize(); }
`,
      'part.h': `#include <${api === 'cuda' ? 'cuda_runtime.h' : 'hip/hip_runtime.h'}>
extern __device__ int total;
__device__ int part(int x);
__global__ void add(int *p);
`,
      'kernels.cu': '#include "part.h"\n__global__ void add(int *p) { *p = part(total); }\n',
      'part.cu':
        '#include "part.h"\n__device__ int total = 3;\n__device__ int part(int x) { return 2 * x; }\n',
    },
  });
  test.for(['hip', 'nvidia'] as const)('%s links it', { timeout: 240_000 }, async (tool) => {
    const report = reportOf(await build(tool, files(tool === 'hip' ? 'hip' : 'cuda'), { withIr: true }));
    expect(report.kernels).toMatchObject([{ kernel: 'add', file: 'kernels.cu', line: 2 }]);
    const [view, ir] = report.views;
    // The texts of all files, each under its name; main.cu has no code for the device.
    expect(view?.text).toMatch(/^(?:;|\/\/) kernels\.cu\n/);
    expect(linesFrom(view, 2, 'kernels.cu')).toMatch(/store|st\.global/);
    // hipcc writes no function of a file in which no kernel calls it.
    expect(view?.functions.map(({ name }) => name)).toEqual(tool === 'hip' ? ['add'] : ['add', 'part']);
    if (tool === 'hip') return;
    expect(view?.text).toContain('\n// part.cu\n');
    expect(linesFrom(view, 3, 'part.cu')).toMatch(/shl/);
    expect(linesFrom(ir, 3, 'part.cu')).toMatch(/shl/);
  });
});

describe.skipIf(lacks('clang'))('clang without nvcc', () => {
  test('makes PTX and LLVM IR with headers of our own, and says so', async () => {
    const report = reportOf(await build('clang', text('cuda'), { withIr: true }));
    expect(report.note).toMatch(/headers of our own/);
    expect(report.kernels).toMatchObject([{ kernel: 'turn<256>', maxThreads: 256, occupancy: [] }]);
    expect(report.kernels[0]?.registers).toBeUndefined();
    const [ptx, ir] = report.views;
    expect(linesFrom(ptx, 6)).toMatch(/mul\.(?:rn\.)?f32/);
    expect(linesFrom(ptx, 9)).toMatch(/st\.global\.f32/);
    expect(linesFrom(ir, 6)).toMatch(/fmul/);
  });

  test('says which header it does not have', async () => {
    const result = await build('clang', `#include <cufft.h>\n${text('cuda')}`);
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.detail).toMatch(/main\.cu:1:10: .*cufft\.h/);
  });
});

/** Concepts, <=> and std::span; what cannot be said in C++17. */
const of20 = (api: 'cuda' | 'hip') =>
  text(api)
    .replace(
      '#include <cstdio>',
      '#include <compare>\n#include <concepts>\n#include <cstdio>\n#include <span>',
    )
    .replace(
      'template <int N>',
      'template <class T> concept Real = std::floating_point<T>;\ntemplate <Real T, int N>',
    )
    .replace('float *p, int n', 'T *p, int n')
    .replace('turn<256>', 'turn<float, 256>')
    .replace(
      'float *d;',
      'float *d, h[2] = {1, 2};\n  std::span<float> s(h);\n  if ((s[0] <=> s[1]) > 0) return 2;',
    );

test.for(['hip', 'nvidia', 'clang'] as const)(
  '%s builds a program that is written in C++20',
  async (tool, context) => {
    if (lacks(tool)) return context.skip();
    // Without a toolkit only device code is made, of headers of our own and none of the host's.
    const program =
      tool === 'clang'
        ? text('cuda').replace('template <int N>', 'template <int N> requires(N > 1)')
        : of20(tool === 'hip' ? 'hip' : 'cuda');
    const report = reportOf(await build(tool, program, { withIr: true }));
    expect(report.kernels.map(({ kernel }) => kernel)).toEqual([
      tool === 'clang' ? 'turn<256>' : 'turn<float, 256>',
    ]);
    expect(report.views).toHaveLength(2);
  },
);

describe.skipIf(lacks('hip', 'nvidia'))('a machine with a GPU, as far as it can be tried without one', () => {
  const access = { nodes: [], reads: [], groups: [] };
  test.for(['hip', 'nvidia'] as const)(
    '%s: the program is linked with the recorder and runs',
    async (tool) => {
      const made = tools[tool];
      if ('missing' in made) return;
      const run = deviceRunner(tool === 'hip' ? 'hip' : 'cuda', {
        workshop: async () => found,
        tools: async () => ({ ...made, devices: { names: ['no real one'], access } }),
        units: compiledOf,
      });
      const program = singleSource(text(tool === 'hip' ? 'hip' : 'cuda'));
      const runner = tool === 'hip' ? 'hip-amd' : 'cuda-nvidia';
      const limits = { ...defaultLimits, repeats: 0, repeatBudgetMs: 0 };
      const stream = run(
        { runner, warp: tool === 'hip' ? 64 : 32, program },
        limits,
        new AbortController().signal,
      );
      for (;;) {
        const step = await stream.next();
        if (!step.done) continue;
        const { result, observations } = step.value;
        expect(result).toMatchObject({ status: 'done', exitCode: 1, stdout: 'no device\n' });
        expect(observations[0]?.recording).toMatchObject({
          complete: true,
          warp: tool === 'hip' ? 64 : 32,
          launches: [],
        });
        return;
      }
    },
  );
});

describe.skipIf(lacks('hip', 'nvidia'))('a compiler of a GPU', () => {
  const exponential = `template <int N, class T> struct A { A<N - 1, A<N, T>> a; A<N - 1, T *> b; };
template <class T> struct A<0, T> { T *t; };
A<30, int> a;
int main() {}
`;
  const hostile: [tool: Tool, what: string, detail: RegExp, text: string][] = [
    // clang takes what is no plain file for an empty one.
    ['hip', 'reads an endless device', /no file of the program defines main$/, '#include "/dev/zero"\n'],
    ['nvidia', 'reads an endless device', /compiler needed more than 400 MiB/, '#include "/dev/zero"\n'],
    ['hip', 'includes /etc/passwd', /not found/, '#include "/etc/passwd"\n'],
    [
      'nvidia',
      'includes a file of the server',
      /No such file|could not open/,
      `#include "${process.cwd()}/package.json"\n`,
    ],
    [
      'nvidia',
      'grows templates exponentially',
      /the compiler (?:needed more|was stopped|wrote more)/,
      exponential,
    ],
  ];
  test.for(hostile)('%s that %s is stopped and told why', async ([tool, , detail, program]) => {
    const result = await build(tool, program, {}, tiny);
    expect(result.status).toBe('failed');
    expect(result.detail).toMatch(detail);
    expect(JSON.stringify(result)).not.toMatch(/root:x:0/);
  });

  test('that is stopped ends at once', async () => {
    for (const tool of ['hip', 'nvidia'] as const) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 300);
      const result = await build(
        tool,
        text(tool === 'hip' ? 'hip' : 'cuda').replace('0.75f', '0.5f'),
        {},
        defaultLimits,
        controller.signal,
      );
      expect(result).toMatchObject({ status: 'failed', reason: 'cancelled' });
    }
  });
});
