#include "launch.h"
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
// The CPU runtime has no libcu++ and no copies beside threads: there the same is said by CUDA's own functions.
#ifdef AS_PTX
#include <cooperative_groups/memcpy_async.h>
#include <cuda/atomic>
#include <cuda/pipeline>
template <class T> struct Shared {
  cuda::atomic_ref<T, cuda::thread_scope_block> r;
  __device__ Shared(T &value) : r(value) {}
  __device__ T load() { return r.load(cuda::memory_order_acquire); }
  __device__ void store(T v) { r.store(v); }
  __device__ T add(T v) { return r.fetch_add(v, cuda::std::memory_order_relaxed); }
  __device__ T sub(T v) { return r.fetch_sub(v); }
  __device__ T most(T v) { return r.fetch_max(v); }
  __device__ T flip(T v) { return r.fetch_xor(v); }
  __device__ T swap(T v) { return r.exchange(v); }
  __device__ bool change(T &seen, T v) { return r.compare_exchange_strong(seen, v); }
};
typedef cuda::pipeline<cuda::thread_scope_thread> Pipe;
__device__ Pipe make() { return cuda::make_pipeline(); }
template <class T> __device__ void bring(T *to, const T *from, Pipe &pipe) {
  pipe.producer_acquire(); cuda::memcpy_async(to, from, cuda::aligned_size_t<alignof(T)>(sizeof(T)), pipe); pipe.producer_commit();
}
__device__ void settle(Pipe &pipe) { cuda::pipeline_consumer_wait_prior<0>(pipe); pipe.consumer_release(); }
template <class G, class T> __device__ void bringAll(const G &group, T *to, const T *from, int count) { cg::memcpy_async(group, to, from, sizeof(T) * count); }
template <class G> __device__ void settleAll(const G &group) { cg::wait(group); }
__device__ int largest() { return cuda::std::is_same<int, int>::value ? cuda::std::numeric_limits<int>::max() - cuda::std::max(3, 4) : 0; }
#else
#include <limits>
template <class T> struct Shared {
  T *p;
  __device__ Shared(T &value) : p(&value) {}
  __device__ T load() { return atomicAdd(p, (T)0); }
  __device__ void store(T v) { atomicExch(p, v); }
  __device__ T add(T v) { return atomicAdd(p, v); }
  __device__ T sub(T v) { return atomicSub(p, v); }
  __device__ T most(T v) { return atomicMax(p, v); }
  __device__ T flip(T v) { return atomicXor(p, v); }
  __device__ T swap(T v) { return atomicExch(p, v); }
  __device__ bool change(T &seen, T v) { T old = atomicCAS(p, seen, v); bool same = old == seen; seen = old; return same; }
};
struct Pipe {};
__device__ Pipe make() { return Pipe(); }
template <class T> __device__ void bring(T *to, const T *from, Pipe &) { *to = *from; }
__device__ void settle(Pipe &) {}
template <class G, class T> __device__ void bringAll(const G &group, T *to, const T *from, int count) { for (int i = group.thread_rank(); i < count; i += group.size()) to[i] = from[i]; }
template <class G> __device__ void settleAll(const G &group) { group.sync(); }
__device__ int largest() { return std::numeric_limits<int>::max() - 4; }
#endif
__global__ void references(double *out, const float *f, const int *n) {
  double *o = SLOT; __shared__ int count, top, word; __shared__ unsigned long long wide; if (threadIdx.x == 0) { count = 5; top = -9; word = 6; wide = 1ull << 40; } __syncthreads();
  Shared<int> a(count), t(top), w(word); Shared<unsigned long long> b(wide);
  a.add(n[ID] & 7); t.most(n[ID] * 7 % 51); w.flip(threadIdx.x); b.add(threadIdx.x); __syncthreads();
  o[0] = a.load(); o[1] = t.load(); o[2] = w.load(); o[3] = b.load(); __syncthreads(); o[11] = largest();
  if (threadIdx.x == 9) { int seen = 3; o[4] = a.change(seen, 1); o[5] = seen; seen = a.load(); o[6] = a.change(seen, 70); o[7] = a.swap(71); a.store(72); o[8] = count; o[9] = a.sub(2); o[10] = a.load(); }
}
__global__ void copies(double *out, const float *f, const int *n) {
  double *o = SLOT; __shared__ float a[64]; __shared__ alignas(16) int b[64]; int t = threadIdx.x; cg::thread_block block = cg::this_thread_block(); auto tile = cg::tiled_partition<32>(block);
  Pipe pipe = make(); bring(&a[t], &f[63 - t], pipe); bring(b + t, n + t, pipe); settle(pipe); __syncthreads(); o[0] = a[(t + 5) % 64]; o[1] = b[63 - t]; __syncthreads();
  bringAll(tile, b + t / 32 * 32, n + 100 + t / 32 * 32, 32); bringAll(block, a, f + 64, 50); settleAll(block); o[2] = b[t ^ 33]; o[3] = a[63 - t];
}
int main() { RUN(references); RUN(copies); }
