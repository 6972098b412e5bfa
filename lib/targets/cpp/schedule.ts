// Splits a kernel where its threads meet. In comes a kernel with its facts, out comes a tree of pieces: runs of statements
// that each thread does alone, control flow that all threads of a block take together, and the meetings between them.
//
// Threads may run one after the other between two meetings, because CUDA gives no order there: a program that could tell
// would have a race. At a meeting all threads have done what stands before it. Control flow around a meeting is taken by
// the block as a whole when all threads decide alike; where they may differ, each thread's decision is kept in a mask, and the
// pieces inside are done by the threads of the mask. A barrier that stands there is held to what it is for: at run time, all
// threads that have not ended must be in its mask.
import {
  type Block,
  blocksOf,
  type Expr,
  expressionsOf,
  type Function,
  type FunctionFacts,
  isUniformValue,
  type LocalId,
  type MixedValues,
  type Statement,
} from '@/lib/ir';
import { asksMemory, asksOnce, readsMemory } from './asked-once';
import { caseTaken, fallsThrough } from './case-taken';
import type { Halvings } from './halvings';
import { type Hoisted, hoistedIn } from './hoisting';
import { localsOf } from './items';
import { isControl, jumpsOut, type Meeting, onceLocal, returnsInside } from './meetings';
import { writesMemory } from './memory-use';
import type { Item, Piece, Schedule, Slot } from './pieces';
import { type Spread, spreadOf } from './spread';
import type { ThreadBound } from './thread-bounds';
import type { Usage } from './usage';

type Around = {
  readonly mask?: number;
  /** The masks of branches around here inside of the innermost loop, the last of them `mask`. */
  readonly branches?: readonly number[];
  /** Conditions that hold for the first threads of each row alone, and for whom what stands here is. */
  readonly bounds?: readonly ThreadBound[];
  /** Enclosing loops and switches, innermost last; masks where threads leave at different times. */
  readonly targets: readonly {
    readonly loop: boolean;
    /** Of those who are in the loop or switch. */
    readonly mask?: number;
    readonly breakMask?: number;
    readonly continueMask?: number;
    /** Of a switch: how many branches are around it, in which who leaves it stays. */
    readonly branches?: number;
  }[];
};

export class Scheduler {
  private readonly hoisted: Hoisted;
  private readonly spread: Spread;
  /** Statements that are taken apart although nobody meets in them. */
  private readonly apart: ReadonlySet<Statement>;
  private readonly values: MixedValues;
  private readonly slots: Slot[] = [];
  private readonly stuck: Statement[] = [];
  private masks = 0;
  /** Jumps that some threads make before others, so far. */
  private left = 0;
  private regions = 0;
  /** Statements by which some threads end before others, so far. */
  private ends = 0;

  constructor(
    private readonly fn: Function,
    private readonly facts: FunctionFacts,
    all: readonly FunctionFacts[],
    usage: Usage,
    private readonly halvings: Halvings = new Map(),
  ) {
    this.spread = spreadOf(fn, facts, all, usage);
    this.apart = new Set([...this.spread.loops, ...this.spread.bounds.keys()]);
    this.values = {
      isMixed: (local) => !facts.uniformLocals.has(local),
      isMixedResult: (id) => !all[id]?.uniformResult,
    };
    this.hoisted = hoistedIn(fn, facts, this.apart, this.values);
  }

  run(): Schedule {
    const pieces = this.plan(this.fn.body, { targets: [] });
    const { slots, masks, stuck } = this;
    return { pieces, hoisted: this.hoisted.locals, slots, masks, returns: this.ends > 0, stuck };
  }

  private isUniform(expr: Expr | undefined): boolean {
    return expr === undefined || isUniformValue(expr, this.values);
  }

  private plan(block: Block, around: Around): Piece[] {
    return new Sequence(this, around).run(block);
  }

  /** How often some threads have gone before others. */
  gone(): { left: number; ends: number } {
    return { left: this.left, ends: this.ends };
  }

