// The CUDA driver's names: what they are called in HIP, by rules of shape and by exception. Its constants are written
// in capitals there and in HIP mostly as one word, so most shapes turn one into the other.
import { driverEnums } from './driver-enums';
import { driverRows } from './driver-rows';
import type { LibraryNames } from './library';

/** `MAX_PITCH` is `MaxPitch`; `D3D12` stays. */
const joined = (words: string): string =>
  words
    .split('_')
    .map((word) => (word.startsWith('D3D') ? word : capital(word.toLowerCase())))
    .join('');

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export const driverNames = {
  library: 'driver',
  begins: /^(?:cu[A-Z]|CU|cudaError_enum$|NVCL_|CIG_DATA_TYPE_|cl_(?:event|context)_flags)/,
  label: 'CUDA driver API',
  looksLike:
    /^(?:cu[A-Z]\w+|CU(?:device|context|module|function|stream|event|array|result|mem|link|tex|surf|graph)\w*|CU_(?:DEVICE_ATTRIBUTE|CTX|JIT|STREAM|EVENT|POINTER|MEM|FUNC|GRAPH)_\w+|CUDA_ERROR_\w+)$/,
  shapes: [
    [/^CUDA_ERROR_(\w+)$/, (_, name) => `hipError${joined(name)}`],
    [
      /^CU_DEVICE_ATTRIBUTE_(?:MAXIMUM|MAX)_(TEXTURE|SURFACE)(\dD|CUBEMAP)_(\w*?)_?(?:WIDTH|HEIGHT|DEPTH|PITCH)(?:_(ALT)ERNATE)?$/,
      (_, what, size, how, alt) =>
        `hipDeviceAttributeMax${joined(what)}${size.length === 2 ? size : joined(size)}${joined(how)}${joined(alt ?? '')}`,
    ],
    [/^CU_DEVICE_ATTRIBUTE_(?:MAXIMUM|MAX)_(\w+)$/, (_, name) => `hipDeviceAttributeMax${joined(name)}`],
    [/^CU_DEVICE_ATTRIBUTE_(\w+)$/, (_, name) => `hipDeviceAttribute${joined(name)}`],
    [/^CU_JIT_(\w+)$/, 'HIPRTC_JIT_$1'],
    [/^CU_CTX_(\w+)$/, (_, name) => `hipDevice${joined(name.replace('SCHED', 'SCHEDULE'))}`],
    [
      /^CU_((?:AD|TR|FUNC_ATTRIBUTE|LAUNCH_PARAM_|POINTER|TRSA|TRSF|RES|GET_PROC|IPC|STREAM_(?!CAPTURE|WAIT|ADD|SET|NON|DEF|PER|LEG))\w*)$/,
      'HIP_$1',
    ],
    [/^CU_(\w+)$/, (_, name) => `hip${joined(name)}`],
    [
      /^CUDA_(ARRAY3D_DESCRIPTOR|ARRAY_DESCRIPTOR|MEMCPY3D|MEMSET_NODE_PARAMS|RESOURCE_DESC|RESOURCE_VIEW_DESC|TEXTURE_DESC)(?:_v\d)?(?:_st)?$/,
      'HIP_$1',
    ],
    [
      /^CUDA_EXT_SEM_(SIGNAL|WAIT)_NODE_PARAMS(?:_v\d)?(?:_st)?$/,
      (_, what) => `hipExternalSemaphore${joined(what)}NodeParams`,
    ],
    [/^CUDA_(\w+?)(?:_v\d)?(?:_st)?$/, (_, name) => `hip${joined(name)}`],
    [/^cuLink(\w+?)(?:_v2)?$/, 'hiprtcLink$1'],
    [/^cuMemAlloc(\w*?)(?:_v2)?$/, 'hipMalloc$1'],
    [/^cuMemFree(\w*?)(?:_v2)?$/, 'hipFree$1'],
    [/^cuMemHost(\w+?)(?:_v2)?$/, 'hipHost$1'],
    [/^cu(Occupancy\w+|Launch(?!Host)\w+)$/, 'hipModule$1'],
    [/^cu([A-Z]\w*?)(?:_v[23])?$/, 'hip$1'],
    [/^CU(GL\w+?)(?:_enum)?$/, 'hip$1'],
    [
      /^CU(array|event|externalMemory|externalSemaphore|function|graph|graphExec|graphicsResource|graphNode|mipmappedArray|module|stream|userObject|ipcEventHandle|ipcMemHandle|limit|device|deviceptr|hostFn|streamCallback|memGenericAllocationHandle)(?:_v\d)?$/,
      (_, name) => `hip${capital(name)}_t`,
    ],
    [/^CU([a-zG]\w*?)(?:_v\d)?(?:_st|_enum|_union)?$/, (_, name) => `hip${capital(name)}`],
  ],
  exceptions: `
  cuGetErrorName=hipDrvGetErrorName cuGetErrorString=hipDrvGetErrorString cuDeviceGetCount=hipGetDeviceCount
  cuCtxGetLimit=hipDeviceGetLimit cuCtxGetStreamPriorityRange=hipDeviceGetStreamPriorityRange
  cuCtxSetLimit=hipDeviceSetLimit cuMemAllocHost=hipMemAllocHost cuMemAllocHost_v2=hipMemAllocHost
  cuMemAllocPitch=hipMemAllocPitch cuMemAllocPitch_v2=hipMemAllocPitch cuMemcpy2D=hipMemcpyParam2D
  cuMemcpy2D_v2=hipMemcpyParam2D cuMemcpy2DAsync=hipMemcpyParam2DAsync
  cuMemcpy2DAsync_v2=hipMemcpyParam2DAsync cuMemcpy2DUnaligned=hipDrvMemcpy2DUnaligned
  cuMemcpy2DUnaligned_v2=hipDrvMemcpy2DUnaligned cuMemcpy3D=hipDrvMemcpy3D cuMemcpy3D_v2=hipDrvMemcpy3D
  cuMemcpy3DAsync=hipDrvMemcpy3DAsync cuMemcpy3DAsync_v2=hipDrvMemcpy3DAsync cuMemFreeHost=hipHostFree
  cuPointerGetAttributes=hipDrvPointerGetAttributes cuStreamCreate=hipStreamCreateWithFlags
  cuStreamGetCaptureInfo_v2=hipStreamGetCaptureInfo_v2 cuEventCreate=hipEventCreateWithFlags
  cuGraphAddMemcpyNode=hipDrvGraphAddMemcpyNode cuGraphAddMemsetNode=hipDrvGraphAddMemsetNode
  cuGraphMemcpyNodeGetParams=hipDrvGraphMemcpyNodeGetParams
  cuGraphMemcpyNodeSetParams=hipDrvGraphMemcpyNodeSetParams
  cuGraphExecMemcpyNodeSetParams=hipDrvGraphExecMemcpyNodeSetParams
  cuGraphExecMemsetNodeSetParams=hipDrvGraphExecMemsetNodeSetParams
  cuGraphAddMemFreeNode=hipDrvGraphAddMemFreeNode cuTexRefGetMipmappedArray=hipTexRefGetMipMappedArray
  CUDA_EXTERNAL_MEMORY_BUFFER_DESC_st=hipExternalMemoryBufferDesc_st
  CUDA_EXTERNAL_MEMORY_HANDLE_DESC_st=hipExternalMemoryHandleDesc_st
  CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC_st=hipExternalSemaphoreHandleDesc_st
  CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS_st=hipExternalSemaphoreSignalParams_st
  CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS_st=hipExternalSemaphoreWaitParams_st
  CUDA_LAUNCH_PARAMS_st=hipFunctionLaunchParams_t CUDA_LAUNCH_PARAMS=hipFunctionLaunchParams
  CUDA_LAUNCH_PARAMS_v1=hipFunctionLaunchParams CUDA_MEMCPY2D_st=hip_Memcpy2D
  CUDA_MEMCPY2D_v1_st=hip_Memcpy2D CUDA_MEMCPY2D=hip_Memcpy2D CUDA_MEMCPY2D_v1=hip_Memcpy2D
  CUDA_MEMCPY2D_v2=hip_Memcpy2D CUDA_RESOURCE_DESC_st=HIP_RESOURCE_DESC_st
  CUDA_RESOURCE_VIEW_DESC_st=HIP_RESOURCE_VIEW_DESC_st CUDA_TEXTURE_DESC_st=HIP_TEXTURE_DESC_st
  CUipcEventHandle_st=hipIpcEventHandle_st CUipcMemHandle_st=hipIpcMemHandle_st CUctx_st=ihipCtx_t
  CUcontext=hipCtx_t CUfunc_st=ihipModuleSymbol_t CUmod_st=ihipModule_t CUtexref_st=textureReference
  CUtexref=hipTexRef CUuuid=hipUUID CUmemPoolHandle_st=ihipMemPoolHandle_t CUmemoryPool=hipMemPool_t
  CUlinkState_st=ihiprtcLinkState CUlinkState=hiprtcLinkState CUaddress_mode=HIPaddress_mode
  CUaddress_mode_enum=HIPaddress_mode_enum CUarray_format=hipArray_Format
  CUarray_format_enum=hipArray_Format CUcomputemode=hipComputeMode CUcomputemode_enum=hipComputeMode
  CU_COMPUTEMODE_DEFAULT=hipComputeModeDefault CU_COMPUTEMODE_EXCLUSIVE=hipComputeModeExclusive
  CU_COMPUTEMODE_PROHIBITED=hipComputeModeProhibited
  CU_COMPUTEMODE_EXCLUSIVE_PROCESS=hipComputeModeExclusiveProcess
  CU_CTX_BLOCKING_SYNC=hipDeviceScheduleBlockingSync CUdevice_attribute=hipDeviceAttribute_t
  CUdevice_attribute_enum=hipDeviceAttribute_t
  CU_DEVICE_ATTRIBUTE_SHARED_MEMORY_PER_BLOCK=hipDeviceAttributeMaxSharedMemoryPerBlock
  CU_DEVICE_ATTRIBUTE_REGISTERS_PER_BLOCK=hipDeviceAttributeMaxRegistersPerBlock
  CU_DEVICE_ATTRIBUTE_GPU_OVERLAP=hipDeviceAttributeAsyncEngineCount
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE1D_WIDTH=hipDeviceAttributeMaxTexture1DWidth
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_WIDTH=hipDeviceAttributeMaxTexture2DWidth
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_HEIGHT=hipDeviceAttributeMaxTexture2DHeight
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE3D_WIDTH=hipDeviceAttributeMaxTexture3DWidth
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE3D_HEIGHT=hipDeviceAttributeMaxTexture3DHeight
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE3D_DEPTH=hipDeviceAttributeMaxTexture3DDepth
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_ARRAY_WIDTH=hipDeviceAttributeMaxTexture2DLayered
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_ARRAY_HEIGHT=hipDeviceAttributeMaxTexture2DLayered
  CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH=hipDeviceAttributeMemoryBusWidth
  CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR=hipDeviceAttributeMaxThreadsPerMultiProcessor
  CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID=hipDeviceAttributePciDomainID
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_MIPMAPPED_WIDTH=hipDeviceAttributeMaxTexture2DMipmap
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_MIPMAPPED_HEIGHT=hipDeviceAttributeMaxTexture2DMipmap
  CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE1D_MIPMAPPED_WIDTH=hipDeviceAttributeMaxTexture1DMipmap
  CU_DEVICE_ATTRIBUTE_MULTI_GPU_BOARD=hipDeviceAttributeIsMultiGpuBoard
  CU_DEVICE_ATTRIBUTE_CAN_USE_STREAM_WAIT_VALUE_NOR=hipDeviceAttributeCanUseStreamWaitValue
  CU_DEVICE_ATTRIBUTE_CAN_USE_STREAM_WAIT_VALUE_NOR_V1=hipDeviceAttributeCanUseStreamWaitValue
  CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN=hipDeviceAttributeSharedMemPerBlockOptin
  CUdevice_P2PAttribute=hipDeviceP2PAttr CUdevice_P2PAttribute_enum=hipDeviceP2PAttr
  CU_DEVICE_P2P_ATTRIBUTE_PERFORMANCE_RANK=hipDevP2PAttrPerformanceRank
  CU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED=hipDevP2PAttrAccessSupported
  CU_DEVICE_P2P_ATTRIBUTE_NATIVE_ATOMIC_SUPPORTED=hipDevP2PAttrNativeAtomicSupported
  CU_DEVICE_P2P_ATTRIBUTE_ACCESS_ACCESS_SUPPORTED=hipDevP2PAttrHipArrayAccessSupported
  CU_DEVICE_P2P_ATTRIBUTE_ARRAY_ACCESS_ACCESS_SUPPORTED=hipDevP2PAttrHipArrayAccessSupported
  CU_DEVICE_P2P_ATTRIBUTE_CUDA_ARRAY_ACCESS_SUPPORTED=hipDevP2PAttrHipArrayAccessSupported
  CUexternalMemoryHandleType_enum=hipExternalMemoryHandleType_enum
  CUexternalSemaphoreHandleType_enum=hipExternalSemaphoreHandleType_enum CUfilter_mode=HIPfilter_mode
  CUfilter_mode_enum=HIPfilter_mode_enum CUfunc_cache=hipFuncCache_t CUfunc_cache_enum=hipFuncCache_t
  CU_GRAPHICS_REGISTER_FLAGS_SURFACE_LDST=hipGraphicsRegisterFlagsSurfaceLoadStore
  CU_GRAPH_NODE_TYPE_EXT_SEMAS_SIGNAL=hipGraphNodeTypeExtSemaphoreSignal
  CU_GRAPH_NODE_TYPE_EXT_SEMAS_WAIT=hipGraphNodeTypeExtSemaphoreWait
  CU_IPC_MEM_LAZY_ENABLE_PEER_ACCESS=hipIpcMemLazyEnablePeerAccess CUjit_option=hipJitOption
  CUjit_option_enum=hipJitOption CU_JIT_TARGET_FROM_CUCONTEXT=HIPRTC_JIT_TARGET_FROM_HIPCONTEXT
  CUjitInputType=hiprtcJITInputType CUjitInputType_enum=hiprtcJITInputType
  CU_JIT_NUM_INPUT_TYPES=HIPRTC_JIT_NUM_LEGACY_INPUT_TYPES CUlimit_enum=hipLimit_t
  CUmem_advise=hipMemoryAdvise CUmem_advise_enum=hipMemoryAdvise CUmemorytype=hipMemoryType
  CUmemorytype_enum=hipMemoryType CU_MEMORYTYPE_HOST=hipMemoryTypeHost
  CU_MEMORYTYPE_DEVICE=hipMemoryTypeDevice CU_MEMORYTYPE_ARRAY=hipMemoryTypeArray
  CU_MEMORYTYPE_UNIFIED=hipMemoryTypeUnified CUmem_range_attribute=hipMemRangeAttribute
  CUmem_range_attribute_enum=hipMemRangeAttribute
  CU_POINTER_ATTRIBUTE_IS_LEGACY_CUDA_IPC_CAPABLE=HIP_POINTER_ATTRIBUTE_IS_LEGACY_HIP_IPC_CAPABLE
  CUresourcetype=HIPresourcetype CUresourcetype_enum=HIPresourcetype_enum
  CUresourceViewFormat=HIPresourceViewFormat CUresourceViewFormat_enum=HIPresourceViewFormat_enum
  CUresult=hipError_t cudaError_enum=hipError_t CUDA_ERROR_ECC_UNCORRECTABLE=hipErrorECCNotCorrectable
  CUDA_ERROR_INVALID_PTX=hipErrorInvalidKernelFile CUDA_ERROR_LAUNCH_TIMEOUT=hipErrorLaunchTimeOut
  CUDA_ERROR_PRIMARY_CONTEXT_ACTIVE=hipErrorSetOnActiveProcess
  CUDA_ERROR_LAUNCH_FAILED=hipErrorLaunchFailure CUsharedconfig=hipSharedMemConfig
  CUsharedconfig_enum=hipSharedMemConfig CU_SHARED_MEM_CONFIG_DEFAULT_BANK_SIZE=hipSharedMemBankSizeDefault
  CU_SHARED_MEM_CONFIG_FOUR_BYTE_BANK_SIZE=hipSharedMemBankSizeFourByte
  CU_SHARED_MEM_CONFIG_EIGHT_BYTE_BANK_SIZE=hipSharedMemBankSizeEightByte
  CU_STREAM_WAIT_VALUE_GEQ=hipStreamWaitValueGte CU_GL_DEVICE_LIST_ALL=hipGLDeviceListAll
  CU_GL_DEVICE_LIST_CURRENT_FRAME=hipGLDeviceListCurrentFrame
  CU_GL_DEVICE_LIST_NEXT_FRAME=hipGLDeviceListNextFrame CUmemAccess_flags=hipMemAccessFlags
  CUmemAccess_flags_enum=hipMemAccessFlags CU_MEM_ACCESS_FLAGS_PROT_READWRITE=hipMemAccessFlagsProtReadWrite
  CU_MEM_ALLOC_GRANULARITY_MINIMUM=hipMemAllocationGranularityMinimum
  CU_MEM_ALLOC_GRANULARITY_RECOMMENDED=hipMemAllocationGranularityRecommended
  CUmemPool_attribute=hipMemPoolAttr CUmemPool_attribute_enum=hipMemPoolAttr
  CU_MEMPOOL_ATTR_REUSE_FOLLOW_EVENT_DEPENDENCIES=hipMemPoolReuseFollowEventDependencies
  CU_MEMPOOL_ATTR_REUSE_ALLOW_OPPORTUNISTIC=hipMemPoolReuseAllowOpportunistic
  CU_MEMPOOL_ATTR_REUSE_ALLOW_INTERNAL_DEPENDENCIES=hipMemPoolReuseAllowInternalDependencies
  CU_MEMPOOL_ATTR_RELEASE_THRESHOLD=hipMemPoolAttrReleaseThreshold
  CU_MEMPOOL_ATTR_RESERVED_MEM_CURRENT=hipMemPoolAttrReservedMemCurrent
  CU_MEMPOOL_ATTR_RESERVED_MEM_HIGH=hipMemPoolAttrReservedMemHigh
  CU_MEMPOOL_ATTR_USED_MEM_CURRENT=hipMemPoolAttrUsedMemCurrent
  CU_MEMPOOL_ATTR_USED_MEM_HIGH=hipMemPoolAttrUsedMemHigh
  CUstreamUpdateCaptureDependencies_flags=hipStreamUpdateCaptureDependenciesFlags
  CUstreamUpdateCaptureDependencies_flags_enum=hipStreamUpdateCaptureDependenciesFlags
  CU_FLUSH_GPU_DIRECT_RDMA_WRITES_OPTION_HOST=hipFlushGPUDirectRDMAWritesOptionHost
  CU_FLUSH_GPU_DIRECT_RDMA_WRITES_OPTION_MEMOPS=hipFlushGPUDirectRDMAWritesOptionMemOps
  CU_GPU_DIRECT_RDMA_WRITES_ORDERING_NONE=hipGPUDirectRDMAWritesOrderingNone
  CU_GPU_DIRECT_RDMA_WRITES_ORDERING_OWNER=hipGPUDirectRDMAWritesOrderingOwner
  CU_GPU_DIRECT_RDMA_WRITES_ORDERING_ALL_DEVICES=hipGPUDirectRDMAWritesOrderingAllDevices
  CUgraphDebugDot_flags=hipGraphDebugDotFlags CUgraphDebugDot_flags_enum=hipGraphDebugDotFlags
  CUuserObject_flags=hipUserObjectFlags CUuserObject_flags_enum=hipUserObjectFlags
  CUuserObjectRetain_flags=hipUserObjectRetainFlags CUuserObjectRetain_flags_enum=hipUserObjectRetainFlags
  CUgraphMem_attribute=hipGraphMemAttributeType CUgraphMem_attribute_enum=hipGraphMemAttributeType
  CUgraphInstantiate_flags=hipGraphInstantiateFlags CUgraphInstantiate_flags_enum=hipGraphInstantiateFlags
  CUDA_GRAPH_INSTANTIATE_MULTIPLE_CTXS_NOT_SUPPORTED=hipGraphInstantiateMultipleDevicesNotSupported
  CUoccupancyB2DSize=void* CUsurfObject=hipSurfaceObject_t CUsurfObject_v1=hipSurfaceObject_t
  CUtexObject=hipTextureObject_t CUtexObject_v1=hipTextureObject_t CU_DEVICE_CPU=hipCpuDeviceId
  CU_DEVICE_INVALID=hipInvalidDeviceId CU_MEMHOSTALLOC_PORTABLE=hipHostMallocPortable
  CU_MEMHOSTALLOC_DEVICEMAP=hipHostMallocMapped CU_MEMHOSTALLOC_WRITECOMBINED=hipHostMallocWriteCombined
  CU_MEMHOSTREGISTER_PORTABLE=hipHostRegisterPortable CU_MEMHOSTREGISTER_DEVICEMAP=hipHostRegisterMapped
  CU_MEMHOSTREGISTER_IOMEMORY=hipHostRegisterIoMemory CU_MEMHOSTREGISTER_READ_ONLY=hipHostRegisterReadOnly
  CUDA_ARRAY3D_LAYERED=hipArrayLayered CUDA_ARRAY3D_SURFACE_LDST=hipArraySurfaceLoadStore
  CUDA_ARRAY3D_CUBEMAP=hipArrayCubemap CUDA_ARRAY3D_TEXTURE_GATHER=hipArrayTextureGather
  CUDA_COOPERATIVE_LAUNCH_MULTI_DEVICE_NO_PRE_LAUNCH_SYNC=hipCooperativeLaunchMultiDeviceNoPreSync
  CUDA_COOPERATIVE_LAUNCH_MULTI_DEVICE_NO_POST_LAUNCH_SYNC=hipCooperativeLaunchMultiDeviceNoPostSync
  CU_GRAPH_KERNEL_NODE_PORT_LAUNCH_ORDER=hipGraphKernelNodePortLaunchCompletion
  `,
  rows: [driverRows, driverEnums],
} as const satisfies LibraryNames;
