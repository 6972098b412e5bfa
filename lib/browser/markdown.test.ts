// Markdown of a share: links that work, and words of users that stay words.
import { describe, expect, it } from 'vitest';
import { badgeMarkdown, issueMarkdown, plainMarkdown } from './markdown';

const url = 'https://warp.example/s/0123456789abcdef0123456789abcdef';

describe('a share as Markdown', () => {
  it('is a link, a badge and the way to the patch', () => {
    expect(badgeMarkdown({ url })).toBe(`[![CUDA → HIP](${url}/badge.svg)](${url})`);
    expect(issueMarkdown({ url, title: 'SAXPY' })).toBe(
      `**[SAXPY](${url})** [![CUDA → HIP](${url}/badge.svg)](${url})\n\nCode, proof and explanations: ${url} · as a patch: ${url}/port.patch\n`,
    );
    expect(issueMarkdown({ url })).toContain('[A CUDA to HIP port]');
  });

  it.each([
    ['](http://evil.example) [x', '\\]\\(http&#58;//evil\\.example\\) \\[x'],
    ['<img src=x onerror=y>', '&lt;img src\\=x onerror\\=y&gt;'],
    ['**bold** _it_ `code` ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~'],
    ['a\n# b', 'a \\# b'],
    ['@everyone &amp;', '&#64;everyone &amp;amp;'],
    ['plain words, 漢字 und Größe', 'plain words, 漢字 und Größe'],
  ])('of %j says just that', (text, escaped) => {
    expect(plainMarkdown(text)).toBe(escaped);
  });

  it('quotes a description line by line', () => {
    expect(issueMarkdown({ url, title: 'x', description: 'one\n\n    two' })).toContain(
      '\n\n> one\n>\n> &nbsp;&nbsp;&nbsp;&nbsp;two\n\n',
    );
  });
});