  newRegion(): number {
    return this.regions++;
  }

  noteReturns(statement: Statement): void {
    if (returnsInside(statement).length > 0) this.ends++;
  }

  isControl(statement: Statement, around: Around): boolean {
    return isControl(statement, around.targets.length > 0, this.facts, this.apart);
  }

  isHoisted(local: LocalId): boolean {
    return this.hoisted.locals.has(local);
  }

  /** True for what is done once for the block from its beginning to its end. */
  isWhole(statement: Statement): boolean {
    return this.hoisted.whole.has(statement);
  }

  /** A statement that the block takes apart. */
  control(statement: Statement, around: Around, sequence: Sequence): void {
    switch (statement.do) {
      case 'if':
        this.if(statement, around, sequence);
        return;
      case 'loop':
        this.loop(statement, around, sequence);
        return;
      case 'switch':
        this.switch(statement, around, sequence);
        return;
      case 'block':
        sequence.piece({ kind: 'block', statement, body: this.plan(statement.body, around) });
        return;
      case 'break':
      case 'continue':
        this.jump(statement, around, sequence);
        return;
      case 'return':
        if (around.mask === undefined) sequence.piece({ kind: 'jump', statement });
        else sequence.item({ kind: 'statement', statement });
        if (around.mask !== undefined) this.ends++;
        return;
      case 'barrier':
      case 'warp':
      case 'grid-barrier':
        this.meet(statement, around, sequence);
        return;
      default:
        this.stuck.push(statement);
    }
  }

  private meet(statement: Meeting, { mask }: Around, sequence: Sequence): void {
    if (statement.do === 'grid-barrier') {
      this.stuck.push(statement);
      return;
    }
    const value = statement.do === 'barrier' ? statement.reduce?.predicate : statement.value;
    const members = statement.do === 'warp' ? statement.mask : undefined;
    const silent = statement.do === 'warp' ? statement.op === 'sync' : !value;
    if (silent) {
      sequence.piece({ kind: 'meet', statement, ...(mask !== undefined && { mask }) });
      return;
    }
    const slot = this.slots.length;
    // A shuffle takes what another lane sent; who else takes part makes no difference to it.
    const counted = statement.do === 'warp' && !statement.op.startsWith('shuffle') && members !== undefined;
    this.slots.push({
      ...(value && { type: value.type }),
      members: counted,
      ...(mask !== undefined && { mask }),
    });
    if (value) sequence.item({ kind: 'send', slot, value, ...(counted && { members }) });
    sequence.piece({ kind: 'meet', statement, slot, ...(mask !== undefined && { mask }) });
    const { reduce } = statement.do === 'barrier' ? statement : { reduce: undefined };
    if (!reduce || !this.isHoisted(reduce.result)) sequence.item({ kind: 'receive', slot, statement });
  }

  private jump(
    statement: Statement & { do: 'break' | 'continue' },
    { targets, mask, branches = [] }: Around,
    sequence: Sequence,
  ): void {
    const target = statement.do === 'break' ? targets.at(-1) : targets.findLast(({ loop }) => loop);
    const own = statement.do === 'break' ? target?.breakMask : target?.continueMask;
    if (own === undefined) {
      if (target?.mask !== mask) this.stuck.push(statement);
      sequence.piece({ kind: 'jump', statement });
      return;
    }
    // Whoever leaves the loop takes no part in the rest of its body either.
    this.left++;
    const inside = statement.do === 'break' ? branches.slice(target?.branches ?? 0) : branches;
    const masks = [own, target?.continueMask, ...inside].filter((one) => one !== undefined);
    sequence.item({ kind: 'unmask', masks: [...new Set(masks)], statement });
  }

  /** Every thread sets its masks, those who take no part too. */
  private masking(items: readonly Item[], { mask }: Around): Piece {
    return { kind: 'threads', id: this.newRegion(), items, ...(mask !== undefined && { mask }) };
  }

