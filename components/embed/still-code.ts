// Code as still markup: words coloured as in the editor, edits marked with their reason, lines numbered by the style sheet.
// In comes one side's text, out comes HTML. Knows no page.
import { builtins, keywords, qualifiers, vendorNames } from '@/components/editor/code-words';
import { type Html, html } from '@/lib/core/html';
import { lineStarts } from '@/lib/core/span';

/** A stretch of the text that an edit made or took, and why. */
export type Mark = { readonly start: number; readonly end: number; readonly reason: string };
type Token = { readonly start: number; readonly end: number; readonly look: Look };
/** Keyword, vendor's word, string, number, comment, preprocessor: one letter each, since there are thousands. */
type Look = 'k' | 'v' | 's' | 'n' | 'c' | 'p';

const plainWords = new Set(keywords);
const vendorWords = new Set([...qualifiers, ...builtins]);

export function tokensOf(text: string, side: 'cuda' | 'hip'): Token[] {
  const pattern =
    /(\/\/(?:[^\n\\]|\\[\s\S])*|\/\*[\s\S]*?(?:\*\/|$))|((?<=#[ \t]*include[ \t]*)<[^>\n]*>|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?)|(<<<|>>>)|(\.?\d(?:[\w.]|'\w|[eEpP][+-])*)|([A-Za-z_]\w*)|(^[ \t]*#[ \t]*\w+)/gm;
  const vendor = new RegExp(`^(?:${vendorNames[side].source})$`);
  const tokens: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const [word, comment, string, launch, number, name] = match;
    const look: Look | undefined = comment
      ? 'c'
      : string
        ? 's'
        : launch
          ? 'v'
          : number
            ? 'n'
            : name === undefined
              ? 'p'
              : vendorWords.has(name) || vendor.test(name)
                ? 'v'
                : plainWords.has(name)
                  ? 'k'
                  : undefined;
    if (look) tokens.push({ start: match.index, end: match.index + word.length, look });
  }
  return tokens;
}

/**
 * @param marks in order of place, apart from each other
 * @param lines the first and the last line to show, from 1; those that the text has not are left out
 */
export function stillCode(
  text: string,
  side: 'cuda' | 'hip',
  marks: readonly Mark[],
  lines: { readonly from: number; readonly to: number },
): Html {
  const starts = lineStarts(text);
  const from = Math.min(lines.from, starts.length);
  const to = Math.min(lines.to, starts.length);
  const tokens = tokensOf(text, side);
  let token = 0;
  let mark = 0;
  const out: Html[] = [];
  for (let line = from; line <= to; line++) {
    const start = starts[line - 1] as number;
    const next = starts[line] ?? text.length;
    const end = next - (/\r?\n$|\r$/.exec(text.slice(start, next))?.[0].length ?? 0);
    while (token < tokens.length && (tokens[token] as Token).end <= start) token++;
    while (mark < marks.length && (marks[mark] as Mark).end <= start) mark++;
    const pieces: Html[] = [];
    for (let at = start, t = token, m = mark; at < end; ) {
      while (t < tokens.length && (tokens[t] as Token).end <= at) t++;
      while (m < marks.length && (marks[m] as Mark).end <= at) m++;
      const isIn = (one: { start: number } | undefined) => one !== undefined && one.start <= at;
      const inToken = isIn(tokens[t]) ? tokens[t] : undefined;
      const inMark = isIn(marks[m]) ? marks[m] : undefined;
      const stop = Math.min(
        end,
        inToken ? inToken.end : (tokens[t]?.start ?? end),
        inMark ? inMark.end : (marks[m]?.start ?? end),
      );
      const piece = text.slice(at, stop);
      const coloured = inToken ? html`<i class="${inToken.look}">${piece}</i>` : html`${piece}`;
      pieces.push(inMark ? html`<u title="${inMark.reason}">${coloured}</u>` : coloured);
      at = stop;
    }
    out.push(html`<span data-n="${line}">${pieces}
</span>`);
  }
  return html`<pre class="${side}" tabindex="0"><code>${out}</code></pre>`;
}
