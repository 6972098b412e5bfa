// Structs, classes and unions: their fields and layout, one Record for each instance of a template. Comes from their
// declarations in scopes; goes to whoever reads members. Knows nothing of function bodies.
import type { Span } from '@/lib/core/span';
import { alignOf, alignUp, headersFile, type StructId, sizeOf, type Type } from '@/lib/ir';
import type {
  Declaration,
  FunctionDeclaration,
  RecordDeclaration,
  TemplateArgument,
  TemplateHead,
  VariableDeclaration,
} from '../ast';
import { integerConstant } from './constants';
import { type Frame, type Lowering, staticFrame } from './context';
import { type CType, irType, type RecordC } from './ctypes';
import { constructorName, conversionName, declareAll } from './declare';
import { deduceArgument, type Found } from './deduction';
import { unknownLayout } from './host-text';
import { Refusal, refuse } from './refusal';
import { type Bound, type RecordSource, Scope } from './scopes';
import { bindOne, boundText, resolveArguments } from './templates';
import { resolveType } from './type-names';

export type Field = {
  readonly name: string;
  readonly type: CType;
  /** Index among the IR struct's members. */
  readonly member: number;
  readonly declaration?: VariableDeclaration;
  readonly span: Span;
};

export type Record = {
  readonly name: string;
  readonly type: RecordC;
  readonly structId: StructId;
  readonly declaration?: RecordDeclaration;
  source?: RecordSource;
  /** Arguments of the template that it is an instance of. */
  args?: readonly Bound[];
  readonly union: boolean;
  readonly scope: Scope;
  /** Bases with their place among the IR struct's members; undefined for an empty one, which takes no room. */
  readonly bases: { readonly record: Record; readonly member: number | undefined; readonly scope: Scope }[];
  readonly fields: Field[];
  complete: boolean;
  /** Why its members are not known. */
  broken?: unknown;
  virtual?: Span;
  lambda?: boolean;
  /** Of a lambda in a method: the member that leads to the method's object. */
  self?: number;
  /** Of a lambda in host code, which is only walked for its launches: the frame around it. */
  host?: Frame;
};

/** A new record without its members yet. */
export function newRecord(
  lowering: Lowering,
  name: string,
  scope: Scope,
  declaration: RecordDeclaration | undefined,
  span: Span,
): Record {
  const structId = lowering.structs.length;
  let unique = name;
  for (let n = 2; lowering.structs.some((s) => s.name === unique); n++) unique = `${name}_${n}`;
  const recordScope: Scope = new Scope(
    'record',
    scope,
    scope.path ? `${scope.path}::${name}` : name,
    undefined,
  );
  const record = {
    name: unique,
    structId,
    ...(declaration && { declaration }),
    union: declaration?.key === 'union',
    scope: recordScope,
    bases: [],
    fields: [],
    complete: false,
  } as Omit<Record, 'type'> as Record;
  (record as { type: RecordC }).type = { kind: 'record', record, key: unique };
  (recordScope as { record?: Record }).record = record;
  lowering.structs.push({ name: unique, members: [], union: record.union, size: 1, align: 1, span });
  return record;
}

/** Finds bases and fields, lays them out and declares all members in the record's scope. */
export function completeRecord(lowering: Lowering, record: Record, declaration: RecordDeclaration): void {
  const frame = staticFrame(lowering, record.scope);
  const members: Member[] = [];
  for (const base of declaration.bases) {
    if (base.virtual) refuse('lower-virtual', base.type.span, { name: record.name });
    const type = resolveType(frame, base.type);
    if (type.kind !== 'record') refuse('lower-unknown-type', base.type.span, { name: type.key });
    if (type.record.broken) record.broken ??= type.record.broken;
    const empty = type.record.fields.length === 0 && type.record.bases.every((b) => b.member === undefined);
    record.bases.push({
      record: type.record,
      member: empty ? undefined : members.length,
      scope: type.record.scope,
    });
    if (!empty) members.push({ name: type.record.name, type: irType(type) });
    if (type.record.virtual) record.virtual = type.record.virtual;
  }
  declareAll(lowering, record.scope, declaration.members ?? [], record);
  attachOutside(lowering, record);
  for (const member of declaration.members ?? [])
    try {
      addField(lowering, record, member, members);
    } catch (error) {
      // Its layout is not known then; host code is still asked for the types of its other members.
      if (!(error instanceof Refusal)) throw error;
      record.broken ??= error;
    }
  finishLayout(
    lowering,
    record,
    members,
    declaration.align ? integerConstant(frame, declaration.align) : undefined,
  );
}

export type Member = { readonly name: string; readonly type: Type; readonly align?: number };