  private if(statement: Statement & { do: 'if' }, around: Around, sequence: Sequence): void {
    const own = this.spread.bounds.get(statement);
    if (own) {
      if (statement.then[0]?.do === 'return')
        sequence.narrow(statement, [...(around.bounds ?? []), ...own.then]);
      else
        for (const [block, side, about] of [
          [statement.then, own.then, statement],
          [statement.else, own.else, { ...statement, comment: [] }],
        ] as const) {
          if (block.length === 0) continue;
          const bounds = [...(around.bounds ?? []), ...side];
          const body = this.plan(block, { ...around, bounds });
          const piece = { kind: 'block', statement: about, body } as const;
          sequence.piece(returnsInside(statement).length > 0 ? piece : wholeOf(piece, bounds, around));
        }
      return;
    }
    if (this.isUniform(statement.condition)) {
      const [yes, no] = [this.plan(statement.then, around), this.plan(statement.else, around)];
      sequence.piece({ kind: 'if', statement, then: yes, else: no, ...hereOf(around) });
      return;
    }
    const branches = [
      { block: statement.then, negate: false },
      { block: statement.else, negate: true },
    ].filter(({ block }) => block.length > 0);
    // Both masks are made before either branch can change what the condition reads.
    const masked = branches.map((branch) => ({ ...branch, mask: this.masks++ }));
    sequence.piece(
      this.masking(
        masked.map(({ mask, negate }) => ({ kind: 'mask', mask, condition: statement.condition, negate })),
        around,
      ),
    );
    for (const { block, mask } of masked)
      sequence.piece({ kind: 'masked', mask, statement, body: this.plan(block, within(around, mask)) });
  }

  private loop(statement: Statement & { do: 'loop' }, around: Around, sequence: Sequence): void {
    const { condition, again } = statement;
    const skips = this.skipsUnevenly(statement);
    const uneven =
      !this.isUniform(condition) ||
      !this.isUniform(again) ||
      this.facts.leftUnevenly.has(statement) ||
      (skips && statement.body.some((part) => jumpsOut(part, true, false)));
    const { left } = this;
    const init = this.plan(statement.init, around);
    const masked = around.mask === undefined ? {} : { mask: around.mask };
    if (!uneven && !skips) {
      const inside = { ...around, branches: [], targets: [...around.targets, { loop: true, ...masked }] };
      const [body, update] = [this.plan(statement.body, inside), this.plan(statement.update, around)];
      const general = { kind: 'loop', statement, init, body, update, ...hereOf(around) } as const;
      const counter = this.halvings.get(statement);
      // Where not all threads are, it stays as it is.
      if (counter === undefined || around.mask !== undefined || around.bounds) sequence.piece(general);
      else {
        const items = statement.body.flatMap(takenFrom);
        sequence.piece({ kind: 'halving', statement, id: this.newRegion(), items, counter, general });
      }
      return;
    }
    const breakMask = uneven ? this.masks++ : undefined;
    const continueMask = this.masks++;
    const outer = breakMask ?? around.mask;
    const at: Around = { ...around, ...(outer !== undefined && { mask: outer }) };
    const inside: Around = {
      mask: continueMask,
      targets: [
        ...around.targets,
        { loop: true, continueMask, ...(breakMask !== undefined && { breakMask }) },
      ],
    };
    const narrow = (mask: number, test: Expr | undefined, under: Around) => [
      this.masking([{ kind: 'mask', mask, ...(test && { condition: test }) }], under),
    ];
    const start = breakMask === undefined ? [] : narrow(breakMask, undefined, around);
    const test = breakMask === undefined || !condition ? [] : narrow(breakMask, condition, at);
    const bodyMask = narrow(continueMask, undefined, at);
    sequence.piece({
      kind: 'loop',
      statement,
      init: [...init, ...start],
      test,
      body: [...bodyMask, ...this.plan(statement.body, inside)],
      update: this.plan(statement.update, at),
      ...hereOf(around),
      ...(breakMask !== undefined && { mask: breakMask, again: again ? narrow(breakMask, again, at) : [] }),
    });
    // Who left it is here again.
    this.left = left;
  }

