// Ways in which a proof was once fooled, each as recordings: none may agree. The same through real compilers is in
// lib/server/fooled.test.ts.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { isMessageCode, sentence } from '@/lib/messages';
import type { Observation, Outcome, Seeded } from './outcome';
import { prove } from './proof';
import type { Recording } from './recording';
import { seedSentence } from './seeds';
import type { SpreadOfRun } from './spread';
import { proofSchema } from './wire';

const bytesOf = (data: Float32Array | Int32Array) => new Uint8Array(data.buffer);
const ints = (...values: number[]) => bytesOf(new Int32Array(values));
const floats = (...values: number[]) => bytesOf(new Float32Array(values));
const integersAsFloats = (...values: number[]) => ints(...values);

type Run = {
  stdout?: string;
  exitCode?: number;
  type?: string;
  data?: Uint8Array[];
  rec?: Partial<Recording>;
};
function observe({
  stdout = 'done\n',
  exitCode = 0,
  type = 'int',
  data = [ints(1, 2, 3, 4)],
  rec,
}: Run): Observation {
  const copies = data.map((one) => ({
    ...{ launch: 0, buffer: 0, offset: 0, bytes: one.length, data: one, line: 30 },
    kind: 'copy' as const,
  }));
  const launch = { kernel: 'k', grid: [1, 1, 1], block: [64, 1, 1], ns: 1000, line: 20 } as const;
  return {
    ...{ stdout, exitCode },
    recording: {
      ...{ api: 'cuda', warp: 32, launches: [launch], copies, complete: true },
      buffers: [{ id: 0, bytes: 64, kind: 'device', line: 10, type }],
      totals: { launches: 1, copies: copies.length },
      ...rec,
    },
  };
}
function outcome(
  runner: 'cuda-on-cpu' | 'hip-on-cpu',
  runs: readonly Run[],
  more: Partial<Outcome> = {},
): Outcome {
  const times = { buildMs: 1, cached: false, runMs: 1, runIqrMs: 0, repeats: 1, noisy: false };
  return {
    result: {
      runner,
      warp: 32,
      status: 'done',
      stdout: '',
      stderr: '',
      ...times,
      launches: [],
      findings: [],
    },
    observations: runs.map(observe),
    ...more,
  };
}
const original = (runs: readonly Run[], more?: Partial<Outcome>) => outcome('cuda-on-cpu', runs, more);
const port = (runs: readonly Run[], more?: Partial<Outcome>) => outcome('hip-on-cpu', runs, more);
const twice = (run: Run) => [run, run];

function proofOf(reference: Outcome, other: Outcome, text = 'original') {
  const programs = { original: singleSource(text), port: singleSource('port') };
  const proof = prove({ reference, others: [other], names: new Map(), programs });
  expect(proofSchema.parse(proof)).toEqual(proof);
  for (const { code, params } of proof.notes) {
    expect(isMessageCode(code)).toBe(true);
    if (isMessageCode(code)) expect(sentence(code, params)).not.toMatch(/[{}]/);
  }
  return { ...proof, codes: proof.notes.map(({ code }) => code) };
}

describe('a port that breaks off', () => {
  const both = { data: [ints(1, 2, 3), ints(4, 5, 6)] };
  const first = (rec: Partial<Recording>) => twice({ data: [ints(1, 2, 3)], rec });

  it('after the first of two copies is not proven by the first', () => {
    const proof = proofOf(original(twice(both)), port(first({ complete: false, totals: undefined })));
    expect(proof.verdict).toBe('not-compared');
    expect(proof.codes).toContain('proof-cut-short');
  });

  it('is told by its totals where a bound cut both recordings', () => {
    const cut = { ...both, rec: { complete: false, totals: { launches: 1, copies: 90 } } };
    const less = { ...both, rec: { complete: false, totals: { launches: 1, copies: 80 } } };
    expect(proofOf(original(twice(cut)), port(twice(cut))).verdict).toBe('agrees');
    const proof = proofOf(original(twice(cut)), port(twice(less)));
    expect(proof.verdict).toBe('differs');
    expect(proof.comparisons.find(({ buffer }) => buffer === 'copies')?.firstMismatch).toMatchObject({
      expected: '90',
      actual: '80',
    });
    const fewer = { ...both, rec: { complete: false, totals: { launches: 7, copies: 90 } } };
    expect(proofOf(original(twice(cut)), port(twice(fewer))).verdict).toBe('differs');
  });

  it('as its original does is compared as far as both go', () => {
    const left = { ...both, rec: { complete: false, totals: undefined } };
    expect(proofOf(original(twice(left)), port(twice(left))).verdict).toBe('agrees');
  });
});

