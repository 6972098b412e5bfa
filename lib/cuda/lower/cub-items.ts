// CUB's operations that move a block's items: loads, stores, exchanges, differences of neighbours; and the bits that its sorts
// go by. Written in CUDA. How a load or store goes about it (vectors, transposed) makes no difference to what is where.

const thread = 'int t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);';

/** The free functions and, in terms of them, the classes. `at`: where item i of thread t lies. */
function movesOf(name: string, at: string, threads: string): string {
  const head = (more = '') => `template <${threads}class T, int N, class I${more}> __device__ void`;
  const each = (work: string) => `for (int i = 0; i < N; i++) ${work}`;
  return `
  ${head()} LoadDirect${name}(int t, I from, T (&items)[N]) { ${each(`items[i] = from[${at}];`)} }
  ${head()} LoadDirect${name}(int t, I from, T (&items)[N], int valid) { ${each(`if (${at} < valid) items[i] = from[${at}];`)} }
  ${head(', class D')} LoadDirect${name}(int t, I from, T (&items)[N], int valid, D other) {
    ${each(`{ if (${at} < valid) items[i] = from[${at}]; else items[i] = other; }`)}
  }
  ${head()} StoreDirect${name}(int t, I to, T (&items)[N]) { ${each(`to[${at}] = items[i];`)} }
  ${head()} StoreDirect${name}(int t, I to, T (&items)[N], int valid) { ${each(`if (${at} < valid) to[${at}] = items[i];`)} }
`;
}

// Transposing goes through shared memory, with a barrier of the block.
const loads = `
  enum BlockLoadAlgorithm { BLOCK_LOAD_DIRECT, BLOCK_LOAD_STRIPED, BLOCK_LOAD_VECTORIZE, BLOCK_LOAD_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED };
  enum BlockStoreAlgorithm { BLOCK_STORE_DIRECT, BLOCK_STORE_STRIPED, BLOCK_STORE_VECTORIZE, BLOCK_STORE_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED };
  template <class T, int X, int N, BlockLoadAlgorithm A = BLOCK_LOAD_DIRECT, int Y = 1, int Z = 1> class BlockLoad {
  public:
    struct TempStorage { char unused; };
    __device__ BlockLoad() {}
    __device__ BlockLoad(TempStorage &s) {}
    template <class I> __device__ void Load(I from, T (&items)[N]) {
      ${thread}
      if constexpr (A == BLOCK_LOAD_STRIPED) LoadDirectStriped<X * Y * Z>(t, from, items); else LoadDirectBlocked(t, from, items);
      if constexpr (A == BLOCK_LOAD_TRANSPOSE) __syncthreads();
    }
    template <class I> __device__ void Load(I from, T (&items)[N], int valid) {
      ${thread}
      if constexpr (A == BLOCK_LOAD_STRIPED) LoadDirectStriped<X * Y * Z>(t, from, items, valid); else LoadDirectBlocked(t, from, items, valid);
      if constexpr (A == BLOCK_LOAD_TRANSPOSE) __syncthreads();
    }
    template <class I, class D> __device__ void Load(I from, T (&items)[N], int valid, D other) {
      ${thread}
      if constexpr (A == BLOCK_LOAD_STRIPED) LoadDirectStriped<X * Y * Z>(t, from, items, valid, other); else LoadDirectBlocked(t, from, items, valid, other);
      if constexpr (A == BLOCK_LOAD_TRANSPOSE) __syncthreads();
    }
  };
  template <class T, int X, int N, BlockStoreAlgorithm A = BLOCK_STORE_DIRECT, int Y = 1, int Z = 1> class BlockStore {
  public:
    struct TempStorage { char unused; };
    __device__ BlockStore() {}
    __device__ BlockStore(TempStorage &s) {}
    template <class O> __device__ void Store(O to, T (&items)[N]) {
      ${thread}
      if constexpr (A == BLOCK_STORE_TRANSPOSE) __syncthreads();
      if constexpr (A == BLOCK_STORE_STRIPED) StoreDirectStriped<X * Y * Z>(t, to, items); else StoreDirectBlocked(t, to, items);
    }
    template <class O> __device__ void Store(O to, T (&items)[N], int valid) {
      ${thread}
      if constexpr (A == BLOCK_STORE_TRANSPOSE) __syncthreads();
      if constexpr (A == BLOCK_STORE_STRIPED) StoreDirectStriped<X * Y * Z>(t, to, items, valid); else StoreDirectBlocked(t, to, items, valid);
    }
  };
`;

