// CUB's collective operations of a block and of a warp, written in CUDA: what kernels use most of it. Results are where CUB
// defines them (a reduction's in thread 0); the order in which values are combined is by neighbours, as CUB leaves it open.
import { cubItems } from './cub-items';

/** The number of a thread in its block. */
const thread = 'int t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);';

const operators = `
  struct Sum { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a + b; } };
  struct Difference { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a - b; } };
  struct Max { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a < b ? b : a; } };
  struct Min { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return b < a ? b : a; } };
  struct Equality { template <class T> __host__ __device__ bool operator()(const T &a, const T &b) const { return a == b; } };
  struct Inequality { template <class T> __host__ __device__ bool operator()(const T &a, const T &b) const { return a != b; } };
  template <class K, class V> struct KeyValuePair {
    K key; V value;
    KeyValuePair() = default;
    __host__ __device__ KeyValuePair(const K &k, const V &v) : key(k), value(v) {}
  };
  struct ArgMax {
    template <class K, class V> __host__ __device__ KeyValuePair<K, V> operator()(const KeyValuePair<K, V> &a, const KeyValuePair<K, V> &b) const {
      return (b.value > a.value || (a.value == b.value && b.key < a.key)) ? b : a;
    }
  };
  struct ArgMin {
    template <class K, class V> __host__ __device__ KeyValuePair<K, V> operator()(const KeyValuePair<K, V> &a, const KeyValuePair<K, V> &b) const {
      return (b.value < a.value || (a.value == b.value && b.key < a.key)) ? b : a;
    }
  };
`;

// No barrier at the end: who uses the storage again without one has a race, as with CUB itself.
const reductions = `
  enum BlockReduceAlgorithm { BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY, BLOCK_REDUCE_RAKING, BLOCK_REDUCE_WARP_REDUCTIONS };
  template <class T, int X, BlockReduceAlgorithm A = BLOCK_REDUCE_WARP_REDUCTIONS, int Y = 1, int Z = 1> class BlockReduce {
  public:
    struct TempStorage { T values[X * Y * Z]; };
    TempStorage &storage;
    __device__ BlockReduce(TempStorage &s) : storage(s) {}
    template <class Op> __device__ T Reduce(T input, Op op, int valid) {
      ${thread}
      storage.values[t] = input;
      for (int step = 1; step < valid; step *= 2) {
        __syncthreads();
        if (t % (2 * step) == 0 && t + step < valid) storage.values[t] = op(storage.values[t], storage.values[t + step]);
      }
      return storage.values[t];
    }
    template <class Op> __device__ T Reduce(T input, Op op) { return Reduce(input, op, X * Y * Z); }
    template <int N, class Op> __device__ T Reduce(T (&input)[N], Op op) {
      T own = input[0];
      for (int i = 1; i < N; i++) own = op(own, input[i]);
      return Reduce(own, op, X * Y * Z);
    }
    __device__ T Sum(T input) { return Reduce(input, cub::Sum(), X * Y * Z); }
    __device__ T Sum(T input, int valid) { return Reduce(input, cub::Sum(), valid); }
    template <int N> __device__ T Sum(T (&input)[N]) { return Reduce(input, cub::Sum()); }
  };
`;

