#include <cufft.h>
#include <curand.h>
#include <curand_kernel.h>

__global__ void noise(curandStatePhilox4_32_10_t *states, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  curandStatePhilox4_32_10_t state = states[i];
  curand_init(1234, i, 0, &state);
  out[i] = curand_uniform(&state) + curand_normal(&state);
  unsigned int bits = curand(&state);
  if (bits == 0) out[i] = 0;
  states[i] = state;
}

int main() {
  cufftHandle plan;
  cufftComplex *signal;
  cudaMalloc(&signal, 1024 * sizeof(cufftComplex));
  cufftPlan1d(&plan, 1024, CUFFT_C2C, 1);
  cufftExecC2C(plan, signal, signal, CUFFT_INVERSE);
  cufftDestroy(plan);

  curandGenerator_t generator;
  curandCreateGenerator(&generator, CURAND_RNG_PSEUDO_PHILOX4_32_10);
  curandSetPseudoRandomGeneratorSeed(generator, 7ULL);
  curandGenerateUniform(generator, (float *)signal, 2048);
  curandDestroyGenerator(generator);
  return noise<<<1, 64>>>(nullptr, nullptr, 0), 0;
}
