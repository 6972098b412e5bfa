// Ways through the tree: what an expression, a place or a statement holds directly. Decides nothing.
import type { Block, Expr, LocalId, Place, Statement, VariableId } from './module';

/** The expressions directly inside an expression, those of its place among them. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.op) {
    case 'constant':
    case 'zero':
    case 'builtin':
      return [];
    case 'compose':
      return expr.parts;
    case 'load':
    case 'address':
      return partsOfPlace(expr.place);
    case 'offset':
      return [expr.pointer, expr.by];
    case 'distance':
    case 'binary':
    case 'compare':
    case 'logical':
      return [expr.left, expr.right];
    case 'retype':
      return [expr.pointer];
    case 'unary':
    case 'convert':
    case 'bitcast':
    case 'extract':
      return [expr.value];
    case 'select':
      return [expr.condition, expr.yes, expr.no];
    case 'math':
    case 'call':
      return expr.args;
  }
}

/** The pointer and the indices of a place, outermost last. */
export function partsOfPlace(place: Place): readonly Expr[] {
  switch (place.at) {
    case 'local':
    case 'variable':
      return [];
    case 'pointee':
      return [place.pointer];
    case 'element':
      return [...partsOfPlace(place.of), place.index];
    case 'member':
      return partsOfPlace(place.of);
  }
}

/** What a place is a part of: a local, a variable, or what a pointer points to. */
export function rootOf(place: Place): Extract<Place, { at: 'local' | 'variable' | 'pointee' }> {
  let at = place;
  while (at.at === 'element' || at.at === 'member') at = at.of;
  return at;
}

/** Visits an expression and everything inside it, outside first. */
export function visitExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  for (const part of partsOf(expr)) visitExpr(part, visit);
}

/** The places that a statement writes itself (not through a call). */
export function writesOf(statement: Statement): readonly Place[] {
  return statement.do === 'assign' || statement.do === 'atomic' ? [statement.place] : [];
}

/** The locals that get a statement's results. */
export function resultsOf(statement: Statement): readonly LocalId[] {
  switch (statement.do) {
    case 'call':
    case 'atomic':
      return statement.result === undefined ? [] : [statement.result];
    case 'clock':
      return [statement.result];
    case 'barrier':
      return statement.reduce ? [statement.reduce.result] : [];
    case 'warp':
      return [statement.result, statement.matched].filter((local) => local !== undefined);
    default:
      return [];
  }
}

/** The expressions directly in a statement, not those of the blocks inside it; of a loop, `condition` and `again`. */
export function expressionsOf(statement: Statement): readonly Expr[] {
  const some = (...list: (Expr | undefined)[]) => list.filter((expr) => expr !== undefined);
  switch (statement.do) {
    case 'declare':
    case 'return':
      return some(statement.value);
    case 'assign':
      return [...partsOfPlace(statement.place), statement.value];
    case 'call':
      return statement.args;
    case 'if':
    case 'assert':
      return [statement.condition];
    case 'loop':
      return some(statement.condition, statement.again);
    case 'switch':
      return [statement.value];
    case 'barrier':
      return some(statement.reduce?.predicate);
    case 'atomic':
      return [...partsOfPlace(statement.place), ...some(statement.value, statement.compare)];
    case 'warp':
      return some(statement.mask, statement.value, statement.lane, statement.width);
    case 'copy':
      return [statement.to, statement.from, statement.bytes];
    case 'fill':
      return [statement.to, statement.value, statement.bytes];
    case 'print':
      return statement.args.filter((arg) => 'op' in arg);
    default:
      return [];
  }
}

/** The blocks directly inside a statement, in the order in which they are first run. */
export function blocksOf(statement: Statement): readonly Block[] {
  switch (statement.do) {
    case 'if':
      return [statement.then, statement.else];
    case 'loop':
      return [statement.init, statement.body, statement.update];
    case 'switch':
      return statement.cases.map(({ body }) => body);
    case 'block':
      return [statement.body];
    default:
      return [];
  }
}

/** Visits all statements of a block and of the blocks inside it, outside first. */
export function visitStatements(block: Block, visit: (statement: Statement) => void): void {
  for (const statement of block) {
    visit(statement);
    for (const inner of blocksOf(statement)) visitStatements(inner, visit);
  }
}

/** Visits every expression of a block, with everything inside it. */
export function visitExpressions(block: Block, visit: (expr: Expr, statement: Statement) => void): void {
  visitStatements(block, (statement) => {
    for (const expr of expressionsOf(statement)) visitExpr(expr, (inner) => visit(inner, statement));
  });
}

/** Every place that a block reads, writes or takes the address of, whole places only. */
export function visitPlaces(
  block: Block,
  visit: (place: Place, use: 'read' | 'write' | 'address') => void,
): void {
  visitExpressions(block, (expr) => {
    if (expr.op === 'load') visit(expr.place, 'read');
    else if (expr.op === 'address') visit(expr.place, 'address');
  });
  visitStatements(block, (statement) => {
    for (const place of writesOf(statement)) visit(place, 'write');
  });
}

/** Variables used by a block itself. */
export function variablesIn(block: Block): Set<VariableId> {
  const used = new Set<VariableId>();
  visitPlaces(block, (place) => {
    const root = rootOf(place);
    if (root.at === 'variable') used.add(root.variable);
  });
  return used;
}
