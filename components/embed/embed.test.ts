// Embeds as text: what is asked for, what is shown, and that no program, title or reason becomes markup.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { embedQueryOf, embedSearch } from './embed-query';
import { stillCode, tokensOf } from './still-code';
import { type StillShare, stillPage, stillRefusal } from './still-page';
import { embedColors } from './still-style';

const query = (words: string) => embedQueryOf(new URLSearchParams(words));
const whole = { from: 1, to: Number.POSITIVE_INFINITY };
/** What a reader sees: the markup without its tags, characters restored. */
const seen = (text: string) =>
  text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('how an embed is asked for', () => {
  it('reads what the address says and writes it again', () => {
    const asked = query('theme=dark&edit=1&pane=hip&lines=10-40&file=src%2Fa.cu');
    expect(asked).toEqual({
      theme: 'dark',
      edit: true,
      pane: 'hip',
      lines: { from: 10, to: 40 },
      file: 'src/a.cu',
    });
    expect(query(embedSearch(asked).slice(1))).toEqual(asked);
    expect(embedSearch(query(''))).toBe('');
    expect(query('lines=7').lines).toEqual({ from: 7, to: 7 });
  });

  it.each(['lines=9-3', 'lines=0', 'lines=x', 'theme=blue', 'pane=left', 'edit=yes', 'file=..%2Fetc'])(
    'counts %s as not said',
    (words) => {
      expect(query(words)).toEqual({ theme: 'auto', edit: false, pane: 'both' });
    },
  );
});

const hostile = `// </script><script>alert(1)</script>
#include <cuda_runtime.h>
__global__ void k(int *p) { p[0] = 'a' & "\\"<b>"[0]; } /* <i> */
int main() { k<<<1, 1>>>(nullptr); }`;

describe('still code', () => {
  it('shows every character of the text as text, marked or not', () => {
    const at = hostile.indexOf('cuda_runtime');
    const marks = [
      { start: 0, end: 30, reason: '"><img src=x>' },
      { start: at, end: at + 30, reason: 'over the end of a line' },
    ];
    const { text } = stillCode(hostile, 'cuda', marks, whole);
    expect(seen(text)).toBe(`${hostile}\n`);
    expect(text).not.toMatch(/<(script|img|b)\b/);
    expect(text).toContain('title="&quot;&gt;&lt;img src=x&gt;"');
  });

  it('colours words of CUDA, keywords, strings and comments', () => {
    const looks = Object.fromEntries(
      tokensOf(hostile, 'cuda').map(({ start, end, look }) => [hostile.slice(start, end), look]),
    );
    expect(looks).toMatchObject({
      __global__: 'v',
      '<<<': 'v',
      int: 'k',
      "'a'": 's',
      '/* <i> */': 'c',
      '0': 'n',
      '#include': 'p',
      '<cuda_runtime.h>': 's',
    });
    expect(tokensOf('hipMalloc cudaMalloc', 'hip')).toHaveLength(1);
  });

  it.each(['\n', '\r\n'])('shows the lines that are asked for, with their numbers', (end) => {
    const text = ['one', 'two', 'three', 'four'].join(end);
    expect(stillCode(text, 'hip', [], { from: 2, to: 3 }).text).toBe(
      '<pre class="hip" tabindex="0"><code><span data-n="2">two\n</span><span data-n="3">three\n</span></code></pre>',
    );
    expect(seen(stillCode(text, 'hip', [], { from: 9, to: 12 }).text)).toBe('four\n');
  });

  it.each(['"never closed', "'", '/* never closed', '\\', '', '\n\n', "1'000'000", '"a\\\nb"'])(
    'loses nothing of %j',
    (text) => {
      expect(seen(stillCode(text, 'cuda', [], whole).text)).toBe(`${text}\n`);
    },
  );
});

const share: StillShare = {
  id: '0123456789abcdef0123456789abcdef',
  title: '</title><script>alert(1)</script>',
  source: { path: 'main.cu', text: hostile, marks: [] },
  port: { path: 'main.hip', text: hostile, marks: [] },
  files: 1,
  evidence: undefined,
  lines: { source: whole, port: whole },
};

describe('the page of a still embed', () => {
  it('has one script, ours, and links to the whole page and to the editor', () => {
    const page = stillPage(share, query('theme=dark&edit=1'));
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('data-theme="dark"');
    expect(page).toContain(`href="/s/${share.id}"`);
    expect(page).toContain(`href="/embed/${share.id}/live?theme=dark&amp;edit=1"`);
    expect(page).toContain('Edit it here');
  });

  it('shows one side when one is asked for, and the source where there is no port', () => {
    expect(stillPage(share, query('pane=hip'))).not.toContain('aria-label="CUDA source"');
    expect(stillPage(share, query('pane=cuda'))).not.toContain('aria-label="HIP port"');
    expect(stillPage({ ...share, port: undefined }, query('pane=hip'))).toContain('aria-label="CUDA source"');
  });

  it('says in one sentence why there is nothing', () => {
    const page = stillRefusal('There is no share <here>.', query(''));
    expect(page).toContain('There is no share &lt;here&gt;.');
    expect(page.match(/<script/g)).toHaveLength(1);
  });
});

it('has the colours of the other pages', () => {
  const css = readFileSync('app/globals.css', 'utf8');
  const block = (head: string) => css.slice(css.indexOf(head), css.indexOf('}', css.indexOf(head)));
  for (const [theme, head] of [
    ['light', ':root,'],
    ['dark', ':root[data-theme="dark"] {'],
  ] as const)
    for (const [name, value] of Object.entries(embedColors[theme]))
      expect(block(head), `${theme} ${name}`).toContain(`--${name}: ${value};`);
});
