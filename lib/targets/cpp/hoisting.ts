// Which locals of a kernel there need be only one of for a block: those that hold one value for all threads and are
// written only where the block as a whole goes along.
import {
  type Block,
  blocksOf,
  type Function,
  type FunctionFacts,
  type LocalId,
  resultsOf,
  rootOf,
  type Statement,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { isControl, onceLocal } from './meetings';

/** @param spread statements that are taken apart although nobody meets in them */
export function hoistedLocals(
  fn: Function,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
): Set<LocalId> {
  const together = new Map<LocalId, number>();
  const all = new Map<LocalId, number>();
  const pointed = new Set<LocalId>();
  const count = (map: Map<LocalId, number>, local: LocalId) => map.set(local, (map.get(local) ?? 0) + 1);
  collect(fn.body, false, facts, spread, (local) => count(together, local));
  visitStatements(fn.body, (statement) => {
    const local = onceLocal(statement);
    if (local !== undefined) count(all, local);
    for (const result of resultsOf(statement)) count(all, result);
    // A volatile write of a local is a write all the same.
    if (statement.do === 'assign' && statement.volatile) {
      const root = rootOf(statement.place);
      if (root.at === 'local') count(all, root.local);
    }
    if (statement.do === 'atomic') {
      const root = rootOf(statement.place);
      if (root.at === 'local') count(all, root.local);
    }
  });
  visitPlaces(fn.body, (place, use) => {
    const root = rootOf(place);
    if (use === 'address' && root.at === 'local') pointed.add(root.local);
  });
  const hoisted = new Set<LocalId>();
  // A kernel whose threads never meet is one loop over threads, with everything inside it.
  if (!fn.body.some((statement) => isControl(statement, false, facts, spread))) return hoisted;
  for (const [local, times] of together) {
    const kind = fn.locals[local]?.type.kind;
    if (
      local >= fn.parameters &&
      facts.uniformLocals.has(local) &&
      times === all.get(local) &&
      kind !== 'array'
    )
      if (!pointed.has(local)) hoisted.add(local);
  }
  return hoisted;
}

/** The writes that stand where the schedule has pieces of the block, in the same places as the scheduler finds them. */
function collect(
  block: Block,
  inside: boolean,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
  found: (local: LocalId) => void,
): void {
  for (const statement of block) {
    if (!isControl(statement, inside, facts, spread)) {
      const local = onceLocal(statement);
      if (local !== undefined) found(local);
      continue;
    }
    if (statement.do === 'barrier' && statement.reduce) found(statement.reduce.result);
    const enters = inside || isTarget(statement);
    for (const inner of blocksOf(statement))
      collect(inner, isHead(statement, inner) ? inside : enters, facts, spread, found);
  }
}

function isTarget(statement: Statement): boolean {
  return statement.do === 'loop' || statement.do === 'switch';
}

/** init and update of a loop hold no jumps. */
function isHead(statement: Statement, block: Block): boolean {
  return statement.do === 'loop' && (block === statement.init || block === statement.update);
}
