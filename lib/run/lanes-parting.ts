// The first step at which a run at 32 lanes and one at 64 part: both are run block by block, and what each thread computed at
// 32 is held against what it computes at 64. In come a source and a plan, out comes a finding, or nothing. Pure.
//
// A thread's steps are values given to something, conditions, and places written, in its own order; among the threads those of
// the run at 64 lanes give the order, in which whatever influences another comes before it. One block is kept at a time, and of
// each thread so many steps; what lies beyond is not compared.
import type { Scalar } from '@/lib/ir';
import { sentence } from '@/lib/messages';
import {
  type InterpreterHost,
  type InterpreterRequest,
  type Placer,
  placer,
  prepare,
} from './interpret-program';
import {
  blockAt,
  interpret,
  type Progress,
  type StepKind,
  type StepSite,
  type Teller,
  threadAt,
} from './interpreter';
import type { PlanInputs } from './plan-inputs';
import type { Finding } from './wire';

/** Steps that are kept at one time, of all threads: 12 bytes each. */
const stepsKept = 1 << 21;
/** Relative distance of floats that rounding alone may bring about, in sums of another order. */
const rounding: Partial<Record<Scalar, number>> = { f16: 2 ** -9, bf16: 2 ** -7, f32: 1e-5, f64: 1e-12 };

/** The steps of one thread of the run at 32 lanes, and how many of them the one at 64 has come past. */
type Steps = { of: Int32Array; length: number; past: number; isCut: boolean };

type Parting = {
  readonly block: number;
  readonly thread: number;
  readonly site: StepSite;
  readonly at32: string;
  readonly at64: string;
};

/**
 * @param request checks, shadows and counts are not looked at: what they add changes no value.
 * @returns undefined where no step differs by more than rounding, and where nothing can be run.
 */
export function* partingOf(
  { sources, plan }: Pick<InterpreterRequest, 'sources' | 'plan'>,
  host: InterpreterHost,
): Generator<Progress, Finding | undefined, void> {
  const places = placer(sources);
  const prepared = prepare(sources, plan, places);
  if ('reason' in prepared) return undefined;
  const { module, inputs } = prepared;
  const book = createBook();
  const start = (warp: 32 | 64, teller: Teller) =>
    interpret(module, inputs, {
      checks: false,
      races: false,
      shadows: false,
      counts: false,
      warp,
      teller,
      interrupted: host.interrupted,
    });
  const at32 = start(32, book.keeps);
  const at64 = start(64, book.holds);
  let first = at32.next();
  let reached: Progress = { launch: 0, launches: 0, blocks: 0, of: 0 };
  for (;;) {
    while (!first.done && !isAhead(first.value, reached)) first = at32.next();
    if (first.done && (first.value.ended === 'cancelled' || first.value.ended === 'timeout'))
      return undefined;
    const second = at64.next();
    const parting = book.parting();
    const launch = second.done ? inputs.launches.length - 1 : second.value.launch;
    if (parting) return asFinding(parting, launch, inputs, places, sources.main);
    if (second.done) return undefined;
    if (isAhead(second.value, reached)) book.forget(second.value.launch !== reached.launch);
    reached = second.value;
    yield reached;
  }
}

function isAhead(one: Progress, other: Progress): boolean {
  return one.launch > other.launch || (one.launch === other.launch && one.blocks > other.blocks);
}