/** Sizes and offsets, once all members are known. */
export function finishLayout(
  lowering: Lowering,
  record: Record,
  members: readonly Member[],
  align = 1,
): void {
  const { structs } = lowering;
  let end = 0;
  let most = align;
  const placed = members.map(({ name, type, align: asked = 1 }) => {
    const own = Math.max(alignOf(type, structs), asked);
    const offset = record.union ? 0 : alignUp(end, own);
    end = Math.max(end, offset + sizeOf(type, structs));
    most = Math.max(most, own);
    return { name, type, offset };
  });
  const before = structs[record.structId];
  if (!before) return;
  structs[record.structId] = {
    ...before,
    members: placed,
    size: Math.max(1, alignUp(end, most)),
    align: most,
  };
  record.complete = true;
}

/** Methods declared in the record get the bodies that stand outside of it. */
function attachOutside(lowering: Lowering, record: Record): void {
  // Written for some arguments alone: before what is written for all, and in place of what the record itself says.
  const isSpecial = ({ name, templates }: FunctionDeclaration) =>
    !!name.parts.at(-2)?.args && templates.some(({ parameters }) => parameters.length === 0);
  const methods = record.source?.methods ?? [];
  const ordered = [...methods.filter(isSpecial), ...methods.filter((method) => !isSpecial(method))];
  for (const outside of ordered) {
    const last = outside.name.parts.at(-1)?.text ?? '';
    const name =
      outside.kind === 'constructor'
        ? constructorName
        : outside.kind === 'conversion'
          ? conversionName
          : last;
    const set = record.scope.names.get(name);
    if (set?.is !== 'functions') continue;
    const special = isSpecial(outside);
    if (special && !isFor(lowering, record, outside.name.parts.at(-2)?.args ?? [])) continue;
    if (special && outside.name.parts.at(-1)?.args) {
      const inside = set.sources.find((s) => s.declaration.templates.length > 0)?.declaration;
      const specifiers = new Set([...(inside?.specifiers ?? []), ...outside.specifiers]);
      const scope = new Scope('template', record.scope);
      set.sources.push({ declaration: { ...outside, specifiers }, scope, record, instances: new Map() });
      continue;
    }
    const index = set.sources.findIndex(({ declaration: inside }) => {
      if ((inside.body && !special) || inside.parameters.length !== outside.parameters.length) return false;
      if (inside.constThis !== outside.constThis) return false;
      return typesText(inside) === typesText(outside);
    });
    const at = index >= 0 ? index : set.sources.findIndex((s) => fits(s.declaration, outside));
    const found = set.sources[at];
    if (!found) continue;
    const { declaration: inside } = found;
    const ownHeads = special ? 0 : inside.templates.length;
    const heads = outside.templates.slice(0, outside.templates.length - ownHeads);
    const scope = special
      ? new Scope('template', record.scope)
      : headScope(lowering, record, outside, heads.at(-1));
    if (!scope) continue;
    const merged: FunctionDeclaration = {
      ...outside,
      templates: ownHeads ? outside.templates.slice(-ownHeads) : [],
      specifiers: new Set([...inside.specifiers, ...outside.specifiers]),
      parameters: outside.parameters.map((parameter, i) => {
        const other = inside.parameters[i]?.default;
        return other && !parameter.default ? { ...parameter, default: other } : parameter;
      }),
    };
    set.sources[at] = { declaration: merged, scope, record, instances: new Map() };
  }
}
/** The scope with the parameters of an outside definition's head; undefined when it is one of another specialisation. */
function headScope(
  lowering: Lowering,
  record: Record,
  outside: FunctionDeclaration,
  head: TemplateHead | undefined,
): Scope | undefined {
  const scope = new Scope('template', record.scope);
  const args = outside.name.parts.at(-2)?.args;
  const pattern = record.declaration?.name.parts.at(-1)?.args;
  if (!args || !record.source) {
    bindHead(scope, head, record.args ?? []);
    return scope;
  }
  if (!pattern) {
    const own = args.map((arg) => nameAlone(arg.node === 'pack' ? arg.of : arg));
    if (head?.parameters.length !== own.length) return undefined;
    if (head.parameters.some((parameter, i) => parameter.name !== own[i])) return undefined;
    bindHead(scope, head, record.args ?? []);
    return scope;
  }
  if (patternText(args, head) !== patternText(pattern, record.declaration?.template)) return undefined;
  const names = new Set(head?.parameters.map((parameter) => parameter.name));
  const found: Found = new Map();
  const frame = staticFrame(lowering, record.source.scope);
  if (!deduceArgument(frame, args, record.args ?? [], names, found)) return undefined;
  for (const [name, bound] of found)
    if (Array.isArray(bound)) scope.names.set(name, { is: 'pack', items: bound });
    else bindOne(scope, name, bound);
  return scope;
}
function nameAlone(arg: { readonly node: string }): string | undefined {
  const name = 'name' in arg ? (arg.name as { parts?: { text: string }[] }) : undefined;
  return name?.parts?.length === 1 ? name.parts[0]?.text : undefined;
}
/** A list of arguments with parameters by number, so that their names don't matter. */
function patternText(args: readonly TemplateArgument[], head: TemplateHead | undefined): string {
  const numbers = new Map(head?.parameters.map(({ name }, i) => [name, `#${i}`]));
  return JSON.stringify(args, (key, value) =>
    key === 'span' ? undefined : key === 'text' ? (numbers.get(value) ?? value) : value,
  );
}
/** Whether arguments as written are those that a record is an instance for. */
function isFor(lowering: Lowering, record: Record, args: readonly TemplateArgument[]): boolean {
  const frame = staticFrame(lowering, record.source?.scope ?? record.scope);
  const texts = resolveArguments(frame, args).map(boundText);
  return texts.every((text, i) => record.args?.[i] && boundText(record.args[i]) === text);
}
function fits(inside: FunctionDeclaration, outside: FunctionDeclaration): boolean {
  return (
    !inside.body &&
    inside.parameters.length === outside.parameters.length &&
    inside.constThis === outside.constThis
  );
}
function typesText({ parameters }: FunctionDeclaration): string {
  return JSON.stringify(
    parameters.map((p) => p.type),
    (key, value) => (key === 'span' ? undefined : value),
  );
}
function bindHead(scope: Scope, head: TemplateHead | undefined, args: readonly Bound[]): void {
  let next = 0;
  for (const parameter of head?.parameters ?? []) {
    if (parameter.pack) {
      scope.names.set(parameter.name, { is: 'pack', items: args.slice(next) });
      next = args.length;
    } else {
      const bound = args[next++];
      if (bound) bindOne(scope, parameter.name, bound);
    }
  }
}

