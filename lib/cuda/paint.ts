// A text that is painted over without changing its length or its lines. Knows nothing of what it holds.

export type Canvas = { readonly codes: Uint16Array };

export function canvasOf(text: string): Canvas {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return { codes };
}

/** Writes `word` at `start` and spaces up to `end`; line ends stay. A word that doesn't fit on the first line is cut. */
export function paint(canvas: Canvas, start: number, end: number, word = ''): void {
  for (let i = start; i < end; i++) {
    const c = canvas.codes[i];
    if (c === 10 || c === 13) {
      word = '';
      continue;
    }
    canvas.codes[i] = i - start < word.length ? word.charCodeAt(i - start) : 32;
  }
}

/** Writes one character over whatever stands there, a line end included. */
export function paintAt(canvas: Canvas, at: number, character: string): void {
  canvas.codes[at] = character.charCodeAt(0);
}
