// Who runs when: blocks in order, the warps of a block in turn from barrier to barrier. Blocks that may wait for one another
// live at the same time and take turns. In comes the code of a kernel, out come the machine's effects.

import { report } from './finding';
import type { Run } from './machine';
import {
  KernelStopped,
  type Launch,
  type Machine,
  type Pause,
  type ResidentBlock,
  type Steps,
} from './machine';

export type KernelCode = {
  readonly body?: Run;
  readonly steps?: (m: Machine) => Steps;
};

export type Grid = {
  readonly launch: Launch;
  readonly code: KernelCode;
  readonly blockIndex: readonly [Int32Array, Int32Array, Int32Array];
  /** Blocks that live at one time. */
  readonly resident: number;
  /** Bytes of shared memory of one block, and where the first one's begins. */
  readonly sharedBytes: number;
  readonly sharedAt: number;
  readonly checks: boolean;
  /** A block begins: the threads `from` up to `to` get their arguments. */
  readonly enter: (m: Machine, from: number, to: number) => void;
  /** A block begins or has passed a barrier; races keep their own books. */
  readonly newEpoch: (m: Machine, block: ResidentBlock) => void;
  /** The whole grid has passed a barrier; `newEpoch` follows for each block. */
  readonly orderAll: () => void;
};

type Warp = {
  readonly start: number;
  readonly end: number;
  readonly mask: Uint8Array;
  steps?: Steps;
  pause?: Pause;
  done: boolean;
  first: number;
  last: number;
  active: Uint8Array;
  dense: boolean;
  frame: number;
  depth: number;
};

type Running = { readonly block: ResidentBlock; readonly warps: Warp[]; waiting?: 'grid' };

/** A round in which every warp of every block only gave way, so many times in a row: nobody will ever go on. */
const idleRounds = 400;

/** What fresh shared memory holds: as a float, a large number. */
const garbage = 0xcb;

function begin(m: Machine, grid: Grid, slot: number, number: number, mask: Uint8Array): Running {
  const { launch, blockIndex } = grid;
  const { threads, warp } = launch;
  const [gx, gy] = launch.grid;
  const block: ResidentBlock = {
    slot,
    number,
    x: number % gx,
    y: Math.floor(number / gx) % gy,
    z: Math.floor(number / (gx * gy)),
    sharedAt: grid.sharedAt + slot * grid.sharedBytes,
    epoch: 0,
    fenced: false,
    live: m.live,
  };
  const base = slot * threads;
  blockIndex[0].fill(block.x, base, base + threads);
  blockIndex[1].fill(block.y, base, base + threads);
  blockIndex[2].fill(block.z, base, base + threads);
  m.gone.fill(0, base, base + threads);
  m.live.fill(1, base, base + threads);
  // Whatever was there before: not zero, so that a program that counts on zeros is seen to be wrong.
  m.memory.bytes.fill(garbage, block.sharedAt, block.sharedAt + grid.sharedBytes);
  if (grid.checks) {
    m.memory.unwritten.fill(1, block.sharedAt, block.sharedAt + grid.sharedBytes);
    const { localStart, localBytes } = m.memory;
    m.memory.unwritten.fill(1, localStart + base * localBytes, localStart + (base + threads) * localBytes);
  }
  grid.enter(m, base, base + threads);
  const warps: Warp[] = [];
  for (let start = base; start < base + threads; start += warp) {
    const end = Math.min(start + warp, base + threads);
    mask.fill(1, start, end);
    warps.push({
      start,
      end,
      mask,
      done: false,
      first: start,
      last: end,
      active: mask,
      dense: true,
      frame: 0,
      depth: 0,
    });
  }
  grid.newEpoch(m, block);
  return { block, warps };
}

function resume(m: Machine, running: Running, warp: Warp): void {
  m.block = running.block;
  m.warpStart = warp.start;
  m.warpEnd = warp.end;
  m.first = warp.first;
  m.last = warp.last;
  m.active = warp.active;
  m.dense = warp.dense;
  m.frame = warp.frame;
  m.depth = warp.depth;
}

function park(m: Machine, warp: Warp): void {
  warp.first = m.first;
  warp.last = m.last;
  warp.active = m.active;
  warp.dense = m.dense;
  warp.frame = m.frame;
  warp.depth = m.depth;
}

/** Runs one warp to its next pause or its end. */
function step(m: Machine, grid: Grid, running: Running, warp: Warp): void {
  resume(m, running, warp);
  warp.steps ??= grid.code.steps!(m);
  const { done, value } = warp.steps.next();
  if (done) {
    warp.done = true;
    warp.pause = undefined;
    m.live.fill(0, warp.start, warp.end);
  } else {
    warp.pause = value;
    park(m, warp);
  }
}

