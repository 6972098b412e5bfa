// Which names may be CUDA's: nothing of the user's own is among them, nothing of CUDA's is missing.
import { describe, expect, it } from 'vitest';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { first, reader, textAt } from './testing';

const { modelOf, namesOf } = reader(await loadCudaParser());

/** How often a name is found. */
const count = (text: string, name: string) =>
  namesOf(text).filter((use) => use.startsWith(`${name}:`)).length;

describe("the user's own names", () => {
  it.each([
    ['a local variable', 'void f() { int warpSize = 3; g(warpSize); }', 0],
    ['a parameter', 'void f(float half) { g(half); }', 0],
    ['a local that ends with its block', 'void f() { { int warpSize = 1; } g(warpSize); }', 1],
    [
      'a loop variable that ends with its loop',
      'void f() { for (int half = 0; half < 3; half++) g(half); h(half); }',
      1,
    ],
    ['a function', 'float half(float x) { return x; }\nvoid f() { half(1); }', 0],
    ['a type', 'struct half { int x; };\nhalf f(half a);', 0],
    ['an alias', 'using half = float;\ntypedef int half2;\nhalf f(half2 a);', 0],
    ['an enumerator', 'enum E { cudaSuccess, other };\nint a = cudaSuccess;', 0],
    ['a macro', '#define cudaCheck(x) x\nvoid f() { cudaCheck(1); }', 0],
    ['a member', 'void f() { p.warpSize; q->warpSize; p.template warpSize<1>(); }', 0],
    [
      'a member of its own class',
      'struct S { int warpSize; int f() { return warpSize; } int g(); };\nint S::g() { return warpSize; }',
      0,
    ],
    ['a template parameter', 'template <typename half> half f(half a) { return a; }\nhalf g();', 1],
    ['a name behind a foreign namespace', 'at::half f(); c10::cuda::half g(); std::half h();', 0],
    [
      'a name behind its own namespace',
      'namespace n { int cudaFree(int); }\nvoid f() { n::cudaFree(1); }',
      0,
    ],
    [
      'a name in its own namespace',
      'namespace n { struct half {}; half f(); }\nnamespace n { half g(); }\nhalf h();',
      1,
    ],
    ['a name of an opened namespace', 'namespace n { struct half {}; }\nusing namespace n;\nhalf f();', 0],
    ['a lambda parameter', 'void f() { auto g = [&](int half) { return half; }; h(half); }', 1],
    ['a structured binding', 'void f() { auto [half, b] = g(); h(half); }', 0],
    ['a condition variable', 'void f() { if (auto half = g()) h(half); k(half); }', 1],
    ['a caught exception', 'void f() { try { } catch (E &half) { h(half); } }', 0],
    ['a call in a function whose brace is not closed yet', 'void f() { cudaFree(1); ', 1],
    ['a constructor', 'struct half { half(); ~half(); };\nhalf f();', 0],
    ['a macro parameter', '#define M(half) g(half)\n', 0],
  ])('leaves out %s', (_, text, expected) => {
    const name = /warpSize|cudaSuccess|cudaCheck|cudaFree|half/.exec(text)?.[0] ?? '';
    expect(count(text, name)).toBe(expected);
  });

  it('still counts uses of a device function that is overloaded', () => {
    const text =
      '__device__ double atomicAdd(double *a, double b) { return 0; }\n__global__ void k(int *p) { atomicAdd(p, 1); }';
    expect(count(text, 'atomicAdd')).toBe(1);
  });

  it('are known from the headers of the program', () => {
    const sources = {
      main: 'a.cu',
      files: { 'a.cu': '#include "h.h"\nhalf f();', 'h.h': 'struct half {};' },
    };
    expect(namesOf(sources)).toEqual([]);
  });
});

describe("names that may be CUDA's", () => {
  it('have roles', () => {
    const names = namesOf(
      'cudaStream_t *make(float4 a);\nvoid f(void *p) {\n  float2 *q = (float2 *)p;\n  T<half> t;\n  x = (half)y;\n  dim3 grid(1), block = dim3(2);\n  cudaMalloc(&q, cudaHostAllocDefault);\n  g(a * b);\n  cub::DeviceReduce::Sum(q);\n}',
    );
    for (const name of [
      'cudaStream_t:type',
      'float4:type',
      'float2:type',
      'half:type',
      'dim3:type',
      'dim3:call',
      'cudaMalloc:call',
      'cudaHostAllocDefault:value',
      'cub:qualifier',
    ])
      expect(names).toContain(name);
    expect(names).not.toContain('half:value');
    expect(names).not.toContain('float2:value');
  });

  it('are found in macro bodies and directives, with what is pasted', () => {
    const model = modelOf(
      '#if CUDART_VERSION >= 11000 && defined(__CUDA_ARCH__)\n#endif\n#define CK(x) do { cudaError_t e = x; } while (0)\n#define T(n) cuda##n(cudaFree)\n#pragma unroll\n',
    );
    const found = model.names.map((n) => `${n.name}@${n.where}${n.pasted ? '##' : ''}`);
    expect(found).toContain('CUDART_VERSION@directive');
    expect(found).toContain('__CUDA_ARCH__@directive');
    expect(found).toContain('cudaError_t@macro-body');
    expect(found).toContain('cuda@macro-body##');
    expect(found).toContain('cudaFree@macro-body');
    expect(
      found.some((name) => name.startsWith('defined') || name.startsWith('n@') || name.startsWith('CK@')),
    ).toBe(false);
  });

  it('are found in branches that are left out, and not in strings or comments', () => {
    expect(
      count(
        '#if 0\ncudaFree(a);\n#endif\n// cudaFree\nconst char *s = "cudaFree" R"(cudaFree)";',
        'cudaFree',
      ),
    ).toBe(1);
  });

  it('behind the namespaces of its libraries carry the namespace', () => {
    const { names } = modelOf(
      'namespace cg = cooperative_groups;\nvoid f(int x) { cg::sync(x); cub::Max m; ::cudaFree(x); }',
    );
    expect(names.map((n) => `${n.qualifiedBy ?? ''}/${n.name}:${n.role}`)).toEqual([
      '/cooperative_groups:qualifier',
      'cg/sync:call',
      '/cub:qualifier',
      'cub/Max:type',
      '/cudaFree:call',
    ]);
  });

  it('behind an alias that a function declares carry it too, unless it is one of the user’s', () => {
    const { names } = modelOf(
      'namespace my { void go(); }\nvoid f() { namespace cg = cooperative_groups; cg::sync(); }\nvoid g() { namespace cub = my; cub::go(); }',
    );
    expect(names.map((n) => `${n.qualifiedBy ?? ''}/${n.name}:${n.role}`)).toEqual([
      '/cooperative_groups:qualifier',
      'cg/sync:call',
    ]);
  });

  it('know device code', () => {
    const names = namesOf(
      '__device__ void f() { a(); }\nvoid g() { b(); auto l = [=] __device__ (int i) { c(i); }; d(); }',
    );
    expect(names).toEqual(expect.arrayContaining(['a:call!', 'b:call', 'c:call!', 'd:call']));
  });

  it('span the text over a continued line', () => {
    const { names, sources } = modelOf('int a = cuda\\\nSuccess;');
    const use = first(names);
    expect(use.name).toBe('cudaSuccess');
    expect(textAt(sources, use.span)).toBe('cuda\\\nSuccess');
  });
});
