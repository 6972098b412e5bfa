// Legalization: pointers that are given one value, of which the space is known, point into that space: `float *p = tile`
// points into shared memory, and what all threads read through it at one address is one value for all. In comes a valid
// module, out comes one that means the same.
import {
  type Block,
  type Expr,
  type Function,
  type FunctionFacts,
  type LocalId,
  type Module,
  type Place,
  type PointerType,
  rewriteBlock,
  type Space,
  sameType,
  type ValidModule,
  visitStatements,
} from '@/lib/ir';
import { usageOf } from './usage';

export function knowSpaces(module: ValidModule): Module {
  const functions = module.functions.map((fn, id) => {
    const facts = module.facts.functions[id];
    return fn.kernel && facts ? withSpaces(fn, facts) : fn;
  });
  if (functions.every((fn, id) => fn === module.functions[id])) return module;
  return { structs: module.structs, variables: module.variables, functions };
}

function withSpaces(fn: Function, facts: FunctionFacts): Function {
  const spaces = spacesIn(fn, facts);
  if (spaces.size === 0) return fn;
  const locals = fn.locals.map((local, id) => {
    const space = spaces.get(id);
    return space && local.type.kind === 'pointer' ? { ...local, type: { ...local.type, space } } : local;
  });
  const typeOf = (id: LocalId) => locals[id]?.type as PointerType;
  const body: Block = rewriteBlock(fn.body, {
    // Whoever asks for the pointer itself still gets one that may point anywhere.
    expr: (expr) => {
      if (expr.op !== 'load' || expr.place.at !== 'local' || !spaces.has(expr.place.local)) return expr;
      const { place, type, span } = expr;
      const known = typeOf(place.local);
      return {
        op: 'retype',
        type,
        span,
        pointer: { ...expr, type: known, place: { ...place, type: known } },
      };
    },
    place: (place): Place => (place.at === 'pointee' ? { ...place, pointer: direct(place.pointer) } : place),
  });
  return { ...fn, locals, body: declaredAs(body, spaces, typeOf) };
}

/** The declarations themselves, with values of the new types. */
function declaredAs(
  body: Block,
  spaces: ReadonlyMap<LocalId, Space>,
  typeOf: (id: LocalId) => PointerType,
): Block {
  return rewriteBlock(body, {
    statement: (statement) => {
      if (statement.do !== 'declare' || !statement.value || !spaces.has(statement.local)) return undefined;
      const value = direct(statement.value);
      const type = typeOf(statement.local);
      const fits = sameType(value.type, type);
      return [
        { ...statement, value: fits ? value : { op: 'retype', type, span: value.span, pointer: value } },
      ];
    },
  });
}

function spacesIn(fn: Function, facts: FunctionFacts): Map<LocalId, Space> {
  const { writes } = usageOf(fn);
  const spaces = new Map<LocalId, Space>();
  visitStatements(fn.body, (statement) => {
    if (statement.do !== 'declare' || !statement.value || writes.get(statement.local)) return;
    const type = fn.locals[statement.local]?.type;
    if (type?.kind !== 'pointer' || type.space !== 'generic') return;
    if (facts.addressTaken.has(statement.local)) return;
    const space = spaceOf(statement.value, spaces);
    if (space && space !== 'generic' && space !== 'local') spaces.set(statement.local, space);
  });
  return spaces;
}

function spaceOf(expr: Expr, spaces: ReadonlyMap<LocalId, Space>): Space | undefined {
  if (expr.type.kind !== 'pointer') return undefined;
  if (expr.type.space !== 'generic') return expr.type.space;
  if (expr.op === 'retype' || expr.op === 'offset') return spaceOf(expr.pointer, spaces);
  return expr.op === 'load' && expr.place.at === 'local' ? spaces.get(expr.place.local) : undefined;
}

/** A pointer without the detour over one that may point anywhere. */
function direct(pointer: Expr): Expr {
  const { type } = pointer;
  if (type.kind !== 'pointer' || type.space !== 'generic') return pointer;
  if (pointer.op !== 'retype' && pointer.op !== 'offset') return pointer;
  const inner = direct(pointer.pointer);
  if (inner.type.kind !== 'pointer' || inner.type.space === 'generic') return pointer;
  const known: PointerType = { ...type, space: inner.type.space };
  if (pointer.op === 'retype' && sameType(inner.type, known)) return inner;
  return { ...pointer, type: known, pointer: inner };
}
