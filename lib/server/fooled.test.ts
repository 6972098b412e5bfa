// Ports that try to look right, each held against its original through the real compiler, runtime and sandbox: none may
// agree. Beside them right ports of the same originals, which must. Without the runners of this machine nothing is tried,
// and that is printed.
import { afterAll, describe, expect, test } from 'vitest';
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
import { found, removeWorkshop, untried } from './hostile.fixture';
import { defaultLimits } from './limits';
import { type CpuRunnerParts, cpuRunner } from './runners';

if (untried) console.warn(`unchecked: all of lib/server/fooled.test.ts, because ${untried}`);
afterAll(removeWorkshop);

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

async function proofOf(
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
function changed(text: string, ...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    expect(now).toContain(from);
    return now.replace(from, to);
  }, text);
}

const scale = `#include <hip/hip_runtime.h>
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

const neighbours = `#include <hip/hip_runtime.h>
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

const repeated = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void decay(double* x, double* sum, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  x[i] = x[i] * 0.99 + 1.0 / (i + 3);
  atomicAdd(sum, x[i]);
}
int main() {
  const int n = 300;
  double h[n], s = 0, *x, *sum;
  for (int i = 0; i < n; i++) h[i] = 1.0 + i;
  hipMalloc(&x, sizeof h);
  hipMalloc(&sum, sizeof s);
  hipMemcpy(x, h, sizeof h, hipMemcpyHostToDevice);
  hipMemset(sum, 0, sizeof s);
  for (int k = 0; k < 10; k++) decay<<<3, 128>>>(x, sum, n);
  hipMemcpy(h, x, sizeof h, hipMemcpyDeviceToHost);
  hipMemcpy(&s, sum, sizeof s, hipMemcpyDeviceToHost);
  printf("%s\\n", s > 0 ? "PASSED" : "FAILED");
  return 0;
}
`;

/** Writes nothing that could tell: the same in every element, NaN in every element, or what the host sent. */
const silent = (expression: string) =>
  changed(scale, ['in[i] * 1.1f + 3.0f', expression], ['printf("sum %.0f\\n", sum)', 'printf("PASSED\\n")']);
const constant = silent('7.0f');
const nothing = silent('(in[i] - in[i]) / (in[i] - in[i])');
const untouched = changed(
  silent('in[i]'),
  ['scale<<<4, 256>>>(out, in, n)', 'scale<<<4, 256>>>(in, in, n)'],
  ['hipMemcpy(r, out,', 'hipMemcpy(r, in,'],
);

const gather = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void collect(int* found, int* count, const int* in, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && in[i] % 3 == 1) found[atomicAdd(count, 1)] = in[i];
}
int main() {
  const int n = 512;
  int h[n], f[n], c = 0, *in, *found, *count;
  for (int i = 0; i < n; i++) h[i] = i * 5 + 2;
  hipMalloc(&in, sizeof h);
  hipMalloc(&found, sizeof h);
  hipMalloc(&count, 4);
  hipMemcpy(in, h, sizeof h, hipMemcpyHostToDevice);
  hipMemset(count, 0, 4);
  collect<<<4, 128>>>(found, count, in, n);
  hipMemcpy(&c, count, 4, hipMemcpyDeviceToHost);
  hipMemcpy(f, found, c * 4, hipMemcpyDeviceToHost);
  printf("%d found\\n", c);
  return 0;
}
`;

/** Draws its inputs anew each time: from the clock, and from the system. */
const drawn = changed(
  scale,
  ['#include <cstdlib>', '#include <cstdlib>\n#include <ctime>\n#include <random>'],
  [
    'static float h[n], r[n];',
    'static float h[n], r[n];\n  srand(time(nullptr));\n  std::random_device device;',
  ],
  ['i * 0.37f', '(rand() % 1000 + device() % 1000) * 0.37f'],
);
/** rand's first numbers from the seed 1, which is that of a program that sets none. */
const fixedInputs = changed(scale, ['i * 0.37f', 'i < 2 ? rand() % 1000 : i']);

const twoCopies = changed(neighbours, [
  'hipMemcpy(r, right',
  'printf("half\\n"); fflush(stdout);\n  hipMemcpy(r, right',
]);

