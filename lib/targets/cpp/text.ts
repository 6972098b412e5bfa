// Pieces of C++ text with how tightly they hold together, and questions about scalars that all who print ask.
import { isInteger, type Scalar, type Type } from '@/lib/ir';

/** How tightly a piece of text holds together, as in C++'s table of operators. */
export const bind = {
  whole: 16,
  prefix: 14,
  multiply: 13,
  add: 12,
  shift: 11,
  compare: 10,
  equal: 9,
  bits: 8,
  and: 5,
  or: 4,
  choose: 3,
} as const;

export type Text = {
  readonly text: string;
  readonly binds: number;
  /** Printed as an int although the IR's type is u32: its value is the same. */
  readonly asInt?: boolean;
};

export const whole = (text: string): Text => ({ text, binds: bind.whole });

export function scalarOf(type: Type): Scalar | undefined {
  return type.kind === 'scalar' ? type.scalar : type.kind === 'vector' ? type.of : undefined;
}

export function hold({ text, binds }: Text, least: number): string {
  return binds >= least ? text : `(${text})`;
}

export function isHalf(scalar: Scalar | undefined): boolean {
  return scalar === 'f16' || scalar === 'bf16';
}

/** True for integers that C++ computes with as int. */
export function isSmall(scalar: Scalar): boolean {
  return isInteger(scalar) && !['i32', 'u32', 'i64', 'u64'].includes(scalar);
}
