// What the grammar reads: masks leave a clean tree of what real programs are written like, and its offsets are the user's.
import { describe, expect, it } from 'vitest';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { syntaxOf } from './syntax';
import { reader } from './testing';

const { treeOf, modelOf } = reader(await loadCudaParser());

const clean: Record<string, string> = {
  'a statement macro without semicolon':
    'void f() {\n  CHECK( cudaMalloc(&a, 1) )\n  CHECK(cudaFree(a))\n}\n',
  'statement macros on one line': '#define P(x) g(x);\nvoid f() {\n  P(1) P(2) h();\n}\n',
  'an object-like statement macro':
    '#define CUERR check();\nvoid f() {\n  g(); CUERR // checked\n  h();\n}\n',
  'a block macro': 'void f() {\n  KERNEL_LOOP(i, n) { // each\n    a[i] = 0;\n  }\n}\n',
  'known specifier macros': '#define DEV static __device__\nDEV int_t f(const T *s, int i) { return i; }\n',
  'unknown specifier macros': 'FORCE_INLINE uint64_t f(int x) { return x; }\nMANAGED __device__ int n;\n',
  'calling conventions': 'void CUDART_CB cb(int x) {}\ntypedef int (WINAPI *fn)(void *);\n',
  'a macro with arguments before a kernel': 'C10_LAUNCH_BOUNDS_1(256) __global__ void k(int n) {}\n',
  '__align__ on a struct': 'struct __align__(8) S { float x, y; };\n',
  '__attribute__ after a declarator': 'float g[32] __attribute__((aligned(64)));\n',
  'a lambda for the device': 'auto f = [=] __device__ (int i) { return i; };\n',
  __restrict: '__global__ void k(const int *const __restrict a, int *__restrict b) {}\n',
  'an array of pointers from new': 'int **p = new int*[n];\nconst float **q = new const float *[m];\n',
  'explicit instantiation': 'template class Engine<float>;\nextern template struct A<int>;\n',
  'types as macro arguments':
    'void f() {\n  p = talloc(int, 3);\n  SWP(K, unsigned int, v);\n  c = va_arg(l, char*);\n}\n',
  'operators as macro arguments': '#define OP(o, a) (a o a)\nvoid f() { x = OP(+, a); }\n',
  'a conditional inside parameters': 'void f(int a,\n#ifdef X\n  int b,\n#endif\n  int c) {}\n',
  'a conditional that opens a block':
    'void f() {\n#ifdef DEBUG\n  for (;;) {\n#else\n  for (int i = 0; i < 2; i++) {\n#endif\n    g();\n  }\n}\n',
  'extern C over conditionals':
    '#ifdef __cplusplus\nextern "C" {\n#endif\nvoid f();\n#ifdef __cplusplus\n}\n#endif\n',
  'two heads of one function': '#ifdef A\nvoid f(int a)\n#else\nvoid f(float a)\n#endif\n{ g(); }\n',
  'prose in #if 0': "#if 0\nit isn't code (at all\n#endif\nint a;\n",
  'a comment in a macro body': '#define M(x) \\\n  do { /* why */ \\\n    g(x); \\\n  } while (0)\nint a;\n',
  'a pragma under a loop head': 'void f() {\n  for (;;)\n#pragma unroll\n    g();\n}\n',
  'a list from a file': 'int a[] = {\n#include "list.inc"\n};\n',
  'a byte order mark and CRLF': '\ufeffint a;\r\n#define X 1\r\nint b;\r\n',
  'a macro between strings': 'void f() { printf("a" PRIu64 "b", x); }\n',
};

describe('masks', () => {
  for (const [what, text] of Object.entries(clean))
    it(`reads ${what}`, () => {
      const root = treeOf(text).grammar?.tree.rootNode;
      expect(root && `${root}${root.hasError}`).toMatch(/false$/);
    });

  it('keeps an ordinary program as it is, but for comments and white space', () => {
    const text =
      '/* each */ __global__ void k(int *a) {  // one\n  a[threadIdx.x] *= 2;\r\n\n}\nint main() {\n\tk<<<1,\n 2>>>(p);/**/f();\n}\n';
    const read = treeOf(text).grammar?.read;
    expect(read?.text).toBe(
      ' __global__ void k(int *a) {\na[threadIdx.x] *= 2;\n}\nint main() {\nk<<<1,\n2>>>(p); f();\n}\n',
    );
    const moved = [...(read?.text ?? '')].filter(
      (c, i) => !/\s/.test(c) && text[read?.places[i] ?? -1] !== c,
    );
    expect(moved).toEqual([]);
  });

  it('does not hide a missing semicolon after an ordinary call', () => {
    expect(treeOf('void f() {\n  cudaFree(a)\n  cudaFree(b);\n}\n').grammar?.tree.rootNode.hasError).toBe(
      true,
    );
  });
});

describe('plain nodes', () => {
  it('hold the functions that the tokens show', () => {
    const text =
      'template <class T> __global__ void k(T *a) { *a = 0; }\nnamespace n { __device__ int f() { return 1; } }\n';
    const { grammar } = treeOf(text);
    if (!grammar) throw new Error('no grammar');
    const found: string[] = [];
    const pending = [syntaxOf(grammar)];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === 'function_definition') found.push(text.slice(node.start, node.end));
      pending.push(...node.children);
    }
    const { functions } = modelOf(text);
    expect(found.sort()).toEqual(['__device__ int f() { return 1; }', '__global__ void k(T *a) { *a = 0; }']);
    expect(functions.map((f) => f.qualifiedName)).toEqual(['k', 'n::f']);
  });

  it('can be asked for a part', () => {
    const text = 'int a;\nint b;\nint c;\n';
    const { grammar } = treeOf(text);
    if (!grammar) throw new Error('no grammar');
    expect(syntaxOf(grammar, 8, 12).children.map((node) => text.slice(node.start, node.end))).toEqual([
      'int b;',
    ]);
  });
});
