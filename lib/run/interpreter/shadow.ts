// The double-precision shadow of floats: what each value would be had every operation been done in double precision.
// In come operations on registers, out comes code that does the same on their shadows.
import type { AtomicOp, BinaryOp, MathOp } from '@/lib/ir';
import { onDoubles } from './arithmetic';
import type { Coder } from './coder';
import { numberOf } from './convert';
import type { Run } from './machine';
import { floatFunction } from './math';
import type { ScalarRegister } from './register';

const shadowOf = (r: ScalarRegister | undefined): Float64Array | undefined =>
  r && (r.kind === 'f32' || r.kind === 'f64') ? r.s : undefined;

export function loadShadow(c: Coder, r: ScalarRegister, at: Float64Array, add: number): Run | undefined {
  const s = shadowOf(r);
  const { shadows } = c;
  if (!s || !shadows || r.kind === 'long') return undefined;
  const { a } = r;
  const { shift, values, kept } = shadows;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0) continue;
      const cell = (at[l]! + add) >> shift;
      s[l] = kept[cell] === a[l] ? values[cell]! : a[l]!;
    }
  };
}

export function storeShadow(c: Coder, r: ScalarRegister, at: Float64Array, add: number): Run | undefined {
  const s = shadowOf(r);
  const { shadows } = c;
  if (!s || !shadows || r.kind === 'long') return undefined;
  const { a } = r;
  const { shift, values, kept } = shadows;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      if (m.active[l] === 0 || !(at[l]! >= 0)) continue;
      const cell = (at[l]! + add) >> shift;
      values[cell] = s[l]!;
      kept[cell] = a[l]!;
    }
  };
}

/** The value is taken as exact: it came from bits or from a decision. */
export function shadowReset(r: ScalarRegister): Run | undefined {
  const s = shadowOf(r);
  if (!s || r.kind === 'long') return undefined;
  const { a } = r;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) s[l] = a[l]!;
  };
}

export function shadowNegate(r: ScalarRegister, a: ScalarRegister): Run | undefined {
  const s = shadowOf(r);
  const x = shadowOf(a);
  if (!s || !x) return undefined;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) s[l] = -x[l]!;
  };
}

export function shadowBinary(
  op: BinaryOp,
  r: ScalarRegister,
  a: ScalarRegister,
  b: ScalarRegister,
): Run | undefined {
  const s = shadowOf(r);
  const x = shadowOf(a);
  const y = shadowOf(b);
  if (!s || !x || !y) return undefined;
  const f = onDoubles(op);
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) s[l] = f(x[l]!, y[l]!);
  };
}

export function shadowConvert(r: ScalarRegister, a: ScalarRegister): Run | undefined {
  const s = shadowOf(r);
  if (!s) return undefined;
  const x = shadowOf(a);
  if (x)
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) s[l] = x[l]!;
    };
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) s[l] = numberOf(a, l);
  };
}

/** Steps of a staircase: which step is taken is decided by the value, not by its shadow. */
const decided: ReadonlySet<MathOp> = new Set([
  'floor',
  'ceil',
  'trunc',
  'round',
  'rint',
  'nextafter',
  'logb',
  'fmod',
  'remainder',
]);

export function shadowMath(op: MathOp, r: ScalarRegister, args: readonly ScalarRegister[]): Run | undefined {
  const s = shadowOf(r);
  if (!s) return undefined;
  const [a, b, d] = args;
  const x = shadowOf(a);
  if (!x || !a || decided.has(op)) return shadowReset(r);
  const y = shadowOf(b) ?? x;
  const z = shadowOf(d) ?? x;
  if ((op === 'fmin' || op === 'fmax') && a.kind !== 'long' && r.kind !== 'long') {
    const { a: value } = a;
    const { a: result } = r;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) s[l] = result[l] === value[l] ? x[l]! : y[l]!;
    };
  }
  if (op === 'fma')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) s[l] = x[l]! * y[l]! + z[l]!;
    };
  const f = floatFunction(op, 'f64');
  // ldexp takes its second argument as an integer.
  const second = b && b.kind === 'int' ? b.a : y;
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) s[l] = f(x[l]!, second[l]!, z[l]!);
  };
}

/** What an atomic does to the shadow in its cell; called after the value was written. */
export function atomicShadow(
  c: Coder,
  op: AtomicOp,
  old: ScalarRegister,
  value: ScalarRegister,
  next: ScalarRegister,
): ((l: number, off: number) => void) | undefined {
  const s = shadowOf(old);
  const x = shadowOf(value);
  const { shadows } = c;
  if (!s || !x || !shadows || old.kind === 'long' || next.kind === 'long') return undefined;
  const { shift, values, kept } = shadows;
  const { a: was } = old;
  const { a: is } = next;
  return (l, off) => {
    const cell = off >> shift;
    const before = kept[cell] === was[l] ? values[cell]! : was[l]!;
    s[l] = before;
    values[cell] =
      op === 'add' ? before + x[l]! : op === 'subtract' ? before - x[l]! : op === 'exchange' ? x[l]! : is[l]!;
    kept[cell] = is[l]!;
  };
}
