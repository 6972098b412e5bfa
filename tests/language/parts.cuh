// What main.cu shares with its second file: a device global, a constant, a class with device code, a kernel of a namespace.
#pragma once
#include <cstdio>

__device__ int counter = 5;
__constant__ float weights[4];
__managed__ int shared_with_host = 1;

namespace shapes {
namespace detail {
template <typename T>
__host__ __device__ constexpr T square(T x) {
  return x * x;
}
}  // namespace detail

class Circle {
 public:
  __host__ __device__ explicit Circle(float r) : radius_(r) {}
  __host__ __device__ virtual ~Circle() {}
  __host__ __device__ virtual float area() const { return 3.0f * detail::square(radius_); }
  __host__ __device__ Circle operator+(const Circle &other) const { return Circle(radius_ + other.radius_); }

 protected:
  float radius_;
};
struct Ring : Circle {
  __host__ __device__ explicit Ring(float r) : Circle(r) {}
  __host__ __device__ float area() const override { return Circle::area() - 3.0f; }
};

__global__ void areas(float *out) {
  // Objects made on the device, with virtual calls.
  Circle *made = threadIdx.x % 2 ? new Ring(2) : new Circle(2);
  out[threadIdx.x] = made->area();
  delete made;
}
}  // namespace shapes
