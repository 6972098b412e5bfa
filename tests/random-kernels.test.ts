// Random kernels: programs made from seeds, in CUDA's subset of C++, on which the interpreter, kernels as C++ and the CPU
// runtime's build of the same text must agree, integers bit for bit and floats in value. The quick run has 50 of them;
// `npm run random-kernels` has 2,000, or those of RANDOM_KERNELS=from-to.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CudaParser } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { compilers } from './cpp-build';
import { disagreements } from './random-kernels/agree';
import { randomKernel } from './random-kernels/program';

const asked = /^(\d+)-(\d+)$/.exec(process.env.RANDOM_KERNELS ?? '');
const [from, to] = asked
  ? [Number(asked[1]), Number(asked[2])]
  : [1, process.env.CROSSWARP_ALL === '1' ? 2000 : 50];
/** A build of more takes longer than a compiler is given. */
const perBuild = 10;
const hasCompiler = compilers.includes('g++');
if (!hasCompiler)
  console.warn(`unchecked: ${to - from + 1} random kernels on compiled C++, for g++ is not here`);

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

describe('random kernels', { timeout: 600_000 }, () => {
  it('are the same for the same seed, and not all alike', () => {
    expect(randomKernel(7)).toEqual(randomKernel(7));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => randomKernel(seed).text)).size).toBe(50);
  });

  const batches = Array.from({ length: Math.ceil((to - from + 1) / perBuild) }, (_, i) => {
    const first = from + i * perBuild;
    return Array.from({ length: Math.min(perBuild, to - first + 1) }, (_, n) => first + n);
  });
  // Every fifth batch has warps of 64 lanes, which the CPU runtime's build of CUDA has not.
  it.each(
    batches.map((seeds) => ({
      first: seeds[0],
      last: seeds.at(-1),
      warp: Math.ceil((seeds[0] ?? 0) / perBuild) % 5 === 0 ? (64 as const) : (32 as const),
      seeds,
    })),
  )('agree: seeds $first to $last, warps of $warp', async ({ seeds, warp }) => {
    const roads = hasCompiler ? { cpp: 'g++', cuda: warp === 32 } : { cuda: false };
    expect(await disagreements(seeds, parser, roads, warp)).toEqual([]);
  });
});
