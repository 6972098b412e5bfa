// Code for warp-level operations: shuffles, votes, match, reductions. The lanes of a warp are threads [warpStart, warpEnd).
// Reports masks that do not name the lanes that are there, and values taken from lanes that are not.
import type { Statement, WarpOp } from '@/lib/ir';
import { type Coder, chain, siteOf, temporary } from './coder';
import { numberOf } from './convert';
import { moveThread } from './copy-loops';
import { codeExpression } from './expressions';
import { report } from './finding';
import { longValue, setLong } from './long-loops';
import type { Machine, Run } from './machine';
import { partsOf, type Register, type ScalarRegister } from './register';
import { writeLocal } from './statements';
import { traceShuffle, traceVote } from './trace';

type WarpStatement = Extract<Statement, { do: 'warp' }>;

/** Lanes of a warp as two halves of 32 bits. */
type Lanes = { low: number; high: number };

const has = (lanes: Lanes, lane: number): boolean =>
  lane < 32 ? ((lanes.low >>> lane) & 1) === 1 : ((lanes.high >>> (lane - 32)) & 1) === 1;

function add(lanes: Lanes, lane: number): void {
  if (lane < 32) lanes.low |= 1 << lane;
  else lanes.high |= 1 << (lane - 32);
}

function setLanes(r: ScalarRegister, l: number, { low, high }: Lanes): void {
  if (r.kind === 'long') {
    r.lo[l] = low;
    r.hi[l] = high;
  } else r.a[l] = low;
}

function maskOf(r: Register, l: number): Lanes {
  if (r.kind === 'long') return { low: r.lo[l]!, high: r.hi[l]! };
  if (r.kind === 'int') return { low: r.a[l]!, high: 0 };
  throw new Error('a mask of lanes is an integer');
}

const lanesText = ({ low, high }: Lanes): string =>
  `0x${((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)).toString(16)}`;

/** Each lane's mask is held against the lanes that are here. */
function checkMasks(m: Machine, mask: Register, here: Lanes, site: number): void {
  for (let l = m.first; l < m.last; l++) {
    if (m.active[l] === 0) continue;
    const named = maskOf(mask, l);
    const lane = l - m.warpStart;
    if (!has(named, lane)) {
      const code = lane >= 32 && mask.kind === 'int' ? 'run-mask-of-32-lanes' : 'run-mask-without-caller';
      report(m.findings, m.launch, m.block, l, code, 'error', site, { mask: lanesText(named), lane });
      return;
    }
    // Lanes past the end of a block's last warp do not exist; naming them is usual.
    const width = m.warpEnd - m.warpStart;
    const real = {
      low: named.low & (width >= 32 ? -1 : (1 << width) - 1),
      high: width > 32 ? named.high : 0,
    };
    const missing = { low: real.low & ~here.low, high: real.high & ~here.high };
    if (missing.low !== 0 || missing.high !== 0) {
      let absent = 0;
      while (!has(missing, absent)) absent++;
      report(m.findings, m.launch, m.block, l, 'run-mask-of-missing-lanes', 'error', site, {
        mask: lanesText(named),
        lane: absent,
      });
      return;
    }
  }
}

export function warpCode(c: Coder, statement: WarpStatement): Run {
  const site = siteOf(c, statement.span);
  const mask = statement.mask && codeExpression(c, statement.mask);
  const value = statement.value && codeExpression(c, statement.value);
  const lane = statement.lane && codeExpression(c, statement.lane);
  const width = statement.width && codeExpression(c, statement.width);
  const locals = c.module.functions[c.current.id]!.locals;
  const result = statement.result === undefined ? undefined : temporary(c, locals[statement.result]!.type);
  const matched = statement.matched === undefined ? undefined : temporary(c, locals[statement.matched]!.type);
  const step = operation(c, statement.op, {
    site,
    mask: mask?.register,
    value: value?.register,
    lane: lane?.register,
    width: width?.register,
    result,
    matched,
  });
  const { checks, counts } = c.options;
  const before: Run = (m) => {
    // All forms but the one that only asks who is here order the memory of the lanes that take part.
    if (statement.op !== 'active-mask') m.warpSteps[Math.floor(m.warpStart / m.launch.warp)]!++;
    if (counts) m.counts.warpOperations++;
    if (checks && mask) checkMasks(m, mask.register, lanesHere(m), site);
  };
  return chain(
    mask?.run,
    value?.run,
    lane?.run,
    width?.run,
    before,
    step,
    result && writeLocal(c, statement.result!, result, site),
    matched && writeLocal(c, statement.matched!, matched, site),
  )!;
}

