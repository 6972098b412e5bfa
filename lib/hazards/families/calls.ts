// Names whose use alone is the hazard: a table of names, each with its code, weight and the ROCm versions it holds for.
// Notes are told once per file, with the number of uses; errors and warnings at each place.
import type { Severity } from '@/lib/core/problem';
import type { NameUse } from '@/lib/cuda';
import type { MessageCode } from '@/lib/messages';
import { type HipOptions, hasSince } from '@/lib/targets/options';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

type Row = {
  readonly code: MessageCode;
  readonly severity: Severity;
  /** Names in full, separated by white space; a name that ends in `*` stands for all that begin so. */
  readonly names: string;
  readonly side?: 'device' | 'host';
  /** From this ROCm version on. */
  readonly since?: HipOptions['rocm'];
  /** Before this ROCm version. */
  readonly until?: HipOptions['rocm'];
  /** Calls alone, not names passed on. */
  readonly called?: true;
  /** What its names may become when the user says so. */
  readonly becomes?: Readonly<Record<string, string>>;
};

const rows: readonly Row[] = [
  // ---- warps and groups ----
  { code: 'cg-coalesced-32bit', severity: 'note', names: 'coalesced_threads', called: true },
  {
    code: 'cg-grid-sync',
    severity: 'note',
    names: 'this_grid this_multi_grid cudaLaunchCooperativeKernel cudaLaunchCooperativeKernelMultiDevice',
    called: true,
  },

  // ---- atomics and fences ----
  { code: 'atomic-inc-dec', severity: 'note', names: 'atomicInc atomicDec', called: true },
  {
    code: 'atomic-system',
    severity: 'note',
    names: `atomicAdd_system atomicSub_system atomicExch_system atomicMin_system atomicMax_system
      atomicAnd_system atomicOr_system atomicXor_system atomicCAS_system`,
    called: true,
  },

  // ---- memory ----
  {
    code: 'func-cache-config-noop',
    severity: 'note',
    names: `cudaFuncSetCacheConfig cudaDeviceSetCacheConfig cudaThreadSetCacheConfig cudaFuncSetSharedMemConfig
      cudaDeviceSetSharedMemConfig cuFuncSetCacheConfig cuCtxSetCacheConfig cuFuncSetSharedMemConfig
      cudaFuncAttributePreferredSharedMemoryCarveout`,
  },
  {
    code: 'managed-memory-pages',
    severity: 'note',
    names: 'cudaMallocManaged cuMemAllocManaged __managed__',
  },
  {
    code: 'zero-copy-coherence',
    severity: 'note',
    names: 'cudaHostAllocMapped cudaHostGetDevicePointer cudaHostRegisterMapped cuMemHostGetDevicePointer',
  },
  {
    code: 'texture-on-cdna3',
    severity: 'note',
    names: `tex1D tex2D tex3D tex1Dfetch tex1DLayered tex2DLayered texCubemap tex1DLod tex2DLod tex3DLod
      tex1DGrad tex2DGrad tex3DGrad tex2Dgather`,
    side: 'device',
  },
  {
    code: 'texture-semantics',
    severity: 'note',
    names:
      'cudaFilterModeLinear tex2Dgather cudaArrayTextureGather cudaAddressModeBorder CU_TR_FILTER_MODE_LINEAR',
  },
  {
    code: 'surfaces',
    severity: 'note',
    names: `surf1Dread surf1Dwrite surf2Dread surf2Dwrite surf3Dread surf3Dwrite surf1DLayeredread
      surf1DLayeredwrite surf2DLayeredread surf2DLayeredwrite surfCubemapread surfCubemapwrite`,
    side: 'device',
  },

  // ---- device code ----
  { code: 'ldg', severity: 'note', names: '__ldg', called: true },
  { code: 'device-printf', severity: 'note', names: 'printf', side: 'device', called: true },
  { code: 'device-malloc', severity: 'note', names: 'malloc free', side: 'device', called: true },
  { code: 'device-assert', severity: 'note', names: 'assert', side: 'device', called: true },
  { code: 'device-assert', severity: 'note', names: 'cudaErrorAssert' },
  {
    code: 'clock',
    severity: 'note',
    names: 'clock clock64',
    side: 'device',
    called: true,
    becomes: { clock: 'wall_clock64', clock64: 'wall_clock64' },
  },

  // ---- numbers ----
  {
    code: 'fast-intrinsics-precision',
    severity: 'note',
    names: '__sinf __cosf __tanf __sincosf __expf __exp10f __logf __log2f __log10f __powf __fdividef __tanhf',
    called: true,
  },
  {
    code: 'fp8-format',
    severity: 'note',
    names: '__nv_fp8* __nv_cvt_*fp8* CUDA_R_8F_E4M3 CUDA_R_8F_E5M2 CUDA_R_8F_UE4M3',
  },

  // ---- runtime ----
  {
    code: 'memory-type-values',
    severity: 'note',
    names: `cudaMemoryTypeUnregistered cudaMemoryTypeHost cudaMemoryTypeDevice cudaMemoryTypeManaged
      CU_MEMORYTYPE_HOST CU_MEMORYTYPE_DEVICE CU_MEMORYTYPE_ARRAY CU_MEMORYTYPE_UNIFIED`,
    until: '6.2',
  },
  {
    code: 'occupancy-api',
    severity: 'note',
    names: 'cudaOccupancy* cuOccupancy*',
    called: true,
  },
  {
    code: 'ipc-p2p',
    severity: 'note',
    names: `cudaIpc* cuIpc* cudaDeviceEnablePeerAccess cudaDeviceCanAccessPeer cudaMemcpyPeer cudaMemcpyPeerAsync
      cuCtxEnablePeerAccess cuDeviceCanAccessPeer`,
    called: true,
  },
  {
    code: 'graphs',
    severity: 'note',
    names: 'cudaStreamBeginCapture* cuStreamBeginCapture* cudaGraphInstantiate* cuGraphInstantiate*',
    called: true,
  },
  {
    code: 'module-load-ptx',
    severity: 'note',
    names: `cuModuleLoad cuModuleLoadData cuModuleLoadDataEx cuModuleLoadFatBinary cuLinkCreate cuLinkAddData
      cuLinkAddFile cuLinkComplete cuLibraryLoadData cuLibraryLoadFromFile`,
    called: true,
  },
  { code: 'nvrtc', severity: 'note', names: 'nvrtcGetPTX nvrtcGetPTXSize nvrtcGetCUBIN', called: true },
  {
    code: 'profiling-apis',
    severity: 'note',
    names: 'cudaProfilerStart cudaProfilerStop cuProfilerStart cuProfilerStop',
    called: true,
  },
  { code: 'profiling-apis', severity: 'error', names: 'cupti*', called: true },

  // ---- libraries ----
  {
    code: 'curand',
    severity: 'note',
    names: 'curand_init curandCreateGenerator curandCreateGeneratorHost curandSetPseudoRandomGeneratorSeed',
    called: true,
  },
  {
    code: 'cublas',
    severity: 'note',
    names:
      'cublasInit cublasShutdown cublasAlloc cublasFree cublasSetKernelStream cublasGetError *Opaque_t cublasLtMatmulDescInit cublasLtMatrixLayoutInit cublasLtMatmulPreferenceInit',
  },
  {
    code: 'cusparse-cusolver',
    severity: 'note',
    names:
      'cusparseSpGEMM_* cusparseSpSM_solve cusparseSpSV_solve cusparseSDDMM cusparseGetErrorString cusparseGetErrorName',
    called: true,
  },
  {
    code: 'cudnn-miopen',
    severity: 'note',
    names:
      'cudnnConvolutionForward cudnnConvolutionBackward* cudnnCreateFilterDescriptor cudnnFindConvolution* cudnnGetConvolution*',
    called: true,
  },
  { code: 'nccl-cufft', severity: 'note', names: 'cufftXtSetCallback* cufftXtClearCallback*', called: true },
];

