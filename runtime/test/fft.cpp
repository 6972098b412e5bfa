// cuFFT and hipFFT over FFTW: every type, one to three dimensions, batches, strides, in place, against sums by definition.
#include "check.h"
#include <cmath>
#include <complex>
#ifdef TEST_HIP
#include <hipfft/hipfft.h>
#else
#include <cufft.h>
#endif
#define fft(name) CROSSWARP_PICK(cufft##name, hipfft##name)
#define WORD(name) CROSSWARP_PICK(CUFFT_##name, HIPFFT_##name)
#define FFT_OK(call) CHECK((call) == WORD(SUCCESS))

using Z = std::complex<double>;
static Z at(const std::vector<Z>& x, int n0, int n1, int k0, int k1, int sign) {
    Z sum = 0;
    for (int i = 0; i < n0; i++)
        for (int j = 0; j < n1; j++) sum += x[i * n1 + j] * std::polar(1.0, sign * 2 * M_PI * (double(i) * k0 / n0 + double(j) * k1 / n1));
    return sum;
}
template <class C> static bool close(C a, Z b) { return std::abs(Z(a.x, a.y) - b) < 1e-4; }

int main() {
    fft(Handle) plan;
    std::vector<Z> x(12);
    std::vector<float2> c(12);
    std::vector<double2> z(12);
    std::vector<float> r(12);
    for (int i = 0; i < 12; i++) {
        x[i] = Z(i * i % 7, i % 5);
        c[i] = {float(x[i].real()), float(x[i].imag())};
        z[i] = {x[i].real(), x[i].imag()};
        r[i] = c[i].x;
    }
    // One dimension, two of a batch, in place, there and back without a scale.
    float2* d = upload(c);
    FFT_OK(fft(Plan1d)(&plan, 6, WORD(C2C), 2));
    gpu(Stream_t) stream;
    CHECK_OK(gpu(StreamCreate)(&stream));
    FFT_OK(fft(SetStream)(plan, stream));
    FFT_OK(fft(ExecC2C)(plan, d, d, -1));
    auto got = download(d, 12);
    const std::vector<Z> second(x.begin() + 6, x.end());
    for (int k = 0; k < 6; k++) CHECK(close(got[k], at(x, 6, 1, k, 0, -1)) && close(got[6 + k], at(second, 6, 1, k, 0, -1)));
    FFT_OK(fft(ExecC2C)(plan, d, d, 1));
    for (int i = 0; i < 12; i++) CHECK(close(download(d, 12)[i], x[i] * 6.0));
    CHECK(fft(ExecC2R)(plan, d, reinterpret_cast<float*>(d)) == WORD(INVALID_TYPE));
    FFT_OK(fft(Destroy)(plan));
    CHECK(fft(ExecC2C)(plan, d, d, -1) == WORD(INVALID_PLAN));

    // Two dimensions in double; then a real signal there and back, its spectrum left as it was.
    double2 *dz = upload(z), *out = upload(z);
    FFT_OK(fft(Plan2d)(&plan, 3, 4, WORD(Z2Z)));
    FFT_OK(fft(ExecZ2Z)(plan, dz, out, -1));
    for (int k = 0; k < 12; k++) CHECK(close(download(out, 12)[k], at(x, 3, 4, k / 4, k % 4, -1)));
    float *real = upload(r), *back = upload(r);
    fft(Handle) forward, inverse;
    FFT_OK(fft(Plan2d)(&forward, 3, 4, WORD(R2C)));
    FFT_OK(fft(Plan2d)(&inverse, 3, 4, WORD(C2R)));
    FFT_OK(fft(ExecR2C)(forward, real, d));
    std::vector<Z> xr(12);
    for (int i = 0; i < 12; i++) xr[i] = r[i];
    for (int k = 0; k < 9; k++) CHECK(close(download(d, 9)[k], at(xr, 3, 4, k / 3, k % 3, -1)));
    const auto spectrum = download(d, 9);
    FFT_OK(fft(ExecC2R)(inverse, d, back));
    for (int i = 0; i < 12; i++) CHECK(std::fabs(download(back, 12)[i] - 12 * r[i]) < 1e-3f);
    CHECK(download(d, 9)[4].x == spectrum[4].x && download(d, 9)[8].y == spectrum[8].y);

    // Strides: transforms of columns; rows padded for a real transform in place; three dimensions.
    int n[1] = {3}, embed[1] = {3};
    d = upload(c);
    FFT_OK(fft(PlanMany)(&plan, 1, n, embed, 4, 1, embed, 4, 1, WORD(C2C), 4));
    FFT_OK(fft(ExecC2C)(plan, d, d, -1));
    const std::vector<Z> column = {x[1], x[5], x[9]};
    for (int k = 0; k < 3; k++) CHECK(close(download(d, 12)[4 * k + 1], at(column, 3, 1, k, 0, -1)));
    float* padded = upload(std::vector<float>{1, 2, 3, 4, 0, 0});
    FFT_OK(fft(Plan1d)(&plan, 4, WORD(R2C), 1));
    FFT_OK(fft(ExecR2C)(plan, padded, reinterpret_cast<float2*>(padded)));
    const auto p = download(padded, 6);
    CHECK(p[0] == 10 && p[1] == 0 && p[2] == -2 && p[3] == 2 && p[4] == -2);
    double* dr = reinterpret_cast<double*>(upload(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8}));
    FFT_OK(fft(Plan3d)(&plan, 2, 2, 2, WORD(D2Z)));
    FFT_OK(fft(ExecD2Z)(plan, dr, out));
    CHECK(download(out, 1)[0].x == 36);
    CHECK(fft(Plan1d)(&plan, 0, WORD(C2C), 1) == WORD(INVALID_SIZE));
    return verdict();
}
