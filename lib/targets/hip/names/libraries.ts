// All CUDA libraries by how their names and headers look, and which of them have rows. A library without rows is
// reported by name: nothing of it is renamed, and nothing is passed over in silence.
import { deviceNames } from './device';
import type { LibraryNames } from './library';
import { runtimeNames } from './runtime';

/** The libraries whose names are translated. Adding one is a file and a row. */
export const coveredLibraries: readonly LibraryNames[] = [runtimeNames, deviceNames];

export type UncoveredLibrary = {
  readonly label: string;
  /** Every identifier of the library that may stand in a program. */
  readonly names: RegExp;
  /** Paths of its headers. */
  readonly headers: RegExp;
  /** HIP's counterpart, as people call it; undefined when there is none. */
  readonly counterpart?: string;
};

/** Libraries that are not translated yet; the first that matches a name or a header owns it. */
export const uncoveredLibraries: readonly UncoveredLibrary[] = [
  {
    label: 'cuBLAS',
    names: /^(cublas|CUBLAS)\w+$/,
    headers: /^cublas\w*\.h$/,
    counterpart: 'hipBLAS',
  },
  { label: 'cuRAND', names: /^(curand|CURAND)\w+$/, headers: /^curand\w*\.h$/, counterpart: 'hipRAND' },
  {
    label: 'cuSPARSE',
    names: /^(cusparse|CUSPARSE)\w+$/,
    headers: /^cusparse\w*\.h$/,
    counterpart: 'hipSPARSE',
  },
  {
    label: 'cuSOLVER',
    names: /^(cusolver|CUSOLVER)\w+$/,
    headers: /^cusolver\w*\.h$/,
    counterpart: 'hipSOLVER',
  },
  { label: 'cuFFT', names: /^(cufft|CUFFT)\w+$/, headers: /^cufft\w*\.h$/, counterpart: 'hipFFT' },
  { label: 'cuDNN', names: /^(cudnn|CUDNN)\w+$/, headers: /^cudnn\w*\.h$/, counterpart: 'MIOpen' },
  { label: 'NVRTC', names: /^(nvrtc|NVRTC)\w+$/, headers: /^nvrtc\.h$/, counterpart: 'hipRTC' },
  { label: 'NCCL', names: /^(nccl|NCCL_)\w+$/, headers: /^nccl\.h$/, counterpart: 'RCCL' },
  {
    label: 'NVTX',
    names: /^(nvtx|NVTX_)\w+$/,
    headers: /^(nvtx3\/.+|nvToolsExt\w*\.h)$/,
    counterpart: 'rocTX',
  },
  { label: 'NVML', names: /^(nvml|NVML_)\w+$/, headers: /^nvml\.h$/, counterpart: 'AMD SMI' },
  { label: 'CUPTI', names: /^(cupti|CUPTI_)\w+$/, headers: /^cupti\w*\.h$/, counterpart: 'rocprofiler' },
  {
    label: 'cuComplex',
    names:
      /^(cu(Float|Double)?Complex|cu(Real|Imag|Conj|Cadd|Csub|Cmul|Cdiv|Cabs|Cfma|ComplexDoubleToFloat|ComplexFloatToDouble)f?|make_cu\w*Complex)$/,
    headers: /^cuComplex\.h$/,
    counterpart: 'hipComplex',
  },
  {
    label: 'bfloat16',
    names: /^(__nv_bfloat\w+|nv_bfloat\w+|__\w*bfloat16\w*)$/,
    headers: /^cuda_bf16\.hp*$/,
    counterpart: 'hip_bf16.h',
  },
  {
    label: 'fp8',
    names: /^(__nv_fp8\w+|__nv_cvt_\w+|__NV_(E4M3|E5M2|NOSAT|SATFINITE))$/,
    headers: /^cuda_fp8\.hp*$/,
    counterpart: 'hip_fp8.h',
  },
  {
    label: 'the data types of the libraries',
    names: /^(cudaDataType(_t)?|CUDA_[RC]_\d+\w+)$/,
    headers: /^(?!)$/,
    counterpart: 'hipDataType',
  },
  { label: 'CUB', names: /^(cub|CUB_\w+)$/, headers: /^cub\/.+$/, counterpart: 'hipCUB' },
  { label: 'libcu++', names: /^(?!)$/, headers: /^(cuda\/.+|nv\/target)$/, counterpart: 'libhipcxx' },
  { label: 'WMMA', names: /^(nvcuda)$/, headers: /^(mma\.h|crt\/mma\.h\w*)$/, counterpart: 'rocWMMA' },
  {
    label: 'cooperative groups extensions',
    names: /^(?!)$/,
    headers: /^cooperative_groups\/.+$/,
  },
  {
    label: 'CUDA samples',
    names: /^(?!)$/,
    headers: /^(helper_(cuda|math|functions|timer|string|image)\w*\.h|cutil\w*\.h|exception\.h)$/,
  },
  // Last: the driver's short prefix would take the others' names. `cuda...` is the runtime's.
  {
    label: 'CUDA driver API',
    names: /^(cu(?!da)[A-Z]\w+|CU(?!DA)[a-z]\w+|CU_\w+|CUDA_(?!VERSION|ARCH)[A-Z0-9]\w+)$/,
    headers: /^(cudaGL\.h|cudaTypedefs\.h|cudaProfiler\.h)$/,
    counterpart: 'HIP',
  },
];

/** The library of a name that has no rows; undefined when the name looks like none of CUDA's. */
export function uncoveredLibraryOf(name: string): UncoveredLibrary | undefined {
  return uncoveredLibraries.find((library) => library.names.test(name));
}

export function uncoveredLibraryOfHeader(path: string): UncoveredLibrary | undefined {
  return uncoveredLibraries.find((library) => library.headers.test(path));
}
