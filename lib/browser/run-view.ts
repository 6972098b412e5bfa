// A run as the page shows it: the server's updates go in one by one, a view comes out. Pure; knows no network.
import type { FailureReason } from '@/lib/run/job';
import { type RunnerId, runners, type WarpSize } from '@/lib/run/runner';
import type { Finding, LaunchTiming, RunAnswer, RunEvent, RunResult, RunUpdate } from '@/lib/run/wire';
import type { ApiProblem } from './api';

/** One runner at one warp size. */
export type Lane = {
  readonly runner: RunnerId;
  readonly warp: WarpSize;
  readonly phase: 'waiting' | 'building' | 'running' | 'ended';
  readonly building: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly launches: readonly LaunchTiming[];
  readonly result?: RunResult;
};

export type RunView = {
  readonly phase: 'idle' | 'asking' | 'queued' | 'running' | 'finished' | 'refused';
  /** What was run: the digest of sources, port and options, to tell results of an earlier text from those of this one. */
  readonly key: string;
  readonly id?: string;
  readonly position: number;
  readonly lanes: readonly Lane[];
  readonly answer?: RunAnswer;
  readonly line: 'live' | 'reconnecting' | 'lost';
  readonly stopping: boolean;
  /** Why the run was not taken. */
  readonly problem?: ApiProblem;
  readonly seq: number;
  /** Shown from a share: the page did not run this itself. */
  readonly fromShare: boolean;
  /** Every access to memory is watched. */
  readonly check?: boolean;
};

export const noRun: RunView = {
  phase: 'idle',
  key: '',
  position: 0,
  lanes: [],
  line: 'live',
  stopping: false,
  seq: -1,
  fromShare: false,
};

/** Characters of output kept per stream; the server bounds it too, this bounds what the page must draw. */
export const keptOutput = 200_000;

/** A lane's order: the original first, then ports by width. */
function order(lane: { readonly runner: RunnerId; readonly warp: WarpSize }): string {
  return `${lane.runner.startsWith('cuda') ? 0 : 1}${lane.runner}${lane.warp === 64 ? 0 : 1}`;
}

export function sortLanes<L extends { readonly runner: RunnerId; readonly warp: WarpSize }>(
  lanes: readonly L[],
): L[] {
  return [...lanes].sort((a, b) => order(a).localeCompare(order(b)));
}

function append(text: string, more: string): string {
  const all = text + more;
  return all.length > keptOutput ? `…\n${all.slice(all.length - keptOutput)}` : all;
}

function laneAfter(lane: Lane, event: RunEvent): Lane {
  switch (event.type) {
    case 'queued':
      return { ...lane, phase: 'waiting' };
    case 'building':
      return { ...lane, phase: 'building', building: append(lane.building, event.text) };
    case 'stdout':
      return { ...lane, phase: 'running', stdout: append(lane.stdout, event.text) };
    case 'stderr':
      return {
        ...lane,
        phase: lane.phase === 'building' ? 'building' : 'running',
        stderr: append(lane.stderr, event.text),
      };
    case 'launches':
      return { ...lane, phase: 'running', launches: event.launches };
    case 'buffers':
      return lane;
    case 'done':
    case 'failed':
      return laneOf(event.result, lane.building);
  }
}

/** A lane that ended, from its result alone. */
export function laneOf(result: RunResult, building = ''): Lane {
  return {
    runner: result.runner,
    warp: result.warp,
    phase: 'ended',
    building,
    stdout: result.stdout,
    stderr: result.stderr,
    launches: result.launches,
    result,
  };
}

/** The view after one update; one that was seen before (the line was lost and resumed) changes nothing. */
export function afterUpdate(view: RunView, update: RunUpdate): RunView {
  if (update.seq <= view.seq) return view;
  const seen = { ...view, seq: update.seq, line: 'live' } as const;
  switch (update.kind) {
    case 'queued':
      return { ...seen, phase: 'queued', position: update.position };
    case 'event': {
      const same = (lane: Lane) => lane.runner === update.runner && lane.warp === update.warp;
      const lane = view.lanes.find(same) ?? emptyLane(update.runner, update.warp);
      const after = laneAfter(lane, update.event);
      return {
        ...seen,
        phase: update.event.type === 'queued' ? view.phase : 'running',
        lanes: sortLanes([...view.lanes.filter((l) => !same(l)), after]),
      };
    }
    case 'finished':
      return { ...seen, ...finishedView(update.answer, view.lanes) };
  }
}

