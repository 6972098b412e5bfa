// What names mean: namespaces, records, template parameters and blocks, one in the other, and looking a name up in them.
// Declares nothing by itself and resolves no type.
import type { Span } from '@/lib/core/span';
import type { LocalId } from '@/lib/ir';
import type {
  Deferred,
  FunctionDeclaration,
  RecordDeclaration,
  TemplateHead,
  TypeName,
  VariableDeclaration,
} from '../ast';
import type { CType } from './ctypes';
import type { Operand } from './operand';
import type { Record } from './records';

/** A function as declared, once for each record instance that it is a method of. */
export type FunctionSource = {
  readonly declaration: FunctionDeclaration;
  /** Where its own names are looked up: the namespace or the record around it. */
  readonly scope: Scope;
  readonly record?: Record;
  /** Written by us rather than parsed: a lambda's body. */
  readonly lambda?: { readonly body: Deferred };
  readonly instances: Map<string, unknown>;
};

/** A record or record template: the primary declaration and its specialisations. */
export type RecordSource = {
  readonly name: string;
  readonly scope: Scope;
  primary?: RecordDeclaration;
  head?: TemplateHead;
  readonly specialisations: RecordDeclaration[];
  readonly instances: Map<string, Record>;
  /** Methods defined outside of the record: `void Pair<T>::swap() { … }`. */
  readonly methods: FunctionDeclaration[];
  /** Methods that another unit of the program defines, with the namespace there. */
  readonly elsewhere: { readonly declaration: FunctionDeclaration; readonly scope: Scope }[];
  /** Static members defined outside. */
  readonly statics: VariableDeclaration[];
};

/** A variable outside functions (or a static member), made when it is first used. */
export type VariableSource = {
  readonly declaration: VariableDeclaration;
  readonly scope: Scope;
  readonly instances: Map<string, Operand | 'busy'>;
};

/** An argument bound to a template parameter. */
export type Bound =
  | { readonly type: CType }
  | { readonly value: Operand }
  | { readonly record: RecordSource };

export type Entity =
  | { readonly is: 'variable'; readonly source: VariableSource }
  | {
      readonly is: 'local';
      readonly local: LocalId;
      readonly type: CType;
      readonly span: Span;
      /** Its value where that is known: `const int n = 4;`. */
      readonly known?: Operand;
      /** The frame that it is a local of. */
      readonly owner: object;
    }
  /** A value known while lowering: an enumerator, a constant, a template argument, a group. */
  | { readonly is: 'value'; readonly value: Operand }
  | { readonly is: 'functions'; readonly sources: FunctionSource[] }
  | { readonly is: 'record'; readonly source: RecordSource }
  | { readonly is: 'type'; readonly type: CType }
  | {
      readonly is: 'alias';
      readonly name: TypeName;
      readonly scope: Scope;
      readonly head?: TemplateHead;
    }
  | { readonly is: 'namespace'; readonly scope: Scope }
  | { readonly is: 'pack'; readonly items: readonly Bound[] }
  /** A pack of function parameters: the locals that stand for it. */
  | { readonly is: 'locals'; readonly items: readonly Entity[] }
  | { readonly is: 'field'; readonly record: Record; readonly index: number }
  /** What could not be declared and was told: its use says nothing more. */
  | { readonly is: 'refused' }
  | { readonly is: 'broken'; readonly why: string; readonly span: Span };

export type ScopeKind = 'namespace' | 'record' | 'template' | 'block' | 'enum';

export class Scope {
  readonly names = new Map<string, Entity>();
  /** Namespaces whose names are visible here. */
  readonly using: Scope[] = [];
  /** Types without a name that were declared where they are used. */
  readonly records = new Map<RecordDeclaration, RecordSource>();
  constructor(
    readonly kind: ScopeKind,
    readonly outer: Scope | undefined,
    /** Of a namespace: its full name, `std` or `cuda::std`; of a template: the arguments, once they are known. */
    public path: string = '',
    readonly record?: Record,
  ) {}

  /** A name of this very scope, its bases and the namespaces used here. */
  own(name: string, seen?: Set<Scope>): Entity | undefined {
    const found = this.names.get(name);
    if (found) return found;
    if (this.record)
      for (const base of this.record.bases) {
        const inherited = base.scope.own(name);
        if (inherited) return inherited;
      }
    if (this.using.length) {
      const visited = seen ?? new Set<Scope>();
      visited.add(this);
      for (const scope of this.using) {
        if (visited.has(scope)) continue;
        const entity = scope.own(name, visited);
        if (entity) return entity;
      }
    }
    return undefined;
  }

  find(name: string): Entity | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const entity = scope.own(name);
      if (entity) return entity;
    }
    return undefined;
  }

  /** What may stand before `::`: a namespace or a type, whatever variables of that name are nearer. */
  findScope(name: string): Entity | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      const entity = scope.own(name);
      if (
        entity &&
        (entity.is === 'namespace' || entity.is === 'type' || entity.is === 'record' || entity.is === 'alias')
      )
        return entity;
    }
    return undefined;
  }

  /** The innermost namespace around. */
  namespace(): Scope {
    let scope: Scope = this;
    while (scope.kind !== 'namespace' && scope.outer) scope = scope.outer;
    return scope;
  }

  root(): Scope {
    let scope: Scope = this;
    while (scope.outer?.outer) scope = scope.outer;
    return scope;
  }
}

/** Adds to an overload set, or begins one. */
export function addFunction(scope: Scope, name: string, source: FunctionSource): void {
  const there = scope.names.get(name);
  if (there?.is === 'functions') there.sources.push(source);
  else scope.names.set(name, { is: 'functions', sources: [source] });
}

/** All overloads of a name from here outwards, and in the namespaces of the arguments' types. */
export function functionsNamed(scope: Scope, name: string, also: readonly Scope[]): FunctionSource[] {
  const found = new Set<FunctionSource>();
  const add = (entity: Entity | undefined) => {
    if (entity?.is === 'functions') for (const source of entity.sources) found.add(source);
  };
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    if (at.kind === 'record') continue;
    add(at.own(name));
  }
  for (const other of also) add(other.own(name));
  return [...found];
}
