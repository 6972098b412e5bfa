// Tokens of odd texts: literals, continuations, directives, and texts that are none.
import { describe, expect, it } from 'vitest';
import { lex } from './lex';
import { fromOriginal, splice, toOriginal } from './splice';
import { spelling } from './token';

/** The code tokens as they stand in the text, continuations included. */
const raw = (text: string) => {
  const { code } = lex(text);
  return code.kind.map((_, i) => text.slice(code.start[i], code.end[i]));
};
const spelled = (text: string) => {
  const { code } = lex(text);
  return code.kind.map((_, i) => spelling(text, code, i));
};

describe('literals', () => {
  it('reads strings with escapes and prefixes', () => {
    expect(raw(`a("x\\"y", L'c', u8"z")`)).toEqual(['a', '(', '"x\\"y"', ',', `L'c'`, ',', 'u8"z"', ')']);
  });
  it('reads raw strings with delimiters, quotes and line ends inside', () => {
    expect(raw('f(R"x(a)" cudaMalloc\n// no )x", 1)')).toEqual([
      'f',
      '(',
      'R"x(a)" cudaMalloc\n// no )x"',
      ',',
      '1',
      ')',
    ]);
    expect(raw('LR"(a)";uR"--(b)--";')).toEqual(['LR"(a)"', ';', 'uR"--(b)--"', ';']);
  });
  it('keeps continuations in raw strings, where they are text', () => {
    expect(raw('R"(a\\\nb)";\\\nx')).toEqual(['R"(a\\\nb)"', ';', 'x']);
  });
  it('reads numbers with separators, exponents and suffixes', () => {
    expect(raw("1'000'000ull 1e-5f .5 0x1.8p+3 0xe+1 1..2")).toEqual([
      "1'000'000ull",
      '1e-5f',
      '.5',
      '0x1.8p+3',
      '0xe',
      '+',
      '1',
      '1..2',
    ]);
  });
  it('ends an open literal with its line', () => {
    expect(raw(`char c = 'x;\nint d;`)).toEqual(['char', 'c', '=', `'x;`, 'int', 'd', ';']);
    expect(lex(`"a\n`).errors).toEqual([{ code: 'unterminated-string', start: 0, end: 2 }]);
  });
});

describe('comments', () => {
  it('takes them out, with quotes inside', () => {
    expect(raw(`a /* "it's" */ b // it's\nc`)).toEqual(['a', 'b', 'c']);
    expect(lex('/* a */ x // b').comments).toEqual([0, 7, 10, 14]);
  });
  it('goes on over a continuation', () => {
    expect(raw('// a \\\n b\nc')).toEqual(['c']);
  });
  it('marks one that never ends', () => {
    expect(lex('a /* b').errors).toEqual([{ code: 'unterminated-comment', start: 2, end: 4 }]);
  });
});

describe('continuations', () => {
  it('joins tokens over lines, on the offsets of the text', () => {
    const text = 'cuda\\\r\nMalloc(&p, 4 \\  \n);';
    expect(spelled(text)).toEqual(['cudaMalloc', '(', '&', 'p', ',', '4', ')', ';']);
    expect(raw(text)[0]).toBe('cuda\\\r\nMalloc');
  });
  it('relates offsets both ways', () => {
    const spliced = splice('ab\\\ncd\\\r\nef');
    expect(spliced.text).toBe('abcdef');
    const there = [0, 1, 2, 3, 4, 5].map((offset) => toOriginal(spliced, offset));
    expect(there).toEqual([0, 1, 4, 5, 9, 10]);
    expect(there.map((offset) => fromOriginal(spliced, offset))).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('punctuators', () => {
  it('reads chevrons, but closing ones one by one', () => {
    expect(raw('k<<<a, b>>>(c)')).toEqual(['k', '<<<', 'a', ',', 'b', '>', '>', '>', '(', 'c', ')']);
  });
  it('reads digraphs as brackets, and `<::` as the standard says', () => {
    const { code } = lex('a<:0:> v<::T>');
    expect(code.code.filter((c) => c > 0).map((c) => (c < 128 ? String.fromCharCode(c) : '::'))).toEqual([
      '[',
      ']',
      '<',
      '::',
      '>',
    ]);
  });
});

describe('directives', () => {
  it('stand apart from code, with all their lines', () => {
    const text = '  # define F(x) \\\r\n  (x)\r\nint a;';
    const { directives, directiveTokens, code } = lex(text);
    expect(directives).toHaveLength(1);
    expect(text.slice(directives[0]?.start, directives[0]?.end)).toBe('# define F(x) \\\r\n  (x)');
    expect(directiveTokens.names.filter(Boolean)).toEqual(['F', 'x', 'x']);
    expect(code.names.filter(Boolean)).toEqual(['int', 'a']);
  });
  it('goes on over a comment with line ends', () => {
    expect(lex('#define A /* x\n y */ 1\nb').directiveTokens.kind).toHaveLength(2);
  });
  it('reads header names whole', () => {
    const text = '#include <a/b-c.h> // x\n#include "d e.h"';
    const { directiveTokens: t } = lex(text);
    expect(t.kind.map((_, i) => text.slice(t.start[i], t.end[i]))).toEqual(['<a/b-c.h>', '"d e.h"']);
  });
  it('takes a # inside a line for a token', () => {
    expect(lex('a # b').directives).toEqual([]);
  });
});

describe('texts that are no programs', () => {
  it('gives every visible character of binary text to some token or comment', () => {
    let seed = 12345;
    const next = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed >>> 16;
    };
    for (let round = 0; round < 200; round++) {
      const text = Array.from({ length: 200 }, () => String.fromCharCode(next() & 255)).join('');
      const { code, directiveTokens, comments, directives } = lex(text);
      const covered = new Uint8Array(text.length);
      for (const t of [code, directiveTokens])
        t.kind.forEach((_, i) => {
          covered.fill(1, t.start[i], t.end[i]);
        });
      for (let i = 0; i < comments.length; i += 2) covered.fill(1, comments[i], comments[i + 1]);
      for (const d of directives) covered.fill(1, d.start, d.end);
      const missed = [...text].filter((c, i) => covered[i] === 0 && !/\s/.test(c) && c !== '\\');
      expect(missed).toEqual([]);
    }
  });
  it('orders tokens without overlap', () => {
    const { code } = lex('\ufeff a\u00a0b é$ @ ` \\ 😀 "\u2028" \ud800');
    for (let i = 1; i < code.kind.length; i++)
      expect(code.start[i]).toBeGreaterThanOrEqual(code.end[i - 1] as number);
    expect(code.names.filter(Boolean)).toContain('é$');
  });
});
