// cuBLAS and hipBLAS over OpenBLAS: handles, and levels 1 to 3 for the four types of numbers. Each call is written once
// and made for all types by the macros at the end.
#pragma once

#include "blas-types.h"

#define CROSSWARP_CALL(name) inline CROSSWARP_BLAS(Status_t) CROSSWARP_BLAS(name)
#define CROSSWARP_H crosswarp::blas::Handle h

CROSSWARP_CALL(Create)(crosswarp::blas::Handle* h) {
    if (!h) return crosswarp::blas::invalid_value;
    *h = crosswarp::blas::Contexts::instance().make();
    return crosswarp::blas::success;
}
CROSSWARP_CALL(Destroy)(CROSSWARP_H) {
    crosswarp::wait_for_device();
    return crosswarp::blas::Contexts::instance().drop(h) ? crosswarp::blas::success : crosswarp::blas::not_initialized;
}
#define CROSSWARP_SETTING(name, type, field)                                                                           \
    CROSSWARP_CALL(Set##name)(CROSSWARP_H, type value) {                                                               \
        if (!crosswarp::blas::Contexts::instance().has(h)) return crosswarp::blas::not_initialized;                    \
        h->field = value;                                                                                              \
        return crosswarp::blas::success;                                                                               \
    }                                                                                                                  \
    CROSSWARP_CALL(Get##name)(CROSSWARP_H, type* value) {                                                              \
        if (!crosswarp::blas::Contexts::instance().has(h)) return crosswarp::blas::not_initialized;                    \
        *value = h->field;                                                                                             \
        return crosswarp::blas::success;                                                                               \
    }
CROSSWARP_SETTING(Stream, crosswarp::Stream, stream)
CROSSWARP_SETTING(PointerMode, CROSSWARP_BLAS(PointerMode_t), pointers)
CROSSWARP_SETTING(AtomicsMode, CROSSWARP_BLAS(AtomicsMode_t), atomics)
CROSSWARP_SETTING(MathMode, CROSSWARP_PICK(cublasMath_t, hipblasMath_t), math)
#undef CROSSWARP_SETTING
CROSSWARP_CALL(SetWorkspace)(CROSSWARP_H, void*, std::size_t) {
    return crosswarp::blas::Contexts::instance().has(h) ? crosswarp::blas::success : crosswarp::blas::not_initialized;
}
CROSSWARP_CALL(GetVersion)(CROSSWARP_H, int* version) {
    (void)h;
    *version = CROSSWARP_PICK(120200, 20400);
    return crosswarp::blas::success;
}
inline const char* CROSSWARP_PICK(cublasGetStatusName, hipblasStatusToString)(CROSSWARP_BLAS(Status_t) s) {
#define CROSSWARP_SAY(name) case CROSSWARP_BLAS_WORD(name): return CROSSWARP_PICK("CUBLAS_", "HIPBLAS_") #name;
    switch (s) {
        CROSSWARP_SAY(STATUS_SUCCESS)
        CROSSWARP_SAY(STATUS_NOT_INITIALIZED)
        CROSSWARP_SAY(STATUS_ALLOC_FAILED)
        CROSSWARP_SAY(STATUS_INVALID_VALUE)
        CROSSWARP_SAY(STATUS_ARCH_MISMATCH)
        CROSSWARP_SAY(STATUS_MAPPING_ERROR)
        CROSSWARP_SAY(STATUS_EXECUTION_FAILED)
        CROSSWARP_SAY(STATUS_INTERNAL_ERROR)
        CROSSWARP_SAY(STATUS_NOT_SUPPORTED)
    default: return CROSSWARP_PICK("CUBLAS_STATUS_UNKNOWN", "HIPBLAS_STATUS_UNKNOWN");
    }
#undef CROSSWARP_SAY
}
#ifdef CROSSWARP_CUDA
inline const char* cublasGetStatusString(cublasStatus_t s) {
    switch (s) {
    case CUBLAS_STATUS_SUCCESS: return "success";
    case CUBLAS_STATUS_NOT_INITIALIZED: return "the library was not initialized";
    case CUBLAS_STATUS_ALLOC_FAILED: return "the resource allocation failed";
    case CUBLAS_STATUS_INVALID_VALUE: return "an invalid value was used as an argument";
    case CUBLAS_STATUS_NOT_SUPPORTED: return "the functionality is not supported";
    default: return "the function failed to launch on the GPU";
    }
}
#endif

