// Races: for each cell of shared and global memory the last write and the last reads, by thread and by the stretch between
// two barriers (epoch) in which they happened. In come accesses, out come reports that name both sides.
//
// Two accesses race when they touch one cell, one of them writes, and nothing orders them: not a barrier of their block, not
// the warp's own synchronisation, not the end of the launch, not a fence with atomics that hand over (release and acquire).
// A write that changes nothing (many threads setting one flag) is no race: every order gives the same. Atomics don't race with
// one another, and volatile accesses neither with atomics nor among themselves.
import { type Module, scalarSize, type Type, visitPlaces, visitStatements } from '@/lib/ir';
import { type Access, objectAt } from './checks';
import { report } from './finding';
import type { Machine, ResidentBlock, Run } from './machine';
import type { Memory } from './memory';

/** One slot per cell: who, when, where, and how (0 plain, 1 atomic, 2 volatile). */
type Slots = {
  /** Thread's number in the grid and 1. */
  readonly thread: Int32Array;
  readonly epoch: Int32Array;
  readonly step: Int32Array;
  readonly site: Int32Array;
  readonly how: Uint8Array;
};

/** What a block knows of others: up to which of their epochs their writes are visible to it. */
type Known = Map<number, number>;

export type Races = {
  /** A cell is 1 << shift bytes: the smallest access of the module. */
  readonly shift: number;
  readonly written: Slots;
  /** The first reader of the last epoch; another thread that read in it; a reader of an earlier block of the launch. */
  readonly read: Slots;
  readonly readToo: Slots;
  readonly readBefore: Slots;
  epoch: number;
  /** What happened up to here is ordered before all that runs now. */
  since: number;
  launch: number;
  /** By address: what an atomic there released. */
  readonly released: Map<number, Known>;
  readonly acquired: Map<number, Known>;
  /**
   * Plain reads against atomics, by cell and reader. They are said only when the reader's next step is not an atomic on that
   * cell: a loop of compare-exchange begins with a plain read, which the exchange then checks.
   */
  readonly undecided: Map<string, () => void>;
};

function smallest(type: Type, module: Module): number {
  switch (type.kind) {
    case 'scalar':
      return scalarSize[type.scalar];
    case 'vector':
      return scalarSize[type.of];
    case 'array':
      return smallest(type.of, module);
    case 'struct':
      return Math.min(
        4,
        ...module.structs[type.struct]!.members.map((member) => smallest(member.type, module)),
      );
    default:
      return 4;
  }
}

function slots(cells: number): Slots {
  return {
    thread: new Int32Array(cells),
    epoch: new Int32Array(cells),
    step: new Int32Array(cells),
    site: new Int32Array(cells),
    how: new Uint8Array(cells),
  };
}

export function createRaces(memory: Memory, module: Module): Races {
  let size = 4;
  for (const fn of module.functions) {
    visitPlaces(fn.body, (place, use) => {
      if (use !== 'address') size = Math.min(size, smallest(place.type, module));
    });
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'copy' || statement.do === 'fill') size = 1;
    });
  }
  const shift = size === 1 ? 0 : size === 2 ? 1 : 2;
  const cells = (memory.sharedEnd >> shift) + 1;
  return {
    shift,
    written: slots(cells),
    read: slots(cells),
    readToo: slots(cells),
    readBefore: slots(cells),
    epoch: 1,
    since: 1,
    launch: -1,
    released: new Map(),
    acquired: new Map(),
    undecided: new Map(),
  };
}

/** Says what was undecided: a barrier was passed, or the launch has ended. */
export function decide(races: Races): void {
  for (const say of races.undecided.values()) say();
  races.undecided.clear();
}

/** A block begins, has passed a barrier, or has passed a barrier of the grid (`orderAll` was called before). */
export function newEpoch(races: Races | undefined, m: Machine, block: ResidentBlock): void {
  if (!races) return;
  if (races.undecided.size > 0) decide(races);
  if (races.launch !== m.launch.index) {
    races.launch = m.launch.index;
    orderAll(races);
  }
  block.epoch = ++races.epoch;
}

