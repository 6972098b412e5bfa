// The rewrite for C++ compilers: launches, shared variables, what is refused, and lines that stay where they were.
import { beforeAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, parse } from '@/lib/cuda';
import { sentence } from '@/lib/messages';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from './index';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

function rewrite(text: string, api: 'cuda' | 'hip' = 'cuda') {
  const { value: model } = analyze(parse(singleSource(text), parser));
  if (!model) throw new Error('no model');
  const { value, problems } = cpuProgram(model, api);
  return { text: value?.files['main.cu'] ?? '', problems };
}
const problemsOf = (text: string) =>
  rewrite(text).problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]);

const kernels = `
__global__ void k(float* x, int n) { }
template <typename T> __global__ void t(T* x, int n) { }
template <typename T, int N> __global__ void two(T* x) { }
template <int N, typename T> __global__ void half(T* x) { }
template <typename... A> __global__ void pack(A... a) { }
namespace ns { __global__ void inside(int) { } template <class T> __global__ void within(T) { } }
__global__ void over(int) { }
__global__ void over(float) { }
__global__ void rest(float* x, int n = 4) { }
__global__ void declared(int);
__global__ void shares(int* x) { }
void shares(float x) { }
__global__ void declared(int) { }
`;
const inHost = (statement: string) => {
  const { text } = rewrite(`${kernels}void host() { ${statement} }\n`);
  return /void host\(\) \{ (.*) \}\n$/s.exec(text)?.[1];
};
const deduced = (kernel: string) => `.cw_deduced([=](auto... cw_args) { ${kernel}(cw_args...); })`;

