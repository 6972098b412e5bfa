// Legalization: loops in which each thread begins at its own number and all go on by the same step (`for (i = threadIdx.x;
// i < n; i += blockDim.x)`) count what the first thread would, once for all: in a turn, neighbouring threads then read
// side by side. Each thread does the same turns in the same order as before; only between threads, to which CUDA gives no
// order, does it change. In comes a valid module, out comes one that means the same.
//
// The counter's arithmetic is plain, like that of all counters: one that would pass the end of its type is a mistake in CUDA.
import {
  type Block,
  type CompareOp,
  type Expr,
  expressionsOf,
  type Function,
  type FunctionFacts,
  isFloat,
  isUniformValue,
  type Local,
  type LocalId,
  type MixedValues,
  type Module,
  resultsOf,
  rewriteBlock,
  rewriteExpr,
  type Scalar,
  type ScalarType,
  type Statement,
  scalars,
  type ValidModule,
  visitExpr,
  visitExpressions,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { extentOf } from './extents';
import { jumpsOut, meetsInside, returnsInside } from './meetings';
import { type Usage, usageOf } from './usage';

export function countOnce(module: ValidModule): Module {
  const functions = module.functions.map((fn, id) => {
    const facts = module.facts.functions[id];
    return fn.kernel && facts ? new Strides(fn, facts, module.facts.functions).run() : fn;
  });
  if (functions.every((fn, id) => fn === module.functions[id])) return module;
  return { structs: module.structs, variables: module.variables, functions };
}

/** What a loop counts: all there is to know of its head. */
type Head = {
  readonly counter: LocalId;
  readonly start: Expr;
  readonly step: Expr;
  readonly compare: 'less' | 'less-equal';
  /** The type in which the counter is compared with the end. */
  readonly in: ScalarType;
  readonly end: Expr;
};

class Strides {
  private readonly locals: Local[];
  private readonly names: Set<string>;
  private readonly usage: Usage;
  private readonly mixed: MixedValues;

  constructor(
    private readonly fn: Function,
    private readonly facts: FunctionFacts,
    private readonly all: readonly FunctionFacts[],
  ) {
    this.locals = [...fn.locals];
    this.names = new Set(fn.locals.map(({ name }) => name));
    this.usage = usageOf(fn);
    this.mixed = {
      isMixed: (local) => !facts.uniformLocals.has(local),
      isMixedResult: (id) => !all[id]?.uniformResult,
    };
  }

  run(): Function {
    const body = this.block(this.fn.body);
    return this.locals.length === this.fn.locals.length ? this.fn : { ...this.fn, locals: this.locals, body };
  }

  private block(block: Block): Statement[] {
    return rewriteBlock(block, {
      statement: (statement) => {
        if (statement.do !== 'loop') return undefined;
        const once = this.loop(statement);
        return once && [once];
      },
    });
  }

  private loop(loop: Statement & { do: 'loop' }): Statement | undefined {
    const head = this.headOf(loop);
    if (!head || !this.mayBeReordered(loop)) return undefined;
    const parts = this.startOf(head);
    if (!parts) return undefined;
    const body = this.block(loop.body);
    // Rows of a block apart is worth it only around what lies side by side.
    const sideBySide = usesThreadX(parts.own) || this.isAround(body);
    return sideBySide ? this.counted(loop, head, parts, body) : undefined;
  }

  private isAround(body: Block): boolean {
    let found = false;
    visitStatements(body, (part) => {
      if (part.do === 'declare' && part.local >= this.fn.locals.length) found = true;
    });
    return found;
  }

  private counted(
    loop: Statement & { do: 'loop' },
    head: Head,
    { shared, own }: { shared: Expr; own: Expr },
    body: Statement[],
  ): Statement {
    const old = this.locals[head.counter] as Local;
    const { span } = old;
    const word = scalarOf(old.type) === 'i32';
    const type = word ? scalars.i32 : scalars.i64;
    const first = this.locals.length;
    this.locals.push({ ...old, name: this.nameFor(`first_${old.name}`), type, temporary: true });
    const place = { at: 'local', local: first, type } as const;
    const now: Expr = { op: 'load', type, span, place };
    const sum = (left: Expr, right: Expr): Expr => ({
      op: 'binary',
      do: 'add',
      type: left.type,
      span,
      left,
      right,
    });
    const wide = (value: Expr) => converted(value, scalars.i64);
    const plain = word && head.in.scalar === 'i32';
    const below = (left: Expr): Expr => ({
      op: 'compare',
      do: head.compare,
      type: scalars.bool,
      span: loop.condition?.span ?? span,
      left: plain ? left : wide(left),
      right: plain ? head.end : wide(head.end),
    });
    const itself = sum(converted(now, old.type), converted(own, old.type));
    const guard = plain ? itself : sum(wide(now), wide(own));
    return {
      ...loop,
      init: [
        { do: 'declare', span: loop.init[0]?.span ?? span, local: first, value: converted(shared, type) },
      ],
      condition: below(now),
      update: [
        {
          do: 'assign',
          span: loop.update[0]?.span ?? span,
          place,
          value: sum(now, converted(head.step, type)),
        },
      ],
      body: [
        { do: 'declare', span, local: head.counter, value: itself },
        { do: 'if', span: loop.span, condition: below(guard), then: body, else: [] },
      ],
    };
  }

  private nameFor(name: string): string {
    let free = name;
    for (let number = 2; this.names.has(free); number++) free = `${name}_${number}`;
    this.names.add(free);
    return free;
  }

  // ---- the head ----

  private headOf(loop: Statement & { do: 'loop' }): Head | undefined {
    const [init] = loop.init;
    const [update] = loop.update;
    const { condition } = loop;
    if (loop.init.length !== 1 || loop.update.length !== 1 || loop.again) return undefined;
    if (init?.do !== 'declare' || !init.value || condition?.op !== 'compare') return undefined;
    const counter = init.local;
    const scalar = scalarOf(this.locals[counter]?.type);
    if (!scalar || !counters.has(scalar) || this.facts.uniformLocals.has(counter)) return undefined;
    if (this.facts.addressTaken.has(counter) || this.usage.writes.get(counter) !== 1) return undefined;
    if (update?.do !== 'assign' || update.volatile) return undefined;
    if (update.place.at !== 'local' || update.place.local !== counter) return undefined;
    const step = this.stepOf(update.value, counter);
    const order = ordered(condition, counter);
    if (!step || !order || !this.isAtHand(order.end, loop)) return undefined;
    return { counter, start: init.value, step, ...order };
  }

  /** What is added to the counter in a turn: a number that is never negative and the same for all threads. */
  private stepOf(value: Expr, counter: LocalId): Expr | undefined {
    const sum = withoutConversions(value);
    if (sum.op !== 'binary' || sum.do !== 'add') return undefined;
    const [left, right] = [withoutConversions(sum.left), withoutConversions(sum.right)];
    const step = isLoad(left, counter) ? right : isLoad(right, counter) ? left : undefined;
    if (!step || !extentOf(step, this.usage.extents)) return undefined;
    return isUniformValue(step, this.mixed) && readsNumbersOnly(step) ? step : undefined;
  }

  /** An end that all threads see and that no turn changes. */
  private isAtHand(end: Expr, loop: Statement): boolean {
    if (!isUniformValue(end, this.mixed) || !readsNumbersOnly(end)) return false;
    const written = new Set<LocalId>();
    visitStatements([loop], (part) => {
      if (part.do === 'declare') written.add(part.local);
      if (part.do === 'assign' && part.place.at === 'local') written.add(part.place.local);
      for (const result of resultsOf(part)) written.add(result);
    });
    let fits = true;
    visitExpr(end, (part) => {
      if (part.op === 'load' && part.place.at === 'local' && written.has(part.place.local)) fits = false;
    });
    return fits;
  }

  /** Where a thread begins as what is the same for all and what is its own, which is never negative. */
  private startOf(head: Head): { shared: Expr; own: Expr } | undefined {
    const { extents } = this.usage;
    const start = this.resolved(head.start);
    const signed = scalarOf(start.type) === 'i32' && head.in.scalar === 'i32';
    // Where a number below zero would be seen as a large one, there must be none.
    if (!signed && !extentOf(withoutConversions(start), extents)) return undefined;
    const terms: Expr[] = [];
    if (!takeApart(start, terms, extents)) return undefined;
    const isShared = (term: Expr) => isUniformValue(term, this.mixed);
    const [shared, own] = [sumOf(terms.filter(isShared)), sumOf(terms.filter((term) => !isShared(term)))];
    if (!own || !extentOf(own, extents) || !isThreadNumber(own)) return undefined;
    const none: Expr = { op: 'constant', type: scalars.i32, span: head.start.span, value: 0 };
    return { shared: shared ?? none, own };
  }

  /** With the values of locals that are written once in their places, as long as they are threads' numbers. */
  private resolved(start: Expr): Expr {
    const values = new Map<LocalId, Expr>();
    visitStatements(this.fn.body, (statement) => {
      if (statement.do === 'declare' && statement.value && !this.usage.writes.get(statement.local))
        values.set(statement.local, statement.value);
    });
    const replace = (expr: Expr, depth: number): Expr =>
      rewriteExpr(expr, {
        expr: (part) => {
          if (part.op !== 'load' || part.place.at !== 'local' || depth > 4) return part;
          if (this.facts.uniformLocals.has(part.place.local)) return part;
          const value = values.get(part.place.local);
          return value && readsNumbersOnly(value) ? replace(value, depth + 1) : part;
        },
      });
    return replace(start, 0);
  }

  // ---- the body ----

  /** True when nobody can tell in which order threads take their turns. */
  private mayBeReordered(loop: Statement & { do: 'loop' }): boolean {
    if (meetsInside(loop) || returnsInside(loop).length > 0) return false;
    if (loop.body.some((part) => jumpsOut(part))) return false;
    let fits = true;
    visitStatements(loop.body, (part) => {
      if (part.do === 'atomic') {
        const scalar = scalarOf(part.place.type);
        const commutes = orderless.has(part.op) && scalar !== undefined && !isFloat(scalar);
        if (!commutes || part.result !== undefined) fits = false;
      }
      if (part.do === 'assign' && part.volatile) fits = false;
      if (part.do === 'call') {
        const callee = this.all[part.function];
        if (!callee || callee.effects) fits = false;
      }
      if (ordering.has(part.do)) fits = false;
    });
    visitExpressions(loop.body, (expr) => {
      if (expr.op === 'load' && expr.volatile) fits = false;
    });
    return fits && expressionsOf(loop).length > 0;
  }
}

const counters: ReadonlySet<Scalar> = new Set(['i32', 'u32', 'i64', 'u64']);
const orderless: ReadonlySet<string> = new Set(['add', 'subtract', 'min', 'max', 'and', 'or', 'xor']);
const ordering: ReadonlySet<string> = new Set([
  ...['fence', 'copy', 'fill', 'print', 'assert', 'trap', 'clock', 'switch'],
]);

function scalarOf(type: Expr['type'] | undefined): Scalar | undefined {
  return type?.kind === 'scalar' ? type.scalar : undefined;
}

function converted(value: Expr, type: Expr['type']): Expr {
  const bare = value.op === 'convert' && isWhole(value.value) ? value.value : value;
  // A number that fits either type needs one conversion at most.
  if (scalarOf(bare.type) === scalarOf(type)) return bare;
  if (bare.op === 'constant' && typeof bare.value === 'number')
    return { ...bare, type, value: scalarOf(type)?.endsWith('64') ? BigInt(bare.value) : bare.value };
  return { op: 'convert', type, span: value.span, value };
}

function isWhole({ type }: Expr): boolean {
  const scalar = scalarOf(type);
  return scalar === 'i32' || scalar === 'u32';
}

/** Between whole numbers of 32 bits and more. */
function withoutConversions(expr: Expr): Expr {
  if (expr.op !== 'convert') return expr;
  const [from, to] = [scalarOf(expr.value.type), scalarOf(expr.type)];
  return from && to && counters.has(from) && counters.has(to) ? withoutConversions(expr.value) : expr;
}

function isLoad(expr: Expr, local: LocalId): boolean {
  return expr.op === 'load' && !expr.volatile && expr.place.at === 'local' && expr.place.local === local;
}

const mirrored: Readonly<Partial<Record<CompareOp, 'less' | 'less-equal'>>> = {
  greater: 'less',
  'greater-equal': 'less-equal',
};

/** `i < end` and `end > i`. */
function ordered(
  { do: op, left, right }: Expr & { op: 'compare' },
  counter: LocalId,
): Pick<Head, 'compare' | 'in' | 'end'> | undefined {
  const mirror = mirrored[op];
  const compare = op === 'less' || op === 'less-equal' ? op : mirror;
  const [small, end] = mirror ? [right, left] : [left, right];
  if (!compare || small.type.kind !== 'scalar' || !counters.has(small.type.scalar)) return undefined;
  return isLoad(withoutConversions(small), counter) ? { compare, in: small.type, end } : undefined;
}

function readsNumbersOnly(expr: Expr): boolean {
  let fits = true;
  visitPlaces([{ do: 'return', span: expr.span, value: expr }], (place, use) => {
    if (use !== 'read' || place.at !== 'local') fits = false;
  });
  visitExpr(expr, (part) => {
    if (part.op === 'call' || (part.op === 'load' && part.volatile)) fits = false;
  });
  return fits;
}

/** The terms of a sum, through conversions that lose nothing that counts; false when there is one that does. */
function takeApart(expr: Expr, terms: Expr[], extents: Usage['extents']): boolean {
  if (expr.op === 'convert') {
    const [from, to] = [scalarOf(expr.value.type), scalarOf(expr.type)];
    const words = isWhole(expr) && isWhole(expr.value);
    const widens = to === 'i64' || to === 'u64';
    if (words || (from && widens && extentOf(expr.value, extents)))
      return takeApart(expr.value, terms, extents);
  }
  if (expr.op === 'binary' && expr.do === 'add')
    return takeApart(expr.left, terms, extents) && takeApart(expr.right, terms, extents);
  terms.push(expr);
  return counters.has(scalarOf(expr.type) ?? 'bool');
}

function sumOf(terms: readonly Expr[]): Expr | undefined {
  return terms.reduce<Expr | undefined>(
    (left, right) =>
      left
        ? {
            op: 'binary',
            do: 'add',
            type: left.type,
            span: left.span,
            left,
            right: converted(right, left.type),
          }
        : right,
    undefined,
  );
}

function usesThreadX(expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (part) => {
    if (part.op === 'builtin' && part.name === 'thread-x') found = true;
  });
  return found;
}

/** thread-x as it is, with rows of a block as far apart as they may be; nothing else that differs from thread to thread. */
function isThreadNumber(expr: Expr): boolean {
  if (!usesThreadX(expr)) {
    let fits = true;
    visitExpr(expr, (part) => {
      if (part.op === 'load' || (part.op === 'builtin' && part.name === 'lane')) fits = false;
    });
    return fits;
  }
  if (expr.op === 'builtin') return true;
  if (expr.op === 'convert') return isThreadNumber(expr.value);
  if (expr.op !== 'binary' || expr.do !== 'add') return false;
  const { left, right } = expr;
  return !(usesThreadX(left) && usesThreadX(right)) && isThreadNumber(left) && isThreadNumber(right);
}
