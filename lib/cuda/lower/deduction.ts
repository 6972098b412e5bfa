// Template arguments deduced from the types of a call's arguments, or from the pattern of a partial specialisation.
import type { TemplateArgument, TypeName } from '../ast';
import type { Frame } from './context';
import { bareC, C, type CType, noReference, pointerC, referenceC } from './ctypes';
import type { Record } from './records';
import type { Bound } from './scopes';
import { boundText } from './templates';
import { resolveName } from './type-names';

export type Found = Map<string, Bound | Bound[]>;

/** Enters a deduced argument; false when another one was deduced before. */
function enter(found: Found, name: string, bound: Bound): boolean {
  const there = found.get(name);
  if (!there) {
    found.set(name, bound);
    return true;
  }
  return !Array.isArray(there) && boundText(there) === boundText(bound);
}

/** Deduces from the type of one argument of a call. `place`: the argument is an lvalue. */
export function deduceParameter(
  frame: Frame,
  parameter: TypeName,
  type: CType,
  place: boolean,
  names: ReadonlySet<string>,
  found: Found,
): boolean {
  if (type.kind === 'list') return true;
  if (parameter.kind === 'reference') {
    const own = templateName(parameter.to, names);
    if (parameter.rvalue && own && !parameter.to.const)
      return enter(found, own, { type: place ? referenceC(type) : bareC(type) });
    return deduceType(frame, parameter.to, noReference(type), names, found);
  }
  const decayed = type.kind === 'array' ? pointerC(type.of) : bareC(noReference(type));
  // `T values[N]` is a pointer, as a parameter.
  if (parameter.kind === 'array')
    return decayed.kind === 'pointer'
      ? deduceType(frame, parameter.of, decayed.to, names, found)
      : !mentions(parameter.of, names);
  return deduceType(frame, parameter, decayed, names, found);
}

function templateName(node: TypeName, names: ReadonlySet<string>): string | undefined {
  if (node.kind !== 'named' || node.name.parts.length !== 1) return undefined;
  const part = node.name.parts[0];
  return part && !part.args && names.has(part.text) ? part.text : undefined;
}

export function deduceType(
  frame: Frame,
  node: TypeName,
  type: CType,
  names: ReadonlySet<string>,
  found: Found,
): boolean {
  const own = templateName(node, names);
  if (own) {
    const bare = node.const || node.volatile ? bareC(type) : type;
    return enter(found, own, { type: bare });
  }
  switch (node.kind) {
    case 'pointer':
      return type.kind === 'pointer'
        ? deduceType(frame, node.to, type.to, names, found)
        : !mentions(node, names);
    case 'reference':
      return deduceType(frame, node.to, noReference(type), names, found);
    case 'array': {
      if (type.kind !== 'array') return !mentions(node, names);
      if (node.count?.node === 'name') {
        const name = node.count.name.parts[0]?.text ?? '';
        if (names.has(name) && !enter(found, name, count(type.count))) return false;
      }
      return deduceType(frame, node.of, type.of, names, found);
    }
    case 'named': {
      const part = node.name.parts.at(-1);
      if (!part?.args) return true;
      if (type.kind === 'group')
        return (
          part.text === 'thread_block_tile' &&
          deduceArgument(frame, part.args.slice(0, 1), [count(type.lanes)], names, found)
        );
      if (type.kind !== 'record') return !mentions(node, names);
      return deduceRecord(frame, node, part, type.record, names, found);
    }
    default:
      return true;
  }
}

function count(value: number): Bound {
  const expr = {
    op: 'constant',
    type: { kind: 'scalar', scalar: 'u64' },
    value: BigInt(value),
    span: { file: '', start: 0, end: 0 },
  } as const;
  return { value: { expr, type: C['unsigned long'] } };
}

function deduceRecord(
  frame: Frame,
  node: TypeName & { kind: 'named' },
  part: { readonly text: string; readonly args?: readonly TemplateArgument[] },
  record: Record,
  names: ReadonlySet<string>,
  found: Found,
): boolean {
  const entity = names.has(part.text) ? undefined : resolveName(frame, node.name);
  const source = entity?.is === 'record' ? entity.source : undefined;
  if (record.source && (source === record.source || (!source && names.has(part.text)))) {
    if (!source && !enter(found, part.text, { record: record.source })) return false;
    return deduceArgument(frame, part.args ?? [], record.args ?? [], names, found);
  }
  return record.bases.some((base) => deduceRecord(frame, node, part, base.record, names, found));
}

/** Deduces from a list of template arguments against a pattern of such. */
export function deduceArgument(
  frame: Frame,
  patterns: readonly TemplateArgument[],
  list: readonly Bound[],
  names: ReadonlySet<string>,
  found: Found,
): boolean {
  for (const [index, pattern] of patterns.entries()) {
    const isPack =
      pattern.node === 'pack' ||
      pattern.node === 'pack-expansion' ||
      (pattern.node === 'type' && pattern.kind === 'pack');
    if (isPack) {
      const of =
        pattern.node === 'type' && pattern.kind !== 'pack' ? pattern : (pattern as { of: TypeName }).of;
      const own = of.node === 'type' ? templateName(of, names) : undefined;
      if (own) found.set(own, list.slice(index));
      return true;
    }
    const bound = list[index];
    if (!bound) return index >= patterns.length;
    if (pattern.node === 'type') {
      if ('type' in bound) {
        if (!deduceType(frame, pattern, bound.type, names, found)) return false;
      } else {
        const own = templateName(pattern, names);
        if (own && !enter(found, own, bound)) return false;
      }
    } else if (pattern.node === 'name') {
      const own = pattern.name.parts.length === 1 ? (pattern.name.parts[0]?.text ?? '') : '';
      if (names.has(own) && !enter(found, own, bound)) return false;
    }
  }
  return patterns.length <= list.length;
}

/** Whether a type as written depends on template parameters. */
export function mentions(node: unknown, names: ReadonlySet<string>): boolean {
  if (Array.isArray(node)) return node.some((item) => mentions(item, names));
  if (!node || typeof node !== 'object') return false;
  if ('text' in node && typeof node.text === 'string' && names.has(node.text)) return true;
  return Object.entries(node).some(([key, value]) => key !== 'span' && mentions(value, names));
}