describe('launches', () => {
  it.each([
    ['k<<<g, b>>>(x, 1);', '::crosswarp::configure("k", g, b).template cw_kernel<(k)>()(x, 1);'],
    [
      'k<<<g, b, s, st>>>(x, 1);',
      '::crosswarp::configure("k", g, b, s, st).template cw_kernel<(k)>()(x, 1);',
    ],
    ['k <<< g, b >>> (x, 1);', '::crosswarp::configure("k",  g, b ).template cw_kernel<(k)>() (x, 1);'],
    [
      'k<<<dim3(1, 2), {3, 4}>>>(x, 1);',
      '::crosswarp::configure("k", dim3(1, 2), {3, 4}).template cw_kernel<(k)>()(x, 1);',
    ],
    ['::k<<<1, 1>>>(x, 1);', '::crosswarp::configure("::k", 1, 1).template cw_kernel<(::k)>()(x, 1);'],
    [
      'ns::inside<<<1, 1>>>(1);',
      '::crosswarp::configure("ns::inside", 1, 1).template cw_kernel<(ns::inside)>()(1);',
    ],
    ['ns::within<<<1, 1>>>(1);', `::crosswarp::configure("ns::within", 1, 1)${deduced('ns::within')}(1);`],
    [
      'declared<<<1, 1>>>(1);',
      '::crosswarp::configure("declared", 1, 1).template cw_kernel<(declared)>()(1);',
    ],
    [
      't<float><<<1, 1>>>(x, 1);',
      '::crosswarp::configure("t<float>", 1, 1).template cw_kernel<(t<float>)>()(x, 1);',
    ],
    [
      'two<float, f(1, 2)><<<1, 1>>>(x);',
      '::crosswarp::configure("two<float, f(1, 2)>", 1, 1).template cw_kernel<(two<float, f(1, 2)>)>()(x);',
    ],
    ['t<<<1, 1>>>(x, 1);', `::crosswarp::configure("t", 1, 1)${deduced('t')}(x, 1);`],
    ['shares<<<1, 1>>>(x);', `::crosswarp::configure("shares", 1, 1)${deduced('shares')}(x);`],
    ['half<4><<<1, 1>>>(x);', `::crosswarp::configure("half<4>", 1, 1)${deduced('half<4>')}(x);`],
    ['pack<int><<<1, 1>>>(1);', `::crosswarp::configure("pack<int>", 1, 1)${deduced('pack<int>')}(1);`],
    ['over<<<1, 1>>>(1);', `::crosswarp::configure("over", 1, 1)${deduced('over')}(1);`],
    ['t<<<1, 1>>>(NULL, 0);', `::crosswarp::configure("t", 1, 1)${deduced('t')}(nullptr, 0);`],
    ['pointer<<<1, 1>>>(1);', '::crosswarp::configure("pointer", 1, 1).cw_kernel(pointer)(1);'],
    ['rest<<<1, 1>>>(x);', `::crosswarp::configure("rest", 1, 1)${deduced('rest')}(x);`],
    ['rest<<<1, 1>>>(x, 2);', '::crosswarp::configure("rest", 1, 1).template cw_kernel<(rest)>()(x, 2);'],
    ['table[i]<<<1, 1>>>(1);', '::crosswarp::configure("table[i]", 1, 1).cw_kernel(table[i])(1);'],
    [
      '(c ? k : k)<<<1, 1>>>(x, 1);',
      '::crosswarp::configure("(c ? k : k)", 1, 1).cw_kernel((c ? k : k))(x, 1);',
    ],
    ['again:k<<<1, 1>>>(x, 1);', 'again: ::crosswarp::configure("k", 1, 1).template cw_kernel<(k)>()(x, 1);'],
    [
      'CHECK((k<<<1, 1>>>(x, 1)));',
      'CHECK((::crosswarp::configure("k", 1, 1).template cw_kernel<(k)>()(x, 1)));',
    ],
    [
      "table['\\\\']<<<1, 1>>>(1);",
      `::crosswarp::configure("table['\\\\\\\\']", 1, 1).cw_kernel(table['\\\\'])(1);`,
    ],
  ])('%s', (before, after) => expect(inHost(before)).toBe(after));

  it.each([
    [
      'hipLaunchKernelGGL(k, g, b, 0, 0, x, 1);',
      '::crosswarp::configure("k", g, b, 0, 0).template cw_kernel<(k)>()(x, 1);',
    ],
    [
      'hipLaunchKernelGGL((t<float>), g, b, 0, 0, x, 1);',
      '::crosswarp::configure("t<float>", g, b, 0, 0).template cw_kernel<(t<float>)>()(x, 1);',
    ],
    ['hipLaunchKernelGGL(pointer, g, b, 0, 0, 1);', 'hipLaunchKernelGGL(pointer, g, b, 0, 0, 1);'],
    [
      'hipLaunchKernelGGL(t, g, b, 0, 0, x, 1);',
      `::crosswarp::configure("t", g, b, 0, 0)${deduced('t')}(x, 1);`,
    ],
    [
      'hipLaunchKernelGGL(HIP_KERNEL_NAME(half<4>), dim3(g),\n dim3(b), 0, s,\n x);',
      `::crosswarp::configure("half<4>", dim3(g),\n dim3(b), 0, s)${deduced('half<4>')}(\nx);`,
    ],
    [
      'hipLaunchKernelGGL(pack<>, 1, 1, 0, 0);',
      `::crosswarp::configure("pack<>", 1, 1, 0, 0)${deduced('pack<>')}();`,
    ],
  ])('%s', (before, after) => expect(inHost(before)).toBe(after));

  it('looks at the value of a variable that is named like a kernel', () => {
    const { text } = rewrite(
      `${kernels}void host(void (*k)(int)) { k<<<1, 1>>>(1); ns::inside<<<1, 1>>>(1); }\n`,
    );
    expect(text).toContain('.cw_kernel(k)(1); ::crosswarp::configure("ns::inside", 1, 1).template');
  });

  it('keeps line ends and comments where they were', () => {
    const text = `${kernels}void host() {\r\n  two<float, // first\r\n      4> /* x */ <<<g, // grid\r\n b>>>(\r\n x);\r\n}`;
    const after = rewrite(text).text;
    expect(after).toContain(
      '  ::crosswarp::configure("two<float, 4>", \r\ng, // grid\r\n b).template cw_kernel<(two<float, 4>)>()(\r\n x);\r\n}',
    );
  });

  it('writes the name of a kernel that a macro is given', () => {
    const { text } = rewrite(
      `${kernels}#define GO(kernel, T, ...) \\\n  kernel<T><<<g, \\\n b>>>(__VA_ARGS__)\n#define ONE k<<<1, 1>>>(x, 1)\n#define CAT(T) run_##T<<<1, 1>>>()\n`,
    );
    expect(text).toContain(
      `#define GO(kernel, T, ...) \\\n  ::crosswarp::configure(#kernel "<" #T ">", g, \\\n b)${deduced('kernel<T>')}(__VA_ARGS__)\n`,
    );
    expect(text).toContain('#define ONE ::crosswarp::configure("k", 1, 1).template cw_kernel<(k)>()(x, 1)\n');
    expect(text).toContain(`#define CAT(T) ::crosswarp::configure("run_" #T, 1, 1)${deduced('run_##T')}()\n`);
  });

  it('rewrites a launch in a macro that ends before its arguments', () => {
    const { text } = rewrite(
      `${kernels}#define RUN(kernel, g) \\\n  say(#kernel); \\\n  kernel<<<g, \\\n (1, 2)>>>\n#define K ns::inside<<<1, 1>>>\n`,
    );
    expect(text).toContain(
      `  say(#kernel); \\\n  ::crosswarp::configure(#kernel, g, \\\n (1, 2))${deduced('kernel')}\n`,
    );
    expect(text).toContain(
      '#define K ::crosswarp::configure("ns::inside", 1, 1).template cw_kernel<(ns::inside)>()\n',
    );
  });

  it('makes kernels known whose address is cast to void*', () => {
    const launch = 'cudaLaunchKernel(f, 1, 1, a)';
    const known = (name: string) => `::crosswarp::known("${name}", ${name})`;
    for (const [before, after] of [
      ['(const void*)k', `(const void*)${known('k')}`],
      ['(void *)&k', `(void *)&${known('k')}`],
      ['(void*)(&ns::inside)', `(void*)(&${known('ns::inside')})`],
      ['reinterpret_cast<const void*>(&t<float>)', `reinterpret_cast<const void*>(&${known('t<float>')})`],
      ['reinterpret_cast<void *>((two<float, 4>))', `reinterpret_cast<void *>((${known('two<float, 4>')}))`],
      ['k', 'k'],
      ['(int)k', '(int)k'],
    ])
      expect(inHost(`f = ${before}; ${launch};`)).toBe(`f = ${after}; ${launch};`);
    expect(inHost('f = (void*)k;')).toBe('f = (void*)k;');
  });

  it('makes variables known that host and device share', () => {
    const { text } = rewrite('__managed__ int a[4], b = 2; extern __managed__ int c;\n__device__ int d;\n');
    expect(text).toContain(
      'b = 2; static inline const bool cw_managed_a = ::crosswarp::known_managed("a", a);',
    );
    expect(text).toContain('cw_managed_b = ::crosswarp::known_managed("b", b); extern');
    expect(text).not.toMatch(/cw_managed_[cd]/);
  });

  it('takes the address of what a macro is given where every kernel has one', () => {
    const { text } = rewrite(
      '__global__ void a(int) {}\n__global__ void b(int) {}\n#define GO(f) f<<<1, 1>>>(1)\nvoid h() { GO(a); GO(b); }\n',
    );
    expect(text).toContain('#define GO(f) ::crosswarp::configure(#f, 1, 1).cw_kernel(f)(1)\n');
  });
});

