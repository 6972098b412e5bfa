// Shared memory: bounds of static and dynamic arrays, what nobody wrote, races between barriers and within a warp.
#include <cstdio>
__global__ void row(int *out, int n) {
  __shared__ int s[32];
  __shared__ int other[32];
  int t = threadIdx.x;
  other[t] = 0;
#ifdef FIXED
  s[t] = t;
#else
  s[t + n] = t; // finds check-shared-bounds
#endif
  __syncthreads();
  out[t] = other[t];
}
__global__ void dynamic(int *out) {
  extern __shared__ int s[];
  int t = threadIdx.x;
  s[t] = t; // finds check-shared-bounds
  __syncthreads();
  out[t] = s[t] - t; // finds check-shared-bounds
}
__global__ void half(int *out) {
  __shared__ int s[64];
  int t = threadIdx.x;
#ifdef FIXED
  s[t] = t;
#else
  if (t < 32) s[t] = t;
#endif
  __syncthreads();
  out[t] = s[t]; // finds check-shared-unwritten
}
__global__ void reverse(int *out) {
  __shared__ int s[128];
  int t = threadIdx.x;
  s[t] = t; // finds check-race
#ifdef FIXED
  __syncthreads();
#endif
  out[t] = s[127 - t]; // finds check-race check-shared-unwritten
}
__global__ void trips(int *out) {
  __shared__ int s[128];
  int t = threadIdx.x, sum = 0;
  for (int i = 0; i < 4; i++) {
    s[t] = t + i; // finds check-race
    __syncthreads();
    sum += s[(t + 64) % 128]; // finds check-race
#ifdef FIXED
    __syncthreads();
#endif
  }
  out[t] = sum;
}
__global__ void step(int *out) {
  __shared__ volatile int s[64];
  int t = threadIdx.x;
  s[t] = 1; // finds check-race-warp
#ifdef FIXED
  __syncwarp();
#endif
  if (t < 16) {
    int more = s[t + 16]; // finds check-shared-unwritten
#ifdef FIXED
    __syncwarp(0xffff);
#endif
    s[t] += more;
  }
  if (t < 16) out[t] = s[t];
}
__global__ void flags(int *out, int n) {
  __shared__ int any;
  if (threadIdx.x == 0) any = 0;
  __syncthreads();
  if (threadIdx.x % 3 == 0) any = 1; // all write the same: no race
  __syncthreads();
  if (threadIdx.x < n) out[threadIdx.x] = any;
}
__global__ void locked(int *count, int *lock) {
  if (threadIdx.x % 32) return;
  while (atomicCAS(lock, 0, 1)) {
  }
  *count = *count + 1;
  __threadfence();
  atomicExch(lock, 0);
}
__device__ unsigned int arrived;
__global__ void last(int *parts, int *out) {
  __shared__ bool am_last;
  if (threadIdx.x == 0) {
    parts[blockIdx.x] = blockIdx.x;
    __threadfence();
    am_last = atomicAdd(&arrived, 1u) == gridDim.x - 1;
  }
  __syncthreads();
  if (am_last && threadIdx.x == 0) {
    int sum = 0;
    for (int i = 0; i < gridDim.x; i++) sum += parts[i];
    *out = sum;
    arrived = 0;
  }
}
__global__ void blocks(int *out) {
#ifdef FIXED
  if (threadIdx.x == 0) atomicAdd(out, 1);
#else
  if (threadIdx.x == 0) *out = *out + 1; // finds check-race-global
#endif
}
__global__ void histogram(const int *in, int *out) {
  __shared__ int bins[16];
  int t = threadIdx.x;
  if (t < 16) bins[t] = 0;
  __syncthreads();
  atomicAdd(&bins[in[t] & 15], 1); // finds check-race check-race-warp
#ifdef FIXED
  __syncthreads();
#endif
  if (t < 16) atomicAdd(&out[t], bins[t]); // finds check-race
}
int main() {
  int *d, *e;
  cudaMalloc(&d, 4096);
  cudaMalloc(&e, 4096);
  cudaMemset(d, 0, 4096);
  cudaMemset(e, 0, 4096);
  row<<<1, 32>>>(d, 8);
#ifdef FIXED
  dynamic<<<1, 64, 64 * sizeof(int)>>>(d);
#else
  dynamic<<<1, 64, 64>>>(d);
#endif
  half<<<1, 64>>>(d);
  reverse<<<2, 128>>>(e);
  trips<<<1, 128>>>(d);
  step<<<1, 32>>>(d);
  flags<<<1, 128>>>(d, 128);
  cudaMemset(d, 0, 4096);
  locked<<<4, 64>>>(d, d + 64);
  last<<<8, 64>>>(d + 128, d + 512);
  blocks<<<4, 32>>>(d);
  histogram<<<2, 128>>>(e, d + 256);
  int h;
  cudaMemcpy(&h, d, sizeof h, cudaMemcpyDeviceToHost);
  cudaFree(d);
  cudaFree(e);
  return 0;
}
