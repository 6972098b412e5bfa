// Title: The fast path that is not taken
// Summary: Guards a fast form with the number of an NVIDIA architecture: the port is right, and slower than it needs to be.
// Theme: care
// Picture: d_y, 64 wide: Numbers, mixed until no pattern is left.
// Reports: cuda-arch-guard
// At 64 lanes: agrees; the slow form is taken on every AMD card
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <cuda_runtime.h>

#define CHECK(call)                                                                          \
  do {                                                                                       \
    cudaError_t status = (call);                                                             \
    if (status != cudaSuccess) {                                                             \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status));   \
      std::exit(EXIT_FAILURE);                                                               \
    }                                                                                        \
  } while (0)

// A rotation in one instruction, where the hardware has it. The guard asks for NVIDIA architectures by number. HIP
// leaves __CUDA_ARCH__ undefined, so that the port takes the slow form on every AMD card, though HIP has
// __funnelshift_l as well and all of them could do it. Nothing is wrong with the results; only a look at the guard tells.
__device__ unsigned rotate(unsigned x, int by) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 350
  return __funnelshift_l(x, x, by);
#else
  return (x << by) | (x >> (32 - by));
#endif
}

// A few rounds of multiply and rotate, so that every bit of what goes in moves half the bits of what comes out.
__global__ void mix(const unsigned *x, unsigned *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned h = x[i];
  for (int round = 0; round < 4; ++round) {
    h = rotate(h * 0xcc9e2d51u, 15);
    h = rotate(h * 0x1b873593u, 13) * 5u + 0xe6546b64u;
  }
  y[i] = h;
}

int main() {
  const int n = 4096, threads = 128;
  std::vector<unsigned> x(n), y(n);
  for (int i = 0; i < n; ++i) x[i] = static_cast<unsigned>(i);

  unsigned *d_x = nullptr;
  unsigned *d_y = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(unsigned)));
  CHECK(cudaMalloc(&d_y, n * sizeof(unsigned)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(unsigned), cudaMemcpyHostToDevice));
  mix<<<n / threads, threads>>>(d_x, d_y);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(y.data(), d_y, n * sizeof(unsigned), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_y));

  int wrong = 0;
  for (int i = 0; i < n; ++i) {
    unsigned h = x[i];
    for (int round = 0; round < 4; ++round) {
      h *= 0xcc9e2d51u;
      h = (h << 15) | (h >> 17);
      h *= 0x1b873593u;
      h = ((h << 13) | (h >> 19)) * 5u + 0xe6546b64u;
    }
    wrong += y[i] != h;
  }
  std::printf("y[0] = %08x, y[%d] = %08x\n", y[0], n - 1, y[n - 1]);
  std::printf("%s mix: %d of %d values differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
