// Variables declared inside functions: locals, references, shared memory, groups, structured bindings.
import type { Span } from '@/lib/core/span';
import type { Expr, LocalId, Statement } from '@/lib/ir';
import type { Expr as ExprNode, TypeName, VariableDeclaration } from '../ast';
import { constantOf, load } from './build';
import { evaluateOperand } from './constants';
import { constructRecord, needsConstruction } from './construct';
import type { Frame, LocalDraft } from './context';
import { bindReference, memberPlace, stored, valueOperand } from './conversions';
import {
  arrayC,
  C,
  type CType,
  constC,
  irType,
  isStatic,
  noReference,
  pointerC,
  referenceC,
  valueC,
} from './ctypes';
import { mentions } from './deduction';
import { requireQuietEnd } from './destructors';
import { lowerExpr, placeOperand } from './expressions';
import { globalOperand, sharedVariable } from './globals';
import { countOf, type Init, lowerInit } from './initializers';
import { isPlace, type Operand } from './operand';
import { requireComplete } from './records';
import { AlreadyRefused, Refusal, refuse } from './refusal';
import { resolveType } from './type-names';

export function lowerLocal(frame: Frame, declaration: VariableDeclaration): void {
  const name = declaration.name.parts.at(-1)?.text ?? '';
  const { specifiers, span } = declaration;
  if (specifiers.has('__shared__')) {
    frame.scope.names.set(name, { is: 'value', value: sharedVariable(frame, declaration) });
    return;
  }
  if (declaration.bindings) {
    lowerBindings(frame, declaration, declaration.bindings);
    return;
  }
  if (
    specifiers.has('static') ||
    specifiers.has('__constant__') ||
    (specifiers.has('constexpr') && declaration.type.kind === 'array')
  ) {
    const source = { declaration, scope: frame.scope, instances: new Map() };
    globalOperand(frame, source, span);
    frame.scope.names.set(name, { is: 'variable', source });
    return;
  }
  if (specifiers.has('extern')) refuse('lower-host-variable', span, { name });
  const init = declaration.init;
  const { type, operand } = localType(frame, declaration.type, init, declaration.nameSpan);
  if (isStatic(noReference(type))) {
    const value = operand ?? (init?.args[0] ? lowerExpr(frame, init.args[0]) : undefined);
    if (!value) refuse('lower-group', span);
    frame.scope.names.set(name, { is: 'value', value: { ...value, type: valueC(type) } as Operand });
    return;
  }
  const bare = noReference(type);
  if (type.kind !== 'reference' && bare.kind === 'record') requireComplete(bare.record, declaration.nameSpan);
  requireQuietEnd(frame, type, declaration.nameSpan);
  const held = specifiers.has('constexpr') ? constC(type) : type;
  const local = frame.addLocal(
    name,
    irType(held),
    declaration.nameSpan,
    !!held.const || held.kind === 'reference',
  );
  // Seen in its own initialiser: `T *p = reinterpret_cast<decltype(p)>(q);`.
  const entity = { is: 'local', local, type: held, span: declaration.nameSpan, owner: frame.owner } as const;
  frame.scope.names.set(name, entity);
  const mark = frame.out.length;
  const value = initialValue(frame, type, init, operand, declaration.nameSpan);
  // `int i = i + 1;` reads the variable itself, before it has a value.
  const own = value && mentions(init?.args, new Set([name])) && names([value, frame.out.slice(mark)], local);
  if (own) {
    (frame.locals[local] as LocalDraft).constant = false;
    frame.out.splice(mark, 0, { do: 'declare', local, span: declaration.span });
    frame.emit({ do: 'assign', place: frame.place(local), value, span: declaration.span });
  } else declareWith(frame, local, value, declaration.span);
  const known = held.const && value ? knownValue(frame, init, value, held) : undefined;
  if (known) frame.scope.names.set(name, { ...entity, known });
}

/** Whether a local is read or written, or its address taken, in a part of the IR. */
function names(part: unknown, local: LocalId): boolean {
  if (Array.isArray(part)) return part.some((item) => names(item, local));
  if (!part || typeof part !== 'object') return false;
  if ('at' in part && part.at === 'local' && 'local' in part && part.local === local) return true;
  return Object.entries(part).some(([key, value]) => key !== 'span' && key !== 'type' && names(value, local));
}

