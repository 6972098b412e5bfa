// Lines and columns from offsets, with every kind of line end.
import { describe, expect, it } from 'vitest';
import { lineStarts, overlaps, placeAt } from './span';

describe('placeAt', () => {
  it('counts \\n, \\r\\n and a lone \\r as one line end each', () => {
    const starts = lineStarts('a\nb\r\nc\rd');
    expect(starts).toEqual([0, 2, 5, 7]);
    expect(placeAt(starts, 5)).toEqual({ line: 3, column: 1 });
    expect(placeAt(starts, 3)).toEqual({ line: 2, column: 2 });
    expect(placeAt(starts, 99).line).toBe(4);
  });
  it('gives line 1 for an empty text', () => {
    expect(placeAt(lineStarts(''), 0)).toEqual({ line: 1, column: 1 });
  });
});

describe('overlaps', () => {
  it('is false for spans that only touch, and for other files', () => {
    expect(overlaps({ file: 'a', start: 0, end: 2 }, { file: 'a', start: 2, end: 3 })).toBe(false);
    expect(overlaps({ file: 'a', start: 0, end: 2 }, { file: 'b', start: 0, end: 2 })).toBe(false);
    expect(overlaps({ file: 'a', start: 0, end: 2 }, { file: 'a', start: 1, end: 3 })).toBe(true);
  });
});