/** Everybody who still runs has come to a barrier: checks that it is one and the same, and opens it. */
function open(m: Machine, grid: Grid, running: Running): void {
  const here = running.warps.filter(({ pause, done }) => !done && pause?.at === 'barrier');
  const first = here[0];
  if (!first?.pause) return;
  for (const warp of here)
    if (warp.pause && warp.pause.site !== first.pause.site) {
      m.block = running.block;
      report(
        m.findings,
        m.launch,
        running.block,
        first.pause.threads[0]!,
        'run-barriers-differ',
        'error',
        first.pause.site,
        {},
        {
          site: warp.pause.site,
          role: 'barrier',
          block: running.block.number,
          thread: warp.pause.threads[0]! - running.block.slot * grid.launch.threads,
        },
      );
      break;
    }
  const ended = running.warps.find(({ done }) => done);
  if (ended) {
    // A thread that returned early is not waited for; one that came to the kernel's end never met this barrier.
    let returned = true;
    for (let l = ended.start; l < ended.end; l++) if (m.gone[l] === 0) returned = false;
    report(
      m.findings,
      m.launch,
      running.block,
      first.pause.threads[0]!,
      returned ? 'run-barrier-after-return' : 'run-barrier-missed',
      returned ? 'warning' : 'error',
      first.pause.site,
      {},
      {
        site: first.pause.site,
        role: 'missing',
        block: running.block.number,
        thread: ended.start - running.block.slot * grid.launch.threads,
      },
    );
  }
  reduce(here);
  for (const warp of here) warp.pause = undefined;
  grid.newEpoch(m, running.block);
}

function reduce(warps: readonly Warp[]): void {
  const kind = warps[0]?.pause?.kind;
  if (!kind) return;
  let all = 0;
  let yes = 0;
  for (const { pause } of warps)
    for (const l of pause?.threads ?? []) {
      all++;
      if (pause?.predicate && pause.predicate[l] !== 0) yes++;
    }
  const result = kind === 'count' ? yes : kind === 'and' ? (yes === all ? 1 : 0) : yes > 0 ? 1 : 0;
  for (const { pause } of warps) if (pause) pause.result = result;
}

/** Goes on with a block until all its warps are done or wait for the grid, or one round was only giving way. */
function advance(m: Machine, grid: Grid, running: Running): 'done' | 'grid' | 'turn' {
  for (;;) {
    let moved = false;
    for (const warp of running.warps) {
      if (warp.done || warp.pause?.at === 'barrier' || warp.pause?.at === 'grid') continue;
      step(m, grid, running, warp);
      if (warp.pause?.at !== 'turn') moved = true;
    }
    const left = running.warps.filter(({ done }) => !done);
    if (left.length === 0) return 'done';
    if (left.every(({ pause }) => pause?.at === 'barrier')) {
      open(m, grid, running);
      continue;
    }
    if (left.every(({ pause }) => pause?.at === 'grid')) return 'grid';
    if (left.every(({ pause }) => pause?.at === 'grid' || pause?.at === 'barrier')) {
      const pause = left.find((warp) => warp.pause?.at === 'barrier')!.pause!;
      const other = left.find((warp) => warp.pause?.at === 'grid')!.pause!;
      report(
        m.findings,
        m.launch,
        running.block,
        pause.threads[0]!,
        'run-barriers-differ',
        'error',
        pause.site,
        {},
        {
          site: other.site,
          role: 'barrier',
          block: running.block.number,
          thread: other.threads[0]! - running.block.slot * grid.launch.threads,
        },
      );
      throw new KernelStopped('barriers');
    }
    if (!moved) return 'turn';
  }
}

/** Runs all blocks of a launch. Yields the number of blocks that are done, so that the caller can breathe. */
export function* runGrid(m: Machine, grid: Grid): Generator<number, void, void> {
  const { launch, code, resident } = grid;
  const total = launch.grid[0] * launch.grid[1] * launch.grid[2];
  const mask = new Uint8Array(resident * launch.threads);
  if (code.body || !code.steps) {
    for (let number = 0; number < total; number++) {
      const running = begin(m, grid, 0, number, mask);
      for (const warp of running.warps) {
        resume(m, running, warp);
        code.body?.(m);
      }
      yield number + 1;
    }
    return;
  }
  let next = 0;
  let done = 0;
  const slots: (Running | undefined)[] = Array.from({ length: resident }, () => undefined);
  let idle = 0;
  for (;;) {
    let turned = true;
    let live = 0;
    const { changes } = m;
    for (let slot = 0; slot < resident; slot++) {
      let running = slots[slot];
      if (!running && next < total) {
        mask.fill(1, slot * launch.threads, (slot + 1) * launch.threads);
        running = begin(m, grid, slot, next++, mask);
        slots[slot] = running;
      }
      if (!running) continue;
      live++;
      if (running.waiting) continue;
      const how = advance(m, grid, running);
      if (how === 'done') {
        slots[slot] = undefined;
        done++;
        turned = false;
        yield done;
      } else if (how === 'grid') {
        running.waiting = 'grid';
        turned = false;
      }
    }
    if (live === 0 && next >= total) return;
    const waiting = slots.filter((running) => running?.waiting);
    if (waiting.length > 0 && waiting.length === slots.filter(Boolean).length) {
      if (next < total || done > 0) {
        const { block, warps } = waiting[0]!;
        report(
          m.findings,
          launch,
          block,
          warps[0]!.start,
          'run-grid-barrier-missed',
          'error',
          warps[0]!.pause?.site ?? 0,
        );
      }
      grid.orderAll();
      for (const running of waiting) {
        if (!running) continue;
        running.waiting = undefined;
        for (const warp of running.warps) warp.pause = undefined;
        grid.newEpoch(m, running.block);
      }
      turned = false;
    }
    idle = turned && changes === m.changes ? idle + 1 : 0;
    if (idle > idleRounds) {
      const running = slots.find((one) => one !== undefined)!;
      const warp = running.warps.find((one) => !one.done)!;
      report(
        m.findings,
        launch,
        running.block,
        warp.first,
        'run-no-progress',
        'error',
        warp.pause?.site ?? 0,
      );
      throw new KernelStopped('no progress');
    }
    if (turned) yield done;
  }
}
