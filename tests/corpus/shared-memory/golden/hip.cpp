#include <cstdio>
#include <hip/hip_runtime.h>

template <typename T>
__global__ void reverse(T *p) {
  extern __shared__ unsigned char raw[];
  T *room = reinterpret_cast<T *>(raw);
  room[threadIdx.x] = p[threadIdx.x];
  __syncthreads();
  p[threadIdx.x] = room[blockDim.x - 1 - threadIdx.x];
}

__global__ void sums(const int *in, int *out) {
  __shared__ int grid[2][4], total;
  __shared__ volatile float unused[3];
  int x = threadIdx.x, y = threadIdx.y;
  if (x == 0 && y == 0) total = 0;
  unused[0] = 0;
  grid[y][x] = in[y * 4 + x];
  __syncthreads();
  if (y == 0) atomicAdd(&total, grid[0][x] * grid[1][3 - x]);
  __syncthreads();
  if (x == 0 && y == 0) *out = total;
}

int main() {
  int h[8] = {1, 2, 3, 4, 5, 6, 7, 8}, *d, *r, sum;
  hipMalloc(&d, sizeof(h));
  hipMalloc(&r, sizeof(int));
  hipMemcpy(d, h, sizeof(h), hipMemcpyHostToDevice);
  sums<<<1, dim3(4, 2)>>>(d, r);
  hipMemcpy(&sum, r, sizeof(int), hipMemcpyDeviceToHost);
  reverse<int><<<1, 8, 8 * sizeof(int)>>>(d);
  hipMemcpy(h, d, sizeof(h), hipMemcpyDeviceToHost);
  std::printf("%d %d %d\n", sum, h[0], h[7]);
  return 0;
}