// Functions that give what goes before a block are called by all of its first warp; the first thread's answer counts.
const scans = `
  enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
  template <class T, int X, BlockScanAlgorithm A = BLOCK_SCAN_RAKING, int Y = 1, int Z = 1> class BlockScan {
  public:
    struct TempStorage { T values[X * Y * Z]; T prefix; };
    TempStorage &storage;
    __device__ BlockScan(TempStorage &s) : storage(s) {}
    template <class Op> __device__ void run(T input, Op op) {
      ${thread}
      storage.values[t] = input;
      __syncthreads();
      for (int step = 1; step < X * Y * Z; step *= 2) {
        T other = storage.values[t >= step ? t - step : t];
        T own = storage.values[t];
        __syncthreads();
        if (t >= step) storage.values[t] = op(other, own);
        __syncthreads();
      }
    }
    template <class Op, class F> __device__ void runPrefixed(T input, Op op, F &function) {
      ${thread}
      run(input, op);
      T total = storage.values[X * Y * Z - 1];
      if (t < warpSize) {
        T before = function(total);
        if (t == 0) storage.prefix = before;
      }
      __syncthreads();
    }
    template <int N, class Op> __device__ T ownOf(T (&input)[N], Op op) {
      T own = input[0];
      for (int i = 1; i < N; i++) own = op(own, input[i]);
      return own;
    }
    // The threads' scan is in the storage: the same of each thread's items, after what goes before them.
    template <int N, class Op> __device__ void spread(T (&input)[N], T (&output)[N], bool exclusive, bool seeded, T first, Op op) {
      ${thread}
      T before = first;
      bool any = seeded;
      if (t > 0) {
        if (seeded) before = op(first, storage.values[t - 1]);
        else before = storage.values[t - 1];
        any = true;
      }
      for (int i = 0; i < N; i++) {
        T value = input[i], next = value;
        if (any) next = op(before, value);
        if (exclusive) output[i] = before;
        else output[i] = next;
        before = next;
        any = true;
      }
    }
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op) { ${thread} run(input, op); output = storage.values[t]; }
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op, T &total) {
      ${thread} run(input, op); output = storage.values[t]; total = storage.values[X * Y * Z - 1];
    }
    template <class Op, class F> __device__ void InclusiveScan(T input, T &output, Op op, F &function) {
      ${thread} runPrefixed(input, op, function); output = op(storage.prefix, storage.values[t]);
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, T initial, Op op) {
      ${thread} run(input, op);
      if (t == 0) output = initial;
      else output = op(initial, storage.values[t - 1]);
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, T initial, Op op, T &total) {
      ExclusiveScan(input, output, initial, op); total = storage.values[X * Y * Z - 1];
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, Op op) {
      ${thread} run(input, op); output = storage.values[t == 0 ? 0 : t - 1];
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, Op op, T &total) {
      ExclusiveScan(input, output, op); total = storage.values[X * Y * Z - 1];
    }
    template <class Op, class F> __device__ void ExclusiveScan(T input, T &output, Op op, F &function) {
      ${thread} runPrefixed(input, op, function);
      if (t == 0) output = storage.prefix;
      else output = op(storage.prefix, storage.values[t - 1]);
    }
    __device__ void InclusiveSum(T input, T &output) { InclusiveScan(input, output, cub::Sum()); }
    __device__ void InclusiveSum(T input, T &output, T &total) { InclusiveScan(input, output, cub::Sum(), total); }
    template <class F> __device__ void InclusiveSum(T input, T &output, F &function) { InclusiveScan(input, output, cub::Sum(), function); }
    __device__ void ExclusiveSum(T input, T &output) { ExclusiveScan(input, output, T(), cub::Sum()); }
    __device__ void ExclusiveSum(T input, T &output, T &total) { ExclusiveScan(input, output, T(), cub::Sum(), total); }
    template <class F> __device__ void ExclusiveSum(T input, T &output, F &function) { ExclusiveScan(input, output, cub::Sum(), function); }
    template <int N, class Op> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op) {
      run(ownOf(input, op), op); spread(input, output, false, false, input[0], op);
    }
    template <int N, class Op> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op, T &total) {
      InclusiveScan(input, output, op); total = storage.values[X * Y * Z - 1];
    }
    template <int N, class Op, class F> __device__ void InclusiveScan(T (&input)[N], T (&output)[N], Op op, F &function) {
      runPrefixed(ownOf(input, op), op, function); spread(input, output, false, true, storage.prefix, op);
    }
    template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op) {
      run(ownOf(input, op), op); spread(input, output, true, true, initial, op);
    }
    template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], T initial, Op op, T &total) {
      ExclusiveScan(input, output, initial, op); total = storage.values[X * Y * Z - 1];
    }
    template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op) {
      run(ownOf(input, op), op); spread(input, output, true, false, input[0], op);
    }
    template <int N, class Op> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op, T &total) {
      ExclusiveScan(input, output, op); total = storage.values[X * Y * Z - 1];
    }
    template <int N, class Op, class F> __device__ void ExclusiveScan(T (&input)[N], T (&output)[N], Op op, F &function) {
      runPrefixed(ownOf(input, op), op, function); spread(input, output, true, true, storage.prefix, op);
    }
    template <int N> __device__ void InclusiveSum(T (&input)[N], T (&output)[N]) { InclusiveScan(input, output, cub::Sum()); }
    template <int N> __device__ void InclusiveSum(T (&input)[N], T (&output)[N], T &total) { InclusiveScan(input, output, cub::Sum(), total); }
    template <int N, class F> __device__ void InclusiveSum(T (&input)[N], T (&output)[N], F &function) { InclusiveScan(input, output, cub::Sum(), function); }
    template <int N> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N]) { ExclusiveScan(input, output, T(), cub::Sum()); }
    template <int N> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N], T &total) { ExclusiveScan(input, output, T(), cub::Sum(), total); }
    template <int N, class F> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N], F &function) { ExclusiveScan(input, output, cub::Sum(), function); }
  };
`;

