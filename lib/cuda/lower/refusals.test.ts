// What has no way into the IR: each construct is refused with its code at its place, and the kernel beside it is there.
import { describe, expect, it } from 'vitest';
import { lowered } from './testing';

const inKernel: readonly (readonly [code: string, statement: string, before?: string])[] = [
  ['lower-unknown-name', 'a[0] = nowhere;'],
  ['lower-unknown-function', 'a[0] = nowhere(1);'],
  ['lower-unknown-type', 'cufftHandle plan;'],
  ['lower-type', 'long double x = 1;'],
  ['lower-no-body', 'a[0] = later(1);', '__device__ int later(int);'],
  ['lower-no-overload', 'a[0] = one(a, 2);', '__device__ int one(int x) { return x; }'],
  ['lower-no-conversion', 'int *p = a[0];'],
  ['lower-no-operator', 'float4 x = make_float4(1, 2, 3, 4); x = x + x;'],
  ['lower-no-member', 'S s; a[0] = s.z;', 'struct S { int x; };'],
  ['lower-not-callable', 'a[0](1);'],
  ['lower-not-a-place', '1 = a[0];'],
  ['lower-address', 'int *p = &(a[0] + 1);'],
  ['lower-void-pointer', 'void *p = a; *p;'],
  ['lower-not-constant', 'int x[a[0]];'],
  ['lower-auto', 'auto x;'],
  ['lower-incomplete', 'S<int> s;', 'template <class T> struct S;'],
  ['lower-template-arguments', 'S<> s;', 'template <class T> struct S { T x; };'],
  ['lower-virtual', 'S s; a[0] = s.f();', 'struct S { __device__ virtual int f() { return 1; } };'],
  ['lower-function-pointer', 'int (*f)(int) = 0;'],
  ['lower-destructor', '{ S s{a}; }', 'struct S { int *p; __device__ ~S() { *p = 1; } };'],
  ['lower-destructor', 'S s[2];', 'struct I { __device__ ~I() { __syncthreads(); } }; struct S { I i; };'],
  ['lower-bit-field', 'S s;', 'struct S { int x : 3; };'],
  ['lower-range', 'for (int x : a) a[0] = x;'],
  ['lower-case-place', 'switch (a[0]) { case 1: while (a[1]) { case 2: a[2] = 1; } }'],
  ['lower-switch-scope', 'switch (a[0]) { case 1: int x; x = 1; break; case 2: x = 2; a[0] = x; }'],
  ['lower-goto', 'goto end; end: a[0] = 1;'],
  ['lower-asm', 'asm("again: bra again;");'],
  ['lower-ptx', 'asm("ld.shared.u32 %0, [%1];" : "=r"(a[0]) : "r"(a[1]));'],
  ['lower-allocation', 'int *p = new int[4];'],
  ['lower-launch-in-kernel', 'other<<<1, 1>>>(a);', '__global__ void other(int *a) {}'],
  ['lower-host-variable', 'a[0] = counter;', 'int counter;'],
  ['lower-static-local', 'static int calls; a[0] = calls++;'],
  ['lower-initializer', 'a[0] = start;', '__device__ int start = clock();'],
  ['lower-printf', 'const char *text = "%d"; printf(text, 1);'],
];

describe('refusals', () => {
  it.each(inKernel)('%s', (code, statement, before = '') => {
    const { module, codes } = lowered(`${before}
      __global__ void bad(int *a) { a[9] = 1; ${statement} }
      __global__ void good(int *a) { a[0] = 1; }`);
    expect([...new Set(codes)]).toEqual([code]);
    expect(module.functions.filter((fn) => fn.kernel).map((fn) => fn.name)).toContain('good');
    expect(module.functions.map((fn) => fn.name)).not.toContain('bad');
  });

  it('ends templates that instantiate themselves for ever', () => {
    const { codes } = lowered(`template <int N> __device__ int f() { return f<N + 1>(); }
      __global__ void k(int *a) { a[0] = f<0>(); }`);
    expect(codes).toContain('lower-too-deep');
  });

  it('tells what stands in our own headers where it is called', () => {
    const text = `struct S { int x; };
      __global__ void k(S *s) {
        typedef cub::BlockReduce<S, 32> Reduce;
        __shared__ typename Reduce::TempStorage temp;
        s[0] = Reduce(temp).Sum(s[1]);
      }`;
    const { codes } = lowered(text);
    expect(codes).toEqual(['lower-no-operator']);
  });
});
