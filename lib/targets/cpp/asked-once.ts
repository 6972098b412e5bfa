// What the block asks or does once for all threads that are here: which pieces do, and which of them read memory for it.
import { type Expr, expressionsOf, rootOf, type Statement, visitExpr, visitExpressions } from '@/lib/ir';
import type { Piece } from './pieces';

/** True for what is done or decided once for all who are here. */
export function asksOnce({ kind }: Piece): boolean {
  return ['once', 'if', 'loop', 'switch', 'block'].includes(kind);
}

/** True for what reads memory once for all who are here: where nobody is, there may be nothing to read. */
export function asksMemory(piece: Piece): boolean {
  switch (piece.kind) {
    case 'once':
      return readsMemory(piece.statement, true);
    case 'if':
      return readsMemory(piece.statement) || [...piece.then, ...piece.else].some(asksMemory);
    case 'loop':
      return readsMemory(piece.statement) || [...piece.init, ...piece.body, ...piece.update].some(asksMemory);
    case 'switch':
      return readsMemory(piece.statement) || piece.cases.flat().some(asksMemory);
    case 'block':
      return piece.body.some(asksMemory);
    default:
      return false;
  }
}

/** @param whole with all that stands inside of it */
export function readsMemory(statement: Statement, whole = false): boolean {
  let found = false;
  const see = (part: Expr) => {
    if (part.op === 'call' || (part.op === 'load' && rootOf(part.place).at !== 'local')) found = true;
  };
  if (whole) visitExpressions([statement], see);
  else for (const expr of expressionsOf(statement)) visitExpr(expr, see);
  return found;
}