function lanesHere(m: Machine): Lanes {
  const lanes = { low: 0, high: 0 };
  for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0) add(lanes, l - m.warpStart);
  return lanes;
}

type Parts = {
  readonly site: number;
  readonly mask: Register | undefined;
  readonly value: Register | undefined;
  readonly lane: Register | undefined;
  readonly width: Register | undefined;
  readonly result: Register | undefined;
  readonly matched: Register | undefined;
};

function truth(r: Register, l: number): boolean {
  if (r.kind === 'long') return (r.lo[l]! | r.hi[l]!) !== 0;
  if (r.kind === 'int' || r.kind === 'f32' || r.kind === 'f64') return r.a[l]! !== 0;
  throw new Error('a predicate is a number');
}

const noLanes: Lanes = { low: 0, high: 0 };

function operation(c: Coder, op: WarpOp, parts: Parts): Run {
  switch (op) {
    case 'sync':
      return () => {};
    case 'active-mask':
      return (m) => {
        const here = lanesHere(m);
        for (let l = m.first; l < m.last; l++) setLanes(parts.result as ScalarRegister, l, here);
      };
    case 'shuffle':
    case 'shuffle-up':
    case 'shuffle-down':
    case 'shuffle-xor':
      return shuffle(c, op, parts);
    case 'match-any':
    case 'match-all':
      return match(op, parts);
    case 'all':
    case 'any':
    case 'uniform':
    case 'ballot':
      return vote(op, parts);
    default:
      return reduce(op, parts);
  }
}

/** The active lanes that lane l's mask names. */
function group(m: Machine, mask: Register | undefined, l: number): number[] {
  const named = mask ? maskOf(mask, l) : undefined;
  const threads: number[] = [];
  for (let k = m.first; k < m.last; k++)
    if (m.active[k] !== 0 && (!named || has(named, k - m.warpStart))) threads.push(k);
  return threads;
}

function vote(op: 'all' | 'any' | 'uniform' | 'ballot', { site, mask, value, result }: Parts): Run {
  if (!value) throw new Error('a vote is about a predicate');
  return (m) => {
    const yes = { low: 0, high: 0 };
    const here = lanesHere(m);
    for (let l = m.first; l < m.last; l++)
      if (m.active[l] !== 0 && truth(value, l)) add(yes, l - m.warpStart);
    if (m.trace) {
      const threads = group(m, undefined, m.first);
      traceVote(
        m,
        site,
        threads,
        threads.filter((l) => truth(value, l)),
      );
    }
    if (!result) return;
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const named = mask ? maskOf(mask, l) : here;
      const mine = { low: yes.low & named.low, high: yes.high & named.high };
      if (op === 'ballot') setLanes(result as ScalarRegister, l, mine);
      else {
        const asked = { low: here.low & named.low, high: here.high & named.high };
        const all = mine.low === asked.low && mine.high === asked.high;
        const none = mine.low === 0 && mine.high === 0;
        const is = op === 'all' ? all : op === 'any' ? !none : all || none;
        (result as { a: Int32Array }).a[l] = is ? 1 : 0;
      }
    }
  };
}

function match(op: 'match-any' | 'match-all', { mask, value, result, matched }: Parts): Run {
  if (!value) throw new Error('a match is of values');
  const parts = partsOf(value);
  // Bits are compared: values of floats as what they are in memory, and NaN with itself.
  const key = (l: number) =>
    parts
      .map((part) =>
        part.kind === 'long' ? longValue(part, l) : Object.is(part.a[l], -0) ? '-0' : part.a[l],
      )
      .join();
  return (m) => {
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const threads = group(m, mask, l);
      const own = key(l);
      const same = threads.filter((k) => key(k) === own);
      const all = same.length === threads.length;
      const lanes = { low: 0, high: 0 };
      for (const k of same) add(lanes, k - m.warpStart);
      if (result) setLanes(result as ScalarRegister, l, op === 'match-any' || all ? lanes : noLanes);
      if (matched) (matched as { a: Int32Array }).a[l] = all ? 1 : 0;
    }
  };
}

