#include "launch.h"
#include <cuda_fp16.h>
#include <limits>
struct Vec3 {
  float x, y, z;
  __host__ __device__ Vec3() : x(0), y(0), z(0) {}
  __host__ __device__ Vec3(float a, float b, float c = 1) : x(a), y(b), z(c) {}
  __device__ float dot(const Vec3 &o) const { return x * o.x + y * o.y + z * o.z; }
  __device__ Vec3 &operator+=(const Vec3 &o) { x += o.x; y += o.y; z += o.z; return *this; }
  __device__ float &operator[](int i) { return i == 0 ? x : i == 1 ? y : z; }
};
__device__ Vec3 operator+(Vec3 a, const Vec3 &b) { a += b; return a; }
__device__ Vec3 operator*(float s, const Vec3 &v) { return Vec3(s * v.x, s * v.y, s * v.z); }
__device__ bool operator==(const Vec3 &a, const Vec3 &b) { return a.x == b.x && a.y == b.y; }
struct Base { int id; __device__ int twice() const { return id * 2; } };
struct Derived : Base { double w = 2.5; __device__ Derived(int i) { id = i; } __device__ int both() { return twice() + id; } };
union Bits { float f; unsigned u; unsigned char b[4]; };
struct Mixed { char c; double d; short s[3]; Vec3 v; };
__global__ void records(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID;
  Vec3 a(f[i], 2), b; b += a; Vec3 c = a + 2.f * b; o[0] = c.x; o[1] = c.dot(a); c[1] = 9; o[2] = c.y; o[3] = a == b;
  Derived d(n[i]); o[4] = d.both() + d.w; Base *p = &d; o[5] = p->twice();
  Bits bits; bits.f = f[i]; o[6] = bits.u; bits.b[3] ^= 0x80; o[7] = bits.f;
  Mixed m = {'x', 1.5, {1, 2}, Vec3(3, 4)}; m.s[2] = n[i]; Mixed m2 = m; m2.c++; o[8] = m.c + m2.c + m2.d + m2.s[1] + m2.s[2] + m2.v.y;
  o[9] = sizeof(Mixed) * 1000 + sizeof(Bits) + sizeof(float3) * 10 + alignof(float4);
  Vec3 arr[3]; arr[i % 3] = a; o[10] = arr[0].x + arr[1].x * 10 + arr[2].x * 100;
  Vec3 *q = arr + 1; q->z = 5; (*q).y += 1; o[11] = arr[1].z + q[0].y + (q - arr);
}
template <typename T> struct Traits { static constexpr int id = 0; typedef T wide; };
template <> struct Traits<float> { static constexpr int id = 1; typedef double wide; };
template <typename T> struct Traits<T *> { static constexpr int id = 2 + Traits<T>::id; typedef T wide; };
template <typename T, int N> struct Array { T v[N]; __device__ T sum() const { T s = 0; for (int i = 0; i < N; i++) s += v[i]; return s; } template <typename U> __device__ Array<U, N> as() const; };
template <typename T, int N> template <typename U> __device__ Array<U, N> Array<T, N>::as() const { Array<U, N> r; for (int i = 0; i < N; i++) r.v[i] = (U)v[i]; return r; }
template <int N> __device__ int power(int x) { if constexpr (N == 0) return 1; else return x * power<N - 1>(x); }
template <typename T> __device__ T clampTo(T v, T low, T high) { return v < low ? low : v > high ? high : v; }
template <> __device__ int clampTo(int v, int low, int high) { return 42; }
template <typename... Ts> __device__ double total(Ts... ts) { return (0.0 + ... + ts); }
__device__ int pick(int) { return 1; } __device__ int pick(unsigned) { return 2; } __device__ int pick(double) { return 3; } __device__ int pick(const float *) { return 4; }
template <typename T> __device__ int pick(T *) { return 5; }
template <typename F> __device__ float applyTwice(F f, float x) { return f(f(x)); }
struct Plus { template <typename T, typename U> __device__ auto operator()(T &&t, U &&u) const -> decltype(std::forward<T>(t) + std::forward<U>(u)) { return std::forward<T>(t) + std::forward<U>(u); } };
template <typename T> __device__ auto front(T *p) -> decltype(*p) { return p[0]; }
__global__ void templates(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID;
  o[0] = Traits<int>::id + 10 * Traits<float>::id + 100 * Traits<float *>::id; Traits<float>::wide w = 1.0 / 3; o[1] = w;
  Array<int, 4> a = {{1, 2, 3, n[i]}}; o[2] = a.sum() + a.as<float>().sum() / 2; o[3] = power<3>(n[i] % 10);
  o[4] = clampTo(f[i], 1.f, 20.f) + clampTo(5, 1, 2); o[5] = total(1, 2.5f, n[i], 4ll);
  short s = 3; o[6] = pick(s) + 10 * pick(3u) + 100 * pick(f[i]) + 1000 * pick(f) + 10000 * pick(out); o[7] = std::numeric_limits<short>::max() + std::numeric_limits<float>::epsilon();
  float k = 3; auto mul = [=](float x) { return x * k + i; }; o[8] = applyTwice(mul, f[i]); auto add = [&](auto x) { k += x; return k; }; add(2); float last = add(1.5); o[9] = k + last;
  auto [x, y] = make_float2(f[i], 7); o[10] = x + y; int q[] = {3, 1, 2}; int z = 0; for (int e : q) z = z * 10 + e; o[11] = z;
  o[12] = Plus()(f[i], 2) + Plus()(1, -2u) + sizeof(Plus()((short)1, 'c')); front(o + 13) = sizeof(front(f));
}
enum Color { Red, Green = 5, Blue }; enum class Mode : unsigned char { Off, On = 200 };
__global__ void vectors(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; float4 v = make_float4(f[i], 1, 2, 3); v.w *= 2; float4 u = v; u.x = -1; o[0] = v.x + u.x + u.w;
  const float4 *p = reinterpret_cast<const float4 *>(f); float4 t = p[i / 4]; o[1] = t.x + t.y * 10 + t.z * 100; o[2] = (&t.x)[i % 4];
  uchar4 c = make_uchar4(n[i], 2, 3, 4); o[3] = c.x + c.w; int bits = *reinterpret_cast<int *>(&c); o[4] = bits; double2 d = {1.5}; o[5] = d.x + d.y;
  Color col = Blue; Mode m = Mode::On; o[6] = col + (int)m; if (m == Mode::On && col > Green) o[7] = 1; dim3 g(2); o[8] = g.x + g.y + g.z + blockDim.x + gridDim.y;
  __half h = __float2half(f[i]); h = h * __float2half(1.5f) + h; o[9] = __half2float(h); __half2 hh = __floats2half2_rn(f[i], 2); hh = __hfma2(hh, hh, hh); o[10] = __low2float(hh) + __high2float(hh);
  unsigned long long key = ((unsigned long long)n[i] << 32) | i; o[11] = (double)(key >> 33); o[12] = *(const int *)&f[i]; bool flag = n[i]; o[13] = flag + flag; long q = (long)&f[4] - (long)&f[1]; o[14] = q;
}
#define biggest(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })
__device__ double weighted(const double rows[][3], const float row[]) { double sum = 0; for (int i = 0; i < 2; i++) for (int k = 0; k < 3; k++) sum += rows[i][k] * row[k]; return sum; }
__global__ void gnu(double *out, const float *f, const int *n) {
  double *o = SLOT; float v[3] = {f[ID], -1.5f, 2}; double rows[2][3] = {{1, 2, (double)n[ID]}, {3, 4, 5}}; int exponent;
  o[0] = biggest(n[ID], -5); o[1] = biggest(v[0], v[2]) + biggest(rows[0][2], 7); o[2] = weighted(rows, v); o[3] = frexpf(v[0] * 3, &exponent); o[4] = exponent; o[5] = frexp(rows[0][2] * 1e-310, &exponent); o[6] = exponent; o[7] = frexpf(1e-42f * n[ID], &exponent); o[8] = exponent;
}
template <class T> struct Wrap { T v; };
template <class T> struct Parts { __device__ int f(); __device__ int g() { return 1; } template <class U> __device__ U h(); };
template <class T> __device__ int Parts<T>::f() { return 1; }
template <> __device__ int Parts<int>::f() { return 2; }
template <> __device__ int Parts<int>::g() { return 3; }
template <> template <> __device__ float Parts<int>::h<float>() { return 7; }
template <> template <> __device__ float Parts<float>::h<float>() { return 8; }
template <class T> template <class U> __device__ U Parts<T>::h() { return 4; }
struct Adds { template <typename T, typename U> __device__ auto operator()(T &&t, U &&u) const -> decltype(t + u) { return t + u; } };
template <class T> struct Hold { typedef float4 wide; struct alignas(wide) { T data[2]; } val; int after; };
struct Unnamed { struct { float data[2]; } val; union { float f; unsigned u; } a, b; struct { int inside; }; int after; };
template <class T, template <class U> class H = Wrap> struct Uses { H<T> held; };
template <class T, int N> struct Some { __device__ int which(); __device__ T first(const T *p); };
template <class T> struct Some<T, 1> { __device__ int which(); __device__ T first(const T *p); };
template <class T> struct Some<T *, 1> { __device__ int which(); };
template <class U> __device__ int Some<U *, 1>::which() { return 3 + sizeof(U); }
template <class U> __device__ int Some<U, 1>::which() { return 1; }
template <class U> __device__ U Some<U, 1>::first(const U *p) { return p[1]; }
template <class U, int M> __device__ int Some<U, M>::which() { return M; }
template <class U, int M> __device__ U Some<U, M>::first(const U *p) { return p[0]; }
constexpr int sizes[] = {3, 5, 7};
template <int N> struct Sized { float v[sizes[N - 1]]; };
template <int N, class T> __device__ T lastOf(const T values[N]) { return values[N - 1]; }
template <class T> __device__ int kindOf(const T &) { return 1; }
template <class T> __device__ int kindOf(const Wrap<T> &) { return 2; }
static const __device__ unsigned char low = 15;
static const __device__ unsigned char high = low << 4;
__global__ void rarities(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID; Parts<int> a; Parts<float> b;
  o[0] = a.f() + 10 * b.f() + 100 * a.g() + 1000 * b.g(); o[1] = a.h<float>() + 10 * b.h<float>() + 100 * a.h<int>();
  o[2] = Adds()(n[i], 2.5f); o[3] = sizeof(Hold<float>) + 100 * alignof(Hold<float>) + 10000 * sizeof(Unnamed);
  Unnamed u = {}; u.val.data[1] = f[i]; u.a.f = f[i]; u.b.u = 7; u.inside = 3; u.after = n[i]; o[4] = u.val.data[1] + u.a.u + u.b.u + u.inside + u.after;
  Uses<float> used; used.held.v = f[i]; o[5] = used.held.v + high; __shared__ float mem[2048];
  float (*view)[4][4] = reinterpret_cast<decltype(view)>(mem); view[threadIdx.x][2][3] = f[i]; o[6] = mem[16 * threadIdx.x + 11];
#if not defined(FOO) and not 0
  if (n[i] < 0 or not (n[i] > 40) and n[i] not_eq 3) o[7] = n[i] bitand 3 xor 1; else o[7] = compl n[i];
#endif
  auto scaled = [=]<int N>(const auto *p) { return p[i] * N; }; o[8] = scaled.operator()<3>(f) + scaled.template operator()<2>(n);
  Some<float, 2> two; Some<float, 1> one; Some<char *, 1> pointer; o[9] = two.which() + 10 * one.which() + 100 * pointer.which(); o[10] = two.first(f + i) + one.first(f + i);
  float last[4] = {1, 2, 3, f[i]}; o[11] = sizeof(Sized<2>) + lastOf<4>(last) + lastOf<2>(n + i); o[12] = kindOf(used.held) + 10 * kindOf(i);
}
int main() { RUN(rarities); RUN(gnu); RUN(records); RUN(templates); RUN(vectors); }
