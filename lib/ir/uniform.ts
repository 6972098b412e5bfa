// Which values and which control flow are the same for all threads of a block. In come functions with their effects,
// out come the uniform locals and statements of each, and of barriers that some threads may miss, the reason.
//
// It starts from "all is uniform" and takes back until nothing changes. A thread that returns from a kernel takes no part
// any more: what is said holds for the threads still there (barriers of CUDA hardware count them alone). Memory that all
// threads read at one address gives them one value: a thread that writes it in between would race with the others.
// Volatile reads, atomics and memory behind generic pointers are never uniform. A function's parameters are as uniform as
// in the least uniform of its calls; its result is looked at apart, with parameters that are the same for all: where it then is
// so too, each call with such arguments has such a result.
import type { Effects } from './effects';
import type { Divergence } from './facts';
import type { Block, Expr, Function, FunctionId, LocalId, Place, Statement } from './module';
import {
  blocksOf,
  expressionsOf,
  partsOf,
  partsOfPlace,
  resultsOf,
  rootOf,
  visitPlaces,
  writesOf,
} from './walk';

export type Uniformity = {
  readonly uniformLocals: ReadonlySet<LocalId>;
  readonly uniformStatements: ReadonlySet<Statement>;
  readonly divergence: ReadonlyMap<Statement, Divergence>;
  readonly leftUnevenly: ReadonlySet<Statement>;
  readonly uniformResult: boolean;
};

/** Which locals and results of functions are not the same for all threads. */
export type MixedValues = {
  readonly isMixed: (local: LocalId) => boolean;
  readonly isMixedResult: (id: FunctionId) => boolean;
};

/** What is known of one function; only ever goes from uniform to not. */
type Knowledge = {
  readonly mixed: Set<LocalId>;
  /** Loops and switches that some threads leave before others, each with a cause that is its own object. */
  readonly left: Map<Statement, Divergence>;
  entry?: Divergence;
  mixedResult: boolean;
  changed: boolean;
};

/**
 * How control got here: undefined when all threads did. Which object it is tells which threads are here: wherever some of them
 * may be missing it is a new one, with the first cause in it.
 */
type Control = Divergence | undefined;

/** Uniformity of each function of a module. */
export function uniformityOf(functions: readonly Function[], effects: readonly Effects[]): Uniformity[] {
  const fresh = (): Knowledge[] =>
    functions.map((fn) => ({
      // What is written through a pointer is not followed.
      mixed: pointedIn(fn),
      left: new Map(),
      mixedResult: false,
      changed: false,
    }));
  /** Walks each function until nothing changes: again where what it rests on did. */
  const settle = (
    known: readonly Knowledge[],
    order: readonly FunctionId[],
    walkOf: (id: FunctionId) => Walk,
    rests: (on: FunctionId) => readonly FunctionId[],
  ): Uniformity[] => {
    const found: Uniformity[] = [];
    const open = new Set(order);
    for (const id of open) {
      open.delete(id);
      found[id] = walkOf(id).run();
      known.forEach((knowledge, changed) => {
        if (!knowledge.changed) return;
        knowledge.changed = false;
        for (const next of [changed, ...rests(changed)]) open.add(next);
      });
    }
    return found;
  };
  const ids = functions.map((_, id) => id);
  const callers = functions.map((): FunctionId[] => []);
  effects.forEach(({ calls }, id) => {
    for (const callee of calls) callers[callee]?.push(id);
  });
  const alone = fresh();
  const aloneAt = (id: FunctionId) => new Walk(id, functions, effects, alone, undefined);
  settle(alone, ids, aloneAt, (callee) => callers[callee] ?? []);
  const known = fresh();
  const calledAt = (id: FunctionId) => new Walk(id, functions, effects, alone, known);
  return settle(known, ids.reverse(), calledAt, () => []);
}

/** Locals whose address is taken. */
function pointedIn(fn: Function): Set<LocalId> {
  const pointed = new Set<LocalId>();
  visitPlaces(fn.body, (place, use) => {
    const root = rootOf(place);
    if (use === 'address' && root.at === 'local') pointed.add(root.local);
  });
  return pointed;
}

/** One pass over a function with what is known so far. */
class Walk {
  private readonly fn: Function;
  private readonly known: Knowledge;
  private readonly values: MixedValues;
  private readonly declaredUnder = new Map<LocalId, Control>();
  private readonly uniform = new Set<Statement>();
  private readonly divergence = new Map<Statement, Divergence>();
  /** Why some threads are no longer here in a function that they returned from. */
  private returned: Control;
  /** Enclosing loops and switches, with how control gets to what is inside. */
  private readonly breaks: { target: Statement; control: Control }[] = [];
  /** For each enclosing loop, why some threads skip the rest of its body. */
  private readonly skipped: { control: Control; skip: Control }[] = [];
  private readonly both = new Map<Divergence, Map<Divergence, Divergence>>();

