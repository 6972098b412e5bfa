// The inside of a kernel's block function: its pieces as C++, loops over threads among them. Asks the schedule what there
// is and the homes where things live; decides nothing of its own but how a loop over threads is written.
import { blocksOf, type Expr, type LocalId, type Statement, visitExpr } from '@/lib/ir';
import { type Births, bornIn, declares } from './births';
import { Expressions } from './expressions';
import { nextReads, updatesByData } from './hints';
import { dependencies, valuesIn } from './homes';
import { expressionsOfItem, localsOf } from './items';
import type { KernelParts } from './kernel';
import { KernelScope } from './kernel-scope';
import { Lines } from './lines';
import { isOrderless } from './memory-use';
import { continues, type Item, type Piece } from './pieces';
import { Statements } from './statements';
import { type Bounded, boundThreads, type ThreadBound } from './thread-bounds';
import { endsText } from './thread-ends';
import { writeRows, writeThreadLoop } from './thread-loop';
import { blockText, meetingText, receiveText } from './warp';

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
      // Who only asks which lanes are here sends nothing.
      if (type)
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
    const { names } = this;
    const { here } = names;
    for (const piece of pieces) {
      names.here = 'here' in piece ? piece.here : undefined;
      this.piece(piece);
    }
    names.here = here;
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
      case 'halving':
        this.halving(piece);
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

  private anyText(mask: number | undefined): string {
    this.names.needs('any-of');
    const takers = this.names.takers(mask);
    const some = mask === undefined ? `${takers.live}, nullptr` : `${takers.mask}, ${takers.live}`;
    return `any_of(${some}, ${this.names.threads()})`;
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

  /** A loop by halves, and as it stands for blocks whose rows are not whole warps. */
  private halving({ statement, items, counter, general }: Piece & { kind: 'halving' }): void {
    const { lines, names, parts } = this;
    const { warp } = parts.unit.options;
    const head = this.plainHead(general);
    const isKept = items.every(
      (item) => item.kind !== 'take' || dependencies(item.statement.value).every((id) => names.isKept(id)),
    );
    if (head === undefined || !isKept) {
      this.loop(general);
      return;
    }
    names.used.add('block_dim_x');
    lines.add(
      '// Lane 0 alone is asked for what comes out: in each turn half as many lanes as before are enough.',
    );
    lines.add(`if (block_dim_x % ${warp} == 0) {`);
    lines.inside(() => {
      const lanes = { warp, below: names.localText(counter) };
      lines.braced(head, () => this.threads(items, undefined, [], lanes), statement.span);
    });
    lines.add('} else {');
    lines.inside(() => this.loop(general));
    lines.add('}');
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
    const { lines, names, to } = this;
    lines.add('// All threads of most blocks have work: then loops over them need not ask.');
    lines.add('bool is_whole = true;');
    const { begin, end } = endsText(names, to, bounds);
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
      who: () => `${blockText}, ${names.thread()}`,
      newLabel: (wanted) => `${wanted}_${++this.labels}`,
    });
  }

  private threads(
    all: readonly Item[],
    mask: number | undefined,
    around: readonly ThreadBound[],
    lanes?: { readonly warp: number; readonly below: string },
  ): void {
    const { names } = this;
    const asked = all.filter((item) => !this.isDeclaredOnDemand(item));
    const { bounds, items: left } = lanes ? { bounds: [], items: asked } : this.bounded(asked, mask);
    const items = bounds.length > 0 ? withoutUnused(left, (local) => names.isKept(local)) : left;
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
    const born = bornIn(items, this.parts);
    this.declareAgain(items, printer, body, born);
    for (const item of items) this.item(item, mask, printer, body, born);
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
    const ends = endsText(names, this.to, [...around, ...bounds], around);
    const { module } = this.parts.unit;
    const repeated = !own.has('next_thread') && updatesByData(items, module, this.values);
    const loop = {
      flat: names.flat,
      own,
      body,
      vectors,
      ...(repeated && { unroll: 16 }),
      ...(lanes && { lanes }),
      ...ends,
    };
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

  /** Declarations of what every piece declares for itself, if it uses it. */
  private isDeclaredOnDemand(item: Item): boolean {
    if (item.kind !== 'statement' || item.statement.do !== 'declare') return false;
    const home = this.parts.homes.get(item.statement.local);
    return home === 'again' || (home === 'fresh' && item.statement.value === undefined);
  }

  /** What a piece computes anew, and what it declares anew. */
  private declareAgain(items: readonly Item[], printer: Statements, body: Lines, born: Births): void {
    const { fn, homes, unit } = this.parts;
    const { values } = this;
    const done = new Set<LocalId>();
    const declare = (local: LocalId) => {
      const home = homes.get(local);
      if (done.has(local) || (home !== 'again' && home !== 'fresh')) return;
      done.add(local);
      const { type, span } = fn.locals[local] as (typeof fn.locals)[number];
      if (home === 'fresh') {
        if (born.has(local) || items.some((item) => declares(item, local))) return;
        body.add(`${unit.types.declare(type, this.names.localText(local))};`, span);
        return;
      }
      const value = values.get(local);
      for (const other of dependencies(value)) declare(other);
      body.add(`${printer.declaration({ do: 'declare', span, local, ...(value && { value }) })};`, span);
    };
    for (const item of items) for (const local of localsOf(item).all) declare(local);
  }

  private bornText(text: string, item: Item, born: Births): string {
    const { fn, unit } = this.parts;
    for (const [local, at] of born) {
      const name = this.names.localText(local);
      const { type } = fn.locals[local] as (typeof fn.locals)[number];
      if (at === item) return unit.types.declare(type, name) + text.slice(name.length);
    }
    return text;
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

  private item(item: Item, outer: number | undefined, printer: Statements, body: Lines, born: Births): void {
    const { to, names } = this;
    switch (item.kind) {
      case 'statement':
        if (item.statement.do === 'declare' && !item.statement.value && born.has(item.statement.local))
          return;
        printer.statement(item.statement);
        return;
      case 'send': {
        const { slot, value, members } = item;
        body.add(`sent_${slot + 1}[${names.thread()}] = ${to.text(value)};`, value.span);
        if (members) body.add(`members_${slot + 1}[${names.thread()}] = ${to.text(members)};`, members.span);
        return;
      }
      case 'take': {
        const { result, value, lane, span } = item.statement;
        if (result === undefined || !value || !lane) return;
        const [from] = dependencies(value);
        const ahead = `${names.thread()} + ${to.loose(lane)}`;
        const text = `${names.localText(result)} = ${this.parts.locals[from as LocalId]}[${ahead}];`;
        body.add(this.bornText(text, item, born), span);
        return;
      }
      case 'receive':
        for (const line of receiveText(names, to, item))
          body.add(this.bornText(line, item, born), item.statement.span);
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
      case 'join':
        body.add(
          `some_${item.mask + 1}[${names.thread()}] |= some_${item.from + 1}[${names.thread()}];`,
          item.statement.span,
        );
        return;
      case 'unmask':
        for (const mask of item.masks)
          body.add(`some_${mask + 1}[${names.thread()}] = false;`, item.statement.span);
        return;
    }
  }
}

/** Without declarations that only a condition asked for which has become the end of a loop. */
function withoutUnused(items: readonly Item[], isKept: (local: LocalId) => boolean): readonly Item[] {
  const isUnused = (item: Item): boolean => {
    if (item.kind !== 'statement' || item.statement.do !== 'declare' || !item.statement.value) return false;
    const { local, value } = item.statement;
    let steady = true;
    visitExpr(value, (part) => {
      if (part.op === 'load' && part.volatile) steady = false;
    });
    return (
      steady && !isKept(local) && !items.some((other) => other !== item && localsOf(other).all.has(local))
    );
  };
  const left = items.filter((item) => !isUnused(item));
  return left.length < items.length ? withoutUnused(left, isKept) : items;
}

/** True when there is no control flow in what a thread does. */
function isStraight(items: readonly Item[]): boolean {
  return items.every((item) => item.kind !== 'statement' || blocksOf(item.statement).length === 0);
}
