// cuBLAS and hipBLAS over OpenBLAS: one call of each family against sums made by hand, both modes of scalars, order with
// kernels, and mixed types.
#include "check.h"
#include <cmath>
#ifdef TEST_HIP
#include <hipblas/hipblas.h>
#else
#include <cublas_v2.h>
#endif
#define blas(name) CROSSWARP_BLAS(name)
#define WORD(name) CROSSWARP_BLAS_WORD(name)
#define BLAS_OK(call) CHECK((call) == WORD(STATUS_SUCCESS))

__global__ void fill(float* x, int n, float v) {
    for (int k = 0; k < 2000; k++) __threadfence();
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) x[i] = v + i;
}

int main() {
    blas(Handle_t) h = nullptr;
    float one = 1, zero = 0, two = 2;
    float* x = upload(std::vector<float>(4));
    CHECK(blas(Sscal)(h, 4, &two, x, 1) == WORD(STATUS_NOT_INITIALIZED));
    BLAS_OK(blas(Create)(&h));
    gpu(Stream_t) stream;
    CHECK_OK(gpu(StreamCreate)(&stream));
    BLAS_OK(blas(SetStream)(h, stream));

    // Level 1, in order with kernels of the stream; scalars of the host are read at once.
    float* y = upload(std::vector<float>{10, 20, 30, 40});
    ::crosswarp::configure("fill", 1, 4, 0, stream).cw_kernel(&fill)(x, 4, 1.0f);
    float factor = 2;
    BLAS_OK(blas(Saxpy)(h, 4, &factor, x, 1, y, 1));
    factor = 1000;
    float dot = 0, norm = 0;
    int where = 0;
    BLAS_OK(blas(Sdot)(h, 4, x, 1, y, 1, &dot));
    CHECK(dot == 1 * 12 + 2 * 24 + 3 * 36 + 4 * 48);
    BLAS_OK(blas(Snrm2)(h, 4, x, 1, &norm));
    CHECK(std::fabs(norm - std::sqrt(30.0f)) < 1e-6f);
    BLAS_OK(blas(Isamax)(h, 4, y, 1, &where));
    CHECK(where == 4);
    float* scalars = upload(std::vector<float>{3, 0});
    BLAS_OK(blas(SetPointerMode)(h, WORD(POINTER_MODE_DEVICE)));
    BLAS_OK(blas(Sscal)(h, 4, scalars, x, 1));
    BLAS_OK(blas(Sasum)(h, 4, x, 1, scalars + 1));
    CHECK(download(scalars, 2)[1] == 30);
    BLAS_OK(blas(SetPointerMode)(h, WORD(POINTER_MODE_HOST)));

    // Levels 2 and 3: A is 2 by 3, in columns.
    float *A = nullptr, *C = upload(std::vector<float>(9, NAN));
    const float a[6] = {1, 4, 2, 5, 3, 6};
    CHECK_OK(gpu(Malloc)(&A, sizeof a));
    BLAS_OK(blas(SetMatrix)(2, 3, 4, a, 2, A, 2));
    BLAS_OK(blas(Sgemv)(h, WORD(OP_N), 2, 3, &one, A, 2, x, 1, &zero, y, 1));
    CHECK(download(y, 2)[0] == 3 + 12 + 27 && download(y, 2)[1] == 12 + 30 + 54);
    BLAS_OK(blas(Sgemm)(h, WORD(OP_T), WORD(OP_N), 3, 3, 2, &one, A, 2, A, 2, &zero, C, 3));
    CHECK(download(C, 9)[0] == 17 && download(C, 9)[1] == 22 && download(C, 9)[8] == 45);
    CHECK(blas(Sgemm)(h, WORD(OP_N), WORD(OP_N), 3, 3, 2, &one, A, 2, A, 2, &zero, C, 3) == WORD(STATUS_INVALID_VALUE));
    BLAS_OK(blas(Sgeam)(h, WORD(OP_T), WORD(OP_N), 3, 2, &two, A, 2, &zero, C, 3, C, 3));
    CHECK(download(C, 6)[1] == 4 && download(C, 6)[3] == 8);
    float* T = upload(std::vector<float>{2, 0, 1, 4});
    float* B = upload(std::vector<float>{4, 8});
    BLAS_OK(blas(Strsm)(h, WORD(SIDE_LEFT), WORD(FILL_MODE_UPPER), WORD(OP_N), WORD(DIAG_NON_UNIT), 2, 1, &one, T, 2, B, 2));
    CHECK(download(B, 2)[0] == 1 && download(B, 2)[1] == 2);
    BLAS_OK(blas(Strmm)(h, WORD(SIDE_LEFT), WORD(FILL_MODE_UPPER), WORD(OP_N), WORD(DIAG_NON_UNIT), 2, 1, &two, T, 2, B, 2, C, 2));
    CHECK(download(C, 2)[0] == 8 && download(C, 2)[1] == 16 && download(B, 2)[0] == 1);

    // Double, complex, batches.
    double da = 1, db = 1;
    double* D = upload(std::vector<double>{1, 2, 3, 4, 1, 0, 0, 1});
    BLAS_OK(blas(DgemmStridedBatched)(h, WORD(OP_N), WORD(OP_N), 2, 2, 2, &da, D, 2, 4, D, 2, 4, &db, D, 2, 4, 2));
    CHECK(download(D, 8)[4] == 2);
    using complex = CROSSWARP_PICK(cuComplex, hipFloatComplex);
    const complex ca = {0, 1}, cz = {0, 0};
    complex* Z = upload(std::vector<complex>{{1, 2}, {3, 4}});
    complex* product = upload(std::vector<complex>(1));
    BLAS_OK(blas(Cgemm)(h, WORD(OP_C), WORD(OP_N), 1, 1, 2, &ca, Z, 2, Z, 2, &cz, product, 1));
    CHECK(download(product, 1)[0].x == 0 && download(product, 1)[0].y == 30);
    float* rows[2] = {A, A};
    float* results[2] = {C, C + 4};
    float **in = upload(std::vector<float*>(rows, rows + 2)), **out = upload(std::vector<float*>(results, results + 2));
    BLAS_OK(blas(SgemmBatched)(h, WORD(OP_N), WORD(OP_T), 2, 2, 3, &one, in, 2, in, 2, &zero, out, 2, 2));
    CHECK(download(C, 8)[0] == 14 && download(C, 8)[7] == 77);

    // Halves computed in float, and whole numbers.
    __half* H = upload(std::vector<__half>{__half(1.5f), __half(2.0f), __half(3.0f), __half(4.0f)});
    const auto R16 = CROSSWARP_PICK(CUDA_R_16F, HIP_R_16F), R32 = CROSSWARP_PICK(CUDA_R_32F, HIP_R_32F), R8 = CROSSWARP_PICK(CUDA_R_8I, HIP_R_8I), I32 = CROSSWARP_PICK(CUDA_R_32I, HIP_R_32I);
    BLAS_OK(blas(GemmEx)(h, WORD(OP_N), WORD(OP_N), 2, 2, 2, &two, H, R16, 2, H, R16, 2, &zero, C, R32, 2, WORD(COMPUTE_32F), WORD(GEMM_DEFAULT)));
    CHECK(download(C, 4)[0] == 2 * (2.25f + 6) && download(C, 4)[3] == 2 * (6 + 16));
    const __half h1 = 1.0f, h0 = 0.0f;
    BLAS_OK(blas(Hgemm)(h, WORD(OP_N), WORD(OP_N), 1, 1, 2, &h1, H, 1, H, 2, &h0, H, 1));
    CHECK(float(download(H, 1)[0]) == 6.25f);
    signed char* S = upload(std::vector<signed char>{127, 127, -128, 127});
    int i1 = 1, i0 = 0, *sum = upload(std::vector<int>(1));
    BLAS_OK(blas(GemmEx)(h, WORD(OP_N), WORD(OP_N), 1, 1, 4, &i1, S, R8, 1, S, R8, 4, &i0, sum, I32, 1, WORD(COMPUTE_32I), WORD(GEMM_DEFAULT)));
    CHECK(download(sum, 1)[0] == 3 * 127 * 127 + 128 * 128);
#ifdef TEST_HIP
    // The names before ROCm 7.
    BLAS_OK(hipblasCgemm_v2(h, HIPBLAS_OP_C, HIPBLAS_OP_N, 1, 1, 2, &ca, Z, 2, Z, 2, &cz, product, 1));
    BLAS_OK(hipblasGemmEx_v2(h, HIPBLAS_OP_N, HIPBLAS_OP_N, 2, 2, 2, &two, H, R16, 2, H, R16, 2, &zero, C, R32, 2, HIPBLAS_COMPUTE_32F, HIPBLAS_GEMM_DEFAULT));
#endif
    BLAS_OK(blas(Destroy)(h));
    CHECK(blas(Destroy)(h) == WORD(STATUS_NOT_INITIALIZED));
    return verdict();
}
