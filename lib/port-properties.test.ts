// What must hold for every text: a port never fails, edits never overlap, taking all back restores the text, and porting
// a port changes nothing. The texts are programs with random damage, from fixed seeds: hundreds, or ten thousand with
// CROSSWARP_ALL=1 (`npm run fuzz`).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '@/lib/core/edit';
import { singleSource } from '@/lib/core/sources';
import { assistedFixes } from '@/lib/hazards/fixes-assisted.fixture';
import { automaticFixes } from '@/lib/hazards/fixes-automatic.fixture';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions, launchForms, rocmVersions } from '@/lib/targets/options';
import { type PortOptions, port } from './pipeline';

const parser = await loadCudaParser();
const folder = join(import.meta.dirname, '../content/examples');
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.cu'))
  .map((name) => readFileSync(join(folder, name), 'utf8'));

const cases = join(import.meta.dirname, '../tests/corpus');
const corpus = readdirSync(cases)
  .map((name) => join(cases, name, 'input.cu'))
  .filter((path) => existsSync(path))
  .map((path) => readFileSync(path, 'utf8'));
/** Programs that hazards are mended in, a handful to a text. */
const mended = [...automaticFixes, ...assistedFixes]
  .filter(({ how }) => how !== 'build')
  .map(({ has }) => has);
const all = process.env.CROSSWARP_ALL === '1';

const dense = `#include "cuda_runtime.h"
#include <device_launch_parameters.h> // why
#define FULL 0xffffffff
#define CHECK(x) do { cudaError_t e = (x); if (e != cudaSuccess) die(#x, cudaGetErrorName(e)); } while (0)
#define CAT(a, b) cuda##a##b
#ifdef __CUDACC__
#define HD __host__ __device__
#else
#define HD
#endif
__constant__ float c[4];
template <int N, typename T> HD T f(T x) {
#if __CUDA_ARCH__ >= 700
  asm("mov.u32 %0, %%laneid;");
#endif
  return __shfl_sync(FULL, __shfl_xor_sync(__activemask(), x /* c */, 1), 0) + __popc(__ballot(x)) + warpSize;
}
__global__ void __launch_bounds__(256, 4) k(float *p) {
  unsigned m = __ballot_sync(FULL, p[threadIdx.x & 31] > 0), n = __activemask();
  __syncwarp(m);
  if (__any_sync(m, 1) && __all_sync(FULL, __any_sync(m, 2))) p[0] = f<4>(CUDART_PI_F);
}
int main() {
  float *p; cudaMallocHost(&p, 1 << 10); const char *s = R"(cudaFree(")";
  CHECK(cudaMemcpyToSymbol(c, h(cudaSuccess), sizeof(c))); CHECK(cudaFuncSetCacheConfig(k, cudaFuncCachePreferL1));
  k<<<dim3(1, 2), 64, 0, cudaStreamPerThread>>>(p); f<4, int> <<< 1, 2 >>> (); cudaLaunchKernelExC(); cublasCreate(0);
}
`;

