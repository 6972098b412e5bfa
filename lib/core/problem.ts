// Something to tell the user, with its place; and a result that carries such things. Wording is lib/messages' alone.
import type { TextEdit } from './edit';
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'note';

/** Values that fill the holes of a message. */
export type Params = Readonly<Record<string, string | number>>;

/** A second place that belongs to a problem. `code` names the sentence of the note. */
export type Note = { readonly code: string; readonly span: Span; readonly params: Params };

/** `code` is a key of the message catalogue (lib/messages); `problem()` there makes these and checks it. */
export type Problem = {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly params: Params;
  readonly notes: readonly Note[];
  /** Edits that mend it when the user says so. */
  readonly fix?: readonly TextEdit[];
};

/** As much result as can be had, and all problems at once. Exceptions are for bugs. */
export type Fallible<T> = { readonly value?: T; readonly problems: readonly Problem[] };