const exchange = (name: string, from: string, to: string) => `
    template <class U> __device__ void ${name}(const T (&input)[N], U (&output)[N]) {
      for (int i = 0; i < N; i++) storage.values[${from}(i)] = input[i];
      __syncthreads();
      for (int i = 0; i < N; i++) output[i] = storage.values[${to}(i)];
    }
    __device__ void ${name}(T (&items)[N]) { ${name}(items, items); }`;

const scatter = (name: string, to: string, more = '', condition = '') => `
    template <class U, class R${more && ', class V'}> __device__ void ${name}(const T (&input)[N], U (&output)[N], R (&ranks)[N]${more}) {
      for (int i = 0; i < N; i++) ${condition}storage.values[ranks[i]] = input[i];
      __syncthreads();
      for (int i = 0; i < N; i++) output[i] = storage.values[${to}(i)];
    }
    template <class R${more && ', class V'}> __device__ void ${name}(T (&items)[N], R (&ranks)[N]${more}) { ${name}(items, items, ranks${more && ', flags'}); }`;

const exchanges = `
  template <class T, int X, int N, bool SLICES = false, int Y = 1, int Z = 1> class BlockExchange {
  public:
    struct TempStorage { T values[X * Y * Z * N]; };
    TempStorage &storage;
    __device__ BlockExchange(TempStorage &s) : storage(s) {}
    __device__ int blocked(int i) const { ${thread} return t * N + i; }
    __device__ int striped(int i) const { ${thread} return i * (X * Y * Z) + t; }
    __device__ int warpStriped(int i) const {
      ${thread}
      int first = t / warpSize * warpSize, width = X * Y * Z - first;
      if (width > warpSize) width = warpSize;
      return first * N + i * width + t % warpSize;
    }
    ${exchange('StripedToBlocked', 'striped', 'blocked')}
    ${exchange('BlockedToStriped', 'blocked', 'striped')}
    ${exchange('WarpStripedToBlocked', 'warpStriped', 'blocked')}
    ${exchange('BlockedToWarpStriped', 'blocked', 'warpStriped')}
    ${scatter('ScatterToBlocked', 'blocked')}
    ${scatter('ScatterToStriped', 'striped')}
    ${scatter('ScatterToStripedGuarded', 'striped', '', 'if (ranks[i] >= 0) ')}
    ${scatter('ScatterToStripedFlagged', 'striped', ', V (&flags)[N]', 'if (flags[i]) ')}
  };
`;

