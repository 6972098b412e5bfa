// Addresses at GitHub: which are taken, where they would be fetched, and what is said when that does not work. The answers of
// GitHub are stand-ins, since a test has no network.
import { describe, expect, it } from 'vitest';
import { mainText } from '@/lib/core/sources';
import { fetchImport, type ImportLink, importLinkIn } from './import-link';
import { importOrigins } from './import-origins';

const id = 'aa5a315d61ae9438b18d0123456789ab';

describe('addresses', () => {
  it.each([
    [
      'https://github.com/o/r/blob/main/src/a.cu',
      'https://raw.githubusercontent.com/o/r/main/src/a.cu',
      'a.cu',
    ],
    [
      'https://github.com/o/r/raw/v1.2/a%20b.cu#L3-L9',
      'https://raw.githubusercontent.com/o/r/v1.2/a%20b.cu',
      'a b.cu',
    ],
    [
      'http://www.github.com/o/r/blob/main/a.cu?plain=1',
      'https://raw.githubusercontent.com/o/r/main/a.cu',
      'a.cu',
    ],
    [
      'https://raw.githubusercontent.com/o/r/refs/heads/main/a.cu',
      'https://raw.githubusercontent.com/o/r/main/a.cu',
      'a.cu',
    ],
    [`https://gist.github.com/someone/${id}`, `https://api.github.com/gists/${id}`, 'gist'],
    [`https://gist.github.com/${id}#file-a-cu`, `https://api.github.com/gists/${id}`, 'gist'],
    [
      `https://gist.github.com/someone/${id}/raw/x.cu`,
      `https://gist.githubusercontent.com/someone/${id}/raw/x.cu`,
      'x.cu',
    ],
    [
      `  https://gist.githubusercontent.com/someone/${id}/raw \n`,
      `https://gist.githubusercontent.com/someone/${id}/raw`,
      'main.cu',
    ],
  ])('takes %s', (text, fetched, name) => {
    expect(importLinkIn(text)).toMatchObject({ fetch: fetched, name });
    expect(importOrigins).toContain(new URL(fetched).origin);
  });

  it.each([
    'https://github.com/o/r',
    'https://github.com/o/r/tree/main/src',
    'https://github.com/o/r/blob/main',
    'https://gist.github.com/someone',
    'https://raw.githubusercontent.com/o/r',
    'https://github.com/o/r/blob/main/%2e%2e/%2e%2e/x',
  ])('says that %s is no file', (text) => {
    expect(importLinkIn(text)).toEqual({ kind: 'refused', code: 'import-not-a-file' });
  });

  it.each([
    'int main() {}',
    'see https://github.com/o/r/blob/main/a.cu',
    'https://github.com/o/r/blob/main/a.cu and more',
    'https://github.com.evil.example/o/r/blob/main/a.cu',
    'https://user@github.com/o/r/blob/main/a.cu',
    'https://github.com:8080/o/r/blob/main/a.cu',
    'https://example.org/a.cu',
    'javascript://github.com/o/r/blob/main/a.cu',
    '',
  ])('leaves %j alone', (text) => {
    expect(importLinkIn(text)).toBeUndefined();
  });
});

const answers =
  (table: Record<string, () => Response>): typeof fetch =>
  async (address, init) => {
    expect(init).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer' });
    const made = table[String(address)];
    if (!made) throw new TypeError('Failed to fetch');
    return made();
  };

const file = importLinkIn('https://github.com/o/r/blob/main/a.cu') as ImportLink;
const gist = importLinkIn(`https://gist.github.com/someone/${id}`) as ImportLink;
const gistOf = (files: Record<string, object>) => () =>
  Response.json({
    files: Object.fromEntries(
      Object.entries(files).map(([filename, more]) => [
        filename,
        { filename, size: 10, raw_url: '', ...more },
      ]),
    ),
  });

describe('fetching', () => {
  it('opens one file, whatever its name', async () => {
    const opened = await fetchImport(file, answers({ [file.fetch]: () => new Response('int main() {}') }));
    expect(opened.sources).toEqual({ main: 'a.cu', files: { 'a.cu': 'int main() {}' } });
    const plain = { ...file, name: 'kernel.txt' };
    const other = await fetchImport(plain, answers({ [file.fetch]: () => new Response('x') }));
    expect(other.sources.main).toBe('kernel.cu');
  });

  it('opens all sources of a gist, and the whole of a file that came cut off', async () => {
    const whole = `https://gist.githubusercontent.com/someone/${id}/raw/1/main.cu`;
    const opened = await fetchImport(
      gist,
      answers({
        [gist.fetch]: gistOf({
          'main.cu': { truncated: true, content: 'int', raw_url: whole },
          'part.cuh': { content: '// part' },
        }),
        [whole]: () => new Response('int main() {}'),
      }),
    );
    expect(mainText(opened.sources)).toBe('int main() {}');
    expect(Object.keys(opened.sources.files).sort()).toEqual(['main.cu', 'part.cuh']);
  });

  it.each<[string, ImportLink, Record<string, () => Response>, RegExp]>([
    [
      'missing or private',
      file,
      { [file.fetch]: () => new Response('', { status: 404 }) },
      /without signing in/,
    ],
    [
      'too often',
      gist,
      { [gist.fetch]: () => new Response('', { status: 403, headers: { 'x-ratelimit-remaining': '0' } }) },
      /no more requests/,
    ],
    ['in trouble', file, { [file.fetch]: () => new Response('', { status: 503 }) }, /status 503/],
    ['offline', file, {}, /could not reach/],
    [
      'too large',
      file,
      { [file.fetch]: () => new Response('x'.repeat(4 * 1024 * 1024 + 1)) },
      /larger than 4 MB/,
    ],
    [
      'too large by its own word',
      gist,
      { [gist.fetch]: gistOf({ 'a.cu': { size: 5_000_000, content: '' } }) },
      /larger than 4 MB/,
    ],
    ['no text', file, { [file.fetch]: () => new Response(new Uint8Array([77, 0, 1])) }, /no text/],
    ['no gist', gist, { [gist.fetch]: () => new Response('<html>') }, /form of a gist/],
    [
      'a gist that points elsewhere',
      gist,
      { [gist.fetch]: gistOf({ 'a.cu': { truncated: true, raw_url: 'https://evil.example/' } }) },
      /form of a gist/,
    ],
  ])('says why it could not: %s', async (_, link, table, said) => {
    await expect(fetchImport(link, answers(table))).rejects.toThrow(said);
  });
});
