#include <cstdio>
#include <cuda_runtime.h>

__global__ void addOne(int *row, int n) {
  int i = threadIdx.x;
  if (i < n) row[i] += 1;
}

int main() {
  int host[8] = {0, 1, 2, 3, 4, 5, 6, 7}, back[8] = {0}, copy[8] = {0};
  int *a, *b;
  cudaMalloc((void **)&a, sizeof(host));
  cudaMalloc(&b, sizeof(host));
  cudaMemset(b, 0, sizeof(host));
  cudaMemcpy(a, host, sizeof(host), cudaMemcpyHostToDevice);
  addOne<<<1, 8>>>(a, 8);
  cudaMemcpy(b, a, sizeof(host), cudaMemcpyDeviceToDevice);
  cudaMemcpy(back, b, sizeof(host), cudaMemcpyDeviceToHost);
  cudaMemcpy(copy, back, sizeof(host), cudaMemcpyHostToHost);
  std::printf("%d %d\n", copy[0], copy[7]);

  int *rows;
  size_t pitch;
  cudaMallocPitch(&rows, &pitch, 4 * sizeof(int), 2);
  cudaMemcpy2D(rows, pitch, host, 4 * sizeof(int), 4 * sizeof(int), 2, cudaMemcpyHostToDevice);
  cudaMemset2D(rows, pitch, 0, sizeof(int), 2);
  cudaMemcpy2D(back, 4 * sizeof(int), rows, pitch, 4 * sizeof(int), 2, cudaMemcpyDeviceToHost);
  std::printf("%d %d %d %d\n", back[0], back[1], back[4], back[7]);

  size_t free_ = 0, total = 0;
  cudaMemGetInfo(&free_, &total);
  std::printf("%d\n", free_ > 0 && free_ <= total);
  cudaFree(a);
  cudaFree(b);
  cudaFree(rows);
  return cudaDeviceSynchronize() == cudaSuccess ? 0 : 1;
}
