// Arithmetic on constants, by the IR's rules: integers wrap, floats round to their type after each operation. Scalars in,
// scalars out; an operation that has no constant answer (division by zero) gives undefined.
import type { BinaryOp, CompareOp, Scalar, UnaryOp } from '@/lib/ir';
import { isFloat, scalarSize } from '@/lib/ir';

export type Constant = number | bigint | boolean;

/** Rounds to nearest even at a number of significant bits, with the smallest exponent the format has. */
function roundTo(value: number, bits: number, smallest: number, largest: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const magnitude = Math.abs(value);
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), smallest);
  const exact = magnitude < 2 ** exponent ? Math.max(exponent - 1, smallest) : exponent;
  const unit = 2 ** (exact - bits + 1);
  const scaled = magnitude / unit;
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 === 1);
  const rounded = (below + (up ? 1 : 0)) * unit;
  return Math.sign(value) * (rounded > largest ? Number.POSITIVE_INFINITY : rounded);
}

export function roundFloat(scalar: Scalar, value: number): number {
  switch (scalar) {
    case 'f32':
      return Math.fround(value);
    case 'f16':
      return roundTo(value, 11, -14, 65504);
    case 'bf16':
      return roundTo(Math.fround(value), 8, -126, 3.3895313892515355e38);
    default:
      return value;
  }
}

const signedScalars: ReadonlySet<Scalar> = new Set(['i8', 'i16', 'i32', 'i64']);

/** An integer cut to its type. */
export function wrap(scalar: Scalar, value: bigint): Constant {
  const bits = scalarSize[scalar] * 8;
  const cut = signedScalars.has(scalar) ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  return bits === 64 ? cut : Number(cut);
}

function toBig(value: Constant): bigint {
  return typeof value === 'bigint' ? value : BigInt(typeof value === 'boolean' ? Number(value) : value);
}

/** Largest and smallest value of an integer type. */
export function bounds(scalar: Scalar): { low: bigint; high: bigint } {
  const bits = BigInt(scalarSize[scalar] * 8);
  return signedScalars.has(scalar)
    ? { low: -(2n ** (bits - 1n)), high: 2n ** (bits - 1n) - 1n }
    : { low: 0n, high: 2n ** bits - 1n };
}

export function foldConvert(value: Constant, to: Scalar): Constant {
  if (to === 'bool') return typeof value === 'bigint' ? value !== 0n : value !== 0 && value !== false;
  if (isFloat(to)) return roundFloat(to, Number(value));
  if (typeof value === 'number' && !Number.isInteger(value)) {
    if (Number.isNaN(value)) return wrap(to, 0n);
    const { low, high } = bounds(to);
    if (value === Number.POSITIVE_INFINITY) return wrap(to, high);
    if (value === Number.NEGATIVE_INFINITY) return wrap(to, low);
    return saturate(to, BigInt(Math.trunc(value)));
  }
  return wrap(to, toBig(value));
}
/** A float that is a whole number saturates too; foldConvert cannot tell it from an integer, so the source type says. */
export function foldConvertFrom(value: Constant, from: Scalar, to: Scalar): Constant {
  if (isFloat(from) && !isFloat(to) && to !== 'bool' && typeof value === 'number' && Number.isInteger(value))
    return saturate(to, BigInt(value));
  return foldConvert(value, to);
}
function saturate(to: Scalar, value: bigint): Constant {
  const { low, high } = bounds(to);
  return wrap(to, value < low ? low : value > high ? high : value);
}

export function foldUnary(op: UnaryOp, scalar: Scalar, value: Constant): Constant {
  if (op === 'not') return !value;
  if (op === 'complement') return wrap(scalar, ~toBig(value));
  return isFloat(scalar) ? -Number(value) : wrap(scalar, -toBig(value));
}

export function foldBinary(
  op: BinaryOp,
  scalar: Scalar,
  left: Constant,
  right: Constant,
): Constant | undefined {
  if (isFloat(scalar)) return foldFloat(op, scalar, Number(left), Number(right));
  const a = toBig(left);
  const b = toBig(right);
  const value = foldInteger(op, scalar, a, b);
  if (value === undefined) return undefined;
  return scalar === 'bool' ? value !== 0n : wrap(scalar, value);
}

function foldFloat(op: BinaryOp, scalar: Scalar, a: number, b: number): number | undefined {
  switch (op) {
    case 'add':
      return roundFloat(scalar, a + b);
    case 'subtract':
      return roundFloat(scalar, a - b);
    case 'multiply':
      return roundFloat(scalar, a * b);
    case 'divide':
      return roundFloat(scalar, a / b);
    default:
      return undefined;
  }
}

function foldInteger(op: BinaryOp, scalar: Scalar, a: bigint, b: bigint): bigint | undefined {
  const bits = BigInt(scalarSize[scalar] * 8);
  switch (op) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return b === 0n ? undefined : a / b;
    case 'remainder':
      return b === 0n ? undefined : a % b;
    case 'and':
      return a & b;
    case 'or':
      return a | b;
    case 'xor':
      return a ^ b;
    case 'shift-left':
      return b < 0n || b >= bits ? undefined : a << b;
    case 'shift-right':
      return b < 0n || b >= bits ? undefined : a >> b;
  }
}

export function foldCompare(op: CompareOp, left: Constant, right: Constant): boolean {
  const a = typeof left === 'boolean' ? Number(left) : left;
  const b = typeof right === 'boolean' ? Number(right) : right;
  switch (op) {
    case 'equal':
      return a === b || (typeof a !== typeof b && Number(a) === Number(b));
    case 'not-equal':
      return !foldCompare('equal', a, b);
    case 'less':
      return a < b;
    case 'less-equal':
      return a <= b;
    case 'greater':
      return a > b;
    case 'greater-equal':
      return a >= b;
  }
}