  /** True when some threads may go on with the next turn of a loop before others. */
  private skipsUnevenly(loop: Statement & { do: 'loop' }): boolean {
    const leaves = (statement: Statement) => this.facts.leftUnevenly.has(statement);
    const search = (block: Block, even: boolean): boolean =>
      block.some((statement) => {
        if (statement.do === 'continue') return !even;
        if (statement.do === 'loop') return false;
        const condition = expressionsOf(statement)[0];
        const inner = even && (statement.do === 'block' || this.isUniform(condition)) && !leaves(statement);
        return blocksOf(statement).some((part) => search(part, inner));
      });
    return search(loop.body, true);
  }

  private switch(statement: Statement & { do: 'switch' }, around: Around, sequence: Sequence): void {
    if (!this.isUniform(statement.value) || this.facts.leftUnevenly.has(statement)) {
      this.unevenSwitch(statement, around, sequence);
      return;
    }
    const masked = around.mask === undefined ? {} : { mask: around.mask };
    const inside = { ...around, targets: [...around.targets, { loop: false, ...masked }] };
    const cases = statement.cases.map(({ body }) => this.plan(body, inside));
    sequence.piece({ kind: 'switch', statement, cases, ...hereOf(around) });
  }

  /** Each case for those whom its labels name or who come from the one before: decided before any case can change the value. */
  private unevenSwitch(statement: Statement & { do: 'switch' }, around: Around, sequence: Sequence): void {
    const { length: outer } = around.branches ?? [];
    const { left } = this;
    const masks = statement.cases.map(() => this.masks++);
    const taken = masks.map((mask, i): Item => ({ kind: 'mask', mask, condition: caseTaken(statement, i) }));
    sequence.piece(this.masking(taken, around));
    for (const [i, mask] of masks.entries()) {
      const target = { loop: false, breakMask: mask, branches: outer };
      const inside = within({ ...around, targets: [...around.targets, target] }, mask);
      const body = this.plan(statement.cases[i]?.body ?? [], inside);
      const about = i === 0 ? statement : { ...statement, comment: [] };
      sequence.piece({ kind: 'masked', mask, statement: about, body });
      const next = masks[i + 1];
      if (next !== undefined && fallsThrough(statement, i))
        sequence.piece(this.masking([{ kind: 'join', mask: next, from: mask, statement: about }], around));
    }
    // Who left it alone is here again.
    if (!jumpsOut(statement, false)) this.left = left;
  }
}

/** In a branch that only the threads of a mask take. */
function within(around: Around, mask: number): Around {
  return { ...around, mask, branches: [...(around.branches ?? []), mask] };
}

function hereOf({ mask }: Around): { here?: number } {
  return mask === undefined ? {} : { here: mask };
}

/** What a lane does in a turn of a loop by halves. */
function takenFrom(statement: Statement): Item[] {
  if (statement.do !== 'warp') return [{ kind: 'statement', statement }];
  return statement.op === 'sync' ? [] : [{ kind: 'take', statement }];
}

/** A block with loops in it that only some threads go through, with what tells whether all do. */
function wholeOf(
  block: Piece & { kind: 'block' },
  bounds: readonly ThreadBound[],
  { targets, mask }: Around,
): Piece & { kind: 'block' } {
  const worth = targets.length === 0 && mask === undefined && block.body.some(({ kind }) => kind === 'loop');
  return worth ? { ...block, whole: bounds } : block;
}

/** Pieces one after the other; what each thread does alone is gathered until the next meeting. */
class Sequence {
  private readonly pieces: Piece[] = [];
  private pending: Item[] = [];
  /** By what all threads may have gone, and before which pieces that is asked. */
  private gone: { readonly statement: Statement; readonly asks: (piece: Piece) => boolean } | undefined;
  /** Where what follows is for fewer threads, or for none. */
  private readonly turns: { at: number; around: (rest: Piece[]) => Piece[] }[] = [];

