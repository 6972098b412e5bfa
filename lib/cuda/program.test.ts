// Programs of several files, preprocessor lines, problems, and parsing again after an edit.
import { describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { isMessageCode } from '@/lib/messages';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { analyze, createCudaParser, parse } from '.';
import { first, reader, textAt } from './testing';

const parser = await loadCudaParser();
const { modelOf, problemsOf } = reader(parser);
const fileOf = (text: string) => {
  const file = modelOf(text).files['main.cu'];
  if (!file) throw new Error('no file');
  return file;
};

describe('includes', () => {
  it('resolve beside the file, from the root and by a unique ending', () => {
    const model = modelOf({
      main: 'src/a.cu',
      files: {
        'src/a.cu':
          '#include "b.h"\n#include <cuda_runtime.h>\n#include "inc/c.h"\n#include "../inc/d.h"\n#include "e.h"\n',
        'src/b.h': '',
        'inc/c.h': '',
        'inc/d.h': '#include "c.h"\n',
        'x/e.h': '__global__ void k() {}',
        'never.cu': 'int main() { return 0; }',
      },
    });
    expect(model.files['src/a.cu']?.includes.map((i) => i.resolved)).toEqual([
      'src/b.h',
      undefined,
      'inc/c.h',
      'inc/d.h',
      'x/e.h',
    ]);
    expect(model.files['inc/d.h']?.includes.map((i) => i.resolved)).toEqual(['inc/c.h']);
    expect(model.kernels.map((k) => k.span.file)).toEqual(['x/e.h']);
    expect(model.hasMain).toBe(true);
  });

  it('have spans of directive and path', () => {
    const text = '  # include <a/b.h> // why\r\n#include "c.h"';
    const { sources, files } = modelOf(text);
    const [a, b] = files['main.cu']?.includes ?? [];
    expect(a && [textAt(sources, a.span), textAt(sources, a.pathSpan), a.form]).toEqual([
      '# include <a/b.h> // why',
      'a/b.h',
      'angle',
    ]);
    expect(b && [textAt(sources, b.span), textAt(sources, b.pathSpan), b.form]).toEqual([
      '#include "c.h"',
      'c.h',
      'quote',
    ]);
  });

  it('that look like the own ones but are missing are noted', () => {
    expect(
      problemsOf(
        '#include "mine.h"\n#include "cuda_runtime.h"\n#include "stdio.h"\n#include <also.h>\n#include "cublas_v2.h"\nint a;',
      ),
    ).toEqual(['include-not-given@mine.h']);
  });

  it('that go in circles are read once', () => {
    const model = modelOf({
      main: 'a.cu',
      files: { 'a.cu': '#include "b.h"\nint main() {}', 'b.h': '#include "a.cu"\nvoid f() {}' },
    });
    expect(model.functions.map((f) => f.name)).toEqual(['main', 'f']);
  });
});

describe('the place for a new include', () => {
  const before = (text: string) => text.slice(0, fileOf(text).includeInsertion);
  it.each([
    ['int a;', ''],
    ['\ufeffint a;', '\ufeff'],
    ['// licence\n/* more */\n\n#include <x>\n', '// licence\n/* more */\n\n'],
    ['// c\r\n#pragma once\r\n#include <x>\r\n', '// c\r\n#pragma once\r\n'],
    ['/* c */\n#ifndef A_H\n#define A_H\n#include <x>\n#endif\n', '/* c */\n#ifndef A_H\n#define A_H\n'],
    ['#ifndef A\n#define A 1\n#endif\nint a;', ''],
    ['/* a\n b */ int x;', '/* a\n b */'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(before(text)).toBe(expected);
  });
});

describe('macros', () => {
  it('have parameters and bodies', () => {
    const text = '#define A 1 + \\\n  2 // c\n#define F(x, ...) g(x)\n#define E\n#define P (x)\n';
    const { macros } = fileOf(text);
    const { sources } = modelOf(text);
    expect(macros.map((m) => [m.name, m.parameters, textAt(sources, m.body)])).toEqual([
      ['A', undefined, '1 + \\\n  2'],
      ['F', ['x', '...'], 'g(x)'],
      ['E', undefined, ''],
      ['P', undefined, '(x)'],
    ]);
    expect(textAt(sources, first(macros).span)).toBe('#define A 1 + \\\n  2 // c');
  });
});

describe('problems', () => {
  it('say where brackets do not balance', () => {
    expect(problemsOf('void f() {\n  g(1;\n}\n')).toEqual(['unbalanced-bracket@(']);
    expect(problemsOf('void f() {\n  g(1));\n}\n')).toEqual(['unbalanced-bracket@)']);
    expect(problemsOf('void f() {\n  if (a) {\n}\n')).toEqual(['unbalanced-bracket@{']);
  });
  it('mark what the grammar can not read, and go on', () => {
    const text = 'void f() {\n  int a = ;\n}\n__global__ void k() {}\n';
    expect(problemsOf(text).map((p) => p.split('@')[0])).toEqual(['syntax-error']);
    expect(modelOf(text).kernels).toHaveLength(1);
  });
  it('name a missing semicolon', () => {
    expect(problemsOf('void f() {\n  cudaFree(a)\n  cudaFree(b);\n}\n').map((p) => p.split('@')[0])).toEqual([
      'missing-token',
    ]);
  });
  it.each([
    ['', 'empty-source'],
    ['// only words\n', 'empty-source'],
    ['int a;\0\0', 'binary-text'],
    ['int a; /* b', 'unterminated-comment'],
    ['const char *s = "a\n;', 'unterminated-string'],
    [`int a = ${'('.repeat(300)}1${')'.repeat(300)};`, 'nested-too-deep'],
  ])('%j has one message', (text, code) => {
    const codes = problemsOf(text).map((p) => p.split('@')[0]);
    expect(codes).toEqual([code]);
    expect(isMessageCode(code)).toBe(true);
  });
});

describe('hostile text', () => {
  const long = 1 << 20;
  const fill = (part: string, length = long) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
  it.each([
    ['(', '('.repeat(100_000)],
    ['nested calls', `void f() { ${'f('.repeat(100_000)}${')'.repeat(100_000)}; }`],
    ['nested blocks', `void f() ${'{'.repeat(100_000)}${'}'.repeat(100_000)}`],
    ['nested conditionals', `${'#if X\nf(\n'.repeat(30_000)}${'#endif\n'.repeat(30_000)}`],
    ['open templates', fill('a<b,')],
    ['qualifiers', fill('a::')],
    ['specifiers', fill('__global__ ')],
    ['one line of include', fill('#include <')],
    ['continuations', fill('a\\\n')],
    ['loops without end', `void f() {${fill('if(a)')}}`],
    ['launches', fill('k<<<1,1>>>(')],
    ['zeros', '\0'.repeat(long)],
  ])('%s is read through, with bounded work', (_, text) => {
    const { value, problems } = analyze(parse(singleSource(text), parser));
    expect(value?.files['main.cu']).toBeDefined();
    expect(problems.length).toBeLessThan(100);
  });

  it('of names that objects have by themselves is read like any other', () => {
    const model = modelOf(
      'int constructor(int __proto__) { return toString(hasOwnProperty); }\n#define valueOf(x) x\n',
    );
    expect(model.names.map((n) => n.name)).toEqual(['toString', 'hasOwnProperty']);
  });
});

describe('parsing again', () => {
  const text = Array.from(
    { length: 60 },
    (_, i) => `__global__ void k${i}(int *a) {\n  a[threadIdx.x] += ${i};\n}\n`,
  ).join('');
  const typing = ['x', '{', '}', ' ', '"', '/*', '*/', '\n', '#if 0\n', 'é', '😀'];

  it('gives the Model of the new text, whatever was typed', () => {
    const editor = createCudaParser(parser.engine, { incremental: true });
    let seed = 7;
    const next = (bound: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return (seed >>> 8) % bound;
    };
    for (let i = 0; i < 40; i++) {
      const at = next(text.length);
      const typed = typing[i % typing.length] as string;
      const edited = text.slice(0, at) + typed + text.slice(at + (i % 3));
      const again = analyze(parse(singleSource(edited), editor)).value;
      expect(again).toEqual(analyze(parse(singleSource(edited), parser)).value);
    }
  });

  it('gives the same tree as parsing afresh where there is no error', () => {
    const editor = createCudaParser(parser.engine, { incremental: true });
    parse(singleSource(text), editor);
    const edited = text
      .replace('k30(int *a)', 'renamed(int *a, float b)')
      .replace('a[threadIdx.x] += 31', 'é()');
    const again = parse(singleSource(edited), editor).files.get('main.cu')?.grammar?.tree.rootNode.toString();
    const fresh = parse(singleSource(edited), parser).files.get('main.cu')?.grammar?.tree.rootNode.toString();
    expect(again).toBe(fresh);
  });

  it('reuses what did not change', () => {
    const sources = { main: 'a.cu', files: { 'a.cu': '#include "b.h"\n', 'b.h': 'void f() {}' } };
    const before = parse(sources, parser);
    const after = parse(
      { ...sources, files: { ...sources.files, 'a.cu': '#include "b.h"\nint a;' } },
      parser,
    );
    expect(after.files.get('b.h')).toBe(before.files.get('b.h'));
  });
});
