// Conditions on the thread number as the ends of a loop over threads: `if (i < n)` around all that a thread does, and
// `if (i >= n) return;` before it, hold for the first threads of a row and for no others; `if (i > 0)` for the last. A loop
// that begins and stops there needs no test inside, and compilers make vectors of it.
import {
  type BinaryOp,
  type CompareOp,
  type Expr,
  type LocalId,
  rewriteExpr,
  scalars,
  visitExpr,
} from '@/lib/ir';
import { type Extent, extentOf } from './extents';
import type { Item } from './pieces';

/**
 * Of the threads of a row, numbered on from `first`: `below`, those up to `end` (or up to and with it), and `from`, those
 * that are not. `when`: a whole row does the work, or none of it.
 */
export type ThreadBound =
  | { readonly kind: 'below' | 'from'; readonly first: Expr; readonly end: Expr; readonly with: boolean }
  /** Every so many threads, from one on: `threadIdx.x % 32 == 0`. */
  | { readonly kind: 'each'; readonly step: number; readonly from: number }
  | { readonly kind: 'when'; readonly condition: Expr };

export type Bounded = { readonly bounds: readonly ThreadBound[]; readonly items: readonly Item[] };

export type Around = {
  readonly values: ReadonlyMap<LocalId, Expr>;
  readonly extents: ReadonlyMap<LocalId, Extent>;
  /** Locals that are the same for all threads and stand outside of the loop: parameters, the block's own. */
  readonly isOutside: (local: LocalId) => boolean;
  /** Locals that other pieces see. */
  readonly isKept: (local: LocalId) => boolean;
};

const opposite: Readonly<Record<CompareOp, CompareOp>> = {
  equal: 'not-equal',
  'not-equal': 'equal',
  less: 'greater-equal',
  'less-equal': 'greater',
  greater: 'less-equal',
  'greater-equal': 'less',
};

/** Takes conditions out of a piece, as long as nothing of it happens before them. */
export function boundThreads(items: readonly Item[], around: Around): Bounded {
  const bounds: ThreadBound[] = [];
  const kept: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'statement') break;
    const { statement } = item;
    if (statement.do === 'declare') {
      const harmless =
        !around.isKept(statement.local) && (!statement.value || isPure(statement.value, around));
      if (!harmless) break;
      kept.push(item);
      continue;
    }
    if (statement.do !== 'if' || statement.else.length > 0) break;
    const [only] = statement.then;
    if (statement.then.length === 1 && only?.do === 'return') {
      const found = takenWhen(statement.condition, around);
      if (!found) break;
      bounds.push(...found);
      continue;
    }
    if (at !== items.length - 1) break;
    const { bounds: own, left } = split(statement.condition, around);
    if (own.length === 0) break;
    bounds.push(...own);
    const inner: Item[] = left
      ? [{ kind: 'statement', statement: { ...statement, condition: left } }]
      : statement.then.map((part) => ({ kind: 'statement', statement: part }));
    // What was inside may begin with a condition of its own.
    const deeper = left ? { bounds: [], items: inner } : boundThreads(inner, around);
    return { bounds: [...bounds, ...deeper.bounds], items: [...kept, ...deeper.items] };
  }
  if (bounds.length === 0) return { bounds, items };
  return { bounds, items: [...kept, ...restAfter(items, kept)] };
}

/** Items that are neither kept declarations nor returns that were taken out. */
function restAfter(items: readonly Item[], kept: readonly Item[]): Item[] {
  let at = 0;
  for (; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind !== 'statement') break;
    const { statement } = item;
    if (kept.includes(item)) continue;
    if (statement.do === 'if' && statement.then.length === 1 && statement.then[0]?.do === 'return') continue;
    break;
  }
  return items.slice(at);
}

/** The bounds under which a thread does not return: all of a disjunction's opposites. */
function takenWhen(condition: Expr, around: Around): ThreadBound[] | undefined {
  if (condition.op === 'logical' && condition.do === 'or') {
    const left = takenWhen(condition.left, around);
    const right = takenWhen(condition.right, around);
    return left && right && [...left, ...right];
  }
  if (condition.op === 'unary' && condition.do === 'not') {
    const { bounds, left } = split(condition.value, around);
    return left ? undefined : bounds;
  }
  if (condition.op !== 'compare') return undefined;
  // The opposite of an order is no order when one side is NaN.
  const type = condition.left.type;
  if (type.kind !== 'scalar' || ['f16', 'bf16', 'f32', 'f64'].includes(type.scalar)) return undefined;
  return boundsOf({ ...condition, do: opposite[condition.do] }, around);
}