const placed = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void k(int* out, int* count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < 200) out[i] = i * 3 + 1;
  else out[200 + atomicAdd(count, 1)] = i * 7;
}
int main() {
  int *p, *c, h[256];
  hipMalloc(&p, sizeof h);
  hipMalloc(&c, 4);
  hipMemset(c, 0, 4);
  k<<<4, 64>>>(p, c);
  hipMemcpy(h, p, sizeof h, hipMemcpyDeviceToHost);
  printf("done\\n");
}
`;

/** A number and its integer label side by side, as in float4 arrays of particles. */
const tagged = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void k(float* v) {
  int i = threadIdx.x;
  float x = 0;
  for (int j = 0; j < 50; j++) x += sinf(i * 0.1f + j);
  v[2 * i] = i < 8 ? x * 1e6f : x;
  v[2 * i + 1] = __int_as_float(i + 1);
}
int main() {
  float *p, h[128];
  hipMalloc(&p, sizeof h);
  k<<<1, 64>>>(p);
  hipMemcpy(h, p, sizeof h, hipMemcpyDeviceToHost);
  printf("done\\n");
}
`;

const managed = `#include <hip/hip_runtime.h>
#include <cstdio>
__managed__ int g[64];
__global__ void k() { int i = threadIdx.x; g[i] = i * 5; }
int main() {
  k<<<1, 64>>>();
  hipDeviceSynchronize();
  printf("done\\n");
}
`;

const mapped = `#include <hip/hip_runtime.h>
#include <cstdio>
__global__ void k(int* p) { p[threadIdx.x] = threadIdx.x * 3 + 1; }
int main() {
  int *h, *d;
  hipMallocHost(&h, 400);
  hipHostGetDevicePointer((void**)&d, h, 0);
  k<<<1, 100>>>(d);
  hipDeviceSynchronize();
  printf("done\\n");
}
`;

const body = 'if (i < n) out[i] = in[i] * 1.1f + 3.0f;';
const print = 'printf("sum %.0f\\n", sum)';
const launch = 'scale<<<4, 256>>>(out, in, n)';
const back = 'hipMemcpy(r, out, n * sizeof(float), hipMemcpyDeviceToHost)';
/** What the original prints, printed without computing it. */
const lie = [print, 'printf("sum 206297\\n")'] as const;