/** What a const variable is known to be: it can size arrays and choose templates. */
function knownValue(frame: Frame, init: Init | undefined, value: Expr, type: CType): Operand | undefined {
  if (constantOf(value) !== undefined) return { expr: value, type: valueC(type) };
  const only = init?.args[0];
  if (!only || init.args.length > 1 || !isPlain(value)) return undefined;
  try {
    return evaluateOperand(frame, only, valueC(type));
  } catch (error) {
    if (error instanceof Refusal || error instanceof AlreadyRefused) return undefined;
    throw error;
  }
}
/** Made of constants, locals and arithmetic alone. */
function isPlain(expr: Expr): boolean {
  switch (expr.op) {
    case 'constant':
      return true;
    case 'load':
      return expr.place.at === 'local' && expr.type.kind === 'scalar';
    case 'unary':
    case 'convert':
      return isPlain(expr.value);
    case 'binary':
    case 'compare':
    case 'logical':
      return isPlain(expr.left) && isPlain(expr.right);
    case 'select':
      return isPlain(expr.condition) && isPlain(expr.yes) && isPlain(expr.no);
    case 'math':
      return expr.args.every(isPlain);
    default:
      return false;
  }
}

function initialValue(
  frame: Frame,
  type: CType,
  init: Init | undefined,
  operand: Operand | undefined,
  span: Span,
): Expr | undefined {
  if (operand) return stored(valueFor(frame, type, operand, span), irType(type), span);
  if (init) return stored(lowerInit(frame, type, init, span), irType(type), span);
  const bare = valueC(type);
  if (bare.kind === 'record' && needsConstruction(bare.record))
    return constructRecord(frame, bare, [], span, false);
  if (bare.kind === 'array' && elementNeeds(bare)) return arrayOfObjects(frame, bare, span);
  return undefined;
}
function elementNeeds(type: CType): boolean {
  if (type.kind === 'array') return elementNeeds(type.of);
  return type.kind === 'record' && needsConstruction(type.record);
}
function arrayOfObjects(frame: Frame, type: CType & { kind: 'array' }, span: Span): Expr {
  const part = (): Expr =>
    type.of.kind === 'array'
      ? arrayOfObjects(frame, type.of, span)
      : type.of.kind === 'record'
        ? constructRecord(frame, type.of, [], span, false)
        : refuse('lower-array-size', span);
  return { op: 'compose', parts: Array.from({ length: type.count }, part), type: irType(type), span };
}

function valueFor(frame: Frame, type: CType, operand: Operand, span: Span): Expr {
  if (type.kind === 'reference') return lowerReference(frame, operand, type, span);
  return valueOperand(frame, operand, span).expr;
}
function lowerReference(frame: Frame, operand: Operand, type: CType, span: Span): Expr {
  return bindReference(frame, operand, type, span);
}

/** The declared type, `auto` and missing array sizes found from the initialiser, whose operand is then given too. */
function localType(
  frame: Frame,
  node: TypeName,
  init: Init | undefined,
  span: Span,
): { type: CType; operand?: Operand } {
  if (hasAuto(node)) {
    const only = init?.args[0];
    if (!only) return refuse('lower-auto', span);
    const operand = lowerExpr(frame, only);
    return { type: autoType(frame, node, operand, span), operand };
  }
  const type = resolveType(frame, node);
  if (type.kind === 'array' && type.count === 0) {
    const count = countOf(frame, init);
    if (!count) refuse('lower-array-size', span);
    const sized = arrayC(type.of, count);
    return { type: type.const ? constC(sized) : sized };
  }
  return { type };
}

export function hasAuto(node: TypeName): boolean {
  return node.kind === 'auto' || ((node.kind === 'pointer' || node.kind === 'reference') && hasAuto(node.to));
}

export function autoType(frame: Frame, node: TypeName, operand: Operand, span: Span): CType {
  const qualified = (type: CType) => (node.const ? constC(type) : type);
  switch (node.kind) {
    case 'auto':
      return qualified(valueC(valueOperandType(frame, operand, span)));
    case 'pointer': {
      const type = valueC(valueOperandType(frame, operand, span));
      return type.kind === 'pointer'
        ? qualified(pointerC(node.to.const ? constC(type.to) : type.to))
        : refuse('lower-auto', span);
    }
    case 'reference': {
      if (!isPlace(operand))
        return node.rvalue || node.to.const
          ? constIf(node.to.const, valueC(operand.type))
          : refuse('lower-auto', span);
      return referenceC(constIf(node.to.const, operand.type));
    }
    default:
      return resolveType(frame, node);
  }
}
const constIf = (wanted: boolean, type: CType): CType => (wanted ? constC(type) : type);
function valueOperandType(frame: Frame, operand: Operand, span: Span): CType {
  return isPlace(operand) && operand.type.kind === 'array'
    ? valueOperand(frame, operand, span).type
    : operand.type;
}

