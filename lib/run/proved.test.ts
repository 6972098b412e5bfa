// A proof in one sentence: it says what decides, and never counts what is not there.
import { describe, expect, it } from 'vitest';
import { noteSentence, provedSentence } from './proved';
import { runners } from './runner';
import type { Comparison, Proof } from './wire';

const comparison = (more: Partial<Comparison> = {}): Comparison => ({
  ...{ runner: 'hip-on-cpu', warp: 64, against: 'cuda-on-cpu', launch: 0, buffer: 'a0 d', type: 'int' },
  ...{ elements: 4, informative: 3, mismatches: 0, maxAbs: 0, maxUlp: 0 },
  tolerance: { absolute: 0, relative: 0, reason: 'exact' },
  ...more,
});
const proof = (verdict: Proof['verdict'], comparisons: Comparison[], notes: Proof['notes'] = []): Proof => ({
  verdict,
  comparisons,
  notes,
  digest: '',
});

describe('provedSentence', () => {
  it.each<[Proof, string]>([
    [proof('agrees', [comparison()]), 'everything that was compared agrees: 1 comparison'],
    [
      proof('agrees', [comparison(), comparison({ setAside: 62 })]),
      'everything that was compared agrees: 2 comparisons; some elements were set aside, because the original itself changes them from run to run',
    ],
    [proof('differs', [comparison(), comparison({ mismatches: 2 })]), '1 of 2 comparisons differs'],
    [
      proof('differs', [], [{ code: 'proof-crashed', params: { runner: 'hip-on-cpu', warp: 64 } }]),
      'HIP on CPU with warps of 64 lanes crashed where the original did not, so it differs',
    ],
    [
      proof(
        'not-compared',
        [],
        [
          { code: 'proof-original-fails', params: { exit: 1 } },
          { code: 'proof-nothing-informative', params: { runner: 'hip-on-cpu', warp: 32 } },
        ],
      ),
      'the original itself ends with exit code 1, so what agrees may be a failure of both',
    ],
    [proof('not-compared', []), 'nothing could be compared'],
  ])('%#', (one, said) => {
    expect(provedSentence(one, (runner) => runners[runner].label)).toBe(said);
  });

  it('has words for one and for many', () => {
    const said = (count: number) =>
      noteSentence({ code: 'proof-copy-wavers', params: { count, buffer: 'a0 d' } }, String);
    expect(said(1)).toMatch(/^1 element of a0 d was set aside/);
    expect(said(62)).toMatch(/^62 elements of a0 d were set aside/);
  });
});
