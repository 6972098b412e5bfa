// The port as one function: the table of contents in code. Sources and a parser go in, the ported text, every edit
// with its explanation, and every problem come out. Pure: the page's worker, the server and the command line call it.
import type { Problem } from '@/lib/core/problem';
import type { Path, Sources } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { HipOptions } from '@/lib/targets/options';
import type { TargetId } from '@/lib/targets/target';

export type PortOptions = HipOptions & {
  readonly target: TargetId;
  /** Ids of edits that the user took back. */
  readonly undone: readonly string[];
};

/** One edit as shown: where it was made, where its text stands now, and why. */
export type ExplainedEdit = {
  /** `rule/before#n`: the n-th edit of this rule on this text in its file; stays while unrelated text changes. */
  readonly id: string;
  readonly span: Span;
  /** Where `after` stands in the output; for an undone edit, where `before` still stands. */
  readonly outSpan: Span;
  readonly before: string;
  readonly after: string;
  readonly rule: string;
  /** One sentence. */
  readonly message: string;
  readonly why: string;
  readonly watch?: string;
  readonly undone: boolean;
};

export type PortedFile = {
  readonly path: Path;
  readonly outPath: Path;
  readonly text: string;
  readonly edits: readonly ExplainedEdit[];
};

/** A Problem with its sentence and place filled in, so that pages need no catalogue. */
export type ExplainedProblem = Problem & {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly why: string;
  readonly howToFix?: string;
};

export type PortStats = {
  readonly files: number;
  readonly lines: number;
  readonly edits: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
};

export type PortResult = {
  readonly target: TargetId;
  /** The ported program, with paths as they were (includes between files still hold); `files` gives new names. */
  readonly output: Sources;
  readonly files: readonly PortedFile[];
  readonly problems: readonly ExplainedProblem[];
  readonly stats: PortStats;
  /** False for kernel-only sources: Run then offers a host program. */
  readonly hasMain: boolean;
  readonly kernels: readonly { readonly name: string; readonly line: number }[];
};