  /**
   * @param alone what is known of each function called by all threads with arguments that are the same for all
   * @param called of each as the module calls it; absent while it is found out what they are alone
   */
  constructor(
    private readonly id: FunctionId,
    functions: readonly Function[],
    private readonly effects: readonly Effects[],
    private readonly alone: readonly Knowledge[],
    private readonly called: readonly Knowledge[] | undefined,
  ) {
    this.fn = functions[id] as Function;
    this.known = (called ?? alone)[id] as Knowledge;
    this.values = {
      isMixed: (local) => this.known.mixed.has(local),
      isMixedResult: (callee) => alone[callee]?.mixedResult ?? true,
    };
  }

  run(): Uniformity {
    this.block(this.fn.body, this.known.entry);
    return {
      uniformLocals: new Set(
        this.fn.locals.flatMap((_, local) => (this.known.mixed.has(local) ? [] : [local])),
      ),
      uniformStatements: this.uniform,
      divergence: this.divergence,
      leftUnevenly: new Set(this.known.left.keys()),
      uniformResult: !this.alone[this.id]?.mixedResult,
    };
  }

  // ---- control ----

  private block(block: Block, entered: Control): void {
    for (const statement of block) this.statement(statement, this.controlHere(entered));
  }

  private controlHere(entered: Control): Control {
    return this.fewer(this.fewer(entered, this.returned), this.skipped.at(-1)?.skip);
  }

  /** Control where threads may be missing for two reasons. */
  private fewer(control: Control, why: Control): Control {
    if (!control || !why || control === why) return control ?? why;
    const known = this.both.get(control) ?? new Map<Divergence, Divergence>();
    this.both.set(control, known);
    const both = known.get(why) ?? { ...control };
    known.set(why, both);
    return both;
  }

  private statement(statement: Statement, control: Control): void {
    if (!control) this.uniform.add(statement);
    if (statement.do !== 'loop') for (const expr of expressionsOf(statement)) this.callsIn(expr, control);
    switch (statement.do) {
      case 'declare':
        this.declaredUnder.set(statement.local, control);
        if (statement.value && !this.isUniform(statement.value)) this.mix(statement.local);
        return;
      case 'assign':
        this.write(statement.place, this.isUniform(statement.value), control);
        return;
      case 'if':
        this.branches(statement, statement.condition, control);
        return;
      case 'switch':
        this.switch(statement, control);
        return;
      case 'loop':
        this.loop(statement, control);
        return;
      case 'block':
        this.block(statement.body, control);
        return;
      case 'break': {
        const target = this.breaks.at(-1);
        if (target && control && control !== target.control) this.leave(target.target, control);
        return;
      }
      case 'continue': {
        const loop = this.skipped.at(-1);
        if (loop && control && control !== loop.control) loop.skip ??= control;
        return;
      }
      case 'return':
        this.return(statement, control);
        return;
      case 'call':
        this.call(statement.function, statement.args, control);
        if (control && this.effects[statement.function]?.barriers) this.divergence.set(statement, control);
        if (statement.result !== undefined) {
          const { function: id, args } = statement;
          const uniform = !this.values.isMixedResult(id) && args.every((arg) => this.isUniform(arg));
          this.writeLocal(statement.result, uniform, control);
        }
        return;
      case 'barrier':
      case 'grid-barrier':
        if (control) this.divergence.set(statement, control);
        for (const result of resultsOf(statement)) this.writeLocal(result, true, control);
        return;
      default:
        for (const place of writesOf(statement)) this.write(place, false, control);
        for (const result of resultsOf(statement)) this.mix(result);
    }
  }

  private inside(cause: Control, condition: Expr, kind: Divergence['kind']): Control {
    return this.isUniform(condition) ? cause : { ...(cause ?? { kind, span: condition.span }) };
  }

  private branches(statement: Statement & { do: 'if' }, condition: Expr, control: Control): void {
    const inner = this.inside(control, condition, 'condition');
    for (const block of blocksOf(statement)) this.block(block, inner);
  }

  private switch(statement: Statement & { do: 'switch' }, control: Control): void {
    const inner = this.fewer(
      this.inside(control, statement.value, 'condition'),
      this.known.left.get(statement),
    );
    this.breaks.push({ target: statement, control: inner });
    for (const { body } of statement.cases) this.block(body, inner);
    this.breaks.pop();
  }

