// cuFFT and hipFFT over FFTW: plans of one to three dimensions, batches and strides. FFTW makes its own plan when a
// transform is carried out, by estimate, so that every run computes the same numbers.
#pragma once

#if !__has_include(<fftw3.h>)
#error "crosswarp: FFTW, which stands for cuFFT and hipFFT here, is not installed on this machine; its package is libfftw3-dev (apt-get install libfftw3-dev)"
#endif
#include <fftw3.h>

#include "complex.h"
#include "graph.h"
#include "library-types.h"

#define CROSSWARP_FFT(name) CROSSWARP_PICK(cufft##name, hipfft##name)
#define CROSSWARP_WORD(name) CROSSWARP_PICK(CUFFT_##name, HIPFFT_##name)
typedef enum CROSSWARP_PICK(cufftResult_t, hipfftResult_t) {
    CROSSWARP_WORD(SUCCESS) = 0,
    CROSSWARP_WORD(INVALID_PLAN) = 1,
    CROSSWARP_WORD(ALLOC_FAILED) = 2,
    CROSSWARP_WORD(INVALID_TYPE) = 3,
    CROSSWARP_WORD(INVALID_VALUE) = 4,
    CROSSWARP_WORD(INTERNAL_ERROR) = 5,
    CROSSWARP_WORD(EXEC_FAILED) = 6,
    CROSSWARP_WORD(SETUP_FAILED) = 7,
    CROSSWARP_WORD(INVALID_SIZE) = 8,
    CROSSWARP_WORD(UNALIGNED_DATA) = 9,
    CROSSWARP_WORD(INCOMPLETE_PARAMETER_LIST) = 10,
    CROSSWARP_WORD(INVALID_DEVICE) = 11,
    CROSSWARP_WORD(PARSE_ERROR) = 12,
    CROSSWARP_WORD(NO_WORKSPACE) = 13,
    CROSSWARP_WORD(NOT_IMPLEMENTED) = 14,
    CROSSWARP_WORD(NOT_SUPPORTED) = 16,
#ifdef CROSSWARP_CUDA
    CUFFT_LICENSE_ERROR = 15,
    CUFFT_MISSING_DEPENDENCY = 17,
    CUFFT_NVRTC_FAILURE = 18,
    CUFFT_NVJITLINK_FAILURE = 19,
    CUFFT_NVSHMEM_FAILURE = 20,
#endif
} CROSSWARP_PICK(cufftResult, hipfftResult);
typedef enum CROSSWARP_PICK(cufftType_t, hipfftType_t) {
    CROSSWARP_WORD(R2C) = 0x2a,
    CROSSWARP_WORD(C2R) = 0x2c,
    CROSSWARP_WORD(C2C) = 0x29,
    CROSSWARP_WORD(D2Z) = 0x6a,
    CROSSWARP_WORD(Z2D) = 0x6c,
    CROSSWARP_WORD(Z2Z) = 0x69
} CROSSWARP_FFT(Type);
#ifdef CROSSWARP_CUDA
#define CUFFT_FORWARD -1
#define CUFFT_INVERSE 1
#define CUFFT_COMPATIBILITY_FFTW_PADDING 1
#else
#define HIPFFT_FORWARD -1
#define HIPFFT_BACKWARD 1
#endif
typedef float CROSSWARP_FFT(Real);
typedef double CROSSWARP_FFT(DoubleReal);
typedef float2 CROSSWARP_FFT(Complex);
typedef double2 CROSSWARP_FFT(DoubleComplex);

struct CROSSWARP_PICK(crosswarp_fft_plan, hipfftHandle_t) {
    bool made = false;
    CROSSWARP_FFT(Type) type = CROSSWARP_WORD(C2C);
    int rank = 0, batch = 0;
    int n[3] = {1, 1, 1};
    bool embedded = false; // else both sides are dense
    int in_embed[3] = {}, out_embed[3] = {};
    int in_stride = 1, out_stride = 1, in_distance = 0, out_distance = 0;
    crosswarp::Stream stream = 0;
};
#ifdef CROSSWARP_CUDA
typedef int cufftHandle;
#else
typedef struct hipfftHandle_t* hipfftHandle;
#endif

