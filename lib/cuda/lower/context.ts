// The state of one lowering: the module that grows, and of each function its locals and the statements made so far.
import type { Problem } from '@/lib/core/problem';
import type { Span } from '@/lib/core/span';
import type {
  Expr,
  Function as IrFunction,
  LocalId,
  Place,
  Statement,
  Struct,
  Type,
  Variable,
  VariableId,
} from '@/lib/ir';
import { headersFile } from '@/lib/ir';
import { problem } from '@/lib/messages';
import type { Deferred, Expr as ExprNode, MemberInitializer, Statement as StatementNode } from '../ast';
import { load, pointee } from './build';
import { type CType, irType, type RecordC } from './ctypes';
import type { LinkedUnit } from './link';
import type { ReadUnit } from './other-units';
import type { Prelude } from './prelude';
import { AlreadyRefused, Refusal } from './refusal';
import { Scope, type VariableSource } from './scopes';

/** How the parser's deferred parts become trees. */
export type Parse = {
  readonly body: (deferred: Deferred) => StatementNode;
  readonly initializers: (deferred: Deferred) => readonly MemberInitializer[] | undefined;
  readonly expression: (deferred: Deferred) => ExprNode | undefined;
  /** The tokens of a place, with a space between them. */
  readonly text: (span: Span) => string;
};

export class Lowering {
  readonly problems: Problem[] = [];
  readonly structs: Struct[] = [];
  readonly variables: Variable[] = [];
  readonly functions: IrFunction[] = [];
  readonly names = new Set<string>();
  /** What headers declare: around the program's own names. */
  readonly headers = new Scope('namespace', undefined);
  readonly global = new Scope('namespace', this.headers);
  private readonly told = new Set<string>();
  /** Functions in the middle of being lowered, outermost first. */
  readonly active: unknown[] = [];
  /** Where each of them was called. */
  readonly sites: Span[] = [];
  instances = 0;
  /** Values of constants that lie in memory: arrays and records. */
  readonly constants = new Map<VariableId, Expr>();
  /** Texts of headers that were declared. */
  readonly preludes: Prelude[] = [];
  /** Units that were read, the one at hand first. */
  readonly linked: LinkedUnit[] = [];
  /** `extern` variables that no unit defines, by their full names. */
  readonly undefinedVariables = new Map<string, VariableSource>();
  /** Reads the other units; undefined when there are none, or once that was done. */
  others: (() => ReadUnit[]) | undefined;
  constructor(readonly parse: Parse) {}

