// cuBLAS's and hipBLAS's own additions: batches, sums and scalings of matrices, and products of mixed types, which are
// computed in float, double or int and rounded once. Part of blas.h, whose macros it uses.
#pragma once

namespace crosswarp {
namespace blas {

inline float times(float a, float b) { return a * b; }
inline double times(double a, double b) { return a * b; }
template <class C, class = decltype(C::y)> C times(C a, C b) { return {a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x}; }
inline float plus(float a, float b) { return a + b; }
inline double plus(double a, double b) { return a + b; }
template <class C, class = decltype(C::y)> C plus(C a, C b) { return {a.x + b.x, a.y + b.y}; }
inline float conjugate(float a) { return a; }
inline double conjugate(double a) { return a; }
template <class C, class = decltype(C::y)> C conjugate(C a) { return {a.x, -a.y}; }
template <class T> bool is_zero(T a) {
    T zero{};
    return std::memcmp(&a, &zero, sizeof a) == 0;
}

/** Element (i, j) of op(A). */
template <class T> T element(const T* A, int lda, Operation op, int i, int j) {
    if (op == CROSSWARP_BLAS_WORD(OP_N)) return A[std::size_t(j) * lda + i];
    const T a = A[std::size_t(i) * lda + j];
    return op == CROSSWARP_BLAS_WORD(OP_T) ? a : conjugate(a);
}

inline void gemm(CBLAS_TRANSPOSE a, CBLAS_TRANSPOSE b, int m, int n, int k, float al, const float* A, int lda, const float* B, int ldb, float be, float* C, int ldc) {
    cblas_sgemm(CblasColMajor, a, b, m, n, k, al, A, lda, B, ldb, be, C, ldc);
}
inline void gemm(CBLAS_TRANSPOSE a, CBLAS_TRANSPOSE b, int m, int n, int k, double al, const double* A, int lda, const double* B, int ldb, double be, double* C, int ldc) {
    cblas_dgemm(CblasColMajor, a, b, m, n, k, al, A, lda, B, ldb, be, C, ldc);
}
inline void gemm(CBLAS_TRANSPOSE a, CBLAS_TRANSPOSE b, int m, int n, int k, float2 al, const float2* A, int lda, const float2* B, int ldb, float2 be, float2* C, int ldc) {
    cblas_cgemm(CblasColMajor, a, b, m, n, k, &al, A, lda, B, ldb, &be, C, ldc);
}
inline void gemm(CBLAS_TRANSPOSE a, CBLAS_TRANSPOSE b, int m, int n, int k, double2 al, const double2* A, int lda, const double2* B, int ldb, double2 be, double2* C, int ldc) {
    cblas_zgemm(CblasColMajor, a, b, m, n, k, &al, A, lda, B, ldb, &be, C, ldc);
}

/** Kinds of numbers a product may have; what hipBLAS's older names mean is the same kind. */
enum class Kind_ { f16, bf16, f32, f64, i8, i32, c32, c64, none };
inline Kind_ kind_of(int type) {
    switch (type) {
    case 2: case 150: return Kind_::f16;
    case 14: case 168: return Kind_::bf16;
    case 0: case 151: return Kind_::f32;
    case 1: case 152: return Kind_::f64;
    case 3: case 160: return Kind_::i8;
    case 10: case 162: return Kind_::i32;
    case 4: case 154: return Kind_::c32;
    case 5: case 155: return Kind_::c64;
    default: return Kind_::none;
    }
}
inline std::size_t size_of(Kind_ kind) {
    switch (kind) {
    case Kind_::i8: return 1;
    case Kind_::f16: case Kind_::bf16: return 2;
    case Kind_::f64: case Kind_::c32: return 8;
    case Kind_::c64: return 16;
    default: return 4;
    }
}
/** One number of a kind as a double, and back. Complex kinds never come here. */
inline double get(Kind_ kind, const void* from, std::size_t i) {
    switch (kind) {
    case Kind_::f16: return float(static_cast<const __half*>(from)[i]);
    case Kind_::bf16: return float(static_cast<const CROSSWARP_PICK(__nv_bfloat16, __hip_bfloat16)*>(from)[i]);
    case Kind_::f32: return static_cast<const float*>(from)[i];
    case Kind_::f64: return static_cast<const double*>(from)[i];
    case Kind_::i8: return static_cast<const signed char*>(from)[i];
    default: return static_cast<const int*>(from)[i];
    }
}
inline void put(Kind_ kind, void* to, std::size_t i, double value) {
    switch (kind) {
    case Kind_::f16: static_cast<__half*>(to)[i] = __half(float(value)); break;
    case Kind_::bf16: static_cast<CROSSWARP_PICK(__nv_bfloat16, __hip_bfloat16)*>(to)[i] = CROSSWARP_PICK(__nv_bfloat16, __hip_bfloat16)(float(value)); break;
    case Kind_::f32: static_cast<float*>(to)[i] = float(value); break;
    case Kind_::f64: static_cast<double*>(to)[i] = value; break;
    case Kind_::i8: static_cast<signed char*>(to)[i] = static_cast<signed char>(value); break;
    default: static_cast<int*>(to)[i] = static_cast<int>(value);
    }
}

/** A product whose types differ: each matrix with its kind. */
struct Mixed {
    Operation opa, opb;
    int m, n, k;
    const void *alpha, *A;
    Kind_ a;
    int lda;
    const void* B;
    Kind_ b;
    int ldb;
    const void* beta;
    void* C;
    Kind_ c;
    int ldc;
    Kind_ scalars; // of alpha and beta
};
template <class T> std::vector<T> unpacked(Kind_ kind, const void* from, int rows, int columns, int ld) {
    std::vector<T> to(std::size_t(rows) * columns);
    for (int j = 0; j < columns; j++)
        for (int i = 0; i < rows; i++) to[std::size_t(j) * rows + i] = static_cast<T>(get(kind, from, std::size_t(j) * ld + i));
    return to;
}
template <class T> void multiply(const Mixed& p, double alpha, double beta) {
    const bool na = p.opa == CROSSWARP_BLAS_WORD(OP_N), nb = p.opb == CROSSWARP_BLAS_WORD(OP_N);
    const int ra = na ? p.m : p.k, ca = na ? p.k : p.m, rb = nb ? p.k : p.n, cb = nb ? p.n : p.k;
    const std::vector<T> A = unpacked<T>(p.a, p.A, ra, ca, p.lda), B = unpacked<T>(p.b, p.B, rb, cb, p.ldb);
    std::vector<T> C(std::size_t(p.m) * p.n);
    gemm(word(p.opa), word(p.opb), p.m, p.n, p.k, T(alpha), A.data(), std::max(1, ra), B.data(), std::max(1, rb), T(0), C.data(), std::max(1, p.m));
    for (int j = 0; j < p.n; j++)
        for (int i = 0; i < p.m; i++) {
            const std::size_t at = std::size_t(j) * p.ldc + i;
            put(p.c, p.C, at, C[std::size_t(j) * p.m + i] + (beta == 0 ? 0 : beta * get(p.c, p.C, at)));
        }
}
inline void multiply(const Mixed& p) {
    if (p.m <= 0 || p.n <= 0) return;
    if (p.c == Kind_::c32)
        return gemm(word(p.opa), word(p.opb), p.m, p.n, p.k, *static_cast<const float2*>(p.alpha), static_cast<const float2*>(p.A), p.lda,
                    static_cast<const float2*>(p.B), p.ldb, *static_cast<const float2*>(p.beta), static_cast<float2*>(p.C), p.ldc);
    if (p.c == Kind_::c64)
        return gemm(word(p.opa), word(p.opb), p.m, p.n, p.k, *static_cast<const double2*>(p.alpha), static_cast<const double2*>(p.A), p.lda,
                    static_cast<const double2*>(p.B), p.ldb, *static_cast<const double2*>(p.beta), static_cast<double2*>(p.C), p.ldc);
    const double alpha = get(p.scalars, p.alpha, 0), beta = get(p.scalars, p.beta, 0);
    // Whole numbers fit a double's 53 bits.
    if (p.a == Kind_::f64 || p.scalars == Kind_::f64 || p.a == Kind_::i8) multiply<double>(p, alpha, beta);
    else multiply<float>(p, alpha, beta);
}
/** `count` products, each matrix a step of elements after the one before. */
inline Status multiply_all(Handle h, Mixed p, int count, long long step_a, long long step_b, long long step_c) {
    if (!Contexts::instance().has(h)) return not_initialized;
    for (Kind_ kind : {p.a, p.b, p.c, p.scalars})
        if (kind == Kind_::none) return not_supported;
    const bool complex = p.c == Kind_::c32 || p.c == Kind_::c64;
    if (complex ? p.a != p.c || p.b != p.c : p.a == Kind_::c32 || p.a == Kind_::c64 || p.b == Kind_::c32 || p.b == Kind_::c64) return not_supported;
    // Scalars of the host are kept with the work.
    struct Kept {
        double2 alpha, beta;
    };
    auto kept = std::make_shared<Kept>();
    const bool host = h->pointers == CROSSWARP_BLAS_WORD(POINTER_MODE_HOST);
    if (host) {
        std::memcpy(&kept->alpha, p.alpha, size_of(complex ? p.c : p.scalars));
        std::memcpy(&kept->beta, p.beta, size_of(complex ? p.c : p.scalars));
        p.alpha = &kept->alpha;
        p.beta = &kept->beta;
    }
    return later(h, p.m >= 0 && p.n >= 0 && p.k >= 0 && count >= 0, [=] {
        for (int i = 0; i < count; i++) {
            Mixed q = p;
            q.A = static_cast<const char*>(p.A) + i * step_a * static_cast<long long>(size_of(p.a));
            q.B = static_cast<const char*>(p.B) + i * step_b * static_cast<long long>(size_of(p.b));
            q.C = static_cast<char*>(p.C) + i * step_c * static_cast<long long>(size_of(p.c));
            multiply(q);
        }
        (void)kept;
    });
}
/** The kind of alpha and beta for a way of computing. */
inline Kind_ scalars_of(CROSSWARP_BLAS(ComputeType_t) compute, Kind_ c) {
    if (c == Kind_::c32 || c == Kind_::c64) return c;
    if (compute == CROSSWARP_PICK(CUBLAS_COMPUTE_16F, HIPBLAS_COMPUTE_16F) || compute == CROSSWARP_PICK(CUBLAS_COMPUTE_16F_PEDANTIC, HIPBLAS_COMPUTE_16F_PEDANTIC)) return Kind_::f16;
    if (compute == CROSSWARP_PICK(CUBLAS_COMPUTE_64F, HIPBLAS_COMPUTE_64F) || compute == CROSSWARP_PICK(CUBLAS_COMPUTE_64F_PEDANTIC, HIPBLAS_COMPUTE_64F_PEDANTIC)) return Kind_::f64;
    if (compute == CROSSWARP_PICK(CUBLAS_COMPUTE_32I, HIPBLAS_COMPUTE_32I) || compute == CROSSWARP_PICK(CUBLAS_COMPUTE_32I_PEDANTIC, HIPBLAS_COMPUTE_32I_PEDANTIC))
        return c == Kind_::i32 ? Kind_::i32 : Kind_::f32;
    return Kind_::f32;
}
#ifdef CROSSWARP_CUDA
inline Kind_ scalars_of(cudaDataType compute, Kind_ c) { return c == Kind_::c32 || c == Kind_::c64 ? c : kind_of(compute); }
#else
inline Kind_ scalars_of(hipblasDatatype_t compute, Kind_ c) { return c == Kind_::c32 || c == Kind_::c64 ? c : kind_of(compute); }
inline Kind_ scalars_of(hipDataType compute, Kind_ c) { return c == Kind_::c32 || c == Kind_::c64 ? c : kind_of(compute); }
#endif

} // namespace blas
} // namespace crosswarp

