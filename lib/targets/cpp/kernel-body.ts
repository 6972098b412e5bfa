// The inside of a kernel's block function: its pieces as C++, loops over threads among them. Asks the schedule what there
// is and the homes where things live; decides nothing of its own but how a loop over threads is written.
import { blocksOf, type Expr, type LocalId, type Statement } from '@/lib/ir';
import { Expressions } from './expressions';
import { nextReads, updatesByData } from './hints';
import { dependencies, valuesIn } from './homes';
import { expressionsOfItem, localsOf } from './items';
import type { KernelParts } from './kernel';
import { KernelScope } from './kernel-scope';
import { Lines } from './lines';
import { isOrderless } from './memory-use';
import type { Item, Piece } from './schedule';
import { Statements } from './statements';
import { bind } from './text';
import { type Bounded, boundThreads, type ThreadBound } from './thread-bounds';
import { writeRows, writeThreadLoop } from './thread-loop';
import { meetingText, receiveText } from './warp';

export class KernelBody {
  readonly names: KernelScope;
  private readonly lines = new Lines();
  private readonly to: Expressions;
  private labels = 0;
  private continueLabel: string | undefined;
  private readonly values: ReadonlyMap<LocalId, Expr>;

  constructor(readonly parts: KernelParts) {
    this.values = valuesIn(parts.fn, parts.usage);
    this.names = new KernelScope(parts);
    this.to = new Expressions(this.names.scope());
  }

  print(): Lines {
    const { schedule, homes, unit } = this.parts;
    const { names } = this;
    this.pieces(schedule.pieces);
    const all = new Lines();
    if (names.tracksLive) {
      all.add(`bool live[${names.mostThreads()}];`);
      all.add(`for (int thread = 0; thread < ${names.threads()}; thread++) live[thread] = true;`);
    }
    for (const [id, home] of homes) if (home === 'kept') names.declareKept(all, id);
    schedule.slots.forEach(({ type, members }, slot) => {
      all.add(
        `${unit.types.declare(type, `sent_${slot + 1}[${names.mostThreads()} + ${unit.options.warp}]`)};`,
      );
      if (members) all.add(`unsigned long long members_${slot + 1}[${names.mostThreads()}];`);
    });
    for (let mask = 0; mask < schedule.masks; mask++)
      all.add(`bool some_${mask + 1}[${names.mostThreads()}];`);
    all.append(this.lines);
    return all;
  }

  // ---- pieces ----

  private pieces(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.piece(piece);
  }

  private comments(statement: Statement): void {
    for (const line of statement.comment ?? []) this.lines.add(`// ${line}`, statement.span);
  }

  private piece(piece: Piece): void {
    const { lines, to } = this;
    if (piece.kind === 'threads') {
      this.threads(piece.items, piece.mask, piece.bounds ?? []);
      return;
    }
    if (piece.kind === 'once') {
      this.statements(lines).statement(piece.statement);
      return;
    }
    this.comments(piece.statement);
    switch (piece.kind) {
      case 'meet':
        for (const line of meetingText(this.names, piece)) lines.add(line, piece.statement.span);
        return;
      case 'if':
        lines.add(`if (${to.text(piece.statement.condition)}) {`, piece.statement.span);
        lines.inside(() => this.pieces(piece.then));
        if (piece.else.length > 0) {
          lines.add('} else {');
          lines.inside(() => this.pieces(piece.else));
        }
        lines.add('}');
        return;
      case 'masked':
        lines.braced(`if (${this.anyText(piece.mask)})`, () => this.pieces(piece.body), piece.statement.span);
        return;
      case 'loop':
        this.loop(piece);
        return;
      case 'switch':
        this.switch(piece);
        return;
      case 'block':
        if (piece.whole) this.wholly(piece.body, piece.whole);
        // A loop over threads is one statement.
        else if (piece.body.length === 1 && piece.body[0]?.kind === 'threads') this.pieces(piece.body);
        else lines.braced('', () => this.pieces(piece.body));
        return;
      case 'jump': {
        const label = piece.statement.do === 'continue' ? this.continueLabel : undefined;
        lines.add(label ? `goto ${label};` : `${piece.statement.do};`, piece.statement.span);
        return;
      }
    }
  }

  private switch(piece: Piece & { kind: 'switch' }): void {
    const { lines, to } = this;
    const cases = () =>
      piece.statement.cases.forEach(({ values, isDefault }, index) => {
        const labels = [...values.map((value) => `case ${value}:`), ...(isDefault ? ['default:'] : [])];
        lines.braced(labels.join(' '), () => this.pieces(piece.cases[index] ?? []));
      });
    lines.braced(`switch (${to.text(piece.statement.value)})`, cases, piece.statement.span);
  }

