// Code for `math` expressions: in come the operation and registers, out comes the code of one component.
import type { MathOp, Scalar } from '@/lib/ir';
import { rounder } from '../small-floats';
import { neighbour } from './convert';
import { fmaDouble, fmaForSingle } from './exact-fma';
import { integerFunction, longFunction } from './integer-functions';
import { narrowInteger } from './integer-loops';
import { longValue, setLong } from './long-loops';
import type { Run } from './machine';
import { binaryFunctions, floatPredicates, ldexp, unaryFunctions } from './math-functions';
import type { FloatRegister, LongRegister, ScalarRegister } from './register';

/** @param args registers of one component each. */
export function mathLoop(op: MathOp, to: ScalarRegister, args: readonly ScalarRegister[]): Run {
  const [x, y, z] = args as [ScalarRegister, ScalarRegister, ScalarRegister];
  if (x.kind === 'int') {
    if (to.kind !== 'int') throw new Error(`${op} of integers gives an integer`);
    const zeros = x.a;
    const f = integerFunction(op, x.scalar === 'u32');
    const { a: r, scalar } = to;
    const { a } = x;
    const b = args.length > 1 && y.kind === 'int' ? y.a : zeros;
    const d = args.length > 2 && z.kind === 'int' ? z.a : zeros;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = narrowInteger(scalar, f(a[l]!, b[l]!, d[l]!));
    };
  }
  if (x.kind === 'long') return longMath(op, to, x, y, z);
  const predicate = floatPredicates[op];
  if (predicate) {
    if (to.kind !== 'int') throw new Error(`${op} gives a bool`);
    const { a } = x;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) to.a[l] = predicate(a[l]!) ? 1 : 0;
    };
  }
  if (to.kind === 'int' || to.kind === 'long') throw new Error(`${op} of floats gives a float`);
  return floatMath(op, to, x, y, z);
}

function longMath(
  op: MathOp,
  to: ScalarRegister,
  x: LongRegister,
  y: ScalarRegister,
  z: ScalarRegister,
): Run {
  const f = longFunction(op);
  const value = (r: ScalarRegister | undefined, l: number) =>
    r?.kind === 'long' ? longValue(r, l) : r?.kind === 'int' ? BigInt(r.a[l]!) : 0n;
  if (to.kind === 'long')
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++)
        setLong(to, l, f(longValue(x, l), value(y, l), value(z, l)));
    };
  if (to.kind !== 'int') throw new Error(`${op} of integers gives an integer`);
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++)
      to.a[l] = Number(f(longValue(x, l), value(y, l), value(z, l)));
  };
}

/** The operation on doubles, unrounded but for what the operation itself rounds. */
export function floatFunction(op: MathOp, scalar: Scalar): (x: number, y: number, z: number) => number {
  if (op === 'fma') return scalar === 'f64' ? fmaDouble : fmaForSingle;
  if (op === 'ldexp') return (x, y) => ldexp(x, y);
  if (op === 'nextafter')
    return (x, y) =>
      Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : x === y ? y : neighbour(x, y > x, scalar);
  const one = unaryFunctions[op];
  if (one) return one;
  const two = binaryFunctions[op];
  if (two) return two;
  throw new Error(`${op} of floats`);
}

function floatMath(
  op: MathOp,
  to: FloatRegister,
  x: FloatRegister,
  y: ScalarRegister,
  z: ScalarRegister,
): Run {
  const round = rounder(to.scalar);
  const a = x.a;
  const r = to.a;
  const b = y && y.kind !== 'long' ? y.a : a;
  const d = z && z.kind !== 'long' ? z.a : a;
  if (op === 'fma' && to.scalar === 'f32')
    return singleFma(r as Float32Array, a as Float32Array, b as Float32Array, d as Float32Array);
  const f = floatFunction(op, to.scalar);
  if (round)
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) r[l] = round(f(a[l]!, b[l]!, d[l]!));
    };
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) r[l] = f(a[l]!, b[l]!, d[l]!);
  };
}

function singleFma(r: Float32Array, a: Float32Array, b: Float32Array, c: Float32Array): Run {
  return (m) => {
    for (let l = m.first, e = m.last; l < e; l++) {
      const p = a[l]! * b[l]!;
      const z = c[l]!;
      const s = p + z;
      const bb = s - p;
      // Nothing lost in the sum: one rounding does. Else the last bit must tell.
      if (p - (s - bb) + (z - bb) === 0) r[l] = s;
      else r[l] = fmaForSingle(a[l]!, b[l]!, z);
    }
  };
}
