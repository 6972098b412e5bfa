// What one unit of a program declares and another defines, as nvcc links it with -rdc: functions, methods and variables of
// the device are looked for in the other units when they are missed here. What two units define is refused, not guessed.
import type { Span } from '@/lib/core/span';
import { sameType } from '@/lib/ir';
import type { FunctionDeclaration } from '../ast';
import { tokensText } from '../expand';

import type { Frame, Lowering } from './context';
import { type CType, irType, sameC } from './ctypes';
import { declareAll } from './declare';
import { type Instance, instanceOf, parameterTypes } from './functions';
import type { ReadUnit } from './other-units';
import { preludes } from './prelude';
import type { Record } from './records';
import { refuse } from './refusal';
import { type Entity, type FunctionSource, Scope, type VariableSource } from './scopes';

/** A unit whose declarations were entered. */
export type LinkedUnit = ReadUnit & { readonly global: Scope };

/** All units, the one at hand first; the others are read now. */
function unitsOf(lowering: Lowering): readonly LinkedUnit[] {
  const { linked } = lowering;
  const others = lowering.others?.() ?? [];
  lowering.others = undefined;
  for (const one of others) {
    const global = enterUnit(lowering, one);
    for (const before of linked.slice(0, -1)) shareRecords(before, linked.at(-1) as LinkedUnit, global);
  }
  return linked;
}

/** Enters what a unit declares into a scope of its own, around which are the headers' names. */
export function enterUnit(lowering: Lowering, read: ReadUnit): Scope {
  const global = lowering.linked.length === 0 ? lowering.global : new Scope('namespace', lowering.headers);
  for (const header of preludes(read.expanded)) {
    if (lowering.preludes.includes(header)) continue;
    lowering.preludes.push(header);
    declareAll(lowering, lowering.headers, header.unit.declarations);
  }
  // `::size_t` and `std::` of the program's own look there too.
  global.using.push(lowering.headers);
  lowering.linked.push({ ...read, global });
  declareAll(lowering, global, read.unit.declarations);
  return global;
}

/**
 * A struct of a header that both units include is one type in both, where its text is the same after the preprocessor: as C++
 * demands it. What the later unit defines of its methods is kept beside it.
 */
function shareRecords(before: LinkedUnit, unit: LinkedUnit, scope: Scope): void {
  for (const [name, entity] of scope.names) {
    if (entity.is === 'namespace' && entity.scope.outer === scope) shareRecords(before, unit, entity.scope);
    if (entity.is !== 'record') continue;
    const there = namespaceAt(before.global, scope.path)?.names.get(name);
    if (there?.is !== 'record' || there.source === entity.source) continue;
    const [first, second] = [there.source.primary, entity.source.primary];
    if (!first?.members || !second?.members || isOwn(scope, noWords)) continue;
    if (first.span.file !== second.span.file || first.span.start !== second.span.start) continue;
    if (tokensText(before.expanded, first.span) !== tokensText(unit.expanded, second.span)) continue;
    const { methods, elsewhere } = there.source;
    for (const declaration of entity.source.methods)
      if (!methods.some((own) => samePlace(own.span, declaration.span)))
        elsewhere.push({ declaration, scope });
    scope.names.set(name, there);
  }
}
const noWords: ReadonlySet<string> = new Set();

const samePlace = (a: Span, b: Span) => a.file === b.file && a.start === b.start && a.end === b.end;

/** The units but that of a scope. */
function unitsBeside(lowering: Lowering, scope: Scope): readonly LinkedUnit[] {
  const own = scope.root();
  return unitsOf(lowering).filter(({ global }) => global !== own);
}

/** The namespace of a path in a unit. */
function namespaceAt(global: Scope, path: string): Scope | undefined {
  let at: Scope | undefined = global;
  for (const part of path === '' ? [] : path.split('::')) {
    const found: Entity | undefined = at?.names.get(part);
    at = found?.is === 'namespace' ? found.scope : undefined;
  }
  return at;
}

/** A name of nobody else's unit: `static`, or in a namespace without a name. */
function isOwn(scope: Scope, specifiers: ReadonlySet<string>): boolean {
  if (specifiers.has('static')) return true;
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const unnamed: Entity | undefined = at.outer?.names.get('(unnamed)');
    if (unnamed?.is === 'namespace' && unnamed.scope === at) return true;
  }
  return false;
}

function onlyOne<T>(found: readonly T[], name: string, span: Span): T | undefined {
  if (found.length > 1) refuse('lower-defined-twice', span, { name });
  return found[0];
}

