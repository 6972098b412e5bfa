// Code for unary, binary and compare operations on components: in come registers of one type, out comes the code.
import type { BinaryOp, CompareOp, UnaryOp } from '@/lib/ir';
import { rounder } from '../small-floats';
import { compareDoubles, compareFloats, doubleLoop, floatLoop } from './float-loops';
import { compareIntegers, integerLoop, narrowLoop } from './integer-loops';
import { compareLongs, longLoop, longShift } from './long-loops';
import type { Run } from './machine';
import type { Register, ScalarRegister } from './register';

export function binaryCode(
  op: BinaryOp,
  r: ScalarRegister,
  a: ScalarRegister,
  b: ScalarRegister,
  ints: () => Int32Array,
): Run {
  if (op === 'shift-left' || op === 'shift-right') return shiftCode(op, r, a, b, ints);
  if (r.kind === 'int' && a.kind === 'int' && b.kind === 'int') {
    const loop = integerLoop(op, a.scalar, r.a, a.a, b.a);
    const narrow = narrowLoop(r.scalar, r.a);
    return narrow ? both(loop, narrow) : loop;
  }
  if (r.kind === 'long' && a.kind === 'long' && b.kind === 'long') return longLoop(op, r, a, b);
  if (r.kind === 'f64' && a.kind === 'f64' && b.kind === 'f64')
    return doubleLoop(op, r.a as Float64Array, a.a as Float64Array, b.a as Float64Array);
  if (r.kind === 'f32' && a.kind === 'f32' && b.kind === 'f32') {
    const round = rounder(r.scalar);
    if (!round) return floatLoop(op, r.a as Float32Array, a.a as Float32Array, b.a as Float32Array);
    const [z, x, y] = [r.a, a.a, b.a];
    const f = onDoubles(op);
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) z[l] = round(f(x[l]!, y[l]!));
    };
  }
  throw new Error(`${op} of ${a.kind} and ${b.kind}`);
}

export function onDoubles(op: BinaryOp): (x: number, y: number) => number {
  switch (op) {
    case 'add':
      return (x, y) => x + y;
    case 'subtract':
      return (x, y) => x - y;
    case 'multiply':
      return (x, y) => x * y;
    case 'divide':
      return (x, y) => x / y;
    default:
      throw new Error(`${op} of floats`);
  }
}

function shiftCode(
  op: 'shift-left' | 'shift-right',
  r: ScalarRegister,
  a: ScalarRegister,
  b: ScalarRegister,
  ints: () => Int32Array,
): Run {
  let count: Int32Array;
  let before: Run | undefined;
  if (b.kind === 'int') count = b.a;
  else if (b.kind === 'long') {
    const small = ints();
    count = small;
    before = (m) => {
      for (let l = m.first, e = m.last; l < e; l++)
        small[l] = b.hi[l] !== 0 || b.lo[l]! >>> 0 > 64 ? 64 : b.lo[l]!;
    };
  } else throw new Error('a shift count is an integer');
  let loop: Run;
  if (r.kind === 'int' && a.kind === 'int') {
    const shift = integerLoop(op, a.scalar, r.a, a.a, count);
    const narrow = op === 'shift-left' ? narrowLoop(r.scalar, r.a) : undefined;
    loop = narrow ? both(shift, narrow) : shift;
  } else if (r.kind === 'long' && a.kind === 'long') loop = longShift(op === 'shift-left', r, a, count);
  else throw new Error('a shift is of integers');
  return before ? both(before, loop) : loop;
}

export function both(first: Run, second: Run): Run {
  return (m) => {
    first(m);
    second(m);
  };
}

export function unaryCode(op: UnaryOp, r: ScalarRegister, a: ScalarRegister): Run {
  if (r.kind === 'long' && a.kind === 'long') {
    const { lo: rl, hi: rh } = r;
    const { lo: al, hi: ah } = a;
    if (op === 'complement')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) {
          rl[l] = ~al[l]!;
          rh[l] = ~ah[l]!;
        }
      };
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) {
        const low = -al[l]! | 0;
        rh[l] = ~ah[l]! + (low === 0 ? 1 : 0);
        rl[l] = low;
      }
    };
  }
  if (r.kind === 'int' && a.kind === 'int') {
    const { a: z } = r;
    const { a: x } = a;
    if (op === 'not')
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) z[l] = x[l] === 0 ? 1 : 0;
      };
    const loop: Run =
      op === 'negate'
        ? (m) => {
            for (let l = m.first, e = m.last; l < e; l++) z[l] = -x[l]!;
          }
        : (m) => {
            for (let l = m.first, e = m.last; l < e; l++) z[l] = ~x[l]!;
          };
    const narrow = narrowLoop(r.scalar, z);
    return narrow ? both(loop, narrow) : loop;
  }
  if ((r.kind === 'f32' && a.kind === 'f32') || (r.kind === 'f64' && a.kind === 'f64')) {
    const { a: z } = r;
    const { a: x } = a;
    return (m) => {
      for (let l = m.first, e = m.last; l < e; l++) z[l] = -x[l]!;
    };
  }
  throw new Error(`${op} of ${a.kind}`);
}

export function compareCode(op: CompareOp, r: Int32Array, a: Register, b: Register): Run {
  if (a.kind === 'int' && b.kind === 'int') return compareIntegers(op, a.scalar === 'u32', r, a.a, b.a);
  if (a.kind === 'long' && b.kind === 'long') return compareLongs(op, r, a, b);
  if (a.kind === 'f32' && b.kind === 'f32')
    return compareFloats(op, r, a.a as Float32Array, b.a as Float32Array);
  if (a.kind === 'f64' && b.kind === 'f64')
    return compareDoubles(op, r, a.a as Float64Array, b.a as Float64Array);
  if (a.kind === 'pointer' && b.kind === 'pointer') return compareDoubles(op, r, a.a, b.a);
  throw new Error(`comparison of ${a.kind} and ${b.kind}`);
}
