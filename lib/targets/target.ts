// What an output language is: its id, its labels, and how it is made. Knows no particular language.

import type { TextEdit } from '@/lib/core/edit';
import type { Params, Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { Model } from '@/lib/cuda';

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