const typeOf = (name: string) => `::std::remove_reference_t<decltype(${name})>`;
const shared = (name: string) =>
  `::crosswarp::shared<${typeOf(name)}>([]() -> auto& { static ::crosswarp::SharedSlot cw_slot; return cw_slot; }())`;
const array = (name: string, alignment = '16') =>
  `[]() -> auto& { using cw_type = ${typeOf(name)}; struct cw_place { alignas(${alignment}) alignas(cw_type) cw_type value; }; static ::crosswarp::SharedSlot cw_slot; return ::crosswarp::shared<cw_place>(cw_slot).value; }()`;
const dynamic = (type: string) =>
  `::crosswarp::dynamic_shared<::std::remove_reference_t<decltype(${type})>>()`;
const inKernel = (statement: string) => {
  const { text, problems } = rewrite(`template <int N> __global__ void k() { ${statement} }\n`);
  expect(problems).toEqual([]);
  return /void k\(\) \{ (.*) \}\n$/s.exec(text)?.[1];
};

describe('shared variables', () => {
  it.each([
    ['__shared__ float x;', ` float (&x) = ${shared('x')};`],
    [
      '__shared__ float tile[16][17], x;',
      ` float (&tile)[16][17] = ${array('tile')}, (&x) = ${shared('x')};`,
    ],
    ['static __shared__ T x[N > 4 ? N : 4];', `  T (&x)[N > 4 ? N : 4] = ${array('x')};`],
    ['volatile __shared__ int x;', `volatile  int (&x) = ${shared('x')};`],
    ['__shared__ float *p, *q[4];', ` float *(&p) = ${shared('p')}, *(&q)[4] = ${array('q')};`],
    ['__shared__ typename T::Storage s;', ` typename T::Storage (&s) = ${shared('s')};`],
    ['__shared__ struct { int a, b; } s;', ` struct { int a, b; } (&s) = ${shared('s')};`],
    ['__shared__ __align__(16) char c[64];', ` __align__(16) char (&c)[64] = ${array('c')};`],
    [
      'alignas(64) __shared__ int a[N], b;',
      `alignas(64)  int (&a)[N] = ${array('a', '64')}, (&b) = ${array('b', '64')};`,
    ],
    ['extern __shared__ float s[];', `  float (*const s) = ${dynamic('*s')};`],
    ['extern __shared__ float2 s[][8];', `  float2 (*const s)[8] = ${dynamic('*s')};`],
    ['extern volatile __shared__ int s[ ];', ` volatile  int (*const s) = ${dynamic('*s')};`],
  ])('%s', (before, after) => expect(inKernel(before)).toBe(after));

  it('makes an object of the dynamic array at namespace scope, and a variable per OS thread of others', () => {
    expect(rewrite('extern __shared__ float s[];\n').text).toBe(
      'static   ::crosswarp::DynamicSharedArray<float>  s;\n',
    );
    expect(rewrite('__shared__ int counters[4], n;\n').text).toBe(
      'static thread_local  int counters[4], n;\n',
    );
  });

  it('gives device functions a pointer of their own to the dynamic array at namespace scope', () => {
    const { text } = rewrite(
      [
        'extern __shared__ float s[];',
        '__global__ void uses(float* x) { x[0] = ((int*)s)[0]; }',
        '__device__ void hides(float* s) { s[0] = 1; }',
        '__device__ void other(float* ss) { ss[0] = 1; }',
        '__global__ void own() { extern __shared__ float s[]; }',
        'void host() { float s = 1; }',
      ].join('\n'),
    );
    const pointer = ' auto* const s = ::crosswarp::dynamic_shared<float>();';
    expect(text.split(pointer)).toHaveLength(2);
    expect(text).toContain(`void uses(float* x) {${pointer} x[0]`);
  });

  it('rewrites macros that declare one', () => {
    const { text, problems } = rewrite('#define TILE(name, n) __shared__ float name[n]\n');
    expect(problems).toEqual([]);
    expect(text).toBe(`#define TILE(name, n)  float (&name)[n] = ${array('name')}\n`);
  });

  it('drops the word from parameters', () => {
    expect(rewrite('__device__ void f(__shared__ float* p, int n) { }\n').text).toBe(
      '__device__ void f( float* p, int n) { }\n',
    );
  });

  it('does not touch comments, strings, or the words alone', () => {
    const text = '// __shared__ float x; k<<<1, 1>>>()\nconst char* s = "__shared__ int y; k<<<1,1>>>()";\n';
    expect(rewrite(text)).toEqual({ text, problems: [] });
  });
});

