// Locals that a pointer leads to from another piece of a kernel. Between two pieces stands the end of a loop over threads: what
// lives inside of one is gone in the next, and a pointer that is kept for each thread would lead nowhere.
import {
  type Expr,
  type Function,
  type LocalId,
  rootOf,
  type Statement,
  type Type,
  visitExpr,
  visitStatements,
} from '@/lib/ir';

/** @param piecesOf the pieces that use a local */
export function pointedElsewhere(
  fn: Function,
  piecesOf: (local: LocalId) => Iterable<number>,
): ReadonlySet<LocalId> {
  /** For each local that may hold pointers: the locals that these may lead to, and the locals that it was copied from. */
  const targets = new Map<LocalId, Set<LocalId>>();
  const copies: [to: LocalId, from: LocalId][] = [];
  /** What memory may lead to, and the holders of which it has a copy. */
  const everywhere = new Set<LocalId>();
  const stored = new Set<LocalId>();
  const add = (holder: LocalId, target: LocalId) => {
    const known = targets.get(holder) ?? new Set();
    targets.set(holder, known.add(target));
  };
  visitStatements(fn.body, (statement) => {
    const { to, from, isMemory } = flowOf(statement);
    const { addresses, holders } = sourcesOf(from);
    if (addresses.size === 0 && holders.size === 0) return;
    // A function may leave a pointer that it gets behind another one.
    const all = statement.do === 'call' ? [...to, ...addresses] : to;
    for (const holder of all) {
      if (!mayHold(fn.locals[holder]?.type)) continue;
      for (const target of addresses) if (target !== holder) add(holder, target);
      for (const other of holders) if (other !== holder) copies.push([holder, other]);
    }
    if (isMemory) {
      for (const target of addresses) everywhere.add(target);
      for (const other of holders) stored.add(other);
    }
  });
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    for (const [to, from] of copies)
      for (const target of targets.get(from) ?? []) if (target !== to) add(to, target);
    now = [...targets.values()].reduce((sum, known) => sum + known.size, 0);
  }
  const pieces = new Map<LocalId, Set<number>>();
  for (const [holder, known] of targets)
    for (const target of known) {
      const all = pieces.get(target) ?? new Set(piecesOf(target));
      for (const piece of piecesOf(holder)) all.add(piece);
      pieces.set(target, all);
    }
  const found = new Set(everywhere);
  for (const holder of stored) for (const target of targets.get(holder) ?? []) found.add(target);
  for (const [target, all] of pieces) if (all.size > 1) found.add(target);
  return found;
}

type Flow = { readonly to: LocalId[]; readonly from: readonly Expr[]; readonly isMemory?: boolean };

/** Where a statement puts values that may be pointers. */
function flowOf(statement: Statement): Flow {
  switch (statement.do) {
    case 'declare':
      return { to: [statement.local], from: statement.value ? [statement.value] : [] };
    case 'assign': {
      const root = rootOf(statement.place);
      const isPointer = mayHold(statement.place.type);
      if (root.at === 'local') return { to: [root.local], from: isPointer ? [statement.value] : [] };
      return { to: [], from: isPointer ? [statement.value] : [], isMemory: true };
    }
    case 'call':
      return { to: statement.result === undefined ? [] : [statement.result], from: statement.args };
    default:
      return { to: [], from: [] };
  }
}

function sourcesOf(from: readonly Expr[]) {
  const addresses = new Set<LocalId>();
  const holders = new Set<LocalId>();
  for (const expr of from)
    visitExpr(expr, (part) => {
      if (part.op !== 'address' && part.op !== 'load') return;
      const root = rootOf(part.place);
      if (root.at !== 'local') return;
      if (part.op === 'address') addresses.add(root.local);
      else if (mayHold(part.type)) holders.add(root.local);
    });
  return { addresses, holders };
}

function mayHold(type: Type | undefined): boolean {
  if (type?.kind === 'array') return mayHold(type.of);
  return type?.kind === 'pointer' || type?.kind === 'struct';
}
