// The preprocessor: what C's standard says of macros, conditions, includes; and where each token came from.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { expand } from './expand';

const textOf = (text: string, defines = {}) =>
  expand(singleSource(text), defines)
    .tokens.map((token) => token.text)
    .join(' ');

describe('macros', () => {
  it.each([
    ['an object', '#define N 4\nint a[N];', 'int a [ 4 ] ;'],
    ['a function', '#define SQ(x) ((x) * (x))\nSQ(a + 1)', '( ( a + 1 ) * ( a + 1 ) )'],
    ['a name without parentheses', '#define F(x) x\nF + F(1)', 'F + 1'],
    ['arguments with commas in brackets', '#define F(a, b) b a\nF((1, 2), g(3, 4))', 'g ( 3 , 4 ) ( 1 , 2 )'],
    ['an empty argument', '#define F(a, b) [a|b]\nF(,x)F()', '[ | x ] [ | ]'],
    ['no parameters', '#define F() 7\nF()', '7'],
    ['spelling', '#define S(x) #x\nS( a  +  "b\\n" )', '"a + \\"b\\\\n\\""'],
    ['pasting', '#define C(a, b) a##b\nC(x, 1) C(, y) C(<, <)', 'x1 y <<'],
    ['the argument of # and ## is not expanded', '#define X 1\n#define C(a) a##_ #a\nC(X)', 'X_ "X"'],
    ['expansion of arguments first', '#define X 1\n#define ID(a) a\nID(X) ID(ID(X))', '1 1'],
    ['no recursion', '#define f(a) f(a + 1)\nf(f(x))', 'f ( f ( x + 1 ) + 1 )'],
    ['no recursion over two', '#define a b\n#define b a\na b', 'a b'],
    [
      'variadic',
      '#define P(f, ...) printf(f, ## __VA_ARGS__)\nP("x") P("x", 1, 2)',
      'printf ( "x" ) printf ( "x" , 1 , 2 )',
    ],
    ['named variadic', '#define P(args...) g(args)\nP(1, 2)', 'g ( 1 , 2 )'],
    ['__VA_OPT__', '#define P(f, ...) g(f __VA_OPT__(,) __VA_ARGS__)\nP(1) P(1, 2)', 'g ( 1 ) g ( 1 , 2 )'],
    ['undef', '#define N 1\n#undef N\nN', 'N'],
    ['a use over lines', '#define F(a, b) a b\nF(1,\n  2)', '1 2'],
    ['a new definition', '#define N 1\nN\n#define N 2\nN', '1 2'],
    ['a definition of the program before ours', '#define M_PI 3\nM_PI', '3'],
    // C11, 6.10.3.5, example 3.
    [
      "the standard's example",
      '#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n#define p() int\n#define q(x) x\n#define r(x,y) x ## y\n#define str(x) # x\nf(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n(f)^m(m);',
      'f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ; f ( 2 * ( 2 + ( 3 , 4 ) - 0 , 1 ) ) | f ( 2 * ( ~ 5 ) ) & f ( 2 * ( 0 , 1 ) ) ^ m ( 0 , 1 ) ;',
    ],
  ])('%s', (_, text, expected) => {
    expect(textOf(text)).toBe(expected);
  });

  it('takes -D definitions', () => {
    expect(textOf('N F(2)', { N: '8', 'F(x)': 'x + x' })).toBe('8 2 + 2');
  });

  it('ends a macro that grows without end', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `#define a${i + 1} a${i} a${i}`).join('\n');
    const { problems, tokens } = expand(singleSource(`#define a0 x\n${lines}\na40`));
    expect(problems.map(({ code }) => code)).toEqual(['expand-too-large']);
    expect(tokens.length).toBeLessThan(5_000_000);
  });
});

describe('conditions', () => {
  it.each([
    ['#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 700', 'yes'],
    ['#ifdef NOTHING', 'no'],
    ['#if 1 ? 2 - 2 : 1', 'no'],
    ['#if (1 << 4) == 0x10 && -1 < 0u && UNKNOWN == 0', 'yes'],
    ['#if __has_include("other.h")', 'no'],
    ['#if 16 >> 2 == 4', 'yes'],
    ["#if 'A' == 65 && true", 'yes'],
    ['#if __cplusplus >= 201103L', 'yes'],
  ])('%s', (line, expected) => {
    expect(textOf(`${line}\nyes\n#else\nno\n#endif`)).toBe(expected);
  });
  it('takes the first branch that holds, and none inside of one that does not', () => {
    expect(textOf('#if 0\n#if 1\na\n#else\nb\n#endif\n#elif 1\nc\n#elif 1\nd\n#else\ne\n#endif')).toBe('c');
  });
  it('says what is no condition', () => {
    const { problems } = expand(singleSource('#if 1 +\nx\n#endif'));
    expect(problems.map(({ code }) => code)).toEqual(['expand-bad-condition']);
  });
  it('says which #error is reached', () => {
    const { problems } = expand(
      singleSource('#ifdef __CUDA_ARCH__\n#error no\n#else\n#error nor this\n#endif\nx'),
    );
    expect(problems.map(({ code, span }) => [code, span.start])).toEqual([['expand-error-directive', 21]]);
  });
});

describe('includes', () => {
  it('follows the files of the program, once where asked, and leaves the others out', () => {
    const { tokens, missing, files } = expand({
      main: 'src/main.cu',
      files: {
        'src/main.cu':
          '#include <cuda_runtime.h>\n#include "a.cuh"\n#include "../inc/b.h"\n#include "gone.h"\nmain',
        'src/a.cuh': '#pragma once\n#include "../inc/b.h"\na',
        'inc/b.h': '#ifndef B\n#define B\nb\n#endif',
      },
    });
    expect(tokens.map(({ text }) => text)).toEqual(['b', 'a', 'main']);
    expect(missing.map(({ path }) => path)).toEqual(['cuda_runtime.h', 'gone.h']);
    expect(files).toEqual(['src/main.cu', 'src/a.cuh', 'inc/b.h']);
  });
  it('ends where a file includes itself', () => {
    const { problems, tokens } = expand(singleSource('x\n#include "main.cu"\n'));
    expect(problems.map(({ code }) => code)).toEqual(['expand-include-depth']);
    expect(tokens).toHaveLength(100);
  });
});

describe('origins', () => {
  it('gives tokens of a macro the place of its use, and arguments their own', () => {
    const text = '#define ADD(a, b) (a + b)\nint x = ADD(y, 2);';
    const { tokens } = expand(singleSource(text));
    const at = (index: number) => text.slice(tokens[index]?.span.start, tokens[index]?.span.end);
    expect(tokens.map((_, index) => at(index))).toEqual([
      'int',
      'x',
      '=',
      'ADD(y, 2)',
      'y',
      'ADD(y, 2)',
      '2',
      'ADD(y, 2)',
      ';',
    ]);
  });
  it('keeps comments that stand on lines of their own, and the number of an unrolled loop', () => {
    const { tokens } = expand(
      singleSource(
        'int a; // after\n/* two\n * lines */\n// more\nint b;\n#define U 4\n#pragma unroll U\nfor (;;);',
      ),
    );
    expect(
      tokens.flatMap(({ text, comment, unroll }) =>
        comment || unroll !== undefined ? [[text, comment, unroll]] : [],
      ),
    ).toEqual([
      ['int', ['two', 'lines', 'more'], undefined],
      ['for', undefined, 4],
    ]);
  });
});