// Parts of a warp are asked for by their own lanes: another part may be elsewhere. Only powers of two can be shuffled in.
const warps = `
  template <int LANES> __device__ std::enable_if_t<(LANES & (LANES - 1)) == 0, unsigned long long> lanesOf() {
      ${thread}
    return (LANES >= 64 ? ~0ull : (1ull << (LANES & 63)) - 1) << (t % warpSize / LANES * LANES);
  }
  template <class T, int LANES = 32> class WarpReduce {
  public:
    struct TempStorage { char unused; };
    __device__ WarpReduce(TempStorage &s) {}
    template <class Op> __device__ T Reduce(T input, Op op) {
      for (int step = LANES / 2; step > 0; step /= 2) input = op(input, __shfl_down_whole(lanesOf<LANES>(), input, step, LANES));
      return input;
    }
    template <class Op> __device__ T Reduce(T input, Op op, int valid) {
      ${thread}
      for (int step = 1; step < LANES; step *= 2) {
        T other = __shfl_down_whole(lanesOf<LANES>(), input, step, LANES);
        if (t % LANES % (2 * step) == 0 && t % LANES + step < valid) input = op(input, other);
      }
      return input;
    }
    __device__ T Sum(T input) { return Reduce(input, cub::Sum()); }
    __device__ T Sum(T input, int valid) { return Reduce(input, cub::Sum(), valid); }
    __device__ T Max(T input) { return Reduce(input, cub::Max()); }
    __device__ T Min(T input) { return Reduce(input, cub::Min()); }
  };
  template <class T, int LANES = 32> class WarpScan {
  public:
    struct TempStorage { char unused; };
    __device__ WarpScan(TempStorage &s) {}
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op) {
      ${thread}
      for (int step = 1; step < LANES; step *= 2) {
        T other = __shfl_up_whole(lanesOf<LANES>(), input, step, LANES);
        if (t % LANES >= step) input = op(other, input);
      }
      output = input;
    }
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op, T &total) {
      T all;
      InclusiveScan(input, all, op);
      output = all;
      total = __shfl_whole(lanesOf<LANES>(), all, LANES - 1, LANES);
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, T initial, Op op) {
      ${thread} T all;
      InclusiveScan(input, all, op);
      T before = __shfl_up_whole(lanesOf<LANES>(), all, 1, LANES);
      if (t % LANES == 0) output = initial;
      else output = op(initial, before);
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, T initial, Op op, T &total) {
      ${thread} T all;
      InclusiveScan(input, all, op, total);
      T before = __shfl_up_whole(lanesOf<LANES>(), all, 1, LANES);
      if (t % LANES == 0) output = initial;
      else output = op(initial, before);
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, Op op) {
      T all;
      InclusiveScan(input, all, op);
      output = __shfl_up_whole(lanesOf<LANES>(), all, 1, LANES);
    }
    __device__ void InclusiveSum(T input, T &output) { InclusiveScan(input, output, cub::Sum()); }
    __device__ void InclusiveSum(T input, T &output, T &total) { InclusiveScan(input, output, cub::Sum(), total); }
    __device__ void ExclusiveSum(T input, T &output) { ExclusiveScan(input, output, T(), cub::Sum()); }
    __device__ void ExclusiveSum(T input, T &output, T &total) { ExclusiveScan(input, output, T(), cub::Sum(), total); }
    __device__ T Broadcast(T input, unsigned int from) { return __shfl_whole(lanesOf<LANES>(), input, from, LANES); }
  };
`;

export const cubText = `namespace cub {${operators}${reductions}${scans}${warps}${cubItems}}\n`;
