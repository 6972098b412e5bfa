// The root of each value, and 0 where there is none. What happens is decided while the text is compiled.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

__device__ float root(float x) {
// Only the old toolkits are asked about, by name; whoever is not one of them gets the good path.
#if defined(CUDART_VERSION) && CUDART_VERSION < 9000
  return sqrtf(x);  // older toolkits: as it always was
#else
  return x > 0.0f ? sqrtf(x) : 0.0f;
#endif
}

__global__ void roots(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) out[i] = root(in[i]);
}

void must(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("%s\n", cudaGetErrorString(status));
  std::exit(2);
}

int main() {
  const int n = 1000;
  float in[n], out[n];
  for (int i = 0; i < n; ++i) in[i] = 0.25f * i - 20.0f;

  float *d_in, *d_out;
  must(cudaMalloc(&d_in, sizeof(in)));
  must(cudaMalloc(&d_out, sizeof(out)));
  must(cudaMemcpy(d_in, in, sizeof(in), cudaMemcpyHostToDevice));
  roots<<<(n + 127) / 128, 128>>>(d_in, d_out, n);
  must(cudaGetLastError());
  must(cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost));
  must(cudaFree(d_in));
  must(cudaFree(d_out));

  int wrong = 0;
  for (int i = 0; i < n; ++i) {
    float expected = in[i] > 0.0f ? std::sqrt(in[i]) : 0.0f;
    // Written so that a NaN counts as wrong.
    if (!(std::fabs(out[i] - expected) <= 1e-5f) && wrong++ == 0)
      std::printf("the root of %g should be %g and is %g\n", in[i], expected, out[i]);
  }
  std::printf("%d of %d values are wrong\n", wrong, n);
  return wrong > 0;
}
