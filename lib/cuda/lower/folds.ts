// `(args + ...)` and its three other forms: written out as the operators between all elements, then lowered as these.
import { scalars } from '@/lib/ir';
import type { Expr as ExprNode } from '../ast';
import { nothing } from './calls';
import type { Frame } from './context';
import { C } from './ctypes';
import { lowerExpr } from './expressions';
import type { Operand } from './operand';
import { expanded, namesPack } from './packs';
import { refuse } from './refusal';

export function lowerFold(frame: Frame, node: ExprNode & { node: 'fold' }): Operand {
  const { operator, span } = node;
  // `(init + ... + pack)` or `(pack + ... + init)`: the one that names a pack is the pack.
  const swapped = node.init !== undefined && !namesPack(frame, node.pack);
  const pack = swapped ? (node.init as ExprNode) : node.pack;
  const init = swapped ? node.pack : node.init;
  const left = node.left && !swapped;
  const elements = expanded(frame, [{ node: 'pack-expansion', of: pack, span }]);
  const operands = init ? (left ? [init, ...elements] : [...elements, init]) : elements;
  const joined = (a: ExprNode, b: ExprNode): ExprNode =>
    operator === ','
      ? { node: 'comma', left: a, right: b, span }
      : { node: 'binary', operator, left: a, right: b, span };
  if (operands.length > 0)
    return lowerExpr(frame, left ? operands.reduce(joined) : operands.reduceRight((b, a) => joined(a, b)));
  if (operator === ',') return nothing(span);
  if (operator !== '&&' && operator !== '||') return refuse('lower-pack', span);
  return { expr: { op: 'constant', type: scalars.bool, value: operator === '&&', span }, type: C.bool };
}
