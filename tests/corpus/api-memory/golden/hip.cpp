#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void addOne(int *row, int n) {
  int i = threadIdx.x;
  if (i < n) row[i] += 1;
}

int main() {
  int host[8] = {0, 1, 2, 3, 4, 5, 6, 7}, back[8] = {0}, copy[8] = {0};
  int *a, *b;
  hipMalloc((void **)&a, sizeof(host));
  hipMalloc(&b, sizeof(host));
  hipMemset(b, 0, sizeof(host));
  hipMemcpy(a, host, sizeof(host), hipMemcpyHostToDevice);
  addOne<<<1, 8>>>(a, 8);
  hipMemcpy(b, a, sizeof(host), hipMemcpyDeviceToDevice);
  hipMemcpy(back, b, sizeof(host), hipMemcpyDeviceToHost);
  hipMemcpy(copy, back, sizeof(host), hipMemcpyHostToHost);
  std::printf("%d %d\n", copy[0], copy[7]);

  int *rows;
  size_t pitch;
  hipMallocPitch(&rows, &pitch, 4 * sizeof(int), 2);
  hipMemcpy2D(rows, pitch, host, 4 * sizeof(int), 4 * sizeof(int), 2, hipMemcpyHostToDevice);
  hipMemset2D(rows, pitch, 0, sizeof(int), 2);
  hipMemcpy2D(back, 4 * sizeof(int), rows, pitch, 4 * sizeof(int), 2, hipMemcpyDeviceToHost);
  std::printf("%d %d %d %d\n", back[0], back[1], back[4], back[7]);

  size_t free_ = 0, total = 0;
  hipMemGetInfo(&free_, &total);
  std::printf("%d\n", free_ > 0 && free_ <= total);
  hipFree(a);
  hipFree(b);
  hipFree(rows);
  return hipDeviceSynchronize() == hipSuccess ? 0 : 1;
}
