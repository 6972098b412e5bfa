// Title: Votes of 64 lanes
// Summary: Packs what is kept by counting votes in a word of 32 bits, which has room for half of the votes on CDNA.
// Theme: care
// Picture: d_kept, 64 wide: What is kept, packed to the front of each group of 32; the rest is empty.
// Reports: ballot-truncated, lane-mask-shift
// At 64 lanes: agrees; the port lets every lane see the votes of its own half, and counts lanes by 32
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

// Within each warp, values that are not 0 move to the front: a vote says who has one, and the number of votes below
// one's own lane is the place. The vote is kept in 32 bits. On CDNA it has 64: name by name, the votes of
// the upper half would be lost, and its lanes would shift by more than a word has. See what the port makes of the vote,
// of the shift and of warpSize, and that undoing one of these edits without the others breaks it.
__global__ void pack(const int *x, int *kept) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int lane = threadIdx.x % warpSize;
  bool keep = x[i] != 0;
  unsigned votes = __ballot_sync(0xffffffffu, keep);
  int place = __popc(votes & ((1u << lane) - 1u));
  if (keep) kept[i - lane + place] = x[i];
}

int main() {
  const int n = 2048, threads = 128;
  std::vector<int> x(n), kept(n), expected(n);
  for (int i = 0; i < n; ++i) x[i] = (i * 37) % 11 < 5 ? 1 + i % 100 : 0;

  for (int i = 0, at = 0; i < n; ++i) {
    if (i % 32 == 0) at = i;  // every 32 threads pack to their own start
    if (x[i] != 0) expected[at++] = x[i];
  }

  int *d_x = nullptr;
  int *d_kept = nullptr;
  CHECK(cudaMalloc(&d_x, n * sizeof(int)));
  CHECK(cudaMalloc(&d_kept, n * sizeof(int)));
  CHECK(cudaMemcpy(d_x, x.data(), n * sizeof(int), cudaMemcpyHostToDevice));
  CHECK(cudaMemset(d_kept, 0, n * sizeof(int)));
  pack<<<n / threads, threads>>>(d_x, d_kept);
  CHECK(cudaGetLastError());
  CHECK(cudaMemcpy(kept.data(), d_kept, n * sizeof(int), cudaMemcpyDeviceToHost));
  CHECK(cudaFree(d_x));
  CHECK(cudaFree(d_kept));

  int wrong = 0;
  for (int i = 0; i < n; ++i) wrong += kept[i] != expected[i];
  std::printf("kept[0] = %d\n", kept[0]);
  std::printf("%s pack: %d of %d places differ from the host\n", wrong ? "FAIL" : "PASS", wrong, n);
  return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
