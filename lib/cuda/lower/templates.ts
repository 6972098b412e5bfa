// Templates: arguments resolved and bound to parameters in a scope of their own, records instantiated with their
// specialisations. A template's tree is never copied; names in it are looked up through that scope.
import type { Span } from '@/lib/core/span';
import type {
  Expr as ExprNode,
  RecordDeclaration,
  TemplateArgument,
  TemplateHead,
  TemplateParameter,
  TypeName,
} from '../ast';
import { constantOf } from './build';
import { evaluateOperand } from './constants';
import type { Frame } from './context';
import { convertTo } from './conversions';
import { isArithmetic } from './ctypes';
import { deduceArgument } from './deduction';
import { packNamed } from './packs';
import { completeRecord, newRecord, type Record } from './records';
import { Refusal, refuse } from './refusal';
import { type Bound, type RecordSource, Scope } from './scopes';
import { namedType, resolveName, resolveType } from './type-names';

/** Arguments as written, in the scope where they stand. Packs are expanded. */
export function resolveArguments(frame: Frame, args: readonly TemplateArgument[]): Bound[] {
  return args.flatMap((arg): Bound[] => {
    if (arg.node === 'pack') return expandArgument(frame, arg.of);
    if (arg.node === 'type' && arg.kind === 'pack') return expandArgument(frame, arg.of);
    if (arg.node === 'pack-expansion') return expandArgument(frame, arg.of);
    return [resolveArgument(frame, arg)];
  });
}

function expandArgument(frame: Frame, of: TypeName | ExprNode): Bound[] {
  const packs = packNamed(frame, of);
  return packs.map((scope) => frame.within(scope, () => resolveArgument(frame, of)));
}

function resolveArgument(frame: Frame, arg: TypeName | ExprNode): Bound {
  const name =
    arg.node === 'name' ? arg.name : arg.node === 'type' && arg.kind === 'named' ? arg.name : undefined;
  if (name) {
    const entity = resolveName(frame, name);
    if (
      entity?.is === 'record' &&
      !name.parts.at(-1)?.args &&
      (entity.source.head || entity.source.primary?.template)
    )
      if (!currentInstance(frame, entity.source)) return { record: entity.source };
    if (arg.node === 'name') {
      const type =
        !entity || entity.is === 'type' || entity.is === 'record' || entity.is === 'alias'
          ? namedType(frame, name)
          : undefined;
      if (type) return { type };
    } else if (entity && entity.is !== 'type' && entity.is !== 'record' && entity.is !== 'alias')
      return { value: evaluateOperand(frame, { node: 'name', name, span: arg.span }) };
  }
  if (arg.node === 'type') return { type: resolveType(frame, arg) };
  return { value: evaluateOperand(frame, arg) };
}

/** How an argument is written in names and told apart. */
export function boundText(bound: Bound): string {
  if ('type' in bound) return bound.type.key;
  if ('record' in bound) return bound.record.name;
  if ('expr' in bound.value) {
    const value = constantOf(bound.value.expr);
    if (value !== undefined) return String(value);
    if (bound.value.type.kind === 'function') return bound.value.type.key;
  }
  return '?';
}

/**
 * Binds parameters in a new scope: explicit arguments first, then what was deduced, then defaults.
 * @returns undefined when some parameter has no argument.
 */
export function bindParameters(
  frame: Frame,
  parameters: readonly TemplateParameter[],
  explicit: readonly Bound[],
  deduced: ReadonlyMap<string, Bound | Bound[]>,
  outer: Scope,
): { scope: Scope; list: Bound[] } | undefined {
  const scope = new Scope('template', outer);
  const list: Bound[] = [];
  let next = 0;
  for (const parameter of parameters) {
    if (parameter.pack) {
      const found = deduced.get(parameter.name);
      const items = Array.isArray(found) ? found : explicit.slice(next);
      next = explicit.length;
      scope.names.set(parameter.name, { is: 'pack', items });
      list.push(...items);
      continue;
    }
    const given = explicit[next++];
    const other = deduced.get(parameter.name);
    let bound = given ?? (Array.isArray(other) ? undefined : other);
    if (!bound && parameter.default) {
      const node = parameter.default;
      bound = frame.within(scope, () => resolveArgument(frame, node));
    }
    if (!bound) return undefined;
    if (parameter.kind === 'value' && 'value' in bound) {
      const type =
        // Of a function only the name counts: `float (*f)(float)` takes it as it is.
        parameter.type.kind === 'auto' || bound.value.type.kind === 'function'
          ? bound.value.type
          : frame.within(scope, () => resolveType(frame, parameter.type));
      if (isArithmetic(bound.value.type) || type.kind === 'enum' || bound.value.type.kind === 'enum')
        bound = { value: { expr: convertTo(undefined, bound.value, type, parameter.span), type } };
    }
    list.push(bound);
    bindOne(scope, parameter.name, bound);
  }
  return { scope, list };
}

