// Whole programs through the real rewrite, compiler and runtime: what is built, timed, recorded and said.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Sources, singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import type { Job, Limits } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import type { RunEvent } from '@/lib/run/wire';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { loadCudaParser } from '../cuda-engine';
import { found, mainOf, processesLeft, removeWorkshop, untried, workPath } from '../hostile.fixture';
import { defaultLimits } from '../limits';
import { findToolchain, toolchains } from '../toolchain';
import { type CpuRunnerParts, cpuRunner, warmUp } from '.';

if (untried) console.warn(`unchecked: all of lib/server/runners/cpu-runner.test.ts, because ${untried}`);
afterAll(removeWorkshop);

const parts: CpuRunnerParts = {
  rewrite: async (program, api) => {
    const { value: model, problems } = analyze(parse(program, await loadCudaParser()));
    return model ? cpuProgram(model, api) : { problems };
  },
  workshop: async () => found,
};
const clang = await findToolchain(toolchains.filter(({ id }) => id === 'clang'));
if (!clang) console.warn('unchecked: builds with clang++, because it is not installed');
const runners = { 'cuda-on-cpu': cpuRunner('cuda', parts), 'hip-on-cpu': cpuRunner('hip', parts) };
const limits: Limits = { ...defaultLimits, repeats: 3 };

async function outcomeOf(stream: RunStream): Promise<Outcome & { events: RunEvent[] }> {
  const events: RunEvent[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done) return { ...step.value, events };
    events.push(step.value);
  }
}

function run(runner: keyof typeof runners, warp: 32 | 64, program: string | Sources) {
  const sources = typeof program === 'string' ? singleSource(program) : program;
  return outcomeOf(runners[runner]({ runner, warp, program: sources }, limits, new AbortController().signal));
}

const cuda = `#include <cstdio>
__global__ void twice(float* x, int n) {
  __shared__ float part[64];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  part[threadIdx.x] = i < n ? x[i] : 0;
  __syncthreads();
  if (i < n) x[i] = 2 * part[threadIdx.x] + warpSize;
}
int main() {
  float h[100], *d;
  for (int i = 0; i < 100; i++) h[i] = i;
  cudaMalloc(&d, sizeof h);
  cudaMemcpy(d, h, sizeof h, cudaMemcpyHostToDevice);
  for (int k = 0; k < 2; k++) twice<<<2, 64>>>(d, 100);
  cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
  printf("%g\\n", h[3]);
  fprintf(stderr, "done\\n");
  return 0;
}
`;
const hip = `#include <hip/hip_runtime.h>\n${cuda.replaceAll('cuda', 'hip')}`;

/** Names of what was made for all programs of a face, with the moment in which each was made. */
function faces(): string[] {
  const shared = join(workPath, 'shared');
  return readdirSync(shared)
    .filter((name) => name.startsWith('face-'))
    .map((name) => `${name} ${statSync(join(shared, name, 'engine.o')).mtimeMs}`)
    .sort();
}

describe.skipIf(untried)('what all programs share', () => {
  test('is made once, before anybody asks', async () => {
    expect(faces()).toEqual([]);
    await Promise.all([warmUp(parts.workshop), warmUp(parts.workshop)]);
    const made = faces();
    expect(made).toHaveLength(3);
    await warmUp(parts.workshop);
    expect(faces()).toEqual(made);
    // Six compilers at low priority: on a busy machine they take their time.
  }, 180_000);

  test('is told when it cannot be made, is not kept then, and is tried again', async () => {
    if ('missing' in found) throw new Error('skipped without it');
    const { toolchain, version } = found.workshop.found;
    const broken = {
      ...toolchain,
      precompile: () => ['sh', '-c', 'echo header > /tmp/made'],
      engine: () => ['sh', '-c', 'echo engine.cpp:1:1: error: no >&2; exit 1'],
    };
    const workshop = { ...found.workshop, found: { toolchain: broken, version } };
    const before = faces();
    const job: Job = { runner: 'cuda-on-cpu', warp: 32, program: singleSource('int main() {}') };
    const runner = cpuRunner('cuda', { ...parts, workshop: async () => ({ workshop }) });
    for (let i = 0; i < 2; i++) {
      const { result } = await outcomeOf(runner(job, limits, new AbortController().signal));
      expect(result).toMatchObject({
        status: 'unavailable',
        reason: 'unavailable',
        detail: 'the CPU runtime could not be compiled on this server: engine.cpp:1:1: error: no',
      });
    }
    expect(faces()).toEqual(before);
    expect(readdirSync(join(workPath, 'shared')).filter((name) => name.startsWith('fresh-'))).toEqual([]);
  });
});

