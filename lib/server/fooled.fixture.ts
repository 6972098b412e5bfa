// For tests: ports held against their originals through the real compiler, runtime and sandbox, and two programs to start from.
import { expect } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { bufferNames } from '@/lib/run/buffer-names';
import type { Limits } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import { prove } from '@/lib/run/proof';
import type { AdjustedTolerance } from '@/lib/run/tolerances';
import type { Proof } from '@/lib/run/wire';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { loadCudaParser } from './cuda-engine';
import { found } from './hostile.fixture';
import { defaultLimits } from './limits';
import { type CpuRunnerParts, cpuRunner } from './runners';

const parts: CpuRunnerParts = {
  rewrite: async (program, api) => {
    const { value: model, problems } = analyze(parse(program, await loadCudaParser()));
    return model ? cpuProgram(model, api) : { problems };
  },
  workshop: async () => found,
};
const runners = { cuda: cpuRunner('cuda', parts), hip: cpuRunner('hip', parts) };
/** When every program here thinks that it begins. */
const clock = 1_790_000_000;
const limits: Limits = { ...defaultLimits, repeats: 1 };

async function outcomeOf(stream: RunStream): Promise<Outcome> {
  for (;;) {
    const step = await stream.next();
    if (step.done) return step.value;
  }
}

/** The originals are written in HIP's words; CUDA's differ in nothing else. */
const cudaOf = (hip: string) => hip.replaceAll('hip', 'cuda').replace(/#include <cuda\/.*\n/, '');

const originals = new Map<string, Promise<Outcome>>();
function original(hip: string): Promise<Outcome> {
  const known =
    originals.get(hip) ??
    outcomeOf(
      runners.cuda(
        { runner: 'cuda-on-cpu', warp: 32, program: singleSource(cudaOf(hip)), measure: true, clock },
        limits,
        new AbortController().signal,
      ),
    );
  originals.set(hip, known);
  return known;
}

export async function proofOf(
  hip: string,
  port: string,
  tolerance?: AdjustedTolerance,
  warp: 32 | 64 = 32,
): Promise<Proof> {
  const reference = await original(hip);
  expect(reference.result.status, reference.result.stderr).toBe('done');
  const program = singleSource(port);
  const other = await outcomeOf(
    runners.hip(
      { runner: 'hip-on-cpu', warp, program, seeds: reference.seeded?.length ?? 0, clock },
      limits,
      new AbortController().signal,
    ),
  );
  expect(other.result.reason, other.result.stderr).not.toBe('compile');
  const { value: model } = analyze(parse(singleSource(cudaOf(hip)), await loadCudaParser()));
  return prove({
    reference,
    others: [other],
    names: model ? bufferNames(model) : new Map(),
    programs: { original: singleSource(hip), port: program },
    ...(tolerance && { tolerance }),
  });
}

/** The program with one place changed, which must be there. */
export function changed(text: string, ...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, text);
}

export const scale = `#include <hip/hip_runtime.h>
#include <cstdio>
#include <cstdlib>
__global__ void scale(float* out, const float* in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = in[i] * 1.1f + 3.0f;
}
int main() {
  const int n = 1000;
  static float h[n], r[n];
  for (int i = 0; i < n; i++) h[i] = i * 0.37f;
  float *in, *out;
  hipMalloc(&in, n * sizeof(float));
  hipMalloc(&out, n * sizeof(float));
  hipMemcpy(in, h, n * sizeof(float), hipMemcpyHostToDevice);
  scale<<<4, 256>>>(out, in, n);
  hipMemcpy(r, out, n * sizeof(float), hipMemcpyDeviceToHost);
  double sum = 0;
  for (int i = 0; i < n; i++) sum += r[i];
  printf("sum %.0f\\n", sum);
  hipFree(in);
  hipFree(out);
  return 0;
}
`;

export const neighbours = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void step(int* left, int* right, const int* in) {
  __shared__ int s[128];
  int t = threadIdx.x, i = blockIdx.x * 128 + t;
  s[t] = in[i] * 3;
  __syncthreads();
  left[i] = t ? s[t - 1] : -1;
  right[i] = t ? s[t - 1] + s[t] * 7 : 5;
}
int main() {
  const int n = 512;
  int h[n], l[n], r[n], *in, *left, *right;
  for (int i = 0; i < n; i++) h[i] = i * i % 97;
  hipMalloc(&in, sizeof h);
  hipMalloc(&left, sizeof h);
  hipMalloc(&right, sizeof h);
  hipMemcpy(in, h, sizeof h, hipMemcpyHostToDevice);
  step<<<4, 128>>>(left, right, in);
  hipMemcpy(l, left, sizeof h, hipMemcpyDeviceToHost);
  hipMemcpy(r, right, sizeof h, hipMemcpyDeviceToHost);
  printf("done\\n");
  return 0;
}
`;

/** A port and what is to come of it. */
export type Attempt = readonly [
  name: string,
  original: string,
  port: string,
  verdict: Proof['verdict'],
  asked?: AdjustedTolerance,
];
