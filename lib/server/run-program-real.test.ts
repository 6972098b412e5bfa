// A whole program through everything that is real: port, compile, run in the sandbox, compare. Needs the runners of
// this machine; without them it is counted as skipped and says what is missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sources } from '@/lib/core/sources';
import { type Plan, type PlanArgument, withPlanHeader } from '@/lib/run/plan';
import { filledOptions } from '@/lib/run/share-id';
import type { RunReport, RunRequest } from '@/lib/run/wire';
import { runProgram } from './run-program';
import { serverTools } from './run-program-tools';

const faults: unknown[] = [];
const tools = serverTools((error) => faults.push(error));
const lacking = (await tools.probe()).find((state) => state.id === 'cuda-on-cpu' && !state.available);
if (lacking) process.stdout.write(`unchecked: whole programs (${lacking.missing})\n`);

const text = readFileSync(join(process.cwd(), 'content', 'examples', 'reduce-shared.cu'), 'utf8');
/** What every machine with a C++ compiler has; compilers of GPUs have tests of their own. */
const on: RunRequest['on'] = ['cuda-on-cpu', 'hip-on-cpu'];
const program = (main: string): Sources => ({ main: 'main.cu', files: { 'main.cu': main } });

async function report(request: RunRequest): Promise<{ report: RunReport; kinds: string[] }> {
  const kinds: string[] = [];
  const steps = runProgram(request, tools, new AbortController().signal);
  for (;;) {
    const step = await steps.next();
    if (step.done) return { report: step.value, kinds };
    kinds.push(`${step.value.runner} ${step.value.warp} ${step.value.event.type}`);
  }
}

describe.skipIf(lacking)('a whole program', { timeout: 200_000 }, () => {
  it('runs with its port at both warp sizes, and agrees', async () => {
    const { report: found, kinds } = await report({ sources: program(text), warp: [32, 64], on });
    expect(
      found.runs.map((run) => `${run.runner} ${run.warp} ${run.status} ${run.exitCode} ${run.detail ?? ''}`),
    ).toEqual(['cuda-on-cpu 32 done 0 ', 'hip-on-cpu 32 done 0 ', 'hip-on-cpu 64 done 0 ']);
    expect(found.proof.verdict).toBe('agrees');
    expect(found.proof.comparisons.some((one) => one.buffer.startsWith('a') && one.informative > 0)).toBe(
      true,
    );
    expect(kinds).toContain('hip-on-cpu 64 done');
    expect(faults).toEqual([]);
  });

  it('is written for a plan of kernels alone, runs with its port, and is held against the interpreter', async () => {
    const kernels = `struct Pair { int a; float b; };
template <typename T> __global__ void scale(T by, const T *x, T *y, int n, Pair *pairs) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] += by * x[i];
  if (i < 4) { pairs[i].a += i; pairs[i].b *= 2; }
}
`;
    const buffer = (name: string, type: string, role: 'in' | 'inout', init: PlanArgument['init']) =>
      ({ name, type, kind: 'buffer', length: 100, role, init }) as const;
    const scalar = (name: string, type: string, value: number) =>
      ({ name, type, kind: 'scalar', role: 'in', init: { kind: 'constant', value } }) as const;
    // The arguments stand in another order than the parameters: their names say which is which.
    const plan: Plan = {
      kernel: 'scale<float>',
      grid: [2, 1, 1],
      block: [64, 1, 1],
      args: [
        scalar('n', 'int', 90),
        buffer('y', 'float', 'inout', { kind: 'random', seed: 5, min: -1, max: 1 }),
        buffer('x', 'float', 'in', { kind: 'iota', min: 0, step: 0.25 }),
        buffer('pairs', 'Pair', 'inout', { kind: 'iota', min: 1, step: 1 }),
        scalar('by', 'float', 3),
      ],
    };
    const both: RunRequest['on'] = ['cuda-on-cpu', 'hip-on-cpu', 'interpreter', 'cpp'];
    const { report: found } = await report({ sources: program(kernels), plan, on: both });
    expect(found.runs.map((run) => `${run.runner} ${run.status} ${run.detail ?? ''}`)).toEqual(
      both.map((runner) => `${runner} done `),
    );
    const [first, ...others] = found.runs.map(({ buffers }) => buffers);
    expect(Object.keys(first ?? {})).toEqual(['y', 'pairs']);
    for (const other of others) expect(other).toEqual(first);
    expect(found.proof.verdict).toBe('agrees');
    expect(found.proof.comparisons.every(({ against }) => against === 'interpreter')).toBe(true);
    const commented = await report({ sources: program(withPlanHeader(kernels, plan)), on });
    expect(commented.report.runs.map(({ buffers }) => buffers)).toEqual([first, first]);
    expect(faults).toEqual([]);
  });

  it('is started with the words of its // args: line, and its buffers have the types of what points to them', async () => {
    const text = `// args: 3 "two words" $(id)
#include <cuda_fp16.h>
#include <cstdio>
__global__ void fill(__half *h) { h[threadIdx.x] = __float2half(0.1f * threadIdx.x); }
int main(int argc, char **argv) {
  double *d, back[4], in[4] = {1, 2, 3, 4};
  __half *h, halves[32];
  cudaMalloc((void **)&d, sizeof in);
  cudaMalloc(reinterpret_cast<void **>(&h), sizeof halves);
  cudaMemcpy(d, in, sizeof in, cudaMemcpyHostToDevice);
  fill<<<1, 32>>>(h);
  cudaMemcpy(back, d, sizeof in, cudaMemcpyDeviceToHost);
  cudaMemcpy(halves, h, sizeof halves, cudaMemcpyDeviceToHost);
  for (int i = 1; i < argc; i++) printf("[%s]", argv[i]);
}
`;
    const { report: found } = await report({ sources: program(text), warp: [64], on });
    expect(found.runs.map(({ stdout }) => stdout)).toEqual(Array(2).fill('[3][two words][$(id)]'));
    const types = found.proof.comparisons.map(({ buffer, type }) => `${buffer} ${type}`);
    expect(types).toEqual(expect.arrayContaining(['a0 d double', 'a1 h __half']));
    expect(found.proof.verdict).toBe('agrees');
    expect(found.proof.notes).toEqual([]);
  });

  it('with a port whose index is wrong differs, and says where', async () => {
    const ported = await tools.port(program(text), { target: 'hip', ...filledOptions() });
    const wrong = ported.output.files['main.cu']?.replace('partial[t + half]', 'partial[half]') ?? '';
    expect(wrong).not.toBe(ported.output.files['main.cu']);
    const { report: found } = await report({ sources: program(text), port: program(wrong), on });
    expect(found.proof.verdict).toBe('differs');
    const buffer = found.proof.comparisons.find((one) => one.buffer.startsWith('a') && one.mismatches > 0);
    expect(buffer?.buffer).toMatch(/^a\d+ \w+$/);
    expect(buffer?.firstMismatch?.expected).not.toBe(buffer?.firstMismatch?.actual);
  });

  it('that does not compile fails alone, with the compiler’s words', async () => {
    const { report: found } = await report({
      sources: program(text),
      port: program('int main() { return x; }\n'),
      on,
    });
    expect(found.runs.map((run) => `${run.status} ${run.reason ?? ''}`)).toEqual(['done ', 'failed compile']);
    expect(found.runs[1]?.stderr).toContain('main.cu:1');
    expect(found.proof.verdict).toBe('not-compared');
  });
});