describe.skipIf(untried)('a program', () => {
  test('is built, run, recorded and timed', async () => {
    const { result, observations, events } = await run('cuda-on-cpu', 32, cuda);
    expect(result).toMatchObject({
      status: 'done',
      exitCode: 0,
      // 2 * (2 * 3 + 32) + 32
      stdout: '108\n',
      stderr: 'done\n',
      cached: false,
      repeats: 3,
      launches: [{ kernel: 'twice', grid: [2, 1, 1], block: [64, 1, 1], repeats: 6 }],
    });
    expect(result.buildMs).toBeGreaterThan(0);
    expect(result.runMs).toBeGreaterThan(0);
    expect(observations).toHaveLength(2);
    for (const { recording, stdout } of observations) {
      expect(stdout).toBe('108\n');
      expect(recording).toMatchObject({ api: 'cuda', warp: 32, complete: true });
      expect(recording.copies.map(({ bytes, line }) => [bytes, line])).toEqual([[400, 15]]);
      const data = recording.copies[0]?.data ?? new Uint8Array();
      expect(new DataView(data.buffer, data.byteOffset).getFloat32(12, true)).toBe(108);
    }
    const kinds = events.map(({ type }) => type);
    expect(kinds[0]).toBe('building');
    // Runs after the first are silent.
    expect(events.filter(({ type }) => type === 'stdout')).toEqual([
      { type: 'stdout', text: '' },
      { type: 'stdout', text: '108\n' },
    ]);
    expect(kinds.slice(-3)).toEqual(['launches', 'buffers', 'done']);
  });

  test('of several files is compiled file by file and linked', { timeout: 240_000 }, async () => {
    const program = (api: 'cuda' | 'hip'): Sources => ({
      main: 'main.cu',
      files: {
        'main.cu': `#include <cstdio>
#include "lib/part.h"
static __device__ int own = 1;
__global__ void last() { total += own; }
int main() {
  const int four = 4;
  ${api}MemcpyToSymbol(${api === 'hip' ? 'HIP_SYMBOL(factor)' : 'factor'}, &four, sizeof four);
  add<<<1, 32>>>();
  last<<<1, 1>>>();
  printf("%d\\n", seen());
}
`,
        'lib/part.h': `${api === 'hip' ? '#include <hip/hip_runtime.h>\n' : ''}extern __device__ int total;
extern __constant__ int factor;
__device__ int part(int x);
__global__ void add();
int seen();
`,
        'lib/kernels.cu': `#include "part.h"
static __device__ int own = 100;
__global__ void add() { atomicAdd(&total, part(1)); if (threadIdx.x == 0) atomicAdd(&total, own); }
`,
        'lib/part.cu': `#include "part.h"
__device__ int total = 0;
__constant__ int factor;
__device__ int part(int x) { return factor * x; }
int seen() {
  int sum = 0;
  ${api}MemcpyFromSymbol(&sum, ${api === 'hip' ? 'HIP_SYMBOL(total)' : 'total'}, sizeof sum);
  return sum;
}
`,
        'other/main.cu': 'int main() { return 3; }\n',
      },
    });
    for (const [runner, api, warp] of [
      ['cuda-on-cpu', 'cuda', 32],
      ['hip-on-cpu', 'hip', 64],
    ] as const) {
      const { result, observations } = await run(runner, warp, program(api));
      expect(result).toMatchObject({ status: 'done', exitCode: 0, stdout: '229\n' });
      expect(result.launches.map(({ kernel }) => kernel)).toEqual(['add', 'last']);
      expect(observations).toHaveLength(2);
    }
    // Two files that define the same are told as the compiler tells it, in the user's names.
    const twice = await run('cuda-on-cpu', 32, {
      main: 'a.cu',
      files: {
        'a.cu': 'int f() { return 1; }\nint main() { return f(); }\n',
        'b.cu': 'int f() { return 2; }\n',
      },
    });
    expect(twice.result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(twice.result.stderr).toMatch(/b\.cu:.*multiple definition of .f\(\)/);
  });

  test('is built once, and is the same from the cache', async () => {
    const first = await run('cuda-on-cpu', 32, cuda.replace('2 *', '3 *'));
    const second = await run('cuda-on-cpu', 32, cuda.replace('2 *', '3 *'));
    expect(first.result.cached).toBe(false);
    expect(second.result).toMatchObject({ cached: true, buildMs: 0, stdout: first.result.stdout });
  });

  test.for([64, 32] as const)('in HIP runs with wavefronts of %i lanes', async (warp) => {
    const { result, observations } = await run('hip-on-cpu', warp, hip);
    expect(result).toMatchObject({ status: 'done', warp, stdout: `${2 * (6 + warp) + warp}\n` });
    expect(observations[0]?.recording).toMatchObject({ api: 'hip', warp });
  });

  test('at another warp size costs one more compile and nothing else', async () => {
    for (const warp of [64, 32] as const) await run('hip-on-cpu', warp, hip);
    const before = faces();
    for (const warp of [64, 32] as const) {
      const { result } = await run('hip-on-cpu', warp, hip.replace('2 *', '5 *'));
      expect(result).toMatchObject({ status: 'done', cached: false, stdout: `${5 * (15 + warp) + warp}\n` });
    }
    expect(faces()).toEqual(before);
  });

  test('is recorded from its first global object to its last', async () => {
    const { observations } = await run(
      'cuda-on-cpu',
      32,
      `struct Early {
  int *d, h = 7;
  Early() { cudaMalloc(&d, 4); cudaMemcpy(d, &h, 4, cudaMemcpyHostToDevice); }
  ~Early() { cudaMemcpy(&h, d, 4, cudaMemcpyDeviceToHost); }
} early;
int main() { return 0; }
`,
    );
    const recording = observations[0]?.recording;
    expect(recording).toMatchObject({ complete: true, buffers: [{ bytes: 4 }] });
    expect(recording?.copies.map(({ bytes, line }) => [bytes, line])).toEqual([[4, 4]]);
  });

  test('of several files is built with its headers', async () => {
    const files = {
      'src/main.cu': '#include "../include/half.cuh"\nint main() { return half(14); }\n',
      'include/half.cuh': 'inline int half(int n) { return n / 2; }\n',
    };
    expect((await run('cuda-on-cpu', 32, { main: 'src/main.cu', files })).result).toMatchObject({
      status: 'done',
      exitCode: 7,
    });
  });

  test('with a mistake is told where, in its own lines', async () => {
    const { result } = await run('cuda-on-cpu', 32, cuda.replace('printf(', 'print('));
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.stderr).toMatch(/^main\.cu:16:3: error: .*print/m);
  });

  test('that nobody watches any more is ended', async () => {
    const forever = mainOf('puts("here"); fflush(stdout); for (volatile int i = 0;; i = i + 1);');
    const job: Job = { runner: 'cuda-on-cpu', warp: 32, program: singleSource(forever) };
    for await (const event of runners['cuda-on-cpu'](job, limits, new AbortController().signal))
      if (event.type === 'stdout') break;
    expect(processesLeft()).toEqual([]);
  });
});

