// The editor's languages `cuda` and `hip`: C++ with the vendor's own words, which alone are coloured.
import { languages } from 'monaco-editor/editor';
import { conf, language as cpp } from 'monaco-editor/languages/definitions/cpp/cpp';

export const languageIds = { source: 'cuda', port: 'hip', assembly: 'assembly' } as const;

const keywords =
  `alignas alignof asm auto bool break case catch char char8_t char16_t char32_t class concept const
consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double
dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new
noexcept nullptr operator override final private protected public register reinterpret_cast requires restrict return
short signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef
typeid typename union unsigned using virtual void volatile wchar_t while`.split(/\s+/);

/** What CUDA adds to C++, and HIP with it. */
const qualifiers =
  `__global__ __device__ __host__ __shared__ __constant__ __managed__ __grid_constant__ __restrict__
__restrict __forceinline__ __noinline__ __launch_bounds__ __align__`.split(/\s+/);

const builtins =
  `threadIdx blockIdx blockDim gridDim warpSize __syncthreads __syncthreads_count __syncthreads_and
__syncthreads_or __syncwarp __threadfence __threadfence_block __threadfence_system __shfl_sync __shfl_up_sync
__shfl_down_sync __shfl_xor_sync __shfl __shfl_up __shfl_down __shfl_xor __ballot_sync __any_sync __all_sync __ballot
__any __all __activemask __popc __popcll __ffs __ffsll __clz __clzll __ldg __fdividef __expf __logf __sinf __cosf __powf
__saturatef __float2int_rn __float2half __half2float atomicAdd atomicSub atomicExch atomicMin atomicMax atomicInc
atomicDec atomicCAS atomicAnd atomicOr atomicXor rsqrtf dim3 float2 float3 float4 double2 int2 int3 int4 uint2 uint3
uint4 uchar4 half half2 __half __half2 __nv_bfloat16`.split(/\s+/);

/** Names of the runtimes and libraries, by their prefixes. */
const vendorNames = {
  cuda: /(?:cuda|cublas|cufft|curand|cusparse|cusolver|cudnn|nccl|nvrtc|cu)(?:[A-Z_]\w*)/,
  hip: /(?:hip|hipblas|hipfft|hiprand|hipsparse|hipsolver|miopen|rccl|hiprtc|rocblas|rocfft|rocrand|rocsparse)(?:[A-Z_]\w*)/,
} as const;

type Rule = languages.IMonarchLanguageRule;

function dialect(id: keyof typeof vendorNames): languages.IMonarchLanguage {
  const root = cpp.tokenizer.root as Rule[];
  const identifiers = root.findIndex(
    (rule) => Array.isArray(rule) && rule[0] instanceof RegExp && rule[0].source === '[a-zA-Z_]\\w*',
  );
  const own: Rule[] = [
    [/<<<|>>>/, 'keyword.vendor'],
    [vendorNames[id], 'identifier.vendor'],
    [
      /[a-zA-Z_]\w*/,
      {
        cases: {
          '@qualifiers': 'keyword.vendor',
          '@builtins': 'identifier.vendor',
          '@keywords': 'keyword',
          '@default': 'identifier',
        },
      },
    ],
  ];
  return {
    ...cpp,
    tokenPostfix: `.${id}`,
    keywords,
    qualifiers,
    builtins,
    tokenizer: {
      ...cpp.tokenizer,
      root: [...root.slice(0, identifiers), ...own, ...root.slice(identifiers + 1)],
    },
  };
}

/** AMD's assembly, PTX and LLVM IR alike: labels, registers, numbers, comments; the instruction stands first. */
const assembly: languages.IMonarchLanguage = {
  tokenPostfix: '.assembly',
  tokenizer: {
    root: [
      [/\/\/.*|;.*$/, 'comment'],
      [/^[^\s:]+:/, 'annotation'],
      [/^\s+(?:@!?%p\d+\s+)?[a-z][\w.]*/, 'keyword'],
      [/^\s*\.\w+/, 'keyword.directive'],
      [/"[^"]*"/, 'string'],
      [/[%@][\w.$]+|\b[vsa]\d+\b|\b[vsa]\[[\d:]+\]/, 'identifier'],
      [/\b(?:0[xfd])?[\da-fA-F]+(?:\.\d+(?:e[+-]\d+)?)?\b/, 'number'],
      [/\w+/, 'identifier'],
    ],
  },
};

/** Makes the languages known to the editor. Call once, before the first model is made. */
export function registerLanguages(): void {
  languages.register({ id: languageIds.source, extensions: ['.cu', '.cuh'], aliases: ['CUDA'] });
  languages.register({ id: languageIds.port, extensions: ['.hip', '.hip.cpp'], aliases: ['HIP'] });
  languages.register({ id: languageIds.assembly });
  languages.setMonarchTokensProvider(languageIds.assembly, assembly);
  for (const id of [languageIds.source, languageIds.port]) {
    languages.setLanguageConfiguration(id, conf);
    languages.setMonarchTokensProvider(id, dialect(id));
  }
}
