// Line continuations: in comes the user's text, out comes the text without them and the way back to its offsets.
// Knows nothing of tokens.

/** A text without line continuations. Offsets of the two texts are related by `toOriginal` and `fromOriginal`. */
export type Spliced = {
  readonly text: string;
  readonly original: string;
  /** Offsets in `text` before which something was removed, and how much was removed up to there. */
  readonly cuts: readonly number[];
  readonly removed: readonly number[];
};

const continuation = /\\[ \t]*(?:\r\n|\n|\r)/g;

/** Removes each backslash that ends a line together with the line end (spaces between them are allowed, as in GCC). */
export function splice(original: string): Spliced {
  if (!original.includes('\\')) return { text: original, original, cuts: [], removed: [] };
  const cuts: number[] = [];
  const removed: number[] = [];
  const parts: string[] = [];
  let from = 0;
  let total = 0;
  for (const match of original.matchAll(continuation)) {
    parts.push(original.slice(from, match.index));
    cuts.push(match.index - total);
    total += match[0].length;
    removed.push(total);
    from = match.index + match[0].length;
  }
  if (cuts.length === 0) return { text: original, original, cuts, removed };
  parts.push(original.slice(from));
  return { text: parts.join(''), original, cuts, removed };
}

/** The original offset of the character at an offset of the spliced text. */
export function toOriginal(spliced: Spliced, offset: number): number {
  const { cuts, removed } = spliced;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? offset : offset + (removed[low - 1] as number);
}

/** The offset in the spliced text of an original offset; one inside a continuation falls on what follows it. */
export function fromOriginal(spliced: Spliced, offset: number): number {
  const { cuts, removed } = spliced;
  let gone = 0;
  for (let low = 0, high = cuts.length; low < high; ) {
    const middle = (low + high) >> 1;
    const before = middle === 0 ? 0 : (removed[middle - 1] as number);
    if ((cuts[middle] as number) + before <= offset) {
      gone = removed[middle] as number;
      low = middle + 1;
    } else high = middle;
  }
  return Math.max(0, offset - gone);
}
