// `switch`: its body, with labels wherever they stand at its top, to the IR's cases in order.
import type { Statement } from '@/lib/ir';
import type { Statement as StatementNode } from '../ast';
import { evaluate } from './constants';
import type { Frame } from './context';
import { refuse } from './refusal';
import { lowerStatement, scoped, switchValue } from './statements';

type Group = { values: bigint[]; isDefault: boolean; statements: StatementNode[] };
/** As many values as a range `case 1 ... 9:` may have. */
const rangeLimit = 4096n;

export function lowerSwitch(frame: Frame, node: StatementNode & { node: 'switch' }): void {
  const { span } = node;
  scoped(frame, () => {
    if (node.init) lowerStatement(frame, node.init);
    const { value } = switchValue(frame, node.value);
    const body = node.body.node === 'compound' ? node.body.body : [node.body];
    const groups = grouped(frame, body);
    checkScopes(groups);
    scoped(frame, () => {
      const cases = groups.map(({ values, isDefault, statements }) => ({
        values,
        isDefault,
        body: frame.block(() => {
          for (const statement of statements) lowerStatement(frame, statement);
        }) as readonly Statement[],
      }));
      frame.emit({ do: 'switch', value, cases, span });
    });
  });
}

function grouped(frame: Frame, body: readonly StatementNode[]): Group[] {
  const groups: Group[] = [];
  let open = false;
  const add = (node: StatementNode) => {
    if (node.node === 'case' || node.node === 'default') {
      if (!open) groups.push({ values: [], isDefault: false, statements: [] });
      open = true;
      const group = groups.at(-1) as Group;
      if (node.node === 'default') group.isDefault = true;
      else group.values.push(...valuesOf(frame, node));
      return;
    }
    open = false;
    const group = groups.at(-1);
    if (group) group.statements.push(node);
    else if (node.node !== 'declaration') refuse('lower-case-place', node.span);
  };
  for (const node of body) add(node);
  return groups;
}

function valuesOf(frame: Frame, node: StatementNode & { node: 'case' }): bigint[] {
  const first = evaluate(frame, node.value);
  if (!node.last) return [first];
  const last = evaluate(frame, node.last);
  if (last < first || last - first > rangeLimit) refuse('lower-case-place', node.span);
  return Array.from({ length: Number(last - first) + 1 }, (_, i) => first + BigInt(i));
}

/** A variable declared under one label and used under a later one has no block of its own in the IR. */
function checkScopes(groups: readonly Group[]): void {
  groups.forEach((group, index) => {
    const names = new Set<string>();
    for (const statement of group.statements)
      if (statement.node === 'declaration')
        for (const declaration of statement.declarations)
          if (declaration.node === 'variable') names.add(declaration.name.parts[0]?.text ?? '');
    if (names.size === 0) return;
    for (const later of groups.slice(index + 1))
      for (const statement of later.statements) {
        if (statement.node === 'declaration')
          for (const declaration of statement.declarations)
            if (declaration.node === 'variable') names.delete(declaration.name.parts[0]?.text ?? '');
        if (mentionsName(statement, names)) refuse('lower-switch-scope', statement.span);
      }
  });
}
/** Conservative: a name declared anew in an inner block counts only when nothing there declares it. */
function mentionsName(node: unknown, names: ReadonlySet<string>): boolean {
  if (Array.isArray(node)) {
    const declared = new Set(node.flatMap(declaredBy));
    const left = new Set([...names].filter((name) => !declared.has(name)));
    return node.some((item) => mentionsName(item, left));
  }
  if (!node || typeof node !== 'object') return false;
  if ('node' in node && node.node === 'for' && 'init' in node) {
    const declared = new Set(declaredBy(node.init));
    const left = new Set([...names].filter((name) => !declared.has(name)));
    return Object.entries(node).some(([key, value]) => key !== 'span' && mentionsName(value, left));
  }
  if ('node' in node && node.node === 'name' && 'name' in node) {
    const part = (node.name as { parts: { text: string }[] }).parts[0];
    if (part && names.has(part.text)) return true;
  }
  return Object.entries(node).some(([key, value]) => key !== 'span' && mentionsName(value, names));
}
function declaredBy(node: unknown): string[] {
  const statement = node as StatementNode | undefined;
  if (statement?.node !== 'declaration') return [];
  return statement.declarations.flatMap((d) => (d.node === 'variable' ? [d.name.parts[0]?.text ?? ''] : []));
}