describe('a list that threads append to', () => {
  const list = (...values: number[]) => ({ data: [ints(...values)] });
  const appends = original([list(10, 11, 12, 1, 2, 3), list(10, 11, 12, 3, 2, 1)]);

  it('agrees in any order', () => {
    expect(proofOf(appends, port(twice(list(10, 11, 12, 2, 3, 1)))).verdict).toBe('agrees');
  });

  it('is no excuse for what stands before it in the same buffer', () => {
    const proof = proofOf(appends, port(twice(list(12, 11, 10, 1, 2, 3))));
    expect(proof.verdict).toBe('not-compared');
    expect(proof.codes).toContain('proof-other-places');
    expect(proofOf(appends, port(twice(list(10, 11, 13, 1, 2, 3)))).verdict).toBe('differs');
  });
});

describe('integers that are kept as floats', () => {
  const values = (id: number) => {
    const data = floats(1000, 0, 0.25, 0);
    data.set(integersAsFloats(id), 4);
    data.set(integersAsFloats(id + 1), 12);
    return { type: 'float', data: [data] };
  };
  const moved = { relative: 1e-6, absolute: 1e-4, tiny: false, broken: false };
  const spread = (tiny: boolean): SpreadOfRun => ({ copies: [{ ...moved, tiny }], ways: ['up', 'down'] });

  it('are compared exactly, however far the floats beside them move', () => {
    const reference = original(twice(values(7)), { spread: spread(false) });
    expect(proofOf(reference, port(twice(values(7)))).verdict).toBe('agrees');
    const proof = proofOf(reference, port(twice(values(9))));
    expect(proof.verdict).toBe('differs');
    expect(proof.comparisons.find(({ mismatches }) => mismatches > 0)).toMatchObject({ mismatches: 2 });
  });

  it('are not, where such small numbers move by rounding', () => {
    const reference = original(twice(values(7)), { spread: spread(true) });
    expect(proofOf(reference, port(twice(values(9)))).verdict).toBe('agrees');
  });
});

describe('a timed run', () => {
  const reruns = (...stdout: string[]) => ({ reruns: stdout.map((text) => ({ stdout: text, exitCode: 0 })) });
  const good = original(twice({}), reruns('done\n', 'done\n', 'done\n'));

  it('that prints or ends otherwise is a port that wavers', () => {
    expect(proofOf(good, port(twice({}), reruns('done\n', 'done\n'))).verdict).toBe('agrees');
    const proof = proofOf(good, port(twice({}), reruns('done\n', 'FAILED 3\n')));
    expect(proof.verdict).toBe('differs');
    expect(proof.codes).toContain('proof-port-wavers');
    const ended = port(twice({}), { reruns: [{ stdout: 'done\n', exitCode: 3 }] });
    expect(proofOf(good, ended).verdict).toBe('differs');
  });

  it('may, where the original does too, and in decimals', () => {
    const wavers = original(twice({}), reruns('done\n', 'done twice\n'));
    expect(proofOf(wavers, port(twice({}), reruns('ready\n'))).verdict).toBe('agrees');
    const timing = (time: string) => ({ stdout: `took ${time}\n` });
    const timed = original(twice(timing('0.01')), reruns('took 0.01\n'));
    expect(proofOf(timed, port(twice(timing('0.01')), reruns('took 0.02\n'))).verdict).toBe('agrees');
  });
});

