// All CUDA libraries: those whose names have rows, and those that are reported by name. Nothing of the latter is
// renamed, and nothing is passed over in silence.
import { deviceNames } from './device';
import { driverNames } from './driver';
import type { LibraryNames } from './library';
import {
  blasNames,
  complexNames,
  dnnNames,
  fftNames,
  randNames,
  solverNames,
  sparseNames,
} from './mathematics';
import {
  bf16Names,
  cubNames,
  fp8Names,
  halfNames,
  ncclNames,
  nvtxNames,
  rtcNames,
} from './numbers-and-tools';
import { runtimeNames } from './runtime';

/** The libraries whose names are translated. Adding one is a file and a row. */
export const coveredLibraries: readonly LibraryNames[] = [
  runtimeNames,
  deviceNames,
  halfNames,
  bf16Names,
  fp8Names,
  complexNames,
  blasNames,
  fftNames,
  randNames,
  sparseNames,
  solverNames,
  dnnNames,
  rtcNames,
  cubNames,
  nvtxNames,
  ncclNames,
  driverNames,
];

export type UncoveredLibrary = {
  readonly label: string;
  /** Every identifier of the library that may stand in a program. */
  readonly names: RegExp;
  /** Paths of its headers. */
  readonly headers: RegExp;
  /** HIP's counterpart, as people call it; undefined when there is none. */
  readonly counterpart?: string;
};

/** Libraries that are not translated; the first that matches a name or a header owns it. */
export const uncoveredLibraries: readonly UncoveredLibrary[] = [
  { label: 'NVML', names: /^(nvml[A-Z]\w+|NVML_\w+)$/, headers: /^nvml\.h$/, counterpart: 'AMD SMI' },
  {
    label: 'CUPTI',
    names: /^(cupti[A-Z]\w+|CUPTI_\w+|CUpti_\w+)$/,
    headers: /^cupti\w*\.h$/,
    counterpart: 'rocprofiler-sdk',
  },
  {
    label: 'cuTENSOR',
    names: /^(cutensor[A-Z]\w+|CUTENSOR_\w+)$/,
    headers: /^cutensor\w*\.h$/,
    counterpart: 'hipTensor',
  },
  {
    label: 'cuSPARSELt',
    names: /^(cusparseLt[A-Z]\w+|CUSPARSELT_\w+)$/,
    headers: /^cusparseLt\.h$/,
    counterpart: 'hipSPARSELt',
  },
  {
    label: 'cuFile',
    names: /^(cuFile[A-Z]\w+|CUfile\w+|CU_FILE_\w+)$/,
    headers: /^cufile\.h$/,
    counterpart: 'hipFile',
  },
  { label: 'NPP', names: /^(npp[isc]?[A-Z]\w+|Npp\d+\w+)$/, headers: /^npp\w*\.h$/, counterpart: 'RPP' },
  { label: 'nvJPEG', names: /^(nvjpeg[A-Z]\w+|NVJPEG_\w+)$/, headers: /^nvjpeg\.h$/, counterpart: 'rocJPEG' },
  {
    label: 'NVSHMEM',
    names: /^(nvshmemx?_\w+|NVSHMEM_\w+)$/,
    headers: /^nvshmemx?\.h$/,
    counterpart: 'rocSHMEM',
  },
  {
    label: 'CUTLASS',
    names: /^(cutlass|CUTLASS_\w+)$/,
    headers: /^(cutlass|cute)\/.+$/,
    counterpart: 'Composable Kernel',
  },
  {
    label: 'libcu++',
    names: /^(?!)$/,
    headers: /^(cuda\/.+|nv\/target)$/,
    counterpart: 'libhipcxx, which is not part of ROCm',
  },
  { label: 'cuFFTDx', names: /^cufftdx$/, headers: /^(cufftdx\w*\.hpp|cufft_device\.h)$/ },
  {
    label: 'CUDA samples',
    names: /^(?!)$/,
    headers: /^(helper_(cuda|math|functions|timer|string|image)\w*\.h|cutil\w*\.h|exception\.h)$/,
  },
];

/** The library of a name that has no rows; undefined when the name looks like none of these. */
export function uncoveredLibraryOf(name: string): UncoveredLibrary | undefined {
  return uncoveredLibraries.find((library) => library.names.test(name));
}

export function uncoveredLibraryOfHeader(path: string): UncoveredLibrary | undefined {
  return uncoveredLibraries.find((library) => library.headers.test(path));
}
