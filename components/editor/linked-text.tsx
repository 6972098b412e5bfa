'use client';
// A text that was made of the source, read only, tied to its lines: pointing at it tells which line, and the lines that
// come from the one pointed at elsewhere are lit and brought into view.
import type { IDisposable } from 'monaco-editor/editor';
import { useEffect, useRef, useState } from 'react';
import type { MadeText, SourceLine } from '@/lib/browser/linked-lines';
import { languageIds } from './languages';
import { replaceText } from './models';
import { editor } from './monaco';
import { Pane } from './pane';

export function LinkedText({
  made,
  language,
  label,
  testId,
  origin,
  onPoint,
}: {
  /** A new text takes the place of the old one where it stands: a pane for another text has another key. */
  made: MadeText;
  language: 'assembly' | 'cpp';
  label: string;
  testId: string;
  /** The line of the source that is pointed at. */
  origin: SourceLine | undefined;
  onPoint: (origin: SourceLine | undefined) => void;
}) {
  const [model, setModel] = useState<editor.ITextModel>();
  const [pane, setPane] = useState<editor.IStandaloneCodeEditor>();
  const told = useRef(onPoint);
  useEffect(() => {
    told.current = onPoint;
  }, [onPoint]);

  useEffect(() => {
    const fresh = editor.createModel('', languageIds[language]);
    setModel(fresh);
    return () => fresh.dispose();
  }, [language]);

  useEffect(() => {
    if (model && !model.isDisposed()) replaceText(model, made.text, 'silent');
  }, [model, made]);

  useEffect(() => {
    if (!pane) return;
    pane.updateOptions({ readOnly: true, domReadOnly: true, wordWrap: 'off' });
    const tell = (line: number | undefined) => {
      const mark =
        line === undefined ? undefined : made.marks.find(([from, to]) => from <= line && line <= to);
      told.current(mark && { file: mark[2], line: mark[3] });
    };
    const ends: IDisposable[] = [
      pane.onMouseMove(({ target }) => tell(target.position?.lineNumber)),
      pane.onMouseLeave(() => told.current(undefined)),
      pane.onDidChangeCursorPosition(({ position }) => {
        if (pane.hasTextFocus()) tell(position.lineNumber);
      }),
    ];
    return () => {
      for (const end of ends) end.dispose();
    };
  }, [pane, made]);

  // What comes before the first line that is the visitor's own is the same for everybody.
  const begin = useRef(made.marks[0]?.[0]);
  useEffect(() => {
    if (!pane || begin.current === undefined) return;
    pane.revealLineNearTop(begin.current);
    begin.current = undefined;
  }, [pane]);

  useEffect(() => {
    if (!pane || !model || model.isDisposed()) return;
    const lit = made.marks.filter(([, , file, line]) => file === origin?.file && line === origin.line);
    const lines = pane.createDecorationsCollection(
      lit.map(([from, to]) => ({
        range: { startLineNumber: from, startColumn: 1, endLineNumber: to, endColumn: 1 },
        options: { isWholeLine: true, className: 'cw-line-linked' },
      })),
    );
    const first = lit[0];
    // Under the pointer it must not run away.
    if (first && !pane.getDomNode()?.matches(':hover'))
      pane.revealLinesInCenterIfOutsideViewport(first[0], first[1]);
    return () => lines.clear();
  }, [pane, model, made, origin]);

  return model ? <Pane model={model} label={label} testId={testId} onReady={setPane} /> : null;
}
