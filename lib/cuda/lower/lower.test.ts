// Plain kernels: what they become in the IR's text, and that the validator takes it.
import { describe, expect, it } from 'vitest';
import { kernelText, lowered } from './testing';

describe('plain kernels', () => {
  it('keep their names, structure and comments', () => {
    expect(
      kernelText(`__global__ void add(const float *a, float *b, int n) {
        // where this thread is
        int i = blockIdx.x * blockDim.x + threadIdx.x;
        if (i < n && a[i] > 0) b[i] += a[i];
      }`),
    ).toBe(`kernel add(a: ptr<global, f32>, b: ptr<global, f32>, n: i32) {
  // where this thread is
  var i: i32 = i32((block-x * block-dim-x) + thread-x)
  if (i < n) && (*(a + i) > 0.0:f32) {
    *(b + i) = *(b + i) + *(a + i)
  }
}`);
  });

  it('take side effects apart in order', () => {
    expect(
      kernelText(`__global__ void k(int *a, int n) {
        int i = 0, j;
        a[i++] = n;
        j = a[0] = 7;
        while (n-- > 0) a[n] = i++ + j;
      }`),
    ).toBe(`kernel k(a: ptr<global, i32>, n: i32) {
  var i: i32 = 0
  var j: i32
  *(a + i) = n
  i = i + 1
  *a = 7
  j = 7
  loop {
    let n_2: i32 = n
    n = n_2 - 1
    if !(n_2 > 0) {
      break
    }
    *(a + n) = i + j
    i = i + 1
  }
}`);
  });

  it('promote and convert as C++ does', () => {
    expect(
      kernelText(`__global__ void k(float *f, unsigned u, int i, short s, char c, double d, long long l) {
        f[0] = s + c;
        f[1] = i + u;
        f[2] = f[0] * d;
        f[3] = f[0] * 2;
        f[4] = l + u;
        f[5] = s << 40l;
        f[6] = -c;
        f[7] = f[0] + 0.5;
      }`),
    ).toBe(`kernel k(f: ptr<global, f32>, u: u32, i: i32, s: i16, c: i8, d: f64, l: i64) {
  *f = f32(i32(s) + i32(c))
  *(f + 1) = f32(u32(i) + u)
  *(f + 2) = f32(f64(*f) * d)
  *(f + 3) = *f * 2.0:f32
  *(f + 4) = f32(l + i64(u))
  *(f + 5) = f32(i32(s) << 40:i64)
  *(f + 6) = f32(-i32(c))
  *(f + 7) = f32(f64(*f) + 0.5)
}`);
  });

  it('leave out a kernel that cannot be lowered, with every reason, and keep the rest', () => {
    const { module, codes } = lowered(`
      __global__ void bad(int *a) { goto end; a[0] = unknown(1); end: ; }
      __global__ void good(int *a) { a[0] = 1; }`);
    expect(module.functions.map((f) => f.name)).toEqual(['good']);
    expect(codes).toEqual(['lower-goto', 'lower-unknown-function', 'lower-goto']);
  });

  it('say what they assert and print', () => {
    expect(
      kernelText(`#include <cassert>
      __global__ void k(float *a, int n) { assert(n > 0 && "few"); printf("%d %s %f\\n", n, "x", a[0]); }`),
    ).toContain('assert');
    const { module } = lowered('__global__ void k(int n) { assert(n > 0); }');
    expect(module.functions[0]?.body[0]).toMatchObject({ do: 'assert', text: 'n > 0' });
  });

  it('survive any cut through the text', () => {
    const text = `template <typename T, int N = 4> struct V { T v[N]; __device__ T sum() const { T s = 0; for (int i = 0; i < N; i++) s += v[i]; return s; } };
      enum class M { A = 1, B }; __constant__ float c[2] = {1, 2}; union U { float f; unsigned u; };
      template <class F> __device__ float twice(F f, float x) { return f(f(x)); }
      __global__ void k(float *o, M m) { V<float> a = {{1, 2}}; U u; u.f = o[1]; auto g = [&](float x) { return x + a.sum(); };
        switch ((int)m) { case 1: o[0] = twice(g, c[1]); break; default: do { o[1] = u.u; } while (o[1]++ < 3); } __syncthreads(); }`;
    for (let end = 0; end < text.length; end += 7) {
      const { codes } = lowered(text.slice(0, end));
      expect(codes).not.toContain('lower-confused');
      lowered(text.slice(0, end) + text.slice(end + 5));
    }
  });
});

it('a call of what waits for another thread is a statement of its own', () => {
  const wait = (type: string) => `__device__ int wait(${type} *p) { while (*p == 0) ; return *p; }
__global__ void k(int *p, int *o) { o[threadIdx.x] = wait(p) + 1; }`;
  const calls = (text: string) =>
    lowered(text).module.functions.flatMap(({ kernel, body }) =>
      kernel ? body.filter((statement) => statement.do === 'call') : [],
    ).length;
  expect([calls(wait('volatile int')), calls(wait('int'))]).toEqual([1, 0]);
});
