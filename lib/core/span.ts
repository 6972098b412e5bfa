// A place in a file, and the lines of a text. Offsets are UTF-16 units of the user's own text, end exclusive.
import type { Path } from './sources';

export type Span = { readonly file: Path; readonly start: number; readonly end: number };

/** Line and column, both from 1; the column counts UTF-16 units. */
export type Place = { readonly line: number; readonly column: number };

/** Offsets at which the lines of a text start. `\n`, `\r\n` and a lone `\r` end a line. */
export type LineStarts = readonly number[];

export function lineStarts(text: string): LineStarts {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) starts.push(i + 1);
    else if (c === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}

/** The place of an offset; offsets past the end fall on the last line. */
export function placeAt(starts: LineStarts, offset: number): Place {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}
