// Which loops of a program the bench of programs cuts to one turn, and which it leaves alone.
import { describe, expect, it } from 'vitest';
import { sizes } from './programs-sizes';
import { turnedOnce } from './programs-turns';

const main = (body: string) => `int main() {\n${body}\n}\n`;

describe('a loop of host code', () => {
  it.each([
    ['that launches', 'for (int i = 0; i < 100; i++) k<<<1, 2>>>(i);', 'i < 1;'],
    [
      'that prints what it tried',
      'for (int n = 256; n <= 8192; n = n * 2) { go(n); printf("%d", n); }',
      'n <= 256;',
    ],
    ['that only calls', 'for (size_t i = 1; i < 5; ++i) { test(i, "a = b"); }', 'i < 2;'],
    [
      'within another',
      'for (int i = 0; i < 4; i++) { for (int j = 2; j <= 8; j *= 2) { k<<<1, 1>>>(); } }',
      'j <= 2;',
    ],
  ])('%s makes one turn', (_, loop, turned) => {
    expect(turnedOnce(main(loop))).toContain(turned);
  });

  it('written out as a row of calls keeps the first', () => {
    const calls = 'test(10, a);\n test(11, a);\n\n test(28, a);\n other(1);\n test(9, a);';
    expect(turnedOnce(main(calls))).toBe(main('test(10, a);\n\n\n\n other(1);\n test(9, a);'));
    const different = 'put(a, 1);\nput(b, 1);\nrun<2>(x);\nrun<4>(x);\nf(a);\nf(a);';
    expect(turnedOnce(main(different))).toBe(main(different));
  });

  it.each([
    ['that fills an array', main('for (int i = 0; i < 100; i++) a[i] = i;')],
    ['that adds up', main('for (int i = 0; i < 100; i++) { sum += f(i); }')],
    ['up to a variable', main('for (int i = 0; i < n; i++) { k<<<1, 2>>>(); }')],
    ['in a comment', main('// for (int i = 0; i < 9; i++) f();')],
    ['of a kernel', '__global__ void k() { for (int i = 0; i < 9; i++) printf("%d", i); }\n'],
    ['of a host function without the device', 'void f() { for (int i = 0; i < 9; i++) g(i); }\n'],
  ])('%s stays', (_, text) => {
    expect(turnedOnce(text)).toBe(text);
  });
});

it('sizes go from tiny to the program’s own, with those smaller still first', () => {
  const text = `#define N 1048576\n${main('const int repeat = 100; for (int n = 256; n <= 8192; n *= 2) { layer(n); printf("x"); }')}`;
  const found = sizes({ sources: { main: 'a.cu', files: { 'a.cu': text } }, args: ['65536'] }, undefined);
  const texts = found.map(({ sources }) => sources.files['a.cu'] ?? '');
  expect(found.map(({ args, smallest }) => `${args}${smallest ? ' smallest' : ''}`).join(', ')).toBe(
    '32 smallest, 32 smallest, 128, 128, 128, 1024, 1024, 1024, 65536, 65536, 1024, 4096, 16384, 65536',
  );
  expect(texts[2]).toContain('repeat = 1;');
  expect(texts[3]).toContain('repeat = 100;');
  expect(texts[7]).toContain('#define N 1048576\n');
  expect(texts[7]).toContain('n <= 256;');
  expect(texts[6]).toContain('#define N 131072\n');
  expect(texts.at(-1)).toBe(text);
});

it('a size that is a product becomes smaller by one of its factors', () => {
  const text = 'const size_t n = 1024 * 1024 * 256 + 2;\nconst int m = 4 * 8;\nint k = 1024 * a;\n';
  const found = sizes({ sources: { main: 'a.cu', files: { 'a.cu': text } }, args: [] }, undefined);
  expect(found.map(({ sources }) => sources.files['a.cu']?.split('\n')[0])).toEqual([
    'const size_t n = 2 * 2 * 256 + 2;',
    'const size_t n = 2 * 1024 * 256 + 2;',
    'const size_t n = 16 * 1024 * 256 + 2;',
    'const size_t n = 128 * 1024 * 256 + 2;',
    'const size_t n = 1024 * 1024 * 256 + 2;',
  ]);
  for (const { sources } of found)
    expect(sources.files['a.cu']).toContain('const int m = 4 * 8;\nint k = 1024 * a;\n');
});

it('a program that has nothing to make smaller is tried as it is', () => {
  const sources = { main: 'a.cu', files: { 'a.cu': 'int main() { return 0; }\n' } };
  expect(sizes({ sources, args: [] }, undefined)).toEqual([{ sources, args: [], smallest: false }]);
});
