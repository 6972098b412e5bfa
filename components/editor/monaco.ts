// The editor, set up once: its worker from our own origin, our two languages, and the settings that all panes share.
import { editor } from 'monaco-editor/editor';
import './monaco-features';
import { registerLanguages } from './languages';

self.MonacoEnvironment = {
  getWorker: () =>
    new Worker(new URL('monaco-editor/editor/editor.worker.js', import.meta.url), {
      type: 'module',
      name: 'monaco',
    }),
};

registerLanguages();

/** Lines of code are this high (pixels), in the editor and in the still text shown before it is there. */
export const codeLine = { height: 20, fontSize: 13 } as const;

export const paneOptions = {
  automaticLayout: true,
  fontFamily: 'var(--font-jetbrains), ui-monospace, monospace',
  fontSize: codeLine.fontSize,
  lineHeight: codeLine.height,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  smoothScrolling: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  padding: { top: 8, bottom: 24 },
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerLanes: 2,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  guides: { indentation: false, bracketPairs: false },
  bracketPairColorization: { enabled: false },
  stickyScroll: { enabled: false },
  quickSuggestions: false,
  suggestOnTriggerCharacters: false,
  wordBasedSuggestions: 'off',
  occurrencesHighlight: 'singleFile',
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
  fixedOverflowWidgets: true,
  tabSize: 4,
  detectIndentation: true,
  hover: { delay: 220, above: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  'semanticHighlighting.enabled': false,
} as const satisfies editor.IStandaloneEditorConstructionOptions;

export { editor };
