// The calls that only real or only complex numbers have. Part of blas.h, whose macros it uses.
#pragma once

#define CROSSWARP_REAL(P, p, T)                                                                                        \
    CROSSWARP_CALL(P##dot)(CROSSWARP_H, int n, const T* x, int incx, const T* y, int incy, T* to) {                    \
        return crosswarp::blas::result(h, to, true, [=] { return cblas_##p##dot(n, x, incx, y, incy); });              \
    }                                                                                                                  \
    CROSSWARP_CALL(P##rot)(CROSSWARP_H, int n, T* x, int incx, T* y, int incy, const T* c, const T* s) {               \
        CROSSWARP_SCALAR(T, c); CROSSWARP_SCALAR(T, s);                                                                \
        CROSSWARP_LATER(true, cblas_##p##rot(n, x, incx, y, incy, c_(), s_()));                                        \
    }                                                                                                                  \
    CROSSWARP_CALL(P##rotg)(CROSSWARP_H, T* a, T* b, T* c, T* s) {                                                     \
        const CROSSWARP_BLAS(Status_t) e = crosswarp::blas::later(h, true, [=] { cblas_##p##rotg(a, b, c, s); });      \
        crosswarp::wait_for_device();                                                                                  \
        return e;                                                                                                      \
    }                                                                                                                  \
    CROSSWARP_CALL(P##symv)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* A, int lda, const T* x, \
                            int incx, const T* beta, T* y, int incy) {                                                 \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && lda >= std::max(1, n) && incx && incy,                                               \
            cblas_##p##symv(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), A, lda, x, incx, beta_(), y, incy));        \
    }                                                                                                                  \
    CROSSWARP_CALL(P##sbmv)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, int k, const T* alpha, const T* A, int lda, \
                            const T* x, int incx, const T* beta, T* y, int incy) {                                     \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && lda > k && incx && incy,                                                             \
            cblas_##p##sbmv(CblasColMajor, CROSSWARP_W(fill), n, k, alpha_(), A, lda, x, incx, beta_(), y, incy));     \
    }                                                                                                                  \
    CROSSWARP_CALL(P##spmv)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* A, const T* x, int incx, \
                            const T* beta, T* y, int incy) {                                                           \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && incx && incy,                                                                        \
            cblas_##p##spmv(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), A, x, incx, beta_(), y, incy));             \
    }                                                                                                                  \
    CROSSWARP_CALL(P##ger)(CROSSWARP_H, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* A, int lda) { \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && lda >= std::max(1, m) && incx && incy,                                     \
            cblas_##p##ger(CblasColMajor, m, n, alpha_(), x, incx, y, incy, A, lda));                                  \
    }                                                                                                                  \
    CROSSWARP_CALL(P##syr)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* x, int incx, T* A, int lda) { \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx, cblas_##p##syr(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), x, incx, A, lda)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##spr)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* x, int incx, T* A) { \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx, cblas_##p##spr(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), x, incx, A));    \
    }                                                                                                                  \
    CROSSWARP_CALL(P##syr2)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* x, int incx, const T* y, \
                            int incy, T* A, int lda) {                                                                 \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx && incy,                                                                        \
            cblas_##p##syr2(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), x, incx, y, incy, A, lda));                 \
    }                                                                                                                  \
    CROSSWARP_CALL(P##spr2)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* x, int incx, const T* y, \
                            int incy, T* A) {                                                                          \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx && incy,                                                                        \
            cblas_##p##spr2(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), x, incx, y, incy, A));                      \
    }
CROSSWARP_REAL(S, s, float)
CROSSWARP_REAL(D, d, double)
#undef CROSSWARP_REAL

#define CROSSWARP_COMPLEX_CALLS(P, p, T, R, RP, rp)                                                                    \
    CROSSWARP_CALL(P##dotu)(CROSSWARP_H, int n, const T* x, int incx, const T* y, int incy, T* to) {                   \
        return crosswarp::blas::result(h, to, true, [=] { T r{}; cblas_##p##dotu_sub(n, x, incx, y, incy, &r); return r; }); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##dotc)(CROSSWARP_H, int n, const T* x, int incx, const T* y, int incy, T* to) {                   \
        return crosswarp::blas::result(h, to, true, [=] { T r{}; cblas_##p##dotc_sub(n, x, incx, y, incy, &r); return r; }); \
    }                                                                                                                  \
    CROSSWARP_CALL(RP##scal)(CROSSWARP_H, int n, const R* alpha, T* x, int incx) {                                     \
        CROSSWARP_SCALAR(R, alpha);                                                                                    \
        CROSSWARP_LATER(true, cblas_##rp##scal(n, alpha_(), x, incx));                                                 \
    }                                                                                                                  \
    CROSSWARP_CALL(P##geru)(CROSSWARP_H, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* A, int lda) { \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && incx && incy, const T a = alpha_(); cblas_##p##geru(CblasColMajor, m, n, &a, x, incx, y, incy, A, lda)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##gerc)(CROSSWARP_H, int m, int n, const T* alpha, const T* x, int incx, const T* y, int incy, T* A, int lda) { \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(m >= 0 && n >= 0 && incx && incy, const T a = alpha_(); cblas_##p##gerc(CblasColMajor, m, n, &a, x, incx, y, incy, A, lda)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##hemv)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* A, int lda, const T* x, \
                            int incx, const T* beta, T* y, int incy) {                                                 \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && incx && incy, const T a = alpha_(); const T b = beta_();                             \
            cblas_##p##hemv(CblasColMajor, CROSSWARP_W(fill), n, &a, A, lda, x, incx, &b, y, incy));                   \
    }                                                                                                                  \
    CROSSWARP_CALL(P##her)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const R* alpha, const T* x, int incx, T* A, int lda) { \
        CROSSWARP_SCALAR(R, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx, cblas_##p##her(CblasColMajor, CROSSWARP_W(fill), n, alpha_(), x, incx, A, lda)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##her2)(CROSSWARP_H, crosswarp::blas::Fill fill, int n, const T* alpha, const T* x, int incx, const T* y, \
                            int incy, T* A, int lda) {                                                                 \
        CROSSWARP_SCALAR(T, alpha);                                                                                    \
        CROSSWARP_LATER(n >= 0 && incx && incy, const T a = alpha_(); cblas_##p##her2(CblasColMajor, CROSSWARP_W(fill), n, &a, x, incx, y, incy, A, lda)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##hemm)(CROSSWARP_H, crosswarp::blas::Side side, crosswarp::blas::Fill fill, int m, int n, const T* alpha, \
                            const T* A, int lda, const T* B, int ldb, const T* beta, T* C, int ldc) {                  \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(T, beta);                                                         \
        CROSSWARP_LATER(m >= 0 && n >= 0, const T a = alpha_(); const T b = beta_();                                   \
            cblas_##p##hemm(CblasColMajor, CROSSWARP_W(side), CROSSWARP_W(fill), m, n, &a, A, lda, B, ldb, &b, C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##herk)(CROSSWARP_H, crosswarp::blas::Fill fill, crosswarp::blas::Operation op, int n, int k,      \
                            const R* alpha, const T* A, int lda, const R* beta, T* C, int ldc) {                       \
        CROSSWARP_SCALAR(R, alpha); CROSSWARP_SCALAR(R, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && k >= 0, cblas_##p##herk(CblasColMajor, CROSSWARP_W(fill), CROSSWARP_W(op), n, k, alpha_(), A, lda, beta_(), C, ldc)); \
    }                                                                                                                  \
    CROSSWARP_CALL(P##her2k)(CROSSWARP_H, crosswarp::blas::Fill fill, crosswarp::blas::Operation op, int n, int k,     \
                             const T* alpha, const T* A, int lda, const T* B, int ldb, const R* beta, T* C, int ldc) { \
        CROSSWARP_SCALAR(T, alpha); CROSSWARP_SCALAR(R, beta);                                                         \
        CROSSWARP_LATER(n >= 0 && k >= 0, const T a = alpha_();                                                        \
            cblas_##p##her2k(CblasColMajor, CROSSWARP_W(fill), CROSSWARP_W(op), n, k, &a, A, lda, B, ldb, beta_(), C, ldc)); \
    }
CROSSWARP_COMPLEX_CALLS(C, c, float2, float, Cs, cs)
CROSSWARP_COMPLEX_CALLS(Z, z, double2, double, Zd, zd)
#undef CROSSWARP_COMPLEX_CALLS