describe('loops that wait for another thread', () => {
  const give = '::crosswarp::failed_attempt();';
  const inKernel = (body: string) => `__global__ void k(volatile int* f, int* g) { ${body} }`;
  it.each([
    ['while (f[0] == 0);', `while (f[0] == 0) ${give}`],
    ['while (f[0] == 0) { }', `while (f[0] == 0) { ${give} }`],
    [
      'while (atomicCAS(g, 0, 1) != 0) { __threadfence(); }',
      `while (atomicCAS(g, 0, 1) != 0) { ${give} __threadfence(); }`,
    ],
    ['int v; do { v = f[0]; } while (v == 0);', `int v; do { ${give} v = f[0]; } while (v == 0);`],
    ['int v; do v = f[0]; while (v == 0);', undefined],
    ['int v; do { v = f[0]; h(v); } while (v == 0);', undefined],
    ['while (f[0] == 0) { f[1] = 2; f[3] = 4; }', undefined],
    ['for (int i = 0; i < 4; i++) { f[i] = 0; }', undefined],
  ])('give way: %s', (before, after) => {
    expect(rewrite(inKernel(before)).text).toBe(inKernel(after ?? before));
  });

  it('are left as they are in host code, and where nothing is watched', () => {
    for (const text of [
      'void f(volatile int* x) { while (*x == 0); }',
      '__device__ int log2(int x) { int n = 0; while (x > 1) { x >>= 1; } return n; }',
    ])
      expect(rewrite(text).text).toBe(text);
  });
});