type Attempt = readonly [
  name: string,
  original: string,
  port: string,
  verdict: Proof['verdict'],
  asked?: AdjustedTolerance,
];
const attempts: readonly Attempt[] = [
  ['writes no output', scale, changed(scale, [body, '']), 'differs'],
  ['writes no output and prints what it should', scale, changed(scale, [body, ''], lie), 'differs'],
  [
    'writes zeros and prints what it should',
    scale,
    changed(scale, ['in[i] * 1.1f + 3.0f', '0'], lie),
    'differs',
  ],
  ['writes NaN', scale, changed(scale, ['in[i] * 1.1f + 3.0f', 'nanf("")'], lie), 'differs'],
  ['leaves the last element out', scale, changed(scale, ['i < n)', 'i < n - 1)'], lie), 'differs'],
  ['leaves the first element out', scale, changed(scale, ['i < n)', 'i > 0 && i < n)'], lie), 'differs'],
  ['is off by one element', scale, changed(scale, ['= in[i]', '= in[i ? i - 1 : 0]'], lie), 'differs'],
  ['launches a block too few', scale, changed(scale, ['<<<4,', '<<<3,'], lie), 'differs'],
  ['never launches', scale, changed(scale, [launch, ''], lie), 'differs'],
  ['copies half of it back', scale, changed(scale, ['r, out, n *', 'r, out, n / 2 *'], lie), 'differs'],
  ['copies nothing back', scale, changed(scale, [back, '']), 'differs'],
  ['copies its input back', scale, changed(scale, ['r, out,', 'r, in,'], lie), 'differs'],
  ['frees before it copies', scale, changed(scale, [back, `hipFree(out); ${back}`], lie), 'differs'],
  [
    'finds the results of a buffer that was freed',
    scale,
    changed(
      scale,
      [launch, `${launch}; hipFree(out); hipMalloc(&out, n * sizeof(float)); scale<<<1, 1>>>(in, in, 0)`],
      lie,
    ),
    'differs',
  ],
  [
    'computes on the host what its kernel should',
    scale,
    changed(
      scale,
      [body, ''],
      [
        launch,
        `for (int i = 0; i < n; i++) r[i] = h[i] * 1.1f + 3.0f; hipMemcpy(out, r, n * sizeof(float), hipMemcpyHostToDevice); ${launch}`,
      ],
    ),
    'not-compared',
  ],
  [
    'ends before it is done, with exit code 0',
    scale,
    changed(scale, [launch, 'puts("sum 206297"); fflush(stdout); _Exit(0)']),
    'not-compared',
  ],
  ['crashes after its results', scale, changed(scale, ['return 0;\n}\n', 'abort();\n}\n']), 'differs'],
  ['is wrong in the fourth digit', scale, changed(scale, ['1.1f', '1.1001f'], lie), 'differs'],
  ['is wrong in one sign', scale, changed(scale, ['+ 3.0f', '* (i == 500 ? -1 : 1) + 3.0f'], lie), 'differs'],
  [
    'rounds to half',
    scale,
    changed(scale, ['+ 3.0f', '+ 3.0f, out[i] = rintf(out[i] * 64) / 64'], lie),
    'differs',
  ],
  [
    'writes zeros under a tolerance as wide as the values',
    scale,
    changed(scale, ['in[i] * 1.1f + 3.0f', '0'], lie),
    'not-compared',
    { relative: 1 },
  ],
  [
    'is wrong by three in a hundred under a tolerance of a twentieth',
    scale,
    changed(scale, ['1.1f', '1.13f'], lie),
    'not-compared',
    { relative: 0.05 },
  ],
  [
    'is wrong by a lot under an absolute tolerance larger than the data',
    scale,
    changed(scale, ['1.1f', '2.0f'], lie),
    'not-compared',
    { absolute: 1e6 },
  ],
  [
    'swaps its outputs',
    neighbours,
    changed(neighbours, ['(left, right, in)', '(right, left, in)']),
    'differs',
  ],
  [
    'has no barrier, and is right in one order alone',
    neighbours,
    changed(neighbours, ['__syncthreads();', '']),
    'differs',
  ],
  [
    'computes in bytes',
    neighbours,
    changed(neighbours, ['in[i] * 3', '(unsigned char)(in[i] * 3)']),
    'differs',
  ],
  [
    'sorts what it should leave in place',
    neighbours,
    changed(neighbours, ['left[i] = t', 'left[blockIdx.x * 128 + 127 - t] = t']),
    'differs',
  ],
  [
    'writes past the end into what nobody may write',
    changed(
      scale,
      ['hipMalloc(&out, n', 'hipMalloc(&out, (n + 24)'],
      ['static float h[n], r[n]', 'static float h[n], r[n + 24]'],
      ['r, out, n *', 'r, out, (n + 24) *'],
      [print, 'printf("done\\n")'],
    ),
    changed(
      scale,
      ['hipMalloc(&out, n', 'hipMalloc(&out, (n + 24)'],
      ['static float h[n], r[n]', 'static float h[n], r[n + 24]'],
      ['r, out, n *', 'r, out, (n + 24) *'],
      [print, 'printf("done\\n")'],
      ['i < n) out[i] = in[i]', 'i <= n) out[i] = in[i < n ? i : 0]'],
    ),
    'differs',
  ],
  ['does one step too few', repeated, changed(repeated, ['k < 10', 'k < 9']), 'differs'],
  [
    'does one step too few but launches as often',
    repeated,
    changed(repeated, [
      'k < 10; k++) decay<<<3, 128>>>(x, sum, n)',
      'k < 10; k++) decay<<<3, 128>>>(x, sum, k == 9 ? 0 : n)',
    ]),
    'differs',
  ],
  [
    'computes in single precision',
    repeated,
    changed(repeated, ['x[i] * 0.99 + 1.0 / (i + 3)', 'float(x[i]) * 0.99f + 1.0f / (i + 3)']),
    'differs',
  ],
  ['adds without atomics', repeated, changed(repeated, ['atomicAdd(sum, x[i])', 'sum[0] = x[i]']), 'differs'],
  [
    'adds to memory that it never cleared',
    repeated,
    changed(repeated, ['hipMemset(sum, 0, sizeof s);', '']),
    'differs',
  ],
  [
    'ends at once after the first of its two copies',
    twoCopies,
    changed(twoCopies, ['fflush(stdout);', 'fflush(stdout); _Exit(0);']),
    'not-compared',
  ],
  [
    'puts what has a place elsewhere in a buffer that others append to',
    placed,
    changed(placed, ['out[i] = i * 3', 'out[199 - i] = i * 3']),
    'not-compared',
  ],
  [
    'keeps other integers as floats, beside floats that move',
    tagged,
    changed(tagged, ['__int_as_float(i + 1)', '__int_as_float(i + 5)']),
    'differs',
  ],
  [
    'is wrong in timed runs alone',
    neighbours,
    changed(
      neighbours,
      ['#include <cstdio>', '#include <cstdio>\n#include <cstdlib>'],
      ['printf("done', 'printf(getenv("CROSSWARP_RECORD_DATA") ? "lost\\n" : "done'],
    ),
    'differs',
  ],
  [
    'writes other values into managed memory',
    managed,
    changed(managed, ['g[i] = i * 5', 'g[i] = i * 6']),
    'differs',
  ],
  [
    'writes other values into the host memory that it sees',
    mapped,
    changed(mapped, ['i * 3 + 1', 'i * 3 + 2']),
    'differs',
  ],
  ['writes the same constant as its original', constant, constant, 'not-compared'],
  ['gives NaN, as its original does', nothing, nothing, 'not-compared'],
  ['leaves its input as it is, as its original does', untouched, untouched, 'not-compared'],
  [
    'finds the right number of wrong values',
    gather,
    changed(gather, ['= in[i];', '= in[i] + 1;']),
    'differs',
  ],
  [
    'finds one value twice and another never',
    gather,
    changed(gather, ['= in[i];', '= in[i] == 7 ? 22 : in[i];']),
    'differs',
  ],
];

