// CUB's collective operations of a block and of a warp, written in CUDA: what kernels use most of it. Results are where CUB
// defines them (a reduction's in thread 0); the order in which values are combined is by neighbours, as CUB leaves it open.

const thread = 'int t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);';

const operators = `
  struct Sum { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a + b; } };
  struct Max { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return a < b ? b : a; } };
  struct Min { template <class T> __host__ __device__ T operator()(const T &a, const T &b) const { return b < a ? b : a; } };
  template <class K, class V> struct KeyValuePair {
    K key; V value;
    __host__ __device__ KeyValuePair() {}
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
      __syncthreads();
      for (int step = 1; step < valid; step *= 2) {
        if (t % (2 * step) == 0 && t + step < valid) storage.values[t] = op(storage.values[t], storage.values[t + step]);
        __syncthreads();
      }
      return storage.values[t];
    }
    template <class Op> __device__ T Reduce(T input, Op op) { return Reduce(input, op, X * Y * Z); }
    __device__ T Sum(T input) { return Reduce(input, cub::Sum(), X * Y * Z); }
    __device__ T Sum(T input, int valid) { return Reduce(input, cub::Sum(), valid); }
    template <int N> __device__ T Sum(T (&input)[N]) {
      T own = input[0];
      for (int i = 1; i < N; i++) own = own + input[i];
      return Reduce(own, cub::Sum(), X * Y * Z);
    }
  };
  template <class T, int LANES = 32> class WarpReduce {
  public:
    struct TempStorage { char unused; };
    __device__ WarpReduce(TempStorage &s) {}
    template <class Op> __device__ T Reduce(T input, Op op) {
      for (int step = LANES / 2; step > 0; step /= 2) input = op(input, __shfl_down_sync(0xffffffffu, input, step, LANES));
      return input;
    }
    __device__ T Sum(T input) { return Reduce(input, cub::Sum()); }
  };
`;

const scans = `
  enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
  template <class T, int X, BlockScanAlgorithm A = BLOCK_SCAN_RAKING, int Y = 1, int Z = 1> class BlockScan {
  public:
    struct TempStorage { T values[X * Y * Z]; };
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
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op) { ${thread} run(input, op); output = storage.values[t]; }
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op, T &total) {
      ${thread} run(input, op); output = storage.values[t]; total = storage.values[X * Y * Z - 1];
    }
    template <class Op> __device__ void ExclusiveScan(T input, T &output, T initial, Op op) {
      ${thread} run(input, op); output = t == 0 ? initial : op(initial, storage.values[t - 1]);
    }
    __device__ void InclusiveSum(T input, T &output) { InclusiveScan(input, output, cub::Sum()); }
    __device__ void InclusiveSum(T input, T &output, T &total) { InclusiveScan(input, output, cub::Sum(), total); }
    __device__ void ExclusiveSum(T input, T &output) { ExclusiveScan(input, output, T(), cub::Sum()); }
    __device__ void ExclusiveSum(T input, T &output, T &total) {
      ExclusiveScan(input, output, T(), cub::Sum()); total = storage.values[X * Y * Z - 1];
    }
    template <int N> __device__ void ExclusiveSum(T (&input)[N], T (&output)[N]) {
      T own = input[0], before;
      for (int i = 1; i < N; i++) own = own + input[i];
      ExclusiveSum(own, before);
      for (int i = 0; i < N; i++) { T next = before + input[i]; output[i] = before; before = next; }
    }
    template <int N> __device__ void InclusiveSum(T (&input)[N], T (&output)[N]) {
      T own = input[0], before;
      for (int i = 1; i < N; i++) own = own + input[i];
      ExclusiveSum(own, before);
      for (int i = 0; i < N; i++) { before = before + input[i]; output[i] = before; }
    }
  };
  template <class T, int LANES = 32> class WarpScan {
  public:
    struct TempStorage { char unused; };
    __device__ WarpScan(TempStorage &s) {}
    template <class Op> __device__ void InclusiveScan(T input, T &output, Op op) {
      int lane = threadIdx.x % LANES;
      for (int step = 1; step < LANES; step *= 2) {
        T other = __shfl_up_sync(0xffffffffu, input, step, LANES);
        if (lane >= step) input = op(other, input);
      }
      output = input;
    }
    __device__ void InclusiveSum(T input, T &output) { InclusiveScan(input, output, cub::Sum()); }
    __device__ void ExclusiveSum(T input, T &output) { T all; InclusiveScan(input, all, cub::Sum()); output = all - input; }
  };
`;

export const cubText = `namespace cub {${operators}${reductions}${scans}}\n`;