/** The instance with a body, of another unit, of a function that is declared here; undefined when no unit has one. */
export function instanceElsewhere(frame: Frame, declared: Instance, span: Span): Instance | undefined {
  const { source } = declared;
  const { declaration } = source;
  const name = declaration.name.parts.at(-1)?.text ?? '';
  if (declared.elsewhere) return declared.elsewhere;
  if (!source.record && isOwn(source.scope, declaration.specifiers)) return undefined;
  const found = unitsBeside(frame.lowering, source.scope).flatMap((unit) => {
    const sources = source.record
      ? methodsIn(unit, source, source.record)
      : functionsIn(unit, source.scope.namespace().path, name);
    return sources.filter((other) => sameParameters(frame, declared, other)).slice(0, 2);
  });
  const other = onlyOne(found, name, span);
  if (!other) return undefined;
  const scope = other.scope;
  declared.elsewhere = instanceOf(frame, other, scope, parameterTypes(frame, other, scope), '');
  if (!sameC(declared.elsewhere.result, declared.result)) refuse('lower-no-body', span, { name });
  return declared.elsewhere;
}

function functionsIn(unit: LinkedUnit, path: string, name: string): FunctionSource[] {
  const scope = namespaceAt(unit.global, path);
  const found = scope?.names.get(name);
  if (found?.is !== 'functions') return [];
  return found.sources.filter(
    ({ declaration }) =>
      declaration.body &&
      declaration.templates.length === 0 &&
      declaration.specifiers.has('__device__') &&
      !isOwn(scope as Scope, declaration.specifiers),
  );
}

/** Bodies of a record's methods that another unit has: they see the record's members and their own unit. */
function methodsIn(unit: LinkedUnit, inside: FunctionSource, record: Record): FunctionSource[] {
  const { declaration } = inside;
  if (declaration.templates.length > 0 || record.args?.length) return [];
  return (record.source?.elsewhere ?? []).flatMap(({ declaration: outside, scope: around }) => {
    const name = (one: FunctionDeclaration) => one.name.parts.at(-1)?.text;
    if (around.root() !== unit.global || !outside.body || outside.kind !== declaration.kind) return [];
    if (outside.kind === 'function' && name(outside) !== name(declaration)) return [];
    if (outside.constThis !== declaration.constThis) return [];
    const scope = new Scope('record', around, record.scope.path, record);
    for (const [member, entity] of record.scope.names) scope.names.set(member, entity);
    const specifiers = new Set([...declaration.specifiers, ...outside.specifiers]);
    return [{ declaration: { ...outside, specifiers }, scope, record, instances: new Map() }];
  });
}

/** By C++'s rules the very types tell functions apart; by C's the name is enough, and the types must be as wide. */
function sameParameters(frame: Frame, declared: Instance, other: FunctionSource): boolean {
  if (other.declaration.parameters.length !== declared.parameters.length) return false;
  const byName = [declared.source, other].every((one) => one.declaration.specifiers.has('extern-c'));
  const types = parameterTypes(frame, other, other.scope);
  return types.every((type, i) => {
    const own = declared.parameters[i] as CType;
    return sameC(type, own) || (byName && sameType(irType(type), irType(own)));
  });
}

/** The definition, in another unit, of an `extern` variable. */
export function variableElsewhere(
  frame: Frame,
  source: VariableSource,
  span: Span,
): VariableSource | undefined {
  const { declaration, scope } = source;
  const name = declaration.name.parts.at(-1)?.text ?? '';
  if (declaration.init || isOwn(scope, declaration.specifiers)) return undefined;
  const found = unitsBeside(frame.lowering, scope).flatMap((unit) => {
    const there = namespaceAt(unit.global, scope.namespace().path)?.names.get(name);
    if (there?.is !== 'variable') return [];
    const { specifiers, init } = there.source.declaration;
    const defines = !specifiers.has('extern') || init !== undefined;
    const memory = ['__device__', '__constant__', '__managed__'].some((word) => specifiers.has(word));
    return defines && memory && !isOwn(there.source.scope, specifiers) ? [there.source] : [];
  });
  return onlyOne(found, name, span);
}

/** What is defined nowhere is one variable all the same, however many units name it: the first one that did. */
export function undefinedVariable(
  { lowering }: Frame,
  source: VariableSource,
  span: Span,
): VariableSource | undefined {
  const name = source.declaration.name.parts.at(-1)?.text ?? '';
  const key = `${source.scope.namespace().path}::${name}`;
  const first = lowering.undefinedVariables.get(key) ?? source;
  lowering.undefinedVariables.set(key, first);
  if (first !== source && isOwn(source.scope, source.declaration.specifiers))
    refuse('lower-no-body', span, { name });
  return first === source ? undefined : first;
}