  private loop(statement: Statement & { do: 'loop' }, control: Control): void {
    this.block(statement.init, control);
    const { condition, again } = statement;
    let inner = this.fewer(control, this.known.left.get(statement));
    if (condition) inner = this.inside(inner, condition, 'loop');
    if (again) inner = this.inside(inner, again, 'loop');
    for (const expr of expressionsOf(statement)) this.callsIn(expr, inner);
    this.breaks.push({ target: statement, control: inner });
    const skipped: { control: Control; skip: Control } = { control: inner, skip: undefined };
    this.skipped.push(skipped);
    this.block(statement.body, inner);
    // Threads that skipped the rest of the body are here again.
    skipped.skip = undefined;
    this.block(statement.update, inner);
    this.skipped.pop();
    this.breaks.pop();
  }

  private return(statement: Statement & { do: 'return' }, control: Control): void {
    if (statement.value && (control !== this.known.entry || !this.isUniform(statement.value)))
      this.set('mixedResult');
    if (this.fn.kernel || !control || control === this.known.entry) return;
    this.returned ??= { kind: 'return', span: statement.span };
    for (const { target } of this.breaks) this.leave(target, this.returned);
  }

  private leave(target: Statement, cause: Divergence): void {
    if (this.known.left.has(target)) return;
    this.known.left.set(target, { ...cause });
    this.known.changed = true;
  }

  /** Tells the functions that an expression calls with what and under which control. */
  private callsIn(expr: Expr, control: Control): void {
    if (expr.op === 'call') this.call(expr.function, expr.args, control);
    const [first, ...others] = partsOf(expr);
    const inner =
      first && (expr.op === 'select' || expr.op === 'logical')
        ? this.inside(control, first, 'condition')
        : control;
    if (first) this.callsIn(first, control);
    for (const other of others) this.callsIn(other, inner);
  }

  private call(id: FunctionId, args: readonly Expr[], control: Control): void {
    const callee = this.called?.[id];
    if (!callee) return;
    args.forEach((arg, index) => {
      if (callee.mixed.has(index) || this.isUniform(arg)) return;
      callee.mixed.add(index);
      callee.changed = true;
    });
    if (!control || callee.entry) return;
    callee.entry = control;
    callee.changed = true;
  }

  // ---- values ----

  private set(fact: 'mixedResult'): void {
    if (this.known[fact]) return;
    this.known[fact] = true;
    this.known.changed = true;
  }

  private mix(local: LocalId): void {
    if (this.known.mixed.has(local)) return;
    this.known.mixed.add(local);
    this.known.changed = true;
  }

  private write(place: Place, uniform: boolean, control: Control): void {
    const root = rootOf(place);
    if (root.at === 'local')
      this.writeLocal(root.local, uniform && areIndicesUniform(place, this.values), control);
  }

  /** A local written where its declaration stands is written by all threads that can read it. */
  private writeLocal(local: LocalId, uniform: boolean, control: Control): void {
    const under = local < this.fn.parameters ? this.known.entry : this.declaredUnder.get(local);
    if (!uniform || (control !== undefined && control !== under)) this.mix(local);
  }

  private isUniform(expr: Expr): boolean {
    return isUniformValue(expr, this.values);
  }
}

/** True when all threads that evaluate an expression get one value. */
export function isUniformValue(expr: Expr, values: MixedValues): boolean {
  switch (expr.op) {
    case 'builtin':
      return !expr.name.startsWith('thread-') && expr.name !== 'lane';
    case 'load':
      return !expr.volatile && isUniformPlace(expr.place, values);
    case 'address':
      return rootOf(expr.place).at !== 'local' && areIndicesUniform(expr.place, values);
    case 'call':
      if (values.isMixedResult(expr.function)) return false;
  }
  return partsOf(expr).every((part) => isUniformValue(part, values));
}

function areIndicesUniform(place: Place, values: MixedValues): boolean {
  return partsOfPlace(place).every((part) => isUniformValue(part, values));
}

function isUniformPlace(place: Place, values: MixedValues): boolean {
  const root = rootOf(place);
  if (!areIndicesUniform(place, values)) return false;
  if (root.at === 'local') return !values.isMixed(root.local);
  if (root.at === 'variable') return true;
  const pointer = root.pointer.type;
  return pointer.kind === 'pointer' && pointer.space !== 'generic' && pointer.space !== 'local';
}
