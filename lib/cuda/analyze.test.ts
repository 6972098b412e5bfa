// The Model of ordinary and of odd programs: what analyze() finds, with its place in the user's text.
import { describe, expect, it } from 'vitest';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { first, reader, textAt } from './testing';

const { modelOf, problemsOf, namesOf, launchesOf } = reader(await loadCudaParser());

const saxpy = `#include <cstdio>
#include <cuda_runtime.h>

// saxpy
__global__ void __launch_bounds__(256, 2) saxpy(int n, float a, const float *__restrict__ x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  __shared__ float tile[16][17], *p;
  if (i < n) y[i] = a * x[i] + y[i];
}

int main() {
  float *d_x, *d_y;
  cudaMalloc(&d_x, 1024 * sizeof(float));
  cudaStream_t s;
  saxpy<<<dim3(4, 1), 256, 0, s>>>(1024, 2.0f, d_x, d_y);
  cudaError_t err = cudaGetLastError();
  if (err != cudaSuccess) printf("cudaMalloc %s\\n", cudaGetErrorString(err));
  return 0;
}
`;

describe('an ordinary program', () => {
  it('has functions with spaces, parameters and bodies', () => {
    const model = modelOf(saxpy);
    expect(model.functions.map((f) => [f.qualifiedName, f.space])).toEqual([
      ['saxpy', 'global'],
      ['main', 'host'],
    ]);
    const kernel = first(model.kernels);
    expect(kernel.launchBounds).toEqual(['256', '2']);
    expect(kernel.returnType).toBe('void');
    expect(kernel.parameters.map((p) => [p.name, p.type, p.pointee, p.isConstPointee])).toEqual([
      ['n', 'int', undefined, false],
      ['a', 'float', undefined, false],
      ['x', 'const float * __restrict__', 'float', true],
      ['y', 'float *', 'float', false],
    ]);
    expect(textAt(model.sources, kernel.span)).toMatch(/^__global__ .*\}$/s);
    expect(textAt(model.sources, kernel.body ?? kernel.nameSpan)).toMatch(/^\{.*\}$/s);
    expect(textAt(model.sources, kernel.nameSpan)).toBe('saxpy');
    expect(model.hasMain).toBe(true);
  });

  it('has launches with configuration and arguments', () => {
    const model = modelOf(saxpy);
    expect(launchesOf(saxpy)).toEqual(['saxpy[dim3(4, 1)|256|0|s](1024|2.0f|d_x|d_y)']);
    const launch = first(model.launches);
    expect(textAt(model.sources, launch.argsSpan)).toBe('1024, 2.0f, d_x, d_y');
    expect(textAt(model.sources, launch.open) + textAt(model.sources, launch.close)).toBe('<<<>>>');
  });

  it('has the names that may be CUDA and none of the user', () => {
    const names = namesOf(saxpy);
    for (const name of ['cudaMalloc:call', 'cudaStream_t:type', 'cudaError_t:type', 'cudaSuccess:value'])
      expect(names).toContain(name);
    expect(names).toContain('threadIdx:value!');
    expect(names.filter((name) => /^(saxpy|d_x|err|s|tile|i|n|a|x|y|p):/.test(name))).toEqual([]);
    expect(names.filter((name) => name === 'cudaMalloc:call')).toHaveLength(1);
  });

  it('has arguments of calls without the space around them', () => {
    const model = modelOf('void f() { cudaMemcpy( a , b<1, 2>(c, d),\n n ); }');
    const call = first(model.names.filter((use) => use.name === 'cudaMemcpy'));
    expect(call.args?.map((span) => textAt(model.sources, span))).toEqual(['a', 'b<1, 2>(c, d)', 'n']);
    expect(textAt(model.sources, call.callSpan ?? call.span)).toBe('cudaMemcpy( a , b<1, 2>(c, d),\n n )');
  });

  it('has no problems', () => {
    expect(problemsOf(saxpy)).toEqual([]);
  });

  it('gives the same with CRLF, with a byte order mark and with continued lines', () => {
    const plain = namesOf(saxpy);
    expect(namesOf(saxpy.replaceAll('\n', '\r\n'))).toEqual(plain);
    expect(namesOf(`\ufeff${saxpy}`)).toEqual(plain);
    expect(namesOf(saxpy.replace('cudaMalloc(', 'cuda\\\nMalloc('))).toEqual(plain);
    expect(launchesOf(saxpy.replace('<<<', '<<\\\n<'))).toEqual(launchesOf(saxpy));
    expect(modelOf(saxpy.replaceAll('\n', '\r\n')).files['main.cu']?.lineEnd).toBe('\r\n');
  });
});

