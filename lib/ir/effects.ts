// What functions do beyond giving a value: effects, barriers, warp operations, whom they call, what they use. In come
// functions whose references are sound, out come facts of each with everything it calls. Looks at no types.
import type { FunctionFacts } from './facts';
import type { Expr, Function, FunctionId, LocalId, Statement } from './module';
import { rootOf, variablesIn, visitExpressions, visitPlaces, visitStatements } from './walk';

export type Effects = Pick<
  FunctionFacts,
  'effects' | 'barriers' | 'warpOps' | 'atomics' | 'recursive' | 'calls' | 'variables' | 'addressTaken'
>;

/** True for a statement that does more than write locals of its own function, calls left aside. */
export function hasEffect(statement: Statement): boolean {
  switch (statement.do) {
    case 'assign':
      return rootOf(statement.place).at !== 'local' || statement.volatile === true;
    case 'barrier':
    case 'grid-barrier':
    case 'fence':
    case 'atomic':
    case 'warp':
    case 'copy':
    case 'fill':
    case 'print':
    case 'assert':
    case 'trap':
    case 'clock':
      return true;
    default:
      return false;
  }
}

/** True for an index that is no constant. */
function isComputed(index: Expr): boolean {
  return index.op !== 'constant';
}

/** Locals that need memory: their address is taken, or an array or vector in them is indexed by a computed index. */
export function addressTakenIn(fn: Function): Set<LocalId> {
  const taken = new Set<LocalId>();
  visitPlaces(fn.body, (place, use) => {
    const root = rootOf(place);
    if (root.at !== 'local') return;
    if (use === 'address') taken.add(root.local);
    for (let at = place; at.at === 'element' || at.at === 'member'; at = at.of)
      if (at.at === 'element' && isComputed(at.index)) taken.add(root.local);
  });
  return taken;
}

function callsIn(fn: Function): Set<FunctionId> {
  const calls = new Set<FunctionId>();
  visitStatements(fn.body, (statement) => {
    if (statement.do === 'call') calls.add(statement.function);
  });
  visitExpressions(fn.body, (expr) => {
    if (expr.op === 'call') calls.add(expr.function);
  });
  return calls;
}

/** Facts of every function, callees counted in. */
export function effectsOf(functions: readonly Function[]): Effects[] {
  const own = functions.map((fn) => {
    const facts = { effects: false, barriers: false, warpOps: false, atomics: false };
    visitStatements(fn.body, (statement) => {
      if (hasEffect(statement)) facts.effects = true;
      if (statement.do === 'barrier' || statement.do === 'grid-barrier') facts.barriers = true;
      if (statement.do === 'warp') facts.warpOps = true;
      if (statement.do === 'atomic') facts.atomics = true;
    });
    return { ...facts, calls: callsIn(fn), variables: variablesIn(fn.body) };
  });
  return functions.map((fn, id) => {
    const reached = reachedFrom(id, (from) => own[from]?.calls ?? new Set());
    const all = [id, ...reached].flatMap((each) => own[each] ?? []);
    return {
      effects: all.some(({ effects }) => effects),
      barriers: all.some(({ barriers }) => barriers),
      warpOps: all.some(({ warpOps }) => warpOps),
      atomics: all.some(({ atomics }) => atomics),
      recursive: reached.has(id),
      calls: [...(own[id]?.calls ?? [])],
      variables: [...new Set(all.flatMap(({ variables }) => [...variables]))].sort((a, b) => a - b),
      addressTaken: addressTakenIn(fn),
    };
  });
}

/** Functions that are called from one, directly or not; itself only when it is called again. */
function reachedFrom(
  start: FunctionId,
  callsOf: (id: FunctionId) => ReadonlySet<FunctionId>,
): Set<FunctionId> {
  const reached = new Set<FunctionId>();
  const open = [...callsOf(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...callsOf(id));
  }
  return reached;
}