/** What a condition says of the threads, when that is all it says. */
export function boundsOfCondition(condition: Expr, around: Around): ThreadBound[] | undefined {
  const { bounds, left } = split(condition, around);
  return left ? undefined : bounds;
}

/** What holds for the threads that do not return under a condition. */
export function boundsOfReturn(condition: Expr, around: Around): ThreadBound[] | undefined {
  return takenWhen(condition, around);
}

/** By how much an expression of numbers at hand grows with the thread; other locals stay as they are. */
export function slopeIn(expr: Expr, around: Around): number | undefined {
  const replace = (part: Expr, depth: number): Expr =>
    rewriteExpr(part, {
      expr: (one) => {
        const local = one.op === 'load' && one.place.at === 'local' ? one.place.local : undefined;
        const value = local === undefined || depth > 6 ? undefined : around.values.get(local);
        return value && usesNumbersOnly(value) ? replace(value, depth + 1) : one;
      },
    });
  return slopeOf(replace(expr, 0));
}

function usesNumbersOnly(value: Expr): boolean {
  let fits = true;
  visitExpr(value, (part) => {
    if (part.op === 'load' && part.place.at !== 'local') fits = false;
    if (part.op === 'call') fits = false;
  });
  return fits;
}

function split(condition: Expr, around: Around): { bounds: ThreadBound[]; left?: Expr } {
  if (condition.op === 'logical' && condition.do === 'and') {
    const one = split(condition.left, around);
    // What stands on the right may only be asked when the left holds, unless it reads nothing.
    const other = split(condition.right, around);
    const isEach = (side: typeof one) => side.bounds.some(({ kind }) => kind === 'each');
    const two = isEach(one) && isEach(other) ? { bounds: [], left: condition.right } : other;
    const left =
      one.left && two.left ? { ...condition, left: one.left, right: two.left } : (one.left ?? two.left);
    return { bounds: [...one.bounds, ...two.bounds], ...(left && { left }) };
  }
  const bounds = boundsOf(condition, around);
  return bounds ? { bounds } : { bounds: [], left: condition };
}

function boundsOf(condition: Expr, around: Around): ThreadBound[] | undefined {
  const whole = resolved(condition, around);
  if (!whole) return undefined;
  if (!usesThreadX(whole)) return [{ kind: 'when', condition: whole }];
  if (whole.op !== 'compare') return undefined;
  const each = eachOf(whole);
  if (each) return [each];
  const { left, right } = whole;
  const turned = usesThreadX(right);
  const [own, end] = turned ? [right, left] : [left, right];
  if (usesThreadX(end) || !growsByOne(own, around)) return undefined;
  const first = atThreadZero(own);
  switch (turned ? mirrored[whole.do] : whole.do) {
    case 'less':
      return [{ kind: 'below', first, end, with: false }];
    case 'less-equal':
      return [{ kind: 'below', first, end, with: true }];
    case 'greater':
      return [{ kind: 'from', first, end, with: true }];
    case 'greater-equal':
      return [{ kind: 'from', first, end, with: false }];
    case 'equal':
      return [
        { kind: 'from', first, end, with: false },
        { kind: 'below', first, end, with: true },
      ];
    default:
      return undefined;
  }
}

/** `threadIdx.x % 32 == 0`, and `(threadIdx.x & 31) == 0`. */
function eachOf({ do: op, left, right }: Expr & { op: 'compare' }): ThreadBound | undefined {
  const part = bare(left);
  if (op !== 'equal' || right.op !== 'constant' || part.op !== 'binary') return undefined;
  const by = part.right.op === 'constant' ? Number(part.right.value) : 0;
  const step = part.do === 'remainder' ? by : part.do === 'and' && ((by + 1) & by) === 0 ? by + 1 : 0;
  const own = bare(part.left);
  const isThread = own.op === 'builtin' && own.name === 'thread-x';
  const from = Number(right.value);
  return isThread && step > 1 && from >= 0 && from < step ? { kind: 'each', step, from } : undefined;
}

function bare(expr: Expr): Expr {
  return expr.op === 'convert' && isWhole(expr) && isWhole(expr.value) ? bare(expr.value) : expr;
}

const mirrored: Readonly<Record<CompareOp, CompareOp>> = {
  equal: 'equal',
  'not-equal': 'not-equal',
  less: 'greater',
  'less-equal': 'greater-equal',
  greater: 'less',
  'greater-equal': 'less-equal',
};

