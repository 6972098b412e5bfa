// A share as Markdown, to paste into an issue or a README. In come its address and words, out comes text in which nothing
// that a user wrote is markup.

export type Described = {
  /** The share's whole address. */
  readonly url: string;
  readonly title?: string;
  readonly description?: string;
};

export function badgeMarkdown({ url }: Pick<Described, 'url'>): string {
  return `[![CUDA → HIP](${url}/badge.svg)](${url})`;
}

export function issueMarkdown({ url, title, description }: Described): string {
  const lines = [
    `**[${plainMarkdown(title ?? 'A CUDA to HIP port')}](${url})** ${badgeMarkdown({ url })}`,
    ...(description
      ? ['', ...description.split('\n').map((line) => `> ${plainMarkdown(line)}`.trimEnd())]
      : []),
    '',
    `Code, proof and explanations: ${url} · as a patch: ${url}/port.patch`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Every character that Markdown or HTML could read as more than itself, made a plain one. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]()#+.!|~^$=-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^ +/, (spaces) => '&nbsp;'.repeat(spaces.length))
    .replace(/(?<=[a-z]):(?=\/\/)/gi, '&#58;')
    .replaceAll('@', '&#64;');
}
