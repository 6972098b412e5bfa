// Differences by line: what they say gives the second text from the first, and they are short where that is to be had.
import { describe, expect, it } from 'vitest';
import { changedLines, type LineChange, linesOf } from './line-diff';

/** The second text, from the first and the changes. */
function rebuilt(a: readonly string[], b: readonly string[], changes: readonly LineChange[]): string[] {
  const out: string[] = [];
  let at = 0;
  for (const { aStart, aEnd, bStart, bEnd } of changes) {
    expect(aStart).toBeGreaterThanOrEqual(at);
    out.push(...a.slice(at, aStart), ...b.slice(bStart, bEnd));
    at = aEnd;
  }
  return [...out, ...a.slice(at)];
}

const touched = (changes: readonly LineChange[]) =>
  changes.reduce((sum, c) => sum + c.aEnd - c.aStart + c.bEnd - c.bStart, 0);

describe('lines', () => {
  it.each(['', '\n', 'a', 'a\n', 'a\n\nb', '\r\n\r\n', 'a\rb\u2028c\n'])(
    'of %j are the whole text, cut after line ends alone',
    (text) => {
      expect(linesOf(text).join('')).toBe(text);
      expect(linesOf(text).every((line) => /^[^\n]*\n?$/.test(line) && line !== '')).toBe(true);
    },
  );
});

describe('changed lines', () => {
  const compared = (a: string, b: string) => changedLines([...a], [...b]);

  it('are none of equal texts', () => {
    expect(compared('abc', 'abc')).toEqual([]);
    expect(compared('', '')).toEqual([]);
  });

  it.each([
    ['abcabba', 'cbabac', 5],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['abc', 'axc', 2],
    ['aaaa', 'aaa', 1],
    ['xaaaay', 'xaaay', 1],
    ['ab', 'ba', 2],
    ['kitten', 'sitting', 5],
  ])('from %j to %j are as few as can be', (a, b, count) => {
    const changes = compared(a, b);
    expect(rebuilt([...a], [...b], changes).join('')).toBe(b);
    expect(touched(changes)).toBe(count);
  });

  it('rebuild the second text, whatever the two are', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed % n;
    };
    for (let round = 0; round < 400; round++) {
      const letters = 1 + random(12);
      const text = () => Array.from({ length: random(60) }, () => String(random(letters)));
      const a = text();
      const b =
        random(3) === 0 ? text() : a.flatMap((line) => (random(6) === 0 ? text().slice(0, 2) : [line]));
      expect(rebuilt(a, b, changedLines(a, b))).toEqual(b);
    }
  });

  it('of long texts without a common line are one', () => {
    const lines = (sign: string) => Array.from({ length: 50_000 }, (_, i) => `${sign}${i % 100}`);
    expect(changedLines(lines('a'), lines('b'))).toEqual([
      { aStart: 0, aEnd: 50_000, bStart: 0, bEnd: 50_000 },
    ]);
  });
});
