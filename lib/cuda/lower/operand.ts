// What an expression of C++ is while it is lowered: a value, or a place that holds one. Shapes only.
import type { Expr, Place } from '@/lib/ir';
import type { CType } from './ctypes';

export type PlaceOperand = {
  readonly place: Place;
  readonly type: CType;
  readonly rvalue?: boolean;
  /** What was just written there. */
  readonly stored?: Expr;
};
export type ValueOperand = {
  readonly expr: Expr;
  readonly type: CType;
  /** A literal 0 is a null pointer too. */
  readonly literal?: boolean;
  /** Where it was read from, for who needs the place rather than the value: `(c ? a : b) = 1`. */
  readonly from?: () => Place;
};
/** `type` is never a reference: a reference is the place it refers to. */
export type Operand = PlaceOperand | ValueOperand;

/** The operand as a place where it has one. */
export function asPlace(operand: Operand): Operand {
  if (isPlace(operand) || !operand.from) return operand;
  return { place: operand.from(), type: operand.type };
}

export function isPlace(operand: Operand): operand is PlaceOperand {
  return 'place' in operand;
}
