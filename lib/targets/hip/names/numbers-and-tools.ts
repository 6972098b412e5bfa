// The names of CUDA's small number formats and of its tools (NVRTC, CUB, NVTX, NCCL): what they are called in HIP, by
// rules of prefix and shape and by exception. RCCL has NCCL's names as they are.
import { bf16Rows } from './bf16-rows';
import { cubRows } from './cub-rows';
import { fp8Rows } from './fp8-rows';
import { halfRows } from './half-rows';
import type { LibraryNames } from './library';
import { rtcRows } from './rtc-rows';

export const rtcNames = {
  library: 'rtc',
  label: 'NVRTC',
  counterpart: 'hipRTC',
  looksLike: /^(?:nvrtc|NVRTC)\w+$/,
  shapes: [
    [/^nvrtc(\w+)$/, 'hiprtc$1'],
    [/^NVRTC(\w+)$/, 'HIPRTC$1'],
  ],
  exceptions: `
    nvrtcGetPTXSize=hiprtcGetCodeSize nvrtcGetPTX=hiprtcGetCode
    nvrtcGetCUBINSize=hiprtcGetBitcodeSize nvrtcGetCUBIN=hiprtcGetBitcode
  `,
  rows: [rtcRows],
} as const satisfies LibraryNames;

export const halfNames = {
  library: 'half',
  label: 'half precision',
  shapes: [[/^CUDART_(\w+)$/, 'HIPRT_$1']],
  exceptions: {},
  rows: [halfRows],
} as const satisfies LibraryNames;

export const bf16Names = {
  library: 'bf16',
  label: 'bfloat16',
  looksLike: /^(?:__nv_bfloat\w+|nv_bfloat\w+|__\w*bfloat16\w*)$/,
  shapes: [[/^(?:__)?nv_(\w+)$/, '__hip_$1']],
  exceptions: {},
  rows: [bf16Rows],
} as const satisfies LibraryNames;

export const fp8Names = {
  library: 'fp8',
  label: 'fp8 and fp4',
  looksLike: /^(?:__nv_fp[468]\w+|__nv_cvt_\w+|__NV_(?:E\dM\d|NOSAT|SATFINITE))$/,
  shapes: [
    // The forms that MI300 computes in; their bytes differ from CUDA's.
    [/^__nv_(fp8(?:x\d)?_e\w+)$/, '__hip_$1_fnuz'],
    [/^__nv_(\w+)$/, '__hip_$1'],
    [/^__NV_(E4M3|E5M2)$/, '__HIP_$1_FNUZ'],
    [/^__NV_(\w+)$/, '__HIP_$1'],
  ],
  exceptions: {},
  rows: [fp8Rows],
} as const satisfies LibraryNames;

export const cubNames = {
  library: 'cub',
  label: 'CUB',
  counterpart: 'hipCUB',
  looksLike: /^CUB_[A-Z]\w+$/,
  shapes: [
    [/^CUB_PTX_WARP_THREADS$/, 'HIPCUB_WARP_THREADS'],
    [/^CUB_PTX_(\w+)$/, 'HIPCUB_$1'],
    [/^CUB_NAMESPACE_(\w+)$/, '$1_HIPCUB_NAMESPACE'],
    [/^CUB_(\w+)$/, 'HIPCUB_$1'],
    [/^cub$/, 'hipcub'],
    [/^(_)?Cub(\w+)$/, '$1Hipcub$2'],
  ],
  exceptions: 'CUB_MAX=CUB_MAX CUB_MIN=CUB_MIN __CUB_ALIGN_BYTES=__HIPCUB_ALIGN_BYTES',
  rows: [cubRows],
} as const satisfies LibraryNames;

