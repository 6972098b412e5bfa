#include <hip/hip_runtime.h>
#include <hipfft/hipfft.h>
#include <hiprand/hiprand.h>
#include <hiprand/hiprand_kernel.h>

__global__ void noise(hiprandStatePhilox4_32_10_t *states, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  hiprandStatePhilox4_32_10_t state = states[i];
  hiprand_init(1234, i, 0, &state);
  out[i] = hiprand_uniform(&state) + hiprand_normal(&state);
  unsigned int bits = hiprand(&state);
  if (bits == 0) out[i] = 0;
  states[i] = state;
}

int main() {
  hipfftHandle plan;
  hipfftComplex *signal;
  hipMalloc(&signal, 1024 * sizeof(hipfftComplex));
  hipfftPlan1d(&plan, 1024, HIPFFT_C2C, 1);
  hipfftExecC2C(plan, signal, signal, HIPFFT_BACKWARD);
  hipfftDestroy(plan);

  hiprandGenerator_t generator;
  hiprandCreateGenerator(&generator, HIPRAND_RNG_PSEUDO_PHILOX4_32_10);
  hiprandSetPseudoRandomGeneratorSeed(generator, 7ULL);
  hiprandGenerateUniform(generator, (float *)signal, 2048);
  hiprandDestroyGenerator(generator);
  return noise<<<1, 64>>>(nullptr, nullptr, 0), 0;
}
