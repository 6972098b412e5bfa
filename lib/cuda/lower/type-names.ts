// Types as written to types as compared: names looked up, aliases followed, templates instantiated. Knows which names
// CUDA's and C++'s headers give to types.
import type { Span } from '@/lib/core/span';
import type { Name, TypeName } from '../ast';
import { constantOf } from './build';
import { integerConstant } from './constants';
import { Frame, type Lowering } from './context';
import {
  arrayC,
  C,
  type CType,
  constC,
  groupC,
  nullC,
  pointerC,
  referenceC,
  type ScalarName,
  valueC,
  vectorC,
  voidC,
  volatileC,
} from './ctypes';
import { declareEnum, declareRecord } from './declare';
import { lowerExpr } from './expressions';
import { isPlace } from './operand';
import { refuse } from './refusal';
import type { Entity, Scope } from './scopes';
import { aliasArguments, instantiateRecord, resolveArguments } from './templates';

const named: Readonly<globalThis.Record<string, ScalarName>> = {
  size_t: 'unsigned long',
  ssize_t: 'long',
  ptrdiff_t: 'long',
  intptr_t: 'long',
  uintptr_t: 'unsigned long',
  int8_t: 'signed char',
  int16_t: 'short',
  int32_t: 'int',
  int64_t: 'long',
  uint8_t: 'unsigned char',
  uint16_t: 'unsigned short',
  uint32_t: 'unsigned int',
  uint64_t: 'unsigned long',
  uint: 'unsigned int',
  ushort: 'unsigned short',
  ulong: 'unsigned long',
  uchar: 'unsigned char',
  u_int: 'unsigned int',
  u_char: 'unsigned char',
  int_fast8_t: 'signed char',
  int_fast16_t: 'long',
  int_fast32_t: 'long',
  int_fast64_t: 'long',
  uint_fast8_t: 'unsigned char',
  uint_fast16_t: 'unsigned long',
  uint_fast32_t: 'unsigned long',
  uint_fast64_t: 'unsigned long',
  int_least8_t: 'signed char',
  int_least16_t: 'short',
  int_least32_t: 'int',
  int_least64_t: 'long',
  uint_least8_t: 'unsigned char',
  uint_least16_t: 'unsigned short',
  uint_least32_t: 'unsigned int',
  uint_least64_t: 'unsigned long',
  clock_t: 'long',
  time_t: 'long',
  half: '__half',
  __half: '__half',
  nv_bfloat16: '__nv_bfloat16',
  __nv_bfloat16: '__nv_bfloat16',
  cudaSurfaceObject_t: 'unsigned long long',
  char8_t: 'unsigned char',
};
const namedVectors: Readonly<globalThis.Record<string, string>> = {
  half2: '__half2',
  nv_bfloat162: '__nv_bfloat162',
};
const namedGroups: Readonly<globalThis.Record<string, CType>> = {
  thread_block: groupC('block'),
  grid_group: groupC('grid'),
  coalesced_group: groupC('coalesced'),
};

/** A type that headers declare, by its last name. */
export function headerType(name: string): CType | undefined {
  if (Object.hasOwn(named, name)) return C[named[name] as ScalarName];
  if (Object.hasOwn(namedVectors, name)) return vectorC(namedVectors[name] as string);
  if (Object.hasOwn(namedGroups, name)) return namedGroups[name];
  if (name === 'nullptr_t') return nullC;
  return vectorC(name);
}

const fundamental: Readonly<globalThis.Record<string, CType>> = {
  ...C,
  void: voidC,
  char8_t: C['unsigned char'],
};

export function resolveType(frame: Frame, node: TypeName): CType {
  let type = unqualified(frame, node);
  if (node.const) type = constC(type);
  if (node.volatile) type = volatileC(type);
  return type;
}

function unqualified(frame: Frame, node: TypeName): CType {
  switch (node.kind) {
    case 'fundamental': {
      const type = fundamental[node.name];
      if (!type) refuse('lower-type', node.span, { name: node.name });
      return type;
    }
    case 'named':
      return (
        namedType(frame, node.name) ?? refuse('lower-unknown-type', node.span, { name: nameText(node.name) })
      );
    case 'auto':
      return refuse('lower-auto', node.span);
    case 'decltype': {
      const inner = new Frame(frame.lowering, frame.scope, false);
      inner.self = frame.self;
      inner.closure = frame.closure;
      inner.locals.push(...frame.locals);
      inner.owner = frame.owner;
      inner.typesOnly = true;
      const operand = lowerExpr(inner, node.value);
      const isName = node.value.node === 'name' || node.value.node === 'member';
      return isPlace(operand) && !isName && !node.typeof ? referenceC(operand.type) : operand.type;
    }
    case 'pointer': {
      if (node.to.kind === 'function') refuse('lower-function-pointer', node.span);
      return pointerC(resolveType(frame, node.to));
    }
    case 'reference':
      return referenceC(resolveType(frame, node.to), node.rvalue);
    case 'array': {
      const of = resolveType(frame, node.of);
      const count = node.count ? integerConstant(frame, node.count) : 0;
      if (count < 0) refuse('lower-array-size', node.span);
      return arrayC(of, count);
    }
    case 'function':
      return refuse('lower-function-pointer', node.span);
    case 'member-pointer':
      return refuse('lower-member-pointer', node.span);
    case 'record':
      return localRecord(frame, node);
    case 'enum':
      return localEnum(frame.lowering, frame.scope, node);
    case 'pack':
      return refuse('lower-pack', node.span);
  }
}

