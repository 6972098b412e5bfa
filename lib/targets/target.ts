// What an output language is: its id, its labels, and how it is made. Knows no particular language.

import type { TextEdit } from '@/lib/core/edit';
import type { Params, Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Model } from '@/lib/cuda';
import type { Type, ValidModule } from '@/lib/ir';

/** The output languages. Those that are not in `targets` yet are named so that faces can refuse them by name. */
export const targetIds = ['hip', 'cpp', 'opencl', 'wgsl', 'wasm'] as const;
export type TargetId = (typeof targetIds)[number];

/** One change of the user's text with the rule that asks for it; the rule's message explains it. */
export type PortEdit = TextEdit & {
  readonly rule: string;
  readonly params: Params;
  /** Edits of one group make sense together only: they are taken back together. Unique within a port. */
  readonly group?: string;
};

/** What an edit target makes of a Model: edits on original offsets, and what must be said. */
export type Port = { readonly edits: readonly PortEdit[]; readonly problems: readonly Problem[] };

/** A target made by editing the user's text. */
export type EditTarget<O> = {
  readonly input: 'model';
  readonly id: TargetId;
  readonly label: string;
  /** Monaco's language id of the output. */
  readonly language: string;
  /** The output's path for an input's path: `reduce.cu` to `reduce.hip`. */
  readonly fileName: (path: Path) => Path;
  readonly edit: (model: Model, options: O) => Port;
};

/** Where a line of an output comes from. A line without a mark is the target's own. */
export type SourceMark = {
  /** In the output, from 1. */
  readonly line: number;
  readonly span: Span;
};

/** How one kernel of an artifact is started. */
export type KernelBinding = {
  /** As the user names it in a plan. */
  readonly kernel: string;
  /** The name by which the output knows it. */
  readonly entry: string;
  /** In order; `bytes` of the value itself (8 for a pointer). */
  readonly parameters: readonly { readonly name: string; readonly type: Type; readonly bytes: number }[];
  /** Blocks along each axis at most. */
  readonly maxGrid: number;
  /** Threads of a block at most. */
  readonly maxThreads: number;
};

/** What a target that is made from the IR emits. */
export type Artifact = {
  readonly text: string;
  readonly marks: readonly SourceMark[];
  readonly bindings: readonly KernelBinding[];
};

/** A target made new from the kernel IR. */
export type EmitTarget<O> = {
  readonly input: 'ir';
  readonly id: TargetId;
  readonly label: string;
  readonly language: string;
  readonly fileName: (path: Path) => Path;
  /** What this language cannot say, with reasons: one error for each kernel or function that is left out. */
  readonly refuse: (module: ValidModule, options: O) => Problem[];
  /** Prints all that is not refused. */
  readonly emit: (module: ValidModule, options: O) => Artifact;
};
