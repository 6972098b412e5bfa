#include "launch.h"
struct Point { int x, y; };
struct Made { int x, y; __device__ Made(int a, int b) : x(a), y(b) {} };
struct Reads { int a = 1, b = a + 1, c{twice()}; __device__ int twice() const { return b * 2; } };
struct Wide : Point { Reads r; int last = x + 1; };
__device__ int bump(int &v) { return ++v; }
__global__ void lists(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID;
  int j = i; int a[3] = {j, j++, j}; o[0] = a[0] * 10000 + a[1] * 100 + a[2];
  j = i; Point p{j, bump(j)}; o[1] = p.x * 1000 + p.y;
  j = i; Point q[2] = {{bump(j), j}, {j, bump(j)}}; o[2] = q[0].x + q[0].y * 100 + q[1].x * 1e4 + q[1].y * 1e6;
  j = i; Made m{bump(j), j++}; o[3] = m.x * 1000 + m.y;
  j = i; Point d = {.x = j, .y = bump(j)}; o[4] = d.x * 1000 + d.y;
  Reads r, s{7}, t{7, 3}; o[5] = r.c + s.c * 100 + t.c * 1e4; Reads u = {.b = 5}; o[6] = u.a + u.c * 10;
  Wide w{{i, 2}}; o[7] = w.last * 100 + w.r.c; int2 v{j, bump(j)}; o[8] = v.x * 1000 + v.y;
  int *e = i & 1 ? &a[0] : &a[1]; (*e)++; ++*e; (i & 1 ? a[1] : a[2]) += 1; (*e)--; o[9] = a[0] * 1e4 + a[1] * 100 + a[2];
  int **ee = &e; (**ee)++; **ee += 1; o[10] = *e; o[11] = __float_as_int(-0.0f) ^ __double2hiint(-2.0); o[12] = 1.0 / -0.0f;
}
template <int... I> struct Row { static constexpr int n = sizeof...(I); __device__ static int at(int k) { const int all[] = {I...}; return all[k % n]; } };
template <typename... T> __device__ double sum(T... v) { return (0 + ... + v); }
template <typename... T> __device__ double difference(T... v) { return (v - ... - 1000); }
template <typename... T> __device__ int visited(T &&...v) { int s = 0, c = 0; ((s += v, c++), ...); return s * 10 + c; }
template <typename... T> __device__ bool all(int &asked, T... v) { return ((asked++, v) && ...); }
template <typename... T> __device__ int spread(T... v) { Point p[] = {{int(v), 1}...}; int s = 0; for (Point &q : p) s = s * 10 + q.x + q.y; return s * 10 + Row<2, sizeof...(v)>::at(1); }
template <typename F, typename... T> __device__ auto call(F &&f, T &&...v) { return f(static_cast<T &&>(v)...); }
__global__ void packs(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID, asked = 0;
  o[0] = Row<4, 5, 6>::at(i); o[1] = sum(1, i, 2.5f, f[i]); o[2] = difference(i, 3, 2.5); o[3] = visited(i, asked, 'a');
  o[4] = all(asked, i, i & 1, 3); o[5] = asked; o[6] = all(asked); o[7] = spread(i, 2.0f, i & 3);
  o[8] = call([](int a, float b) { return a - b; }, i, f[i]); o[9] = visited();
}
struct Base { int v; __device__ Base(int v = 3) : v(v) {} __device__ Base(int a, int b) : v(a * b) {} };
struct Heir : Base { using Base::Base; int w = 9; __device__ int both() const { return v * 100 + w; } };
struct Thing {
  int held = 4; static constexpr int K = 10;
  __device__ int grow(int by) { return held += by; }
  __device__ auto adder() { return [this](int q) { return held + q; }; }
  __device__ auto copied() const { return [*this](int q) { return held + q; }; }
  __device__ int used(int q) { auto f = [&](int z) { return grow(z) + K + q; }; return f(1) * 100 + f(2); }
  __device__ int nested(int q) { return [=] { return [=, this] { return this->held + q; }(); }(); }
};
__device__ auto adder(int a) { return [=](int x) { return a + x; }; }
template <typename F> __device__ auto twice(F f) { return [f](int x) { return f(f(x)); }; }
__global__ void closures(double *out, const float *f, const int *n) {
  double *o = SLOT; int i = ID;
  o[0] = adder(5)(i); o[1] = twice(adder(n[i]))(i); auto later = [=](int b) { return [=](int c) { return i + b * c; }; }; o[2] = later(3)(4);
  Thing t; t.held = i; auto add = t.adder(); auto copy = t.copied(); t.held += 7; o[3] = add(1); o[4] = copy(1);
  o[5] = t.used(i & 3); o[6] = t.held; o[7] = t.nested(2);
  int c = i; auto count = [c]() mutable { return ++c; }; count(); o[8] = count() * 10.0 + c;
  Heir h(i), k, l(i, 2), m{i}; o[9] = h.both(); o[10] = k.both(); o[11] = l.both(); o[12] = m.both(); const auto &b = Base(8); Base &&g = Base(i, 3); g.v++; o[13] = b.v + g.v;
}
int main() { RUN(lists); RUN(packs); RUN(closures); }
