// How a job ended, with what was observed on the way: what a comparison needs and the network never carries.
import type { Recording } from './recording';
import type { RunEvent, RunResult } from './wire';

/** One whole run of a program. */
export type Observation = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly recording: Recording;
};

export type Outcome = {
  readonly result: RunResult;
  /** The warm-up and the first timed run (fewer when it failed): two runs show which printed lines waver. */
  readonly observations: readonly Observation[];
};

/** Streams events, ends with exactly one `done` or `failed`, and returns the outcome. */
export type RunStream = AsyncGenerator<RunEvent, Outcome, void>;
