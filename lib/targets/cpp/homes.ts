// Where each local of a split kernel lives: inside one loop over threads, once for the block, or kept for each thread
// because one piece needs what another wrote. What can be worked out again from numbers at hand is, where it is used.
import {
  type Expr,
  expressionsOf,
  type Function,
  type LocalId,
  partsOf,
  type Statement,
  visitExpr,
  visitStatements,
} from '@/lib/ir';
import { expressionsOfItem, localsOf } from './items';
import type { Item, Piece, Schedule } from './pieces';
import { pointedElsewhere } from './pointed';
import type { Usage } from './usage';

/**
 * `once`: one for the block; `kept`: an array over the threads; `again`: computed anew in each piece that uses it;
 * `fresh`: declared anew in each piece, because each writes it before it reads it. Others live inside their only piece.
 */
export type Home = 'once' | 'kept' | 'again' | 'fresh';

/** Parts of an expression that is still computed again rather than kept. */
const cheap = 16;

export function homesOf({ pieces, hoisted }: Schedule, fn: Function, usage: Usage): Map<LocalId, Home> {
  const homes = new Map<LocalId, Home>();
  for (const local of hoisted) homes.set(local, 'once');
  const found = survey(pieces, fn, hoisted);
  const values = valuesIn(fn, usage);
  const pointed = pointedElsewhere(fn, (local) => found.uses.get(local)?.keys() ?? []);
  const isAgain = (local: LocalId, open: ReadonlySet<LocalId> = new Set()): boolean => {
    const value = values.get(local);
    if (!value || open.has(local) || found.evaluated.has(local) || pointed.has(local)) return false;
    const inner = new Set([...open, local]);
    let size = 0;
    visitExpr(value, () => {
      size++;
    });
    return (
      size <= cheap &&
      isRepeatable(value, (other) => {
        if (other < fn.parameters) return !usage.writes.get(other);
        if (hoisted.has(other)) return !usage.writes.get(other) && values.has(other);
        return isAgain(other, inner);
      })
    );
  };
  for (const [local, uses] of found.uses) {
    if (found.evaluated.has(local) || pointed.has(local)) homes.set(local, 'kept');
    else if (uses.size < 2) continue;
    else if (isAgain(local)) homes.set(local, 'again');
    else if ([...uses.values()].every((first) => first === 'write')) homes.set(local, 'fresh');
    else homes.set(local, 'kept');
  }
  // What is computed again asks for what it is made of wherever it is used.
  for (const [local, home] of homes)
    if (home === 'again')
      for (const other of dependencies(values.get(local))) if (isAgain(other)) homes.set(other, 'again');
  return homes;
}

/** The locals that an expression reads. */
export function dependencies(value: Expr | undefined): LocalId[] {
  const locals = new Set<LocalId>();
  if (value)
    visitExpr(value, (part) => {
      if (part.op === 'load' && part.place.at === 'local') locals.add(part.place.local);
    });
  return [...locals];
}

/** Values of locals that are written only where they are declared. */
export function valuesIn(fn: Function, usage: Usage): Map<LocalId, Expr> {
  const values = new Map<LocalId, Expr>();
  visitStatements(fn.body, (statement) => {
    if (statement.do === 'declare' && statement.value && !usage.writes.get(statement.local))
      if (fn.locals[statement.local]?.type.kind !== 'array') values.set(statement.local, statement.value);
  });
  return values;
}

/** True for what gives the same value whenever it is computed, quickly. */
export function isRepeatable(expr: Expr, isKnown: (local: LocalId) => boolean): boolean {
  switch (expr.op) {
    case 'constant':
    case 'zero':
    case 'builtin':
      return true;
    case 'load':
      return expr.place.at === 'local' && isKnown(expr.place.local);
    case 'binary': {
      const slow = expr.do === 'divide' || expr.do === 'remainder';
      if (slow && expr.right.op !== 'constant') return false;
      break;
    }
    case 'address':
      if (expr.place.at !== 'variable') return false;
      break;
    case 'unary':
    case 'compare':
    case 'logical':
    case 'select':
    case 'convert':
    case 'retype':
    case 'offset':
      break;
    default:
      return false;
  }
  return partsOf(expr).every((part) => isRepeatable(part, isKnown));
}

type Survey = {
  /** For each local the pieces that use it, with what they do first. */
  readonly uses: Map<LocalId, Map<number, 'read' | 'write'>>;
  /** Locals that the block itself asks for. */
  readonly evaluated: Set<LocalId>;
};

function survey(pieces: readonly Piece[], fn: Function, hoisted: ReadonlySet<LocalId>): Survey {
  const uses: Survey['uses'] = new Map();
  const evaluated = new Set<LocalId>();
  const isOwn = (local: LocalId) => local >= fn.parameters && !hoisted.has(local);
  const see = (items: readonly Item[], piece: number) => {
    for (const item of items) {
      const { all } = localsOf(item);
      for (const local of all) {
        if (!isOwn(local)) continue;
        const inPieces = uses.get(local) ?? new Map<number, 'read' | 'write'>();
        uses.set(local, inPieces);
        if (!inPieces.has(piece)) inPieces.set(piece, writesFirst(item, local) ? 'write' : 'read');
      }
    }
  };
  const ask = (statement: Statement) => {
    for (const expr of expressionsOf(statement))
      visitExpr(expr, (part) => {
        if (part.op !== 'load') return;
        let root = part.place;
        while (root.at === 'element' || root.at === 'member') root = root.of;
        if (root.at === 'local' && isOwn(root.local)) evaluated.add(root.local);
      });
  };
  const walk = (list: readonly Piece[]): void => {
    for (const piece of list)
      switch (piece.kind) {
        case 'threads':
          see(piece.items, piece.id);
          break;
        case 'halving':
          see(piece.items, piece.id);
          walk([piece.general]);
          break;
        case 'if':
          ask(piece.statement);
          walk(piece.then);
          walk(piece.else);
          break;
        case 'loop':
          if (piece.mask === undefined) ask(piece.statement);
          for (const part of [piece.init, piece.test, piece.body, piece.update, piece.again])
            walk(part ?? []);
          break;
        case 'switch':
          ask(piece.statement);
          for (const body of piece.cases) walk(body);
          break;
        case 'masked':
        case 'block':
          walk(piece.body);
          break;
        case 'once':
          visitStatements([piece.statement], ask);
          break;
        default:
      }
  };
  walk(pieces);
  return { uses, evaluated };
}

/** True when an item gives a local its whole value before anything reads it. */
function writesFirst(item: Item, local: LocalId): boolean {
  if (item.kind === 'take')
    return (
      item.statement.result === local &&
      !expressionsOfItem(item).some((expr) => dependencies(expr).includes(local))
    );
  if (item.kind === 'receive') {
    const { statement } = item;
    const results =
      statement.do === 'warp'
        ? [statement.result, statement.matched]
        : statement.do === 'barrier'
          ? [statement.reduce?.result]
          : [];
    const asked = statement.do === 'warp' ? [statement.lane, statement.width] : [];
    return results.includes(local) && !asked.some((expr) => dependencies(expr).includes(local));
  }
  if (item.kind !== 'statement') return false;
  const { statement } = item;
  const reads = expressionsOf(statement).some((expr) => dependencies(expr).includes(local));
  if (statement.do === 'declare') return statement.local === local;
  if (statement.do === 'assign')
    return statement.place.at === 'local' && statement.place.local === local && !reads && !statement.volatile;
  if (statement.do === 'call' || statement.do === 'atomic') return statement.result === local && !reads;
  return false;
}
