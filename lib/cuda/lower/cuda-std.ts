// libcu++ in device code, as CUDA text that the prelude declares: `cuda::std`, whose names are std's own, atomics by reference,
// and copies that go on beside the thread. An order stronger than relaxed is a fence before a write and after a read. A copy is
// made when it is asked for, which is one of the moments that CUDA allows; waiting for it is then no work.

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
  template <size_t A> struct aligned_size_t {
    size_t value;
    __device__ explicit constexpr aligned_size_t(size_t size) : value(size) {}
    __device__ constexpr operator size_t() const { return value; }
  };
  // Of one thread: those of a block are met by others, and are not known here.
  template <thread_scope S> struct pipeline;
  template <> struct pipeline<thread_scope_thread> {
    __device__ void producer_acquire() {} __device__ void producer_commit() {}
    __device__ void consumer_wait() {} __device__ void consumer_release() {} __device__ void quit() {}
  };
  __device__ inline pipeline<thread_scope_thread> make_pipeline() { pipeline<thread_scope_thread> own; return own; }
  template <class T> __device__ void memcpy_async(T *to, const T *from, size_t size, pipeline<thread_scope_thread> &) { memcpy(to, from, size); }
  template <class G, class T> __device__ void memcpy_async(const G &group, T *to, const T *from, size_t size, pipeline<thread_scope_thread> &) {
    for (size_t i = group.thread_rank(); i < size / sizeof(T); i += group.size()) to[i] = from[i];
  }
  template <int N> __device__ void pipeline_consumer_wait_prior(pipeline<thread_scope_thread> &) {}
}
`;

/** The same of groups, whose waiting is a meeting, and the older functions for one thread. */
export const asyncCopyText = `namespace cooperative_groups {
  template <class G, class T> __device__ void memcpy_async(const G &group, T *to, const T *from, size_t size) {
    for (size_t i = group.thread_rank(); i < size / sizeof(T); i += group.size()) to[i] = from[i];
  }
  template <class G> __device__ void wait(const G &group) { group.sync(); }
  template <int N, class G> __device__ void wait_prior(const G &group) { group.sync(); }
}
__device__ inline void __pipeline_memcpy_async(void *to, const void *from, size_t size, size_t zeros = 0) {
  memcpy(to, from, size - zeros);
  if (zeros > 0) memset((char *)to + (size - zeros), 0, zeros);
}
__device__ inline void __pipeline_commit() {}
__device__ inline void __pipeline_wait_prior(size_t) {}
`;

export const asksForAsyncCopies = (name: string): boolean =>
  name === 'memcpy_async' || name === '__pipeline_memcpy_async';