namespace crosswarp {
namespace fft {

using Plan = CROSSWARP_PICK(crosswarp_fft_plan, hipfftHandle_t);
using Handle = CROSSWARP_FFT(Handle);
using Type = CROSSWARP_FFT(Type);
using Result = CROSSWARP_PICK(cufftResult, hipfftResult);
constexpr Result success = CROSSWARP_WORD(SUCCESS), invalid_plan = CROSSWARP_WORD(INVALID_PLAN), invalid_type = CROSSWARP_WORD(INVALID_TYPE),
                 invalid_value = CROSSWARP_WORD(INVALID_VALUE), invalid_size = CROSSWARP_WORD(INVALID_SIZE);

#ifdef CROSSWARP_CUDA
inline std::map<int, Plan>& plans() {
    static std::map<int, Plan>* plans = new std::map<int, Plan>;
    return *plans;
}
inline Plan* plan_of(Handle handle) {
    auto it = plans().find(handle);
    return it == plans().end() ? nullptr : &it->second;
}
inline Handle make_handle() {
    static int next = 0;
    plans()[++next];
    return next;
}
inline bool drop_handle(Handle handle) { return plans().erase(handle) != 0; }
#else
inline Plan* plan_of(Handle handle) { return crosswarp::Handles<Plan>::instance().has(handle) ? handle : nullptr; }
inline Handle make_handle() { return crosswarp::Handles<Plan>::instance().make(); }
inline bool drop_handle(Handle handle) { return crosswarp::Handles<Plan>::instance().drop(handle); }
#endif

template <class I>
Result describe(Handle handle, int rank, I* n, I* in_embed, I in_stride, I in_distance, I* out_embed, I out_stride,
                I out_distance, Type type, I batch, std::size_t* work) {
    Plan* plan = plan_of(handle);
    if (!plan) return invalid_plan;
    if (rank < 1 || rank > 3 || !n || batch < 1) return invalid_value;
    plan->rank = rank;
    plan->type = type;
    plan->batch = static_cast<int>(batch);
    plan->embedded = in_embed && out_embed;
    for (int i = 0; i < rank; i++) {
        if (n[i] < 1) return invalid_size;
        plan->n[i] = static_cast<int>(n[i]);
        if (plan->embedded) plan->in_embed[i] = static_cast<int>(in_embed[i]), plan->out_embed[i] = static_cast<int>(out_embed[i]);
    }
    if (plan->embedded) {
        plan->in_stride = static_cast<int>(in_stride);
        plan->out_stride = static_cast<int>(out_stride);
        plan->in_distance = static_cast<int>(in_distance);
        plan->out_distance = static_cast<int>(out_distance);
    }
    plan->made = true;
    if (work) *work = 0;
    return success;
}

/** FFTW in float and in double. */
struct Single {
    using Real = float;
    using Complex = fftwf_complex;
    template <class... A> static auto complex(A... a) { return fftwf_plan_many_dft(a...); }
    template <class... A> static auto forward(A... a) { return fftwf_plan_many_dft_r2c(a...); }
    template <class... A> static auto backward(A... a) { return fftwf_plan_many_dft_c2r(a...); }
    static void run(fftwf_plan p) { fftwf_execute(p), fftwf_destroy_plan(p); }
};
struct Double {
    using Real = double;
    using Complex = fftw_complex;
    template <class... A> static auto complex(A... a) { return fftw_plan_many_dft(a...); }
    template <class... A> static auto forward(A... a) { return fftw_plan_many_dft_r2c(a...); }
    template <class... A> static auto backward(A... a) { return fftw_plan_many_dft_c2r(a...); }
    static void run(fftw_plan p) { fftw_execute(p), fftw_destroy_plan(p); }
};

/** Carries a transform out. `kind`: -1 or 1 for complex ones, 0 for real to complex, 2 for complex to real. */
template <class F> void transform(Plan p, void* in, void* out, int kind) {
    using Real = typename F::Real;
    using Complex = typename F::Complex;
    const int half = p.n[p.rank - 1] / 2 + 1;
    int outer = 1;
    for (int i = 0; i + 1 < p.rank; i++) outer *= p.n[i];
    const int real_row = in == out ? 2 * half : p.n[p.rank - 1];
    if (!p.embedded) {
        for (int i = 0; i < p.rank; i++) p.in_embed[i] = p.out_embed[i] = p.n[i];
        if (kind == 0) p.in_embed[p.rank - 1] = real_row, p.out_embed[p.rank - 1] = half;
        if (kind == 2) p.in_embed[p.rank - 1] = half, p.out_embed[p.rank - 1] = real_row;
        p.in_distance = outer * p.in_embed[p.rank - 1];
        p.out_distance = outer * p.out_embed[p.rank - 1];
    }
    const auto plan = [&](auto make, auto* from, auto* to, auto... sign) {
        const auto made = make(p.rank, p.n, p.batch, from, p.in_embed, p.in_stride, p.in_distance, to, p.out_embed, p.out_stride,
                               p.out_distance, sign..., unsigned(FFTW_ESTIMATE));
        if (made) F::run(made);
        else late_error = launch_failure;
    };
    if (kind == 0) return plan([](auto... a) { return F::forward(a...); }, static_cast<Real*>(in), static_cast<Complex*>(out));
    if (kind != 2) return plan([](auto... a) { return F::complex(a...); }, static_cast<Complex*>(in), static_cast<Complex*>(out), kind);
    if (in == out) return plan([](auto... a) { return F::backward(a...); }, static_cast<Complex*>(in), static_cast<Real*>(out));
    // FFTW overwrites what such a transform reads; the program's data stay as they are.
    std::size_t count = 1;
    for (int i = 1; i < p.rank; i++) count *= static_cast<std::size_t>(p.in_embed[i]);
    count = (count * static_cast<std::size_t>(p.rank > 1 ? p.n[0] : half) - 1) * static_cast<std::size_t>(p.in_stride) + 1 +
            static_cast<std::size_t>(p.batch - 1) * static_cast<std::size_t>(p.in_distance);
    std::unique_ptr<Complex[]> copy(new Complex[count]);
    std::memcpy(copy.get(), in, count * sizeof(Complex));
    plan([](auto... a) { return F::backward(a...); }, copy.get(), static_cast<Real*>(out));
}

inline Result execute(Handle handle, Type type, void* in, void* out, int kind) {
    const Plan* plan = plan_of(handle);
    if (!plan || !plan->made) return invalid_plan;
    if (plan->type != type) return invalid_type;
    if (!in || !out) return invalid_value;
    const Plan p = *plan;
    const bool wide = type >= 0x60;
    Memory::instance().launched();
    const Error e = submit(p.stream, {NodeType::kernel, [=] {
                               if (sticky_error) return;
                               CheckPause pause;
                               if (wide) transform<Double>(p, in, out, kind);
                               else transform<Single>(p, in, out, kind);
                               Memory::instance().library_wrote();
                           }});
    return e == crosswarp::success ? success : CROSSWARP_WORD(EXEC_FAILED);
}

} // namespace fft
} // namespace crosswarp

