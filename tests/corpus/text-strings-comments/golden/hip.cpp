// cudaMalloc in a comment stays; so does <<<this>>>.
#include <cstdio>
#include <hip/hip_runtime.h>

/* cudaFree(x); kernel<<<1, 2>>>(); */
__global__ void noop() {}  // cudaDeviceSynchronize(); \
cudaMemcpy() on the next line is still the comment

int main() {
  const char *plain = "cudaMalloc failed: \"cudaFree\" and <<<grid, block>>>";
  const char *raw = R"cuda(cudaMemcpy("a", "b") // cudaSuccess
noop<<<1, 1>>>(); )" still inside)cuda";
  const char *wide = "cuda" "Malloc";
  const char mark = '"'; const char *after = "cudaEvent_t"; const char other = '\'';
  noop<<<1, 1>>>();
  std::printf("%s\n%s\n%s\n%c%s%c\n", plain, raw, wide, mark, after, other);
  return hipDeviceSynchronize() /* cudaSuccess is 0 */ == hipSuccess ? 0 : 1;
}