/** All that happened is before all that comes: a launch or a barrier of the grid. */
export function orderAll(races: Races): void {
  races.since = races.epoch;
  races.released.clear();
  races.acquired.clear();
}

const plain = 0;

function put(
  slot: Slots,
  cell: number,
  thread: number,
  epoch: number,
  step: number,
  site: number,
  how: number,
): void {
  slot.thread[cell] = thread;
  slot.epoch[cell] = epoch;
  slot.step[cell] = step;
  slot.site[cell] = site;
  slot.how[cell] = how;
}

function move(to: Slots, from: Slots, cell: number): void {
  put(to, cell, from.thread[cell]!, from.epoch[cell]!, from.step[cell]!, from.site[cell]!, from.how[cell]!);
}

/** Whether the access in a slot and the one made now are unordered. 0: no; 1: within the block; 2: within the warp; 3: blocks. */
function unordered(
  races: Races,
  m: Machine,
  slot: Slots,
  cell: number,
  thread: number,
  step: number,
  how: number,
  shared: boolean,
): 0 | 1 | 2 | 3 {
  const other = slot.thread[cell]!;
  if (other === 0 || other === thread) return 0;
  const epoch = slot.epoch[cell]!;
  if (epoch <= races.since) return 0;
  if (how !== plain && slot.how[cell]! !== plain) return 0;
  if (epoch === m.block.epoch) {
    const { threads, warp } = m.launch;
    const a = (other - 1) % threads;
    const b = (thread - 1) % threads;
    if (Math.floor(a / warp) !== Math.floor(b / warp)) return 1;
    return slot.step[cell] === step ? 2 : 0;
  }
  if (shared) return 0;
  const block = Math.floor((other - 1) / m.launch.threads);
  if (block === m.block.number) return 0;
  const known = races.acquired.get(m.block.number)?.get(block);
  return known !== undefined && known >= epoch ? 0 : 3;
}

function merge(into: Known, from: Known): void {
  for (const [block, epoch] of from) if ((into.get(block) ?? 0) < epoch) into.set(block, epoch);
}

function knownOf(map: Map<number, Known>, key: number): Known {
  let known = map.get(key);
  if (!known) {
    known = new Map();
    map.set(key, known);
  }
  return known;
}

/** An atomic or volatile access hands over between blocks: what it finds is acquired, what its block did is released. */
function handOver(races: Races, m: Machine, off: number, writes: boolean): void {
  const found = races.released.get(off);
  if (found) merge(knownOf(races.acquired, m.block.number), found);
  if (!writes || !m.block.fenced) return;
  const released = knownOf(races.released, off);
  released.set(m.block.number, m.block.epoch);
  const own = races.acquired.get(m.block.number);
  if (own) merge(released, own);
}

const roles = { read: 'read', write: 'write', atomic: 'atomic operation' } as const;

function tell(
  races: Races,
  m: Machine,
  l: number,
  off: number,
  kind: 1 | 2 | 3,
  slot: Slots,
  cell: number,
  access: Access,
  otherAccess: Access,
  site: number,
  thread: number,
): void {
  const { findings, launch } = m;
  const name = m.memory.objects[objectAt(m, l, off)]?.name ?? '';
  const other = slot.thread[cell]! - 1;
  const otherSite = slot.site[cell]!;
  const otherIs = slot.how[cell] === 1 ? 'atomic' : otherAccess;
  // In one and the same operation lanes write different values: no order helps.
  const sameSite = access === 'write' && otherAccess === 'write' && otherSite === site;
  const code =
    kind === 3 ? 'run-race-between-blocks' : kind === 2 && !sameSite ? 'run-race-in-warp' : 'run-race';
  const block = { ...m.block };
  const say = () =>
    report(
      findings,
      launch,
      block,
      l,
      code,
      code === 'run-race-in-warp' ? 'warning' : 'error',
      site,
      { access: roles[access], otherAccess: roles[otherIs], name },
      {
        site: otherSite,
        role: roles[otherIs],
        block: Math.floor(other / launch.threads),
        thread: other % launch.threads,
      },
    );
  if (access === 'read' && otherIs === 'atomic') races.undecided.set(`${cell} ${thread}`, say);
  else if (access === 'atomic' && otherIs === 'read') races.undecided.set(`${cell} ${other + 1}`, say);
  else say();
}

