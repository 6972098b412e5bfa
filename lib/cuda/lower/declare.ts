// Enters declarations into scopes: the unit's, a namespace's, a record's, a block's. Nothing is lowered by it; what a name
// means in full is found out when it is used.
import type {
  Declaration,
  EnumDeclaration,
  FunctionDeclaration,
  Name,
  RecordDeclaration,
  TypeName,
  VariableDeclaration,
} from '../ast';
import { evaluate } from './constants';
import { type Lowering, staticFrame } from './context';
import { convertTo } from './conversions';
import { C, type EnumC, type ScalarC } from './ctypes';
import type { Operand } from './operand';
import type { Record } from './records';
import { AlreadyRefused, Refusal } from './refusal';
import { addFunction, type Entity, type RecordSource, Scope } from './scopes';
import { resolveType } from './type-names';

export const constructorName = '(constructor)';
export const conversionName = '(conversion)';

export function declareAll(
  lowering: Lowering,
  scope: Scope,
  declarations: readonly Declaration[],
  record?: Record,
): void {
  for (const declaration of declarations)
    try {
      declareOne(lowering, scope, declaration, record);
    } catch (error) {
      // Most declarations are the host's: what a kernel misses is told where it is used.
      if (!(error instanceof Refusal || error instanceof AlreadyRefused)) throw error;
    }
}

export function declareOne(
  lowering: Lowering,
  scope: Scope,
  declaration: Declaration,
  record?: Record,
): void {
  switch (declaration.node) {
    case 'namespace': {
      const inner = namespaceIn(scope, declaration.name);
      if ((declaration.inline || declaration.name === '') && !scope.using.includes(inner))
        scope.using.push(inner);
      declareAll(lowering, inner, declaration.body);
      return;
    }
    case 'function':
      declareFunction(scope, declaration, record);
      return;
    case 'variable':
      declareVariable(scope, declaration);
      return;
    case 'record':
      declareRecord(scope, declaration);
      return;
    case 'enumeration':
      declareEnum(lowering, scope, declaration);
      return;
    case 'alias':
      // `typedef struct node node;` says nothing new.
      if (isOwnName(declaration.type, declaration.name)) return;
      scope.names.set(declaration.name, {
        is: 'alias',
        name: declaration.type,
        scope: scopeOfAlias(scope, declaration.name, declaration.type),
        ...(declaration.template && { head: declaration.template }),
      });
      if (declaration.type.kind === 'record' && declaration.type.record.members)
        declareNamedBy(scope, declaration.name, declaration.type.record);
      if (declaration.type.kind === 'enum')
        declareEnum(lowering, scope, declaration.type.declaration, declaration.name);
      return;
    case 'namespace-alias': {
      const of = namespaceNamed(scope, declaration.of);
      scope.names.set(declaration.name, { is: 'namespace', scope: of });
      return;
    }
    case 'using-namespace': {
      const used = namespaceNamed(scope, declaration.name);
      if (!scope.using.includes(used)) scope.using.push(used);
      return;
    }
    case 'using':
      declareUsing(scope, declaration.name);
      return;
    case 'broken':
      for (const name of declaration.names)
        if (!scope.names.has(name))
          scope.names.set(name, { is: 'broken', why: declaration.why, span: declaration.span });
      return;
  }
}

/** `using Config = Config<T>;` in a class: the name that stands for itself is the one outside. */
function scopeOfAlias(scope: Scope, name: string, type: TypeName): Scope {
  const outside =
    type.kind === 'named' && type.name.parts[0]?.text === name ? scope.outer?.find(name) : undefined;
  if (!outside) return scope;
  const inner = new Scope('block', scope);
  inner.names.set(name, outside);
  return inner;
}

function isOwnName(type: TypeName, name: string): boolean {
  return (
    type.kind === 'named' &&
    !type.name.global &&
    type.name.parts.length === 1 &&
    type.name.parts[0]?.text === name
  );
}

/** The namespace of a name in a scope, made when it is not there. */
export function namespaceIn(scope: Scope, name: string): Scope {
  const there = scope.names.get(name || '(unnamed)');
  if (there?.is === 'namespace') return there.scope;
  const inner = new Scope('namespace', scope, scope.path ? `${scope.path}::${name}` : name);
  // A namespace that headers have too (`std`): what they declare in it is seen through the program's own.
  const known =
    scope.outer && !scope.outer.outer && scope.kind === 'namespace' ? scope.outer.names.get(name) : undefined;
  if (known?.is === 'namespace') inner.using.push(known.scope);
  scope.names.set(name || '(unnamed)', { is: 'namespace', scope: inner });
  return inner;
}