describe.skipIf(untried)('a program that draws its inputs', () => {
  test('at every run others is compared on the same, and with other seeds', {
    timeout: 240_000,
  }, async () => {
    const proof = await proofOf(drawn, drawn);
    expect(proof.verdict, JSON.stringify([proof.notes, proof.comparisons])).toBe('agrees');
    expect(proof.seeds).toEqual({ tried: 3, sources: ['rand', 'time', 'random_device'] });
    expect(proof.notes.map(({ code }) => code)).not.toContain('proof-copy-wavers');
    const none = await proofOf(neighbours, neighbours);
    expect(none.seeds).toEqual({ tried: 1, sources: [] });
  });

  test('is not matched by a port that has the inputs of one seed', { timeout: 240_000 }, async () => {
    const port = changed(fixedInputs, ['i < 2 ? rand() % 1000 : i', 'i == 0 ? 383 : i == 1 ? 886 : i']);
    const proof = await proofOf(fixedInputs, port);
    expect(proof.verdict, JSON.stringify(proof.comparisons)).toBe('differs');
    expect(proof.notes.map(({ code }) => code)).toContain('proof-seed-differs');
  });
});

describe.skipIf(untried)('a port that', () => {
  test.for(attempts)('%s', { timeout: 240_000 }, async ([, hip, port, verdict, asked]) => {
    const proof = await proofOf(hip, port, asked);
    expect(proof.verdict, JSON.stringify(proof.comparisons.slice(0, 4))).toBe(verdict);
    expect(proof.comparisons.every(({ tolerance }) => tolerance.reason.length > 0)).toBe(true);
  });
});

describe.skipIf(untried)('a port that is right', () => {
  test.each([
    ['agrees, bit by bit or within what rounding moves', scale],
    ['agrees with a barrier in its place', neighbours],
    ['agrees where atomics add doubles in any order', repeated],
    ['agrees where threads append in any order', gather],
  ])('%s', { timeout: 240_000 }, async (_name, hip) => {
    for (const warp of [32, 64] as const) {
      const proof = await proofOf(hip, hip, undefined, warp);
      expect(proof.verdict, JSON.stringify([proof.notes, proof.comparisons])).toBe('agrees');
    }
  });

  test('is held to what was measured, and says so', { timeout: 240_000 }, async () => {
    const floats = await proofOf(scale, scale);
    const of = (proof: Proof, name: string) =>
      proof.comparisons.find(({ buffer }) => buffer.endsWith(` ${name}`));
    const tolerance = of(floats, 'out')?.tolerance;
    expect(tolerance?.reason).toMatch(/^measured: when device code rounds up, rounds down/);
    expect(tolerance?.relative).toBeGreaterThan(0);
    expect(tolerance?.relative).toBeLessThan(1e-6);
    expect(of(await proofOf(neighbours, neighbours), 'left')?.tolerance).toMatchObject({
      absolute: 0,
      relative: 0,
    });
    const sums = await proofOf(repeated, repeated);
    expect(of(sums, 'sum')?.tolerance.reason).toContain('runs in reverse order');
    expect(sums.notes.map(({ code }) => code)).toContain('proof-float-atomics');
    expect((await proofOf(gather, gather)).notes.map(({ code }) => code)).toContain('proof-copy-reordered');
  });

  test('may be held to a tolerance set by hand, and the proof says so', { timeout: 240_000 }, async () => {
    const port = changed(scale, ['1.1f', '1.1001f'], lie);
    const proof = await proofOf(scale, port, { relative: 1e-3 });
    expect(proof.verdict).toBe('agrees');
    expect(proof.notes).toContainEqual({
      code: 'proof-tolerance-adjusted',
      params: { absolute: 0, relative: 1e-3 },
    });
    expect(proof.comparisons.find(({ type }) => type === 'float')?.tolerance.adjusted).toBe(true);
  });
});