  /** Tells a refusal once for each place. */
  tell(error: unknown): void {
    if (error instanceof AlreadyRefused) return;
    if (!(error instanceof Refusal)) {
      const span = this.sites.at(-1) ?? { file: headersFile, start: 0, end: 0 };
      this.tellProblem(error instanceof RangeError ? 'lower-too-deep' : 'lower-confused', span, {});
      return;
    }
    this.tellProblem(error.code, error.span, error.params);
  }
  tellProblem(
    code: Refusal['code'],
    span: Span,
    params: Refusal['params'],
    severity: 'error' | 'warning' = 'error',
  ): void {
    const at = this.siteOf(span);
    const key = `${code} ${at.file} ${at.start} ${JSON.stringify(params)}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.problems.push(problem(code, severity, at, params));
  }

  /** Where the user's own text is that led to a place: what stands in our headers is told at the call of it. */
  private siteOf(span: Span): Span {
    if (span.file !== headersFile) return span;
    return this.sites.findLast((site) => site.file !== headersFile) ?? span;
  }

  /** Runs `work` without telling what it refuses: host code is only asked for its types. */
  quietly<T>(work: () => T): T {
    const count = this.problems.length;
    const told = new Set(this.told);
    try {
      return work();
    } finally {
      this.problems.length = count;
      for (const key of this.told) if (!told.has(key)) this.told.delete(key);
    }
  }

  /** A name that the module does not have yet. */
  uniqueName(wanted: string): string {
    return uniqueIn(this.names, wanted);
  }
}

/** An identifier: template arguments and operators written out in letters. */
export function identifierOf(text: string): string {
  return text
    .replace(
      /\boperator\s*(\(\)|\[\]|->\*?|<<=?|>>=?|[<>]=?|[^\w\s<>()[\]]+)/,
      (_, sign: string) => `operator_${operatorWord(sign)}_`,
    )
    .replace(/-(?=\d)/g, 'm')
    .replace(/\*/g, 'p')
    .replace(/[^A-Za-z0-9_]+/g, '_')
    .replace(/^(\d)/, '_$1')
    .replace(/_+$/, '');
}
function operatorWord(sign: string): string {
  if (sign === '()') return 'call';
  if (sign === '[]') return 'index';
  return [...sign].map((c) => signNames[c] ?? '').join('_');
}
const signNames: Readonly<Record<string, string>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'over',
  '%': 'mod',
  '=': 'assign',
  '<': 'less',
  '>': 'greater',
  '!': 'not',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '~': 'complement',
};

export function uniqueIn(names: Set<string>, wanted: string): string {
  let name = wanted || 'unnamed';
  for (let n = 2; names.has(name); n++) name = `${wanted}_${n}`;
  names.add(name);
  return name;
}

export type LocalDraft = {
  name: string;
  sourceName: string;
  type: Type;
  temporary: boolean;
  constant: boolean;
  span: Span;
};

/** A function while it is made. Without one (array bounds, template arguments, initialisers) nothing may be emitted. */
export class Frame {
  readonly locals: LocalDraft[] = [];
  readonly names = new Set<string>();
  readonly addressTaken = new Set<LocalId>();
  out: Statement[] = [];
  /** Statements that come after the full expression (`a[i++] = x`); undefined where they must not wait. */
  postponed: Statement[] | undefined;
  /** Locals whose increments may wait in this full expression. */
  mayPostpone: ReadonlySet<string> = new Set();
  result: CType | undefined;
  /** What `this` points to. */
  self: { readonly place: Place; readonly type: RecordC } | undefined;
  /** In a lambda's body: the object with what it captured. */
  closure: { readonly place: Place; readonly type: RecordC } | undefined;
  failed = false;
  /** Inside a user-defined conversion, which is not followed by another one. */
  converting = false;
  /** Only types are asked for: nothing is made in the module. */
  typesOnly = false;
  /** In a constructor: `return` gives the object. */
  constructed = false;
  autoResult: 'value' | 'reference' | undefined;
  /** The function that the locals of names belong to. */
  owner: object = this;
  constructor(
    readonly lowering: Lowering,
    public scope: Scope,
    readonly isStatic: boolean,
  ) {}

  emit(statement: Statement): void {
    if (this.isStatic) throw new Refusal('lower-not-constant', statement.span);
    this.out.push(statement);
  }

  addLocal(sourceName: string, type: Type, span: Span, constant: boolean, temporary = false): LocalId {
    const name = uniqueIn(this.names, identifierOf(sourceName) || 'unnamed');
    this.locals.push({ name, sourceName, type, temporary, constant, span });
    return this.locals.length - 1;
  }

  place(local: LocalId): Place {
    return { at: 'local', local, type: (this.locals[local] as LocalDraft).type };
  }

  /** A local of our own, declared here, with a value or to be given one. */
  temporary(type: Type, span: Span, value?: Expr, hint = 't'): LocalId {
    const local = this.addLocal(hint, type, span, true, true);
    this.emit({ do: 'declare', local, span, ...(value && { value }) });
    return local;
  }
  /** The value in a temporary, so that it is computed here and only once. */
  pinned(value: Expr, hint?: string): Expr {
    if (value.op === 'constant' || value.op === 'zero') return value;
    const local = this.temporary(value.type, value.span, value, hint);
    return load(this.place(local), value.span);
  }

  /** Runs `work` with its statements in a list of their own. */
  block(work: () => void): Statement[] {
    const before = this.out;
    const postponed = this.postponed;
    this.out = [];
    this.postponed = undefined;
    try {
      work();
      return this.out;
    } finally {
      this.out = before;
      this.postponed = postponed;
    }
  }

  within<T>(scope: Scope, work: () => T): T {
    const before = this.scope;
    this.scope = scope;
    try {
      return work();
    } finally {
      this.scope = before;
    }
  }

  /** A pointer to a place; remembers that a local's address is taken. */
  address(place: Place, span: Span): Expr {
    if (place.at === 'pointee') return place.pointer;
    let root: Place = place;
    while (root.at === 'element' || root.at === 'member') root = root.of;
    if (root.at === 'local') this.addressTaken.add(root.local);
    return {
      op: 'address',
      place,
      type: { kind: 'pointer', space: this.spaceOf(root), to: place.type },
      span,
    };
  }
  private spaceOf(root: Place) {
    if (root.at === 'local') return 'local' as const;
    if (root.at === 'variable')
      return (this.lowering.variables[root.variable as VariableId] as Variable).space;
    if (root.at === 'pointee' && root.pointer.type.kind === 'pointer') return root.pointer.type.space;
    return 'generic' as const;
  }

  /** The place that a pointer value points to, as a type of C++. */
  pointee(pointer: Expr, type: CType, span: Span): Place {
    const wanted = irType(type);
    const place = pointee(pointer, span);
    if (place.at !== 'pointee') return place;
    return { ...place, type: wanted };
  }
}

/** A frame for what must be known while lowering. */
export function staticFrame(lowering: Lowering, scope: Scope): Frame {
  return new Frame(lowering, scope, true);
}
