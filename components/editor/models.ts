// The texts of the editors as Monaco models, which outlive the panes that show them; replacing text with the smallest
// change; and our offsets as Monaco's places. Offsets count on our text; Monaco may have made line ends equal, so
// places go through line and column.
import { Range, Uri } from 'monaco-editor/editor';
import { type LineStarts, lineStarts, placeAt } from '@/lib/core/span';
import { languageIds } from './languages';
import { editor } from './monaco';

export type Models = {
  readonly source: editor.ITextModel;
  readonly port: editor.ITextModel;
  /** The translation, while the port is the visitor's own and is compared with it. */
  readonly translation: editor.ITextModel;
};

const bom = '\uFEFF';

export function createModels(source: string, port: string): Models {
  const make = (text: string, language: string, name: string) => {
    const uri = Uri.parse(`inmemory://crosswarp/${name}`);
    editor.getModel(uri)?.dispose();
    return editor.createModel(text, language, uri);
  };
  return {
    source: make(source, languageIds.source, 'source.cu'),
    port: make(port, languageIds.port, 'port.hip.cpp'),
    translation: make(port, languageIds.port, 'translation.hip.cpp'),
  };
}

export function disposeModels(models: Models): void {
  for (const model of Object.values(models)) model.dispose();
}

/** The model's text as the user's: with its byte order mark if it had one. */
export function modelText(model: editor.ITextModel): string {
  return model.getValue(editor.EndOfLinePreference.TextDefined, true);
}

/**
 * Makes the model hold this text by one small edit: cursor and scroll position stay.
 * @param history whether Ctrl+Z takes it back; a text that only follows another keeps no history of its own.
 */
export function replaceText(model: editor.ITextModel, text: string, history: 'undoable' | 'silent'): void {
  const wanted = text.startsWith(bom) ? text.slice(1) : text;
  const now = model.getValue();
  if (now === wanted) return;
  const shorter = Math.min(now.length, wanted.length);
  let head = 0;
  while (head < shorter && now.charCodeAt(head) === wanted.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    now.charCodeAt(now.length - 1 - tail) === wanted.charCodeAt(wanted.length - 1 - tail)
  )
    tail++;
  // A cut inside \r\n would count as two line ends.
  if (head > 0 && now.charCodeAt(head - 1) === 13) head--;
  if (tail > 0 && now.charCodeAt(now.length - tail) === 10) tail--;
  const from = model.getPositionAt(head);
  const to = model.getPositionAt(now.length - tail);
  const change = { range: Range.fromPositions(from, to), text: wanted.slice(head, wanted.length - tail) };
  if (history === 'silent') model.applyEdits([change]);
  else {
    model.pushStackElement();
    model.pushEditOperations(null, [change], () => null);
    model.pushStackElement();
  }
}

/** Turns offsets of one text into Monaco's ranges. */
export type Ruler = { readonly range: (start: number, end: number) => Range };

export function rulerFor(text: string): Ruler {
  const starts: LineStarts = lineStarts(text);
  const shift = text.startsWith(bom) ? 1 : 0;
  const position = (offset: number) => {
    const { line, column } = placeAt(starts, offset);
    return { lineNumber: line, column: line === 1 ? Math.max(1, column - shift) : column };
  };
  return { range: (start, end) => Range.fromPositions(position(start), position(end)) };
}