#define CROSSWARP_OPS crosswarp::blas::Operation opa, crosswarp::blas::Operation opb
template <class TA, class TB, class TC, class Compute>
CROSSWARP_CALL(GemmEx)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const void* alpha, const void* A, TA a, int lda, const void* B,
                       TB b, int ldb, const void* beta, void* C, TC c, int ldc, Compute compute, CROSSWARP_BLAS(GemmAlgo_t)) {
    using namespace crosswarp::blas;
    return multiply_all(h, {opa, opb, m, n, k, alpha, A, kind_of(a), lda, B, kind_of(b), ldb, beta, C, kind_of(c), ldc, scalars_of(compute, kind_of(c))}, 1, 0, 0, 0);
}
template <class TA, class TB, class TC, class Compute>
CROSSWARP_CALL(GemmStridedBatchedEx)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const void* alpha, const void* A, TA a, int lda,
                                     long long step_a, const void* B, TB b, int ldb, long long step_b, const void* beta, void* C, TC c,
                                     int ldc, long long step_c, int count, Compute compute, CROSSWARP_BLAS(GemmAlgo_t)) {
    using namespace crosswarp::blas;
    return multiply_all(h, {opa, opb, m, n, k, alpha, A, kind_of(a), lda, B, kind_of(b), ldb, beta, C, kind_of(c), ldc, scalars_of(compute, kind_of(c))},
                        count, step_a, step_b, step_c);
}
#ifdef CROSSWARP_CUDA
/** Older: the arithmetic is float. */
template <class TA, class TB, class TC>
inline cublasStatus_t cublasSgemmEx(cublasHandle_t h, CROSSWARP_OPS, int m, int n, int k, const float* alpha, const void* A, TA a, int lda,
                                    const void* B, TB b, int ldb, const float* beta, void* C, TC c, int ldc) {
    return cublasGemmEx(h, opa, opb, m, n, k, alpha, A, a, lda, B, b, ldb, beta, C, c, ldc, CUBLAS_COMPUTE_32F, CUBLAS_GEMM_DEFAULT);
}
template <class TX, class TY, class TR, class TE>
inline cublasStatus_t cublasDotEx(cublasHandle_t h, int n, const void* x, TX xt, int incx, const void* y, TY yt, int incy, void* to, TR rt, TE) {
    using namespace crosswarp::blas;
    const Kind_ a = kind_of(xt), b = kind_of(yt), r = kind_of(rt);
    for (Kind_ kind : {a, b, r})
        if (kind == Kind_::none || kind == Kind_::c32 || kind == Kind_::c64) return not_supported;
    const Status s = later(h, to != nullptr, [=] {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += get(a, x, std::size_t(i) * incx) * get(b, y, std::size_t(i) * incy);
        put(r, to, 0, sum);
    });
    if (s == success && h->pointers == CUBLAS_POINTER_MODE_HOST) crosswarp::wait_for_device();
    return s;
}
#endif
CROSSWARP_CALL(Hgemm)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const __half* alpha, const __half* A, int lda, const __half* B,
                      int ldb, const __half* beta, __half* C, int ldc) {
    using namespace crosswarp::blas;
    return multiply_all(h, {opa, opb, m, n, k, alpha, A, Kind_::f16, lda, B, Kind_::f16, ldb, beta, C, Kind_::f16, ldc, Kind_::f16}, 1, 0, 0, 0);
}
CROSSWARP_CALL(HgemmStridedBatched)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const __half* alpha, const __half* A, int lda,
                                    long long sa, const __half* B, int ldb, long long sb, const __half* beta, __half* C, int ldc,
                                    long long sc, int count) {
    using namespace crosswarp::blas;
    return multiply_all(h, {opa, opb, m, n, k, alpha, A, Kind_::f16, lda, B, Kind_::f16, ldb, beta, C, Kind_::f16, ldc, Kind_::f16}, count, sa, sb, sc);
}