// Items are handed on as places, not as constants: operators may take them by reference.
const neighbours = `
  template <class T, int X, int Y = 1, int Z = 1> class BlockAdjacentDifference {
  public:
    struct TempStorage { T first[X * Y * Z]; T last[X * Y * Z]; };
    TempStorage &storage;
    __device__ BlockAdjacentDifference(TempStorage &s) : storage(s) {}
    template <int N, class U, class Op> __device__ void left(T (&items)[N], U (&output)[N], Op op, int valid, bool led, T before) {
      ${thread}
      storage.last[t] = items[N - 1];
      __syncthreads();
      for (int i = N - 1; i > 0; i--) {
        if (t * N + i < valid) output[i] = op(items[i], items[i - 1]);
        else output[i] = items[i];
      }
      if (t * N < valid && t > 0) output[0] = op(items[0], storage.last[t - 1]);
      else if (t * N < valid && led) output[0] = op(items[0], before);
      else output[0] = items[0];
    }
    template <int N, class U, class Op> __device__ void right(T (&items)[N], U (&output)[N], Op op, int valid, bool led, T after) {
      ${thread}
      storage.first[t] = items[0];
      __syncthreads();
      for (int i = 0; i < N; i++) {
        if (t * N + i + 1 < valid && i + 1 < N) output[i] = op(items[i], items[i + 1 < N ? i + 1 : i]);
        else if (t * N + i + 1 < valid) output[i] = op(items[i], storage.first[t + 1]);
        else if (led && t * N + i + 1 == valid) output[i] = op(items[i], after);
        else output[i] = items[i];
      }
    }
    template <int N, class U, class Op> __device__ void SubtractLeft(T (&items)[N], U (&output)[N], Op op) { left(items, output, op, X * Y * Z * N, false, items[0]); }
    template <int N, class U, class Op> __device__ void SubtractLeft(T (&items)[N], U (&output)[N], Op op, T before) { left(items, output, op, X * Y * Z * N, true, before); }
    template <int N, class U, class Op> __device__ void SubtractLeftPartialTile(T (&items)[N], U (&output)[N], Op op, int valid) { left(items, output, op, valid, false, items[0]); }
    template <int N, class U, class Op> __device__ void SubtractLeftPartialTile(T (&items)[N], U (&output)[N], Op op, int valid, T before) { left(items, output, op, valid, true, before); }
    template <int N, class U, class Op> __device__ void SubtractRight(T (&items)[N], U (&output)[N], Op op) { right(items, output, op, X * Y * Z * N, false, items[0]); }
    template <int N, class U, class Op> __device__ void SubtractRight(T (&items)[N], U (&output)[N], Op op, T after) { right(items, output, op, X * Y * Z * N, true, after); }
    template <int N, class U, class Op> __device__ void SubtractRightPartialTile(T (&items)[N], U (&output)[N], Op op, int valid) { right(items, output, op, valid, false, items[0]); }
  };
  template <class T, int X, int Y = 1, int Z = 1> class BlockDiscontinuity {
  public:
    struct TempStorage { T first[X * Y * Z]; T last[X * Y * Z]; };
    TempStorage &storage;
    __device__ BlockDiscontinuity(TempStorage &s) : storage(s) {}
    template <int N, class F, class Op> __device__ void heads(F (&flags)[N], T (&items)[N], Op op, bool led, T before) {
      ${thread}
      storage.last[t] = items[N - 1];
      __syncthreads();
      for (int i = N - 1; i > 0; i--) flags[i] = op(items[i - 1], items[i]);
      if (t > 0) flags[0] = op(storage.last[t - 1], items[0]);
      else if (led) flags[0] = op(before, items[0]);
      else flags[0] = 1;
    }
    template <int N, class F, class Op> __device__ void tails(F (&flags)[N], T (&items)[N], Op op, bool led, T after) {
      ${thread}
      storage.first[t] = items[0];
      __syncthreads();
      for (int i = 0; i + 1 < N; i++) flags[i] = op(items[i], items[i + 1]);
      if (t + 1 < X * Y * Z) flags[N - 1] = op(items[N - 1], storage.first[t + 1]);
      else if (led) flags[N - 1] = op(items[N - 1], after);
      else flags[N - 1] = 1;
    }
    template <int N, class F, class Op> __device__ void FlagHeads(F (&flags)[N], T (&items)[N], Op op) { heads(flags, items, op, false, items[0]); }
    template <int N, class F, class Op> __device__ void FlagHeads(F (&flags)[N], T (&items)[N], Op op, T before) { heads(flags, items, op, true, before); }
    template <int N, class F, class Op> __device__ void FlagTails(F (&flags)[N], T (&items)[N], Op op) { tails(flags, items, op, false, items[0]); }
    template <int N, class F, class Op> __device__ void FlagTails(F (&flags)[N], T (&items)[N], Op op, T after) { tails(flags, items, op, true, after); }
  };
`;

/** What a radix sort goes by: unsigned numbers in the order of the keys. Floats come in as their bits. */
function traits(): string {
  const one = (type: string, bits: string, into: string, out: string) => `
  template <> struct Traits<${type}> {
    typedef ${bits} UnsignedBits;
    static __host__ __device__ ${bits} TwiddleIn(${bits} key) { return ${into}; }
    static __host__ __device__ ${bits} TwiddleOut(${bits} key) { return ${out}; }
  };`;
  const rows: string[] = [];
  for (const [type, size] of [
    ['char', 1],
    ['short', 2],
    ['int', 4],
    ['long', 8],
    ['long long', 8],
  ] as const) {
    const bits = `unsigned ${type}`;
    const high = `(${bits})((${bits})1 << ${8 * size - 1})`;
    rows.push(one(bits, bits, 'key', 'key'));
    for (const signed of type === 'char' ? ['char', 'signed char'] : [type])
      rows.push(one(signed, bits, `key ^ ${high}`, `key ^ ${high}`));
  }
  for (const [type, bits, size] of [
    ['float', 'unsigned int', 32],
    ['double', 'unsigned long long', 64],
  ] as const) {
    const high = `((${bits})1 << ${size - 1})`;
    const into = `key ^ ((key & ${high}) ? ~(${bits})0 : ${high})`;
    rows.push(one(type, bits, into, `key ^ ((key & ${high}) ? ${high} : ~(${bits})0)`));
  }
  return `
  template <class T> struct Traits {};${rows.join('')}
  template <class T> struct NumericTraits : Traits<T> {};
`;
}

export const cubItems =
  movesOf('Blocked', 't * N + i', '') +
  movesOf('Striped', 'i * THREADS + t', 'int THREADS, ') +
  loads +
  exchanges +
  neighbours +
  traits();
