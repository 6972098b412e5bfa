// Where the locals of a piece come to life with what another lane sent. Only questions.
import type { LocalId } from '@/lib/ir';
import { localsOf } from './items';
import type { KernelParts } from './kernel';
import type { Item } from './pieces';

export type Births = ReadonlyMap<LocalId, Item>;

/** Locals whose first value is what another lane sent, each with the item that takes it: they are declared there. */
export function bornIn(items: readonly Item[], parts: KernelParts): Births {
  const born = new Map<LocalId, Item>();
  const seen = new Set<LocalId>();
  for (const item of items) {
    const result = sentTo(item);
    if (result !== undefined && !seen.has(result) && isOfPiece(result, items, parts)) born.set(result, item);
    const bare = item.kind === 'statement' && item.statement.do === 'declare' && !item.statement.value;
    if (!bare) for (const local of localsOf(item).all) seen.add(local);
  }
  return born;
}

/** The local that gets the value of a shuffle. */
function sentTo(item: Item): LocalId | undefined {
  if (item.kind !== 'take' && item.kind !== 'receive') return undefined;
  const { statement } = item;
  return statement.do === 'warp' && statement.op.startsWith('shuffle') ? statement.result : undefined;
}

function isOfPiece(local: LocalId, items: readonly Item[], { homes, schedule }: KernelParts): boolean {
  if (schedule.hoisted.has(local)) return false;
  return homes.get(local) === 'fresh' || (!homes.has(local) && items.some((item) => declares(item, local)));
}

export function declares(item: Item, local: LocalId): boolean {
  return item.kind === 'statement' && item.statement.do === 'declare' && item.statement.local === local;
}
