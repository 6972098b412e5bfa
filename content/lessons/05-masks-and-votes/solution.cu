// Keeps the even numbers of a block, packed together and in order.
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

constexpr int block = 128;

// A vote of a warp: one bit for each lane, 32 of them in CUDA and up to 64 in HIP.
#if defined(__HIP_PLATFORM_AMD__)
typedef unsigned long long Votes;
__device__ Votes vote(bool keep) { return __ballot(keep); }
#else
typedef unsigned int Votes;
__device__ Votes vote(bool keep) { return __ballot_sync(0xffffffffu, keep); }
#endif

__global__ void keepEven(const int *in, int *out, int *count) {
  __shared__ int kept[block / 32];  // how many each warp keeps: four warps, or two of 64 lanes
  int lane = threadIdx.x % warpSize;
  int warp = threadIdx.x / warpSize;
  int value = in[threadIdx.x];
  bool keep = value % 2 == 0;

  Votes votes = vote(keep);
  Votes before = votes & ((1ull << lane) - 1);  // the lanes before this one
  if (lane == 0) kept[warp] = __popcll(votes);
  __syncthreads();

  int place = __popcll(before);
  for (int w = 0; w < warp; ++w) place += kept[w];
  if (keep) out[place] = value;
  if (threadIdx.x == block - 1) *count = place + keep;
}

void must(cudaError_t status) {
  if (status == cudaSuccess) return;
  std::printf("%s\n", cudaGetErrorString(status));
  std::exit(2);
}

int main() {
  int in[block], out[block], count = 0;
  for (int i = 0; i < block; ++i) in[i] = i * 37 % 101 + 1;

  int *d_in, *d_out, *d_count;
  must(cudaMalloc(&d_in, sizeof(in)));
  must(cudaMalloc(&d_out, sizeof(out)));
  must(cudaMalloc(&d_count, sizeof(count)));
  must(cudaMemcpy(d_in, in, sizeof(in), cudaMemcpyHostToDevice));
  must(cudaMemset(d_out, 0, sizeof(out)));
  keepEven<<<1, block>>>(d_in, d_out, d_count);
  must(cudaGetLastError());
  must(cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost));
  must(cudaMemcpy(&count, d_count, sizeof(count), cudaMemcpyDeviceToHost));
  must(cudaFree(d_in));
  must(cudaFree(d_out));
  must(cudaFree(d_count));

  // The same on the host.
  int wanted = 0, wrong = 0;
  for (int i = 0; i < block; ++i) {
    if (in[i] % 2 != 0) continue;
    if (out[wanted] != in[i] && wrong++ == 0)
      std::printf("out[%d] should be %d and is %d\n", wanted, in[i], out[wanted]);
    ++wanted;
  }
  std::printf("%d even numbers, %d in the wrong place\n", count, wrong);
  return wrong > 0 || count != wanted;
}
