// Which conditions on the thread number get loops over threads of their own: `if (t < s) a; else b;` among other statements
// is a loop over the first threads and one over the others, with no test inside either. Only where nothing has to be kept
// for each thread because of it. Decides nothing but questions.
import {
  type Block,
  type Expr,
  expressionsOf,
  type LocalId,
  resultsOf,
  rootOf,
  type Statement,
  visitExpr,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { isRepeatable } from './homes';
import { jumpsOut, meetsInside, returnsInside } from './meetings';
import { type Around, boundsOfCondition, boundsOfReturn, type ThreadBound } from './thread-bounds';

/** The threads for whom a condition holds, and those for whom it does not. */
export type Sides = { readonly then: readonly ThreadBound[]; readonly else: readonly ThreadBound[] };

export type Known = {
  readonly around: Around;
  readonly isUniform: (local: LocalId) => boolean;
};

/** Both sides of a condition as threads of a row; undefined when one of them is no range. */
export function sidesOf(condition: Expr, around: Around): Sides | undefined {
  const [yes, no] = [boundsOfCondition(condition, around), boundsOfReturn(condition, around)];
  const isRange = (bounds: readonly ThreadBound[] | undefined) =>
    bounds?.length === 1 && (bounds[0]?.kind === 'below' || bounds[0]?.kind === 'from');
  return yes && no && isRange(yes) && isRange(no) ? { then: yes, else: no } : undefined;
}

/** True when a statement can have a loop over threads of its own between what stands before and after it in its block. */
export function standsApart(statement: Statement, block: Block, known: Known): boolean {
  if (meetsInside(statement) || jumpsOut(statement) || returnsInside(statement).length > 0) return false;
  const at = block.indexOf(statement);
  const before = declaredIn(block.slice(0, at));
  const own = declaredIn([statement]);
  const isFree = (local: LocalId) => known.isUniform(local) || isAgain(local, known);
  const { read, written } = localsIn([statement]);
  for (const local of written) if (!own.has(local)) return false;
  for (const local of read) if (!own.has(local) && !isFree(local)) return false;
  // What was declared before is asked for behind it.
  for (const local of localsIn(block.slice(at + 1)).read)
    if (before.has(local) && !isFree(local)) return false;
  return true;
}

/** True for a value that is computed anew wherever it is used. */
function isAgain(local: LocalId, known: Known, depth = 0): boolean {
  if (known.around.isOutside(local)) return true;
  const value = known.around.values.get(local);
  if (!value || depth > 6) return false;
  return isRepeatable(value, (other) => known.isUniform(other) || isAgain(other, known, depth + 1));
}

function declaredIn(block: Block): Set<LocalId> {
  const declared = new Set<LocalId>();
  visitStatements(block, (part) => {
    if (part.do === 'declare') declared.add(part.local);
  });
  return declared;
}

function localsIn(block: Block): { read: Set<LocalId>; written: Set<LocalId> } {
  const read = new Set<LocalId>();
  const written = new Set<LocalId>();
  visitPlaces(block, (place, use) => {
    const root = rootOf(place);
    if (root.at !== 'local') return;
    if (use !== 'write') read.add(root.local);
    if (use !== 'read') written.add(root.local);
  });
  visitStatements(block, (part) => {
    for (const result of resultsOf(part)) written.add(result);
    for (const expr of expressionsOf(part))
      visitExpr(expr, (one) => {
        if (one.op === 'address' && rootOf(one.place).at === 'local') written.add(-1);
      });
  });
  return { read, written };
}