export function bindOne(scope: Scope, name: string, bound: Bound): void {
  if (!name) return;
  if ('type' in bound) scope.names.set(name, { is: 'type', type: bound.type });
  else if ('record' in bound) scope.names.set(name, { is: 'record', source: bound.record });
  else scope.names.set(name, { is: 'value', value: bound.value });
}

/** The scope in which an alias template's type is read. */
export function aliasArguments(
  frame: Frame,
  head: TemplateHead,
  args: readonly TemplateArgument[],
  outer: Scope,
  span: Span,
): Scope {
  const bound = bindParameters(frame, head.parameters, resolveArguments(frame, args), new Map(), outer);
  return bound?.scope ?? refuse('lower-template-arguments', span);
}

/** The instance of a record that we are inside of, where its name stands alone. */
function currentInstance(frame: Frame, source: RecordSource): Record | undefined {
  for (let scope: Scope | undefined = frame.scope; scope; scope = scope.outer)
    if (scope.record?.source === source) return scope.record;
  return undefined;
}

export function instantiateRecord(
  frame: Frame,
  source: RecordSource,
  args: readonly TemplateArgument[] | undefined,
  span: Span,
): Record {
  const head = source.head ?? source.primary?.template;
  if (!args) {
    const current = currentInstance(frame, source);
    if (current) return current;
  }
  if (!head) return instance(frame, source, '', [], source.primary, source.scope, span);
  const bound = bindParameters(
    frame,
    head.parameters,
    resolveArguments(frame, args ?? []),
    new Map(),
    source.scope,
  );
  if (!bound) refuse('lower-template-arguments', span);
  return instanceFor(frame, source, bound, span);
}

/** The instance for arguments that are resolved already. */
export function instantiateWith(
  frame: Frame,
  source: RecordSource,
  list: readonly Bound[],
  span: Span,
): Record | undefined {
  const head = source.head ?? source.primary?.template;
  const bound = head && bindParameters(frame, head.parameters, list, new Map(), source.scope);
  return bound && instanceFor(frame, source, bound, span);
}

function instanceFor(
  frame: Frame,
  source: RecordSource,
  bound: { scope: Scope; list: Bound[] },
  span: Span,
): Record {
  const key = bound.list.map(boundText).join(', ');
  const there = source.instances.get(key);
  if (there) return there;
  let best: { declaration: RecordDeclaration; scope: Scope; parameters: number } | undefined;
  for (const declaration of source.specialisations) {
    const scope = matches(frame, source, declaration, bound.list);
    const parameters = declaration.template?.parameters.length ?? 0;
    if (scope && (!best || parameters < best.parameters || weight(declaration) > weight(best.declaration)))
      best = { declaration, scope, parameters };
  }
  return instance(
    frame,
    source,
    key,
    bound.list,
    best?.declaration ?? source.primary,
    best?.scope ?? bound.scope,
    span,
  );
}
/** A longer pattern says more. */
function weight(declaration: RecordDeclaration): number {
  const text = JSON.stringify(declaration.name.parts.at(-1)?.args ?? [], (key, value) =>
    key === 'span' ? undefined : value,
  );
  return text.length + 10 * (text.match(/"const":true/g)?.length ?? 0);
}

/** The scope of a specialisation's own parameters when its pattern fits the arguments. */
function matches(
  frame: Frame,
  source: RecordSource,
  declaration: RecordDeclaration,
  list: readonly Bound[],
): Scope | undefined {
  const patterns = declaration.name.parts.at(-1)?.args ?? [];
  const parameters = declaration.template?.parameters ?? [];
  const names = new Set(parameters.map((p) => p.name));
  const found = new Map<string, Bound | Bound[]>();
  const trial = new Scope('template', source.scope);
  return frame.within(trial, () => {
    try {
      if (!deduceArgument(frame, patterns, list, names, found)) return undefined;
      const bound = bindParameters(frame, parameters, [], found, source.scope);
      if (!bound) return undefined;
      const again = frame.within(bound.scope, () => resolveArguments(frame, patterns));
      return again.length === list.length &&
        again.every((b, i) => boundText(b) === boundText(list[i] as Bound))
        ? bound.scope
        : undefined;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
}

function instance(
  frame: Frame,
  source: RecordSource,
  key: string,
  list: readonly Bound[],
  declaration: RecordDeclaration | undefined,
  scope: Scope,
  span: Span,
): Record {
  const there = source.instances.get(key);
  if (there) return there;
  const name = qualified(source, key);
  const record = newRecord(frame.lowering, name, scope, declaration, declaration?.span ?? span);
  record.source = source;
  record.args = list;
  source.instances.set(key, record);
  if (!declaration?.members) {
    record.broken = new Refusal('lower-incomplete', span, { name });
    return record;
  }
  try {
    completeRecord(frame.lowering, record, declaration);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    record.broken = error;
  }
  return record;
}

function qualified(source: RecordSource, key: string): string {
  const path = source.scope.record?.name ?? source.scope.namespace().path;
  const name = source.name || 'unnamed';
  return `${path ? `${path}::` : ''}${name}${key ? `<${key}>` : ''}`;
}