it("clock() is the device's in device code and the C library's elsewhere", () => {
  const text =
    '__device__ long f() { return clock(); }\nlong g() { return clock() + std::clock(); }\n__global__ void k(long* x) { x[0] = (long)clock() - x[1]; }\n';
  expect(rewrite(text).text).toBe(
    '__device__ long f() { return crosswarp_clock(); }\nlong g() { return clock() + std::clock(); }\n__global__ void k(long* x) { x[0] = (long)crosswarp_clock() - x[1]; }\n',
  );
});

describe('branches of the preprocessor', () => {
  it.each([
    // In functions of the device alone, and around them.
    [
      '__global__ void k() {\n#if __CUDA_ARCH__ >= 700\n f();\n#endif\n}',
      '__global__ void k() {\n#if CROSSWARP_ON_DEVICE >= 700\n f();\n#endif\n}',
    ],
    [
      '#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 600\n#else\n__device__ void f() { }\n#endif\n',
      '#if !defined(CROSSWARP_ON_DEVICE) || CROSSWARP_ON_DEVICE >= 600\n#else\n__device__ void f() { }\n#endif\n',
    ],
    [
      '#ifdef X\n__device__ int f() { return 0; }\n#elif __CUDA_ARCH__ < 800\n__device__ int f() { return 1; }\n#endif\n',
      '#ifdef X\n__device__ int f() { return 0; }\n#elif CROSSWARP_ON_DEVICE < 800\n__device__ int f() { return 1; }\n#endif\n',
    ],
  ])('that ask for the device are answered where only it can be meant: %s', (before, after) =>
    expect(rewrite(before).text).toBe(after),
  );

  it.each([
    '__host__ __device__ void f() {\n#ifdef __CUDA_ARCH__\n g();\n#endif\n}',
    'void f() {\n#ifdef __CUDA_ARCH__\n g();\n#endif\n}',
    '#ifdef __CUDA_ARCH__\n#define G 1\n#endif\n',
    '#ifdef __CUDA_ARCH__\n__device__ void f() { }\nvoid g() { }\n#endif\n',
    '__global__ void k(int* x) {\n#ifdef __CUDA_ARCH__\n asm("mov");\n#else\n *x = 1;\n#endif\n}',
  ])('are left as they are where the host may be meant, or the answer is PTX: %s', (text) =>
    expect(rewrite(text).text).toBe(text),
  );

  it('ask by another name in HIP', () => {
    const text = '__device__ void f() {\n#ifdef __HIP_DEVICE_COMPILE__\n g();\n#endif\n}';
    expect(rewrite(text, 'hip').text).toBe(text.replace('__HIP_DEVICE_COMPILE__', 'CROSSWARP_ON_DEVICE'));
    expect(rewrite(text).text).toBe(text);
  });
});

