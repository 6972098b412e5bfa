// A change of text, on offsets of the original, and applying many of them at once.
import type { Span } from './span';

export type TextEdit = { readonly span: Span; readonly after: string };

/** Two edits of one file that touch the same characters: a bug of whoever made them, never of the user. */
export class OverlappingEdits extends Error {
  constructor(
    readonly first: TextEdit,
    readonly second: TextEdit,
  ) {
    super(
      `edits overlap in ${first.span.file}: ${first.span.start}-${first.span.end} and ${second.span.start}-${second.span.end}`,
    );
  }
}

/** Orders edits of one file by place; two insertions at one place keep their order. */
export function sortEdits<E extends TextEdit>(edits: readonly E[]): E[] {
  return edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) =>
        a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index,
    )
    .map(({ edit }) => edit);
}

/** An edit together with where its new text stands in the output. */
export type PlacedEdit<E extends TextEdit> = {
  readonly edit: E;
  readonly start: number;
  readonly end: number;
};

/**
 * Applies edits of one file to its text.
 * @returns the new text, and each edit (in order of place) with its offsets in the new text.
 * @throws OverlappingEdits
 */
export function applyEdits<E extends TextEdit>(
  text: string,
  edits: readonly E[],
): { text: string; placed: PlacedEdit<E>[] } {
  const placed: PlacedEdit<E>[] = [];
  let out = '';
  let at = 0;
  let previous: E | undefined;
  for (const edit of sortEdits(edits)) {
    if (previous && edit.span.start < previous.span.end) throw new OverlappingEdits(previous, edit);
    out += text.slice(at, edit.span.start);
    placed.push({ edit, start: out.length, end: out.length + edit.after.length });
    out += edit.after;
    at = edit.span.end;
    previous = edit;
  }
  return { text: out + text.slice(at), placed };
}