function createBook() {
  const sites: StepSite[] = [];
  const numbers = new Map<string, number>();
  const blocks = new Map<number, Steps[]>();
  let room = stepsKept;
  let found: Parting | undefined;
  const siteOf = (site: StepSite): number => {
    const { span, kind, scalar } = site;
    const key = `${span.file}:${span.start}:${span.end} ${kind} ${scalar}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, sites.length);
    return sites.push(site) - 1;
  };
  const keeps: Teller = {
    siteOf,
    step(block, thread, site, low, high) {
      let threads = blocks.get(block);
      if (!threads) {
        threads = [];
        blocks.set(block, threads);
      }
      let steps = threads[thread];
      if (!steps) {
        steps = { of: new Int32Array(48), length: 0, past: 0, isCut: false };
        threads[thread] = steps;
      }
      if (steps.isCut) return;
      if (room === 0) {
        steps.isCut = true;
        return;
      }
      room--;
      const at = steps.length * 3;
      if (at === steps.of.length) {
        const longer = new Int32Array(at * 2);
        longer.set(steps.of);
        steps.of = longer;
      }
      steps.of[at] = site;
      steps.of[at + 1] = low;
      steps.of[at + 2] = high;
      steps.length++;
    },
  };
  const holds: Teller = {
    siteOf,
    step(block, thread, site, low, high) {
      if (found) return;
      const steps = blocks.get(block)?.[thread];
      // Where the other run has no such step, a condition has told why; or it has not come so far, or was cut.
      if (!steps) return;
      if (steps.past >= steps.length) {
        steps.past = Number.POSITIVE_INFINITY;
        return;
      }
      const at = steps.past++ * 3;
      const [other = 0, otherLow = 0, otherHigh = 0] = steps.of.subarray(at, at + 3);
      const here = sites[site] as StepSite;
      if (other === site && isSame(here.scalar, otherLow, otherHigh, low, high)) return;
      const text = (at: number, a: number, b: number) => valueText((sites[at] as StepSite).scalar, a, b);
      found = {
        block,
        thread,
        site: other === site ? here : { ...here, kind: 'condition' },
        at32: other === site ? text(other, otherLow, otherHigh) : 'another',
        at64: other === site ? text(site, low, high) : 'this one',
      };
    },
  };
  return {
    keeps,
    holds,
    parting: () => found,
    /** Both runs have come past a block. Where several run at one time, their steps stay until the launch is over. */
    forget(isNewLaunch: boolean) {
      if (!isNewLaunch && blocks.size > 1) return;
      blocks.clear();
      room = stepsKept;
    },
  };
}

const scratch = new DataView(new ArrayBuffer(8));

function double(low: number, high: number): number {
  scratch.setInt32(0, low);
  scratch.setInt32(4, high);
  return scratch.getFloat64(0);
}

function isSame(
  scalar: StepSite['scalar'],
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
): boolean {
  if (aLow === bLow && aHigh === bHigh) return true;
  const relative = scalar === 'address' ? undefined : rounding[scalar];
  if (relative === undefined) return false;
  const a = double(aLow, aHigh);
  const b = double(bLow, bHigh);
  if (Number.isNaN(a) && Number.isNaN(b)) return true;
  return a === b || Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));
}

function valueText(scalar: StepSite['scalar'], low: number, high: number): string {
  switch (scalar) {
    case 'address':
      return `byte ${double(low, high)}`;
    case 'bool':
      return low === 0 ? 'false' : 'true';
    case 'f16':
    case 'bf16':
    case 'f32':
    case 'f64':
      return String(Number(double(low, high).toPrecision(scalar === 'f64' ? 17 : 9)));
    case 'i64':
    case 'u64': {
      const value = (BigInt(high) << 32n) | BigInt(low >>> 0);
      return String(scalar === 'u64' ? BigInt.asUintN(64, value) : value);
    }
    case 'u32':
      return String(low >>> 0);
    default:
      return String(low);
  }
}

/** The message for each kind of step; an atomic's order is promised by nobody, which its message says. */
const codes = {
  value: 'run-lanes-part',
  warp: 'run-lanes-part',
  condition: 'run-lanes-part-condition',
  place: 'run-lanes-part-place',
  atomic: 'run-lanes-part-atomic',
} as const satisfies Record<StepKind, string>;

function asFinding(
  { block, thread, site, at32, at64 }: Parting,
  launch: number,
  inputs: PlanInputs,
  places: Placer,
  main: string,
): Finding {
  const planned = inputs.launches[launch] as PlanInputs['launches'][number];
  const code = codes[site.kind];
  const blockPlace = blockAt(block, planned.grid);
  const threadPlace = threadAt(thread, planned.block);
  const place = ([x, y, z]: readonly [number, number, number], of: readonly [number, number, number]) =>
    of[1] === 1 && of[2] === 1 ? String(x) : `(${x},${y},${z})`;
  return {
    code,
    severity: 'warning',
    ...(site.span.file !== main && { file: site.span.file }),
    ...places(site.span),
    message: sentence(code, {
      thread: place(threadPlace, planned.block),
      block: place(blockPlace, planned.grid),
      narrow: at32,
      wide: at64,
    }),
    kernel: planned.kernel,
    launch,
    block: [...blockPlace],
    thread: [...threadPlace],
  };
}
