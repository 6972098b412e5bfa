// Which rule explains the renaming of a CUDA name: in comes a row of the name table, out comes a message code.
import type { NameEntry } from './names/library';

const byName: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/^cuda(Success$|Error(?!_t$|_enum$|$)\w+)/, 'error-name'],
  [/^cuda(Error(_t)?$|GetLastError|PeekAtLastError|GetError(Name|String))/, 'error-handling'],
  [/^cudaThread(?!Exchange)/, 'thread-api'],
  [
    /^cuda(MallocManaged|MemAdvise|MemPrefetch|MemAttach|MemRange|CpuDeviceId|InvalidDeviceId)/,
    'managed-memory',
  ],
  [/^cuda(MallocHost|Host|FreeHost)/, 'pinned-memory'],
  [/^cudaMemcpy(To|From)Symbol|^cuda(GetSymbol|GraphAdd.*Symbol|Graph.*Symbol)/, 'symbol-copy'],
  [/^cuda(MemcpyKind|MemcpyHostTo|MemcpyDeviceTo|MemcpyDefault)/, 'copy-kind'],
  [
    /^cuda(MallocAsync|FreeAsync|MallocFromPool|MemPool|Mem(Access|Alloc|Location|Handle)|DeviceGet\w*MemPool|DeviceSetMemPool)/,
    'memory-pool',
  ],
  [
    /^cuda(Graph|KernelNode|HostNode|StreamBeginCapture|StreamEndCapture|StreamIsCapturing|StreamGetCapture|UserObject|LaunchAttribute)/,
    'graph-name',
  ],
  [/^cudaMemcpy/, 'memory-copy'],
  [/^cudaMemset/, 'memory-set'],
  [
    /^cuda(Malloc|Free)(Array|Mipmapped|3DArray)|^cuda(Array|Texture|Surface|Tex|ResourceType|ResourceDesc|ResView|ResourceView|ChannelFormat|CreateChannel|GetChannel|Bind|Unbind|CreateTexture|DestroyTexture|CreateSurface|DestroySurface|GetTexture|AddressMode|FilterMode|ReadMode|Boundary|Format|Mipmap|Extent|Pos$|PitchedPtr)|^make_cuda/,
    'texture-name',
  ],
  [/^cuda(Malloc|Free)/, 'device-memory'],
  [/^cudaMemGetInfo$/, 'device-memory'],
  [/^cuda(DevAttr|DeviceGetAttribute|DeviceAttr$)/, 'device-attribute'],
  [/^cuda(DeviceProp$|GetDeviceProperties|ChooseDevice)/, 'device-properties'],
  [
    /^cuda(Device(CanAccess|Enable|Disable)Peer|MemcpyPeer|DeviceP2P|DevP2P|DeviceGetP2P|Ipc|External|Import|Signal|Wait|Destroy)\w*/,
    'sharing-name',
  ],
  [
    /^cuda(FuncCache|SharedMem|DeviceGetSharedMem|DeviceSetSharedMem|DeviceSetCacheConfig|DeviceGetCacheConfig|Limit|DeviceSetLimit|DeviceGetLimit)/,
    'cache-and-limits',
  ],
  [/^cudaFunc|^cudaLaunch/, 'kernel-pointer'],
  [/^cudaOccupancy/, 'occupancy-name'],
  [/^cudaStream/, 'stream-name'],
  [/^cudaEvent/, 'event-name'],
  [/^cudaDeviceSynchronize$/, 'device-synchronize'],
  [/^cudaDeviceReset$/, 'device-reset'],
  [/^cuda(Get|Set)?Device/, 'device-choice'],
  [/^CUDART_/, 'math-constant'],
  [/^cudaProfiler/, 'profiler-name'],
];

const byKind = {
  function: 'runtime-name',
  type: 'type-name',
  enum: 'enum-name',
  macro: 'macro-name',
  device: 'device-name',
  namespace: 'namespace-name',
} as const;

/** Libraries whose renamings have a message of their own. */
const byLibrary: Readonly<Record<string, string>> = {
  bf16: 'bf16-name',
  fp8: 'fp8-name',
  complex: 'complex-name',
  blas: 'blas-name',
  fft: 'fft-name',
  rand: 'rand-name',
  sparse: 'sparse-name',
  solver: 'solver-name',
  dnn: 'dnn-name',
  rtc: 'rtc-name',
  cub: 'cub-name',
  nvtx: 'nvtx-name',
};

const byDriverName: readonly (readonly [pattern: RegExp, rule: string])[] = [
  [/^(cuCtx|CUctx|CUcontext$|CU_CTX_|cuDevicePrimaryCtx)/, 'driver-context'],
  [
    /^(cuModule|cuLink|cuLibrary|cuLaunch|CUmod|CUfunc|CUlink|CUjit|CU_JIT_|CU_LAUNCH_PARAM|cuFunc)/,
    'driver-module',
  ],
  [/^(CUresult|CUDA_SUCCESS|CUDA_ERROR_|cuGetError|cudaError_enum)/, 'driver-error'],
];

/** The message code that explains this renaming. */
export function ruleOf(entry: NameEntry): string {
  const patterns = entry.library === 'driver' ? byDriverName : entry.library === 'runtime' ? byName : [];
  const found = patterns.find(([pattern]) => pattern.test(entry.cuda))?.[1] ?? byLibrary[entry.library];
  return found ?? (entry.library === 'driver' ? 'driver-name' : byKind[entry.kind]);
}