#define CROSSWARP_CALL(name) inline crosswarp::fft::Result CROSSWARP_FFT(name)
#define CROSSWARP_PLAN crosswarp::fft::Handle plan

CROSSWARP_CALL(Create)(crosswarp::fft::Handle* plan) {
    if (!plan) return crosswarp::fft::invalid_value;
    *plan = crosswarp::fft::make_handle();
    return crosswarp::fft::success;
}
CROSSWARP_CALL(Destroy)(CROSSWARP_PLAN) {
    return crosswarp::fft::drop_handle(plan) ? crosswarp::fft::success : crosswarp::fft::invalid_plan;
}
CROSSWARP_CALL(MakePlanMany)(CROSSWARP_PLAN, int rank, int* n, int* inembed, int istride, int idist, int* onembed, int ostride,
                             int odist, crosswarp::fft::Type type, int batch, std::size_t* work) {
    return crosswarp::fft::describe(plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, work);
}
CROSSWARP_CALL(MakePlanMany64)(CROSSWARP_PLAN, int rank, long long* n, long long* inembed, long long istride, long long idist,
                               long long* onembed, long long ostride, long long odist, crosswarp::fft::Type type, long long batch,
                               std::size_t* work) {
    return crosswarp::fft::describe(plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, work);
}
CROSSWARP_CALL(MakePlan1d)(CROSSWARP_PLAN, int nx, crosswarp::fft::Type type, int batch, std::size_t* work) {
    return CROSSWARP_FFT(MakePlanMany)(plan, 1, &nx, nullptr, 1, 0, nullptr, 1, 0, type, batch, work);
}
CROSSWARP_CALL(MakePlan2d)(CROSSWARP_PLAN, int nx, int ny, crosswarp::fft::Type type, std::size_t* work) {
    int n[] = {nx, ny};
    return CROSSWARP_FFT(MakePlanMany)(plan, 2, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, work);
}
CROSSWARP_CALL(MakePlan3d)(CROSSWARP_PLAN, int nx, int ny, int nz, crosswarp::fft::Type type, std::size_t* work) {
    int n[] = {nx, ny, nz};
    return CROSSWARP_FFT(MakePlanMany)(plan, 3, n, nullptr, 1, 0, nullptr, 1, 0, type, 1, work);
}
CROSSWARP_CALL(PlanMany)(crosswarp::fft::Handle* plan, int rank, int* n, int* inembed, int istride, int idist, int* onembed,
                         int ostride, int odist, crosswarp::fft::Type type, int batch) {
    if (!plan) return crosswarp::fft::invalid_value;
    *plan = crosswarp::fft::make_handle();
    const crosswarp::fft::Result r = CROSSWARP_FFT(MakePlanMany)(*plan, rank, n, inembed, istride, idist, onembed, ostride, odist, type, batch, nullptr);
    if (r != crosswarp::fft::success) crosswarp::fft::drop_handle(*plan);
    return r;
}
CROSSWARP_CALL(Plan1d)(crosswarp::fft::Handle* plan, int nx, crosswarp::fft::Type type, int batch) {
    return CROSSWARP_FFT(PlanMany)(plan, 1, &nx, nullptr, 1, 0, nullptr, 1, 0, type, batch);
}
CROSSWARP_CALL(Plan2d)(crosswarp::fft::Handle* plan, int nx, int ny, crosswarp::fft::Type type) {
    int n[] = {nx, ny};
    return CROSSWARP_FFT(PlanMany)(plan, 2, n, nullptr, 1, 0, nullptr, 1, 0, type, 1);
}
CROSSWARP_CALL(Plan3d)(crosswarp::fft::Handle* plan, int nx, int ny, int nz, crosswarp::fft::Type type) {
    int n[] = {nx, ny, nz};
    return CROSSWARP_FFT(PlanMany)(plan, 3, n, nullptr, 1, 0, nullptr, 1, 0, type, 1);
}
CROSSWARP_CALL(SetStream)(CROSSWARP_PLAN, crosswarp::Stream stream) {
    crosswarp::fft::Plan* p = crosswarp::fft::plan_of(plan);
    if (!p) return crosswarp::fft::invalid_plan;
    p->stream = stream;
    return crosswarp::fft::success;
}
/** There is no work area here. */
CROSSWARP_CALL(SetAutoAllocation)(CROSSWARP_PLAN, int) {
    return crosswarp::fft::plan_of(plan) ? crosswarp::fft::success : crosswarp::fft::invalid_plan;
}
CROSSWARP_CALL(SetWorkArea)(CROSSWARP_PLAN, void*) {
    return crosswarp::fft::plan_of(plan) ? crosswarp::fft::success : crosswarp::fft::invalid_plan;
}
CROSSWARP_CALL(GetSize)(CROSSWARP_PLAN, std::size_t* work) {
    *work = 0;
    return crosswarp::fft::plan_of(plan) ? crosswarp::fft::success : crosswarp::fft::invalid_plan;
}
CROSSWARP_CALL(Estimate1d)(int, crosswarp::fft::Type, int, std::size_t* work) { return *work = 0, crosswarp::fft::success; }
CROSSWARP_CALL(Estimate2d)(int, int, crosswarp::fft::Type, std::size_t* work) { return *work = 0, crosswarp::fft::success; }
CROSSWARP_CALL(Estimate3d)(int, int, int, crosswarp::fft::Type, std::size_t* work) { return *work = 0, crosswarp::fft::success; }
CROSSWARP_CALL(GetVersion)(int* version) { return *version = CROSSWARP_PICK(11008, 10018), crosswarp::fft::success; }