/** True when a number is the thread's and one that is the same for all, put together so that nothing wraps around. */
function growsByOne(expr: Expr, around: Around): boolean {
  if (slopeOf(expr) !== 1) return false;
  if (extentOf(expr, around.extents)) return true;
  const scalar = expr.type.kind === 'scalar' ? expr.type.scalar : undefined;
  // An int that would pass its end is a mistake in CUDA as well; an unsigned may well wrap around to below it.
  return (scalar === 'i32' && isOfWords(expr)) || (scalar === 'i64' && isExact(expr, around));
}

/** Sums of 32-bit numbers: what they are together does not depend on where conversions stand. */
function isOfWords(expr: Expr): boolean {
  if (expr.type.kind !== 'scalar' || (expr.type.scalar !== 'i32' && expr.type.scalar !== 'u32')) return false;
  if (!usesThreadX(expr)) return true;
  if (expr.op === 'convert') return isOfWords(expr.value);
  return expr.op === 'builtin' || (expr.op === 'binary' && isOfWords(expr.left) && isOfWords(expr.right));
}

/** Sums in 64 bits of what cannot wrap around before it is in them. */
function isExact(expr: Expr, around: Around): boolean {
  if (!usesThreadX(expr)) return true;
  if (expr.op === 'convert') return extentOf(expr.value, around.extents) !== undefined;
  return expr.op === 'binary' && isExact(expr.left, around) && isExact(expr.right, around);
}

/** An expression of nothing but numbers that stand outside of the loop and the thread number; undefined if it is not. */
function resolved(expr: Expr, around: Around, depth = 0): Expr | undefined {
  let fits = depth < 8;
  const copy = rewriteExpr(expr, {
    expr: (part) => {
      if (part.op === 'load') {
        if (part.place.at !== 'local' || part.volatile) fits = false;
        else if (!around.isOutside(part.place.local)) {
          const value = around.values.get(part.place.local);
          const inner = value && resolved(value, around, depth + 1);
          if (!inner) fits = false;
          return inner ?? part;
        }
      }
      if (part.op === 'builtin' && part.name === 'lane') fits = false;
      if (part.op === 'call' || part.op === 'math') fits = false;
      return part;
    },
  });
  let size = 0;
  visitExpr(copy, () => {
    size++;
  });
  return fits && size <= 40 ? copy : undefined;
}

function isPure(expr: Expr, around: Around): boolean {
  return resolved(expr, around) !== undefined;
}

function usesThreadX(expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    if (part.op === 'builtin' && part.name === 'thread-x') found = true;
  });
  return found;
}

function isWhole({ type }: Expr): boolean {
  return type.kind === 'scalar' && ['i32', 'u32', 'i64', 'u64'].includes(type.scalar);
}

/** By how much an expression grows from one thread to the next; undefined when that differs. */
function slopeOf(expr: Expr): number | undefined {
  if (!usesThreadX(expr)) return 0;
  if (expr.op === 'builtin') return 1;
  if (expr.op === 'convert') return isWhole(expr) && isWhole(expr.value) ? slopeOf(expr.value) : undefined;
  if (expr.op !== 'binary') return undefined;
  if (expr.do === 'multiply') {
    const [of, by] = expr.right.op === 'constant' ? [expr.left, expr.right] : [expr.right, expr.left];
    const slope = slopeOf(of);
    return by.op === 'constant' && slope !== undefined ? slope * Number(by.value) : undefined;
  }
  const sums: Partial<Record<BinaryOp, 1 | -1>> = { add: 1, subtract: -1 };
  const sign = sums[expr.do];
  const [left, right] = [slopeOf(expr.left), slopeOf(expr.right)];
  return sign === undefined || left === undefined || right === undefined ? undefined : left + sign * right;
}

/** The expression for thread 0 of a row, without what adds nothing. */
function atThreadZero(expr: Expr): Expr {
  return rewriteExpr(expr, {
    expr: (part) => {
      if (part.op === 'builtin' && part.name === 'thread-x')
        return { op: 'constant', type: scalars.u32, span: part.span, value: 0 };
      const isZero = (one: Expr) => one.op === 'constant' && Number(one.value) === 0;
      if (part.op === 'binary' && part.do === 'add') {
        if (isZero(part.right)) return part.left;
        if (isZero(part.left)) return part.right;
      }
      if (part.op === 'convert' && isZero(part.value) && part.type.kind === 'scalar')
        return zeroOf(part.type, part.span);
      return part;
    },
  });
}

function zeroOf(type: Expr['type'], span: Expr['span']): Expr {
  const wide = type.kind === 'scalar' && (type.scalar === 'i64' || type.scalar === 'u64');
  return { op: 'constant', type, span, value: wide ? 0n : 0 };
}
