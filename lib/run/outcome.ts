// How a job ended, with what was observed on the way: what a comparison needs and the network never carries.
import type { Recording } from './recording';
import type { SpreadOfRun } from './spread';
import type { RunEvent, RunResult } from './wire';

/** One whole run of a program. */
export type Observation = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly recording: Recording;
};

/** Two runs with another seed than the program's own, conducted like those with it. */
export type Seeded = {
  readonly seed: number;
  /** Fewer than two when it failed or ended otherwise than with its own seed. */
  readonly observations: readonly Observation[];
  readonly spread?: SpreadOfRun;
};

export type Outcome = {
  readonly result: RunResult;
  /**
   * Two runs (fewer when it failed): one as usual, recorded with detail; one with other bytes in fresh memory and blocks
   * and threads in reverse order. What differs between them is not the program's to promise.
   */
  readonly observations: readonly Observation[];
  /** Of the original: how far its floating-point results move when its rounding and its order change. */
  readonly spread?: SpreadOfRun;
  /** With other seeds, in their order; absent where none was tried. */
  readonly seeded?: readonly Seeded[];
  /** How the timed runs ended and what they printed. */
  readonly reruns?: readonly Pick<Observation, 'exitCode' | 'stdout'>[];
  /** The bytes of the first run's recording, to be kept. */
  readonly recorded?: Uint8Array;
};

/** Streams events, ends with exactly one `done` or `failed`, and returns the outcome. */
export type RunStream = AsyncGenerator<RunEvent, Outcome, void>;
