// A stretch of a build file as words: what stands between blanks, with quotes and $(...) kept whole. Knows no flags.

export type Word = { readonly text: string; readonly start: number; readonly end: number };

/** Blanks, and a backslash at the end of a line. */
const gap = /(?:[ \t\r\n]|\\\r?\n)+/y;

/** The words of `text` from one offset to another; offsets are the text's own. */
export function wordsIn(text: string, from: number, to: number): Word[] {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    gap.lastIndex = at;
    if (gap.test(text)) {
      at = gap.lastIndex;
      continue;
    }
    const start = at;
    at = Math.min(wordEnd(text, at, to), to);
    words.push({ text: text.slice(start, at), start, end: at });
  }
  return words;
}

function wordEnd(text: string, from: number, to: number): number {
  const closers: string[] = [];
  for (let i = from; i < to; i++) {
    const c = text[i] as string;
    if (c === '\\') {
      if (/^\\\r?\n/.test(text.slice(i, i + 3)) && closers.length === 0) return i;
      i++;
    } else if (closers.at(-1) === c) closers.pop();
    else if (closers.at(-1) === "'") continue;
    else if (c === "'" && closers.length === 0) closers.push(c);
    else if (c === '"') closers.push(c);
    else if (c === '$' && (text[i + 1] === '(' || text[i + 1] === '{')) {
      closers.push(text[i + 1] === '(' ? ')' : '}');
      i++;
    } else if (closers.length === 0 && /\s/.test(c)) return i;
  }
  // A quote that nothing closes is a quote in prose: the word ends where blanks are.
  if (closers.length > 0) {
    const plain = /[\s]/.exec(text.slice(from + 1, to));
    return plain ? from + 1 + plain.index : to;
  }
  return to;
}

/** A word without the quotes around it. */
export function unquoted(text: string): string {
  return /^(["'])[^"']*\1$/.test(text) ? text.slice(1, -1) : text;
}
