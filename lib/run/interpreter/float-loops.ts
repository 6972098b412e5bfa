// Loops over the threads of a warp for floats. A sum, product, quotient or root of two f32 (or narrower) values that was
// computed in double precision and then rounded is the correctly rounded one: 53 bits are more than twice 24 and 2.
import type { BinaryOp, CompareOp } from '@/lib/ir';
import type { Run } from './machine';

type Floats = Float32Array;
type Doubles = Float64Array;

/** For f16 and bf16 too, whose result is rounded once more by the caller (the double result must be rounded once only). */
export function floatLoop(op: BinaryOp, r: Floats, a: Floats, b: Floats): Run {
  switch (op) {
    case 'add':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! + b[l]!;
      };
    case 'subtract':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! - b[l]!;
      };
    case 'multiply':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! * b[l]!;
      };
    case 'divide':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! / b[l]!;
      };
    default:
      throw new Error(`${op} of floats`);
  }
}

export function doubleLoop(op: BinaryOp, r: Doubles, a: Doubles, b: Doubles): Run {
  switch (op) {
    case 'add':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! + b[l]!;
      };
    case 'subtract':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! - b[l]!;
      };
    case 'multiply':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! * b[l]!;
      };
    case 'divide':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! / b[l]!;
      };
    default:
      throw new Error(`${op} of floats`);
  }
}

export function compareFloats(op: CompareOp, r: Int32Array, a: Floats, b: Floats): Run {
  switch (op) {
    case 'equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! === b[l]! ? 1 : 0;
      };
    case 'not-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! !== b[l]! ? 1 : 0;
      };
    case 'less':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! < b[l]! ? 1 : 0;
      };
    case 'less-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! <= b[l]! ? 1 : 0;
      };
    case 'greater':
      return compareFloats('less', r, b, a);
    case 'greater-equal':
      return compareFloats('less-equal', r, b, a);
  }
}

/** Of f64 and of pointers. */
export function compareDoubles(op: CompareOp, r: Int32Array, a: Doubles, b: Doubles): Run {
  switch (op) {
    case 'equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! === b[l]! ? 1 : 0;
      };
    case 'not-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! !== b[l]! ? 1 : 0;
      };
    case 'less':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! < b[l]! ? 1 : 0;
      };
    case 'less-equal':
      return (m) => {
        for (let l = m.first, e = m.last; l < e; l++) r[l] = a[l]! <= b[l]! ? 1 : 0;
      };
    case 'greater':
      return compareDoubles('less', r, b, a);
    case 'greater-equal':
      return compareDoubles('less-equal', r, b, a);
  }
}
