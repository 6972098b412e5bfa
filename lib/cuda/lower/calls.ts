// Calls: what is called, with what, and what comes back. Functions without effects are expressions, all others statements
// with their result in a local.
import type { Span } from '@/lib/core/span';
import type { Expr, LocalId } from '@/lib/ir';
import type { Expr as ExprNode, Name } from '../ast';
import { constantOf, load, retype } from './build';
import { builtinFunction, callGroup } from './builtins';
import { evaluated } from './constants';
import { constructRecord } from './construct';
import type { Frame } from './context';
import { bindReference, castTo, convertTo, memberPlace, stored, valueOf } from './conversions';
import { type CType, irType, isStatic, noReference, valueC, voidC } from './ctypes';
import { requireQuietEnd } from './destructors';
import { disturbs } from './effects';
import { lowerExpr, placeholder, placeOperand } from './expressions';
import { autoC, complete, type Instance, instanceOf } from './functions';
import { lowerValue, vectorOf } from './initializers';
import { instanceElsewhere } from './link';
import { memberOf, objectOf } from './members';
import { isPlace, type Operand } from './operand';
import { type Choice, chooseOverload, defaultOf } from './overloads';
import { expanded } from './packs';
import { basePath, type Record, requireComplete } from './records';
import { AlreadyRefused, Refusal, refuse, refusedAt } from './refusal';
import { type Entity, type FunctionSource, functionsNamed, type Scope } from './scopes';
import { resolveArguments } from './templates';
import { namedType, nameText, resolveName } from './type-names';

/**
 * Arguments in order; a value that a later argument's effects would change is kept in a temporary, and what a variable holds
 * where that is asked for.
 */
export function lowerArguments(
  frame: Frame,
  nodes: readonly ExprNode[],
  isValue: (index: number) => boolean = () => false,
): Operand[] {
  const done: Operand[] = [];
  const marks: number[] = [];
  for (const node of expanded(frame, nodes)) {
    done.push(node.node === 'braces' ? listOperand(node) : lowerExpr(frame, node));
    marks.push(frame.out.length);
    for (let i = done.length - 2; i >= 0; i--) {
      let before = done[i] as Operand;
      if (
        isPlace(before) &&
        isValue(i) &&
        before.place.type.kind === 'scalar' &&
        frame.out.length > (marks[i] as number)
      )
        before = { expr: load(before.place, node.span), type: before.type };
      if (!isPlace(before))
        done[i] = { ...before, expr: protectedFrom(frame, before.expr, marks[i] as number, marks, i) };
    }
  }
  return done;
}

function listOperand(node: ExprNode & { node: 'braces' }): Operand {
  const type: CType = { kind: 'list', key: '{…}', items: node.items, node };
  return { expr: { op: 'zero', type: irType(type), span: node.span }, type };
}

/** The expression, or a temporary made at `mark` when statements after it change its value. */
export function protectedFrom(frame: Frame, expr: Expr, mark: number, marks: number[] = [], from = 0): Expr {
  if (frame.isStatic || frame.out.length === mark) return expr;
  if (!disturbs(frame.out.slice(mark), expr, frame.addressTaken)) return expr;
  const local = frame.addLocal('t', expr.type, expr.span, true, true);
  frame.out.splice(mark, 0, { do: 'declare', local, value: expr, span: expr.span });
  for (let i = from; i < marks.length; i++) marks[i] = (marks[i] as number) + 1;
  return load(frame.place(local), expr.span);
}

export function lowerCall(frame: Frame, node: ExprNode & { node: 'call' }): Operand {
  try {
    return called(frame, node);
  } catch (error) {
    throw refusedAt(error, node.span);
  }
}

function called(frame: Frame, node: ExprNode & { node: 'call' }): Operand {
  const { callee, span } = node;
  if (callee.node === 'name') return callNamed(frame, callee.name, node.args, span);
  if (callee.node === 'member') return callMember(frame, callee, node.args, span);
  const object = lowerExpr(frame, callee);
  return callObject(frame, object, lowerArguments(frame, node.args), span);
}