export const nvtxNames = {
  library: 'nvtx',
  label: 'NVTX',
  counterpart: 'rocTX',
  looksLike: /^(?:nvtx[A-Z]|NVTX_)\w+$/,
  shapes: [[/^nvtx(\w+?)A?$/, 'roctx$1']],
  exceptions: 'nvtxRangeId_t=roctx_range_id_t nvtxRangeEnd=roctxRangeStop',
  rows: [
    {
      supported: {
        function: {
          any: 'nvtxMarkA nvtxMark nvtxRangePush{,A} nvtxRangePop nvtxRangeStart{,A} nvtxRangeEnd',
        },
        type: { any: 'nvtxRangeId_t' },
      },
      missing: {
        function: `
          nvtx: MarkEx MarkW RangePushEx RangePushW RangeStartEx RangeStartW Initialize NameCategory{A,W}
          NameOsThread{A,W} NameCuDevice{A,W} NameCuContext{A,W} NameCuStream{A,W} NameCuEvent{A,W}
          NameCudaDevice{A,W} NameCudaStream{A,W} NameCudaEvent{A,W} DomainCreate{A,W} DomainDestroy
          DomainMarkEx DomainRangePushEx DomainRangePop DomainRangeStartEx DomainRangeEnd DomainRegisterString{A,W}
          DomainNameCategory{A,W} DomainResourceCreate DomainResourceDestroy
        `,
        type: `
          nvtx: EventAttributes_t EventAttributes_v2 DomainHandle_t StringHandle_t ResourceHandle_t ColorType_t
          MessageType_t MessageValue_t PayloadType_t ResourceAttributes_t
        `,
        macro: `
          NVTX_: VERSION EVENT_ATTRIB_STRUCT_SIZE
        `,
        enum: `
          NVTX_: COLOR_{UNKNOWN,ARGB} MESSAGE_{UNKNOWN,TYPE_ASCII,TYPE_UNICODE,TYPE_REGISTERED}
          PAYLOAD_{UNKNOWN,TYPE_UNSIGNED_INT64,TYPE_INT64,TYPE_DOUBLE,TYPE_UNSIGNED_INT32,TYPE_INT32,TYPE_FLOAT}
        `,
      },
    },
  ],
} as const satisfies LibraryNames;

export const ncclNames = {
  library: 'nccl',
  label: 'NCCL',
  counterpart: 'RCCL',
  looksLike: /^(?:nccl[A-Z]|NCCL_)\w+$/,
  shapes: [],
  exceptions: {},
  rows: [
    {
      supported: {
        function: {
          any: `
            nccl: GetVersion GetUniqueId CommInitRank CommInitRankConfig CommInitAll CommFinalize CommDestroy
            CommAbort GetErrorString GetLastError CommGetAsyncError CommCount CommCuDevice CommUserRank
            CommSplit RedOpCreatePreMulSum RedOpDestroy Reduce Bcast Broadcast AllReduce ReduceScatter
            AllGather Send Recv GroupStart GroupEnd
          `,
        },
        type: {
          any: 'nccl: Comm_t UniqueId Result_t RedOp_t RedOp_dummy_t DataType_t Config_t ScalarResidence_t',
        },
        enum: {
          any: `
            nccl: Success UnhandledCudaError SystemError InternalError InvalidArgument InvalidUsage RemoteError
            InProgress NumResults Sum Prod Max Min Avg NumOps MaxRedOp Int8 Char Uint8 Int32 Int Uint32 Int64
            Uint64 Float16 Half Float32 Float Float64 Double Bfloat16 NumTypes ScalarDevice ScalarHostImmediate
          `,
        },
        macro: {
          any: `
            NCCL_: MAJOR MINOR PATCH SUFFIX VERSION_CODE VERSION UNIQUE_ID_BYTES CONFIG_INITIALIZER
            CONFIG_UNDEF_INT SPLIT_NOCOLOR
          `,
        },
      },
      missing: {
        function:
          'nccl: CommWindowRegister CommWindowDeregister CommShrink CommInitRankScalable DevCommCreate DevCommDestroy',
        type: 'nccl: Window_t DevComm',
      },
    },
  ],
} as const satisfies LibraryNames;
