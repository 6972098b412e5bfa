// How a function uses its locals: which are written once, how large they can get, which are indices. For the printer's
// choice of plain arithmetic; wrong answers are not possible here, only slower text.
import {
  type Block,
  type Expr,
  expressionsOf,
  type Function,
  isInteger,
  type LocalId,
  partsOf,
  resultsOf,
  rootOf,
  type Statement,
  visitExpr,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { type Extent, extentOf } from './extents';

export type Usage = {
  /** How often each local is written after its declaration. */
  readonly writes: ReadonlyMap<LocalId, number>;
  readonly extents: ReadonlyMap<LocalId, Extent>;
  readonly indexLocals: ReadonlySet<LocalId>;
};

export function usageOf(fn: Function): Usage {
  const writes = writesIn(fn);
  const extents = extentsIn(fn, writes);
  return { writes, extents, indexLocals: indexLocalsIn(fn) };
}

function writesIn(fn: Function): Map<LocalId, number> {
  const writes = new Map<LocalId, number>();
  const add = (local: LocalId) => writes.set(local, (writes.get(local) ?? 0) + 1);
  visitPlaces(fn.body, (place, use) => {
    const root = rootOf(place);
    if (use !== 'read' && root.at === 'local') add(root.local);
  });
  visitStatements(fn.body, (statement) => {
    for (const local of resultsOf(statement)) add(local);
  });
  return writes;
}

/** Extents of locals that get their only value where they are declared, and of counters with a constant end. */
function extentsIn(fn: Function, writes: ReadonlyMap<LocalId, number>): Map<LocalId, Extent> {
  const extents = new Map<LocalId, Extent>();
  visitStatements(fn.body, (statement) => {
    if (statement.do === 'declare' && statement.value && !writes.get(statement.local)) {
      const extent = extentOf(statement.value, extents);
      if (extent) extents.set(statement.local, extent);
    }
    if (statement.do === 'loop') {
      const counter = constantCounter(statement);
      if (counter && writes.get(counter.local) === 1)
        extents.set(counter.local, { grid: 0, fixed: counter.last });
      const shrinking = shrinkingCounter(statement);
      const start = shrinking && writes.get(shrinking.local) === 1 && extentOf(shrinking.from, extents);
      if (shrinking && start) extents.set(shrinking.local, start);
    }
  });
  return extents;
}

/** `for (i = a; i < b; i += c)` with constants: the counter and the largest value it takes. */
function constantCounter(loop: Statement & { do: 'loop' }): { local: LocalId; last: number } | undefined {
  const [init] = loop.init;
  const [update] = loop.update;
  const { condition } = loop;
  if (loop.init.length !== 1 || loop.update.length !== 1 || init?.do !== 'declare') return undefined;
  if (update?.do !== 'assign' || update.place.at !== 'local' || update.place.local !== init.local)
    return undefined;
  const from = constantOf(init.value);
  const { value } = update;
  const step =
    value.op === 'binary' && value.do === 'add' && isLoad(value.left, init.local)
      ? constantOf(value.right)
      : undefined;
  if (condition?.op !== 'compare' || !isLoad(condition.left, init.local)) return undefined;
  const end = constantOf(condition.right);
  if (from === undefined || step === undefined || end === undefined || from < 0 || step <= 0 || end < 0)
    return undefined;
  if (condition.do === 'less') return { local: init.local, last: Math.max(from, end - 1 + step) };
  return condition.do === 'less-equal' ? { local: init.local, last: Math.max(from, end + step) } : undefined;
}

/** A counter that is halved or otherwise divided in each turn stays as small as it was. */
function shrinkingCounter(loop: Statement & { do: 'loop' }): { local: LocalId; from: Expr } | undefined {
  const [init] = loop.init;
  const [update] = loop.update;
  if (loop.init.length !== 1 || loop.update.length !== 1 || init?.do !== 'declare' || !init.value)
    return undefined;
  if (update?.do !== 'assign' || update.place.at !== 'local' || update.place.local !== init.local)
    return undefined;
  const { value } = update;
  const shrinks = value.op === 'binary' && (value.do === 'shift-right' || value.do === 'divide');
  const by = shrinks && isLoad(value.left, init.local) ? constantOf(value.right) : undefined;
  return by !== undefined && by > 0 ? { local: init.local, from: init.value } : undefined;
}

function constantOf(expr: Expr | undefined): number | undefined {
  if (expr?.op === 'convert') return constantOf(expr.value);
  return expr?.op === 'constant' && typeof expr.value === 'number' ? expr.value : undefined;
}

function isLoad(expr: Expr, local: LocalId): boolean {
  return expr.op === 'load' && expr.place.at === 'local' && expr.place.local === local;
}

/** Locals whose values go into indices and offsets by sums and products, and those that loops count. */
function indexLocalsIn(fn: Function): Set<LocalId> {
  const found = new Set<LocalId>();
  const isWhole = (local: LocalId) => {
    const type = fn.locals[local]?.type;
    return type?.kind === 'scalar' && isInteger(type.scalar);
  };
  const follow = (expr: Expr): void => {
    if (expr.op === 'load' && expr.place.at === 'local' && isWhole(expr.place.local))
      found.add(expr.place.local);
    const through =
      expr.op === 'convert' ||
      expr.op === 'select' ||
      expr.op === 'unary' ||
      (expr.op === 'binary' && (expr.do === 'add' || expr.do === 'subtract' || expr.do === 'multiply')) ||
      (expr.op === 'math' && (expr.do === 'min' || expr.do === 'max'));
    if (through) for (const part of partsOf(expr)) follow(part);
  };
  const placesIn = (block: Block) =>
    visitPlaces(block, (place) => {
      for (let at = place; at.at === 'element' || at.at === 'member'; at = at.of)
        if (at.at === 'element') follow(at.index);
    });
  placesIn(fn.body);
  visitStatements(fn.body, (statement) => {
    for (const expr of expressionsOf(statement))
      visitExpr(expr, (part) => {
        if (part.op === 'offset') follow(part.by);
      });
    if (statement.do === 'loop')
      for (const update of statement.update)
        if (update.do === 'assign' && update.place.at === 'local' && isWhole(update.place.local))
          found.add(update.place.local);
  });
  // What such a local is made of is index arithmetic as well.
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'declare' && statement.value && found.has(statement.local))
        follow(statement.value);
      if (statement.do === 'assign' && statement.place.at === 'local' && found.has(statement.place.local))
        follow(statement.value);
    });
  }
  return found;
}
