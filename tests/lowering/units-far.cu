#define PER_FILE 3
#include "units.cuh"
#define STEP 20
extern __device__ int base;
__constant__ float factors[3] = {0.5f, 1.5f, -2.0f};
__device__ int hits[2] = {4, 9};
static __device__ int helper(int x) { return x * STEP; }
__device__ Mass::Mass(float x, float y, float m) : x(x), y(y), m(m * factors[1]) {}
__device__ float Mass::moment(float about) const { return (x - about) * m + helper(2); }
__device__ float &Mass::weight() { return m; }
namespace far {
  __device__ float area(const Mass &a, float by) { return a.x * a.y * by + a.m; }
  __device__ int area(int side) { return side * side; }
  __device__ float size(far::Box<float> box) { return box.size() * 2; }
}
__device__ int sum(const Link *first) { int all = 0; for (; first; first = first->next) all += first->value; return all; }
__device__ bool even(unsigned n) { return n == 0 ? true : odd(n - 1); }
__device__ double own(double x) { return x * hits[1] + helper(1) + kept(1) + base; }
__device__ int both(Plain p, int (&row)[3]) { row[1] = p.a * p.b; return row[0] + row[2]; }
__device__ float overloaded(float x) { return x * 100; }