#define CROSSWARP_BATCHED(P, p, T)                                                                                     \
    CROSSWARP_CALL(P##gemmStridedBatched)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const T* alpha, const T* A, int lda, \
                                          long long sa, const T* B, int ldb, long long sb, const T* beta, T* C, int ldc, \
                                          long long sc, int count) {                                                   \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && k >= 0 && count >= 0, for (int i = 0; i < count; i++)                      \
            crosswarp::blas::gemm(CROSSWARP_W(opa), CROSSWARP_W(opb), m, n, k, alpha_(), A + i * sa, lda, B + i * sb, ldb, beta_(), C + i * sc, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##gemmBatched)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, int k, const T* alpha, const T* const A[], int lda, \
                                   const T* const B[], int ldb, const T* beta, T* const C[], int ldc, int count) {     \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && k >= 0 && count >= 0, for (int i = 0; i < count; i++)                      \
            crosswarp::blas::gemm(CROSSWARP_W(opa), CROSSWARP_W(opb), m, n, k, alpha_(), A[i], lda, B[i], ldb, beta_(), C[i], ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##trsmBatched)(CROSSWARP_H, crosswarp::blas::Side side, CROSSWARP_TRIANGLE, int m, int n, const T* alpha, \
                                   const T* const A[], int lda, T* const B[], int ldb, int count) {                    \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && count >= 0, const T a = alpha_(); for (int i = 0; i < count; i++)          \
            cblas_##p##trsm(CblasColMajor, CROSSWARP_W(side), CROSSWARP_W(fill), CROSSWARP_W(op), CROSSWARP_W(diagonal), m, n, CROSSWARP_VALUE(a), A[i], lda, B[i], ldb)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##geam)(CROSSWARP_H, CROSSWARP_OPS, int m, int n, const T* alpha, const T* A, int lda, const T* beta, const T* B, \
                            int ldb, T* C, int ldc) {                                                                  \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && ldc >= std::max(1, m),                                                     \
            const T a = alpha_(); const T b = beta_(); const bool no_a = crosswarp::blas::is_zero(a), no_b = crosswarp::blas::is_zero(b); \
            for (int j = 0; j < n; j++) for (int i = 0; i < m; i++) {                                                  \
                T sum{};                                                                                               \
                if (!no_a) sum = crosswarp::blas::times(a, crosswarp::blas::element(A, lda, opa, i, j));               \
                if (!no_b) sum = crosswarp::blas::plus(sum, crosswarp::blas::times(b, crosswarp::blas::element(B, ldb, opb, i, j))); \
                C[std::size_t(j) * ldc + i] = sum;                                                                     \
            });                                                                                                        \
    }                                                                                                                  \
    CROSSWARP_CALL(P##dgmm)(CROSSWARP_H, crosswarp::blas::Side side, int m, int n, const T* A, int lda, const T* x, int incx, T* C, int ldc) { \
        CROSSWARP_LATER(m >= 0 && n >= 0, for (int j = 0; j < n; j++) for (int i = 0; i < m; i++)                      \
            C[std::size_t(j) * ldc + i] = crosswarp::blas::times(A[std::size_t(j) * lda + i],                          \
                x[static_cast<long long>(side == CROSSWARP_BLAS_WORD(SIDE_LEFT) ? i : j) * incx]));                         \
    }
CROSSWARP_BATCHED(S, s, float)
CROSSWARP_BATCHED(D, d, double)
CROSSWARP_BATCHED(C, c, float2)
CROSSWARP_BATCHED(Z, z, double2)
#undef CROSSWARP_BATCHED
#undef CROSSWARP_OPS
