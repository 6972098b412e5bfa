// What the libraries of the CUDA toolkit are called on AMD: to the linker, and as imported targets of CMake.
import type { HipOptions } from '@/lib/targets/options';

/** A library and its counterpart. `link` is what follows -l; `target` and `find` are CMake's. */
export type LibraryRow = {
  readonly link: string;
  readonly target?: string;
  /** The package that brings the target. */
  readonly find?: string;
};

const hip = { link: 'amdhip64', target: 'hip::host', find: 'hip' } as const;

const rows: Readonly<Record<string, LibraryRow>> = {
  cudart: hip,
  cudart_static: hip,
  cuda: hip,
  cuda_driver: hip,
  cublas: { link: 'hipblas', target: 'roc::hipblas', find: 'hipblas' },
  cublasLt: { link: 'hipblaslt', target: 'roc::hipblaslt', find: 'hipblaslt' },
  cufft: { link: 'hipfft', target: 'hip::hipfft', find: 'hipfft' },
  cufftw: { link: 'hipfftw', target: 'hip::hipfftw', find: 'hipfft' },
  curand: { link: 'hiprand', target: 'hip::hiprand', find: 'hiprand' },
  cusparse: { link: 'hipsparse', target: 'roc::hipsparse', find: 'hipsparse' },
  cusparseLt: { link: 'hipsparselt', target: 'roc::hipsparselt', find: 'hipsparselt' },
  cusolver: { link: 'hipsolver', target: 'roc::hipsolver', find: 'hipsolver' },
  cudnn: { link: 'MIOpen', target: 'MIOpen', find: 'miopen' },
  nccl: { link: 'rccl', target: 'rccl', find: 'rccl' },
  nvrtc: { link: 'hiprtc', target: 'hiprtc::hiprtc', find: 'hiprtc' },
  nvToolsExt: { link: 'roctx64' },
};

const rocRows: Readonly<Record<string, LibraryRow>> = {
  cublas: { link: 'rocblas', target: 'roc::rocblas', find: 'rocblas' },
  curand: { link: 'rocrand', target: 'roc::rocrand', find: 'rocrand' },
  cusparse: { link: 'rocsparse', target: 'roc::rocsparse', find: 'rocsparse' },
  cusolver: { link: 'rocsolver', target: 'roc::rocsolver', find: 'rocsolver' },
};

/** Libraries that the port has no use for: device code is linked by the compiler itself. */
const needless = new Set([
  'cudadevrt',
  'culibos',
  'cudart_stub',
  'nvrtc-builtins',
  'nvrtc_builtins',
  'nvptxcompiler_static',
]);

/** Libraries without a counterpart that a name could be put for, and what people use instead. */
const strangers: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/^(nvml|nvidia-ml)$/, 'AMD SMI (amd_smi)'],
  [/^cupti$/, 'rocprofiler-sdk'],
  [/^npp\w*$/, 'RPP'],
  [/^nvjpeg\w*$/, 'rocJPEG'],
  [/^(nvcuvid|nvidia-encode|nvcuvenc)$/, 'rocDecode'],
  [/^cutensor\w*$/, 'hipTensor (hiptensor)'],
  [/^cufile\w*$/, 'hipFile'],
  [/^cudnn_\w+$/, 'MIOpen'],
  [/^(nvinfer\w*|nvonnxparser)$/, 'MIGraphX'],
  [
    /^(nvshmem\w*|nvgraph|nvblas|nvJitLink|nvjitlink|nvvm|nvtx3\w*|nvToolsExt\w+|cusolverMg)$/,
    'none that a name could stand for',
  ],
];

export type LibraryAnswer =
  | { readonly is: 'renamed'; readonly row: LibraryRow }
  | { readonly is: 'needless' }
  | { readonly is: 'missing'; readonly instead: string };

/** What becomes of a library of CUDA's; undefined for any other library. */
export function lookUpLibrary(name: string, flavour: HipOptions['libraries']): LibraryAnswer | undefined {
  const plain = name.replace(/_static(_nocallback)?$/, '');
  for (const key of [name, plain]) {
    if (needless.has(key)) return { is: 'needless' };
    const row = flavour === 'roc' && Object.hasOwn(rocRows, key) ? rocRows[key] : undefined;
    if (row) return { is: 'renamed', row };
    if (Object.hasOwn(rows, key)) return { is: 'renamed', row: rows[key] as LibraryRow };
    const stranger = strangers.find(([pattern]) => pattern.test(key));
    if (stranger) return { is: 'missing', instead: stranger[1] };
  }
  return undefined;
}
