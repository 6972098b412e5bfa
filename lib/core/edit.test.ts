// Edits on original offsets: applied together, placed in the output, refused where they overlap.
import { describe, expect, it } from 'vitest';
import { applyEdits, OverlappingEdits, type TextEdit } from './edit';

const edit = (start: number, end: number, after: string): TextEdit => ({
  span: { file: 'a', start, end },
  after,
});

describe('applyEdits', () => {
  it('applies edits in any order and says where each stands', () => {
    const { text, placed } = applyEdits('abcdef', [edit(4, 5, 'XYZ'), edit(0, 1, ''), edit(2, 2, '-')]);
    expect(text).toBe('b-cdXYZf');
    expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual(['', '-', 'XYZ']);
  });
  it('keeps the order of two insertions at one place', () => {
    expect(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2')]).text).toBe('a12b');
  });
  it('takes an insertion right before and right after a replacement', () => {
    expect(applyEdits('abc', [edit(1, 2, 'B'), edit(1, 1, '<'), edit(2, 2, '>')]).text).toBe('a<B>c');
  });
  it('refuses edits that touch the same characters', () => {
    expect(() => applyEdits('abcdef', [edit(0, 3, 'x'), edit(2, 4, 'y')])).toThrow(OverlappingEdits);
  });
});
