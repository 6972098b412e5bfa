// The double-precision shadow of floats: what each value would be had every operation been done in double precision.
// In come operations on registers, out comes code that does the same on their shadows; in memory a shadow is kept beside
// each float and holds only while the float there is the one it was kept for.
import type { Coder } from './coder';
import type { Run } from './machine';
import type { ScalarRegister } from './register';

export function loadShadow(_c: Coder, _r: ScalarRegister, _at: Float64Array, _add: number): Run | undefined {
  return undefined;
}
export function storeShadow(_c: Coder, _r: ScalarRegister, _at: Float64Array, _add: number): Run | undefined {
  return undefined;
}
export function shadowReset(_r: ScalarRegister): Run | undefined {
  return undefined;
}
export function shadowNegate(_r: ScalarRegister, _a: ScalarRegister): Run | undefined {
  return undefined;
}
export function shadowBinary(
  _op: string,
  _r: ScalarRegister,
  _a: ScalarRegister,
  _b: ScalarRegister,
): Run | undefined {
  return undefined;
}
export function shadowConvert(_r: ScalarRegister, _a: ScalarRegister): Run | undefined {
  return undefined;
}
export function shadowMath(
  _op: string,
  _r: ScalarRegister,
  _args: readonly ScalarRegister[],
): Run | undefined {
  return undefined;
}
export function atomicShadow(
  _c: Coder,
  _op: string,
  _old: ScalarRegister,
  _value: ScalarRegister,
  _next: ScalarRegister,
): ((l: number, off: number) => void) | undefined {
  return undefined;
}
