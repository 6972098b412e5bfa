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
};
/** `type` is never a reference: a reference is the place it refers to. */
export type Operand = PlaceOperand | ValueOperand;

export function isPlace(operand: Operand): operand is PlaceOperand {
  return 'place' in operand;
}
