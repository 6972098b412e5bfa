// Which `i++` of a full expression may be done after it, so that `a[i++] = x` becomes two plain statements: those of a name
// that stands nowhere else in the expression, in a part that is always evaluated.
import type { Expr as ExprNode } from '../ast';

export function postponable(nodes: readonly ExprNode[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const steps = new Set<string>();
  for (const node of nodes) walk(node, true, counts, steps);
  return new Set([...steps].filter((name) => counts.get(name) === 1));
}

function walk(node: unknown, always: boolean, counts: Map<string, number>, steps: Set<string>): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, always, counts, steps);
    return;
  }
  if (!node || typeof node !== 'object') return;
  if ('text' in node && typeof node.text === 'string')
    counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  const expr = node as ExprNode;
  if (expr.node === 'postfix' && expr.operand.node === 'name' && always) {
    const name = expr.operand.name.parts[0]?.text;
    if (name && expr.operand.name.parts.length === 1) steps.add(name);
  }
  const branches =
    expr.node === 'conditional' ||
    expr.node === 'comma' ||
    expr.node === 'lambda' ||
    expr.node === 'statement-expression' ||
    (expr.node === 'binary' && (expr.operator === '&&' || expr.operator === '||'));
  for (const [key, value] of Object.entries(node)) {
    if (key === 'span' || key === 'scope') continue;
    walk(value, always && !branches, counts, steps);
  }
  // A lambda's body is not looked into: whatever it names may be anything.
  if (expr.node === 'lambda' || expr.node === 'statement-expression') steps.clear();
}
