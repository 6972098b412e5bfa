// Names inside a kernel's block function: which text stands for a local, a builtin or a call, in a loop over threads and
// outside of one; and what of it was used, so that the head of the function declares no more.
import { type Expr, type LocalId, sizeOf, type Type } from '@/lib/ir';
import type { Scope } from './expressions';
import { extentOf, gridLimit, maxThreads } from './extents';
import type { KernelParts } from './kernel';
import type { Lines } from './lines';
import type { HelperName } from './preamble';

const geometryOf = {
  'block-x': 'block_x',
  'block-y': 'block_y',
  'block-z': 'block_z',
  'block-dim-x': 'block_dim_x',
  'block-dim-y': 'block_dim_y',
  'block-dim-z': 'block_dim_z',
  'grid-dim-x': 'grid_dim_x',
  'grid-dim-y': 'grid_dim_y',
  'grid-dim-z': 'grid_dim_z',
} as const;

export class KernelScope {
  used = new Set<string>();
  /** In a loop over threads: kept locals are those of the thread. */
  perThread = false;
  /** Outside of one: the mask of the threads of whom one is asked. */
  here: number | undefined;
  /** In what is written once more for blocks of which all threads take part. */
  whole = false;
  /** In one of which compilers make vectors. */
  inVectors = false;
  /** The kernel asks for thread-x alone. */
  readonly flat: boolean;
  /** Some threads may end while others go on. */
  readonly tracksLive: boolean;
  private readonly pointed: ReadonlySet<LocalId>;

  constructor(readonly parts: KernelParts) {
    const { unit, fn, facts, schedule } = parts;
    this.flat =
      !unit.usesBuiltin(fn, ['thread-y', 'thread-z']) && !facts.calls.some((id) => unit.isPlaced(id));
    this.tracksLive =
      schedule.returns && !(schedule.pieces.length === 1 && schedule.pieces[0]?.kind === 'threads');
    this.pointed = unit.pointedIn(fn);
  }

  scope(): Scope {
    const { unit, fn, usage } = this.parts;
    return {
      module: unit.module,
      types: unit.types,
      local: (id, indices) => this.localText(id, indices),
      localType: (id) => fn.locals[id]?.type ?? { kind: 'void' },
      variable: (id) => unit.variables[id] as string,
      builtin: (name) => this.builtinText(name),
      callee: (id) => ({ name: unit.functions[id] as string, extra: this.extraArguments(id) }),
      extents: usage.extents,
      indexLocals: usage.indexLocals,
      needs: (helper) => this.needs(helper),
      warp: unit.options.warp,
      inVectors: () => this.inVectors,
    };
  }

  needs(helper: HelperName): void {
    this.parts.unit.helpers.add(helper);
  }

  isKept(id: LocalId): boolean {
    return this.parts.homes.get(id) === 'kept';
  }

  /** Arrays of plain values, to which nothing points, have the thread as their last index: neighbours lie side by side. */
  private keepsThreadLast(id: LocalId): boolean {
    const type = this.parts.fn.locals[id]?.type;
    return type?.kind === 'array' && innermost(type).kind !== 'struct' && !this.pointed.has(id);
  }

  localText(id: LocalId, indices = ''): string {
    const name = id < 0 ? 'i' : (this.parts.locals[id] as string);
    if (!this.isKept(id)) return `${name}${indices}`;
    const thread = this.perThread ? this.thread() : this.first();
    return this.keepsThreadLast(id) && indices !== ''
      ? `${name}${indices}[${thread}]`
      : `${name}[${thread}]${indices}`;
  }

  thread(): string {
    this.used.add('thread');
    return 'thread';
  }

  threads(): string {
    this.used.add('threads');
    return 'threads';
  }

  /** A thread that is still there: all of them agree where the block asks one. */
  private first(): string {
    if (this.here !== undefined) {
      this.needs('first-of');
      const { mask, live } = this.takers(this.here);
      return `first_of(${mask}, ${live}, ${this.threads()})`;
    }
    if (!this.tracksLive) return '0';
    this.needs('first-live');
    return `first_live(live, ${this.threads()})`;
  }

