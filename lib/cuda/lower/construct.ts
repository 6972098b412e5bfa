// Objects of records: constructors called (functions that give the object's value), aggregates composed, and conversions that
// the user defined. Values out; where they are put is the caller's.
import type { Span } from '@/lib/core/span';
import type { Expr } from '@/lib/ir';
import type { Expr as ExprNode, MemberInitializer } from '../ast';
import { load, zero } from './build';
import { callChosen } from './calls';
import type { Frame } from './context';
import { convertTo, memberPlace, rankOf, stored, valueOf } from './conversions';
import { type CType, irType, type RecordC, sameBare, valueC } from './ctypes';
import { constructorName, conversionName } from './declare';
import { requireQuietEnd } from './destructors';
import { lowerExpr } from './expressions';
import { isDefaultNeeded, lowerInit } from './initializers';
import { membersInOrder } from './member-defaults';
import type { Operand } from './operand';
import { chooseOverload } from './overloads';
import { type Field, type Record, requireComplete } from './records';
import { AlreadyRefused, Refusal, refuse } from './refusal';
import type { FunctionSource } from './scopes';
import { resolveType } from './type-names';

export function constructorsOf(record: Record): FunctionSource[] {
  const found = record.scope.names.get(constructorName);
  return found?.is === 'functions' ? found.sources : [];
}
/** Constructors that do something of the user's: not `= default`, not `= delete`. */
function ownConstructors(record: Record): FunctionSource[] {
  return constructorsOf(record).filter((c) => !c.declaration.defaulted && !c.declaration.deleted);
}
function isCopy(frame: Frame, record: Record, source: FunctionSource): boolean {
  const only = source.declaration.parameters[0];
  if (source.declaration.parameters.length !== 1 || !only || only.type.kind !== 'reference') return false;
  if (source.declaration.templates.length) return false;
  try {
    return frame.within(source.scope, () =>
      sameBare(resolveType(frame, only.type.kind === 'reference' ? only.type.to : only.type), record.type),
    );
  } catch {
    return false;
  }
}

/** Whether `T x;` runs code of the user's. */
export function needsConstruction(record: Record): boolean {
  if (ownConstructors(record).some((c) => c.declaration.parameters.every((p) => p.default || p.pack)))
    return true;
  return (
    record.fields.some((field) => isDefaultNeeded(field)) ||
    record.bases.some((base) => needsConstruction(base.record))
  );
}

/** `T(args)`, `T{args}`, `T x(args)`: the object as a value. */
export function constructRecord(
  frame: Frame,
  type: RecordC,
  args: readonly Operand[],
  span: Span,
  braces: boolean,
): Expr {
  const record = type.record;
  requireComplete(record, span);
  requireQuietEnd(frame, type, span);
  const only = args[0];
  const constructors = constructorsOf(record);
  if (args.length === 1 && only && only.type.kind === 'record' && only.type.record === record) {
    const copies = ownConstructors(record).filter((c) => isCopy(frame, record, c));
    if (copies.length === 0) return valueOf(frame, only, span);
  }
  const choice = chooseOverload(frame, constructors, args, []);
  if (choice && !choice.source.declaration.defaulted)
    return valueOf(frame, callChosen(frame, choice, args, undefined, span), span);
  const inherited = choice ? undefined : byInherited(frame, record, args, span);
  if (inherited) return inherited;
  if (only && args.length === 1 && !choice) {
    const value =
      only.type.kind === 'record' ? convertedByOperator(frame, only, type, span, true) : undefined;
    if (value) return value;
    if (only.type.kind === 'record' && only.type.record !== record && !braces) {
      const sliced = rankOf(frame, only, type);
      if (sliced !== undefined && sliced < 4) return convertTo(frame, only, type, span);
    }
  }
  if (args.length === 0) return defaultValue(frame, record, span);
  if (ownConstructors(record).length === 0) return aggregate(frame, record, args, span);
  return refuse('lower-no-overload', span, { name: record.name });
}

/** `using Base::Base;`: the base by one of its constructors, the rest by default. */
function byInherited(frame: Frame, record: Record, args: readonly Operand[], span: Span): Expr | undefined {
  if (args.length === 0) return undefined;
  for (const { base, sources } of inheritedConstructors(record)) {
    const choice = chooseOverload(frame, sources, args, []);
    if (!choice) continue;
    const made = valueOf(frame, callChosen(frame, choice, args, undefined, span), span);
    const given = base.member === undefined ? [] : [{ expr: made, type: base.record.type }];
    return aggregate(frame, record, given, span);
  }
  return undefined;
}

