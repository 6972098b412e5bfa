// libcu++ in device code, as CUDA text that the prelude declares: `cuda::std`, whose names are std's own, and atomics by
// reference. An order stronger than relaxed is a fence before a write and after a read.

const arithmetic = ['add', 'sub', 'and', 'or', 'xor', 'min', 'max']
  .map((name) => {
    const atomic = `atomic${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return `__device__ T fetch_${name}(T value, memory_order order = memory_order_seq_cst) const {
      before(order); T old = ${atomic}(at, value); after(order); return old;
    }`;
  })
  .join('\n    ');

export const cudaStdText = `namespace cuda {
  namespace std { using namespace ::std; }
  enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };
  enum memory_order { memory_order_relaxed, memory_order_consume, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst };
  namespace std {
    using cuda::memory_order; using cuda::memory_order_relaxed; using cuda::memory_order_consume; using cuda::memory_order_acquire;
    using cuda::memory_order_release; using cuda::memory_order_acq_rel; using cuda::memory_order_seq_cst;
  }
  template <class T, thread_scope S = thread_scope_system> struct atomic_ref {
    T *at;
    __device__ explicit atomic_ref(T &value) : at(&value) {}
    __device__ static void before(memory_order order) { if (order != memory_order_relaxed) __threadfence(); }
    __device__ static void after(memory_order order) { if (order != memory_order_relaxed) __threadfence(); }
    __device__ T load(memory_order order = memory_order_seq_cst) const { T value = *(volatile T *)at; after(order); return value; }
    __device__ void store(T value, memory_order order = memory_order_seq_cst) const { before(order); *(volatile T *)at = value; }
    __device__ T exchange(T value, memory_order order = memory_order_seq_cst) const {
      before(order); T old = atomicExch(at, value); after(order); return old;
    }
    __device__ bool compare_exchange_strong(T &expected, T value, memory_order order = memory_order_seq_cst) const {
      before(order); T old = atomicCAS(at, expected, value); after(order);
      bool same = old == expected; expected = old; return same;
    }
    __device__ bool compare_exchange_strong(T &expected, T value, memory_order order, memory_order) const {
      return compare_exchange_strong(expected, value, order);
    }
    __device__ bool compare_exchange_weak(T &expected, T value, memory_order order = memory_order_seq_cst) const {
      return compare_exchange_strong(expected, value, order);
    }
    __device__ bool compare_exchange_weak(T &expected, T value, memory_order order, memory_order) const {
      return compare_exchange_strong(expected, value, order);
    }
    ${arithmetic}
    __device__ operator T() const { return load(); }
    __device__ T operator=(T value) const { store(value); return value; }
    __device__ T operator+=(T value) const { return fetch_add(value) + value; }
    __device__ T operator-=(T value) const { return fetch_sub(value) - value; }
    __device__ T operator++() const { return fetch_add(1) + 1; }
    __device__ T operator++(int) const { return fetch_add(1); }
  };
}
`;
