// Whether statements do more than compute: write memory that others see, synchronise, print, or call what does. And whether
// what an expression reads may be changed by them, so that it must be read before.
import { type Block, type Expr, type LocalId, type Place, type Statement, visitExpressions } from '@/lib/ir';

/** The local that a place lies in, if it is a local. */
export function rootLocal(place: Place): LocalId | undefined {
  let at = place;
  while (at.at === 'element' || at.at === 'member') at = at.of;
  return at.at === 'local' ? at.local : undefined;
}

/** Conservative: what is not known to stay inside the function counts. Callees were lowered before and called as statements if need be. */
export function hasEffects(block: Block): boolean {
  return readsVolatile(block) || acts(block);
}

/** A volatile read is one of C++'s side effects: a loop of them may wait for what another thread writes. */
function readsVolatile(block: Block): boolean {
  let found = false;
  visitExpressions(block, (expr) => {
    if (expr.op === 'load' && expr.volatile) found = true;
  });
  return found;
}

function acts(block: Block): boolean {
  return block.some((statement) => {
    switch (statement.do) {
      case 'declare':
      case 'break':
      case 'continue':
      case 'return':
        return false;
      case 'assign':
        return rootLocal(statement.place) === undefined || !!statement.volatile;
      case 'if':
        return acts(statement.then) || acts(statement.else);
      case 'loop':
        return [statement.init, statement.body, statement.update].some((part) => acts(part));
      case 'switch':
        return statement.cases.some((c) => acts(c.body));
      case 'block':
        return acts(statement.body);
      default:
        return true;
    }
  });
}

type Writes = { readonly locals: Set<LocalId>; memory: boolean };

function writesOf(statements: readonly Statement[], writes: Writes): void {
  for (const statement of statements) {
    switch (statement.do) {
      case 'declare':
        break;
      case 'assign': {
        const local = rootLocal(statement.place);
        if (local === undefined) writes.memory = true;
        else writes.locals.add(local);
        break;
      }
      case 'if':
        writesOf(statement.then, writes);
        writesOf(statement.else, writes);
        break;
      case 'loop':
        writesOf(statement.init, writes);
        writesOf(statement.body, writes);
        writesOf(statement.update, writes);
        break;
      case 'switch':
        for (const c of statement.cases) writesOf(c.body, writes);
        break;
      case 'block':
        writesOf(statement.body, writes);
        break;
      case 'warp':
        if (statement.result !== undefined) writes.locals.add(statement.result);
        if (statement.matched !== undefined) writes.locals.add(statement.matched);
        if (statement.op === 'sync') writes.memory = true;
        break;
      case 'clock':
        writes.locals.add(statement.result);
        break;
      case 'call':
      case 'atomic':
        if (statement.result !== undefined) writes.locals.add(statement.result);
        writes.memory = true;
        break;
      case 'break':
      case 'continue':
      case 'return':
      case 'print':
      case 'trap':
      case 'assert':
        break;
      default:
        writes.memory = true;
    }
  }
}

type Reads = { readonly locals: Set<LocalId>; memory: boolean };

function readsOfPlace(place: Place, reads: Reads): void {
  switch (place.at) {
    case 'local':
      reads.locals.add(place.local);
      return;
    case 'variable':
      reads.memory = true;
      return;
    case 'pointee':
      reads.memory = true;
      readsOf(place.pointer, reads);
      return;
    case 'element':
      readsOf(place.index, reads);
      readsOfPlace(place.of, reads);
      return;
    case 'member':
      readsOfPlace(place.of, reads);
  }
}
/** What the address of a place is computed from. */
function readsOfAddress(place: Place, reads: Reads): void {
  if (place.at === 'pointee') readsOf(place.pointer, reads);
  else if (place.at === 'element') {
    readsOf(place.index, reads);
    readsOfAddress(place.of, reads);
  } else if (place.at === 'member') readsOfAddress(place.of, reads);
}

function readsOf(expr: Expr, reads: Reads): void {
  switch (expr.op) {
    case 'constant':
    case 'zero':
    case 'builtin':
      return;
    case 'compose':
      for (const part of expr.parts) readsOf(part, reads);
      return;
    case 'load':
      readsOfPlace(expr.place, reads);
      return;
    case 'address':
      readsOfAddress(expr.place, reads);
      return;
    case 'offset':
      readsOf(expr.pointer, reads);
      readsOf(expr.by, reads);
      return;
    case 'retype':
      readsOf(expr.pointer, reads);
      return;
    case 'distance':
    case 'binary':
    case 'compare':
    case 'logical':
      readsOf(expr.left, reads);
      readsOf(expr.right, reads);
      return;
    case 'select':
      readsOf(expr.condition, reads);
      readsOf(expr.yes, reads);
      readsOf(expr.no, reads);
      return;
    case 'unary':
    case 'convert':
    case 'bitcast':
    case 'extract':
      readsOf(expr.value, reads);
      return;
    case 'math':
      for (const arg of expr.args) readsOf(arg, reads);
      return;
    case 'call':
      reads.memory = true;
      for (const arg of expr.args) readsOf(arg, reads);
  }
}

/** Whether running the statements may change the expression's value. */
export function disturbs(
  statements: readonly Statement[],
  expr: Expr,
  addressTaken: ReadonlySet<LocalId>,
): boolean {
  const writes: Writes = { locals: new Set(), memory: false };
  writesOf(statements, writes);
  if (!writes.memory && writes.locals.size === 0) return false;
  const reads: Reads = { locals: new Set(), memory: false };
  readsOf(expr, reads);
  if (writes.memory && reads.memory) return true;
  for (const local of reads.locals) {
    if (writes.locals.has(local)) return true;
    if (writes.memory && addressTaken.has(local)) return true;
  }
  if (reads.memory) for (const local of writes.locals) if (addressTaken.has(local)) return true;
  return false;
}

/** Whether computing it twice would read memory twice or call something. */
export function isHeavy(expr: Expr): boolean {
  const reads: Reads = { locals: new Set(), memory: false };
  readsOf(expr, reads);
  return reads.memory;
}