/** What `using Base::Base;` brings. */
export function inheritedConstructors(record: Record) {
  const names = (record.declaration?.members ?? []).flatMap((member) => {
    if (member.node !== 'using') return [];
    const [scope, last] = member.name.parts.slice(-2);
    return scope && last && scope.text === last.text ? [last.text] : [];
  });
  return record.bases
    .filter((base) => names.includes(base.record.source?.name ?? base.record.name))
    .map((base) => ({ base, sources: constructorsOf(base.record) }));
}

/** `T()` without a constructor: zeros, but for members with a value of their own. */
function defaultValue(frame: Frame, record: Record, span: Span): Expr {
  if (
    !record.fields.some((f) => isDefaultNeeded(f)) &&
    !record.bases.some((b) => needsConstruction(b.record))
  )
    return zero(irType(record.type), span);
  return aggregate(frame, record, [], span);
}

/** Members in order from operands, the rest from their defaults or zeros. */
export function aggregate(frame: Frame, record: Record, args: readonly Operand[], span: Span): Expr {
  const type = irType(record.type);
  if (record.union) {
    const first = record.fields[0];
    if (!first || args.length === 0) return zero(type, span);
    const local = frame.temporary(type, span);
    const place = memberPlace(frame, frame.place(local), first.member);
    frame.emit({
      do: 'assign',
      place,
      value: stored(convertTo(frame, args[0] as Operand, first.type, span), place.type, span),
      span,
    });
    return load(frame.place(local), span);
  }
  const parts: Expr[] = [];
  let next = 0;
  for (const base of record.bases) {
    if (base.member === undefined) continue;
    const arg = args[next];
    if (arg && arg.type.kind === 'record') {
      next++;
      parts[base.member] = convertTo(frame, arg, base.record.type, span);
    } else parts[base.member] = constructRecord(frame, base.record.type, [], span, true);
  }
  if (args.length - next > record.fields.length) refuse('lower-no-overload', span, { name: record.name });
  return membersInOrder(
    frame,
    record,
    parts,
    (field) => {
      const arg = args[next++];
      return arg && stored(convertTo(frame, arg, field.type, span), irType(field.type), span);
    },
    (field) => fieldDefault(frame, record, field, span),
    span,
  );
}

export function fieldDefault(frame: Frame, record: Record, field: Field, span: Span): Expr {
  const init = field.declaration?.init;
  if (init) return frame.within(record.scope, () => lowerInit(frame, field.type, init, span));
  const type = valueC(field.type);
  if (type.kind === 'record') return constructRecord(frame, type, [], span, true);
  return zero(irType(field.type), span);
}

// ---- conversions of the user's ----

/** By a constructor of the target that is not explicit. */
export function constructFrom(frame: Frame, target: RecordC, operand: Operand, span: Span): Expr | undefined {
  if (operand.type.kind === 'record') {
    const value = convertedByOperator(frame, operand, target, span, false);
    if (value) return value;
  }
  if (target.record.broken) throw target.record.broken;
  const sources = constructorsOf(target.record).filter((c) => !c.declaration.specifiers.has('explicit'));
  const choice = once(frame, () => chooseOverload(frame, sources, [operand], []));
  return choice && valueOf(frame, callChosen(frame, choice, [operand], undefined, span), span);
}

function once<T>(frame: Frame, work: () => T): T | undefined {
  if (frame.converting) return undefined;
  frame.converting = true;
  try {
    return work();
  } finally {
    frame.converting = false;
  }
}

function conversionsOf(record: Record): FunctionSource[] {
  const found = record.scope.names.get(conversionName);
  const own = found?.is === 'functions' ? found.sources : [];
  return [...own, ...record.bases.flatMap((base) => conversionsOf(base.record))];
}

/** What a record's conversion operators give. */
export function conversionResults(frame: Frame, record: Record): CType[] {
  return conversionsOf(record).flatMap((source) => {
    const result = source.declaration.result;
    return result && !source.declaration.specifiers.has('explicit')
      ? [frame.within(source.scope, () => resolveType(frame, result))]
      : [];
  });
}