// ---- vectors and matrices between host and device ----

#define CROSSWARP_MOVE(name, rows, count, to_step, from_step, kind, tail, stream, later)                               \
    CROSSWARP_CALL(name)(rows int n, int size, const void* from, int from_step, void* to, int to_step tail) {          \
        if (n < 0 || size <= 0 || from_step <= 0 || to_step <= 0) return crosswarp::blas::invalid_value;               \
        const std::size_t s = static_cast<std::size_t>(size);                                                          \
        const crosswarp::Shape shape = crosswarp::blas::moved(count, s, static_cast<std::size_t>(to_step), static_cast<std::size_t>(from_step)); \
        const crosswarp::Error e = later ? crosswarp::copy_later(stream, to, from, shape, crosswarp::CopyKind(kind), 0) \
                                         : crosswarp::copy(to, from, shape, crosswarp::CopyKind(kind), 0);            \
        return e == crosswarp::success ? crosswarp::blas::success : CROSSWARP_BLAS_WORD(STATUS_MAPPING_ERROR);              \
    }
namespace crosswarp {
namespace blas {
struct Counted {
    int rows, columns;
};
/** A vector is a matrix of one row whose columns are a step apart. */
inline Shape moved(Counted c, std::size_t size, std::size_t to_step, std::size_t from_step) {
    return {static_cast<std::size_t>(c.rows) * size, static_cast<std::size_t>(c.columns), to_step * size, from_step * size};
}
} // namespace blas
} // namespace crosswarp
#define CROSSWARP_NONE
#define CROSSWARP_ROWS int m,
#define CROSSWARP_STREAM , crosswarp::Stream stream
#define CROSSWARP_VECTOR (crosswarp::blas::Counted{1, n})
#define CROSSWARP_MATRIX (crosswarp::blas::Counted{m, n})
CROSSWARP_MOVE(SetVector, CROSSWARP_NONE, CROSSWARP_VECTOR, to_step, from_step, 1, CROSSWARP_NONE, 0, false)
CROSSWARP_MOVE(GetVector, CROSSWARP_NONE, CROSSWARP_VECTOR, to_step, from_step, 2, CROSSWARP_NONE, 0, false)
CROSSWARP_MOVE(SetMatrix, CROSSWARP_ROWS, CROSSWARP_MATRIX, to_step, from_step, 1, CROSSWARP_NONE, 0, false)
CROSSWARP_MOVE(GetMatrix, CROSSWARP_ROWS, CROSSWARP_MATRIX, to_step, from_step, 2, CROSSWARP_NONE, 0, false)
CROSSWARP_MOVE(SetVectorAsync, CROSSWARP_NONE, CROSSWARP_VECTOR, to_step, from_step, 1, CROSSWARP_STREAM, stream, true)
CROSSWARP_MOVE(GetVectorAsync, CROSSWARP_NONE, CROSSWARP_VECTOR, to_step, from_step, 2, CROSSWARP_STREAM, stream, true)
CROSSWARP_MOVE(SetMatrixAsync, CROSSWARP_ROWS, CROSSWARP_MATRIX, to_step, from_step, 1, CROSSWARP_STREAM, stream, true)
CROSSWARP_MOVE(GetMatrixAsync, CROSSWARP_ROWS, CROSSWARP_MATRIX, to_step, from_step, 2, CROSSWARP_STREAM, stream, true)
#undef CROSSWARP_MOVE
#undef CROSSWARP_NONE
#undef CROSSWARP_ROWS
#undef CROSSWARP_STREAM
#undef CROSSWARP_VECTOR
#undef CROSSWARP_MATRIX