export type WrittenValue = {
  /** Writing thread l's value at an offset changes nothing there. */
  readonly unchanged: (l: number, off: number) => boolean;
  /** Threads l and k write the same. */
  readonly equal: (l: number, k: number) => boolean;
};

/** An atomic of a thread that read this cell plainly before: the read was only to begin with. */
function readIsChecked(races: Races, cell: number, thread: number): void {
  for (const slot of [races.read, races.readToo, races.readBefore])
    if (slot.thread[cell] === thread) slot.how[cell] = 1;
  if (races.undecided.size > 0) races.undecided.delete(`${cell} ${thread}`);
}

/** Watches the active threads' accesses. */
export function raceLoop(
  races: Races,
  at: Float64Array,
  size: number,
  access: Access,
  site: number,
  volatile: boolean,
  value: WrittenValue | undefined,
): Run {
  const { shift, written, read, readToo, readBefore } = races;
  const how = access === 'atomic' ? 1 : volatile ? 2 : plain;
  return (m) => {
    const { active, memory, launch, block } = m;
    const { globalEnd, sharedEnd } = memory;
    const first = block.number * launch.threads - block.slot * launch.threads + 1;
    const step = m.warpSteps[Math.floor(m.warpStart / launch.warp)]!;
    for (let l = m.first, e = m.last; l < e; l++) {
      if (active[l] === 0) continue;
      const off = at[l]!;
      if (!(off >= 0 && off < sharedEnd)) continue;
      const shared = off >= globalEnd;
      const thread = first + l;
      if (how !== plain && !shared) handOver(races, m, off, access !== 'read');
      if (value?.unchanged(l, off)) continue;
      for (let cell = off >> shift, end = (off + size - 1) >> shift; cell <= end; cell++) {
        if (how === 1) readIsChecked(races, cell, thread);
        let kind = unordered(races, m, written, cell, thread, step, how, shared);
        // Lanes that write one value in one and the same operation.
        if (
          kind === 2 &&
          value &&
          written.site[cell] === site &&
          value.equal(l, written.thread[cell]! - first)
        )
          kind = 0;
        if (kind !== 0) {
          tell(races, m, l, off, kind, written, cell, access, 'write', site, thread);
          if (access === 'read') break;
        }
        if (access === 'read') {
          if (read.epoch[cell] !== block.epoch) {
            const before = read.thread[cell]!;
            if (before !== 0 && !shared && Math.floor((before - 1) / launch.threads) !== block.number)
              move(readBefore, read, cell);
            put(read, cell, thread, block.epoch, step, site, how);
          } else if (read.thread[cell] !== thread) put(readToo, cell, thread, block.epoch, step, site, how);
          else read.step[cell] = step;
          continue;
        }
        if (kind === 0) {
          kind = unordered(races, m, read, cell, thread, step, how, shared);
          if (kind !== 0) tell(races, m, l, off, kind, read, cell, access, 'read', site, thread);
          else {
            kind = unordered(races, m, readToo, cell, thread, step, how, shared);
            if (kind !== 0) tell(races, m, l, off, kind, readToo, cell, access, 'read', site, thread);
            else if (!shared) {
              kind = unordered(races, m, readBefore, cell, thread, step, how, shared);
              if (kind !== 0) tell(races, m, l, off, kind, readBefore, cell, access, 'read', site, thread);
            }
          }
        }
        put(written, cell, thread, block.epoch, step, site, how);
      }
    }
  };
}