/** The conversion operator to use for a target type. */
function conversionFor(
  frame: Frame,
  record: Record,
  target: CType,
  explicit: boolean,
): FunctionSource | undefined {
  let best: { source: FunctionSource; rank: number } | undefined;
  for (const source of conversionsOf(record)) {
    if (!explicit && source.declaration.specifiers.has('explicit')) continue;
    const result = source.declaration.result;
    if (!result) continue;
    try {
      const type = frame.within(source.scope, () => resolveType(frame, result));
      const expr: Expr = { op: 'zero', type: irType(valueC(type)), span: source.declaration.span };
      const rank = once(frame, () => rankOf(frame, { expr, type: valueC(type) }, target));
      if (rank !== undefined && (!best || rank < best.rank)) best = { source, rank };
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof AlreadyRefused)) throw error;
    }
  }
  return best?.source;
}

export function convertedByOperator(
  frame: Frame,
  operand: Operand,
  target: CType,
  span: Span,
  explicit: boolean,
): Expr | undefined {
  if (operand.type.kind !== 'record' || frame.converting) return undefined;
  const source = conversionFor(frame, operand.type.record, target, explicit);
  const choice = source && chooseOverload(frame, [source], [], [], operand);
  if (!choice) return undefined;
  const result = callChosen(frame, choice, [], operand, span);
  return convertTo(frame, result, target, span);
}

export function hasUserConversion(frame: Frame, operand: Operand, to: CType): boolean {
  if (frame.converting) return false;
  if (operand.type.kind === 'record' && conversionFor(frame, operand.type.record, to, false)) return true;
  if (to.kind !== 'record' || to.record.broken) return false;
  const sources = constructorsOf(to.record).filter((c) => !c.declaration.specifiers.has('explicit'));
  return !!once(frame, () => chooseOverload(frame, sources, [operand], []));
}

// ---- inside a constructor ----

/** The object under construction is a local, `this` points to it; bases and members are given their values in order. */
export function lowerConstructorStart(frame: Frame, source: FunctionSource): void {
  const record = source.record as Record;
  const { declaration } = source;
  const span = declaration.nameSpan;
  requireComplete(record, span);
  const local = frame.addLocal('self', irType(record.type), span, false);
  frame.self = { place: frame.place(local), type: record.type };
  frame.constructed = true;
  const written = declaration.initializers ? frame.lowering.parse.initializers(declaration.initializers) : [];
  if (!written) refuse('lower-unparsed', span, { name: record.name, why: 'its member initialisers' });
  const given = new Map<string, MemberInitializer>(written.map((i) => [i.name.parts.at(-1)?.text ?? '', i]));
  const delegated = given.get(record.source?.name ?? record.name);
  if (delegated) {
    const value = constructRecord(
      frame,
      record.type,
      operands(frame, delegated.args),
      span,
      delegated.braces,
    );
    frame.emit({ do: 'declare', local, value, span });
    return;
  }
  frame.emit({ do: 'declare', local, span });
  for (const base of record.bases) {
    const own =
      given.get(base.record.source?.name ?? base.record.name) ?? aliasOf(frame, record, base.record, written);
    if (base.member === undefined) continue;
    if (!own && !needsConstruction(base.record)) continue;
    const value = constructRecord(
      frame,
      base.record.type,
      own ? operands(frame, own.args) : [],
      span,
      own?.braces ?? false,
    );
    frame.emit({ do: 'assign', place: memberPlace(frame, frame.place(local), base.member), value, span });
  }
  for (const field of record.fields) {
    const own = given.get(field.name);
    const at = own?.name.span ?? span;
    const place = memberPlace(frame, frame.place(local), field.member);
    if (own) {
      const style = own.braces ? 'braces' : 'parens';
      const value = lowerInit(frame, field.type, { style, args: own.args }, at);
      frame.emit({ do: 'assign', place, value: stored(value, place.type, at), span: at });
    } else if (field.declaration?.init || isDefaultNeeded(field)) {
      const value = fieldDefault(frame, record, field, span);
      frame.emit({ do: 'assign', place, value: stored(value, place.type, span), span });
    }
  }
}

/** A base initialised by an alias of its name. */
function aliasOf(
  frame: Frame,
  _record: Record,
  base: Record,
  written: readonly MemberInitializer[],
): MemberInitializer | undefined {
  return written.find((init) => {
    try {
      const type = resolveType(frame, {
        node: 'type',
        kind: 'named',
        name: init.name,
        const: false,
        volatile: false,
        span: init.name.span,
      });
      return type.kind === 'record' && type.record === base;
    } catch {
      return false;
    }
  });
}

function operands(frame: Frame, args: readonly ExprNode[]): Operand[] {
  return args.map((arg) => lowerExpr(frame, arg));
}