type Pattern = { readonly row: Row; readonly head: string; readonly tail: string };

/** Rows by name; patterns apart. */
const byName: ReadonlyMap<string, readonly Row[]> = namesOf(rows);
const patterns: readonly Pattern[] = rows.flatMap((row) =>
  row.names
    .split(/\s+/)
    .filter((name) => name.includes('*'))
    .map((name) => {
      const [head = '', ...rest] = name.split('*');
      return { row, head, tail: rest.filter((part) => part !== '').join('') };
    }),
);

function namesOf(all: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of all)
    for (const name of row.names.split(/\s+/))
      if (!name.includes('*')) found.set(name, [...(found.get(name) ?? []), row]);
  return found;
}

const rowsOf = (name: string): readonly Row[] => {
  const exact = byName.get(name) ?? [];
  const loose = patterns.filter(({ head, tail }) => name.startsWith(head) && name.includes(tail));
  return loose.length === 0 ? exact : [...exact, ...loose.map(({ row }) => row)];
};

const codes = [...new Set(rows.map(({ code }) => code))];

export const calls: Hazard = { code: codes[0] as MessageCode, also: codes.slice(1), find: findCalls };

/** What the table says of a program. */
function findCalls(scene: Scene): Finding[] {
  const { rocm } = scene.options;
  const found: Finding[] = [];
  const notes = new Map<string, { readonly row: Row; readonly uses: NameUse[] }>();
  for (const [name, uses] of scene.liveNames)
    for (const row of rowsOf(name)) {
      if (row.since && !hasSince(rocm, row.since)) continue;
      if (row.until && hasSince(rocm, row.until)) continue;
      // A function of the user's that has the name is what is called.
      if (scene.functionsNamed(name).length > 0) continue;
      for (const use of uses) {
        if (use.where === 'directive') continue;
        if (row.called && use.role !== 'call') continue;
        if (row.side === 'device' && !use.inDevice) continue;
        if (row.side === 'host' && use.inDevice) continue;
        if (row.severity !== 'note') {
          found.push(finding(row.code, row.severity, use.span, { before: name, more: '' }));
          continue;
        }
        const key = `${row.code}\n${use.span.file}`;
        const first = notes.get(key);
        if (first) first.uses.push(use);
        else notes.set(key, { row, uses: [use] });
      }
    }
  for (const { row, uses } of notes.values()) {
    uses.sort((a, b) => a.span.start - b.span.start);
    const [use] = uses;
    if (!use) continue;
    const params = { before: use.name, more: moreOf(uses.length) };
    found.push(finding(row.code, 'note', use.span, params, offered(row, uses)));
  }
  return found;
}

function offered({ becomes }: Row, uses: readonly NameUse[]): Fix | undefined {
  if (!becomes) return undefined;
  const edits = uses.flatMap(({ name, span }) =>
    Object.hasOwn(becomes, name) ? [{ span, after: becomes[name] as string }] : [],
  );
  return edits.length > 0 ? { edits, safe: false, byDefault: false } : undefined;
}

/** Behind a sentence that speaks of several places in one file. */
export const moreOf = (count: number): string => (count > 1 ? ` (${count} places in this file)` : '');
