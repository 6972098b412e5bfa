// Which locals of a kernel there need be only one of for a block: those that hold one value for all threads and are
// written only where the block as a whole goes along.
import {
  type Block,
  blocksOf,
  expressionsOf,
  type Function,
  type FunctionFacts,
  isUniformValue,
  type LocalId,
  type MixedValues,
  resultsOf,
  rootOf,
  type Statement,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { isControl, meetsInside, onceLocal } from './meetings';

/** What of a kernel is done once for the block: locals, and statements made of nothing else. */
export type Hoisted = { readonly locals: ReadonlySet<LocalId>; readonly whole: ReadonlySet<Statement> };

/** @param spread statements that are taken apart although nobody meets in them */
export function hoistedIn(
  fn: Function,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
  values: MixedValues,
): Hoisted {
  // A loop that writes what there is one of for each thread is one of each thread itself, with all that it writes.
  const whole = candidates(fn, facts, spread, values);
  for (;;) {
    const locals = hoistedLocals(fn, facts, spread, whole);
    const failed = [...whole].filter((one) => writtenIn(one).some((local) => !locals.has(local)));
    if (failed.length === 0) return { locals, whole };
    for (const one of failed) whole.delete(one);
  }
}

/** Loops and conditions that are no more than arithmetic on what all threads have alike. */
function candidates(
  fn: Function,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
  values: MixedValues,
): Set<Statement> {
  const found = new Set<Statement>();
  const isAlike = (statement: Statement): boolean => {
    if (!facts.uniformStatements.has(statement)) return false;
    if (!expressionsOf(statement).every((expr) => isUniformValue(expr, values))) return false;
    switch (statement.do) {
      case 'declare':
        return true;
      case 'assign':
        return !statement.volatile && rootOf(statement.place).at === 'local';
      case 'if':
      case 'loop':
        return (
          !facts.leftUnevenly.has(statement) && blocksOf(statement).every((block) => block.every(isAlike))
        );
      default:
        return false;
    }
  };
  const search = (block: Block) => {
    for (const statement of block) {
      const compound = statement.do === 'loop' || statement.do === 'if';
      if (compound && !spread.has(statement) && !meetsInside(statement) && isAlike(statement))
        found.add(statement);
      else for (const inner of blocksOf(statement)) search(inner);
    }
  };
  search(fn.body);
  return found;
}

function writtenIn(statement: Statement): LocalId[] {
  const written: LocalId[] = [];
  visitStatements([statement], (part) => {
    const local = onceLocal(part);
    if (local !== undefined) written.push(local);
  });
  return written;
}

function hoistedLocals(
  fn: Function,
  facts: FunctionFacts,
  spread: ReadonlySet<Statement>,
  whole: ReadonlySet<Statement>,
): Set<LocalId> {
  const together = new Map<LocalId, number>();
  const all = new Map<LocalId, number>();
  const pointed = new Set<LocalId>();
  const count = (map: Map<LocalId, number>, local: LocalId) => map.set(local, (map.get(local) ?? 0) + 1);
  collect(fn.body, false, { facts, spread, whole }, (local) => count(together, local));
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
  about: { facts: FunctionFacts; spread: ReadonlySet<Statement>; whole: ReadonlySet<Statement> },
  found: (local: LocalId) => void,
): void {
  const { facts, spread, whole } = about;
  for (const statement of block) {
    if (whole.has(statement)) {
      for (const local of writtenIn(statement)) found(local);
      continue;
    }
    if (!isControl(statement, inside, facts, spread)) {
      const local = onceLocal(statement);
      if (local !== undefined) found(local);
      continue;
    }
    if (statement.do === 'barrier' && statement.reduce) found(statement.reduce.result);
    const enters = inside || isTarget(statement);
    for (const inner of blocksOf(statement))
      collect(inner, isHead(statement, inner) ? inside : enters, about, found);
  }
}

function isTarget(statement: Statement): boolean {
  return statement.do === 'loop' || statement.do === 'switch';
}

/** init and update of a loop hold no jumps. */
function isHead(statement: Statement, block: Block): boolean {
  return statement.do === 'loop' && (block === statement.init || block === statement.update);
}