function addField(lowering: Lowering, record: Record, member: Declaration, members: Member[]): void {
  if (member.node === 'function' && member.specifiers.has('virtual')) record.virtual = member.span;
  if (member.node === 'record' && member.name.parts.length === 0) {
    addUnnamed(lowering, record, member, members);
    return;
  }
  if (member.node !== 'variable' || member.specifiers.has('static')) return;
  if (member.bitField) refuse('lower-bit-field', member.span, { name: record.name });
  const name = member.name.parts[0]?.text ?? '';
  // The host's containers, of which only the types of members are told.
  if (name === unknownLayout && member.span.file === headersFile)
    refuse('lower-unknown-type', member.span, { name: record.name });
  const type = resolveType(staticFrame(lowering, record.scope), member.type);
  let held = type;
  while (held.kind === 'array') held = held.of;
  if (held.kind === 'record' && held.record.broken) record.broken ??= held.record.broken;
  const index = record.fields.length;
  record.fields.push({ name, type, member: members.length, declaration: member, span: member.span });
  const align = member.align ? integerConstant(staticFrame(lowering, record.scope), member.align) : undefined;
  members.push({ name: name || `unnamed_${index}`, type: irType(type), ...(align && { align }) });
  record.scope.names.set(name, { is: 'field', record, index });
}

/** `struct { … };` and `union { … };` without a name for the member: its fields are seen as the outer one's. */
function addUnnamed(lowering: Lowering, record: Record, member: RecordDeclaration, members: Member[]): void {
  const inner = newRecord(lowering, `${record.name}_unnamed`, record.scope, member, member.span);
  completeRecord(lowering, inner, member);
  const at = members.length;
  const index = record.fields.length;
  record.fields.push({ name: '', type: inner.type, member: at, span: member.span });
  members.push({ name: `unnamed_${index}`, type: irType(inner.type) });
  for (const name of inner.scope.names.keys())
    if (!record.scope.names.has(name))
      record.scope.names.set(name, { is: 'field', record: inner, index: -1 });
}

/** The way from a record to a field of that name: members to go through, in order. */
export function fieldPath(record: Record, name: string): { path: number[]; type: CType } | undefined {
  for (const field of record.fields)
    if (field.name === name && name) return { path: [field.member], type: field.type };
  for (const field of record.fields)
    if (field.name === '' && field.type.kind === 'record') {
      const inner = fieldPath(field.type.record, name);
      if (inner) return { path: [field.member, ...inner.path], type: inner.type };
    }
  for (const base of record.bases) {
    const inner = fieldPath(base.record, name);
    if (inner && base.member !== undefined) return { path: [base.member, ...inner.path], type: inner.type };
  }
  return undefined;
}

/** The way from a record to a base of it; undefined when it is none. An empty base has no place: `path` ends early. */
export function basePath(record: Record, base: Record): number[] | undefined {
  if (record === base) return [];
  for (const own of record.bases) {
    const rest = basePath(own.record, base);
    if (rest) return own.member === undefined ? rest : [own.member, ...rest];
  }
  return undefined;
}

/** @throws what made its members unknown. */
export function requireComplete(record: Record, span: Span): void {
  if (record.broken) throw record.broken;
  if (!record.complete) refuse('lower-incomplete', span, { name: record.name });
  if (record.virtual) refuse('lower-virtual', record.virtual, { name: record.name });
}
