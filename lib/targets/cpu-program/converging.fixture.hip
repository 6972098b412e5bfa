#include <hip/hip_runtime.h>
#include <cstdio>
// Lanes that skip the branch reach this first; on hardware they wait for the others.
__device__ int neighbour(int v) { return __shfl_xor(v, 1); }
template <class T> __device__ T far_one(T v, int by) {
  return __shfl_xor(v, by);
}
__global__ void helper(int *out) {
  int lane = threadIdx.x, v = lane;
  if (lane % 2) v = __shfl(v, lane) + 100;
  v = neighbour(v);
  v += far_one(v, 2) * 1000;
  out[lane] = v;
}
// Some trips meet in the first place and not in the second.
__global__ void trips(unsigned long long *out) {
  int lane = threadIdx.x;
  unsigned long long seen = 0;
  for (int i = 0; i < 4; i++) {
    if ((lane + i) % 2) seen = seen * 65 + __popcll(__ballot(1));
    if ((lane + i) % 4 == 0) seen = seen * 65 + __popcll(__ballot(1));
  }
  out[lane] = seen;
}
__global__ void nested(int *out) {
  int lane = threadIdx.x, sum = 0, i = 0;
  while (i < lane % 3 + 1) {
    for (int j = 0; j < 2; j++)
      if (lane % (j + 2) == 0) sum += __popcll(__ballot(1)) * (i + 1);
    do sum += 1000 * (__popcll(__ballot(1)) == (i == 0 ? warpSize : i == 1 ? (warpSize * 2 + 0) / 3 : warpSize / 3)); while (0);
    i++;
  }
  out[lane] = sum + 100000 * __popcll(__ballot(1));
}
static int wrong = 0;
static void expect(const char *what, int lane, long long seen, long long wanted) {
  if (seen != wanted && wrong++ < 5) printf("%s, lane %d: %lld instead of %lld\n", what, lane, seen, wanted);
}
int main() {
  hipDeviceProp_t p;
  (void)hipGetDeviceProperties(&p, 0);
  const int w = p.warpSize;
  int *d, h[64];
  unsigned long long *e, g[64];
  (void)hipMalloc((void **)&d, sizeof h);
  (void)hipMalloc((void **)&e, sizeof g);
  helper<<<1, w>>>(d);
  (void)hipMemcpy(h, d, w * 4, hipMemcpyDeviceToHost);
  auto v1 = [](int l) { return l % 2 ? l + 100 : l; };
  for (int l = 0; l < w; l++) expect("helper", l, h[l], v1(l ^ 1) + v1(l ^ 3) * 1000);
  trips<<<1, w>>>(e);
  (void)hipMemcpy(g, e, w * 8, hipMemcpyDeviceToHost);
  for (int l = 0; l < w; l++) {
    unsigned long long seen = 0;
    for (int i = 0; i < 4; i++) {
      if ((l + i) % 2) seen = seen * 65 + w / 2;
      if ((l + i) % 4 == 0) seen = seen * 65 + w / 4;
    }
    expect("trips", l, g[l], seen);
  }
  nested<<<1, w>>>(d);
  (void)hipMemcpy(h, d, w * 4, hipMemcpyDeviceToHost);
  for (int l = 0; l < w; l++) {
    int sum = 0;
    for (int i = 0; i < l % 3 + 1; i++) {
      int all = 0;
      for (int j = 0; j < 2; j++) {
        int here = 0;
        for (int o = 0; o < w; o++) here += i < o % 3 + 1 && o % (j + 2) == 0;
        if (l % (j + 2) == 0) sum += here * (i + 1);
      }
      for (int o = 0; o < w; o++) all += i < o % 3 + 1;
      sum += 1000 * (all == (i == 0 ? w : i == 1 ? w * 2 / 3 : w / 3));
    }
    expect("nested", l, h[l], sum + 100000 * w);
  }
  printf(wrong ? "FAIL\n" : "PASS\n");
  return wrong != 0;
}
