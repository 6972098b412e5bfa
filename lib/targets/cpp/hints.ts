// What processors cannot guess, said in the text: which updates wait for one another only now and then, and what the next
// turn of a loop over the grid begins with. Only questions; no result depends on an answer.
import {
  type Expr,
  type LocalId,
  type Place,
  rootOf,
  type Statement,
  type ValidModule,
  visitExpr,
  visitExpressions,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import type { Item } from './pieces';

/**
 * True for short work that updates shared memory at a place that data chooses. Written out several times it is twice as
 * fast: most likely because processors learn for each instruction whether its read must wait for a write that came before,
 * and of one instruction for all threads they learn to wait always.
 */
export function updatesByData(
  items: readonly Item[],
  module: ValidModule,
  values: ReadonlyMap<LocalId, Expr>,
): boolean {
  let updates = false;
  let size = 0;
  let loops = false;
  for (const item of items) {
    if (item.kind !== 'statement') return false;
    visitStatements([item.statement], (part) => {
      size++;
      if (part.do === 'loop' || part.do === 'switch') loops = true;
      if (part.do !== 'atomic' || !isOfBlock(part.place, module)) return;
      for (let at = part.place; at.at === 'element' || at.at === 'member'; at = at.of)
        if (at.at === 'element' && readsMemory(at.index, values)) updates = true;
    });
  }
  return updates && !loops && size <= 6;
}

function isOfBlock(place: Place, module: ValidModule): boolean {
  const root = rootOf(place);
  return root.at === 'variable' && module.variables[root.variable]?.space === 'shared';
}

function readsMemory(expr: Expr, values: ReadonlyMap<LocalId, Expr>, depth = 0): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    if (part.op !== 'load') return;
    const root = rootOf(part.place);
    const value = root.at === 'local' ? values.get(root.local) : undefined;
    if (root.at !== 'local' || (value && depth < 4 && readsMemory(value, values, depth + 1))) found = true;
  });
  return found;
}

/** Places of memory with which the next turn of a loop begins, where blocks of a grid take turns; at most two. */
export function nextReads(
  { body, update }: Statement & { do: 'loop' },
  isOutside: (local: LocalId) => boolean,
): Place[] {
  const [step] = update;
  const [own] = body;
  if (update.length !== 1 || step?.do !== 'assign' || step.place.at !== 'local') return [];
  if (own?.do !== 'declare' || !own.value || !countsGrid(step.value)) return [];
  const first = step.place.local;
  if (!asks(own.value, first)) return [];
  const found = new Map<LocalId, Place>();
  visitPlaces(body, (place, use) => {
    const root = rootOf(place);
    if (use !== 'read' || root.at !== 'pointee' || root.pointer.op !== 'offset') return;
    const { pointer, by } = root.pointer;
    const of = pointer.op === 'load' && pointer.place.at === 'local' ? pointer.place.local : undefined;
    const isFar = pointer.type.kind === 'pointer' && !['shared', 'local'].includes(pointer.type.space);
    if (of === undefined || !isFar || !isOutside(of) || !isLoad(by, own.local)) return;
    found.set(of, { ...root, pointer: { ...root.pointer, by: step.value } });
  });
  return [...found.values()].slice(0, 2);
}

function countsGrid(step: Expr): boolean {
  let found = false;
  visitExpr(step, (part) => {
    if (part.op === 'builtin' && part.name.startsWith('grid-dim-')) found = true;
  });
  return found;
}

function asks(value: Expr, local: LocalId): boolean {
  let found = false;
  visitExpressions([{ do: 'return', span: value.span, value }], (part) => {
    if (isLoad(part, local)) found = true;
  });
  return found;
}

function isLoad(expr: Expr, local: LocalId): boolean {
  if (expr.op === 'convert') return isLoad(expr.value, local);
  return expr.op === 'load' && expr.place.at === 'local' && expr.place.local === local;
}
