// Loops in which the lanes of a warp put their values together by halves (`for (o = 16; o > 0; o /= 2) v += shuffle down by o`)
// and of which only what lane 0 gets is asked for afterwards. Then in a turn by o the lanes below o are enough: lane 0 needs
// what lanes 0 and 1 had before the last turn, these what lanes 0 to 3 had before the one before it, and so on. What these
// lanes compute stays the same, operation by operation. In comes a kernel with its facts; only questions.
import {
  type Block,
  blocksOf,
  type Expr,
  expressionsOf,
  type Function,
  type FunctionFacts,
  type LocalId,
  rootOf,
  type Statement,
  visitExpr,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';
import { valuesIn } from './homes';
import { jumpsOut, returnsInside } from './meetings';
import type { Usage } from './usage';

export type Loop = Statement & { do: 'loop' };
/** The loops, each with its counter: as many lanes are enough. */
export type Halvings = ReadonlyMap<Loop, LocalId>;

/** What a statement reads a local as, and where it stands. */
type Read = {
  readonly local: LocalId;
  readonly at: number;
  readonly statement: Statement;
  /** Under a condition that holds for lane 0 alone. */
  readonly first: boolean;
};

export function halvingsIn(
  fn: Function,
  facts: FunctionFacts,
  usage: Usage,
  warp: number,
): Map<Loop, LocalId> {
  const found = new Map<Loop, LocalId>();
  if (!facts.warpOps) return found;
  const search = new Search(fn, facts, usage, warp);
  visitStatements(fn.body, (statement) => {
    const counter = statement.do === 'loop' ? search.counterOf(statement) : undefined;
    if (statement.do === 'loop' && counter !== undefined) found.set(statement, counter);
  });
  return found;
}

class Search {
  private readonly values: ReadonlyMap<LocalId, Expr>;
  private readonly reads: Read[] = [];
  /** Where each statement begins and ends, in the order of the text. */
  private readonly begins = new Map<Statement, number>();
  private readonly ends = new Map<Statement, number>();
  private readonly loops = new Map<Statement, readonly Loop[]>();
  private readonly declared = new Map<LocalId, readonly Loop[]>();
  private readonly pointed = new Set<LocalId>();
  private count = 0;

  constructor(
    private readonly fn: Function,
    private readonly facts: FunctionFacts,
    private readonly usage: Usage,
    private readonly warp: number,
  ) {
    this.values = valuesIn(fn, usage);
    for (const local of facts.addressTaken) this.pointed.add(local);
    visitPlaces(fn.body, (place, use) => {
      const root = rootOf(place);
      if (use === 'address' && root.at === 'local') this.pointed.add(root.local);
    });
    this.walk(fn.body, [], false);
  }

  private walk(block: Block, around: readonly Loop[], first: boolean): void {
    for (const statement of block) {
      const at = this.count++;
      this.begins.set(statement, at);
      const inside = statement.do === 'loop' ? [...around, statement] : around;
      this.loops.set(statement, around);
      if (statement.do === 'declare') this.declared.set(statement.local, around);
      for (const expr of expressionsOf(statement)) this.see(expr, { at, statement, first });
      for (const inner of blocksOf(statement)) {
        const narrow = statement.do === 'if' && inner === statement.then && this.isLane0(statement.condition);
        // What init declares is there in all turns.
        const begins = statement.do === 'loop' && inner === statement.init;
        this.walk(inner, begins ? around : inside, first || narrow);
      }
      this.ends.set(statement, this.count);
    }
  }

  private see(expr: Expr, read: Omit<Read, 'local'>): void {
    if (expr.op === 'logical' && expr.do === 'and') {
      this.see(expr.left, read);
      // The right side is asked only where the left holds.
      this.see(expr.right, { ...read, first: read.first || this.isLane0(expr.left) });
    } else for (const local of localsIn(expr)) this.reads.push({ ...read, local });
  }

  /** True for a condition that holds for no lane but lane 0, where the rows of a block are whole warps. */
  private isLane0(condition: Expr, depth = 0): boolean {
    if (condition.op === 'logical' && condition.do === 'and')
      return this.isLane0(condition.left, depth) || this.isLane0(condition.right, depth);
    const local = localOf(condition);
    const value = local === undefined || depth > 4 ? undefined : this.values.get(local);
    if (value) return this.isLane0(value, depth + 1);
    if (condition.op === 'unary' && condition.do === 'not') return this.isLane(condition.value);
    if (condition.op !== 'compare') return false;
    const { left, right } = condition;
    if (condition.do === 'equal')
      return (
        (this.isLane(left) && this.numberOf(right) === 0) || (this.isLane(right) && this.numberOf(left) === 0)
      );
    return condition.do === 'less' && this.isLane(left) && this.numberOf(right) === 1;
  }

  /** The number of the thread in its warp, or in its row: zero for lane 0 at most. */
  private isLane(expr: Expr, depth = 0): boolean {
    const local = localOf(expr);
    const value = local === undefined || depth > 4 ? undefined : this.values.get(local);
    if (value) return this.isLane(value, depth + 1);
    if (expr.op === 'convert') return isWhole(expr) && isWhole(expr.value) && this.isLane(expr.value, depth);
    if (expr.op === 'builtin') return expr.name === 'thread-x' || expr.name === 'lane';
    if (expr.op !== 'binary') return false;
    const by = this.numberOf(expr.right);
    if (by === undefined || !this.isLane(expr.left, depth)) return false;
    // Of a power of two that is no less than a warp: the same, or more.
    if (expr.do === 'remainder') return by > 0 && by % this.warp === 0;
    return expr.do === 'and' && by > 0 && (by + 1) % this.warp === 0 && ((by + 1) & by) === 0;
  }

  private numberOf(expr: Expr | undefined): number | undefined {
    if (!expr) return undefined;
    if (expr.op === 'convert') return isWhole(expr) ? this.numberOf(expr.value) : undefined;
    if (expr.op === 'constant' && typeof expr.value === 'number') return expr.value;
    if (expr.op === 'builtin' && expr.name === 'warp-size') return this.warp;
    if (expr.op !== 'binary') return undefined;
    const [left, right] = [this.numberOf(expr.left), this.numberOf(expr.right)];
    if (left === undefined || right === undefined || right <= 0) return undefined;
    if (expr.do === 'divide') return Math.trunc(left / right);
    return expr.do === 'shift-right' ? left >> right : undefined;
  }

  // ---- the loop ----

  counterOf(loop: Loop): LocalId | undefined {
    const { init, update, condition, again, body } = loop;
    const [start] = init;
    const [step] = update;
    if (init.length !== 1 || update.length !== 1 || start?.do !== 'declare' || again) return undefined;
    const counter = start.local;
    const from = this.numberOf(start.value);
    if (from === undefined || from < 1 || (from & (from - 1)) !== 0 || 2 * from > this.warp) return undefined;
    if (this.usage.writes.get(counter) !== 1 || this.pointed.has(counter)) return undefined;
    if (step?.do !== 'assign' || step.volatile || !halves(step, counter)) return undefined;
    if (!condition || !isPositive(condition, counter)) return undefined;
    if (body.some((part) => jumpsOut(part)) || returnsInside(loop).length > 0) return undefined;
    const carried = this.carriedBy(body, counter, from);
    if (!carried || carried.size === 0) return undefined;
    const wanted = [...carried].every((local) => this.isForLane0(local, loop, new Map()));
    return wanted ? counter : undefined;
  }

  /** The locals that a turn hands on to the next; undefined when a turn does more than to put values together. */
  private carriedBy(body: Block, counter: LocalId, from: number): Set<LocalId> | undefined {
    const own = new Set<LocalId>();
    const carried = new Set<LocalId>();
    const sent = new Set<LocalId>();
    let fits = true;
    const write = (local: LocalId) => {
      const kind = this.fn.locals[local]?.type.kind;
      if (this.pointed.has(local) || kind !== 'scalar' || local < this.fn.parameters) fits = false;
      // Of what is the same for all threads there may be one for the block.
      if (this.facts.uniformLocals.has(local)) fits = false;
      if (!own.has(local)) carried.add(local);
    };
    const see = (block: Block, top: boolean) => {
      for (const part of block) {
        for (const expr of expressionsOf(part)) if (!isSteady(expr)) fits = false;
        switch (part.do) {
          case 'declare':
            own.add(part.local);
            write(part.local);
            break;
          case 'assign':
            if (part.place.at !== 'local' || part.volatile) fits = false;
            else write(part.place.local);
            break;
          case 'if':
            see(part.then, false);
            see(part.else, false);
            break;
          case 'warp': {
            if (part.op === 'sync') break;
            const value = part.value && localOf(part.value);
            const halving = part.op === 'shuffle-down' || part.op === 'shuffle-xor';
            const width = part.width ? this.numberOf(part.width) : this.warp;
            const isWide = width !== undefined && width >= 2 * from;
            if (!top || !halving || !isWide || value === undefined || part.result === undefined) fits = false;
            else if (!part.lane || localOf(withoutConversions(part.lane)) !== counter) fits = false;
            // What is sent is what the turn before left.
            else if (own.has(value) || carried.has(value)) fits = false;
            else {
              sent.add(value);
              write(part.result);
            }
            break;
          }
          default:
            fits = false;
        }
      }
    };
    see(body, true);
    for (const local of sent) if (!carried.has(local)) fits = false;
    return fits ? carried : undefined;
  }

  // ---- what comes after ----

  /** True when what a local holds from a statement on matters for lane 0 alone. */
  private isForLane0(local: LocalId, from: Statement, seen: Map<LocalId, number>): boolean {
    const outer = this.declared.get(local);
    if (!outer || this.pointed.has(local) || local < this.fn.parameters) return false;
    // In a loop around it that does not begin with a new one, what stands before it comes after it as well.
    const around = (this.loops.get(from) ?? []).find((loop) => !outer.includes(loop));
    const [begin, end] = [this.begins.get(from) ?? 0, this.ends.get(from) ?? 0];
    const since = around ? (this.begins.get(around) ?? 0) : end;
    if (since >= (seen.get(local) ?? Number.POSITIVE_INFINITY)) return true;
    seen.set(local, since);
    return this.reads.every((read) => {
      if (read.local !== local || read.first || read.at < since) return true;
      if (read.at >= begin && read.at < end && from.do === 'loop') return true;
      return this.isCopiedForLane0(read, seen) || this.isSentByLane0(read);
    });
  }

  /** What is made of it is for lane 0 alone. */
  private isCopiedForLane0({ statement }: Read, seen: Map<LocalId, number>): boolean {
    if (statement.do !== 'declare' && statement.do !== 'assign') return false;
    if (!statement.value || !isArithmetic(statement.value)) return false;
    if (statement.do === 'declare') return this.isForLane0(statement.local, statement, seen);
    if (statement.volatile || statement.place.at !== 'local') return false;
    return this.isForLane0(statement.place.local, statement, seen);
  }

  /** `shuffle(v, 0)`: all lanes get what lane 0 has. */
  private isSentByLane0({ statement, local }: Read): boolean {
    if (statement.do !== 'warp' || statement.op !== 'shuffle') return false;
    const width = statement.width ? this.numberOf(statement.width) : this.warp;
    const asked = [statement.mask, statement.lane, statement.width].flatMap((expr) =>
      expr ? localsIn(expr) : [],
    );
    return width === this.warp && this.numberOf(statement.lane) === 0 && !asked.includes(local);
  }
}

function localOf(expr: Expr): LocalId | undefined {
  return expr.op === 'load' && !expr.volatile && expr.place.at === 'local' ? expr.place.local : undefined;
}

function localsIn(expr: Expr): LocalId[] {
  const found: LocalId[] = [];
  visitExpr(expr, (part) => {
    const root = part.op === 'load' ? rootOf(part.place) : undefined;
    if (root?.at === 'local') found.push(root.local);
  });
  return found;
}

function isWhole({ type }: Expr): boolean {
  return type.kind === 'scalar' && ['i32', 'u32', 'i64', 'u64'].includes(type.scalar);
}

function withoutConversions(expr: Expr): Expr {
  return expr.op === 'convert' && isWhole(expr) && isWhole(expr.value)
    ? withoutConversions(expr.value)
    : expr;
}

/** `o /= 2`, `o >>= 1`. */
function halves({ place, value }: Statement & { do: 'assign' }, counter: LocalId): boolean {
  if (place.at !== 'local' || place.local !== counter || value.op !== 'binary') return false;
  const by = value.right.op === 'constant' ? Number(value.right.value) : 0;
  if (localOf(value.left) !== counter) return false;
  return (value.do === 'divide' && by === 2) || (value.do === 'shift-right' && by === 1);
}

/** `o > 0`, `o >= 1`, `o != 0`. */
function isPositive(condition: Expr, counter: LocalId): boolean {
  if (condition.op === 'convert')
    return (
      condition.type.kind === 'scalar' &&
      condition.type.scalar === 'bool' &&
      localOf(condition.value) === counter
    );
  if (condition.op !== 'compare' || localOf(withoutConversions(condition.left)) !== counter) return false;
  const right = withoutConversions(condition.right);
  const by = right.op === 'constant' ? Number(right.value) : -1;
  return condition.do === 'greater-equal'
    ? by === 1
    : by === 0 && ['greater', 'not-equal'].includes(condition.do);
}

/** Reads nothing that may be different each time. */
function isSteady(expr: Expr): boolean {
  let steady = true;
  visitExpr(expr, (part) => {
    if (part.op === 'load' && part.volatile) steady = false;
  });
  return steady;
}

/** Made of locals and numbers alone: of a value that nobody wants, nothing is read that may not be there. */
function isArithmetic(expr: Expr): boolean {
  let fits = true;
  visitExpr(expr, (part) => {
    if (part.op === 'load' && (part.volatile || part.place.at !== 'local')) fits = false;
    if (part.op === 'call' || part.op === 'address') fits = false;
  });
  return fits;
}