function callNamed(frame: Frame, name: Name, nodes: readonly ExprNode[], span: Span): Operand {
  const last = name.parts.at(-1);
  const text = last?.text ?? '';
  const entity = resolveName(frame, name);
  if (
    entity?.is === 'type' ||
    entity?.is === 'record' ||
    entity?.is === 'alias' ||
    (!entity && !builtinFunction(text))
  ) {
    const type = namedType(frame, name);
    if (type) return constructType(frame, type, nodes, span, false);
  }
  if (entity && entity.is !== 'functions' && entity.is !== 'broken') {
    const object = lowerExpr(frame, { node: 'name', name, span });
    return callObject(frame, object, lowerArguments(frame, nodes), span);
  }
  const args = lowerArguments(frame, nodes);
  const explicit = last?.args ? resolveArguments(frame, last.args) : [];
  const sources = namedSources(frame, name, entity, args);
  const builtin = builtinFunction(text);
  const own = sources.length
    ? chooseOverload(frame, sources, args, explicit, implicitObject(frame, sources))
    : undefined;
  if (own && (own.rank < 2 || !builtin)) return callOwn(frame, own, args, span);
  if (builtin) {
    const result = builtin(frame, { name: text, args, nodes, explicit, span });
    if (result) return result;
  }
  if (own) return callOwn(frame, own, args, span);
  if (entity?.is === 'broken') refuse('lower-unparsed', span, { name: text, why: entity.why });
  if (sources.length) refuse('lower-no-overload', span, { name: nameText(name) });
  return refuse('lower-unknown-function', span, { name: nameText(name) });
}

function namedSources(
  frame: Frame,
  name: Name,
  entity: Entity | undefined,
  args: readonly Operand[],
): FunctionSource[] {
  const found = entity?.is === 'functions' ? entity.sources : [];
  if (name.parts.length > 1) return found;
  const text = name.parts[0]?.text ?? '';
  const spaces = argumentScopes(args);
  return [...new Set([...found, ...functionsNamed(frame.scope, text, spaces), ...found])];
}
/** Namespaces of the arguments' types: their functions are found without being named in full. */
export function argumentScopes(args: readonly Operand[]): Scope[] {
  const scopes = new Set<Scope>();
  for (const { type } of args) {
    const bare = noReference(type);
    if (bare.kind === 'record') scopes.add(bare.record.scope.namespace());
  }
  return [...scopes];
}

function implicitObject(frame: Frame, sources: readonly FunctionSource[]): Operand | undefined {
  return sources.some((s) => s.record) ? frame.self : undefined;
}
function callOwn(frame: Frame, choice: Choice, args: readonly Operand[], span: Span): Operand {
  const method = choice.source.record && !choice.source.declaration.specifiers.has('static');
  if (method && !frame.self)
    refuse('lower-no-overload', span, { name: choice.source.declaration.name.parts.at(-1)?.text ?? '' });
  return callChosen(frame, choice, args, method ? frame.self : undefined, span);
}

function callMember(
  frame: Frame,
  callee: ExprNode & { node: 'member' },
  nodes: readonly ExprNode[],
  span: Span,
): Operand {
  const object = objectOf(frame, callee.object, callee.arrow, callee.span);
  const last = callee.name.parts.at(-1);
  const text = last?.text ?? '';
  const type = noReference(object.type);
  if (type.kind === 'group')
    return callGroup(
      frame,
      object,
      text,
      lowerArguments(frame, nodes),
      last?.args ? resolveArguments(frame, last.args) : [],
      span,
    );
  if (type.kind !== 'record') {
    if (text.startsWith('~')) return nothing(span);
    return refuse('lower-no-member', callee.span, { name: text, type: type.key });
  }
  if (!frame.typesOnly) requireComplete(type.record, callee.span);
  if (text.startsWith('~')) {
    requireQuietEnd(frame, type, span);
    return nothing(span);
  }
  const sources = methodsNamed(type.record, text);
  const args = lowerArguments(frame, nodes);
  if (sources.length === 0)
    return callObject(frame, memberOf(frame, object, callee.name, callee.span), args, span);
  const explicit = last?.args ? resolveArguments(frame, last.args) : [];
  const choice = chooseOverload(frame, sources, args, explicit, object);
  if (!choice) return refuse('lower-no-overload', span, { name: text });
  return callChosen(frame, choice, args, object, span);
}
export function nothing(span: Span): Operand {
  return { expr: { op: 'zero', type: irType(voidC), span }, type: voidC };
}

/** Methods of a name in a record; those of bases only where the record has none. */
export function methodsNamed(record: Record, name: string): FunctionSource[] {
  const own = record.scope.names.get(name);
  if (own?.is === 'functions') return own.sources;
  return record.bases.flatMap((base) => methodsNamed(base.record, name));
}

