// C++20 in host and device code: concepts, a template lambda, constinit, three-way comparison, ranges of the host.
#include <compare>
#include <concepts>
#include <cstdio>
#include <span>

template <typename T>
concept Number = std::integral<T> || std::floating_point<T>;

struct Version {
  int major_, minor_;
  __host__ __device__ auto operator<=>(const Version &) const = default;
};
constinit int answers = 0;

template <Number T>
  requires(sizeof(T) >= 4)
__global__ void twice(T *x) {
  const auto change = []<typename U>(U u) { return u * U(2); };
  x[threadIdx.x] = change(x[threadIdx.x]);
}
__global__ void newer(Version a, Version b, int *out) { *out = a < b ? 1 : a == b ? 0 : -1; }

int main() {
  int *x;
  cudaMallocManaged(&x, 4 * sizeof(int));
  std::span<int> view(x, 4);
  for (int &v : view) v = ++answers;
  twice<<<1, 4>>>(x);
  cudaDeviceSynchronize();
  printf("twice %d %d\n", view.front(), view.back());
  newer<<<1, 1>>>({1, 2}, {1, 3}, x);
  cudaDeviceSynchronize();
  printf("newer %d %s\n", x[0], cudaGetErrorString(cudaGetLastError()));
}