describe('a printed number', () => {
  const says = (stdout: string, runs = 6) =>
    [
      twice({ stdout, data: [] }),
      { reruns: Array.from({ length: runs }, () => ({ stdout, exitCode: 0 })) },
    ] as const;

  it('with the unit of a time is a result when it is the same in every run', () => {
    const falls = (seconds: string) => `64 steps\nit falls for ${seconds} s\n`;
    const proof = proofOf(original(...says(falls('3.217'))), port(...says(falls('4.805'))));
    expect(proof.verdict).toBe('differs');
    // Coarse times are the same by chance, and so are those of few runs.
    expect(proofOf(original(...says(falls('0.01'))), port(...says(falls('0.02')))).verdict).toBe('agrees');
    expect(proofOf(original(...says(falls('3.217'), 1)), port(...says(falls('4.805'), 1))).verdict).toBe(
      'agrees',
    );
  });

  it('within the tolerance of zero is no evidence', () => {
    expect(proofOf(original(...says('error 1.2e-07\n')), port(...says('error 9.9e-07\n'))).verdict).toBe(
      'not-compared',
    );
    expect(proofOf(original(...says('sum 1.25\n')), port(...says('sum 1.25\n'))).verdict).toBe('agrees');
  });
});

describe('an original that fails by itself', () => {
  it('is said to, where its port does the same', () => {
    const fails = { exitCode: 1 };
    expect(proofOf(original(twice(fails)), port(twice(fails))).codes).toContain('proof-original-fails');
    expect(proofOf(original(twice(fails)), port(twice({})))).toMatchObject({ verdict: 'differs' });
    expect(proofOf(original(twice({})), port(twice({}))).codes).toEqual([]);
  });
});

describe('a program that writes files', () => {
  const notes = (text: string) => proofOf(original(twice({})), port(twice({})), text).codes;

  it('is told that nobody looked into them', () => {
    for (const text of ['f = fopen(path, "wb");', 'std::ofstream out("x");', 'open(p, O_CREAT | O_WRONLY);'])
      expect(notes(text), text).toContain('proof-files-unseen');
    for (const text of ['f = fopen(path, "r");', 'std::ifstream in("x");'])
      expect(notes(text), text).toEqual([]);
  });
});

describe('other seeds', () => {
  const draws = { rec: { seeds: ['rand'] } };
  const seeded = (...runs: (Run | undefined)[]): { seeded: Seeded[] } => ({
    seeded: runs.map((run, i) => ({ seed: i + 1, observations: run ? twice(run).map(observe) : [] })),
  });
  const [one, two] = [{ data: [ints(5, 6, 7)] }, { data: [ints(8, 9, 10)] }];
  const reference = original(twice(draws), seeded(one, two));

  it('are counted when the port agrees for them', () => {
    const proof = proofOf(reference, port(twice({}), seeded(one, two)));
    expect(proof).toMatchObject({ verdict: 'agrees', seeds: { tried: 3, sources: ['rand'] } });
    expect(seedSentence(proof)).toBe(
      'The program draws inputs from rand, and ran with 3 seeds, its own among them: the port agrees for each.',
    );
    expect(proofOf(reference, port(twice({}), seeded(one)))).toMatchObject({ seeds: { tried: 2 } });
    expect(seedSentence(proofOf(reference, port(twice({}))))).toMatch(/ran with its own seed alone\.$/);
  });

  it('find a port that is right for one seed alone, and one that fails for others', () => {
    for (const wrong of [seeded(one, one), seeded(one, undefined)]) {
      const proof = proofOf(reference, port(twice({}), wrong));
      expect(proof.verdict).toBe('differs');
      expect(proof.codes).toContain('proof-seed-differs');
    }
  });

  it('are left out where the original itself ends otherwise', () => {
    const fails = original(twice(draws), seeded(one, { ...two, exitCode: 1 }));
    const proof = proofOf(fails, port(twice({}), seeded(one, one)));
    expect(proof).toMatchObject({ verdict: 'agrees', seeds: { tried: 2 } });
    expect(proof.codes).toContain('proof-seeds-left-out');
  });

  it('are not spoken of where nothing was watched, and engines of the text are named', () => {
    expect(seedSentence(proofOf(original(twice({})), port(twice({}))))).toBeUndefined();
    const quiet = original(twice({ rec: { seeds: [] } }));
    expect(seedSentence(proofOf(quiet, port(twice({}))))).toMatch(/^The program draws nothing from rand, /);
    expect(seedSentence(proofOf(quiet, port(twice({})), 'std::mt19937 gen(42);'))).toBe(
      'What mt19937 draws from a seed of the program’s own was not varied.',
    );
  });
});