#define CROSSWARP_LATER(valid, ...)                                                                                    \
    return crosswarp::blas::later(h, valid, [=] { __VA_ARGS__; })
#define CROSSWARP_SCALAR(T, name) const crosswarp::blas::Scalar<T> name##_ = h ? crosswarp::blas::scalar(h, name) : crosswarp::blas::Scalar<T>{}
#define CROSSWARP_VALUE(name) crosswarp::blas::passed(name)
#define CROSSWARP_W(x) crosswarp::blas::word(x)

// ---- level 1 ----

#define CROSSWARP_LEVEL1(P, p, T, R, NR, nr, I, i)                                                                     \
    CROSSWARP_CALL(P##axpy)(CROSSWARP_H, int n, const T* alpha, const T* x, int incx, T* y, int incy) {                \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(true, const T a = alpha_(); cblas_##p##axpy(n, CROSSWARP_VALUE(a), x, incx, y, incy));         \
    }                                                                                                                  \
    CROSSWARP_CALL(P##scal)(CROSSWARP_H, int n, const T* alpha, T* x, int incx) {                                      \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(true, const T a = alpha_(); cblas_##p##scal(n, CROSSWARP_VALUE(a), x, incx));                  \
    }                                                                                                                  \
    CROSSWARP_CALL(P##copy)(CROSSWARP_H, int n, const T* x, int incx, T* y, int incy) {                                \
        CROSSWARP_LATER(true, cblas_##p##copy(n, x, incx, y, incy));                                                   \
    }                                                                                                                  \
    CROSSWARP_CALL(P##swap)(CROSSWARP_H, int n, T* x, int incx, T* y, int incy) {                                      \
        CROSSWARP_LATER(true, cblas_##p##swap(n, x, incx, y, incy));                                                   \
    }                                                                                                                  \
    CROSSWARP_CALL(NR##nrm2)(CROSSWARP_H, int n, const T* x, int incx, R* to) {                                        \
        return crosswarp::blas::result(h, to, true, [=] { return cblas_##nr##nrm2(n, x, incx); });                     \
    }                                                                                                                  \
    CROSSWARP_CALL(NR##asum)(CROSSWARP_H, int n, const T* x, int incx, R* to) {                                        \
        return crosswarp::blas::result(h, to, true, [=] { return cblas_##nr##asum(n, x, incx); });                     \
    }                                                                                                                  \
    CROSSWARP_CALL(I##amax)(CROSSWARP_H, int n, const T* x, int incx, int* to) {                                       \
        return crosswarp::blas::result(h, to, true, [=] { return n > 0 ? int(cblas_##i##amax(n, x, incx)) + 1 : 0; }); \
    }                                                                                                                  \
    CROSSWARP_CALL(I##amin)(CROSSWARP_H, int n, const T* x, int incx, int* to) {                                       \
        return crosswarp::blas::result(h, to, true, [=] { return n > 0 ? int(cblas_##i##amin(n, x, incx)) + 1 : 0; }); \
    }
CROSSWARP_LEVEL1(S, s, float, float, S, s, Is, is)
CROSSWARP_LEVEL1(D, d, double, double, D, d, Id, id)
CROSSWARP_LEVEL1(C, c, float2, float, Sc, sc, Ic, ic)
CROSSWARP_LEVEL1(Z, z, double2, double, Dz, dz, Iz, iz)
#undef CROSSWARP_LEVEL1

// ---- levels 2 and 3, all types ----

#define CROSSWARP_TRIANGLE crosswarp::blas::Fill fill, crosswarp::blas::Operation op, crosswarp::blas::Diagonal diagonal
#define CROSSWARP_WORDS CblasColMajor, CROSSWARP_W(fill), CROSSWARP_W(op), CROSSWARP_W(diagonal)
#define CROSSWARP_LEVEL23(P, p, T)                                                                                     \
    CROSSWARP_CALL(P##gemv)(CROSSWARP_H, crosswarp::blas::Operation op, int m, int n, const T* alpha, const T* A, int lda, \
                            const T* x, int incx, const T* beta, T* y, int incy) {                                     \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && lda >= std::max(1, m) && incx && incy,                                     \
            const T a = alpha_(); const T b = beta_();                                                                 \
            cblas_##p##gemv(CblasColMajor, CROSSWARP_W(op), m, n, CROSSWARP_VALUE(a), A, lda, x, incx, CROSSWARP_VALUE(b), y, incy)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##gbmv)(CROSSWARP_H, crosswarp::blas::Operation op, int m, int n, int kl, int ku, const T* alpha,  \
                            const T* A, int lda, const T* x, int incx, const T* beta, T* y, int incy) {                \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && lda > kl + ku && incx && incy, const T a = alpha_(); const T b = beta_();  \
            cblas_##p##gbmv(CblasColMajor, CROSSWARP_W(op), m, n, kl, ku, CROSSWARP_VALUE(a), A, lda, x, incx, CROSSWARP_VALUE(b), y, incy)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##trmv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, const T* A, int lda, T* x, int incx) {             \
        CROSSWARP_LATER(n >= 0 && lda >= std::max(1, n) && incx, cblas_##p##trmv(CROSSWARP_WORDS, n, A, lda, x, incx)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##trsv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, const T* A, int lda, T* x, int incx) {             \
        CROSSWARP_LATER(n >= 0 && lda >= std::max(1, n) && incx, cblas_##p##trsv(CROSSWARP_WORDS, n, A, lda, x, incx)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##tbmv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, int k, const T* A, int lda, T* x, int incx) {      \
        CROSSWARP_LATER(n >= 0 && lda > k && incx, cblas_##p##tbmv(CROSSWARP_WORDS, n, k, A, lda, x, incx));           \
    }                                                                                                                  \
    CROSSWARP_CALL(P##tbsv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, int k, const T* A, int lda, T* x, int incx) {      \
        CROSSWARP_LATER(n >= 0 && lda > k && incx, cblas_##p##tbsv(CROSSWARP_WORDS, n, k, A, lda, x, incx));           \
    }                                                                                                                  \
    CROSSWARP_CALL(P##tpmv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, const T* A, T* x, int incx) {                      \
        CROSSWARP_LATER(n >= 0 && incx, cblas_##p##tpmv(CROSSWARP_WORDS, n, A, x, incx));                              \
    }                                                                                                                  \
    CROSSWARP_CALL(P##tpsv)(CROSSWARP_H, CROSSWARP_TRIANGLE, int n, const T* A, T* x, int incx) {                      \
        CROSSWARP_LATER(n >= 0 && incx, cblas_##p##tpsv(CROSSWARP_WORDS, n, A, x, incx));                              \
    }                                                                                                                  \
    CROSSWARP_CALL(P##gemm)(CROSSWARP_H, crosswarp::blas::Operation opa, crosswarp::blas::Operation opb, int m, int n, int k, \
                            const T* alpha, const T* A, int lda, const T* B, int ldb, const T* beta, T* C, int ldc) {  \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0 && k >= 0 && lda >= std::max(1, opa == CROSSWARP_BLAS_WORD(OP_N) ? m : k) &&       \
                            ldb >= std::max(1, opb == CROSSWARP_BLAS_WORD(OP_N) ? k : n) && ldc >= std::max(1, m),          \
            const T a = alpha_(); const T b = beta_();                                                                 \
            cblas_##p##gemm(CblasColMajor, CROSSWARP_W(opa), CROSSWARP_W(opb), m, n, k, CROSSWARP_VALUE(a), A, lda, B, ldb, CROSSWARP_VALUE(b), C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##symm)(CROSSWARP_H, crosswarp::blas::Side side, crosswarp::blas::Fill fill, int m, int n, const T* alpha, \
                            const T* A, int lda, const T* B, int ldb, const T* beta, T* C, int ldc) {                  \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0, const T a = alpha_(); const T b = beta_();                                   \
            cblas_##p##symm(CblasColMajor, CROSSWARP_W(side), CROSSWARP_W(fill), m, n, CROSSWARP_VALUE(a), A, lda, B, ldb, CROSSWARP_VALUE(b), C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##syrk)(CROSSWARP_H, crosswarp::blas::Fill fill, crosswarp::blas::Operation op, int n, int k,      \
                            const T* alpha, const T* A, int lda, const T* beta, T* C, int ldc) {                       \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && k >= 0, const T a = alpha_(); const T b = beta_();                                   \
            cblas_##p##syrk(CblasColMajor, CROSSWARP_W(fill), CROSSWARP_W(op), n, k, CROSSWARP_VALUE(a), A, lda, CROSSWARP_VALUE(b), C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##syr2k)(CROSSWARP_H, crosswarp::blas::Fill fill, crosswarp::blas::Operation op, int n, int k,     \
                             const T* alpha, const T* A, int lda, const T* B, int ldb, const T* beta, T* C, int ldc) { \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && k >= 0, const T a = alpha_(); const T b = beta_();                                   \
            cblas_##p##syr2k(CblasColMajor, CROSSWARP_W(fill), CROSSWARP_W(op), n, k, CROSSWARP_VALUE(a), A, lda, B, ldb, CROSSWARP_VALUE(b), C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##trsm)(CROSSWARP_H, crosswarp::blas::Side side, CROSSWARP_TRIANGLE, int m, int n, const T* alpha, \
                            const T* A, int lda, T* B, int ldb) {                                                      \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && ldb >= std::max(1, m), const T a = alpha_();                               \
            cblas_##p##trsm(CblasColMajor, CROSSWARP_W(side), CROSSWARP_W(fill), CROSSWARP_W(op), CROSSWARP_W(diagonal), m, n, CROSSWARP_VALUE(a), A, lda, B, ldb)); \
    }                                                                                                                  \
    /** Unlike BLAS, the product goes to a matrix of its own. */                                                       \
    CROSSWARP_CALL(P##trmm)(CROSSWARP_H, crosswarp::blas::Side side, CROSSWARP_TRIANGLE, int m, int n, const T* alpha, \
                            const T* A, int lda, const T* B, int ldb, T* C, int ldc) {                                 \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && ldb >= std::max(1, m) && ldc >= std::max(1, m), const T a = alpha_();      \
            if (B != C) for (int j = 0; j < n; j++) std::memcpy(C + std::size_t(j) * ldc, B + std::size_t(j) * ldb, sizeof(T) * m); \
            cblas_##p##trmm(CblasColMajor, CROSSWARP_W(side), CROSSWARP_W(fill), CROSSWARP_W(op), CROSSWARP_W(diagonal), m, n, CROSSWARP_VALUE(a), A, lda, C, ldc)); \
    }
CROSSWARP_LEVEL23(S, s, float)
CROSSWARP_LEVEL23(D, d, double)
CROSSWARP_LEVEL23(C, c, float2)
CROSSWARP_LEVEL23(Z, z, double2)
#undef CROSSWARP_LEVEL23

#include "blas-kinds.h"
#include "blas-batched.h"
#ifdef CROSSWARP_HIP
#include "blas-names.h"
#endif

#undef CROSSWARP_TRIANGLE
#undef CROSSWARP_WORDS
#undef CROSSWARP_LATER
#undef CROSSWARP_SCALAR
#undef CROSSWARP_VALUE
#undef CROSSWARP_W
#undef CROSSWARP_CALL
#undef CROSSWARP_H
