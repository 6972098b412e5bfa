// CUDA's own headers, each with the HIP header that takes its place. Headers of libraries without rows stand in
// libraries.ts; any other path is the user's or the system's and is left alone.
import type { HipVersion } from './library';

export type HeaderEntry = {
  /** Undefined: HIP has no such header and the line goes. */
  readonly hip?: string;
  /** The header of the library beneath (rocBLAS under hipBLAS), where the flavour `roc` takes it. */
  readonly roc?: string;
  /** HIP releases before this one lack the header. */
  readonly since?: HipVersion;
  /** It compiles only where the runtime's header stands before it. */
  readonly afterRuntime?: true;
};

export const runtimeHeader = 'hip/hip_runtime.h';

const rand = (hip: string, roc: string): HeaderEntry => ({
  hip: `hiprand/${hip}.h`,
  roc: `rocrand/${roc}.h`,
});
const solver: HeaderEntry = { hip: 'hipsolver/hipsolver.h' };

/** The library headers stand in folders of their own since ROCm 5.2; the paths without them went with ROCm 6. */
export const headers: Readonly<Record<string, HeaderEntry>> = {
  'cuda.h': { hip: runtimeHeader },
  'cuda_runtime.h': { hip: runtimeHeader },
  'cuda_runtime_api.h': { hip: 'hip/hip_runtime_api.h' },
  'cuda_profiler_api.h': { hip: 'hip/hip_runtime_api.h' },
  'cudaProfiler.h': { hip: 'hip/hip_runtime_api.h' },
  'channel_descriptor.h': { hip: 'hip/channel_descriptor.h' },
  'device_functions.h': { hip: 'hip/device_functions.h' },
  'driver_types.h': { hip: 'hip/driver_types.h' },
  'vector_types.h': { hip: 'hip/hip_vector_types.h' },
  'library_types.h': { hip: 'hip/library_types.h' },
  'math_constants.h': { hip: 'hip/hip_math_constants.h', since: '5.3' },
  'cuda_texture_types.h': { hip: 'hip/hip_texture_types.h' },
  'cuda_gl_interop.h': { hip: 'hip/hip_gl_interop.h', since: '5.5' },
  'cooperative_groups.h': { hip: 'hip/hip_cooperative_groups.h', afterRuntime: true },
  'cooperative_groups/reduce.h': { hip: 'hip/cooperative_groups/hip_reduce.h', since: '7.0' },
  'cooperative_groups/scan.h': { hip: 'hip/cooperative_groups/hip_scan.h', since: '7.0' },
  'device_launch_parameters.h': {},
  'texture_fetch_functions.h': {},
  'cuda_fp16.h': { hip: 'hip/hip_fp16.h' },
  'cuda_bf16.h': { hip: 'hip/hip_bf16.h', since: '5.6' },
  'cuda_fp8.h': { hip: 'hip/hip_fp8.h', since: '6.2' },
  'cuda_fp4.h': { hip: 'hip/hip_fp4.h', since: '7.0' },
  'cuComplex.h': { hip: 'hip/hip_complex.h' },
  'cublas.h': { hip: 'hipblas/hipblas.h', roc: 'rocblas/rocblas.h' },
  'cublas_v2.h': { hip: 'hipblas/hipblas.h', roc: 'rocblas/rocblas.h' },
  'cublas_api.h': { hip: 'hipblas/hipblas.h', roc: 'rocblas/rocblas.h' },
  'cublasLt.h': { hip: 'hipblaslt/hipblaslt.h', since: '5.5' },
  'cufft.h': { hip: 'hipfft/hipfft.h' },
  'cufftXt.h': { hip: 'hipfft/hipfftXt.h' },
  'cufftw.h': { hip: 'hipfft/hipfftw.h', since: '7.0' },
  'cusparse.h': { hip: 'hipsparse/hipsparse.h' },
  'cusparse_v2.h': { hip: 'hipsparse/hipsparse.h' },
  'cusolverDn.h': solver,
  'cusolverMg.h': solver,
  'cusolverRf.h': solver,
  'cusolverSp.h': solver,
  'cusolverSp_LOWLEVEL_PREVIEW.h': solver,
  'cusolver_common.h': solver,
  'curand.h': rand('hiprand', 'rocrand'),
  'curand_kernel.h': rand('hiprand_kernel', 'rocrand_kernel'),
  'curand_discrete.h': rand('hiprand_kernel', 'rocrand_discrete'),
  'curand_discrete2.h': rand('hiprand_kernel', 'rocrand_discrete'),
  'curand_globals.h': rand('hiprand_kernel', 'rocrand_common'),
  'curand_lognormal.h': rand('hiprand_kernel', 'rocrand_log_normal'),
  'curand_mrg32k3a.h': rand('hiprand_kernel', 'rocrand_mrg32k3a'),
  'curand_mtgp32.h': rand('hiprand_kernel', 'rocrand_mtgp32'),
  'curand_mtgp32_host.h': rand('hiprand_mtgp32_host', 'rocrand_mtgp32'),
  'curand_mtgp32_kernel.h': rand('hiprand_kernel', 'rocrand_mtgp32'),
  'curand_mtgp32dc_p_11213.h': {
    hip: 'rocrand/rocrand_mtgp32_11213.h',
    roc: 'rocrand/rocrand_mtgp32_11213.h',
  },
  'curand_normal.h': rand('hiprand_kernel', 'rocrand_normal'),
  'curand_normal_static.h': rand('hiprand_kernel', 'rocrand_normal'),
  'curand_philox4x32_x.h': rand('hiprand_kernel', 'rocrand_philox4x32_10'),
  'curand_poisson.h': rand('hiprand_kernel', 'rocrand_poisson'),
  'curand_precalc.h': rand('hiprand_kernel', 'rocrand_xorwow_precomputed'),
  'curand_uniform.h': rand('hiprand_kernel', 'rocrand_uniform'),
  'cudnn.h': { hip: 'hipDNN.h' },
  'nvrtc.h': { hip: 'hip/hiprtc.h' },
  'nccl.h': { hip: 'rccl/rccl.h' },
  'nvToolsExt.h': { hip: 'roctracer/roctx.h' },
  'nvtx3/nvToolsExt.h': { hip: 'roctracer/roctx.h' },
  'mma.h': { hip: 'rocwmma/rocwmma.hpp', since: '5.3' },
};

/** All of CUB's headers are one in hipCUB. */
export const hipcubHeader = 'hipcub/hipcub.hpp';