describe.skipIf(untried || !clang)('clang++', () => {
  test('builds the same program, with the same numbers and the same lines', async () => {
    if ('missing' in found || !clang) throw new Error('skipped without it');
    const workshop = { ...found.workshop, found: clang };
    const other = cpuRunner('hip', { ...parts, workshop: async () => ({ workshop }) });
    const job: Job = { runner: 'hip-on-cpu', warp: 64, program: singleSource(hip) };
    expect((await outcomeOf(other(job, limits, new AbortController().signal))).result).toMatchObject({
      status: 'done',
      stdout: '204\n',
      version: `clang++ ${clang.version}`,
    });
    const wrong: Job = { ...job, program: singleSource(hip.replace('printf(', 'print(')) };
    const { result } = await outcomeOf(other(wrong, limits, new AbortController().signal));
    expect(result).toMatchObject({ status: 'failed', reason: 'compile' });
    expect(result.stderr).toMatch(/^main\.cu:17:3: error: .*print/m);
  });
});

test('without a workshop a run says what is missing and how to get it', async () => {
  const stream = cpuRunner('cuda', {
    ...parts,
    workshop: async () => ({
      missing: {
        ending: {
          kind: 'failed',
          reason: 'unavailable',
          code: 'sandbox-missing',
          params: {},
          detail: 'no walls',
        },
        install: 'apt-get install bubblewrap',
      },
    }),
  })(
    { runner: 'cuda-on-cpu', warp: 32, program: singleSource('int main() {}') },
    limits,
    new AbortController().signal,
  );
  const step = await stream.next();
  expect(step.value).toMatchObject({
    type: 'failed',
    reason: 'unavailable',
    detail: 'no walls; to get it: apt-get install bubblewrap',
    result: { status: 'unavailable' },
  });
});