describe('launches', () => {
  const inBody = (text: string) => launchesOf(`void f() { ${text} }`);
  it.each([
    ['k<<<g, n>>5>>>(a);', 'k[g|n>>5](a)'],
    ['k<a<3>><<<g, b>>>();', 'k<a<3>>[g|b]()'],
    ['k<<<T<A<3>>::x, B<1>>>>(p);', 'k[T<A<3>>::x|B<1>](p)'],
    ['ns::k<float, 4><<<g, b, 4 * sizeof(float)>>>(a, b);', 'ns::k<float, 4>[g|b|4 * sizeof(float)](a|b)'],
    ['(*fp)<<<g, b>>>(x);', '(*fp)[g|b](x)'],
    ['table[i]<<<1, 1, 0, s>>>(f(a, b), c);', 'table[i][1|1|0|s](f(a, b)|c)'],
    ['this->k<<<1, 1>>>();', 'this->k[1|1]()'],
    ['::k<<<1, 1>>>();', '::k[1|1]()'],
    ['k<<<dim3(a, b), max(c, d)>>>\n  (x,\n   y);', 'k[dim3(a, b)|max(c, d)](x|y)'],
    ['k<<<a < b ? a : b, c>>>(x);', 'k[a < b ? a : b|c](x)'],
    ['if (n) k<<<1, 1>>>(x); else k<<<2, 2>>>(y);', 'k[1|1](x) k[2|2](y)'],
    ['obj.template k<T><<<1, 1>>>(x);', 'obj.template k<T>[1|1](x)'],
    ['k /* <<<1>>> */ <<<1, 1>>>(x);', 'k[1|1](x)'],
  ])('reads %s', (text, expected) => {
    const found = inBody(text);
    expect(found.join(' ')).toBe(expected);
  });

  it('reads the name without template arguments', () => {
    expect(modelOf('void f() { a::k<float><<<1, 2>>>(); }').launches.map((l) => l.kernel)).toEqual(['a::k']);
  });

  it('finds them in macro bodies, in both branches and around errors', () => {
    const { launches } = modelOf(
      '#define RUN(k, n) \\\n  k<<<n, 256>>>(a); check()\n#ifdef A\nvoid f() { k<<<1, 1>>>(); }\n#else\nvoid f() { k<<<2, 2>>>(); }\n#endif\nvoid g( { k<<<3, 3>>>(); }\n',
    );
    expect(launches.map((l) => l.inMacro ?? '')).toEqual(['RUN', '', '', '']);
  });

  it('takes none from strings, comments and what is no launch', () => {
    expect(launchesOf('// k<<<1, 1>>>();\nconst char *s = "k<<<1, 1>>>()", *r = R"(k<<<1,1>>>())";')).toEqual(
      [],
    );
    expect(launchesOf('void f() { a <<< b; }')).toEqual([]);
  });
});