/** `auto [a, b] = pair;` */
function lowerBindings(frame: Frame, declaration: VariableDeclaration, names: readonly string[]): void {
  const only = declaration.init?.args[0];
  const { span } = declaration;
  if (!only) refuse('lower-auto', span);
  const operand = lowerExpr(frame, only);
  const isReference = declaration.type.kind === 'reference';
  let whole: Operand = operand;
  if (!isReference || !isPlace(operand)) {
    const value = isPlace(operand) ? load(operand.place, span) : operand.expr;
    const local = frame.addLocal(names.join('_'), value.type, span, true, true);
    frame.emit({ do: 'declare', local, value, span });
    whole = { place: frame.place(local), type: valueC(operand.type) };
  }
  if (!isPlace(whole)) return;
  const from = whole.place;
  const type = noReference(whole.type);
  names.forEach((name, i) => {
    if (type.kind === 'record') {
      const field = type.record.fields[i] ?? refuse('lower-auto', span);
      const place = memberPlace(frame, from, field.member);
      frame.scope.names.set(name, { is: 'value', value: placeOperand(frame, place, field.type, span) });
    } else if (type.kind === 'vector' && i < type.size) {
      frame.scope.names.set(name, {
        is: 'value',
        value: { place: memberPlace(frame, from, i), type: type.const ? constC(C[type.of]) : C[type.of] },
      });
    } else if (type.kind === 'array') {
      const index: ExprNode = { node: 'number', text: String(i), span };
      const place = {
        at: 'element',
        of: from,
        index: (lowerExpr(frame, index) as { expr: Expr }).expr,
        type: irType(type.of),
        span,
      } as const;
      frame.scope.names.set(name, { is: 'value', value: { place, type: type.of } });
    } else refuse('lower-auto', span);
  });
}

// ---- results of statements without a detour ----

/** The temporary that the last statement made put its result in, when the value is just that. */
function lastResult(
  frame: Frame,
  value: Expr,
): { statement: Statement & { result?: LocalId }; local: LocalId } | undefined {
  if (value.op !== 'load' || value.place.at !== 'local') return undefined;
  const { local } = value.place;
  const statement = frame.out.at(-1) as (Statement & { result?: LocalId }) | undefined;
  const declared = frame.out.at(-2);
  if (!statement || !('result' in statement) || statement.result !== local) return undefined;
  if (declared?.do !== 'declare' || declared.local !== local || declared.value) return undefined;
  return frame.locals[local]?.temporary ? { statement, local } : undefined;
}

/** Forgets a temporary that nobody reads. */
function forget(frame: Frame, local: LocalId): void {
  if (local !== frame.locals.length - 1) return;
  const draft = frame.locals.pop();
  if (draft) frame.names.delete(draft.name);
}

/** Declares a local with a value; the result of a call goes into it directly. */
export function declareWith(frame: Frame, local: LocalId, value: Expr | undefined, span: Span): void {
  const last = value && lastResult(frame, value);
  if (last && last.local === frame.locals.length - 1 && last.local !== local) {
    frame.out[frame.out.length - 2] = { do: 'declare', local, span };
    Object.assign(last.statement, { result: local });
    forget(frame, last.local);
    return;
  }
  frame.emit({ do: 'declare', local, span, ...(value && { value }) });
}

/** Drops the result of the last statement where nobody wants it. */
export function dropResult(frame: Frame, operand: Operand): void {
  const pointer = isPlace(operand) && operand.place.at === 'pointee' ? operand.place.pointer : undefined;
  const value = isPlace(operand) ? pointer : operand.expr;
  const last = value && lastResult(frame, value.op === 'retype' ? value.pointer : value);
  if (!last || last.statement.do === 'clock') return;
  delete (last.statement as { result?: LocalId }).result;
  frame.out.splice(frame.out.length - 2, 1);
  forget(frame, last.local);
}

/** `x = f(y)` with x a local: the call's result goes into it directly. @returns false when that is not the case. */
export function assignResult(frame: Frame, local: LocalId, value: Expr): boolean {
  const last = lastResult(frame, value);
  if (!last || last.local !== frame.locals.length - 1) return false;
  Object.assign(last.statement, { result: local });
  frame.out.splice(frame.out.length - 2, 1);
  forget(frame, last.local);
  return true;
}
