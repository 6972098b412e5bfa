// What cuBLAS and hipBLAS calls are told: states, handles, operations, and how scalars come. Matrices are in columns.
#pragma once

#if !__has_include(<cblas.h>)
#error "crosswarp: OpenBLAS, which stands for cuBLAS and hipBLAS here, is not installed on this machine; its package is libopenblas-dev (apt-get install libopenblas-dev)"
#endif
#include <cblas.h>

#include "bfloat16.h"
#include "complex.h"
#include "graph.h"
#include "half.h"
#include "library-types.h"

#define CROSSWARP_BLAS(name) CROSSWARP_PICK(cublas##name, hipblas##name)
#define CROSSWARP_BLAS_WORD(name) CROSSWARP_PICK(CUBLAS_##name, HIPBLAS_##name)
typedef enum CROSSWARP_BLAS(Status_t) {
    CROSSWARP_BLAS_WORD(STATUS_SUCCESS) = 0,
    CROSSWARP_BLAS_WORD(STATUS_NOT_INITIALIZED) = 1,
    CROSSWARP_BLAS_WORD(STATUS_ALLOC_FAILED) = CROSSWARP_PICK(3, 2),
    CROSSWARP_BLAS_WORD(STATUS_INVALID_VALUE) = CROSSWARP_PICK(7, 3),
    CROSSWARP_BLAS_WORD(STATUS_ARCH_MISMATCH) = 8,
    CROSSWARP_BLAS_WORD(STATUS_MAPPING_ERROR) = CROSSWARP_PICK(11, 4),
    CROSSWARP_BLAS_WORD(STATUS_EXECUTION_FAILED) = CROSSWARP_PICK(13, 5),
    CROSSWARP_BLAS_WORD(STATUS_INTERNAL_ERROR) = CROSSWARP_PICK(14, 6),
    CROSSWARP_BLAS_WORD(STATUS_NOT_SUPPORTED) = CROSSWARP_PICK(15, 7),
#ifdef CROSSWARP_CUDA
    CUBLAS_STATUS_LICENSE_ERROR = 16,
#else
    HIPBLAS_STATUS_HANDLE_IS_NULLPTR = 9,
    HIPBLAS_STATUS_INVALID_ENUM = 10,
    HIPBLAS_STATUS_UNKNOWN = 11,
#endif
} CROSSWARP_BLAS(Status_t);
typedef enum CROSSWARP_BLAS(Operation_t) {
    CROSSWARP_BLAS_WORD(OP_N) = CROSSWARP_PICK(0, 111),
    CROSSWARP_BLAS_WORD(OP_T) = CROSSWARP_PICK(1, 112),
    CROSSWARP_BLAS_WORD(OP_C) = CROSSWARP_PICK(2, 113),
#ifdef CROSSWARP_CUDA
    CUBLAS_OP_HERMITAN = 2,
    CUBLAS_OP_CONJG = 3,
#endif
} CROSSWARP_BLAS(Operation_t);
typedef enum CROSSWARP_BLAS(FillMode_t) {
    CROSSWARP_BLAS_WORD(FILL_MODE_LOWER) = CROSSWARP_PICK(0, 122),
    CROSSWARP_BLAS_WORD(FILL_MODE_UPPER) = CROSSWARP_PICK(1, 121),
    CROSSWARP_BLAS_WORD(FILL_MODE_FULL) = CROSSWARP_PICK(2, 123)
} CROSSWARP_BLAS(FillMode_t);
typedef enum CROSSWARP_BLAS(DiagType_t) {
    CROSSWARP_BLAS_WORD(DIAG_NON_UNIT) = CROSSWARP_PICK(0, 131),
    CROSSWARP_BLAS_WORD(DIAG_UNIT) = CROSSWARP_PICK(1, 132)
} CROSSWARP_BLAS(DiagType_t);
typedef enum CROSSWARP_BLAS(SideMode_t) {
    CROSSWARP_BLAS_WORD(SIDE_LEFT) = CROSSWARP_PICK(0, 141),
    CROSSWARP_BLAS_WORD(SIDE_RIGHT) = CROSSWARP_PICK(1, 142)
} CROSSWARP_BLAS(SideMode_t);
typedef enum CROSSWARP_BLAS(PointerMode_t) {
    CROSSWARP_BLAS_WORD(POINTER_MODE_HOST) = 0,
    CROSSWARP_BLAS_WORD(POINTER_MODE_DEVICE) = 1
} CROSSWARP_BLAS(PointerMode_t);
typedef enum CROSSWARP_BLAS(AtomicsMode_t) {
    CROSSWARP_BLAS_WORD(ATOMICS_NOT_ALLOWED) = 0,
    CROSSWARP_BLAS_WORD(ATOMICS_ALLOWED) = 1
} CROSSWARP_BLAS(AtomicsMode_t);
typedef enum CROSSWARP_PICK(cublasMath_t, hipblasMath_t) {
    CROSSWARP_BLAS_WORD(DEFAULT_MATH) = 0,
    CROSSWARP_PICK(CUBLAS_TENSOR_OP_MATH, HIPBLAS_TENSOR_OP_MATH) = CROSSWARP_PICK(1, 4),
    CROSSWARP_PICK(CUBLAS_PEDANTIC_MATH, HIPBLAS_PEDANTIC_MATH) = 2,
    CROSSWARP_PICK(CUBLAS_TF32_TENSOR_OP_MATH, HIPBLAS_TF32_TENSOR_OP_MATH) = 3
} CROSSWARP_PICK(cublasMath_t, hipblasMath_t);
typedef enum CROSSWARP_BLAS(GemmAlgo_t) {
    CROSSWARP_BLAS_WORD(GEMM_DEFAULT) = CROSSWARP_PICK(-1, 160),
#ifdef CROSSWARP_CUDA
    CUBLAS_GEMM_DFALT = -1,
    CUBLAS_GEMM_DEFAULT_TENSOR_OP = 99,
    CUBLAS_GEMM_DFALT_TENSOR_OP = 99,
#endif
} CROSSWARP_BLAS(GemmAlgo_t);
typedef enum CROSSWARP_BLAS(ComputeType_t) {
    CROSSWARP_PICK(CUBLAS_COMPUTE_16F, HIPBLAS_COMPUTE_16F) = CROSSWARP_PICK(64, 0),
    CROSSWARP_PICK(CUBLAS_COMPUTE_16F_PEDANTIC, HIPBLAS_COMPUTE_16F_PEDANTIC) = CROSSWARP_PICK(65, 1),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32F, HIPBLAS_COMPUTE_32F) = CROSSWARP_PICK(68, 2),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32F_PEDANTIC, HIPBLAS_COMPUTE_32F_PEDANTIC) = CROSSWARP_PICK(69, 3),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32F_FAST_16F, HIPBLAS_COMPUTE_32F_FAST_16F) = CROSSWARP_PICK(74, 4),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32F_FAST_16BF, HIPBLAS_COMPUTE_32F_FAST_16BF) = CROSSWARP_PICK(75, 5),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32F_FAST_TF32, HIPBLAS_COMPUTE_32F_FAST_TF32) = CROSSWARP_PICK(77, 6),
    CROSSWARP_PICK(CUBLAS_COMPUTE_64F, HIPBLAS_COMPUTE_64F) = CROSSWARP_PICK(70, 7),
    CROSSWARP_PICK(CUBLAS_COMPUTE_64F_PEDANTIC, HIPBLAS_COMPUTE_64F_PEDANTIC) = CROSSWARP_PICK(71, 8),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32I, HIPBLAS_COMPUTE_32I) = CROSSWARP_PICK(72, 9),
    CROSSWARP_PICK(CUBLAS_COMPUTE_32I_PEDANTIC, HIPBLAS_COMPUTE_32I_PEDANTIC) = CROSSWARP_PICK(73, 10)
} CROSSWARP_BLAS(ComputeType_t);
#ifdef CROSSWARP_CUDA
typedef cudaDataType cublasDataType_t;
#else
typedef enum hipblasDatatype_t {
    HIPBLAS_R_16F = 150, HIPBLAS_R_32F = 151, HIPBLAS_R_64F = 152, HIPBLAS_C_16F = 153, HIPBLAS_C_32F = 154,
    HIPBLAS_C_64F = 155, HIPBLAS_R_8I = 160, HIPBLAS_R_8U = 161, HIPBLAS_R_32I = 162, HIPBLAS_R_16B = 168
} hipblasDatatype_t;
typedef hipFloatComplex hipblasComplex;
typedef hipDoubleComplex hipblasDoubleComplex;
typedef __half hipblasHalf;
#endif

