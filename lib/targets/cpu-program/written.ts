// Pieces of the user's text for use in new text: in comes what was written, out comes it on one line, as a string
// literal, or nothing but its line ends. Knows no edits.

import type { MacroDefinition } from '@/lib/cuda';
import { lex } from '@/lib/cuda';

/** The tokens of a piece of code, and whether space or comments stood before each. */
function tokensOf(code: string): { text: string; spaced: boolean; isName: boolean }[] {
  const { code: tokens } = lex(code);
  return tokens.start.map((start, i) => ({
    text: tokens.names[i] || code.slice(start, tokens.end[i]).replace(/\\[ \t]*(?:\r\n|\n|\r)/g, ''),
    spaced: i > 0 && start > (tokens.end[i - 1] as number),
    isName: tokens.names[i] !== '',
  }));
}

/** Code on one line, without comments and continuations. */
export function onOneLine(code: string): string {
  return tokensOf(code)
    .map(({ text, spaced }) => (spaced ? ` ${text}` : text))
    .join('');
}

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/**
 * Code as a string literal. In the body of a macro with parameters these are put in as what was passed for them, so
 * that the literal says the same as the code.
 */
export function asLiteral(code: string, macro?: MacroDefinition): string {
  const parameters = new Set(macro?.parameters);
  if (parameters.has('...')) parameters.add('__VA_ARGS__');
  const parts: string[] = [];
  let plain = '';
  for (const { text, spaced, isName } of tokensOf(code)) {
    if (macro?.parameters && text === '##') continue;
    if (spaced && plain !== '') plain += ' ';
    if (!isName || !parameters.has(text)) {
      plain += text;
      continue;
    }
    if (plain !== '') parts.push(quoted(plain));
    plain = '';
    parts.push(`#${text}`);
  }
  if (plain !== '' || parts.length === 0) parts.push(quoted(plain));
  return parts.join(' ');
}

/** The line ends in a text, with the backslashes that continue a macro: what must stay when the text goes. */
export function lineEndsOf(text: string): string {
  return (text.match(/\\[ \t]*(?:\r\n|\n|\r)|\r\n|\n|\r/g) ?? []).join('');
}