  private anyText(mask: number): string {
    this.names.needs('any-of');
    const takers = this.names.takers(mask);
    return `any_of(${takers.mask}, ${takers.live}, ${this.names.threads()})`;
  }

  private loop(piece: Piece & { kind: 'loop' }): void {
    const { lines, to } = this;
    const { statement, body, mask } = piece;
    const head = this.plainHead(piece);
    const outer = this.continueLabel;
    this.continueLabel = undefined;
    if (head !== undefined)
      lines.braced(
        head,
        () => {
          this.askAhead(statement);
          this.pieces(body);
        },
        statement.span,
      );
    else
      lines.braced('', () => {
        this.pieces(piece.init);
        const condition = mask === undefined && statement.condition ? to.text(statement.condition) : 'true';
        lines.braced(`while (${condition})`, () => this.turn(piece), statement.span);
      });
    this.continueLabel = outer;
  }

  /** Turns of a grid lie so far apart that processors do not see what comes next. */
  private askAhead(statement: Statement & { do: 'loop' }): void {
    const { fn, schedule } = this.parts;
    const next = nextReads(statement, (local) => local < fn.parameters || schedule.hoisted.has(local));
    if (next.length > 0) this.lines.add('// The next turn reads far from this one: it is asked for now.');
    for (const place of next) this.lines.add(`__builtin_prefetch(&${this.to.place(place)});`);
  }

  /** The head of a C loop, when the loop is no more than one. */
  private plainHead({ statement, init, update, mask }: Piece & { kind: 'loop' }): string | undefined {
    const printer = this.statements(this.lines);
    const assigned = (piece: Piece): string[] | undefined =>
      piece.kind === 'once' && piece.statement.do === 'assign'
        ? printer.assigned(piece.statement)
        : undefined;
    const steps = update.map(assigned);
    const [first] = init;
    const start =
      first?.kind === 'once' && first.statement.do === 'declare'
        ? [printer.declaration(first.statement)]
        : first && assigned(first);
    if (mask !== undefined || statement.again || init.length > 1 || (first && !start)) return undefined;
    if (steps.some((step) => !step)) return undefined;
    const condition = statement.condition ? this.to.text(statement.condition) : '';
    if (!start && steps.length === 0) return `while (${condition || 'true'})`;
    const step = steps.flatMap((texts) => texts ?? []).join(', ');
    return `for (${start?.join(', ') ?? ''}; ${condition}; ${step})`;
  }

  /** One turn of a loop that is more than C's. */
  private turn({ statement, test, body, update, again, mask }: Piece & { kind: 'loop' }): void {
    const { lines } = this;
    this.pieces(test ?? []);
    if (mask !== undefined) lines.add(`if (!${this.anyText(mask)}) break;`);
    if (continues(body)) {
      // A continue of the whole block leads behind the body.
      const label = `next_${++this.labels}`;
      this.continueLabel = label;
      lines.braced('', () => this.pieces(body));
      lines.add(`${label}:;`);
      this.continueLabel = undefined;
    } else this.pieces(body);
    this.pieces(update);
    this.pieces(again ?? []);
    if (mask === undefined && statement.again)
      lines.add(`if (!(${this.to.text(statement.again)})) break;`, statement.again.span);
  }

  /** Pieces once more for blocks of which all threads take part: their loops have ends that are known. */
  private wholly(body: readonly Piece[], bounds: readonly ThreadBound[]): void {
    const { lines, names } = this;
    names.needs('type-traits');
    lines.braced('', () => this.bothWays(body, bounds));
  }

  private bothWays(body: readonly Piece[], bounds: readonly ThreadBound[]): void {
    const { lines, names } = this;
    lines.add('// All threads of most blocks have work: then loops over them need not ask.');
    lines.add('bool is_whole = true;');
    const { begin, end } = this.endsText(bounds);
    const all = [...(begin ? [`${begin} == 0`] : []), ...(end ? [`(${end}) == block_dim_x`] : [])];
    const test = new Lines();
    test.add(`is_whole = is_whole && ${all.join(' && ')};`);
    for (const name of writeRows(lines, names.flat, test)) names.used.add(name);
    lines.braced(
      'const auto run = [&](auto whole)',
      () => {
        const before = names.whole;
        names.whole = true;
        this.pieces(body);
        names.whole = before;
      },
      undefined,
      '};',
    );
    lines.add('if (is_whole) run(std::true_type());');
    lines.add('else run(std::false_type());');
  }

