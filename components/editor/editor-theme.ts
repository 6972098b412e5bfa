// The editor's theme, made from the page's own colour tokens, and made again when the theme changes.
import { editor } from 'monaco-editor/editor';

const name = 'crosswarp';

/** A token of globals.css as #rrggbb; builds write colours in the short form where they can. */
function token(style: CSSStyleDeclaration, variable: string): string {
  const value = style.getPropertyValue(`--${variable}`).trim();
  return /^#[0-9a-f]{3}$/i.test(value) ? value.replace(/[0-9a-f]/gi, '$&$&') : value;
}

function applyTheme(): void {
  const style = getComputedStyle(document.documentElement);
  const color = (variable: string) => token(style, variable);
  const dark = document.documentElement.dataset.theme === 'dark';
  const bare = (variable: string) => color(variable).replace('#', '');
  editor.defineTheme(name, {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: bare('ink') },
      { token: 'keyword', foreground: bare('code-keyword'), fontStyle: 'bold' },
      { token: 'keyword.directive', foreground: bare('muted') },
      { token: 'keyword.vendor.cuda', foreground: bare('warp'), fontStyle: 'bold' },
      { token: 'identifier.vendor.cuda', foreground: bare('warp') },
      { token: 'keyword.vendor.hip', foreground: bare('weft'), fontStyle: 'bold' },
      { token: 'identifier.vendor.hip', foreground: bare('weft') },
      { token: 'string', foreground: bare('code-string') },
      { token: 'number', foreground: bare('code-number') },
      { token: 'comment', foreground: bare('code-comment'), fontStyle: 'italic' },
      { token: 'delimiter', foreground: bare('muted') },
      { token: 'annotation', foreground: bare('muted') },
    ],
    colors: {
      'editor.background': color('paper'),
      'editor.foreground': color('ink'),
      'editorLineNumber.foreground': color('faint'),
      'editorLineNumber.activeForeground': color('ink'),
      'editor.lineHighlightBackground': dark ? '#ffffff08' : '#1020400a',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${color('warp')}33`,
      'editor.inactiveSelectionBackground': `${color('warp')}1f`,
      'editor.wordHighlightBackground': `${color('faint')}33`,
      'editor.wordHighlightStrongBackground': `${color('faint')}44`,
      'editor.placeholder.foreground': color('muted'),
      'editorCursor.foreground': color('ink'),
      'editorIndentGuide.background1': color('line'),
      'editorIndentGuide.activeBackground1': color('line-strong'),
      'editorBracketMatch.background': `${color('faint')}33`,
      'editorBracketMatch.border': '#00000000',
      'editorBracketHighlight.foreground1': color('muted'),
      'editorBracketHighlight.foreground2': color('muted'),
      'editorBracketHighlight.foreground3': color('muted'),
      'editorWidget.background': color('raised'),
      'editorWidget.border': color('line'),
      'editorHoverWidget.background': color('raised'),
      'editorHoverWidget.border': color('line-strong'),
      'editorHoverWidget.foreground': color('ink'),
      'editorGutter.background': color('paper'),
      'editorError.foreground': color('bad'),
      'editorWarning.foreground': color('warn'),
      'editorInfo.foreground': color('muted'),
      'editorOverviewRuler.border': '#00000000',
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${color('faint')}40`,
      'scrollbarSlider.hoverBackground': `${color('faint')}70`,
      'scrollbarSlider.activeBackground': `${color('faint')}90`,
      'diffEditor.insertedTextBackground': `${color('weft')}26`,
      'diffEditor.removedTextBackground': `${color('warp')}26`,
      'diffEditor.insertedLineBackground': `${color('weft')}10`,
      'diffEditor.removedLineBackground': `${color('warp')}10`,
      'diffEditor.border': color('line'),
      'input.background': color('paper'),
      'input.foreground': color('ink'),
      'input.border': color('line-strong'),
      focusBorder: color('warp'),
      'list.activeSelectionBackground': color('sunken'),
      'list.hoverBackground': color('sunken'),
      'textLink.foreground': color('warp'),
      'menu.background': color('raised'),
      'menu.border': color('line-strong'),
      'menu.foreground': color('ink'),
      'menu.selectionBackground': color('sunken'),
      'menu.selectionForeground': color('ink'),
      'stickyScroll.background': color('paper'),
    },
  });
  editor.setTheme(name);
}

/** Applies the theme now and at each change. @returns the function that ends it. */
export function followTheme(): () => void {
  applyTheme();
  document.addEventListener('crosswarp-theme', applyTheme);
  return () => document.removeEventListener('crosswarp-theme', applyTheme);
}
