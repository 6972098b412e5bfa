// Code for atomic operations: the active threads in order, each reading, computing and writing before the next.
import { type AtomicOp, type Statement, scalarSize, sizeOf } from '@/lib/ir';
import { rounder } from '../small-floats';
import { guarded, writeScalar } from './access';
import { addressOf } from './address';
import { wild } from './checks';
import { type Coder, chain, siteOf, temporary } from './coder';
import { readScalar } from './convert';
import { codeExpression } from './expressions';
import { narrowInteger } from './integer-loops';
import { longValue, setLong } from './long-loops';
import { activeCount, type Run } from './machine';
import { type Register, registerFor, type ScalarRegister } from './register';
import { atomicShadow } from './shadow';
import { writeLocal } from './statements';
import { tellPlace, told } from './told-steps';

/** The new value of one thread's cell, on bit patterns of up to 32 bits or on floats. */
function combine(op: AtomicOp, unsigned: boolean): (old: number, value: number, expected: number) => number {
  const u = (x: number) => x >>> 0;
  switch (op) {
    case 'add':
      return (old, value) => old + value;
    case 'subtract':
      return (old, value) => old - value;
    case 'min':
      return unsigned
        ? (old, value) => (u(old) < u(value) ? old : value)
        : (old, value) => (old < value ? old : value);
    case 'max':
      return unsigned
        ? (old, value) => (u(old) > u(value) ? old : value)
        : (old, value) => (old > value ? old : value);
    case 'and':
      return (old, value) => old & value;
    case 'or':
      return (old, value) => old | value;
    case 'xor':
      return (old, value) => old ^ value;
    case 'exchange':
      return (_old, value) => value;
    case 'compare-exchange':
      return (old, value, expected) => (old === expected ? value : old);
    case 'increment':
      return (old, value) => (u(old) >= u(value) ? 0 : old + 1);
    case 'decrement':
      return (old, value) => (old === 0 || u(old) > u(value) ? value : old - 1);
  }
}

function combineLong(op: AtomicOp): (old: bigint, value: bigint, expected: bigint) => bigint {
  switch (op) {
    case 'add':
      return (old, value) => old + value;
    case 'subtract':
      return (old, value) => old - value;
    case 'min':
      return (old, value) => (old < value ? old : value);
    case 'max':
      return (old, value) => (old > value ? old : value);
    case 'and':
      return (old, value) => old & value;
    case 'or':
      return (old, value) => old | value;
    case 'xor':
      return (old, value) => old ^ value;
    case 'exchange':
      return (_old, value) => value;
    case 'compare-exchange':
      return (old, value, expected) => (old === expected ? value : old);
    case 'increment':
      return (old, value) => (old >= value ? 0n : old + 1n);
    case 'decrement':
      return (old, value) => (old === 0n || old > value ? value : old - 1n);
  }
}

/** What one thread does to its cell at `off`: `old` gets what was there. @returns whether it changed. */
function operation(
  op: AtomicOp,
  view: DataView,
  old: ScalarRegister,
  value: ScalarRegister,
  expected: ScalarRegister | undefined,
  next: ScalarRegister,
): (l: number, off: number) => boolean {
  if (old.kind === 'long') {
    const f = combineLong(op);
    return (l, off) => {
      readScalar(view, old, l, off);
      const wanted = expected?.kind === 'long' ? longValue(expected, l) : 0n;
      setLong(next as typeof old, l, f(longValue(old, l), longValue(value as typeof old, l), wanted));
      writeScalar({ view }, next, l, off);
      const { lo, hi } = next as typeof old;
      return lo[l] !== old.lo[l] || hi[l] !== old.hi[l];
    };
  }
  const f = combine(op, old.scalar === 'u32');
  const round = rounder(old.scalar);
  const isInt = old.kind === 'int';
  const values = (value as { a: Int32Array | Float32Array | Float64Array }).a;
  const wants = expected && (expected as { a: Int32Array | Float32Array | Float64Array }).a;
  const target = (next as { a: Int32Array | Float32Array | Float64Array }).a;
  return (l, off) => {
    readScalar(view, old, l, off);
    const x = f(old.a[l]!, values[l]!, wants ? wants[l]! : 0);
    target[l] = isInt ? narrowInteger(old.scalar, x) : round ? round(x) : x;
    writeScalar({ view }, next, l, off);
    return target[l] !== old.a[l];
  };
}

export function atomicCode(c: Coder, statement: Extract<Statement, { do: 'atomic' }>): Run {
  const { place, op } = statement;
  const site = siteOf(c, statement.span);
  const value = told(c, codeExpression(c, statement.value), statement.span, 'value');
  const compare = statement.compare && codeExpression(c, statement.compare);
  const at = addressOf(c, place, codeExpression);
  if (!at) throw new Error('an atomic works on memory');
  const guard = guarded(c, at, place.type, 'atomic', site);
  const old = temporary(c, place.type);
  const next = registerFor(place.type, c.shape);
  const parts = (r: Register): readonly ScalarRegister[] =>
    r.kind === 'vector' ? r.parts : r.kind === 'bytes' || r.kind === 'pointer' ? [] : [r];
  const { view } = c.memory;
  const values = parts(value.register);
  const wants = compare && parts(compare.register);
  const nexts = parts(next);
  const olds = parts(old);
  if (olds.length === 0) throw new Error('an atomic works on numbers');
  const step = scalarSize[olds[0]!.scalar];
  const operations = olds.map((part, i) => operation(op, view, part, values[i]!, wants?.[i], nexts[i]!));
  const shadows = olds.map((part, i) => atomicShadow(c, op, part, values[i]!, nexts[i]!));
  const size = sizeOf(place.type, c.module.structs);
  const limit = c.memory.limit - size;
  const { counts } = c.options;
  const loop: Run = (m) => {
    if (counts) {
      const seen = new Set<number>();
      for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0) seen.add(guard.at[l]!);
      const n = activeCount(m);
      m.counts.atomics.all += n;
      m.counts.atomics.contended += n - seen.size;
    }
    for (let l = m.first; l < m.last; l++) {
      if (m.active[l] === 0) continue;
      const off = guard.at[l]!;
      if (off >= 0 && off <= limit)
        for (let i = 0; i < operations.length; i++) {
          if (operations[i]!(l, off + i * step)) m.changes++;
          shadows[i]?.(l, off + i * step);
        }
      else if (!guard.silent) wild(m, l, site, 'atomic', size);
    }
  };
  const take = statement.result === undefined ? undefined : writeLocal(c, statement.result, old, site);
  const where = tellPlace(c, at, statement.span);
  return chain(value.run, compare?.run, where, guard.run, loop, take)!;
}