CROSSWARP_CALL(ExecC2C)(CROSSWARP_PLAN, float2* in, float2* out, int direction) {
    return crosswarp::fft::execute(plan, CROSSWARP_WORD(C2C), in, out, direction < 0 ? -1 : 1);
}
CROSSWARP_CALL(ExecZ2Z)(CROSSWARP_PLAN, double2* in, double2* out, int direction) {
    return crosswarp::fft::execute(plan, CROSSWARP_WORD(Z2Z), in, out, direction < 0 ? -1 : 1);
}
CROSSWARP_CALL(ExecR2C)(CROSSWARP_PLAN, float* in, float2* out) { return crosswarp::fft::execute(plan, CROSSWARP_WORD(R2C), in, out, 0); }
CROSSWARP_CALL(ExecD2Z)(CROSSWARP_PLAN, double* in, double2* out) { return crosswarp::fft::execute(plan, CROSSWARP_WORD(D2Z), in, out, 0); }
CROSSWARP_CALL(ExecC2R)(CROSSWARP_PLAN, float2* in, float* out) { return crosswarp::fft::execute(plan, CROSSWARP_WORD(C2R), in, out, 2); }
CROSSWARP_CALL(ExecZ2D)(CROSSWARP_PLAN, double2* in, double* out) { return crosswarp::fft::execute(plan, CROSSWARP_WORD(Z2D), in, out, 2); }

#undef CROSSWARP_CALL
#undef CROSSWARP_PLAN
#undef CROSSWARP_WORD
#undef CROSSWARP_FFT