function shuffle(c: Coder, op: WarpOp, { site, mask, value, lane, width, result }: Parts): Run {
  if (!value || !lane || !result) throw new Error('a shuffle moves a value by a lane');
  const from = value.kind === 'pointer' || value.kind === 'bytes' ? undefined : partsOf(value);
  const to = from ? partsOf(result) : undefined;
  const by = lane as ScalarRegister;
  const { checks } = c.options;
  return (m) => {
    const size = m.launch.warp;
    const pairs: [number, number][] = [];
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const own = l - m.warpStart;
      const w = width ? Math.max(1, Math.min(size, numberOf(width as ScalarRegister, l))) : size;
      const start = own - (own % w);
      const n = numberOf(by, l);
      let source: number;
      if (op === 'shuffle') source = start + (((n % w) + w) % w);
      else if (op === 'shuffle-up') source = own - (n >>> 0) < start ? own : own - n;
      else if (op === 'shuffle-down') source = own + (n >>> 0) >= start + w ? own : own + n;
      else {
        source = own ^ n;
        // Lanes of later sub-groups may be asked for only from within one's own or an earlier one.
        if (source >= start + w || source < 0) source = own;
      }
      const k = m.warpStart + source;
      const there = k >= m.first && k < m.last && m.active[k] !== 0;
      const named = !mask || has(maskOf(mask, l), source);
      if (checks && (!there || !named) && source !== own)
        report(m.findings, m.launch, m.block, l, 'run-shuffle-inactive', 'error', site, { lane: source });
      const read = there || k < m.warpEnd ? k : l;
      if (m.trace) pairs.push([l, read]);
      if (from && to) for (let i = 0; i < to.length; i++) moveThread(to[i]!, l, from[i]!, read);
      else if (value.kind === 'pointer' && result.kind === 'pointer') {
        result.a[l] = value.a[read]!;
        result.o[l] = value.o[read]!;
      } else if (value.kind === 'bytes' && result.kind === 'bytes')
        result.a.set(value.a.subarray(read * value.size, (read + 1) * value.size), l * value.size);
    }
    if (m.trace) traceShuffle(m, site, pairs);
  };
}

function reduce(op: WarpOp, { mask, value, result }: Parts): Run {
  if (!value || !result) throw new Error('a reduction is of values');
  const from = value as ScalarRegister;
  const to = result as ScalarRegister;
  if (from.kind === 'long' && to.kind === 'long') {
    const join: (x: bigint, y: bigint) => bigint =
      op === 'reduce-add'
        ? (x, y) => x + y
        : op === 'reduce-min'
          ? (x, y) => (x < y ? x : y)
          : op === 'reduce-max'
            ? (x, y) => (x > y ? x : y)
            : op === 'reduce-and'
              ? (x, y) => x & y
              : op === 'reduce-or'
                ? (x, y) => x | y
                : (x, y) => x ^ y;
    return (m) => {
      for (let l = m.first; l < m.last; l++)
        if (m.active[l] !== 0)
          setLong(
            to,
            l,
            group(m, mask, l)
              .map((k) => longValue(from, k))
              .reduce(join),
          );
    };
  }
  if (from.kind === 'long' || to.kind === 'long') throw new Error('a reduction keeps its type');
  // Not Math.min itself: `reduce` hands on an index and the array too.
  const join: (x: number, y: number) => number =
    op === 'reduce-add'
      ? (x, y) => x + y
      : op === 'reduce-min'
        ? (x, y) => Math.min(x, y)
        : op === 'reduce-max'
          ? (x, y) => Math.max(x, y)
          : op === 'reduce-and'
            ? (x, y) => x & y
            : op === 'reduce-or'
              ? (x, y) => x | y
              : (x, y) => x ^ y;
  return (m) => {
    for (let l = m.first; l < m.last; l++)
      if (m.active[l] !== 0)
        to.a[l] = group(m, mask, l)
          .map((k) => numberOf(from, k))
          .reduce(join);
  };
}
