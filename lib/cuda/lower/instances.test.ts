// Which instances of templates are made, and which functions are chosen: launches, names asked for, specialisations, overloads.
import { describe, expect, it } from 'vitest';
import { kernelText, lowered } from './testing';

const kernels = (text: string, roots?: readonly string[]) =>
  lowered(text, roots && { roots })
    .module.functions.filter((fn) => fn.kernel)
    .map((fn) => fn.sourceName);

const reduce = 'template <typename T, int N = 64> __global__ void reduce(T *x, int n) { x[0] = n + N; }\n';

describe('instances of kernel templates', () => {
  it('are those that are launched, with arguments written out or deduced', () => {
    expect(
      kernels(`${reduce} int main() {
        float *f; double *d; auto n = 5;
        reduce<float, 256><<<(n + 255) >> 8, 256>>>(f, n);
        reduce<<<1, 32>>>(d, n);
        if (n > 3) reduce<int, n * 0 + 4><<<1, 2>>>(0, 1);
      }`),
    ).toEqual(['reduce<float, 256>', 'reduce<double, 64>']);
  });

  it('are found through templates of the host, methods and names passed on', () => {
    expect(
      kernels(`${reduce}
        template <typename T> void run(T *p) { switch (sizeof(T)) { case 4: reduce<T, 4><<<1, 1>>>(p, 0); } }
        template <typename T> struct Runner { T *data; void go() { reduce<T, 8><<<1, 1>>>(data, 1); } };
        int main() { float *f; run(f); Runner<double> r; r.go(); auto kernel = reduce<short, 16>; }`),
    ).toEqual(['reduce<float, 4>', 'reduce<double, 8>', 'reduce<short, 16>']);
  });

  it('are found through instantiations by name, of kernels, functions and classes', () => {
    expect(
      kernels(`${reduce}
        namespace a { template <class T> struct Box { T v; };
          template <class T> void run(const Box<T> *p, unknown_type u) { reduce<T, 2><<<1, 1>>>((T *)p, 0); }
          template <class T> struct Runner { void go(); };
          template <class T> void Runner<T>::go() { reduce<T, 3><<<1, 1>>>(0, 0); }
          template void run<char>(const Box<char> *, unknown_type); }
        template void a::run(const a::Box<double> *, int);
        template class a::Runner<short>;
        template __global__ void reduce<long>(long *, int);
        template __global__ void reduce(float *, int);`),
    ).toEqual([
      'reduce<char, 2>',
      'reduce<double, 2>',
      'reduce<short, 3>',
      'reduce<long, 64>',
      'reduce<float, 64>',
    ]);
  });

  it('are found through tables of functions, objects made on the heap, containers and members', () => {
    expect(
      kernels(`${reduce}
        #include <vector>
        template <int N> void run(int *p) { reduce<int, N><<<1, 1>>>(p, 0); }
        struct Config { std::string name; float *data; };
        template <class T> class Engine {
          using Config = Config;
          std::vector<Config> all; Config own; T *buffer; std::vector<T> host;
        public:
          template <class F> void with(F &&f) { f(buffer); }
          void first() { auto &c = all[0]; reduce<<<1, 1>>>(c.data, 1); }
          void second() { with([&](T *p) { reduce<<<1, 1>>>(p, 2); }); }
        };
        int main() { void (*table[])(int *) = {run<1>, run<2>}; auto *e = new Engine<double>(1); }`),
    ).toEqual(['reduce<int, 1>', 'reduce<int, 2>', 'reduce<float, 64>', 'reduce<double, 64>']);
  });

  it('are found through generic lambdas', () => {
    expect(
      kernels(`${reduce}
        int main() {
          short *s; float *f;
          auto typed = [&]<int N>() { reduce<short, N><<<1, 1>>>(s, N); };
          if (s) typed.operator()<5>(); else typed.template operator()<6>();
          auto any = [=](auto *p) { reduce<<<1, 1>>>(p, 1); };
          any(f);
        }`),
    ).toEqual(['reduce<short, 5>', 'reduce<short, 6>', 'reduce<float, 64>']);
  });

  it('hold what a lambda captured that the host hands to them', () => {
    const { module } = lowered(`template <typename F> __global__ void each(int n, F f) { f(threadIdx.x + n); }
      template <typename T> void fill(T *out, long step) { each<<<1, 32>>>(2, [=] __device__(int i) { out[i] = i * step; }); }
      int main() { float *f; fill(f, 3); }`);
    expect(module.structs.map(({ size, members }) => [size, members.map(({ name }) => name)])).toEqual([
      [16, ['out', 'step']],
    ]);
  });

  it('are those asked for by name', () => {
    expect(kernels(reduce, ['reduce<float, 2>', 'reduce<unsigned int>'])).toEqual([
      'reduce<float, 2>',
      'reduce<unsigned int, 64>',
    ]);
  });

  it('are said to be unknown when nothing tells them', () => {
    const { codes } = lowered(reduce);
    expect(codes).toEqual(['lower-no-instance']);
  });
});

