// The picture of a share is drawn here, whatever its title holds, and nothing is asked of any other server for it.
import { ImageResponse } from 'next/og';
import { createElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drawn, pictureSize, SharePicture } from './share-picture';

const verdict = { words: 'proven: agrees', color: '#0f7038' };
const asked: string[] = [];
beforeEach(() => {
  asked.length = 0;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith('file:') && !url.startsWith('data:')) asked.push(url);
    return real(input, init);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function png(title: string, kernels: readonly string[] = ['saxpy']): Promise<Buffer> {
  const picture = new ImageResponse(createElement(SharePicture, { title, kernels, verdict }), pictureSize);
  return Buffer.from(await picture.arrayBuffer());
}

describe('the picture of a share', () => {
  it.each([
    ['a plain title', 'Tiled matrix multiply', ['matmul']],
    ['every letter that it draws', letters(), ['a', 'b', 'c', 'd', 'e']],
    ['letters that it has not', 'こんにちは 🧵 世界', ['核', '🧵']],
    ['markup', '<script>alert(1)</script> &amp;', ['k<int>']],
    ['no end', 'x'.repeat(200), ['y'.repeat(500)]],
    ['nothing', '', []],
  ])('with %s is a PNG of its size, and asks nobody', async (_, title, kernels) => {
    const bytes = await png(title, kernels);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(asked).toEqual([]);
  });

  it('shows other words as another picture', async () => {
    expect((await png('one')).equals(await png('two'))).toBe(false);
  });
});

/** All of them in pieces that fit a title are drawn by one: the title itself is cut, the kernels are not all shown. */
function letters(): string {
  return String.fromCodePoint(
    ...Array.from({ length: 0x2027 }, (_, i) => i + 0x20).filter((c) => drawn(String.fromCodePoint(c), 9)),
  );
}

it('every letter that counts as drawable is drawn without asking', async () => {
  const all = [...letters()];
  for (let at = 0; at < all.length; at += 80) await png(all.slice(at, at + 80).join(''), []);
  expect(all.length).toBeGreaterThan(300);
  expect(asked).toEqual([]);
});

describe('drawn', () => {
  it.each([
    ['a title', 'a title'],
    ['Größe: naïve – “quoted”', 'Größe: naïve – “quoted”'],
    ['a\u202eb\u0000c', 'abc'],
    ['世界', undefined],
    ['', undefined],
    ['x'.repeat(30), `${'x'.repeat(19)}…`],
  ])('%j is %j', (text, expected) => {
    expect(drawn(text, 20) ?? undefined).toBe(
      expected && expected.length > 20 ? `${expected.slice(0, 19)}…` : expected,
    );
  });
});