describe('what cannot be rewritten', () => {
  it.each([
    ['__global__ void k() { __shared__ int x = 3; }', 'cpu-shared-initializer', '3'],
    ['__global__ void k() { __shared__ int x[]; }', 'cpu-shared-unsized', 'x[]'],
    [
      '#define SHARED __shared__\n__global__ void k() { SHARED int x; }',
      'cpu-shared-unreadable',
      '__shared__',
    ],
    ['__device__ void f() { asm volatile("bar.sync 0;"); }', 'cpu-inline-assembly', 'asm'],
  ])('%s', (text, code, place) => {
    expect(problemsOf(text)).toEqual([[code, place]]);
    for (const { code: own, params } of rewrite(text).problems)
      expect(sentence(own, params)).not.toMatch(/[{}]/);
  });

  it('goes on with the rest', () => {
    const { text, problems } = rewrite(
      '__global__ void k() { __shared__ int x = 3; __shared__ int y; }\nvoid h() { k<<<1, 1>>>(); }',
    );
    expect(problems).toHaveLength(1);
    expect(text).toContain('__shared__ int x = 3;  int (&y)');
    expect(text).toContain('.template cw_kernel<(k)>()()');
  });

  it('says nothing of assembly in host code', () => {
    expect(problemsOf('int main() { asm("nop"); }')).toEqual([]);
  });
});

describe('allocations', () => {
  it.each([
    ['cudaMalloc((void**)&x, 4);', 'cudaMalloc(::crosswarp::receiver(&x), 4);'],
    ['CHECK(cudaMalloc((void **) &s.x[1], 4));', 'CHECK(cudaMalloc(::crosswarp::receiver( &s.x[1]), 4));'],
    ['hipHostMalloc(reinterpret_cast<void**>(&x), 4);', 'hipHostMalloc(::crosswarp::receiver((&x)), 4);'],
    ['cudaMalloc(&x, 4);', 'cudaMalloc(&x, 4);'],
    ['cudaFree((void**)&x);', 'cudaFree((void**)&x);'],
  ])('%s', (before, after) => {
    expect(inHost(before)).toBe(after);
  });
});

describe('text', () => {
  it('survives BOM, CRLF and letters beyond ASCII', () => {
    const text =
      '\uFEFF// größe 🙂\r\n__global__ void größe() {\r\n  __shared__ float µ[4];\r\n}\r\nvoid h() { größe<<<1, 1>>>(); }\r\n';
    const after = rewrite(text).text;
    expect(after.startsWith('\uFEFF// größe 🙂\r\n')).toBe(true);
    expect(after.split('\r\n')).toHaveLength(text.split('\r\n').length);
    expect(after).toContain('float (&µ)[4] = ');
    expect(after).toContain('configure("größe", 1, 1).template cw_kernel<(größe)>()();');
  });
});