it('a variable is seen in its own initialiser, and not the one around it', () => {
  const { codes, module } = lowered('__global__ void k(int *o, int i) { { int i = i + 1; o[0] = i; } }');
  expect(codes).toEqual([]);
  expect(JSON.stringify(module.functions[0]?.body, (_, v) => (v?.span ? { ...v, span: 0 } : v))).toContain(
    '"do":"assign","place":{"at":"local","local":2',
  );
});

it('a member of the program may be called as what marks containers of the host', () => {
  const text = 'struct S { int unknown_layout; }; __global__ void k(S *p) { p->unknown_layout = 4; }';
  expect(kernelText(text)).toContain('4');
});

describe('choices', () => {
  const chosen = (functions: string, call: string) =>
    /= (\w+)\(/.exec(
      kernelText(
        `${functions} __global__ void k(float *a, const float *c, int i, unsigned u, short s) { a[0] = ${call}; }`,
      ),
    )?.[1];
  const set = '__device__ int f(int) { return clock(); } __device__ int f(float) { return clock(); } ';

  it('follow promotion before conversion', () => {
    const both = `${set} __device__ int f(long) { return clock(); }`;
    const module = (call: string) =>
      lowered(`${both} __global__ void k(float *a, int i, short s) { a[0] = ${call}; }`).module.functions[0];
    expect(module('f(s)')?.locals[0]?.type).toEqual({ kind: 'scalar', scalar: 'i32' });
    expect(module('f(a[1])')?.locals[0]?.type).toEqual({ kind: 'scalar', scalar: 'f32' });
    expect(module('f(5l)')?.locals[0]?.type).toEqual({ kind: 'scalar', scalar: 'i64' });
  });

  it('prefer functions to templates, and the more special template', () => {
    const functions = `template <class T> __device__ int g(T) { return 1; } template <class T> __device__ int g(T *) { return 2; }
      template <class T> __device__ int g(const T *) { return 3; } __device__ int g(short) { return 4; }`;
    const value = (call: string) =>
      lowered(`${functions} __global__ void k(int *a, const float *c, short s) { a[0] = ${call}; }`).module
        .functions[0]?.body[0];
    const returned = (call: string) => {
      const first = value(call);
      return first?.do === 'return' && first.value?.op === 'constant' ? first.value.value : undefined;
    };
    expect([returned('g(1)'), returned('g(a)'), returned('g(c)'), returned('g(s)')]).toEqual([1, 2, 3, 4]);
  });

  it('take a specialisation only for what it was written for', () => {
    const functions = `template <class T> __device__ T zero(int v) { return v; } template <> __device__ float zero(int v) { return v + 1; }`;
    expect(chosen(functions, 'zero<double>(i)')).not.toBe('zero_float');
    expect(chosen(functions, 'zero<float>(i)')).toBe('zero_float');
  });
});