function localRecord(frame: Frame, node: TypeName & { kind: 'record' }): CType {
  // `struct { … } a, *b;`: one type for both.
  const source = frame.scope.records.get(node.record) ?? declareRecord(frame.scope, node.record);
  frame.scope.records.set(node.record, source);
  return instantiateRecord(frame, source, undefined, node.span).type;
}
function localEnum(lowering: Lowering, scope: Scope, node: TypeName & { kind: 'enum' }): CType {
  return declareEnum(lowering, scope, node.declaration);
}

/** A type by name; undefined when the name is of something else or unknown. */
export function namedType(frame: Frame, name: Name): CType | undefined {
  const last = name.parts.at(-1);
  if (!last) return undefined;
  const entity = resolveName(frame, name);
  if (entity) return entityType(frame, entity, last, name.span);
  if (last.text === 'thread_block_tile' && last.args?.[0]) {
    const lanes = resolveArguments(frame, last.args.slice(0, 1))[0];
    const value =
      lanes && 'value' in lanes && 'expr' in lanes.value ? constantOf(lanes.value.expr) : undefined;
    return groupC('tile', Number(value ?? 32));
  }
  // What cooperative groups' reduce is told to do: known by its name alone.
  if (reducers.has(last.text)) return { kind: 'function', key: `cg::${last.text}`, target: [] };
  return headerType(last.text);
}
const reducers: ReadonlySet<string> = new Set(['plus', 'less', 'greater', 'bit_and', 'bit_or', 'bit_xor']);

/** The type that an entity is, with template arguments taken from where the name stands. */
function entityType(
  frame: Frame,
  entity: Entity,
  part: Name['parts'][number],
  span: Span,
): CType | undefined {
  switch (entity.is) {
    case 'type':
      return entity.type;
    case 'record':
      return instantiateRecord(frame, entity.source, part.args, span).type;
    case 'alias': {
      const scope = entity.head
        ? aliasArguments(frame, entity.head, part.args ?? [], entity.scope, span)
        : entity.scope;
      return frame.within(scope, () => resolveType(frame, entity.name));
    }
    case 'broken':
      return refuse('lower-unparsed', span, { name: part.text, why: entity.why });
    default:
      return undefined;
  }
}

/** What a name means; template arguments of the last part are left to the caller. */
export function resolveName(frame: Frame, name: Name): Entity | undefined {
  const last = name.parts.at(-1);
  if (!last) return undefined;
  if (name.parts.length === 1 && !name.global) return frame.scope.find(last.text);
  return scopeNamed(frame, name)?.own(last.text);
}

/** The scope that all parts but the last name: a namespace, a record, an enum. */
export function scopeNamed(frame: Frame, name: Name): Scope | undefined {
  let scope: Scope | undefined = name.global ? frame.scope.root() : undefined;
  for (const part of name.parts.slice(0, -1)) {
    const entity: Entity | undefined = scope ? scope.own(part.text) : frame.scope.findScope(part.text);
    if (!entity) return undefined;
    if (entity.is === 'namespace') {
      scope = entity.scope;
      continue;
    }
    const type = entityType(frame, entity, part, name.span);
    const bare = type && valueC(type);
    if (bare?.kind === 'record') scope = bare.record.scope;
    else if (bare?.kind === 'enum') scope = bare.members;
    else return undefined;
  }
  return scope;
}

export function nameText(name: Name): string {
  return name.parts.map((part) => part.text).join('::');
}

/** The type of a `sizeof`'s operand. */
export function typeOfExpr(frame: Frame, node: Parameters<typeof lowerExpr>[1]): CType {
  const inner = new Frame(frame.lowering, frame.scope, false);
  inner.self = frame.self;
  inner.closure = frame.closure;
  inner.locals.push(...frame.locals);
  inner.owner = frame.owner;
  inner.typesOnly = true;
  return lowerExpr(inner, node).type;
}
