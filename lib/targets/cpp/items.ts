// What one thread does between two meetings, item by item: which expressions and locals an item uses. Only questions.
import {
  type Block,
  type Expr,
  type LocalId,
  resultsOf,
  rootOf,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import type { Item } from './pieces';

/** The expressions of an item that is no statement. */
export function expressionsOfItem(item: Item): readonly Expr[] {
  switch (item.kind) {
    case 'send':
      return item.members ? [item.value, item.members] : [item.value];
    case 'mask':
      return item.condition ? [item.condition] : [];
    case 'take':
      return [item.statement.value, item.statement.lane].filter((one) => one !== undefined);
    case 'receive':
      return item.statement.do === 'warp'
        ? [item.statement.lane, item.statement.width].filter((one) => one !== undefined)
        : [];
    default:
      return [];
  }
}

/** Locals that an item uses, and those that it writes. */
export function localsOf(item: Item): { all: Set<LocalId>; written: Set<LocalId> } {
  const all = new Set<LocalId>();
  const written = new Set<LocalId>();
  const write = (local: LocalId | undefined) => {
    if (local === undefined) return;
    all.add(local);
    written.add(local);
  };
  const block: Block =
    item.kind === 'statement'
      ? [item.statement]
      : expressionsOfItem(item).map((value) => ({ do: 'return', span: value.span, value }));
  if (item.kind === 'receive' || item.kind === 'take') {
    const { statement } = item;
    if (statement.do === 'warp') for (const local of [statement.result, statement.matched]) write(local);
    if (statement.do === 'barrier') write(statement.reduce?.result);
  }
  visitPlaces(block, (place, use) => {
    const root = rootOf(place);
    if (root.at !== 'local') return;
    all.add(root.local);
    if (use !== 'read') written.add(root.local);
  });
  visitStatements(block, (statement) => {
    if (statement.do === 'declare') write(statement.local);
    for (const result of resultsOf(statement)) write(result);
  });
  return { all, written };
}
