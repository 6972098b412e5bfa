// Ports that try to look right, each held against its original through the real compiler, runtime and sandbox: none may
// agree. Beside them right ports of the same originals, which must. Without the runners of this machine nothing is tried,
// and that is printed.
import { afterAll, describe, expect, test } from 'vitest';
import type { Proof } from '@/lib/run/wire';
import { type Attempt, changed, neighbours, proofOf, scale } from './fooled.fixture';
import { removeWorkshop, untried } from './hostile.fixture';

if (untried) console.warn(`unchecked: all of lib/server/fooled.test.ts, because ${untried}`);
afterAll(removeWorkshop);

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

const body = 'if (i < n) out[i] = in[i] * 1.1f + 3.0f;';
const print = 'printf("sum %.0f\\n", sum)';
const launch = 'scale<<<4, 256>>>(out, in, n)';
const back = 'hipMemcpy(r, out, n * sizeof(float), hipMemcpyDeviceToHost)';
/** What the original prints, printed without computing it. */
const lie = [print, 'printf("sum 206297\\n")'] as const;

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
