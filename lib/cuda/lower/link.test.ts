// What one file of a program declares and another defines: found where it is certain, refused where it is not.
import { describe, expect, it } from 'vitest';
import { lowerProgram } from '.';

const main = 'int main() { return 0; }\n';
const kernel = (body: string) => `__global__ void k(int *o) { ${body} }\n`;
const lowered = (text: string, others: Record<string, string>) => {
  const { value, problems } = lowerProgram({ main: 'main.cu', files: { 'main.cu': text, ...others } });
  return {
    functions: value?.functions.map(({ name }) => name) ?? [],
    variables: value?.variables.map(({ name, init }) => `${name} ${init?.join(',') ?? ''}`.trim()) ?? [],
    codes: problems.map(({ code, span }) => `${span.file} ${code}`),
  };
};
const refused = (code: string, file = 'main.cu') => ({
  functions: [],
  variables: [],
  codes: [`${file} ${code}`],
});

describe('a function of another file', () => {
  const text = `__device__ int f(int x);\n${kernel('*o = f(3);')}${main}`;
  const f = '__device__ int f(int x) { return x + 1; }\n';

  it('is found there, and in the file that has main()', () => {
    expect(lowered(text, { 'b.cu': f })).toEqual({ functions: ['f', 'k'], variables: [], codes: [] });
    expect(lowered(text.replace(main, ''), { 'z.cu': f + main, 'notes.cu': '' }).functions).toEqual([
      'f',
      'k',
    ]);
  });

  it('is not in another program, in a file that is included, or where it is static or has no name', () => {
    const no = refused('lower-no-body');
    expect(lowered(text, {})).toEqual(no);
    expect(lowered(text, { 'b.cu': f + main })).toEqual(no);
    expect(lowered(text, { 'b.cu': `static ${f}` })).toEqual(no);
    expect(lowered(text, { 'b.cu': `namespace { ${f} }` })).toEqual(no);
    expect(lowered(text, { 'b.cu': `namespace other { ${f} }` })).toEqual(no);
    expect(lowered(text, { 'b.cu': f.replace('__device__', '') })).toEqual(no);
    expect(lowered(`static ${text}`, { 'b.cu': f })).toEqual(no);
    expect(lowered(text, { 'b.cu': '#include "b.cuh"\n', 'b.cuh': f }).codes).toEqual([]);
  });

  it('takes the same parameters, and is one only', () => {
    expect(lowered(text, { 'b.cu': f.replace('int x', 'unsigned x') })).toEqual(refused('lower-no-body'));
    expect(lowered(text, { 'b.cu': f.replace('int f', 'long f') })).toEqual(refused('lower-no-body'));
    expect(lowered(text, { 'b.cu': f, 'c.cu': f.replace('1', '2') })).toEqual(refused('lower-defined-twice'));
    expect(lowered(text, { 'b.cu': f, 'c.cu': `static ${f}` }).codes).toEqual([]);
  });

  it('of C is one by its name', () => {
    const [c, d] = [
      'extern "C" __device__ int f(const int *x);',
      'extern "C" { __device__ int f(int *x) { return *x; } }',
    ];
    const at = `${c}\n${kernel('*o = f(o);')}${main}`;
    expect(lowered(at, { 'b.cu': d })).toMatchObject({ functions: ['f', 'k'], codes: [] });
    expect(lowered(at, { 'b.cu': d.replace('int *x', 'float *x') })).toEqual(refused('lower-no-body'));
    expect(lowered(at, { 'b.cu': d.replace('extern "C"', 'namespace a') })).toEqual(refused('lower-no-body'));
  });

  it('is refused with its own place when its body cannot be taken', () => {
    expect(lowered(text, { 'b.cu': f.replace('x + 1', 'x + nobody') })).toEqual(
      refused('lower-unknown-name', 'b.cu'),
    );
  });

  it('is no other overload that has a body', () => {
    const both = `__device__ float f(float x) { return x; }\n${text}`;
    expect(lowered(both, { 'b.cu': f }).functions).toEqual(['f', 'k']);
    expect(lowered(both, {})).toEqual(refused('lower-no-body'));
  });
});

describe('a struct that two files share', () => {
  const header = 'struct P { int x[N]; __device__ int sum() const; };\n__device__ int f(P p);\n';
  const text = `#define N 2\n#include "p.h"\n${kernel('P p = {}; *o = f(p) + p.sum();')}${main}`;
  const other = (n: number) =>
    `#define N ${n}\n#include "p.h"\n__device__ int P::sum() const { return x[0]; }\n__device__ int f(P p) { return p.x[1]; }\n`;

  it('is one type when its text is the same', () => {
    expect(lowered(text, { 'p.h': header, 'b.cu': other(2) })).toMatchObject({ codes: [] });
  });
  it('is none when macros make another text of it', () => {
    expect(lowered(text, { 'p.h': header, 'b.cu': other(3) })).toEqual(refused('lower-no-body'));
  });
});

describe('a variable of another file', () => {
  const text = (type: string) => `extern ${type};\n${kernel('*o = v[1];')}${main}`;

  it('has the contents and the size that it is defined with', () => {
    const definition = { 'b.cu': '__constant__ int v[2] = {3, 4};\n' };
    expect(lowered(text('__constant__ int v[]'), definition)).toEqual({
      functions: ['k'],
      variables: ['v 3,0,0,0,4,0,0,0'],
      codes: [],
    });
  });
  it('is found under its full name, and is one where no file defines it', () => {
    const inside = 'namespace a { extern __constant__ int v[2]; }\n';
    const at = `${inside}${kernel('*o = a::v[1];')}${main}`;
    const one = { functions: ['k'], variables: ['v 3,0,0,0,4,0,0,0'], codes: [] };
    expect(lowered(at, { 'b.cu': `${inside}__constant__ int a::v[2] = {3, 4};\n` })).toEqual(one);
    expect(lowered(`${inside}__constant__ int a::v[2] = {3, 4};\n${kernel('*o = a::v[1];')}`, {})).toEqual(
      one,
    );
    const nowhere = `extern __device__ int v;\n__device__ int f();\n${kernel('*o = f() + v;')}${main}`;
    const other = { 'b.cu': 'extern __device__ int v;\n__device__ int f() { return v++; }\n' };
    expect(lowered(nowhere, other)).toMatchObject({ variables: ['v'], codes: [] });
  });
  it('is refused where its type is another, or two files define it', () => {
    const two = { 'b.cu': '__device__ int v[2];\n', 'c.cu': '__device__ int v[2];\n' };
    expect(lowered(text('__device__ int v[]'), two)).toEqual(refused('lower-defined-twice'));
    expect(lowered(text('__device__ int v[4]'), { 'b.cu': two['b.cu'] })).toEqual(refused('lower-no-body'));
    expect(lowered(text('__device__ float v[]'), { 'b.cu': two['b.cu'] })).toEqual(refused('lower-no-body'));
  });
});