  // ---- loops over threads ----

  private statements(lines: Lines): Statements {
    const { fn, usage } = this.parts;
    const { names } = this;
    return new Statements({
      fn,
      usage,
      to: this.to,
      lines,
      isStored: (local) => names.isKept(local),
      leave: (_, nested) => {
        const gone = names.tracksLive ? [`live[${names.thread()}] = false;`] : [];
        if (nested) names.used.add('next_thread');
        return [...gone, nested ? 'goto next_thread;' : 'continue;'];
      },
      who: () => `(block_z * launch.grid_dim_y + block_y) * launch.grid_dim_x + block_x, ${names.thread()}`,
      newLabel: (wanted) => `${wanted}_${++this.labels}`,
    });
  }

  private threads(all: readonly Item[], mask: number | undefined, around: readonly ThreadBound[]): void {
    const { names } = this;
    const { bounds, items } = this.bounded(
      all.filter((item) => !this.isDeclaredOnDemand(item)),
      mask,
    );
    const outer = names.used;
    names.used = new Set();
    names.perThread = true;
    names.inVectors = this.isVector(items) && isStraight(items);
    const body = new Lines();
    const absent = [
      ...(mask === undefined ? [] : [`!some_${mask + 1}[${names.thread()}]`]),
      ...(names.tracksLive ? [`!live[${names.thread()}]`] : []),
    ];
    // Those who take no part still set their masks.
    if (absent.length > 0 && !items.some(({ kind }) => kind === 'mask'))
      body.add(`if (${absent.join(' || ')}) continue;`);
    const printer = this.statements(body);
    this.declareAgain(items, printer, body);
    for (const item of items) this.item(item, mask, printer, body);
    names.perThread = false;
    names.inVectors = false;
    const own = names.used;
    names.used = outer;
    if (body.done().text.trim() === '') return;
    for (const name of own)
      if (!['thread', 'at', 'next_thread', 'thread_x', 'thread_y', 'thread_z'].includes(name))
        outer.add(name);
    // Vector code knows no jumps to a label.
    const vectors = this.isVector(items) && !own.has('next_thread');
    const ends = this.endsText([...around, ...bounds], around);
    const { module } = this.parts.unit;
    const repeated = !own.has('next_thread') && updatesByData(items, module, this.values);
    const loop = { flat: names.flat, own, body, vectors, ...(repeated && { unroll: 16 }), ...ends };
    for (const name of writeThreadLoop(this.lines, loop)) outer.add(name);
  }

  /** Conditions that hold for the first threads of a row alone become the end of the loop. */
  private bounded(items: readonly Item[], mask: number | undefined): Bounded {
    const { fn, usage, homes, schedule } = this.parts;
    // Who ends must be noted where others go on.
    if (this.names.tracksLive || mask !== undefined) return { bounds: [], items };
    const found = boundThreads(items, {
      values: this.values,
      extents: usage.extents,
      isOutside: (local) => local < fn.parameters || schedule.hoisted.has(local),
      isKept: (local) => homes.get(local) === 'kept',
    });
    return found.bounds.filter(({ kind }) => kind === 'each').length > 1 ? { bounds: [], items } : found;
  }

  /** Where a loop over the threads of a row begins and ends. */
  private endsText(
    bounds: readonly ThreadBound[],
    given: readonly ThreadBound[] = [],
  ): { begin?: string; end?: string; step?: number } {
    const { to, names } = this;
    const within = (kind: 'below' | 'from', all: string): string => {
      let text = all;
      for (const bound of bounds)
        if (bound.kind === kind) {
          names.used.add('block_dim_x');
          names.needs('threads-below');
          const end = bound.with ? behind(bound.end, to) : to.text(bound.end, true);
          const count = `threads_below(block_dim_x, ${to.loose(bound.first, true)}, ${end})`;
          text = text === all ? count : `${kind === 'from' ? 'std::max' : 'std::min'}(${text}, ${count})`;
          if (text !== count) names.needs('algorithm');
        }
      return text;
    };
    const after = within('from', '');
    const each = bounds.find(({ kind }) => kind === 'each') as (ThreadBound & { kind: 'each' }) | undefined;
    const begin =
      each && after
        ? `(${after} + ${each.step - 1 - each.from}) / ${each.step} * ${each.step} + ${each.from}`
        : each?.from
          ? String(each.from)
          : after;
    const end = within('below', 'block_dim_x');
    const conditions = bounds.flatMap((bound) =>
      bound.kind === 'when' ? [to.held(bound.condition, bind.and + 1)] : [],
    );
    const all = conditions.length > 0 ? `${conditions.join(' && ')} ? ${end} : 0` : end;
    names.used.add('block_dim_x');
    if (names.whole && bounds.length > 0 && bounds.length === given.length)
      return {
        ...(begin && { begin: `whole ? 0 : ${begin}` }),
        ...(all !== 'block_dim_x' && {
          end: `whole ? block_dim_x : ${conditions.length > 0 ? `(${all})` : all}`,
        }),
      };
    return {
      ...(begin && { begin }),
      ...(each && { step: each.step }),
      ...(all !== 'block_dim_x' && { end: all }),
    };
  }