  constructor(
    private readonly scheduler: Scheduler,
    private around: Around,
  ) {}

  /** From here on, for fewer threads. */
  narrow(statement: Statement, bounds: readonly ThreadBound[]): void {
    this.flush();
    this.around = { ...this.around, bounds };
    const { around } = this;
    this.turn((body) => {
      const rest = wholeOf({ kind: 'block', statement: { ...statement, comment: [] }, body }, bounds, around);
      return rest.whole ? [rest] : body;
    });
  }

  private once(statement: Statement): void {
    if (this.conflicts(statement)) this.flush();
    const { mask } = this.around;
    this.add({ kind: 'once', statement, ...(mask !== undefined && { here: mask }) });
  }

  private turn(around: (rest: Piece[]) => Piece[]): void {
    this.flush();
    this.turns.push({ at: this.pieces.length, around });
  }

  /** A piece of the block itself; where nobody may be left, nothing is asked for them. */
  private add(piece: Piece): void {
    const { gone } = this;
    if (gone?.asks(piece)) {
      this.gone = undefined;
      const { mask } = this.around;
      const statement = { ...gone.statement, comment: [] };
      this.turn((body) => [{ kind: 'masked', statement, body, ...(mask !== undefined && { mask }) }]);
    }
    this.pieces.push(piece);
  }

  run(block: Block): Piece[] {
    for (const statement of block) {
      const before = this.scheduler.gone();
      this.statement(statement);
      const { left, ends } = this.scheduler.gone();
      if (left > before.left) this.gone = { statement, asks: asksOnce };
      else if (ends > before.ends) this.gone ??= { statement, asks: asksMemory };
    }
    this.flush();
    return this.turns.reduceRight(
      (pieces, { at, around }) => [...pieces.slice(0, at), ...around(pieces.slice(at))],
      this.pieces,
    );
  }

  item(item: Item): void {
    const leaves =
      item.kind === 'unmask' || (item.kind === 'statement' && returnsInside(item.statement).length > 0);
    // A vote counts those who are here: all threads ask for its result before the first of them leaves.
    if (leaves && this.pending.some(asksWhoIsHere)) this.flush();
    this.pending.push(item);
  }

  piece(piece: Piece): void {
    this.flush();
    this.add(piece);
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const { mask, bounds } = this.around;
    this.pieces.push({
      kind: 'threads',
      id: this.scheduler.newRegion(),
      items: this.pending,
      ...(mask !== undefined && { mask }),
      ...(bounds && { bounds }),
    });
    this.pending = [];
  }

  private statement(statement: Statement): void {
    const { scheduler, around } = this;
    if (scheduler.isWhole(statement)) {
      this.once(statement);
      return;
    }
    if (scheduler.isControl(statement, around)) {
      scheduler.control(statement, around, this);
      return;
    }
    const local = onceLocal(statement);
    if (local !== undefined && scheduler.isHoisted(local)) {
      this.once(statement);
      return;
    }
    scheduler.noteReturns(statement);
    this.item({ kind: 'statement', statement });
  }

  /** True when a statement done once must not come before what is pending. */
  private conflicts(statement: Statement): boolean {
    if (this.pending.length === 0) return false;
    const { all: reads, written } = localsOf({ kind: 'statement', statement });
    const asks = readsMemory(statement, true);
    return this.pending.some((item) => {
      const used = localsOf(item);
      if ([...written].some((local) => used.all.has(local))) return true;
      if ([...reads].some((local) => used.written.has(local))) return true;
      return asks && item.kind === 'statement' && writesMemory([item.statement]);
    });
  }
}

function asksWhoIsHere(item: Item): boolean {
  if (item.kind !== 'receive') return false;
  const { statement } = item;
  return statement.do === 'barrier' || (statement.do === 'warp' && !statement.op.startsWith('shuffle'));
}