function emptyLane(runner: RunnerId, warp: WarpSize): Lane {
  return { runner, warp, phase: 'waiting', building: '', stdout: '', stderr: '', launches: [] };
}

/** What a run of a whole program will consist of, shown while it waits. */
export const expectedLanes: readonly Lane[] = [
  emptyLane('cuda-on-cpu', 32),
  emptyLane('hip-on-cpu', 64),
  emptyLane('hip-on-cpu', 32),
];

function finishedView(answer: RunAnswer, lanes: readonly Lane[]) {
  const building = (result: RunResult) =>
    lanes.find((lane) => lane.runner === result.runner && lane.warp === result.warp)?.building;
  return {
    phase: 'finished',
    answer,
    stopping: false,
    lanes: sortLanes(answer.runs.map((result) => laneOf(result, building(result)))),
  } as const;
}

/** The view of a run that ended elsewhere: in a share, or while the line was lost. */
export function viewOfAnswer(answer: RunAnswer, key: string, fromShare: boolean): RunView {
  return { ...noRun, key, id: answer.id, fromShare, ...finishedView(answer, []) };
}

/** One finding, and the runs that have it; its line is one of the first run's text. */
export type FoundInRuns = { readonly finding: Finding; readonly lanes: readonly Lane[] };

/** Which text the lines of a run are those of. */
export const sideOfLane = (lane: Lane | undefined) =>
  lane && runners[lane.runner].takes === 'port' ? 'port' : 'source';

const ranks = { error: 0, warning: 1, note: 2 } as const;

/**
 * The findings of all runs, worst first. The port does what the original does: what is found in both, by the same kernel
 * and for the same reason, is told once, in the lines of the original.
 */
export function findingsIn(lanes: readonly Lane[]): FoundInRuns[] {
  const found = new Map<string, { finding: Finding; lanes: Lane[] }>();
  for (const lane of lanes) {
    const met = new Map<string, number>();
    for (const finding of lane.result?.findings ?? []) {
      const what = `${finding.code} ${finding.kernel}`;
      const nth = (met.get(what) ?? 0) + 1;
      met.set(what, nth);
      const known = found.get(`${what} ${nth}`);
      if (known) known.lanes.push(lane);
      else found.set(`${what} ${nth}`, { finding, lanes: [lane] });
    }
  }
  return [...found.values()].sort((a, b) => ranks[a.finding.severity] - ranks[b.finding.severity]);
}

export type LaneVerdict = 'reference' | 'agrees' | 'differs' | 'not-compared' | 'unknown';

/** What the comparisons say of one lane. The original is what the others are held against. */
export function laneVerdict(answer: RunAnswer | undefined, lane: Lane): LaneVerdict {
  if (!answer) return 'unknown';
  const { comparisons } = answer.proof;
  const mine = comparisons.filter((c) => c.runner === lane.runner && c.warp === lane.warp);
  if (mine.length === 0) {
    const isReference = comparisons.some((c) => c.against === lane.runner) || lane.runner.startsWith('cuda');
    return isReference && lane.result?.status === 'done' ? 'reference' : 'not-compared';
  }
  if (mine.some((c) => c.mismatches > 0)) return 'differs';
  return mine.some((c) => c.informative > 0) ? 'agrees' : 'not-compared';
}

/** A failure in two or three words, for a table. */
export const reasonWords = {
  timeout: 'out of time',
  memory: 'out of memory',
  output: 'too much output',
  crash: 'crashed',
  compile: 'compile error',
  unavailable: 'not here',
  cancelled: 'stopped',
} as const satisfies Record<FailureReason, string>;