function namespaceNamed(scope: Scope, name: Name): Scope {
  let at: Scope = scope;
  name.parts.forEach((part, index) => {
    const found = index === 0 && !name.global ? at.find(part.text) : at.own(part.text);
    if (found?.is === 'namespace') at = found.scope;
    else at = namespaceIn(index === 0 ? scope.root() : at, part.text);
  });
  return at;
}

function declareUsing(scope: Scope, name: Name): void {
  const last = name.parts.at(-1)?.text ?? '';
  const owner = ownerOf(scope, name);
  const found = owner?.own(last);
  // `using Base::Base;`: constructors, which are looked for in the base where an object is made.
  if (!found && name.parts.at(-2)?.text === last) return;
  if (!found) {
    // A name of a library that lowering knows itself: its namespace is looked through when the name is not found.
    const space = namespaceNamed(scope, { ...name, parts: name.parts.slice(0, -1) });
    if (!scope.using.includes(space) && space !== scope) scope.using.push(space);
    return;
  }
  if (found.is === 'functions') for (const source of found.sources) addFunction(scope, last, source);
  else scope.names.set(last, found);
}

/** The scope that the last part of a qualified name is looked up in; undefined when nothing is known of it. */
function ownerOf(scope: Scope, name: Name): Scope | undefined {
  let at: Scope | undefined = name.global ? scope.root() : undefined;
  for (const part of name.parts.slice(0, -1)) {
    const found: Entity | undefined = at ? at.own(part.text) : scope.find(part.text);
    if (found?.is !== 'namespace') return undefined;
    at = found.scope;
  }
  return at ?? scope;
}

function declareFunction(scope: Scope, declaration: FunctionDeclaration, record?: Record): void {
  const parts = declaration.name.parts;
  const last = parts.at(-1)?.text ?? '';
  if (declaration.specifiers.has('friend')) {
    if (declaration.body) addFunction(scope.namespace(), last, { declaration, scope, instances: new Map() });
    return;
  }
  if (parts.length > 1) {
    const owner = ownerRecord(scope, declaration.name);
    if (owner) {
      owner.methods.push(declaration);
      return;
    }
    const space = ownerOf(scope, declaration.name);
    if (space) addFunction(space, last, { declaration, scope: space, instances: new Map() });
    return;
  }
  const name =
    declaration.kind === 'constructor'
      ? constructorName
      : declaration.kind === 'conversion'
        ? conversionName
        : last;
  addFunction(scope, name, { declaration, scope, instances: new Map(), ...(record && { record }) });
}

/** The record source that an outside definition belongs to: `Outer::Pair<T>::swap`. */
function ownerRecord(scope: Scope, name: Name): RecordSource | undefined {
  const owner = ownerOf(scope, { ...name, parts: name.parts.slice(0, -1) });
  const found =
    owner &&
    (name.parts.length > 2
      ? owner.own(name.parts.at(-2)?.text ?? '')
      : owner.find(name.parts.at(-2)?.text ?? ''));
  return found?.is === 'record' ? found.source : undefined;
}

function declareVariable(scope: Scope, declaration: VariableDeclaration): void {
  const parts = declaration.name.parts;
  const last = parts.at(-1)?.text ?? '';
  if (parts.length > 1) {
    const owner = ownerRecord(scope, declaration.name);
    if (owner) {
      owner.statics.push(declaration);
      return;
    }
    const space = ownerOf(scope, declaration.name);
    if (space)
      space.names.set(last, { is: 'variable', source: { declaration, scope: space, instances: new Map() } });
    return;
  }
  if (scope.kind === 'record' && !declaration.specifiers.has('static')) return;
  const there = scope.names.get(last);
  if (there?.is === 'variable' && !declaration.init && !there.source.declaration.specifiers.has('extern'))
    return;
  scope.names.set(last, { is: 'variable', source: { declaration, scope, instances: new Map() } });
}

