// Warps and barriers: lanes that are not there, masks that name them or forget the caller, barriers in branches.
#include <cstdio>
#ifdef FIXED
#define LANES 16
#else
#define LANES 32
#endif
__global__ void tree(int *out) {
  int v = threadIdx.x;
  for (int offset = LANES / 2; offset > 0; offset /= 2)
    v += __shfl_down_sync(0xffff, v, offset, LANES); // finds check-shuffle-absent
  if (threadIdx.x == 0) out[0] = v;
}
__global__ void forgets(int *out) {
#ifdef FIXED
  unsigned mask = 0xffffffff;
#else
  unsigned mask = threadIdx.x < 16 ? 0xffff : 0xffffffff;
#endif
  if (threadIdx.x < 16 || threadIdx.x == 20) {
#ifdef FIXED
    mask = threadIdx.x < 16 ? 0xffff : 1u << 20;
#else
    mask = 0xffff;
#endif
    out[threadIdx.x] = __any_sync(mask, threadIdx.x == 3); // finds check-mask-without-caller check-mask-ended
  }
}
__global__ void returned(int *out, int n) {
#ifdef FIXED
  unsigned mask = __ballot_sync(0xffffffff, threadIdx.x < n);
#else
  unsigned mask = 0xffffffff;
#endif
  if (threadIdx.x >= n) return;
  out[threadIdx.x] = __shfl_sync(mask, threadIdx.x, 0); // finds check-mask-ended
}
__global__ void leaves(int *out, int n) {
  __shared__ int s[64];
  int t = threadIdx.x;
  s[t] = t;
#ifndef FIXED
  if (t >= n) return;
#endif
  __syncthreads(); // finds check-barrier-ended
  if (t < n) out[t] = s[(t + 32) % 64] * 0;
}
__global__ void branches(int *out) {
  int t = threadIdx.x;
#ifdef FIXED
  if (t < 32) out[t] = 1;
  else out[t] = 2;
  __syncthreads();
#else
  if (t < 32) {
    out[t] = 1;
    __syncthreads();
  } else {
    out[t] = 2;
    __syncthreads(); // finds check-barrier-places
  }
#endif
}
__global__ void waits(int *out) {
  int t = threadIdx.x;
#ifdef FIXED
  __syncwarp();
  __syncthreads();
#else
  if (t % 32 < 4) __syncthreads(); // finds check-deadlock
  else __syncwarp(); // finds check-deadlock
#endif
  out[t] = t;
}
int main() {
  int *d;
  cudaMalloc(&d, 4096);
  cudaMemset(d, 0, 4096);
  tree<<<1, 16>>>(d);
  forgets<<<1, 32>>>(d);
  returned<<<1, 32>>>(d, 20);
  leaves<<<1, 64>>>(d, 40);
  branches<<<1, 64>>>(d);
  waits<<<1, 64>>>(d);
  cudaFree(d);
  return 0;
}
