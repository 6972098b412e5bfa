// Which loops are taken apart although no threads meet in them: loops that all threads go through alike, whose accesses lie
// side by side for neighbouring threads. With the loop over threads inside of them those accesses become vectors; what a
// thread carries from turn to turn is kept for each thread.
import {
  type Block,
  type Expr,
  expressionsOf,
  type Function,
  type FunctionFacts,
  isUniformValue,
  type LocalId,
  type MixedValues,
  type Statement,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { type Sides, sidesOf, standsApart } from './apart';
import { valuesIn } from './homes';
import { jumpsOut, meetsInside, returnsInside } from './meetings';
import { type Around, boundsOfCondition, boundsOfReturn, slopeIn, type ThreadBound } from './thread-bounds';
import type { Usage } from './usage';

/** Statements that are taken apart; for conditions around such loops, what they say of the threads. */
export type Spread = {
  readonly loops: ReadonlySet<Statement>;
  readonly bounds: ReadonlyMap<Statement, Sides>;
};

/** Turns of a loop with constant ends from which taking it apart is worth the traffic. */
const worthTurns = 32;

/** Elements between neighbouring threads up to which their reads count as side by side. */
const nearby = 64;

export function spreadOf(
  fn: Function,
  facts: FunctionFacts,
  all: readonly FunctionFacts[],
  usage: Usage,
): Spread {
  return new Search(fn, facts, all, usage).run();
}

class Search {
  private readonly loops = new Set<Statement>();
  private readonly bounds = new Map<Statement, Sides>();
  private readonly around: Around;
  /** Counters of the loops around: one for all threads, once the loop is taken apart. */
  private readonly counters = new Set<LocalId>();
  private readonly mixed: MixedValues;

  constructor(
    private readonly fn: Function,
    private readonly facts: FunctionFacts,
    all: readonly FunctionFacts[],
    usage: Usage,
  ) {
    this.around = {
      values: valuesIn(fn, usage),
      extents: usage.extents,
      isOutside: (local) => local < fn.parameters || this.counters.has(local),
      isKept: () => false,
    };
    this.mixed = {
      isMixed: (local) => !facts.uniformLocals.has(local),
      isMixedResult: (id) => !all[id]?.uniformResult,
    };
  }

  run(): Spread {
    this.block(this.fn.body, true);
    return { loops: this.loops, bounds: this.bounds };
  }

  /** @returns whether anything inside is taken apart */
  private block(block: Block, top = false): boolean {
    const guards: { statement: Statement; bounds: ThreadBound[] }[] = [];
    let found = false;
    for (const statement of block) {
      const guard = top && this.guardOf(statement);
      if (guard) guards.push({ statement, bounds: guard });
      else if (returnsInside(statement).length > 0) return found;
      else if (this.statement(statement) || this.splits(statement, block)) {
        found = true;
        for (const { statement: own, bounds } of guards) this.bounds.set(own, { then: bounds, else: [] });
      }
    }
    return found;
  }

  /** Threads that return here are the last of each row; nothing meets anywhere, so that nobody asks who is there. */
  private guardOf(statement: Statement): ThreadBound[] | undefined {
    if (statement.do !== 'if' || this.facts.barriers || this.facts.warpOps) return undefined;
    if (statement.else.length > 0 || statement.then.length !== 1 || statement.then[0]?.do !== 'return')
      return undefined;
    const bounds = boundsOfReturn(statement.condition, this.around);
    return bounds?.some(({ kind }) => kind === 'each') ? undefined : bounds;
  }

  private statement(statement: Statement): boolean {
    switch (statement.do) {
      case 'loop':
        return this.loop(statement);
      case 'block':
        return this.block(statement.body) && this.take(statement);
      case 'if': {
        if (meetsInside(statement)) {
          // Taken apart anyway, when all go the same way.
          if (!isUniformValue(statement.condition, this.mixed)) return false;
          return [this.block(statement.then), this.block(statement.else)].includes(true);
        }
        if (statement.else.length > 0 || jumpsOut(statement)) return false;
        const bounds = boundsOfCondition(statement.condition, this.around);
        if (!bounds || bounds.some(({ kind }) => kind === 'each') || !this.block(statement.then))
          return false;
        this.bounds.set(statement, { then: bounds, else: [] });
        return true;
      }
      default:
        return false;
    }
  }

  /** Conditions that begin and end loops of their own, in kernels that are taken apart anyway. */
  private splits(statement: Statement, block: Block): boolean {
    if (statement.do !== 'if' || !(this.facts.barriers || this.facts.warpOps)) return false;
    // A last condition without another side ends the loop over threads as it is.
    if (statement.else.length === 0 && statement === block.at(-1)) return false;
    const sides = sidesOf(statement.condition, this.around);
    const isUniform = (local: LocalId) => this.facts.uniformLocals.has(local);
    if (!sides || !standsApart(statement, block, { around: this.around, isUniform })) return false;
    this.bounds.set(statement, sides);
    return true;
  }

  private take(statement: Statement): true {
    this.loops.add(statement);
    return true;
  }

  private loop(statement: Statement & { do: 'loop' }): boolean {
    if (meetsInside(statement)) {
      const even = expressionsOf(statement).every((expr) => isUniformValue(expr, this.mixed));
      const [start] = statement.init;
      if (even && start?.do === 'declare' && this.facts.uniformLocals.has(start.local))
        this.counters.add(start.local);
      return even && !this.facts.leftUnevenly.has(statement) && this.block(statement.body);
    }
    if (!this.isEven(statement)) return false;
    const [start] = statement.init;
    if (start?.do === 'declare') this.counters.add(start.local);
    const inside = this.block(statement.body);
    return (inside || (this.isLong(statement) && this.isSideBySide(statement.body))) && this.take(statement);
  }

  /** All threads go through it as often, by numbers at hand, and nobody jumps. */
  private isEven(loop: Statement & { do: 'loop' }): boolean {
    const { init, update, again, condition, body } = loop;
    const [start] = init;
    if (again || !condition || init.length !== 1 || start?.do !== 'declare' || update.length === 0)
      return false;
    const counter = start.local;
    if (!this.facts.uniformLocals.has(counter) || this.facts.leftUnevenly.has(loop)) return false;
    if (body.some((part) => jumpsOut(part))) return false;
    const known = (local: LocalId) =>
      local < this.fn.parameters ||
      local === counter ||
      (this.around.values.has(local) && this.facts.uniformLocals.has(local));
    const atHand = (expr: Expr | undefined) => {
      if (!expr) return false;
      let fits = isUniformValue(expr, this.mixed);
      visitPlaces([{ do: 'return', span: expr.span, value: expr }], (place) => {
        if (place.at !== 'local' || !known(place.local)) fits = false;
      });
      return fits;
    };
    const steps = update.every(
      (one) =>
        one.do === 'assign' && one.place.at === 'local' && one.place.local === counter && atHand(one.value),
    );
    let written = 0;
    visitStatements(body, (part) => {
      if (part.do === 'assign' && part.place.at === 'local' && part.place.local === counter) written++;
    });
    return steps && written === 0 && atHand(start.value) && atHand(condition);
  }

  private isLong({ init, condition }: Statement & { do: 'loop' }): boolean {
    const [start] = init;
    if (condition?.op !== 'compare' || start?.do !== 'declare') return false;
    const { right } = condition;
    const from = start.value;
    if (right.op !== 'constant' || from?.op !== 'constant') return true;
    return Number(right.value) - Number(from.value) >= worthTurns;
  }

  private isSideBySide(body: Block): boolean {
    // What strides.ts has made of a loop.
    const [own] = body;
    let found = own?.do === 'declare' && own.value !== undefined && slopeIn(own.value, this.around) === 1;
    visitPlaces(body, (place) => {
      let root = place;
      for (; root.at === 'element' || root.at === 'member'; root = root.of) {
        if (root.at !== 'element') continue;
        if (slopeIn(root.index, this.around) === 1 && root.of.type.kind === 'array') found = true;
        // Arrays of a thread's own are kept with the thread as the last index where threads meet.
        const local = root.of.at === 'local' && this.facts.barriers;
        if (local && isUniformValue(root.index, this.mixed)) found = true;
      }
      if (root.at !== 'pointee' || root.pointer.op !== 'offset') return;
      const slope = slopeIn(root.pointer.by, this.around);
      // Rows of threads that lie close enough together are in the cache by the next turn.
      const near = this.facts.barriers && slope !== undefined && slope > 1 && slope <= nearby;
      if (slope === 1 || near) found = true;
    });
    return found;
  }
}
