// Verdicts: what agrees, what differs, what proves nothing, and what is said about it.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { isMessageCode, sentence } from '@/lib/messages';
import type { Observation, Outcome } from './outcome';
import { prove } from './proof';
import type { Recording } from './recording';
import { type Comparison, proofSchema, type RunResult } from './wire';

const floats = (...values: number[]) => new Uint8Array(new Float32Array(values).buffer);
const launch = (kernel: string, blocks = 4) => ({
  kernel,
  grid: [blocks, 1, 1] as const,
  block: [64, 1, 1] as const,
  ns: 1000,
  line: 20,
});
const copyOf = (data: Uint8Array, buffer = 0, more: Partial<Recording['copies'][number]> = {}) => ({
  launch: 0,
  buffer,
  offset: 0,
  bytes: data.length,
  data,
  line: 30,
  kind: 'copy' as const,
  ...more,
});
const buffer = (id: number, type?: string) => ({
  id,
  bytes: 64,
  kind: 'device' as const,
  line: 10 + id,
  ...(type && { type }),
});

type Run = Partial<Observation> & { rec?: Partial<Recording> };
function observe({ rec, ...run }: Run = {}): Observation {
  return {
    exitCode: 0,
    stdout: 'sum 10\nPASSED\n',
    recording: {
      api: 'cuda',
      warp: 32,
      buffers: [buffer(0, 'float'), buffer(1)],
      launches: [launch('scale')],
      copies: [copyOf(floats(1, 2, 3, 4))],
      complete: true,
      ...rec,
    },
    ...run,
  };
}
function outcome(result: Partial<RunResult>, ...observations: Observation[]): Outcome {
  return {
    result: {
      runner: 'hip-on-cpu',
      warp: 64,
      status: 'done',
      stdout: '',
      stderr: '',
      buildMs: 1,
      cached: false,
      runMs: 1,
      runIqrMs: 0,
      repeats: 1,
      noisy: true,
      launches: [],
      findings: [],
      ...result,
    },
    observations,
  };
}
const names = new Map([
  [10, ['d_out']],
  [11, ['d_tmp']],
]);
const programs = { original: singleSource('original'), port: singleSource('port') };
const original = (...runs: Run[]) =>
  outcome({ runner: 'cuda-on-cpu', warp: 32 }, ...(runs.length ? runs : [{}, {}]).map(observe));
const port = (...runs: Run[]) => outcome({}, ...(runs.length ? runs : [{}, {}]).map(observe));
const proofOf = (reference: Outcome, ...others: Outcome[]) => {
  const proof = prove({ reference, others, names, programs });
  expect(proofSchema.parse(proof)).toEqual(proof);
  for (const note of proof.notes) {
    expect(isMessageCode(note.code)).toBe(true);
    expect(sentence(note.code, note.params)).not.toMatch(/[{}]/);
  }
  return proof;
};
const codes = ({ notes }: { notes: { code: string }[] }) => notes.map(({ code }) => code);
const find = (comparisons: Comparison[], name: string) => comparisons.find((c) => c.buffer === name);