  /** Declarations of what every piece declares for itself, if it uses it. */
  private isDeclaredOnDemand(item: Item): boolean {
    if (item.kind !== 'statement' || item.statement.do !== 'declare') return false;
    const home = this.parts.homes.get(item.statement.local);
    return home === 'again' || (home === 'fresh' && item.statement.value === undefined);
  }

  /** What a piece computes anew, and what it declares anew. */
  private declareAgain(items: readonly Item[], printer: Statements, body: Lines): void {
    const { fn, homes, unit } = this.parts;
    const { values } = this;
    const done = new Set<LocalId>();
    const declare = (local: LocalId) => {
      const home = homes.get(local);
      if (done.has(local) || (home !== 'again' && home !== 'fresh')) return;
      done.add(local);
      const { type, span } = fn.locals[local] as (typeof fn.locals)[number];
      if (home === 'fresh') {
        if (items.some((item) => declares(item, local))) return;
        body.add(`${unit.types.declare(type, this.names.localText(local))};`, span);
        return;
      }
      const value = values.get(local);
      for (const other of dependencies(value)) declare(other);
      body.add(`${printer.declaration({ do: 'declare', span, local, ...(value && { value }) })};`, span);
    };
    for (const item of items) for (const local of localsOf(item).all) declare(local);
  }

  private isVector(items: readonly Item[]): boolean {
    const isOrdered = (id: number) => this.parts.unit.isOrdered(id);
    return items.every((item) =>
      isOrderless(
        item.kind === 'statement'
          ? [item.statement]
          : expressionsOfItem(item).map((value) => ({ do: 'return', span: value.span, value })),
        isOrdered,
      ),
    );
  }

  private item(item: Item, outer: number | undefined, printer: Statements, body: Lines): void {
    const { to, names } = this;
    switch (item.kind) {
      case 'statement':
        printer.statement(item.statement);
        return;
      case 'send': {
        const { slot, value, members } = item;
        body.add(`sent_${slot + 1}[${names.thread()}] = ${to.text(value)};`, value.span);
        if (members) body.add(`members_${slot + 1}[${names.thread()}] = ${to.text(members)};`, members.span);
        return;
      }
      case 'receive':
        for (const line of receiveText(names, to, item)) body.add(line, item.statement.span);
        return;
      case 'mask': {
        const { condition, negate } = item;
        const takes = [
          ...(outer === undefined ? [] : [`some_${outer + 1}[${names.thread()}]`]),
          ...(names.tracksLive ? [`live[${names.thread()}]`] : []),
          ...(condition ? [`${negate ? '!' : ''}(${to.text(condition)})`] : []),
        ];
        body.add(
          `some_${item.mask + 1}[${names.thread()}] = ${takes.join(' && ') || 'true'};`,
          condition?.span,
        );
        return;
      }
      case 'unmask':
        for (const mask of item.masks)
          body.add(`some_${mask + 1}[${names.thread()}] = false;`, item.statement.span);
        return;
    }
  }
}

/** True when there is no control flow in what a thread does. */
function isStraight(items: readonly Item[]): boolean {
  return items.every((item) => item.kind !== 'statement' || blocksOf(item.statement).length === 0);
}

/** The number after one that still counts. */
function behind(end: Expr, to: Expressions): string {
  const known = end.op === 'constant' && typeof end.value === 'number';
  return known ? String(Number(end.value) + 1) : `${to.held(end, bind.add, true)} + 1ll`;
}

function declares(item: Item, local: LocalId): boolean {
  return item.kind === 'statement' && item.statement.do === 'declare' && item.statement.local === local;
}

/** True when a continue of this loop is among the pieces. */
function continues(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => {
    switch (piece.kind) {
      case 'jump':
        return piece.statement.do === 'continue';
      case 'if':
        return continues(piece.then) || continues(piece.else);
      case 'switch':
        return piece.cases.some(continues);
      case 'masked':
      case 'block':
        return continues(piece.body);
      default:
        return false;
    }
  });
}
