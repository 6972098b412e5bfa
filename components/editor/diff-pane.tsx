'use client';
// Two models side by side with their differences marked; one below the other where the page is narrow.
import { useEffect, useRef } from 'react';
import { editor, paneOptions } from './monaco';

export function DiffPane({
  original,
  modified,
  label,
  sideBySide,
}: {
  original: editor.ITextModel;
  modified: editor.ITextModel;
  label: string;
  sideBySide: boolean;
}) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const pane = editor.createDiffEditor(host.current, {
      ...paneOptions,
      readOnly: true,
      originalEditable: false,
      renderSideBySide: sideBySide,
      useInlineViewWhenSpaceIsLimited: false,
      hideUnchangedRegions: { enabled: true, minimumLineCount: 6, contextLineCount: 3 },
      renderOverviewRuler: false,
      renderIndicators: false,
      originalAriaLabel: label,
      modifiedAriaLabel: label,
    });
    pane.setModel({ original, modified });
    return () => {
      pane.setModel(null);
      pane.dispose();
    };
  }, [original, modified, label, sideBySide]);
  // By this name Monaco's menus, which stand in a shadow tree below, inherit the theme's colours.
  return <div ref={host} data-testid="diff" className="monaco-component h-full min-h-0 w-full" />;
}
