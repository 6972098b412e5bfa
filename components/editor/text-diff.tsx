'use client';
// Two texts as a difference, with models of their own. Loaded when it is first looked at.
import { useEffect, useState } from 'react';
import { DiffPane } from './diff-pane';
import { followTheme } from './editor-theme';
import { languageIds } from './languages';
import { editor } from './monaco';

export function TextDiff({
  before,
  after,
  label,
  sideBySide,
}: {
  before: string;
  after: string;
  label: string;
  sideBySide: boolean;
}) {
  const [models, setModels] = useState<readonly [editor.ITextModel, editor.ITextModel]>();
  useEffect(() => {
    const endTheme = followTheme();
    const made = [
      editor.createModel(before, languageIds.port),
      editor.createModel(after, languageIds.port),
    ] as const;
    setModels(made);
    return () => {
      setModels(undefined);
      // The pane lets go of its models when it is taken off the page, which comes after this.
      queueMicrotask(() => {
        for (const model of made) model.dispose();
      });
      endTheme();
    };
  }, [before, after]);
  return (
    models && <DiffPane original={models[0]} modified={models[1]} label={label} sideBySide={sideBySide} />
  );
}