export function declareRecord(scope: Scope, declaration: RecordDeclaration): RecordSource {
  const part = declaration.name.parts.at(-1);
  const name = part?.text ?? '';
  const there =
    declaration.name.parts.length > 1 ? scopeOfRecord(scope, declaration.name) : scope.names.get(name);
  const source: RecordSource =
    there?.is === 'record'
      ? there.source
      : { name, scope, specialisations: [], instances: new Map(), methods: [], elsewhere: [], statics: [] };
  if (part?.args) source.specialisations.push(declaration);
  else if (declaration.members || !source.primary) {
    const head = declaration.template ?? source.head;
    source.primary = declaration;
    // Default arguments may stand in an earlier declaration only.
    if (head && source.head && head.parameters.every((p) => !p.default)) {
      if (!source.head.parameters.some((p) => p.default)) source.head = head;
    } else if (head) source.head = head;
  }
  if (there?.is !== 'record' && name) scope.names.set(name, { is: 'record', source });
  return source;
}

function scopeOfRecord(scope: Scope, name: Name): Entity | undefined {
  return ownerOf(scope, name)?.own(name.parts.at(-1)?.text ?? '');
}

/** `typedef struct { … } Name;` */
function declareNamedBy(scope: Scope, name: string, declaration: RecordDeclaration): void {
  const own = declaration.name.parts[0]?.text;
  if (own && own !== name) {
    declareRecord(scope, declaration);
    return;
  }
  const source: RecordSource = {
    name,
    scope,
    primary: declaration,
    specialisations: [],
    instances: new Map(),
    methods: [],
    elsewhere: [],
    statics: [],
  };
  scope.names.set(name, { is: 'record', source });
}

export function declareEnum(
  lowering: Lowering,
  scope: Scope,
  declaration: EnumDeclaration,
  named?: string,
): EnumC {
  const name = declaration.name.parts.at(-1)?.text ?? named ?? '';
  const members = new Scope('enum', scope);
  const frame = staticFrame(lowering, scope);
  let underlying: ScalarC = C.int;
  if (declaration.underlying) {
    const type = resolveType(frame, declaration.underlying);
    if (type.kind === 'scalar') underlying = type;
  }
  const values: { name: string; value: bigint }[] = [];
  let next = 0n;
  frame.scope = members;
  for (const { name: member, value } of declaration.values) {
    try {
      if (value) next = evaluate(frame, value);
      values.push({ name: member, value: next });
      members.names.set(member, { is: 'value', value: enumerator(underlying, next, declaration) });
      next++;
    } catch {
      members.names.set(member, { is: 'broken', why: 'its value is not known', span: declaration.span });
    }
  }
  if (!declaration.underlying && !declaration.scoped) underlying = fitting(values.map((v) => v.value));
  const type: EnumC = {
    kind: 'enum',
    key: scope.path
      ? `${scope.path}::${name}`
      : name || `(enum ${declaration.span.file} ${declaration.span.start})`,
    name,
    scoped: declaration.scoped,
    underlying,
    members,
  };
  for (const { name: member, value } of values) {
    const base = enumerator(underlying, value, declaration);
    const entity: Entity = { is: 'value', value: 'expr' in base ? { expr: base.expr, type } : base };
    members.names.set(member, entity);
    if (!declaration.scoped) scope.names.set(member, entity);
  }
  if (!declaration.scoped)
    for (const [member, entity] of members.names) if (entity.is === 'broken') scope.names.set(member, entity);
  if (name) scope.names.set(name, { is: 'type', type });
  return type;
}

function enumerator(type: ScalarC, value: bigint, declaration: EnumDeclaration): Operand {
  const span = declaration.span;
  const wide: Operand = {
    expr: { op: 'constant', type: { kind: 'scalar', scalar: 'i64' }, value, span },
    type: C['long long'],
  };
  return { expr: convertTo(undefined, wide, type, span), type };
}

/** What an enum without a type given computes as: int where all values fit, else the first type that holds them. */
function fitting(values: readonly bigint[]): ScalarC {
  const within = (low: bigint, high: bigint) => values.every((value) => value >= low && value < high);
  if (within(-(2n ** 31n), 2n ** 31n)) return C.int;
  if (within(0n, 2n ** 32n)) return C['unsigned int'];
  return within(-(2n ** 63n), 2n ** 63n) ? C.long : C['unsigned long'];
}
