// Copies of IR with some parts replaced: the base of passes that turn IR into IR. Parts that a pass leaves alone are
// copied as they are; statements are always new objects.
import type { Block, Expr, LocalId, Place, Statement } from './module';

export type Rewrite = {
  /** Of an expression whose parts have been rewritten already. */
  readonly expr?: (expr: Expr) => Expr;
  /** Of a place whose parts have been rewritten already. */
  readonly place?: (place: Place) => Place;
  readonly local?: (local: LocalId) => LocalId;
  /** What stands for a statement, instead of its copy; undefined: the copy. Its parts are still the old ones. */
  readonly statement?: (statement: Statement) => readonly Statement[] | undefined;
};

export function rewriteExpr(expr: Expr, how: Rewrite): Expr {
  const sub = (part: Expr) => rewriteExpr(part, how);
  const copy = ((): Expr => {
    switch (expr.op) {
      case 'constant':
      case 'zero':
      case 'builtin':
        return expr;
      case 'compose':
        return { ...expr, parts: expr.parts.map(sub) };
      case 'load':
      case 'address':
        return { ...expr, place: rewritePlace(expr.place, how) };
      case 'offset':
        return { ...expr, pointer: sub(expr.pointer), by: sub(expr.by) };
      case 'distance':
      case 'binary':
      case 'compare':
      case 'logical':
        return { ...expr, left: sub(expr.left), right: sub(expr.right) };
      case 'retype':
        return { ...expr, pointer: sub(expr.pointer) };
      case 'unary':
      case 'convert':
      case 'bitcast':
      case 'extract':
        return { ...expr, value: sub(expr.value) };
      case 'select':
        return { ...expr, condition: sub(expr.condition), yes: sub(expr.yes), no: sub(expr.no) };
      case 'math':
      case 'call':
        return { ...expr, args: expr.args.map(sub) };
    }
  })();
  return how.expr?.(copy) ?? copy;
}

export function rewritePlace(place: Place, how: Rewrite): Place {
  const copy = ((): Place => {
    switch (place.at) {
      case 'local':
        return how.local ? { ...place, local: how.local(place.local) } : place;
      case 'variable':
        return place;
      case 'pointee':
        return { ...place, pointer: rewriteExpr(place.pointer, how) };
      case 'element':
        return { ...place, of: rewritePlace(place.of, how), index: rewriteExpr(place.index, how) };
      case 'member':
        return { ...place, of: rewritePlace(place.of, how) };
    }
  })();
  return how.place?.(copy) ?? copy;
}

export function rewriteBlock(block: Block, how: Rewrite): Statement[] {
  return block.flatMap((statement) => how.statement?.(statement) ?? [rewriteStatement(statement, how)]);
}

export function rewriteStatement(statement: Statement, how: Rewrite): Statement {
  const expr = (part: Expr) => rewriteExpr(part, how);
  const maybe = (part: Expr | undefined) => part && rewriteExpr(part, how);
  const block = (part: Block) => rewriteBlock(part, how);
  const local = (id: LocalId) => how.local?.(id) ?? id;
  const some = (id: LocalId | undefined) => (id === undefined ? undefined : local(id));
  switch (statement.do) {
    case 'declare':
      return { ...statement, local: local(statement.local), value: maybe(statement.value) };
    case 'assign':
      return { ...statement, place: rewritePlace(statement.place, how), value: expr(statement.value) };
    case 'call':
      return { ...statement, args: statement.args.map(expr), result: some(statement.result) };
    case 'if':
      return {
        ...statement,
        condition: expr(statement.condition),
        then: block(statement.then),
        else: block(statement.else),
      };
    case 'loop':
      return {
        ...statement,
        init: block(statement.init),
        condition: maybe(statement.condition),
        body: block(statement.body),
        update: block(statement.update),
        again: maybe(statement.again),
      };
    case 'switch':
      return {
        ...statement,
        value: expr(statement.value),
        cases: statement.cases.map((one) => ({ ...one, body: block(one.body) })),
      };
    case 'block':
      return { ...statement, body: block(statement.body) };
    case 'return':
      return { ...statement, value: maybe(statement.value) };
    case 'barrier': {
      const { reduce } = statement;
      return {
        ...statement,
        reduce: reduce && { ...reduce, predicate: expr(reduce.predicate), result: local(reduce.result) },
      };
    }
    case 'atomic':
      return {
        ...statement,
        place: rewritePlace(statement.place, how),
        value: expr(statement.value),
        compare: maybe(statement.compare),
        result: some(statement.result),
      };
    case 'warp':
      return {
        ...statement,
        mask: maybe(statement.mask),
        value: maybe(statement.value),
        lane: maybe(statement.lane),
        width: maybe(statement.width),
        result: some(statement.result),
        matched: some(statement.matched),
      };
    case 'copy':
      return {
        ...statement,
        to: expr(statement.to),
        from: expr(statement.from),
        bytes: expr(statement.bytes),
      };
    case 'fill':
      return {
        ...statement,
        to: expr(statement.to),
        value: expr(statement.value),
        bytes: expr(statement.bytes),
      };
    case 'print':
      return { ...statement, args: statement.args.map((arg) => ('op' in arg ? expr(arg) : arg)) };
    case 'assert':
      return { ...statement, condition: expr(statement.condition) };
    case 'clock':
      return { ...statement, result: local(statement.result) };
    default:
      return { ...statement };
  }
}
