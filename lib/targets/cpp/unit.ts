// What the printers of one text share: its names, its types, what it needs of the preamble, and how its functions are called.
import {
  type Builtin,
  type Expr,
  type Function,
  type FunctionFacts,
  type LocalId,
  rootOf,
  type Scalar,
  type ValidModule,
  type VariableId,
  visitExpressions,
  visitPlaces,
} from '@/lib/ir';
import type { EmitOptions } from '../options';
import { isOrderless } from './memory-use';
import { Names } from './names';
import type { HelperName } from './preamble';
import { TypeNames } from './type-names';

export class Unit {
  readonly types: TypeNames;
  readonly functions: readonly string[];
  readonly variables: readonly string[];
  readonly helpers = new Set<HelperName>();
  /** Functions that ask which thread or block they run in, with those they call. */
  private readonly placed: readonly boolean[];

  constructor(
    readonly module: ValidModule,
    readonly options: EmitOptions,
    private readonly names = new Names(),
  ) {
    this.types = new TypeNames(module.structs, names, aliasedIn(module));
    this.variables = module.variables.map(({ name }) => names.take(name));
    this.functions = module.functions.map(({ name }) => names.take(name));
    this.placed = module.functions.map((_, id) => this.asksWhere(id, new Set()));
  }

  /** Names of a function's own, which may not hide those of the text. */
  scopeNames(): Names {
    return new Names(this.names);
  }

  isDynamic(id: VariableId): boolean {
    const type = this.module.variables[id]?.type;
    return type?.kind === 'array' && type.count === 0;
  }

  isPlaced(id: number): boolean {
    return this.placed[id] ?? false;
  }

  /** True when a function itself uses one of these. */
  usesBuiltin(fn: Function, names: readonly Builtin[]): boolean {
    let found = false;
    this.eachExpr(fn, (expr) => {
      if (expr.op === 'builtin' && names.includes(expr.name)) found = true;
    });
    return found;
  }

  eachExpr(fn: Function, visit: (expr: Expr) => void): void {
    visitExpressions(fn.body, visit);
  }

  /** True for a function whose calls must stay in order: it, or one it calls, does more than compute and write. */
  isOrdered(id: number): boolean {
    return this.isOrderedFrom(id, new Set());
  }

  private isOrderedFrom(id: number, open: Set<number>): boolean {
    if (open.has(id)) return true;
    const inner = new Set([...open, id]);
    const fn = this.module.functions[id];
    return !fn || !isOrderless(fn.body, (callee) => this.isOrderedFrom(callee, inner));
  }

  /** Locals that something points to. */
  pointedIn(fn: Function): ReadonlySet<LocalId> {
    const pointed = new Set<LocalId>();
    visitPlaces(fn.body, (place, use) => {
      const root = rootOf(place);
      if (use === 'address' && root.at === 'local') pointed.add(root.local);
    });
    return pointed;
  }

  private asksWhere(id: number, open: Set<number>): boolean {
    if (open.has(id)) return false;
    open.add(id);
    const fn = this.module.functions[id] as Function;
    let asks = false;
    visitExpressions(fn.body, (expr, statement) => {
      if (expr.op === 'builtin' && expr.name !== 'warp-size') asks = true;
      if (statement.do === 'assert') asks = true;
    });
    const facts = this.module.facts.functions[id] as FunctionFacts;
    return asks || facts.calls.some((callee) => this.asksWhere(callee, open));
  }
}

/** Scalars whose memory is also seen as another type: through pointers that were retyped to them. */
function aliasedIn({ functions }: ValidModule): Set<Scalar> {
  const aliased = new Set<Scalar>();
  for (const fn of functions)
    visitExpressions(fn.body, (expr) => {
      if (expr.op !== 'retype' || expr.type.kind !== 'pointer' || expr.pointer.type.kind !== 'pointer')
        return;
      const [from, to] = [expr.pointer.type.to, expr.type.to];
      if (to.kind !== 'scalar' || (from.kind === 'scalar' && from.scalar === to.scalar)) return;
      // Bytes may be read as anything's bytes; the other way round needs saying.
      if (to.scalar === 'i8' || to.scalar === 'u8' || to.scalar === 'bool' || from.kind === 'void') return;
      aliased.add(to.scalar);
    });
  return aliased;
}
