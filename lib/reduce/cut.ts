// Texts with stretches left out. In come a text and places, out comes what is left. Knows no language.

export type Cut = {
  readonly start: number;
  readonly end: number;
  /** The part of the stretch that stays. */
  readonly keep?: { readonly start: number; readonly end: number };
};

/** Leaves out every cut; one inside of another goes with it. A line of which nothing is left goes with its end. */
export function cutText(text: string, cuts: readonly Cut[]): string {
  const removed = cuts
    .flatMap(({ start, end, keep }) =>
      keep
        ? [
            { start, end: keep.start },
            { start: keep.end, end },
          ]
        : [{ start, end }],
    )
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let at = 0;
  for (const { start, end } of removed) {
    if (end <= at) continue;
    out += text.slice(at, Math.max(at, start));
    at = end;
    // Nothing but spaces before it on its line, and none after it: the line is gone.
    const before = out.slice(out.lastIndexOf('\n') + 1);
    const after = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(at, at + 200));
    if (after && before.trim() === '' && text.slice(start, end).trim() !== '') {
      out = out.slice(0, out.length - before.length);
      at += after[0].length;
    }
  }
  return out + text.slice(at);
}

/** The lines of a text, each with its end. */
export function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
