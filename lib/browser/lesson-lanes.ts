// Of a traced run: what the lanes of one warp do at a step, and which banks of shared memory they ask. Values for pictures.
import type { TraceOfRun } from '@/lib/run/interpret-program';
import type { WarpSize } from '@/lib/run/runner';

type Step = TraceOfRun['steps'][number];

/** What happens at one line, step after step (a loop comes there often), in one warp. */
export type LaneMoment = {
  /** Equal for the same doings at the same line, at both warp sizes. */
  readonly key: string;
  readonly line: number;
  readonly did: Step['did'];
  /** The buffer or variable, of an access. */
  readonly object?: string;
  readonly steps: readonly Step[];
};

/** The doings of one warp of one block, by line and kind, in the order in which they first happen. */
export function momentsOf(
  { steps }: TraceOfRun,
  only: (step: Step) => boolean,
  block = 0,
  warp = 0,
): LaneMoment[] {
  const moments = new Map<string, Step[]>();
  for (const step of steps) {
    if (step.block !== block || step.warp !== warp || !only(step)) continue;
    const key = `${step.line} ${step.did} ${'object' in step ? step.object : ''}`;
    moments.set(key, [...(moments.get(key) ?? []), step]);
  }
  return [...moments].flatMap(([key, all]): LaneMoment[] => {
    const [first] = all;
    if (!first) return [];
    const { line, did } = first;
    return [{ key, line, did, ...('object' in first && { object: first.object }), steps: all }];
  });
}

const verbs = {
  read: 'reads',
  write: 'writes',
  atomic: 'updates',
  shuffle: 'each lane takes a value of another',
  vote: 'the lanes vote',
  barrier: 'waits for the block',
} as const satisfies Record<Step['did'], string>;

export function momentLabel({ line, did, object }: LaneMoment): string {
  return `line ${line}: ${verbs[did]}${object ? ` ${object}` : ''}`;
}

export type BankUse = {
  /** For each of the 32 banks the different words asked of it, each with the lanes that want it. */
  readonly banks: readonly (readonly { readonly word: number; readonly lanes: readonly number[] }[])[];
  /** Passes over the memory that the access takes, and the fewest that so many words could take. */
  readonly passes: number;
  readonly least: number;
};

const bankCount = 32;

/** Banks of 4 bytes: word n lies in bank n mod 32. Lanes that want the same word are served together. */
export function banksOf(step: Step, warp: WarpSize): BankUse {
  const banks: { word: number; lanes: number[] }[][] = Array.from({ length: bankCount }, () => []);
  if ('at' in step)
    step.threads.forEach((thread, i) => {
      const from = (step.at[i] ?? 0) >> 2;
      const to = Math.max(from, ((step.at[i] ?? 0) + step.size - 1) >> 2);
      for (let word = from; word <= to; word++) {
        const bank = banks[word % bankCount] ?? [];
        const known = bank.find((one) => one.word === word);
        if (known) known.lanes.push(thread % warp);
        else bank.push({ word, lanes: [thread % warp] });
      }
    });
  const words = banks.reduce((sum, bank) => sum + bank.length, 0);
  return {
    banks,
    passes: Math.max(0, ...banks.map((bank) => bank.length)),
    least: Math.ceil(words / bankCount),
  };
}

/** One warp between two barriers. */
export type IntervalDoing = {
  readonly did: 'read' | 'write' | 'atomic';
  readonly line: number;
  readonly object: string;
  /** Another warp touches the same bytes in the same interval, and one of the two writes. */
  readonly clashes: boolean;
};

/**
 * Shared memory of one block over time: for each warp its accesses, cut at the barriers it passes.
 * @param of one variable alone
 * @returns a list of intervals for each warp
 */
export function intervalsOf({ steps }: TraceOfRun, of?: string, block = 0): IntervalDoing[][][] {
  type Doing = Omit<IntervalDoing, 'clashes'> & { bytes: Set<number> };
  const warps: Doing[][][] = [];
  for (const step of steps) {
    if (step.block !== block) continue;
    warps[step.warp] ??= [[]];
    const mine = warps[step.warp] as Doing[][];
    if (step.did === 'barrier') mine.push([]);
    if (!('at' in step) || step.space !== 'shared' || (of !== undefined && step.object !== of)) continue;
    const { did, line, object, size } = step;
    const here = mine.at(-1) as Doing[];
    let doing = here.find((one) => one.did === did && one.line === line && one.object === object);
    if (!doing) {
      doing = { did, line, object, bytes: new Set() };
      here.push(doing);
    }
    for (const at of step.at) for (let byte = at; byte < at + size; byte++) doing.bytes.add(byte);
  }
  const all = Array.from(warps, (intervals) => intervals ?? [[]]);
  // Two reads never clash, and neither do two atomics.
  const clash = (a: Doing, b: Doing) =>
    a.object === b.object &&
    !(a.did === 'read' && b.did === 'read') &&
    !(a.did === 'atomic' && b.did === 'atomic') &&
    [...a.bytes].some((byte) => b.bytes.has(byte));
  return all.map((intervals, warp) =>
    intervals.map((doings, interval) =>
      doings.map((doing) => ({
        did: doing.did,
        line: doing.line,
        object: doing.object,
        clashes: all.some(
          (others, other) => other !== warp && (others[interval] ?? []).some((one) => clash(doing, one)),
        ),
      })),
    ),
  );
}