/** A generator of whole numbers below `bound`: xorshift32, the same on every machine. */
function numbers(seed: number) {
  let state = seed;
  return (bound: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const odd = [
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '\\\n',
  '(',
  ')',
  '{',
  '}',
  '<<<',
  '>>>',
  '#',
  '\n#if 0\n',
  '\n#endif\n',
  '\n#else\n',
  '\r\n',
  '\ufeff',
  '😀',
  '\u2028',
  '\0',
  'R"x(',
  ',',
  ';',
  '##',
  '__shfl_sync(',
  'cudaMalloc',
  '::',
  'template <',
  '__device__ ',
  'FULL',
];

function damage(text: string, seed: number): string {
  const next = numbers(seed);
  let out = text;
  for (let n = next(6); n >= 0; n--) {
    const at = next(out.length + 1);
    const length = next(4) === 0 ? next(80) : next(6);
    const kind = next(4);
    if (kind === 0) out = out.slice(0, at) + out.slice(at + length);
    else if (kind === 1) out = out.slice(0, at) + (odd[next(odd.length)] as string) + out.slice(at);
    else if (kind === 2) out = out.slice(0, at) + out.slice(at, at + length) + out.slice(at);
    else {
      const from = next(out.length + 1);
      out = out.slice(0, at) + out.slice(from, from + length) + out.slice(at);
    }
  }
  return out;
}

function hold(text: string, options: Partial<PortOptions>): number {
  const full: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [], ...options };
  const result = port(singleSource(text), parser, full);
  const out = result.output.files['main.cu'] as string;
  const edits = result.files[0]?.edits ?? [];
  expect(new Set(edits.map(({ id }) => id)).size).toBe(edits.length);
  for (const edit of edits) {
    expect(text.slice(edit.span.start, edit.span.end)).toBe(edit.before);
    expect(out.slice(edit.outSpan.start, edit.outSpan.end)).toBe(edit.after);
    expect(edit.message).not.toMatch(/\{[a-z]+\}/i);
  }
  for (const problem of result.problems) {
    expect(problem.span.end).toBeGreaterThanOrEqual(problem.span.start);
    expect(problem.span.end).toBeLessThanOrEqual(text.length);
    expect(problem.message).not.toMatch(/\{[a-z]+\}/i);
    // A script may apply a fix to the text itself, and what it makes can be translated.
    if (problem.fix) port(singleSource(applyEdits(text, problem.fix).text), parser, full);
  }
  // Whatever is clicked in the page, in whatever number: the edits fit together.
  const offered = result.problems.flatMap(({ fixId }) => (fixId === undefined ? [] : [fixId]));
  expect(new Set(offered).size).toBe(offered.length);
  for (const taken of [offered, ...offered.slice(0, 3).map((id) => [id])])
    port(singleSource(text), parser, { ...full, taken });
  const restored = port(singleSource(text), parser, { ...full, undone: edits.map(({ id }) => id) });
  expect(restored.output.files['main.cu']).toBe(text);
  const again = port(singleSource(out), parser, full);
  expect(again.files[0]?.edits.map(({ id }) => id)).toEqual([]);
  return edits.length;
}

const optionsOf = (seed: number): Partial<PortOptions> => ({
  rocm: rocmVersions[seed % rocmVersions.length],
  launch: launchForms[seed % 3 === 0 ? 1 : 0],
  applyFixes: seed % 5 !== 0,
  fixAll: seed % 7 === 0,
});

describe('every text', () => {
  it('of the examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(8);
    for (const text of examples)
      for (const rocm of rocmVersions) for (const launch of launchForms) hold(text, { rocm, launch });
  });

  it('with damage', { timeout: all ? 3_600_000 : 300_000 }, () => {
    const texts = [...examples, ...corpus];
    const most = all ? 10_000 : 300;
    let edits = 0;
    for (let seed = 1; seed <= most; seed++) {
      const some = [0, 1, 2, 3].map((n) => mended[(seed * 31 + n * 17) % mended.length]).join('');
      const text = seed % 3 === 0 ? dense : seed % 3 === 1 ? some : (texts[seed % texts.length] as string);
      try {
        edits += hold(damage(text, seed * 7919), optionsOf(seed));
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
      }
    }
    console.log(`${most} mutated sources, ${edits} edits`);
    // Damage that leaves nothing to port would prove nothing.
    expect(edits).toBeGreaterThan(most);
  });

  it.each([
    '',
    '\ufeff',
    '\0',
    '#',
    '<<<>>>',
    'cuda',
    '"',
    'cudaMalloc',
    '__shfl_sync()',
    '__syncwarp',
    '#include',
    '#include <cuda.h>',
    '\r',
    '(',
    'k<<<',
    'k<<<1,2>>>(',
  ])('as odd as %j', (text) => {
    for (let seed = 0; seed < 12; seed++) hold(text, optionsOf(seed));
  });
});
