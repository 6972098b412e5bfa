#include <cstdio>
#include <hip/hip_runtime.h>

namespace mine {
int cudaMalloc(int v) { return v + 1; }
struct cudaStream_t { int id; };
}  // namespace mine

struct Pool {
  int cudaFree = 3;
  int cudaMemcpy(int v) { return v * 2; }
};

static int cudaHelper(int v) { return v - 1; }
static int cudaMallocTogether(int v) { return v + 7; }
#define CUDA_CHECK(call) ((call) == hipSuccess)

int main() {
  int cudaSuccessCount = 0;
  Pool pool;
  mine::cudaStream_t own = {9};
  int sum = mine::cudaMalloc(1) + pool.cudaFree + pool.cudaMemcpy(2) + cudaHelper(6) + own.id;
  Pool *p = &pool;
  sum += p->cudaFree + p->cudaMemcpy(1) + cudaMallocTogether(0);
  if (CUDA_CHECK(hipDeviceSynchronize())) ++cudaSuccessCount;
  std::printf("%d %d\n", sum, cudaSuccessCount);
  return 0;
}