describe('prove', () => {
  it('agrees when prints, launches and copies are equal, and names what it compared', () => {
    const proof = proofOf(original(), port());
    expect(proof.verdict).toBe('agrees');
    expect(proof.comparisons.map((c) => c.buffer)).toEqual(['stdout', 'a0 d_out']);
    expect(find(proof.comparisons, 'a0 d_out')).toMatchObject({
      runner: 'hip-on-cpu',
      warp: 64,
      against: 'cuda-on-cpu',
      launch: 0,
      type: 'float',
      elements: 4,
      informative: 4,
      mismatches: 0,
      line: 30,
    });
    expect(proof.notes).toEqual([]);
  });

  it('differs when a port prints the same but copies back something else', () => {
    const wrong = { rec: { copies: [copyOf(floats(1, 2, 0, 4))] } };
    const proof = proofOf(original(), port(wrong, wrong));
    expect(proof.verdict).toBe('differs');
    expect(find(proof.comparisons, 'stdout')?.mismatches).toBe(0);
    expect(find(proof.comparisons, 'a0 d_out')?.firstMismatch).toEqual({
      index: 2,
      expected: '3',
      actual: '0',
    });
  });

  it('tells the element of the buffer when part of it was copied', () => {
    const reference = { rec: { copies: [copyOf(floats(1, 2), 0, { offset: 8 })] } };
    const other = { rec: { copies: [copyOf(floats(1, 5), 0, { offset: 8 })] } };
    const proof = proofOf(original(reference), port(other));
    expect(find(proof.comparisons, 'a0 d_out')?.firstMismatch?.index).toBe(3);
  });

  it('differs when a later run of the port does', () => {
    const proof = proofOf(original(), port({}, { rec: { copies: [copyOf(floats(9, 2, 3, 4))] } }));
    expect(proof.verdict).toBe('differs');
    expect(codes(proof)).toContain('proof-port-wavers');
  });

  it.each([
    ['exit code', { exitCode: 3 }, { expected: '0', actual: '3' }],
    ['launches', { rec: { launches: [launch('other')] } }, { expected: 'scale', actual: 'other' }],
    ['launches', { rec: { launches: [] } }, { expected: 'scale', actual: 'no launch' }],
    ['copies', { rec: { copies: [] } }, { expected: '1', actual: '0' }],
    ['stdout', { stdout: 'sum 10\nFAILED\n' }, { expected: 'PASSED', actual: 'FAILED' }],
  ])('differs in %s', (name, run: Run, values) => {
    const proof = proofOf(original(), port(run));
    expect(proof.verdict).toBe('differs');
    expect(find(proof.comparisons, name)?.firstMismatch).toMatchObject(values);
  });

  it('takes instances of one template and other launch dimensions for the same step, and says so', () => {
    const proof = proofOf(
      original({ rec: { launches: [launch('reduce<float, 32>', 8)] } }),
      port({ rec: { launches: [launch('reduce<float,64>', 4)] } }),
    );
    expect(proof.verdict).toBe('agrees');
    expect(codes(proof)).toEqual(['proof-launch-shape']);
  });

  it('is not-compared when nothing tells right from wrong', () => {
    const silent = { stdout: 'done\n', rec: { copies: [copyOf(floats(0, 0, 0))] } };
    const proof = proofOf(original(silent), port(silent));
    expect(proof.verdict).toBe('not-compared');
    expect(codes(proof)).toEqual(['proof-nothing-informative']);
    const constant = { stdout: '', rec: { copies: [copyOf(floats(3, 3, 3))] } };
    expect(proofOf(original(constant), port(constant)).verdict).toBe('not-compared');
    const nothing = { stdout: '', rec: { copies: [] } };
    expect(proofOf(original(nothing), port(nothing)).verdict).toBe('not-compared');
  });

  it('sets aside what the original itself does not repeat', () => {
    const reference = original(
      { stdout: 'sum 10\ntime 5\n', rec: { copies: [copyOf(floats(1, 2)), copyOf(floats(7, 8), 1)] } },
      { stdout: 'sum 10\ntime 9\n', rec: { copies: [copyOf(floats(1, 2)), copyOf(floats(8, 7), 1)] } },
    );
    const other = {
      stdout: 'sum 10\ntime 2\n',
      rec: { copies: [copyOf(floats(1, 2)), copyOf(floats(0, 0), 1)] },
    };
    const proof = proofOf(reference, port(other));
    expect(proof.verdict).toBe('agrees');
    expect(codes(proof)).toEqual(['proof-lines-set-aside', 'proof-copy-wavers', 'proof-compared-as-bytes']);
    expect(find(proof.comparisons, 'stdout')?.elements).toBe(1);
    expect(find(proof.comparisons, 'a1 d_tmp')).toMatchObject({
      mismatches: 0,
      informative: 0,
      elements: 4,
      setAside: 4,
    });
  });

  it('does not hold the number of copies against a port when the original wavers in it', () => {
    const reference = original({}, { rec: { copies: [copyOf(floats(1, 2, 3, 4)), copyOf(floats(5))] } });
    const proof = proofOf(reference, port());
    expect(proof.verdict).toBe('agrees');
    expect(codes(proof)).toContain('proof-original-wavers');
  });

  it('compares unknown types as bytes and says so', () => {
    const run = { rec: { copies: [copyOf(floats(1, 2), 1)] } };
    const proof = proofOf(original(run), port(run));
    expect(find(proof.comparisons, 'a1 d_tmp')).toMatchObject({ type: 'bytes', elements: 8 });
    expect(codes(proof)).toEqual(['proof-compared-as-bytes']);
  });

  it('compares only what both recordings hold, and says so', () => {
    const short = copyOf(floats(1, 2), 0, { bytes: 16 });
    const proof = proofOf(original(), port({ rec: { copies: [short], complete: false } }));
    expect(proof.verdict).toBe('agrees');
    expect(find(proof.comparisons, 'a0 d_out')?.elements).toBe(2);
    expect(codes(proof).toSorted()).toEqual(['proof-copy-cut', 'proof-recording-incomplete']);
  });

  it('differs when the copies have different sizes', () => {
    const proof = proofOf(original(), port({ rec: { copies: [copyOf(floats(1, 2))] } }));
    expect(proof.verdict).toBe('differs');
    expect(find(proof.comparisons, 'a0 d_out')?.mismatches).toBe(2);
  });

  it('has no verdict of its own for runs that failed, and a crash differs', () => {
    const failed = (reason: RunResult['reason']) => outcome({ status: 'failed', reason });
    expect(proofOf(original(), failed('timeout')).verdict).toBe('not-compared');
    expect(proofOf(original(), port(), failed('compile')).verdict).toBe('not-compared');
    expect(proofOf(original(), port(), failed('crash')).verdict).toBe('differs');
    expect(codes(proofOf(original(), failed('compile')))).toEqual(['proof-run-failed']);
  });

  it('leaves runners out that are not there', () => {
    const away = outcome({ runner: 'hip-amd', status: 'unavailable' });
    const proof = proofOf(original(), port(), away);
    expect(proof.verdict).toBe('agrees');
    expect(codes(proof)).toEqual(['proof-unavailable']);
    expect(proofOf(original(), away).verdict).toBe('not-compared');
  });

  it('proves nothing without a reference, or without a port', () => {
    const broken = outcome({ runner: 'cuda-on-cpu', status: 'failed', reason: 'compile' });
    expect(proofOf(broken, port())).toMatchObject({ verdict: 'not-compared', comparisons: [] });
    expect(codes(proofOf(broken, port()))).toEqual(['proof-no-reference']);
    expect(proofOf(original()).verdict).toBe('not-compared');
  });

  it('lists at most a thousand copies of a kind, and still sees all of them', () => {
    const flags = Array.from({ length: 1500 }, () => copyOf(floats(0)));
    const good = { stdout: '', rec: { copies: [...flags, copyOf(floats(1, 2))] } };
    const agreed = proofOf(original(good), port(good));
    expect(agreed.verdict).toBe('agrees');
    expect(agreed.comparisons).toHaveLength(1001);
    expect(codes(agreed)).toEqual(['proof-more-copies']);
    const bad = { stdout: '', rec: { copies: [...flags, copyOf(floats(1, 3))] } };
    expect(proofOf(original(good), port(bad)).verdict).toBe('differs');
  });

  it('has a digest that depends on programs, tools and comparisons, and on nothing else', () => {
    const base = prove({ reference: original(), others: [port()], names, programs });
    expect(base.digest).toMatch(/^[0-9a-f]{64}$/);
    const slow = outcome({ runMs: 99 }, observe(), observe());
    expect(prove({ reference: original(), others: [slow], names, programs }).digest).toBe(base.digest);
    const other = { original: singleSource('original '), port: programs.port };
    expect(prove({ reference: original(), others: [port()], names, programs: other }).digest).not.toBe(
      base.digest,
    );
    const tool = outcome({ version: 'g++ 12' }, observe(), observe());
    expect(prove({ reference: original(), others: [tool], names, programs }).digest).not.toBe(base.digest);
  });
});
