'use client';
// The text a compiler made, read only, tied to lines of the source: pointing at it tells which line, and the lines that
// come from the one pointed at elsewhere are lit and brought into view.
import type { IDisposable } from 'monaco-editor/editor';
import { useEffect, useRef, useState } from 'react';
import type { AssemblyState } from '@/lib/browser/assembly';
import type { View } from '@/lib/run/wire-build';
import { languageIds } from './languages';
import { editor } from './monaco';
import { Pane } from './pane';

type Origin = AssemblyState['origin'];

export function AssemblyText({
  view,
  label,
  origin,
  onPoint,
}: {
  view: View;
  label: string;
  /** The line of the source that is pointed at. */
  origin: Origin;
  onPoint: (origin: Origin) => void;
}) {
  const [model, setModel] = useState<editor.ITextModel>();
  const [pane, setPane] = useState<editor.IStandaloneCodeEditor>();
  const told = useRef(onPoint);
  useEffect(() => {
    told.current = onPoint;
  }, [onPoint]);

  useEffect(() => {
    const made = editor.createModel(view.text, languageIds.assembly);
    setModel(made);
    return () => made.dispose();
  }, [view]);

  useEffect(() => {
    if (!pane) return;
    pane.updateOptions({ readOnly: true, domReadOnly: true, wordWrap: 'off' });
    const tell = (line: number | undefined) => {
      const mark =
        line === undefined ? undefined : view.marks.find(([from, to]) => from <= line && line <= to);
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
  }, [pane, view]);

  useEffect(() => {
    if (!pane || !model || model.isDisposed()) return;
    const lit = view.marks.filter(([, , file, line]) => file === origin?.file && line === origin.line);
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
  }, [pane, model, view, origin]);

  return model ? <Pane model={model} label={label} testId="assembly-text" onReady={setPane} /> : null;
}