describe('functions', () => {
  const shape = (text: string) => modelOf(text).functions.map((f) => `${f.space} ${f.qualifiedName}`);
  it.each([
    ['static __device__ __forceinline__ float f(float x) { return x; }', 'device f'],
    ['__host__ __device__ int f();', 'host-device f'],
    ['template <typename T, int N = 4> __global__ void k(T *x) {}', 'global k'],
    ['extern "C" __global__ void k() {}', 'global k'],
    ['extern "C" { __global__ void k() {} }', 'global k'],
    ['namespace a::b { namespace c { __global__ void k() {} } }', 'global a::b::c::k'],
    [
      'struct S { __device__ S(int a) : x(a), y{a} {} __device__ float operator()(int i) const { return x; } int x, y; };',
      'device S::S|device S::operator()',
    ],
    ['__device__ int S::get() const { return 1; }', 'device S::get'],
    ['template <> __global__ void k<float>(float *x) {}', 'global k'],
    ['__global__ void k(int a) __attribute__((used)) ;', 'global k'],
    ['#define DEV static __device__\nDEV int_t f(int a) { return a; }', 'device f'],
    ['#define K __global__\n#define KERNEL K void\nK void k(int a) {}', 'global k'],
    ['__global__ void\nk(int a,\n  int b)\n{\n}', 'global k'],
    ['C10_LAUNCH_BOUNDS_1(256) __global__ void k(int a) {}', 'global k'],
    ['__device__ auto f(int a) -> float { return a; }', 'device f'],
    ['dim3 grid(4, 4); int x = f(3); int (*fp)(int); float a[3] = {f(1), 2};', ''],
    ['__device__ float2 operator+(float2 a, float2 b) { return a; }', 'device operator+'],
    ['class A { public: A() = default; ~A() { g(); } };', 'host A::A|host A::~A'],
    ['__global__ void a() {\n__global__ void b() {}', 'global a|global b'],
    ['enum class E : int { f, g }; struct T f2(int a) { return {}; }', 'host f2'],
  ])('reads %s', (text, expected) => {
    expect(shape(text).join('|')).toBe(expected);
  });

  it('tells kernels from their declarations', () => {
    const model = modelOf('__global__ void k(int *);\n__global__ void k(int *a) { }');
    expect(model.functions).toHaveLength(2);
    expect(model.kernels).toHaveLength(1);
    expect(first(model.functions).parameters).toMatchObject([{ name: '', type: 'int *', pointee: 'int' }]);
  });

  it('reads parameters of many forms', () => {
    const text =
      '__global__ void k(const unsigned long long *const a, float (*b)[3], T<int, 4> c, std::vector<float>& d, int e[], float **f, void (*g)(int), struct P h = {1, 2}, __grid_constant__ const Q i)';
    const { parameters } = first(modelOf(`${text} {}`).functions);
    expect(parameters.map((p) => `${p.name}:${p.pointee ?? ''}`)).toEqual([
      'a:unsigned long long',
      'b:float *',
      'c:',
      'd:',
      'e:int',
      'f:float *',
      'g:void',
      'h:',
      'i:',
    ]);
  });

  it('has return types without storage, linkage and spaces', () => {
    const { functions, variables } = modelOf(
      'extern "C" __global__ void k();\nstatic __device__ inline const T<int> *f();\nextern "C" __device__ int n;',
    );
    expect(functions.map((f) => f.returnType)).toEqual(['void', 'const T < int > *']);
    expect(variables.map((v) => v.type)).toEqual(['int']);
  });

  it('reads template parameters as written', () => {
    expect(
      first(modelOf('template <typename T, int N = 4, class... R> void f() {}').functions).templateParameters,
    ).toEqual(['typename T', 'int N = 4', 'class... R']);
  });
});

describe('variables', () => {
  const shape = (text: string) => {
    const { variables, sources } = modelOf(text);
    return variables.map((v) => {
      const names = v.declarators.map(
        (d) => d.name + d.dimensions.map((s) => `[${textAt(sources, s)}]`).join(''),
      );
      return `${v.isExtern ? 'extern ' : ''}${v.space} ${v.type} ${names.join(',')} in ${v.inMacro ?? v.inFunction ?? ''}`;
    });
  };
  it.each([
    ['__constant__ float c[4] = {1, 2, 3, 4};', 'constant float c[4] in '],
    ['__device__ __constant__ const int n = 3;', 'constant const int n in '],
    ['__device__ __managed__ int a, b[2];', 'managed int a,b[2] in '],
    ['static __device__ volatile unsigned int flag;', 'device volatile unsigned int flag in '],
    [
      '__global__ void k() { extern __shared__ __align__(16) unsigned char s[]; }',
      'extern shared unsigned char s[] in k',
    ],
    [
      '__global__ void k() { __shared__ typename R::TempStorage t; }',
      'shared typename R :: TempStorage t in k',
    ],
    ['__global__ void k() { float __shared__ t[N][N + 1]; }', 'shared float t[N][N + 1] in k'],
    ['__global__ void k() { for (;;) { __shared__ int i; } }', 'shared int i in k'],
    ['namespace n { __device__ T<int, 2> v{1}; }', 'device T < int , 2 > v in '],
    ['#define SM(T) extern __shared__ T sm[]\nint a;', 'extern shared T sm[] in SM'],
    ['__device__ int f(int a); __device__ int g() { return 1; }', ''],
    ['#define F __device__ int f() { return 1; }\n', ''],
    ['alignas(16) __shared__ float x[4];', 'shared float x[4] in '],
    ['__global__ void k() { __shared__ struct { int a; } s; }', 'shared struct { int a; } s in k'],
  ])('reads %s', (text, expected) => {
    expect(shape(text).join('|')).toBe(expected);
  });

  it('has spans of specifiers, type and initialiser', () => {
    const { variables, sources } = modelOf('static __device__ __managed__ const float a = 1.0f, *b;');
    const one = first(variables);
    expect(one.specifiers.map((s) => textAt(sources, s))).toEqual(['__device__', '__managed__']);
    expect(textAt(sources, one.span)).toBe('static __device__ __managed__ const float a = 1.0f, *b;');
    expect(textAt(sources, one.typeSpan)).toBe('const float');
    expect(one.declarators.map((d) => textAt(sources, d.span))).toEqual(['a', '*b']);
    expect(first(one.declarators).initializer).toBeDefined();
  });
});