struct CROSSWARP_PICK(cublasContext, crosswarp_hipblas_context) {
    crosswarp::Stream stream = 0;
    CROSSWARP_BLAS(PointerMode_t) pointers = CROSSWARP_BLAS_WORD(POINTER_MODE_HOST);
    CROSSWARP_BLAS(AtomicsMode_t) atomics = CROSSWARP_BLAS_WORD(ATOMICS_NOT_ALLOWED);
    CROSSWARP_PICK(cublasMath_t, hipblasMath_t) math = CROSSWARP_BLAS_WORD(DEFAULT_MATH);
};
#ifdef CROSSWARP_CUDA
typedef struct cublasContext* cublasHandle_t;
#else
typedef struct crosswarp_hipblas_context* hipblasHandle_t;
typedef int hipblasStride_t;
typedef long long hipblasStride;
#endif

namespace crosswarp {
namespace blas {

using Status = CROSSWARP_BLAS(Status_t);
using Handle = CROSSWARP_BLAS(Handle_t);
using Operation = CROSSWARP_BLAS(Operation_t);
using Fill = CROSSWARP_BLAS(FillMode_t);
using Diagonal = CROSSWARP_BLAS(DiagType_t);
using Side = CROSSWARP_BLAS(SideMode_t);
using Contexts = Handles<std::remove_pointer_t<Handle>>;
constexpr Status success = CROSSWARP_BLAS_WORD(STATUS_SUCCESS), invalid_value = CROSSWARP_BLAS_WORD(STATUS_INVALID_VALUE),
                 not_supported = CROSSWARP_BLAS_WORD(STATUS_NOT_SUPPORTED), not_initialized = CROSSWARP_BLAS_WORD(STATUS_NOT_INITIALIZED),
                 failed = CROSSWARP_BLAS_WORD(STATUS_EXECUTION_FAILED);

inline CBLAS_TRANSPOSE word(Operation o) {
    return o == CROSSWARP_BLAS_WORD(OP_N) ? CblasNoTrans : o == CROSSWARP_BLAS_WORD(OP_T) ? CblasTrans : CblasConjTrans;
}
inline CBLAS_UPLO word(Fill f) { return f == CROSSWARP_BLAS_WORD(FILL_MODE_UPPER) ? CblasUpper : CblasLower; }
inline CBLAS_DIAG word(Diagonal d) { return d == CROSSWARP_BLAS_WORD(DIAG_UNIT) ? CblasUnit : CblasNonUnit; }
inline CBLAS_SIDE word(Side s) { return s == CROSSWARP_BLAS_WORD(SIDE_LEFT) ? CblasLeft : CblasRight; }

/** Real scalars go to OpenBLAS by value, complex ones by address. */
inline float passed(const float& x) { return x; }
inline double passed(const double& x) { return x; }
inline const void* passed(const float2& x) { return &x; }
inline const void* passed(const double2& x) { return &x; }

/** A scalar of a call: its value when it is the host's, its place when it is the device's. */
template <class T> struct Scalar {
    T value{};
    const T* place = nullptr;
    T operator()() const { return place ? *place : value; }
};
template <class T> Scalar<T> scalar(Handle h, const T* from) {
    if (h->pointers == CROSSWARP_BLAS_WORD(POINTER_MODE_DEVICE)) return {T{}, from};
    return {from ? *from : T{}, nullptr};
}

/** Hands the work of a call to the handle's stream. */
template <class F> Status later(Handle h, bool valid, F work) {
    if (!Contexts::instance().has(h)) return not_initialized;
    if (!valid) return invalid_value;
    const Error e = submit(h->stream, {NodeType::kernel, [work] {
                               if (sticky_error) return;
                               CheckPause pause;
                               work();
                               Memory::instance().library_wrote();
                           }});
    Memory::instance().launched();
    return e == crosswarp::success ? success : failed;
}
/** A call with a scalar result: with host pointers the host waits for it. */
template <class T, class F> Status result(Handle h, T* to, bool valid, F work) {
    const Status s = later(h, valid && to, [=] { *to = work(); });
    if (s == success && h->pointers == CROSSWARP_BLAS_WORD(POINTER_MODE_HOST)) wait_for_device();
    return s;
}

} // namespace blas
} // namespace crosswarp
