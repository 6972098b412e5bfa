// Markup as a value: a template whose holes are escaped unless they are markup already. In comes text, out comes HTML that
// no text can break out of. For pages without React.

/** Markup that `html` made; nothing else makes one. */
export class Html {
  private constructor(readonly text: string) {}

  static of(parts: readonly string[], holes: readonly Hole[]): Html {
    return new Html(
      parts.map((part, index) => (index === 0 ? part : written(holes[index - 1]) + part)).join(''),
    );
  }
}

export type Hole = string | number | undefined | false | Html | readonly Html[];

/** Holes stand between tags or in quoted attributes, never in scripts, styles or names of tags. */
export function html(parts: TemplateStringsArray, ...holes: Hole[]): Html {
  return Html.of(parts, holes);
}

function written(hole: Hole): string {
  if (hole === undefined || hole === false) return '';
  if (hole instanceof Html) return hole.text;
  if (typeof hole === 'string' || typeof hole === 'number') return escapeHtml(String(hole));
  return hole.map(({ text }) => text).join('');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => escapes[c] as string);
}
