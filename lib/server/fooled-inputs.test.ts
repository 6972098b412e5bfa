// More ports that try to look right, each of which once did: with inputs of one seed, broken off, in other places, in memory
// that host and device share. Through the real compiler, runtime and sandbox; without these nothing is tried, and that is printed.
import { afterAll, describe, expect, test } from 'vitest';
import { type Attempt, changed, neighbours, proofOf, scale } from './fooled.fixture';
import { removeWorkshop, untried } from './hostile.fixture';

if (untried) console.warn(`unchecked: all of lib/server/fooled-inputs.test.ts, because ${untried}`);
afterAll(removeWorkshop);

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

const attempts: readonly Attempt[] = [
  [
    'ends at once after the first of its two copies',
    twoCopies,
    changed(twoCopies, ['fflush(stdout);', 'printf("done\\n"); fflush(stdout); _Exit(0);']),
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
    changed(mapped, ['.x * 3 + 1', '.x * 3 + 2']),
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
  });

  test('is right agrees', { timeout: 240_000 }, async () => {
    for (const hip of [twoCopies, placed, tagged, managed, mapped])
      expect((await proofOf(hip, hip)).verdict, hip).toBe('agrees');
  });
});