/** `f(args)` where f is an object: its operator(). */
export function callObject(frame: Frame, object: Operand, args: readonly Operand[], span: Span): Operand {
  const type = noReference(object.type);
  if (type.kind === 'function') {
    const sources = type.target as FunctionSource[];
    const choice = chooseOverload(frame, sources, args, []);
    if (choice) return callChosen(frame, choice, args, undefined, span);
    return refuse('lower-no-overload', span, { name: type.key });
  }
  if (type.kind !== 'record') return refuse('lower-not-callable', span, { type: type.key });
  const choice = chooseOverload(frame, methodsNamed(type.record, 'operator()'), args, [], object);
  if (!choice) return refuse('lower-no-overload', span, { name: 'operator()' });
  return callChosen(frame, choice, args, object, span);
}

/** `T(args)` or `T{args}`. */
export function constructType(
  frame: Frame,
  type: CType,
  nodes: readonly ExprNode[],
  span: Span,
  braces: boolean,
): Operand {
  const bare = valueC(type);
  if (bare.kind === 'record') {
    if (braces)
      return { expr: lowerValue(frame, { node: 'braces', items: nodes, span }, bare, span), type: bare };
    return { expr: constructRecord(frame, bare, lowerArguments(frame, nodes), span, false), type: bare };
  }
  if (bare.kind === 'vector')
    return { expr: vectorOf(frame, bare, lowerArguments(frame, nodes), span, braces), type: bare };
  if (bare.kind === 'array')
    return { expr: lowerValue(frame, { node: 'braces', items: nodes, span }, bare, span), type: bare };
  if (bare.kind === 'function') return { expr: { op: 'zero', type: irType(bare), span }, type: bare };
  const only = nodes[0];
  if (!only) return { expr: { op: 'zero', type: irType(bare), span }, type: bare };
  if (nodes.length > 1) refuse('lower-no-overload', span, { name: bare.key });
  if (bare.kind === 'void') {
    lowerExpr(frame, only);
    return nothing(span);
  }
  return { expr: castTo(frame, lowerExpr(frame, only), bare, span, false), type: bare };
}

// ---- calling what was chosen ----

export function callChosen(
  frame: Frame,
  choice: Choice,
  args: readonly Operand[],
  object: Operand | undefined,
  span: Span,
): Operand {
  const instance = instanceOf(frame, choice.source, choice.scope, choice.parameters, choice.key);
  return callInstance(frame, instance, args, object, span);
}

export function callInstance(
  frame: Frame,
  declared: Instance,
  args: readonly Operand[],
  object: Operand | undefined,
  span: Span,
): Operand {
  const { declaration } = declared.source;
  if (frame.typesOnly && !declaration.body && declared.result !== autoC)
    return placeholder(frame, declared.result, span);
  if (declaration.specifiers.has('__global__')) refuse('lower-launch-in-kernel', span);
  if (declaration.defaulted) return callDefaulted(frame, declared, args, object, span);
  const instance =
    declaration.body || declared.source.lambda ? declared : instanceElsewhere(frame, declared, span);
  if (!instance) return refuse('lower-no-body', span, { name: declaration.name.parts.at(-1)?.text ?? '' });
  if (declaration.specifiers.has('virtual'))
    refuse('lower-virtual', span, { name: declaration.name.parts.at(-1)?.text ?? '' });
  if (frame.typesOnly && instance.result !== autoC) return placeholder(frame, instance.result, span);
  if (frame.typesOnly) {
    frame.lowering.quietly(() => complete(frame.lowering, instance, span));
    return placeholder(frame, instance.result, span);
  }
  complete(frame.lowering, instance, span);
  if (instance.result === autoC) refuse('lower-auto', span);
  // Default arguments are those that the declaration here has.
  const operands = withDefaults(frame, declared, args, span);
  const values: Expr[] = [];
  if (instance.hasThis) values.push(thisArgument(frame, instance, object, span));
  operands.forEach((operand, i) => {
    const type = instance.parameters[i] as CType;
    if (isStatic(noReference(type))) return;
    const value = instance.byValue[i]
      ? convertTo(frame, operand, noReference(type), span)
      : type.kind === 'reference'
        ? bindReference(frame, operand, type, span)
        : convertTo(frame, operand, type, span);
    values.push(stored(value, irType(instance.byValue[i] ? noReference(type) : type), span));
  });
  return emitCall(frame, instance, values, span);
}

