// Which paths a program's files may have.
import { describe, expect, it } from 'vitest';
import { isSafePath, mainText, singleSource, textOf } from './sources';

describe('isSafePath', () => {
  it.each(['main.cu', 'src/reduce.cuh', 'a-b_c+d.h', '.hidden'])('takes %s', (path) => {
    expect(isSafePath(path)).toBe(true);
  });
  it.each([
    '',
    '/etc/passwd',
    '../up.h',
    'a/../b.h',
    './a.h',
    'a//b.h',
    'a/',
    'sp ace.cu',
    'naïve.cu',
    'a\\b.cu',
    'a\0.cu',
    `${'a'.repeat(201)}`,
  ])('refuses %j', (path) => {
    expect(isSafePath(path)).toBe(false);
  });
});

describe('textOf', () => {
  it('finds files and nothing that every object has', () => {
    const sources = singleSource('int x;');
    expect(mainText(sources)).toBe('int x;');
    expect(textOf(sources, 'other.h')).toBe('');
    expect(textOf(sources, 'constructor')).toBe('');
  });
});