  private builtinText(name: string): string {
    const { warp } = this.parts.unit.options;
    if (name === 'warp-size') return String(warp);
    if (name === 'dynamic-shared-bytes') return '(unsigned)launch.dynamic_shared_bytes';
    if (name === 'lane') return `(${this.thread()} % ${warp})`;
    const text = name in geometryOf ? geometryOf[name as keyof typeof geometryOf] : name.replaceAll('-', '_');
    this.used.add(text);
    return text;
  }

  private extraArguments(id: number): string[] {
    const { unit } = this.parts;
    const extra: string[] = [];
    if (unit.isPlaced(id) && this.perThread) {
      this.used.add('at');
      extra.push('at');
    } else if (unit.isPlaced(id)) {
      // Asked once for the block: every thread's place gives the same.
      const block = ['block_x', 'block_y', 'block_z'];
      for (const name of block) this.used.add(name);
      extra.push(`Thread{launch, ${block.join(', ')}, 0, 0, 0, 0}`);
    }
    const facts = unit.module.facts.functions[id];
    for (const variable of facts?.variables ?? [])
      if (unit.module.variables[variable]?.space === 'shared') extra.push(unit.variables[variable] as string);
    return extra;
  }

  /** `mask, live`: who takes part. */
  takers(mask: number | undefined): { mask: string; live: string } {
    return {
      mask: mask === undefined ? 'nullptr' : `some_${mask + 1}`,
      live: this.tracksLive ? 'live' : 'nullptr',
    };
  }

  /** How many threads there can be at most, as a constant of C++. */
  mostThreads(): string {
    if (this.parts.sizes.length === 0) return 'max_threads';
    this.used.add('most_threads');
    return 'most_threads';
  }

  // ---- what the head of the function needs ----

  geometry(): string[] {
    const { used } = this;
    const lines: string[] = [];
    for (const what of ['grid_dim', 'block_dim'])
      for (const axis of ['x', 'y', 'z'])
        if (used.has(`${what}_${axis}`)) {
          const known =
            this.parts.sizes.length > 0 && what === 'block_dim' ? `of_${axis} ? of_${axis} : ` : '';
          lines.push(`const int ${what}_${axis} = ${known}launch.${what}_${axis};`);
        }
    const size = (...axes: string[]) => {
      const launched = axes.map((axis) => `launch.block_dim_${axis}`).join(' * ');
      const known = axes.map((axis) => `of_${axis}`).join(' * ');
      return this.parts.sizes.length > 0 ? `of_x ? ${known} : ${launched}` : launched;
    };
    if (used.has('rows')) lines.push(`const int rows = ${size('y', 'z')};`);
    if (used.has('threads')) lines.push(`const int threads = ${size('x', 'y', 'z')};`);
    if (used.has('most_threads'))
      lines.push('constexpr int most_threads = of_x ? of_x * of_y * of_z : max_threads;');
    return lines;
  }

  /** Blocks along an axis at most, so that what is computed as int fits. */
  gridLimit(): number {
    const { usage, fn, unit } = this.parts;
    let limit = 2 ** 31 - 1;
    for (const extent of usage.extents.values()) limit = Math.min(limit, gridLimit(extent));
    unit.eachExpr(fn, (expr: Expr) => {
      const extent = extentOf(expr, usage.extents);
      if (extent) limit = Math.min(limit, gridLimit(extent));
    });
    return limit;
  }

  declareKept(lines: Lines, id: LocalId): void {
    const { unit, fn, locals } = this.parts;
    const local = fn.locals[id];
    if (!local) return;
    const name = locals[id] as string;
    const { type } = local;
    // A little more than the threads, so that the rows of an array do not fall on each other in the cache.
    const most = this.mostThreads();
    const declared = this.keepsThreadLast(id)
      ? unit.types.declare(innermost(type), `${name}${dimensions(type)}[${most} + 16]`)
      : unit.types.declare(type, `${name}[${most}]`);
    const large = sizeOf(type, unit.module.structs) * maxThreads > 1 << 19;
    lines.add(`alignas(64) ${large ? 'static thread_local ' : ''}${declared};`, local.span);
  }
}

function innermost(type: Type): Type {
  return type.kind === 'array' ? innermost(type.of) : type;
}

function dimensions(type: Type): string {
  return type.kind === 'array' ? `[${type.count}]${dimensions(type.of)}` : '';
}