function callDefaulted(
  frame: Frame,
  instance: Instance,
  args: readonly Operand[],
  object: Operand | undefined,
  span: Span,
): Operand {
  const record = instance.source.record;
  if (!record) return refuse('lower-no-body', span, { name: 'default' });
  const from = args[0];
  if (instance.source.declaration.kind !== 'constructor' && object && isPlace(object) && from) {
    frame.emit({ do: 'assign', place: object.place, value: valueOf(frame, from, span), span });
    return object;
  }
  if (from) return { expr: convertTo(frame, from, record.type, span), type: record.type };
  return { expr: constructRecord(frame, record.type, [], span, true), type: record.type };
}

function withDefaults(frame: Frame, instance: Instance, args: readonly Operand[], span: Span): Operand[] {
  const { source } = instance;
  const operands = args.slice(0, instance.parameters.length);
  if (args.length > instance.parameters.length) refuse('lower-variadic', span);
  for (let i = args.length; i < instance.parameters.length; i++) {
    const parameter = source.declaration.parameters[i];
    const deferred = parameter && defaultOf(source, parameter);
    const node = deferred && frame.lowering.parse.expression(deferred);
    if (!node)
      return refuse('lower-no-overload', span, { name: source.declaration.name.parts.at(-1)?.text ?? '' });
    const type = instance.parameters[i] as CType;
    operands.push(
      frame.within(instance.scope, () =>
        node.node === 'braces'
          ? { expr: lowerValue(frame, node, noReference(type), span), type: noReference(type) }
          : lowerExpr(frame, node),
      ),
    );
  }
  return operands;
}

function thisArgument(frame: Frame, instance: Instance, object: Operand | undefined, span: Span): Expr {
  const record = instance.source.record as Record;
  if (!object) return refuse('lower-no-overload', span, { name: 'this' });
  const wanted = irType({ kind: 'pointer', to: record.type, key: '' });
  if (!isPlace(object)) {
    const local = frame.addLocal('t', object.expr.type, span, false, true);
    frame.emit({ do: 'declare', local, value: object.expr, span });
    return thisArgument(frame, instance, { place: frame.place(local), type: object.type }, span);
  }
  let place = object.place;
  const own = object.type.kind === 'record' ? object.type.record : undefined;
  for (const member of (own && basePath(own, record)) ?? []) place = memberPlace(frame, place, member);
  return retype(frame.address(place, span), wanted, span);
}

function emitCall(frame: Frame, instance: Instance, args: Expr[], span: Span): Operand {
  const result = instance.result;
  const type = irType(isStatic(result) ? voidC : result);
  const isVoid = type.kind === 'void';
  const now = instance.state === 'done' ? folded(frame, instance, args, type, span) : undefined;
  if (now) return { expr: now, type: valueC(result) };
  if (instance.effects || isVoid || instance.state !== 'done') {
    let local: LocalId | undefined;
    if (!isVoid) local = frame.temporary(type, span, undefined, temporaryName(instance));
    const call = {
      do: 'call' as const,
      function: instance.id,
      args,
      span,
      ...(local !== undefined && { result: local }),
    };
    if (instance.state !== 'done') instance.pending.push(call);
    if (!(isVoid && !instance.effects && instance.state === 'done')) frame.emit(call);
    if (local === undefined)
      return isStatic(result)
        ? { expr: { op: 'zero', type: irType(result), span }, type: result }
        : nothing(span);
    return resultOperand(frame, load(frame.place(local), span), result, span);
  }
  const expr: Expr = { op: 'call', function: instance.id, args, type, span };
  return resultOperand(frame, expr, result, span);
}

/** A constexpr function of constants is computed now. */
function folded(
  frame: Frame,
  instance: Instance,
  args: readonly Expr[],
  type: Expr['type'],
  span: Span,
): Expr | undefined {
  const words = instance.source.declaration.specifiers;
  if (!words.has('constexpr') && !words.has('consteval')) return undefined;
  if (type.kind !== 'scalar' || !args.every((arg) => constantOf(arg) !== undefined)) return undefined;
  try {
    return evaluated(frame.lowering, { op: 'call', function: instance.id, args, type, span }, span);
  } catch (error) {
    if (error instanceof Refusal || error instanceof AlreadyRefused) return undefined;
    throw error;
  }
}

function temporaryName(instance: Instance): string {
  const name = instance.source.declaration.name.parts.at(-1)?.text ?? 't';
  return name.startsWith('operator') ? 't' : name;
}

function resultOperand(frame: Frame, expr: Expr, type: CType, span: Span): Operand {
  if (type.kind !== 'reference') return { expr, type: valueC(type) };
  return {
    ...placeOperand(frame, frame.pointee(expr, type.to, span), type.to, span),
    ...(type.rvalue && { rvalue: true }),
  };
}
