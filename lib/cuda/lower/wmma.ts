// WMMA, matrices that a warp holds together, as CUDA text that the prelude declares. Which lane holds which element CUDA leaves
// open: here element e of a matrix is number e % n of lane e / n, where n is how many each lane has; A and C row after row, B
// column after column. Products of half, bfloat16, TF32 and 8-bit numbers are exact; sums go over k in order and round each
// time, which on a GPU may be in another order. Groups of 32 lanes work together, whatever the warp's size.

const core = `
  struct matrix_a {}; struct matrix_b {}; struct accumulator {}; struct row_major {}; struct col_major {};
  enum layout_t { mem_row_major, mem_col_major };
  namespace precision { struct tf32 {}; }
  template <class T> struct Held {
    typedef T type; typedef float sum; static __device__ float of(T v) { return (float)v; }
    static __device__ float add(float s, float l, float r) { return s + l * r; }
  };
  ${['signed char', 'char', 'unsigned char']
    .map(
      (type) => `template <> struct Held<${type}> {
    typedef ${type} type; typedef int sum; static __device__ int of(${type} v) { return v; }
    static __device__ int add(int s, int l, int r) { return s + l * r; }
  };`,
    )
    .join(' ')}
  template <> struct Held<double> {
    typedef double type; typedef double sum; static __device__ double of(double v) { return v; }
    static __device__ double add(double s, double l, double r) { return fma(l, r, s); }
  };
  template <> struct Held<precision::tf32> {
    typedef float type; typedef float sum;
    static __device__ float of(float v) { return __uint_as_float(__float_as_uint(v) & 0xffffe000u); }
    static __device__ float add(float s, float l, float r) { return s + l * r; }
  };
  __device__ inline int number() { return (int)((threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z)) % 32); }
  __device__ inline unsigned long long together() {
    int t = threadIdx.x + blockDim.x * (threadIdx.y + blockDim.y * threadIdx.z);
    return warpSize == 64 ? 0xffffffffull << (t % 64 / 32 * 32) : 0xffffffffull;
  }
  template <class Use, int M, int N, int K, class T, class Layout = void> struct fragment;
  template <int M, int N, int K, class T> struct fragment<matrix_a, M, N, K, T, row_major> {
    static constexpr int num_elements = M * K / 32; typename Held<T>::type x[M * K / 32];
    static __device__ size_t at(int e, size_t ldm) { return e / K * ldm + e % K; }
  };
  template <int M, int N, int K, class T> struct fragment<matrix_a, M, N, K, T, col_major> {
    static constexpr int num_elements = M * K / 32; typename Held<T>::type x[M * K / 32];
    static __device__ size_t at(int e, size_t ldm) { return e % K * ldm + e / K; }
  };
  template <int M, int N, int K, class T> struct fragment<matrix_b, M, N, K, T, row_major> {
    static constexpr int num_elements = K * N / 32; typename Held<T>::type x[K * N / 32];
    static __device__ size_t at(int e, size_t ldm) { return e % K * ldm + e / K; }
  };
  template <int M, int N, int K, class T> struct fragment<matrix_b, M, N, K, T, col_major> {
    static constexpr int num_elements = K * N / 32; typename Held<T>::type x[K * N / 32];
    static __device__ size_t at(int e, size_t ldm) { return e / K * ldm + e % K; }
  };
  template <int M, int N, int K, class T> struct fragment<accumulator, M, N, K, T, void> {
    static constexpr int num_elements = M * N / 32; T x[M * N / 32];
  };
  template <class Use, int M, int N, int K, class T, class L, class V> __device__ void fill_fragment(fragment<Use, M, N, K, T, L> &f, V value) {
    for (int i = 0; i < f.num_elements; i++) f.x[i] = value;
  }
  template <class Use, int M, int N, int K, class T, class L, class V> __device__ void load_matrix_sync(fragment<Use, M, N, K, T, L> &f, const V *from, unsigned int ldm) {
    for (int i = 0; i < f.num_elements; i++) f.x[i] = from[f.at(number() * f.num_elements + i, ldm)];
    __syncwarp(together());
  }
  template <int M, int N, int K, class T> __device__ void load_matrix_sync(fragment<accumulator, M, N, K, T> &f, const T *from, unsigned int ldm, layout_t layout) {
    for (int i = 0; i < f.num_elements; i++) {
      int e = number() * f.num_elements + i;
      f.x[i] = from[layout == mem_row_major ? (size_t)(e / N) * ldm + e % N : (size_t)(e % N) * ldm + e / N];
    }
    __syncwarp(together());
  }
  template <int M, int N, int K, class T> __device__ void store_matrix_sync(T *to, const fragment<accumulator, M, N, K, T> &f, unsigned int ldm, layout_t layout) {
    __syncwarp(together());
    for (int i = 0; i < f.num_elements; i++) {
      int e = number() * f.num_elements + i;
      to[layout == mem_row_major ? (size_t)(e / N) * ldm + e % N : (size_t)(e % N) * ldm + e / N] = f.x[i];
    }
    __syncwarp(together());
  }
  template <int M, int N, int K, class T, class LA, class LB, class D, class C>
  __device__ void mma_sync(fragment<accumulator, M, N, K, D> &d, const fragment<matrix_a, M, N, K, T, LA> &a, const fragment<matrix_b, M, N, K, T, LB> &b, const fragment<accumulator, M, N, K, C> &c) {
    constexpr int own = M * N / 32, ofA = M * K / 32, ofB = K * N / 32;
    typedef typename Held<T>::sum S;
    S sums[M * N / 32];
    for (int i = 0; i < own; i++) sums[i] = (S)c.x[i];
    int row = number() * own / N, column = number() * own % N;
    for (int k = 0; k < K; k++) {
      S left = __shfl_sync(together(), Held<T>::of(a.x[k % ofA]), (row * K + k) / ofA, 32);
      for (int i = 0; i < own; i++) {
        S right = __shfl_sync(together(), Held<T>::of(b.x[k % ofB]), ((column + i) * K + k) / ofB, 32);
        sums[i] = Held<T>::add(sums[i], left, right);
      }
    }
    for (int i = 0; i < own; i++) d.x[i] = (D)sums[i];
  }
  // Ties go away from zero.
  __device__ inline float __float_to_tf32(float v) { return __uint_as_float((__float_as_uint(v) + 0x1000u) & 0xffffe000u); }
`;

export const wmmaText = `namespace nvcuda { namespace wmma {${core}} }\n`;
