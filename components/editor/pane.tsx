'use client';
// One Monaco editor over a model that lives longer than it. Props in, the editor out.
import { useEffect, useRef } from 'react';
import { editor, paneOptions } from './monaco';

export function Pane({
  model,
  label,
  testId,
  placeholder,
  onReady,
}: {
  model: editor.ITextModel;
  label: string;
  testId: string;
  /** Shown while there is no text. */
  placeholder?: string;
  /** Called with the editor when it is there, and with undefined when it goes. */
  onReady: (pane: editor.IStandaloneCodeEditor | undefined) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const told = useRef(onReady);
  useEffect(() => {
    told.current = onReady;
  }, [onReady]);

  useEffect(() => {
    if (!host.current) return;
    const pane = editor.create(host.current, { ...paneOptions, model, ariaLabel: label, placeholder });
    told.current(pane);
    return () => {
      told.current(undefined);
      pane.dispose();
    };
  }, [model, label, placeholder]);

  // By this name Monaco's menus, which stand in a shadow tree below, inherit the theme's colours.
  return <div ref={host} data-testid={testId} className="monaco-component h-full min-h-0 w-full" />;
}
