// Planted bugs: every mutant of the correct kernels is caught, by a finding or by an output that differs, at 32 or at 64
// lanes; nothing is said of the kernels as they are, and they give the same at both.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { interpretProgram } from '../interpret-program';
import type { RunResult } from '../wire';
import { type Planted, plantedBugs } from './planted-bugs.fixture';

function run({ plan }: Planted, text: string, warp: 32 | 64): RunResult {
  const deadline = performance.now() + 30_000;
  const steps = interpretProgram(
    { sources: singleSource(text), plan, warp, checks: true, shadows: false, counts: false },
    {
      now: () => performance.now(),
      interrupted: () => (performance.now() > deadline ? 'timeout' : undefined),
    },
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.result;
  }
}

const warps = [32, 64] as const;

describe.each(plantedBugs)('$name', (planted) => {
  const right = warps.map((warp) => run(planted, planted.text, warp));

  it('is not accused, and gives the same at 32 and at 64 lanes', () => {
    for (const result of right) {
      expect(result).toMatchObject({ status: 'done', exitCode: 0 });
      expect(result.findings).toEqual([]);
    }
    expect(right[0]?.buffers).toEqual(right[1]?.buffers);
  });

  it.each(planted.mutants)('$kind: $from', ({ from, to }) => {
    expect(planted.text.split(from).length).toBe(2);
    const caught = warps.some((warp, i) => {
      const result = run(planted, planted.text.replace(from, to), warp);
      expect(['done', 'failed']).toContain(result.status);
      expect(result.reason).not.toBe('compile');
      return (
        result.findings.length > 0 ||
        result.status !== 'done' ||
        JSON.stringify(result.buffers) !== JSON.stringify(right[i]?.buffers)
      );
    });
    expect(caught).toBe(true);
  });
});

it('is a set of at least 60, of all kinds', () => {
  const all = plantedBugs.flatMap(({ mutants }) => mutants);
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(8);
});
