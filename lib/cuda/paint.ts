// A text that is painted over without changing its length or its lines. Knows nothing of what it holds.

export type Canvas = { readonly codes: Uint16Array; readonly text: string; painted: boolean };

export function canvasOf(text: string): Canvas {
  const codes = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i);
  return { codes, text, painted: false };
}

/** Writes `word` at `start` and spaces up to `end`; line ends stay. A word that doesn't fit on the first line is cut. */
export function paint(canvas: Canvas, start: number, end: number, word = ''): void {
  canvas.painted = true;
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
  canvas.painted = true;
  canvas.codes[at] = character.charCodeAt(0);
}

const chunk = 8192;

export function textOfCanvas(canvas: Canvas): string {
  if (!canvas.painted) return canvas.text;
  const parts: string[] = [];
  for (let i = 0; i < canvas.codes.length; i += chunk)
    parts.push(String.fromCharCode.apply(null, canvas.codes.subarray(i, i + chunk) as unknown as number[]));
  return parts.join('');
}
