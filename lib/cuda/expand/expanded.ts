// The text that the compiler proper reads: all files after the preprocessor, as one row of tokens that know where they came
// from. Shapes only.
import type { Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';

/** A token of the expanded text. `kind` and `code` as in lib/cuda/token.ts. */
export type ExpandedToken = {
  readonly kind: number;
  readonly code: number;
  readonly text: string;
  /** What the user wrote: for a token out of a macro, the whole use of the outermost macro. */
  readonly span: Span;
  /** Of one of our own stand-ins for CUDA's headers, not of the user's files. */
  readonly foreign: boolean;
  /** Comment lines right before it, without their markers. */
  readonly comment?: readonly string[];
  /** `#pragma unroll` right before it: its number, 0 when it has none. */
  readonly unroll?: number;
};

export type Expanded = {
  readonly tokens: readonly ExpandedToken[];
  /** Includes that were not found: the rest goes on without them. */
  readonly missing: readonly {
    readonly path: string;
    readonly span: Span;
    readonly form: 'angle' | 'quote';
  }[];
  readonly problems: readonly Problem[];
  /** The files that were read, in order. */
  readonly files: readonly Path[];
};

/** The tokens of a place, with a space between them. */
export function tokensText({ tokens }: Expanded, { file, start, end }: Span): string {
  const within = tokens.filter(({ span }) => span.file === file && span.start >= start && span.end <= end);
  return within.map(({ text }) => text).join(' ');
}
