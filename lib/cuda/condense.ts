// What the grammar reads: in come a painted text and its comments, out comes the text without comments and with one
// white space where several were, and the way back to the user's offsets. White space is a good part of a parse.
import type { Canvas } from './paint';

/** A text made shorter. Tokens stand in it as they were, in their order. */
export type Condensed = {
  readonly text: string;
  /** Where each character stands in the user's text, which has `length`. */
  readonly places: Int32Array;
  readonly length: number;
  /** Start and end of each comment in the user's text, flat. */
  readonly comments: readonly number[];
};

const isSpace = (c: number) => c === 32 || (c >= 9 && c <= 13);
const isLineEnd = (c: number) => c === 10 || c === 13;

/** Takes comments out and shortens white space; a line end in it stays one, since it ends a directive. */
export function condense({ codes }: Canvas, comments: readonly number[]): Condensed {
  const { length } = codes;
  const kept = new Uint16Array(length);
  const places = new Int32Array(length);
  let count = 0;
  let nextComment = 0;
  for (let i = 0; i < length; ) {
    let end = i;
    let endsLine = false;
    for (;;) {
      if (end === comments[nextComment]) {
        end = comments[nextComment + 1] as number;
        nextComment += 2;
      } else if (end < length && isSpace(codes[end] as number)) {
        if (isLineEnd(codes[end] as number)) endsLine = true;
        end++;
      } else break;
    }
    places[count] = i;
    kept[count++] = end === i ? (codes[i] as number) : endsLine ? 10 : 32;
    i = end === i ? i + 1 : end;
  }
  return { text: textOf(kept.subarray(0, count)), places: places.slice(0, count), length, comments };
}

/** The user's offset of the character at an offset. */
export function placeOf({ places, length }: Condensed, offset: number): number {
  return places[offset] ?? length;
}

/** The user's offset behind the character before an offset. */
export function endPlaceOf({ places }: Condensed, offset: number): number {
  return offset === 0 ? 0 : (places[offset - 1] as number) + 1;
}

/** A call takes no more arguments than so. */
const chunk = 8192;

function textOf(codes: Uint16Array): string {
  const parts: string[] = [];
  for (let i = 0; i < codes.length; i += chunk)
    parts.push(Reflect.apply(String.fromCharCode, undefined, codes.subarray(i, i + chunk)));
  return parts.join('');
}
