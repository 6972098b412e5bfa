// The words of CUDA and HIP that are coloured, in the editor and in still code. Values only; knows no editor.

export const keywords =
  `alignas alignof asm auto bool break case catch char char8_t char16_t char32_t class concept const
consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double
dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new
noexcept nullptr operator override final private protected public register reinterpret_cast requires restrict return
short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef
typeid typename union unsigned using virtual void volatile wchar_t while`.split(/\s+/);

/** What CUDA adds to C++, and HIP with it. */
export const qualifiers =
  `__global__ __device__ __host__ __shared__ __constant__ __managed__ __grid_constant__ __restrict__
__restrict __forceinline__ __noinline__ __launch_bounds__ __align__`.split(/\s+/);

export const builtins =
  `threadIdx blockIdx blockDim gridDim warpSize __syncthreads __syncthreads_count __syncthreads_and
__syncthreads_or __syncwarp __threadfence __threadfence_block __threadfence_system __shfl_sync __shfl_up_sync
__shfl_down_sync __shfl_xor_sync __shfl __shfl_up __shfl_down __shfl_xor __ballot_sync __any_sync __all_sync __ballot
__any __all __activemask __popc __popcll __ffs __ffsll __clz __clzll __ldg __fdividef __expf __logf __sinf __cosf __powf
__saturatef __float2int_rn __float2half __half2float atomicAdd atomicSub atomicExch atomicMin atomicMax atomicInc
atomicDec atomicCAS atomicAnd atomicOr atomicXor rsqrtf dim3 float2 float3 float4 double2 int2 int3 int4 uint2 uint3
uint4 uchar4 half half2 __half __half2 __nv_bfloat16`.split(/\s+/);

/** Names of the runtimes and libraries, by their prefixes. */
export const vendorNames = {
  cuda: /(?:cuda|cublas|cufft|curand|cusparse|cusolver|cudnn|nccl|nvrtc|cu)(?:[A-Z_]\w*)/,
  hip: /(?:hip|hipblas|hipfft|hiprand|hipsparse|hipsolver|miopen|rccl|hiprtc|rocblas|rocfft|rocrand|rocsparse)(?:[A-Z_]\w*)/,
} as const;
