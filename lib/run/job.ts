// One request to a runner, its bounds, what streams back, and how it ended. Knows no process and no network.
import type { Sources } from '@/lib/core/sources';
import type { ArchitectureId } from './architectures';
import type { Plan } from './plan';
import type { RunnerId, WarpSize } from './runner';

/** Bounds on one process tree. All of them also hold when the server runs as root. */
export type ProcessLimits = {
  readonly wallMs: number;
  readonly cpuSeconds: number;
  /** Address space of each process, in bytes. */
  readonly memoryBytes: number;
  readonly processes: number;
  /** Largest single file that may be written, and the size of the private /tmp, in bytes. */
  readonly fileBytes: number;
  /** stdout and stderr together, in bytes. */
  readonly outputBytes: number;
  /** What may come over the recording descriptor, in bytes. */
  readonly recordingBytes: number;
};

/** Bounds on one job: its build, each of its runs, and how often it is repeated. */
export type Limits = {
  readonly build: ProcessLimits;
  readonly run: ProcessLimits;
  /**
   * Timed runs after the warm-up: until their median is stable, at most this many, and no new one once they took
   * `repeatBudgetMs` together.
   */
  readonly repeats: number;
  readonly repeatBudgetMs: number;
};

/** A program, or a plan's launches of its kernels, to build and run on one runner at one warp size. */
export type Job = {
  readonly runner: RunnerId;
  readonly warp: WarpSize;
  /** The program in its own language (CUDA or HIP), as the user wrote or we ported it. */
  readonly program: Sources;
  /** The words that it is started with; none where absent. */
  readonly args?: readonly string[];
  /** Judge every access to memory, and time nothing. */
  readonly check?: boolean;
  /** What a runner with a real compiler builds for. */
  readonly arch?: ArchitectureId;
  /** Such a runner also shows LLVM IR. */
  readonly withIr?: boolean;
  /** For runners that take plans. */
  readonly plan?: Plan;
  /** Measure how far its floating-point results move when rounding and order change: ports are held to them. */
  readonly measure?: boolean;
  /** Seconds since 1970 at which programs of this request think they start: what they seed by it is the same in each. */
  readonly clock?: number;
  /** Run with so many other seeds too; undefined: with some, when it draws from any and is quick. */
  readonly seeds?: number;
};

export const failureReasons = [
  'timeout',
  'memory',
  'output',
  'crash',
  'compile',
  'unavailable',
  'cancelled',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/**
 * Asks a run to end soon; the run then ends its stream with `failed{cancelled}`. An AbortSignal is one: named by its
 * shape, because pure rooms know no DOM.
 */
export type Stop = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};
