// Kernels run by themselves in this page, as the page shows it: what is under way, what came out, at 32 and at 64 lanes.
// Values only; the worker is kernel-control's.

import type { Counts } from '@/lib/run/interpreter';
import type { Plan } from '@/lib/run/plan';
import type { WarpSize } from '@/lib/run/runner';
import type { Finding, RunResult } from '@/lib/run/wire';

export type KernelProgress = {
  readonly warp: WarpSize;
  readonly launch: number;
  readonly launches: number;
  readonly blocks: number;
  readonly of: number;
};

/** One buffer before and after, for the eye. */
export type KernelBuffer = {
  readonly name: string;
  /** Element type as the plan has it. */
  readonly type: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
};

export type KernelOutcome = {
  readonly result: RunResult;
  readonly counts?: Counts;
  readonly buffers: readonly KernelBuffer[];
};

/** The first element at which the two warp sizes disagree. */
export type LaneDifference = {
  readonly buffer: string;
  readonly index: number;
  readonly at32: string;
  readonly at64: string;
  readonly mismatches: number;
  /** All differences are as small as those that rounding makes in this kernel. */
  readonly isRounding: boolean;
};

export type KernelRun = {
  readonly phase: 'idle' | 'running' | 'ended' | 'stopped';
  /** workKey of what was run, alone and with the plan that was used. */
  readonly work: string;
  readonly key: string;
  readonly plan?: Plan;
  readonly progress?: KernelProgress;
  /** Both sizes have run; the place where they part is looked for. */
  readonly isParting?: boolean;
  readonly outcomes: readonly KernelOutcome[];
  readonly difference?: LaneDifference;
  /** The first step of a thread at which the two part; absent until it is found, and where none is. */
  readonly parting?: Finding;
};

export const noKernelRun: KernelRun = { phase: 'idle', work: '', key: '', outcomes: [] };
