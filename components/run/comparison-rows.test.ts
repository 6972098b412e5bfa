// Copies of one line are one row, and what differs is never hidden among what agrees.
import { expect, it } from 'vitest';
import type { Comparison } from '@/lib/run/wire';
import { comparisonRows } from './comparison-rows';

const copy = (more: Partial<Comparison> = {}): Comparison => ({
  ...{ runner: 'hip-on-cpu', warp: 64, against: 'cuda-on-cpu', launch: 0, buffer: 'a2 p', type: 'float' },
  ...{ elements: 48, informative: 2, mismatches: 0, maxAbs: 0, maxUlp: 0, line: 54 },
  tolerance: { absolute: 0, relative: 1e-6, reason: 'measured' },
  ...more,
});

it('adds up copies of one buffer by one line, with the widest tolerance', () => {
  const wide = { absolute: 0, relative: 1e-5, reason: 'also measured' };
  const rows = comparisonRows([
    copy(),
    copy({ tolerance: wide, maxAbs: 'nan' }),
    copy({ setAside: 3, maxAbs: 0.5, maxUlp: 2 }),
    copy({ line: 59 }),
  ]);
  expect(rows.map(({ copies }) => copies)).toEqual([3, 1]);
  expect(rows[0]?.comparison).toMatchObject({
    ...{ elements: 144, informative: 6, mismatches: 0, maxAbs: 0.5, maxUlp: 2, setAside: 3 },
    tolerance: wide,
  });
});

it('keeps apart, and first, what differs', () => {
  const first = { index: 7, expected: '1', actual: '2' };
  const rows = comparisonRows([
    copy(),
    copy({ mismatches: 1, launch: 5, firstMismatch: first }),
    copy({ mismatches: 4, launch: 6, firstMismatch: { ...first, index: 0 } }),
  ]);
  expect(rows.map(({ copies, comparison }) => [copies, comparison.mismatches])).toEqual([
    [2, 5],
    [1, 0],
  ]);
  expect(rows[0]?.comparison).toMatchObject({ launch: 5, firstMismatch: first });
});
