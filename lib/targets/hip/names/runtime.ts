// The CUDA runtime's names: functions, types, enumerators and macros, with the HIP release that has them.
// Derived from AMD's public tables as of HIP 6.3 and CUDA 12.6; single later rows say so.
import type { LibraryNames } from './library';

export const runtimeNames = {
  library: 'runtime',
  label: 'CUDA runtime',
  shapes: [
    [/^CUDART_(\w+)$/, 'HIP_$1'],
    [/^CUDA_(\w+)$/, 'HIP_$1'],
    [/^CUgraph(\w+)_st$/, 'hipGraph$1'],
    [/^make_cuda(\w+)$/, 'make_hip$1'],
    [/^cudaThread(?!Exchange)(\w+)$/, 'hipDevice$1'],
    [/^cudaHostAlloc(\w+)$/, 'hipHostMalloc$1'],
    // The plain sizes keep their direction; all other texture and surface sizes are one attribute in HIP.
    [/^cudaDevAttr(MaxTexture[123]D(?:Width|Height|Depth))$/, 'hipDeviceAttribute$1'],
    [/^cudaDevAttr(Max(?:Texture|Surface)\w*?)(?:Width|Height|Depth|Pitch)(Alt)?$/, 'hipDeviceAttribute$1$2'],
    [/^cudaDevAttr(\w+)$/, 'hipDeviceAttribute$1'],
    [/^cuda(Ipc\w+_st)$/, 'hip$1'],
    [/^cuda(\w+?)(?:_v\d|V\d|_st)$/, 'hip$1'],
    [/^cuda(\w+)$/, 'hip$1'],
  ],
  exceptions: {
    // Ours: hipHostAlloc takes no typed pointers before ROCm 6.4; hipHostMalloc does everywhere.
    cudaHostAlloc: 'hipHostMalloc',
    cudaThreadExit: 'hipDeviceReset',
    cudaFreeHost: 'hipHostFree',
    cudaMallocHost: 'hipHostMalloc',
    cudaGetDriverEntryPoint: 'hipGetProcAddress',
    cudaLaunch: 'hipLaunchByPtr',
    cudaDeviceProp: 'hipDeviceProp_t',
    cudaPointerAttributes: 'hipPointerAttribute_t',
    CUuuid_st: 'hipUUID_t',
    CUevent_st: 'ihipEvent_t',
    CUgraph_st: 'ihipGraph',
    CUstream_st: 'ihipStream_t',
    cudaDeviceAttr: 'hipDeviceAttribute_t',
    cudaDevAttrGpuOverlap: 'hipDeviceAttributeAsyncEngineCount',
    cudaDevAttrMultiProcessorCount: 'hipDeviceAttributeMultiprocessorCount',
    cudaDevAttrGlobalMemoryBusWidth: 'hipDeviceAttributeMemoryBusWidth',
    cudaDevAttrPciDomainId: 'hipDeviceAttributePciDomainID',
    cudaDevAttrMaxTexture2DMipmappedWidth: 'hipDeviceAttributeMaxTexture2DMipmap',
    cudaDevAttrMaxTexture2DMipmappedHeight: 'hipDeviceAttributeMaxTexture2DMipmap',
    cudaDevAttrMaxTexture1DMipmappedWidth: 'hipDeviceAttributeMaxTexture1DMipmap',
    cudaDevAttrReserved94: 'hipDeviceAttributeCanUseStreamWaitValue',
    cudaDevAttrMaxSharedMemoryPerBlockOptin: 'hipDeviceAttributeSharedMemPerBlockOptin',
    cudaDevP2PAttrCudaArrayAccessSupported: 'hipDevP2PAttrHipArrayAccessSupported',
    cudaError: 'hipError_t',
    cudaErrorMemoryAllocation: 'hipErrorOutOfMemory',
    cudaErrorInitializationError: 'hipErrorNotInitialized',
    cudaErrorCudartUnloading: 'hipErrorDeinitialized',
    cudaErrorInvalidKernelImage: 'hipErrorInvalidImage',
    cudaErrorDeviceUninitialized: 'hipErrorInvalidContext',
    cudaErrorMapBufferObjectFailed: 'hipErrorMapFailed',
    cudaErrorUnmapBufferObjectFailed: 'hipErrorUnmapFailed',
    cudaErrorNoKernelImageForDevice: 'hipErrorNoBinaryForGpu',
    cudaErrorECCUncorrectable: 'hipErrorECCNotCorrectable',
    cudaErrorDeviceAlreadyInUse: 'hipErrorContextAlreadyInUse',
    cudaErrorInvalidPtx: 'hipErrorInvalidKernelFile',
    cudaErrorInvalidResourceHandle: 'hipErrorInvalidHandle',
    cudaErrorSymbolNotFound: 'hipErrorNotFound',
    cudaErrorLaunchTimeout: 'hipErrorLaunchTimeOut',
    cudaFuncCache: 'hipFuncCache_t',
    cudaLimit: 'hipLimit_t',
    cudaDriverEntryPointQueryResult: 'hipDriverProcAddressQueryResult',
    cudaDriverEntryPointSuccess: 'HIP_GET_PROC_ADDRESS_SUCCESS',
    cudaDriverEntryPointSymbolNotFound: 'HIP_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND',
    cudaDriverEntryPointVersionNotSufficent: 'HIP_GET_PROC_ADDRESS_VERSION_NOT_SUFFICIENT',
    cudaGraphDependencyType_enum: 'hipGraphDependencyType',
    cudaUUID_t: 'hipUUID',
    cudaDeviceBlockingSync: 'hipDeviceScheduleBlockingSync',
  },
  supported: [
    {
      kind: 'function',
      since: '1.5',
      names: `
        cudaFree cudaMalloc cudaMemcpy
      `,
    },
    {
      kind: 'function',
      since: '1.6',
      names: `
        cudaChooseDevice cudaDeviceGetAttribute cudaDeviceGetByPCIBusId cudaDeviceGetCacheConfig
        cudaDeviceGetLimit cudaDeviceGetPCIBusId cudaDeviceReset cudaDeviceSetCacheConfig
        cudaDeviceSynchronize cudaGetDevice cudaGetDeviceCount cudaGetDeviceProperties
        cudaIpcCloseMemHandle cudaIpcGetEventHandle cudaIpcGetMemHandle cudaIpcOpenEventHandle
        cudaIpcOpenMemHandle cudaSetDevice cudaSetDeviceFlags cudaDeviceGetSharedMemConfig
        cudaDeviceSetSharedMemConfig cudaThreadExit cudaThreadGetCacheConfig
        cudaThreadSetCacheConfig cudaThreadSynchronize cudaGetErrorName cudaGetErrorString
        cudaGetLastError cudaPeekAtLastError cudaStreamAddCallback cudaStreamCreate
        cudaStreamCreateWithFlags cudaStreamDestroy cudaStreamGetFlags cudaStreamQuery
        cudaStreamSynchronize cudaStreamWaitEvent cudaEventCreate cudaEventCreateWithFlags
        cudaEventDestroy cudaEventElapsedTime cudaEventQuery cudaEventRecord cudaEventSynchronize
        cudaFuncSetCacheConfig cudaLaunchKernel cudaOccupancyMaxActiveBlocksPerMultiprocessor
        cudaOccupancyMaxPotentialBlockSize cudaFreeArray cudaFreeHost cudaHostAlloc
        cudaHostGetDevicePointer cudaHostGetFlags cudaHostRegister cudaHostUnregister
        cudaMallocArray cudaMallocHost cudaMallocPitch cudaMemcpy2D cudaMemcpy2DAsync
        cudaMemcpy2DToArray cudaMemcpy3D cudaMemcpyAsync cudaMemcpyFromSymbol
        cudaMemcpyFromSymbolAsync cudaMemcpyPeer cudaMemcpyPeerAsync cudaMemcpyToSymbol
        cudaMemcpyToSymbolAsync cudaMemGetInfo cudaMemset cudaMemsetAsync cudaMemcpyToArray
        cudaPointerGetAttributes cudaCreateChannelDesc cudaDriverGetVersion cudaRuntimeGetVersion
        cudaProfilerStart cudaProfilerStop cudaBindTexture cudaBindTextureToArray
        cudaUnbindTexture
      `,
    },
    {
      kind: 'function',
      since: '1.7',
      names: `
        cudaMalloc3DArray cudaMemset2D make_cudaExtent make_cudaPitchedPtr make_cudaPos
        cudaCreateTextureObject cudaDestroyTextureObject cudaGetTextureObjectResourceDesc
        cudaGetTextureObjectResourceViewDesc cudaGetTextureObjectTextureDesc cudaGetChannelDesc
        cudaBindTexture2D cudaBindTextureToMipmappedArray cudaGetTextureReference
      `,
    },
    {
      kind: 'function',
      since: '1.9',
      names: `
        cudaFuncGetAttributes cudaMalloc3D cudaMemset2DAsync cudaMemset3D cudaMemset3DAsync
        cudaMemcpyFromArray cudaDeviceCanAccessPeer cudaDeviceDisablePeerAccess
        cudaDeviceEnablePeerAccess cudaCreateSurfaceObject cudaDestroySurfaceObject
        cudaConfigureCall cudaLaunch cudaSetupArgument cudaGetTextureAlignmentOffset
      `,
    },
    {
      kind: 'function',
      since: '2.0',
      names: `
        cudaDeviceGetStreamPriorityRange cudaStreamCreateWithPriority cudaStreamGetPriority
        cudaGetSymbolAddress cudaGetSymbolSize
      `,
    },
    {
      kind: 'function',
      since: '2.5',
      names: `
        cudaMallocManaged
      `,
    },
    {
      kind: 'function',
      since: '2.6',
      names: `
        cudaLaunchCooperativeKernel cudaLaunchCooperativeKernelMultiDevice
        cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags
      `,
    },
    {
      kind: 'function',
      since: '2.8',
      names: `
        cudaMemcpy3DAsync
      `,
    },
    {
      kind: 'function',
      since: '3.0',
      names: `
        cudaMemcpy2DFromArray cudaMemcpy2DFromArrayAsync
      `,
    },
    {
      kind: 'function',
      since: '3.5',
      names: `
        cudaOccupancyMaxPotentialBlockSizeWithFlags cudaFreeMipmappedArray
        cudaGetMipmappedArrayLevel cudaMallocMipmappedArray
      `,
    },
    {
      kind: 'function',
      since: '3.6',
      names: `
        cudaGetDeviceFlags
      `,
    },
    {
      kind: 'function',
      since: '3.7',
      names: `
        cudaStreamAttachMemAsync cudaMemAdvise cudaMemPrefetchAsync cudaMemRangeGetAttribute
        cudaMemRangeGetAttributes
      `,
    },
    {
      kind: 'function',
      since: '3.8',
      names: `
        cudaDeviceGetP2PAttribute
      `,
    },
    {
      kind: 'function',
      since: '3.9',
      names: `
        cudaFuncSetAttribute cudaFuncSetSharedMemConfig
      `,
    },
    {
      kind: 'function',
      since: '4.3',
      names: `
        cudaStreamBeginCapture cudaStreamEndCapture cudaDestroyExternalMemory
        cudaExternalMemoryGetMappedBuffer cudaImportExternalMemory cudaMemcpy2DToArrayAsync
        cudaGraphAddKernelNode cudaGraphAddMemcpyNode cudaGraphAddMemsetNode cudaGraphCreate
        cudaGraphDestroy cudaGraphExecDestroy cudaGraphInstantiate cudaGraphLaunch
      `,
    },
    {
      kind: 'function',
      since: '4.4',
      names: `
        cudaDestroyExternalSemaphore cudaImportExternalSemaphore cudaSignalExternalSemaphoresAsync
        cudaWaitExternalSemaphoresAsync
      `,
    },
    {
      kind: 'function',
      since: '4.5',
      names: `
        cudaGLGetDevices cudaGraphicsGLRegisterBuffer cudaGraphicsMapResources
        cudaGraphicsResourceGetMappedPointer cudaGraphicsUnmapResources
        cudaGraphicsUnregisterResource cudaGraphAddDependencies cudaGraphAddEmptyNode
        cudaGraphGetNodes cudaGraphGetRootNodes cudaGraphExecKernelNodeSetParams
        cudaGraphKernelNodeGetParams cudaGraphKernelNodeSetParams cudaGraphMemcpyNodeGetParams
        cudaGraphMemcpyNodeSetParams cudaGraphMemsetNodeGetParams cudaGraphMemsetNodeSetParams
        cudaGraphAddMemcpyNode1D
      `,
    },
    {
      kind: 'function',
      since: '5.0',
      names: `
        cudaStreamIsCapturing cudaStreamGetCaptureInfo cudaStreamUpdateCaptureDependencies
        cudaGraphAddChildGraphNode cudaGraphAddHostNode cudaGraphChildGraphNodeGetGraph
        cudaGraphClone cudaGraphDestroyNode cudaGraphGetEdges cudaGraphHostNodeGetParams
        cudaGraphHostNodeSetParams cudaGraphExecMemcpyNodeSetParams
        cudaGraphExecMemsetNodeSetParams cudaGraphExecHostNodeSetParams cudaGraphExecUpdate
        cudaGraphNodeFindInClone cudaGraphNodeGetDependencies cudaGraphNodeGetDependentNodes
        cudaGraphNodeGetType cudaGraphRemoveDependencies cudaGraphAddMemcpyNodeToSymbol
        cudaGraphAddMemcpyNodeFromSymbol cudaGraphMemcpyNodeSetParamsToSymbol
        cudaGraphMemcpyNodeSetParamsFromSymbol cudaGraphMemcpyNodeSetParams1D
        cudaGraphAddEventRecordNode cudaGraphEventRecordNodeGetEvent
        cudaGraphEventRecordNodeSetEvent cudaGraphAddEventWaitNode cudaGraphEventWaitNodeGetEvent
        cudaGraphEventWaitNodeSetEvent cudaGraphExecMemcpyNodeSetParamsToSymbol
        cudaGraphExecMemcpyNodeSetParamsFromSymbol cudaGraphExecMemcpyNodeSetParams1D
        cudaGraphExecChildGraphNodeSetParams cudaGraphExecEventRecordNodeSetEvent
        cudaGraphExecEventWaitNodeSetEvent cudaGraphInstantiateWithFlags
      `,
    },
    {
      kind: 'function',
      since: '5.1',
      names: `
        cudaGraphicsGLRegisterImage cudaGraphicsSubResourceGetMappedArray
      `,
    },
    {
      kind: 'function',
      since: '5.2',
      names: `
        cudaDeviceGetDefaultMemPool cudaDeviceSetMemPool cudaDeviceGetMemPool
        cudaThreadExchangeStreamCaptureMode cudaLaunchHostFunc cudaMallocAsync cudaFreeAsync
        cudaMallocFromPoolAsync cudaMemPoolTrimTo cudaMemPoolSetAttribute cudaMemPoolGetAttribute
        cudaMemPoolSetAccess cudaMemPoolGetAccess cudaMemPoolCreate cudaMemPoolDestroy
        cudaMemPoolExportToShareableHandle cudaMemPoolImportFromShareableHandle
        cudaMemPoolExportPointer cudaMemPoolImportPointer cudaGraphKernelNodeGetAttribute
        cudaGraphKernelNodeSetAttribute
      `,
    },
    {
      kind: 'function',
      since: '5.3',
      names: `
        cudaDeviceSetLimit cudaGraphUpload cudaUserObjectCreate cudaUserObjectRetain
        cudaUserObjectRelease cudaGraphRetainUserObject cudaGraphReleaseUserObject
        cudaDeviceGraphMemTrim cudaDeviceGetGraphMemAttribute cudaDeviceSetGraphMemAttribute
      `,
    },
    {
      kind: 'function',
      since: '5.5',
      names: `
        cudaOccupancyMaxPotentialBlockSizeVariableSMem
        cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags cudaGraphDebugDotPrint
        cudaGraphKernelNodeCopyAttributes cudaGraphNodeGetEnabled cudaGraphAddMemAllocNode
        cudaGraphMemAllocNodeGetParams cudaGraphAddMemFreeNode cudaGraphMemFreeNodeGetParams
        cudaGraphNodeSetEnabled
      `,
    },
    {
      kind: 'function',
      since: '5.6',
      names: `
        cudaArrayGetInfo
      `,
    },
    {
      kind: 'function',
      since: '5.7',
      names: `
        cudaGraphAddExternalSemaphoresSignalNode cudaGraphExternalSemaphoresSignalNodeGetParams
        cudaGraphExternalSemaphoresSignalNodeSetParams cudaGraphAddExternalSemaphoresWaitNode
        cudaGraphExternalSemaphoresWaitNodeGetParams cudaGraphExternalSemaphoresWaitNodeSetParams
        cudaGraphExecExternalSemaphoresSignalNodeSetParams
        cudaGraphExecExternalSemaphoresWaitNodeSetParams
      `,
    },
    {
      kind: 'function',
      since: '6.2',
      names: `
        cudaSetValidDevices cudaStreamBeginCaptureToGraph cudaMemcpy2DArrayToArray
        cudaGraphInstantiateWithParams cudaGraphAddNode cudaGetDriverEntryPoint
        cudaGetFuncBySymbol
      `,
    },
    {
      kind: 'function',
      since: '6.3',
      names: `
        cudaGraphExecGetFlags cudaGraphNodeSetParams cudaGraphExecNodeSetParams
      `,
    },
    {
      kind: 'type',
      since: '1.5',
      names: `
        CUstream_st cudaStream_t cudaError cudaError_t cudaMemcpyKind
      `,
    },
    {
      kind: 'type',
      since: '1.6',
      names: `
        cudaChannelFormatDesc cudaDeviceProp cudaIpcEventHandle_t cudaIpcMemHandle_t
        cudaIpcMemHandle_st cudaPointerAttributes textureReference CUevent_st cudaEvent_t
        cudaArray_const_t cudaMipmappedArray_const_t cudaFunction_t cudaChannelFormatKind
        cudaDeviceAttr cudaFuncCache cudaLimit cudaMemoryType cudaSharedMemConfig
        cudaTextureFilterMode cudaTextureReadMode cudaStreamCallback_t
      `,
    },
    {
      kind: 'type',
      since: '1.7',
      names: `
        cudaExtent cudaMemcpy3DParms cudaPitchedPtr cudaPos cudaResourceDesc cudaResourceViewDesc
        cudaTextureDesc cudaArray cudaArray_t cudaMipmappedArray cudaMipmappedArray_t
        cudaResourceType cudaResourceViewFormat cudaTextureAddressMode cudaTextureObject_t
      `,
    },
    {
      kind: 'type',
      since: '1.9',
      names: `
        cudaFuncAttributes surfaceReference cudaComputeMode cudaSurfaceBoundaryMode
        cudaSurfaceObject_t
      `,
    },
    {
      kind: 'type',
      since: '2.6',
      names: `
        cudaLaunchParams
      `,
    },
    {
      kind: 'type',
      since: '3.5',
      names: `
        cudaIpcEventHandle_st
      `,
    },
    {
      kind: 'type',
      since: '3.7',
      names: `
        cudaMemoryAdvise cudaMemRangeAttribute
      `,
    },
    {
      kind: 'type',
      since: '3.8',
      names: `
        cudaDeviceP2PAttr
      `,
    },
    {
      kind: 'type',
      since: '3.9',
      names: `
        cudaFuncAttribute
      `,
    },
    {
      kind: 'type',
      since: '4.3',
      names: `
        cudaExternalMemoryBufferDesc cudaExternalMemoryHandleDesc cudaHostNodeParams
        cudaKernelNodeParams cudaMemsetParams cudaExternalMemory_t CUgraph_st cudaGraph_t
        CUgraphExec_st cudaGraphExec_t CUgraphNode_st cudaGraphNode_t cudaExternalMemoryHandleType
        cudaGraphNodeType cudaGraphExecUpdateResult cudaStreamCaptureStatus cudaStreamCaptureMode
        cudaHostFn_t
      `,
    },
    {
      kind: 'type',
      since: '4.4',
      names: `
        cudaExternalSemaphoreHandleDesc cudaExternalSemaphoreSignalParams
        cudaExternalSemaphoreSignalParams_v1 cudaExternalSemaphoreWaitParams
        cudaExternalSemaphoreWaitParams_v1 cudaExternalSemaphore_t cudaGraphicsResource
        cudaGraphicsResource_t cudaExternalSemaphoreHandleType cudaGraphicsRegisterFlags
        cudaGLDeviceList
      `,
    },
    {
      kind: 'type',
      since: '5.0',
      names: `
        cudaStreamUpdateCaptureDependenciesFlags
      `,
    },
    {
      kind: 'type',
      since: '5.2',
      names: `
        CUuuid_st cudaAccessPolicyWindow cudaMemLocation cudaMemAccessDesc cudaMemPoolProps
        cudaMemPoolPtrExportData cudaKernelNodeAttrValue cudaAccessProperty cudaKernelNodeAttrID
        cudaMemPoolAttr cudaMemLocationType cudaMemAllocationType cudaMemAccessFlags
        cudaMemAllocationHandleType cudaGraphInstantiateFlags cudaUUID_t cudaMemPool_t
      `,
    },
    {
      kind: 'type',
      since: '5.3',
      names: `
        cudaUserObjectFlags cudaUserObjectRetainFlags cudaGraphMemAttributeType cudaUserObject_t
      `,
    },
    {
      kind: 'type',
      since: '5.5',
      names: `
        cudaMemAllocNodeParams cudaGraphDebugDotFlags
      `,
    },
    {
      kind: 'type',
      since: '6.0',
      names: `
        cudaExternalSemaphoreSignalNodeParams cudaExternalSemaphoreSignalNodeParamsV2
        cudaExternalSemaphoreWaitNodeParams cudaExternalSemaphoreWaitNodeParamsV2
      `,
    },
    {
      kind: 'type',
      since: '6.1',
      names: `
        cudaMemFreeNodeParams cudaChildGraphNodeParams cudaEventRecordNodeParams
        cudaEventWaitNodeParams cudaGraphNodeParams cudaMemcpyNodeParams
        cudaFlushGPUDirectRDMAWritesOptions cudaGPUDirectRDMAWritesOrdering
      `,
    },
    {
      kind: 'type',
      since: '6.2',
      names: `
        cudaGraphEdgeData_st cudaGraphEdgeData cudaLaunchAttributeValue
        cudaGraphInstantiateParams_st cudaGraphInstantiateParams cudaLaunchAttributeID
        cudaGraphInstantiateResult cudaDriverEntryPointQueryResult cudaGraphDependencyType
        cudaGraphDependencyType_enum
      `,
    },
    {
      kind: 'type',
      since: '6.3',
      names: `
        texture
      `,
    },
    {
      kind: 'type',
      since: '7.0',
      names: `
        cudaRoundMode
      `,
    },
    {
      kind: 'enum',
      since: '1.5',
      names: `
        cudaSuccess cudaMemcpyHostToHost cudaMemcpyHostToDevice cudaMemcpyDeviceToHost
        cudaMemcpyDeviceToDevice cudaMemcpyDefault
      `,
    },
    {
      kind: 'enum',
      since: '1.6',
      names: `
        cudaChannelFormatKindSigned cudaChannelFormatKindUnsigned cudaChannelFormatKindFloat
        cudaChannelFormatKindNone cudaDevAttrMaxThreadsPerBlock cudaDevAttrMaxBlockDimX
        cudaDevAttrMaxBlockDimY cudaDevAttrMaxBlockDimZ cudaDevAttrMaxGridDimX
        cudaDevAttrMaxGridDimY cudaDevAttrMaxGridDimZ cudaDevAttrMaxSharedMemoryPerBlock
        cudaDevAttrTotalConstantMemory cudaDevAttrWarpSize cudaDevAttrMaxRegistersPerBlock
        cudaDevAttrClockRate cudaDevAttrMultiProcessorCount cudaDevAttrComputeMode
        cudaDevAttrConcurrentKernels cudaDevAttrPciBusId cudaDevAttrPciDeviceId
        cudaDevAttrMemoryClockRate cudaDevAttrGlobalMemoryBusWidth cudaDevAttrL2CacheSize
        cudaDevAttrMaxThreadsPerMultiProcessor cudaDevAttrComputeCapabilityMajor
        cudaDevAttrComputeCapabilityMinor cudaDevAttrMaxSharedMemoryPerMultiprocessor
        cudaDevAttrIsMultiGpuBoard cudaErrorInvalidValue cudaErrorMemoryAllocation
        cudaErrorInitializationError cudaErrorCudartUnloading cudaErrorProfilerDisabled
        cudaErrorProfilerNotInitialized cudaErrorProfilerAlreadyStarted
        cudaErrorProfilerAlreadyStopped cudaErrorInvalidConfiguration cudaErrorInvalidSymbol
        cudaErrorInvalidDevicePointer cudaErrorInvalidMemcpyDirection
        cudaErrorMissingConfiguration cudaErrorPriorLaunchFailure cudaErrorInvalidDeviceFunction
        cudaErrorNoDevice cudaErrorInvalidDevice cudaErrorInvalidKernelImage
        cudaErrorDeviceUninitialized cudaErrorMapBufferObjectFailed
        cudaErrorUnmapBufferObjectFailed cudaErrorArrayIsMapped cudaErrorAlreadyMapped
        cudaErrorNoKernelImageForDevice cudaErrorAlreadyAcquired cudaErrorNotMapped
        cudaErrorNotMappedAsArray cudaErrorNotMappedAsPointer cudaErrorECCUncorrectable
        cudaErrorUnsupportedLimit cudaErrorDeviceAlreadyInUse cudaErrorPeerAccessUnsupported
        cudaErrorInvalidPtx cudaErrorInvalidGraphicsContext cudaErrorInvalidSource
        cudaErrorFileNotFound cudaErrorSharedObjectSymbolNotFound cudaErrorSharedObjectInitFailed
        cudaErrorOperatingSystem cudaErrorInvalidResourceHandle cudaErrorSymbolNotFound
        cudaErrorNotReady cudaErrorIllegalAddress cudaErrorLaunchOutOfResources
        cudaErrorLaunchTimeout cudaErrorPeerAccessAlreadyEnabled cudaErrorPeerAccessNotEnabled
        cudaErrorSetOnActiveProcess cudaErrorHostMemoryAlreadyRegistered
        cudaErrorHostMemoryNotRegistered cudaErrorLaunchFailure cudaErrorNotSupported
        cudaErrorUnknown cudaFuncCachePreferNone cudaFuncCachePreferShared cudaFuncCachePreferL1
        cudaFuncCachePreferEqual cudaLimitMallocHeapSize cudaMemoryTypeHost cudaMemoryTypeDevice
        cudaSharedMemBankSizeDefault cudaSharedMemBankSizeFourByte cudaSharedMemBankSizeEightByte
        cudaFilterModePoint cudaReadModeElementType
      `,
    },
    {
      kind: 'enum',
      since: '1.7',
      names: `
        cudaErrorInsufficientDriver cudaResourceTypeArray cudaResourceTypeMipmappedArray
        cudaResourceTypeLinear cudaResourceTypePitch2D cudaResViewFormatNone
        cudaResViewFormatUnsignedChar1 cudaResViewFormatUnsignedChar2
        cudaResViewFormatUnsignedChar4 cudaResViewFormatSignedChar1 cudaResViewFormatSignedChar2
        cudaResViewFormatSignedChar4 cudaResViewFormatUnsignedShort1
        cudaResViewFormatUnsignedShort2 cudaResViewFormatUnsignedShort4
        cudaResViewFormatSignedShort1 cudaResViewFormatSignedShort2 cudaResViewFormatSignedShort4
        cudaResViewFormatUnsignedInt1 cudaResViewFormatUnsignedInt2 cudaResViewFormatUnsignedInt4
        cudaResViewFormatSignedInt1 cudaResViewFormatSignedInt2 cudaResViewFormatSignedInt4
        cudaResViewFormatHalf1 cudaResViewFormatHalf2 cudaResViewFormatHalf4
        cudaResViewFormatFloat1 cudaResViewFormatFloat2 cudaResViewFormatFloat4
        cudaResViewFormatUnsignedBlockCompressed1 cudaResViewFormatUnsignedBlockCompressed2
        cudaResViewFormatUnsignedBlockCompressed3 cudaResViewFormatUnsignedBlockCompressed4
        cudaResViewFormatSignedBlockCompressed4 cudaResViewFormatUnsignedBlockCompressed5
        cudaResViewFormatSignedBlockCompressed5 cudaResViewFormatUnsignedBlockCompressed6H
        cudaResViewFormatSignedBlockCompressed6H cudaResViewFormatUnsignedBlockCompressed7
        cudaAddressModeWrap cudaAddressModeClamp cudaAddressModeMirror cudaAddressModeBorder
        cudaFilterModeLinear cudaReadModeNormalizedFloat
      `,
    },
    {
      kind: 'enum',
      since: '1.9',
      names: `
        cudaComputeModeDefault cudaComputeModeExclusive cudaComputeModeProhibited
        cudaDevAttrIntegrated cudaErrorAssert cudaBoundaryModeZero cudaBoundaryModeClamp
        cudaBoundaryModeTrap
      `,
    },
    {
      kind: 'enum',
      since: '2.0',
      names: `
        cudaComputeModeExclusiveProcess
      `,
    },
    {
      kind: 'enum',
      since: '2.6',
      names: `
        cudaDevAttrCooperativeLaunch cudaDevAttrCooperativeMultiDeviceLaunch
      `,
    },
    {
      kind: 'enum',
      since: '2.7',
      names: `
        cudaDevAttrMaxTexture1DWidth cudaDevAttrMaxTexture2DWidth cudaDevAttrMaxTexture2DHeight
        cudaDevAttrMaxTexture3DWidth cudaDevAttrMaxTexture3DHeight cudaDevAttrMaxTexture3DDepth
      `,
    },
    {
      kind: 'enum',
      since: '2.10',
      names: `
        cudaDevAttrMaxPitch cudaDevAttrTextureAlignment cudaDevAttrKernelExecTimeout
        cudaDevAttrCanMapHostMemory cudaDevAttrEccEnabled
      `,
    },
    {
      kind: 'enum',
      since: '3.2',
      names: `
        cudaDevAttrTexturePitchAlignment cudaErrorCooperativeLaunchTooLarge
      `,
    },
    {
      kind: 'enum',
      since: '3.7',
      names: `
        cudaMemAdviseSetReadMostly cudaMemAdviseUnsetReadMostly cudaMemAdviseSetPreferredLocation
        cudaMemAdviseUnsetPreferredLocation cudaMemAdviseSetAccessedBy
        cudaMemAdviseUnsetAccessedBy cudaMemRangeAttributeReadMostly
        cudaMemRangeAttributePreferredLocation cudaMemRangeAttributeAccessedBy
        cudaMemRangeAttributeLastPrefetchLocation
      `,
    },
    {
      kind: 'enum',
      since: '3.8',
      names: `
        cudaDevP2PAttrPerformanceRank cudaDevP2PAttrAccessSupported
        cudaDevP2PAttrNativeAtomicSupported cudaDevP2PAttrCudaArrayAccessSupported
      `,
    },
    {
      kind: 'enum',
      since: '3.9',
      names: `
        cudaFuncAttributeMaxDynamicSharedMemorySize cudaFuncAttributePreferredSharedMemoryCarveout
        cudaFuncAttributeMax
      `,
    },
    {
      kind: 'enum',
      since: '3.10',
      names: `
        cudaDevAttrManagedMemory cudaDevAttrPageableMemoryAccess
        cudaDevAttrConcurrentManagedAccess cudaDevAttrPageableMemoryAccessUsesHostPageTables
        cudaDevAttrDirectManagedMemAccessFromHost
      `,
    },
    {
      kind: 'enum',
      since: '4.2',
      names: `
        cudaErrorInvalidPitchValue
      `,
    },
    {
      kind: 'enum',
      since: '4.3',
      names: `
        cudaDevAttrGpuOverlap cudaDevAttrMaxTexture2DLayeredWidth
        cudaDevAttrMaxTexture2DLayeredHeight cudaDevAttrSurfaceAlignment cudaDevAttrTccDriver
        cudaDevAttrAsyncEngineCount cudaDevAttrUnifiedAddressing
        cudaDevAttrMaxTexture1DLayeredWidth cudaDevAttrMaxTexture2DGatherWidth
        cudaDevAttrMaxTexture2DGatherHeight cudaDevAttrMaxTexture3DWidthAlt
        cudaDevAttrMaxTexture3DHeightAlt cudaDevAttrMaxTexture3DDepthAlt cudaDevAttrPciDomainId
        cudaDevAttrMaxTextureCubemapWidth cudaDevAttrMaxTextureCubemapLayeredWidth
        cudaDevAttrMaxSurface1DWidth cudaDevAttrMaxSurface2DWidth cudaDevAttrMaxSurface2DHeight
        cudaDevAttrMaxSurface3DWidth cudaDevAttrMaxSurface3DHeight cudaDevAttrMaxSurface3DDepth
        cudaDevAttrMaxSurface1DLayeredWidth cudaDevAttrMaxSurface2DLayeredWidth
        cudaDevAttrMaxSurface2DLayeredHeight cudaDevAttrMaxSurfaceCubemapWidth
        cudaDevAttrMaxSurfaceCubemapLayeredWidth cudaDevAttrMaxTexture1DLinearWidth
        cudaDevAttrMaxTexture2DLinearWidth cudaDevAttrMaxTexture2DLinearHeight
        cudaDevAttrMaxTexture2DLinearPitch cudaDevAttrMaxTexture2DMipmappedWidth
        cudaDevAttrMaxTexture2DMipmappedHeight cudaDevAttrMaxTexture1DMipmappedWidth
        cudaDevAttrStreamPrioritiesSupported cudaDevAttrGlobalL1CacheSupported
        cudaDevAttrLocalL1CacheSupported cudaDevAttrMaxRegistersPerMultiprocessor
        cudaDevAttrHostNativeAtomicSupported cudaDevAttrSingleToDoublePrecisionPerfRatio
        cudaDevAttrComputePreemptionSupported cudaDevAttrCanUseHostPointerForRegisteredMem
        cudaDevAttrReserved94 cudaDevAttrMaxSharedMemoryPerBlockOptin
        cudaDevAttrMaxBlocksPerMultiprocessor cudaErrorContextIsDestroyed
        cudaErrorStreamCaptureUnsupported cudaErrorStreamCaptureInvalidated
        cudaErrorStreamCaptureMerge cudaErrorStreamCaptureUnmatched cudaErrorStreamCaptureUnjoined
        cudaErrorStreamCaptureIsolation cudaErrorStreamCaptureImplicit cudaErrorCapturedEvent
        cudaErrorStreamCaptureWrongThread cudaExternalMemoryHandleTypeOpaqueFd
        cudaExternalMemoryHandleTypeOpaqueWin32 cudaExternalMemoryHandleTypeOpaqueWin32Kmt
        cudaExternalMemoryHandleTypeD3D12Heap cudaExternalMemoryHandleTypeD3D12Resource
        cudaExternalMemoryHandleTypeD3D11Resource cudaExternalMemoryHandleTypeD3D11ResourceKmt
        cudaGraphNodeTypeKernel cudaGraphNodeTypeMemcpy cudaGraphNodeTypeMemset
        cudaGraphNodeTypeHost cudaGraphNodeTypeGraph cudaGraphNodeTypeEmpty
        cudaGraphNodeTypeWaitEvent cudaGraphNodeTypeEventRecord cudaGraphNodeTypeCount
        cudaGraphExecUpdateSuccess cudaGraphExecUpdateError
        cudaGraphExecUpdateErrorTopologyChanged cudaGraphExecUpdateErrorNodeTypeChanged
        cudaGraphExecUpdateErrorFunctionChanged cudaGraphExecUpdateErrorParametersChanged
        cudaGraphExecUpdateErrorNotSupported cudaGraphExecUpdateErrorUnsupportedFunctionChange
        cudaStreamCaptureStatusNone cudaStreamCaptureStatusActive
        cudaStreamCaptureStatusInvalidated cudaStreamCaptureModeGlobal
        cudaStreamCaptureModeThreadLocal cudaStreamCaptureModeRelaxed
      `,
    },
    {
      kind: 'enum',
      since: '4.4',
      names: `
        cudaExternalSemaphoreHandleTypeOpaqueFd cudaExternalSemaphoreHandleTypeOpaqueWin32
        cudaExternalSemaphoreHandleTypeOpaqueWin32Kmt cudaExternalSemaphoreHandleTypeD3D12Fence
        cudaGraphicsRegisterFlagsNone cudaGraphicsRegisterFlagsReadOnly
        cudaGraphicsRegisterFlagsWriteDiscard cudaGraphicsRegisterFlagsSurfaceLoadStore
        cudaGraphicsRegisterFlagsTextureGather cudaGLDeviceListAll cudaGLDeviceListCurrentFrame
        cudaGLDeviceListNextFrame
      `,
    },
    {
      kind: 'enum',
      since: '4.5',
      names: `
        cudaLimitPrintfFifoSize
      `,
    },
    {
      kind: 'enum',
      since: '5.0',
      names: `
        cudaDevAttrMultiGpuBoardGroupID cudaErrorIllegalState cudaErrorGraphExecUpdateFailure
        cudaStreamAddCaptureDependencies cudaStreamSetCaptureDependencies
      `,
    },
    {
      kind: 'enum',
      since: '5.2',
      names: `
        cudaDevAttrMemoryPoolsSupported cudaAccessPropertyNormal cudaAccessPropertyStreaming
        cudaAccessPropertyPersisting cudaKernelNodeAttributeAccessPolicyWindow
        cudaKernelNodeAttributeCooperative cudaMemPoolReuseFollowEventDependencies
        cudaMemPoolReuseAllowOpportunistic cudaMemPoolReuseAllowInternalDependencies
        cudaMemPoolAttrReleaseThreshold cudaMemPoolAttrReservedMemCurrent
        cudaMemPoolAttrReservedMemHigh cudaMemPoolAttrUsedMemCurrent cudaMemPoolAttrUsedMemHigh
        cudaMemLocationTypeInvalid cudaMemLocationTypeDevice cudaMemAllocationTypeInvalid
        cudaMemAllocationTypePinned cudaMemAllocationTypeMax cudaMemAccessFlagsProtNone
        cudaMemAccessFlagsProtRead cudaMemAccessFlagsProtReadWrite cudaMemHandleTypeNone
        cudaMemHandleTypePosixFileDescriptor cudaMemHandleTypeWin32 cudaMemHandleTypeWin32Kmt
        cudaGraphInstantiateFlagAutoFreeOnLaunch
      `,
    },
    {
      kind: 'enum',
      since: '5.3',
      names: `
        cudaGraphNodeTypeExtSemaphoreSignal cudaGraphNodeTypeExtSemaphoreWait cudaLimitStackSize
        cudaMemoryTypeManaged cudaUserObjectNoDestructorSync cudaGraphUserObjectMove
        cudaGraphMemAttrUsedMemCurrent cudaGraphMemAttrUsedMemHigh
        cudaGraphMemAttrReservedMemCurrent cudaGraphMemAttrReservedMemHigh
      `,
    },
    {
      kind: 'enum',
      since: '5.5',
      names: `
        cudaGraphNodeTypeMemAlloc cudaGraphNodeTypeMemFree cudaGraphDebugDotFlagsVerbose
        cudaGraphDebugDotFlagsKernelNodeParams cudaGraphDebugDotFlagsMemcpyNodeParams
        cudaGraphDebugDotFlagsMemsetNodeParams cudaGraphDebugDotFlagsHostNodeParams
        cudaGraphDebugDotFlagsEventNodeParams cudaGraphDebugDotFlagsExtSemasSignalNodeParams
        cudaGraphDebugDotFlagsExtSemasWaitNodeParams cudaGraphDebugDotFlagsKernelNodeAttributes
        cudaGraphDebugDotFlagsHandles
      `,
    },
    {
      kind: 'enum',
      since: '5.6',
      names: `
        cudaGraphInstantiateFlagUpload cudaGraphInstantiateFlagDeviceLaunch
        cudaGraphInstantiateFlagUseNodePriority
      `,
    },
    {
      kind: 'enum',
      since: '6.0',
      names: `
        cudaDevAttrHostRegisterSupported
      `,
    },
    {
      kind: 'enum',
      since: '6.1',
      names: `
        cudaFlushGPUDirectRDMAWritesOptionHost cudaFlushGPUDirectRDMAWritesOptionMemOps
        cudaGPUDirectRDMAWritesOrderingNone cudaGPUDirectRDMAWritesOrderingOwner
        cudaGPUDirectRDMAWritesOrderingAllDevices
      `,
    },
    {
      kind: 'enum',
      since: '6.2',
      names: `
        cudaKernelNodeAttributePriority cudaLaunchAttributeAccessPolicyWindow
        cudaLaunchAttributeCooperative cudaLaunchAttributePriority cudaGraphInstantiateSuccess
        cudaGraphInstantiateError cudaGraphInstantiateInvalidStructure
        cudaGraphInstantiateNodeOperationNotSupported
        cudaGraphInstantiateMultipleDevicesNotSupported cudaDriverEntryPointSuccess
        cudaDriverEntryPointSymbolNotFound cudaDriverEntryPointVersionNotSufficent
        cudaGraphDependencyTypeDefault cudaGraphDependencyTypeProgrammatic
      `,
    },
    {
      kind: 'enum',
      since: '6.3',
      names: `
        cudaErrorLossyQuery cudaGraphNodeTypeConditional
      `,
    },
    {
      kind: 'enum',
      since: '7.0',
      names: `
        cudaRoundMinInf cudaRoundNearest cudaRoundPosInf cudaRoundZero
      `,
    },
    {
      kind: 'macro',
      since: '1.6',
      names: `
        CUDA_IPC_HANDLE_SIZE cudaDeviceBlockingSync cudaDeviceLmemResizeToMax cudaDeviceMapHost
        cudaDeviceScheduleAuto cudaDeviceScheduleSpin cudaDeviceScheduleYield
        cudaDeviceScheduleBlockingSync cudaDeviceScheduleMask cudaEventDefault
        cudaEventBlockingSync cudaEventDisableTiming cudaEventInterprocess cudaHostAllocDefault
        cudaHostAllocPortable cudaHostAllocMapped cudaHostAllocWriteCombined
        cudaHostRegisterDefault cudaHostRegisterPortable cudaHostRegisterMapped
        cudaHostRegisterIoMemory cudaIpcMemLazyEnablePeerAccess cudaTextureType1D
        cudaStreamDefault cudaStreamNonBlocking
      `,
    },
    {
      kind: 'macro',
      since: '1.7',
      names: `
        cudaArrayDefault cudaArrayLayered cudaArraySurfaceLoadStore cudaArrayCubemap
        cudaArrayTextureGather cudaTextureType2D cudaTextureType3D cudaTextureTypeCubemap
        cudaTextureType1DLayered cudaTextureType2DLayered cudaTextureTypeCubemapLayered
      `,
    },
    {
      kind: 'macro',
      since: '2.5',
      names: `
        cudaMemAttachGlobal cudaMemAttachHost
      `,
    },
    {
      kind: 'macro',
      since: '3.2',
      names: `
        cudaCooperativeLaunchMultiDeviceNoPreSync cudaCooperativeLaunchMultiDeviceNoPostSync
        cudaOccupancyDefault
      `,
    },
    {
      kind: 'macro',
      since: '3.7',
      names: `
        cudaCpuDeviceId cudaInvalidDeviceId cudaMemAttachSingle
      `,
    },
    {
      kind: 'macro',
      since: '4.5',
      names: `
        cudaStreamPerThread
      `,
    },
    {
      kind: 'macro',
      since: '5.3',
      names: `
        CUDART_INF_F CUDART_NAN_F CUDART_MIN_DENORM_F CUDART_MAX_NORMAL_F CUDART_NEG_ZERO_F
        CUDART_ZERO_F CUDART_ONE_F CUDART_SQRT_HALF_F CUDART_SQRT_HALF_HI_F CUDART_SQRT_HALF_LO_F
        CUDART_SQRT_TWO_F CUDART_THIRD_F CUDART_PIO4_F CUDART_PIO2_F CUDART_3PIO4_F
        CUDART_2_OVER_PI_F CUDART_SQRT_2_OVER_PI_F CUDART_PI_F CUDART_L2E_F CUDART_L2T_F
        CUDART_LG2_F CUDART_LGE_F CUDART_LN2_F CUDART_LNT_F CUDART_LNPI_F CUDART_TWO_TO_M126_F
        CUDART_TWO_TO_126_F CUDART_NORM_HUGE_F CUDART_TWO_TO_23_F CUDART_TWO_TO_24_F
        CUDART_TWO_TO_31_F CUDART_TWO_TO_32_F CUDART_REMQUO_BITS_F CUDART_REMQUO_MASK_F
        CUDART_TRIG_PLOSS_F
      `,
    },
    {
      kind: 'macro',
      since: '5.5',
      names: `
        cudaExternalMemoryDedicated cudaOccupancyDisableCachingOverride
      `,
    },
    {
      kind: 'macro',
      since: '5.6',
      names: `
        cudaHostRegisterReadOnly
      `,
    },
    {
      kind: 'macro',
      since: '5.7',
      names: `
        CUDART_INF CUDART_NAN CUDART_NEG_ZERO CUDART_MIN_DENORM CUDART_ZERO CUDART_ONE
        CUDART_SQRT_TWO CUDART_SQRT_HALF CUDART_SQRT_HALF_HI CUDART_SQRT_HALF_LO CUDART_THIRD
        CUDART_TWOTHIRD CUDART_PIO4 CUDART_PIO4_HI CUDART_PIO4_LO CUDART_PIO2 CUDART_PIO2_HI
        CUDART_PIO2_LO CUDART_3PIO4 CUDART_2_OVER_PI CUDART_PI CUDART_PI_HI CUDART_PI_LO
        CUDART_SQRT_2PI CUDART_SQRT_2PI_HI CUDART_SQRT_2PI_LO CUDART_SQRT_PIO2 CUDART_SQRT_PIO2_HI
        CUDART_SQRT_PIO2_LO CUDART_SQRT_2OPI CUDART_L2E CUDART_L2E_HI CUDART_L2E_LO CUDART_L2T
        CUDART_LG2 CUDART_LG2_HI CUDART_LG2_LO CUDART_LGE CUDART_LGE_HI CUDART_LGE_LO CUDART_LN2
        CUDART_LN2_HI CUDART_LN2_LO CUDART_LNT CUDART_LNT_HI CUDART_LNT_LO CUDART_LNPI
        CUDART_LN2_X_1024 CUDART_LN2_X_1025 CUDART_LN2_X_1075 CUDART_LG2_X_1024 CUDART_LG2_X_1075
        CUDART_TWO_TO_23 CUDART_TWO_TO_52 CUDART_TWO_TO_53 CUDART_TWO_TO_54 CUDART_TWO_TO_M54
        CUDART_TWO_TO_M1022 CUDART_TRIG_PLOSS CUDART_DBL2INT_CVT
      `,
    },
    {
      kind: 'macro',
      since: '6.2',
      names: `
        cudaStreamLegacy cudaGraphKernelNodePortDefault cudaGraphKernelNodePortProgrammatic
        cudaGraphKernelNodePortLaunchCompletion
      `,
    },
  ],
  missing: [
    {
      kind: 'function',
      names: `
        cudaDeviceFlushGPUDirectRDMAWrites cudaDeviceGetNvSciSyncAttributes
        cudaDeviceGetTexture1DLinearMaxWidth cudaInitDevice cudaThreadGetLimit cudaThreadSetLimit
        cudaCtxResetPersistingL2Cache cudaStreamCopyAttributes cudaStreamGetAttribute
        cudaStreamSetAttribute cudaStreamGetCaptureInfo_v3 cudaStreamUpdateCaptureDependencies_v2
        cudaStreamGetId cudaEventRecordWithFlags cudaExternalMemoryGetMappedMipmappedArray
        cudaGetParameterBuffer cudaGetParameterBufferV2 cudaSetDoubleForDevice
        cudaSetDoubleForHost cudaLaunchKernelExC cudaFuncGetName cudaFuncGetParamInfo
        cudaOccupancyAvailableDynamicSMemPerBlock cudaOccupancyMaxPotentialClusterSize
        cudaOccupancyMaxActiveClusters cudaMemAdvise_v2 cudaMemcpy3DPeer cudaMemcpy3DPeerAsync
        cudaMemPrefetchAsync_v2 cudaArrayGetSparseProperties cudaArrayGetPlane
        cudaArrayGetMemoryRequirements cudaDeviceRegisterAsyncNotification
        cudaDeviceUnregisterAsyncNotification cudaMemcpyArrayToArray cudaMemcpyFromArrayAsync
        cudaMemcpyToArrayAsync cudaWGLGetDevice cudaGLMapBufferObject cudaGLMapBufferObjectAsync
        cudaGLRegisterBufferObject cudaGLSetBufferObjectMapFlags cudaGLSetGLDevice
        cudaGLUnmapBufferObject cudaGLUnmapBufferObjectAsync cudaGLUnregisterBufferObject
        cudaD3D9GetDevice cudaD3D9GetDevices cudaD3D9GetDirect3DDevice cudaD3D9SetDirect3DDevice
        cudaGraphicsD3D9RegisterResource cudaD3D9MapResources cudaD3D9RegisterResource
        cudaD3D9ResourceGetMappedArray cudaD3D9ResourceGetMappedPitch
        cudaD3D9ResourceGetMappedPointer cudaD3D9ResourceGetMappedSize
        cudaD3D9ResourceGetSurfaceDimensions cudaD3D9ResourceSetMapFlags cudaD3D9UnmapResources
        cudaD3D9UnregisterResource cudaD3D10GetDevice cudaD3D10GetDevices
        cudaGraphicsD3D10RegisterResource cudaD3D10GetDirect3DDevice cudaD3D10MapResources
        cudaD3D10RegisterResource cudaD3D10ResourceGetMappedArray cudaD3D10ResourceGetMappedPitch
        cudaD3D10ResourceGetMappedPointer cudaD3D10ResourceGetMappedSize
        cudaD3D10ResourceGetSurfaceDimensions cudaD3D10ResourceSetMapFlags
        cudaD3D10SetDirect3DDevice cudaD3D10UnmapResources cudaD3D10UnregisterResource
        cudaD3D11GetDevice cudaD3D11GetDevices cudaGraphicsD3D11RegisterResource
        cudaD3D11GetDirect3DDevice cudaD3D11SetDirect3DDevice
        cudaGraphicsVDPAURegisterOutputSurface cudaGraphicsVDPAURegisterVideoSurface
        cudaVDPAUGetDevice cudaVDPAUSetVDPAUDevice cudaEGLStreamConsumerAcquireFrame
        cudaEGLStreamConsumerConnect cudaEGLStreamConsumerConnectWithFlags
        cudaEGLStreamConsumerDisconnect cudaEGLStreamConsumerReleaseFrame
        cudaEGLStreamProducerConnect cudaEGLStreamProducerDisconnect
        cudaEGLStreamProducerPresentFrame cudaEGLStreamProducerReturnFrame
        cudaEventCreateFromEGLSync cudaGraphicsEGLRegisterImage
        cudaGraphicsResourceGetMappedEglFrame cudaGraphicsResourceGetMappedMipmappedArray
        cudaGraphicsResourceSetMapFlags cudaCreateTextureObject_v2
        cudaGetTextureObjectTextureDesc_v2 cudaGetSurfaceObjectResourceDesc
        cudaGraphAddDependencies_v2 cudaGraphGetEdges_v2 cudaGraphNodeGetDependencies_v2
        cudaGraphNodeGetDependentNodes_v2 cudaGraphRemoveDependencies_v2 cudaGraphAddNode_v2
        cudaGraphConditionalHandleCreate cudaGetDriverEntryPointByVersion cudaGetKernel
        cudaBindSurfaceToArray cudaGetSurfaceReference cudaProfilerInitialize
      `,
    },
    {
      kind: 'type',
      names: `
        cudaEglFrame cudaEglFrame_st cudaEglPlaneDesc cudaEglPlaneDesc_st
        cudaExternalMemoryMipmappedArrayDesc cudaHostNodeParamsV2 cudaKernelNodeParamsV2
        cudaMemcpy3DPeerParms cudaMemsetParamsV2 CUexternalMemory_st CUexternalSemaphore_st
        CUeglStreamConnection_st cudaEglStreamConnection cudaArraySparseProperties
        cudaMemAllocNodeParamsV2 cudaArrayMemoryRequirements cudaLaunchMemSyncDomainMap_st
        cudaLaunchMemSyncDomainMap CUkern_st cudaKernel_t cudaConditionalNodeParams
        cudaGraphKernelNodeUpdate cudaStreamAttrValue cudaLaunchAttribute_st cudaLaunchAttribute
        cudaLaunchConfig_st cudaLaunchConfig_t cudaGraphExecUpdateResultInfo_st
        cudaGraphExecUpdateResultInfo cudaMemFabricHandle_st cudaMemFabricHandle_t
        cudaGraphDeviceNode_t cudaAsyncNotificationInfo cudaAsyncNotificationInfo_t cudaCGScope
        cudaEglColorFormat cudaEglFrameType cudaEglResourceLocationFlags cudaGraphicsCubeFace
        cudaGraphicsMapFlags cudaOutputMode cudaOutputMode_t cudaSharedCarveout
        cudaSurfaceFormatMode cudaGLMapFlags cudaD3D9DeviceList cudaD3D9MapFlags
        cudaD3D9RegisterFlags cudaD3D10DeviceList cudaD3D10MapFlags cudaD3D10RegisterFlags
        cudaD3D11DeviceList libraryPropertyType libraryPropertyType_t cudaSynchronizationPolicy
        cudaFlushGPUDirectRDMAWritesScope cudaFlushGPUDirectRDMAWritesTarget
        cudaGetDriverEntryPointFlags cudaClusterSchedulingPolicy cudaLaunchMemSyncDomain
        cudaDeviceNumaConfig cudaGraphConditionalHandleFlags cudaGraphConditionalNodeType
        cudaGraphKernelNodeField cudaGraphConditionalHandle cudaAsyncCallbackEntry
        cudaAsyncCallbackHandle_t cudaAsyncCallback
      `,
    },
    {
      kind: 'enum',
      names: `
        cudaCGScopeInvalid cudaCGScopeGrid cudaCGScopeMultiGrid cudaChannelFormatKindNV12
        cudaChannelFormatKindUnsignedNormalized8X1 cudaChannelFormatKindUnsignedNormalized8X2
        cudaChannelFormatKindUnsignedNormalized8X4 cudaChannelFormatKindUnsignedNormalized16X1
        cudaChannelFormatKindUnsignedNormalized16X2 cudaChannelFormatKindUnsignedNormalized16X4
        cudaChannelFormatKindSignedNormalized8X1 cudaChannelFormatKindSignedNormalized8X2
        cudaChannelFormatKindSignedNormalized8X4 cudaChannelFormatKindSignedNormalized16X1
        cudaChannelFormatKindSignedNormalized16X2 cudaChannelFormatKindSignedNormalized16X4
        cudaChannelFormatKindUnsignedBlockCompressed1
        cudaChannelFormatKindUnsignedBlockCompressed1SRGB
        cudaChannelFormatKindUnsignedBlockCompressed2
        cudaChannelFormatKindUnsignedBlockCompressed2SRGB
        cudaChannelFormatKindUnsignedBlockCompressed3
        cudaChannelFormatKindUnsignedBlockCompressed3SRGB
        cudaChannelFormatKindUnsignedBlockCompressed4 cudaChannelFormatKindSignedBlockCompressed4
        cudaChannelFormatKindUnsignedBlockCompressed5 cudaChannelFormatKindSignedBlockCompressed5
        cudaChannelFormatKindUnsignedBlockCompressed6H
        cudaChannelFormatKindSignedBlockCompressed6H cudaChannelFormatKindUnsignedBlockCompressed7
        cudaChannelFormatKindUnsignedBlockCompressed7SRGB cudaDevAttrMaxTexture2DLayeredLayers
        cudaDevAttrMaxTexture1DLayeredLayers cudaDevAttrMaxTextureCubemapLayeredLayers
        cudaDevAttrMaxSurface1DLayeredLayers cudaDevAttrMaxSurface2DLayeredLayers
        cudaDevAttrMaxSurfaceCubemapLayeredLayers cudaDevAttrReserved92 cudaDevAttrReserved93
        cudaDevAttrCanFlushRemoteWrites cudaDevAttrMaxPersistingL2CacheSize
        cudaDevAttrMaxAccessPolicyWindowSize cudaDevAttrReservedSharedMemoryPerBlock
        cudaDevAttrSparseCudaArraySupported cudaDevAttrHostRegisterReadOnlySupported
        cudaDevAttrMaxTimelineSemaphoreInteropSupported
        cudaDevAttrTimelineSemaphoreInteropSupported cudaDevAttrGPUDirectRDMASupported
        cudaDevAttrGPUDirectRDMAFlushWritesOptions cudaDevAttrGPUDirectRDMAWritesOrdering
        cudaDevAttrMemoryPoolSupportedHandleTypes cudaDevAttrClusterLaunch
        cudaDevAttrDeferredMappingCudaArraySupported cudaDevAttrReserved122 cudaDevAttrReserved123
        cudaDevAttrReserved124 cudaDevAttrIpcEventSupport cudaDevAttrMemSyncDomainCount
        cudaDevAttrReserved127 cudaDevAttrReserved128 cudaDevAttrReserved129 cudaDevAttrNumaConfig
        cudaDevAttrNumaId cudaDevAttrReserved132 cudaDevAttrMpsEnabled cudaDevAttrHostNumaId
        cudaDevAttrD3D12CigSupported cudaDevAttrMax cudaEglColorFormatYUV420Planar
        cudaEglColorFormatYUV420SemiPlanar cudaEglColorFormatYUV422Planar
        cudaEglColorFormatYUV422SemiPlanar cudaEglColorFormatRGB cudaEglColorFormatBGR
        cudaEglColorFormatARGB cudaEglColorFormatRGBA cudaEglColorFormatL cudaEglColorFormatR
        cudaEglColorFormatYUV444Planar cudaEglColorFormatYUV444SemiPlanar
        cudaEglColorFormatYUYV422 cudaEglColorFormatUYVY422 cudaEglColorFormatABGR
        cudaEglColorFormatBGRA cudaEglColorFormatA cudaEglColorFormatRG cudaEglColorFormatAYUV
        cudaEglColorFormatYVU444SemiPlanar cudaEglColorFormatYVU422SemiPlanar
        cudaEglColorFormatYVU420SemiPlanar cudaEglColorFormatY10V10U10_444SemiPlanar
        cudaEglColorFormatY10V10U10_420SemiPlanar cudaEglColorFormatY12V12U12_444SemiPlanar
        cudaEglColorFormatY12V12U12_420SemiPlanar cudaEglColorFormatVYUY_ER
        cudaEglColorFormatUYVY_ER cudaEglColorFormatYUYV_ER cudaEglColorFormatYVYU_ER
        cudaEglColorFormatYUV_ER cudaEglColorFormatYUVA_ER cudaEglColorFormatAYUV_ER
        cudaEglColorFormatYUV444Planar_ER cudaEglColorFormatYUV422Planar_ER
        cudaEglColorFormatYUV420Planar_ER cudaEglColorFormatYUV444SemiPlanar_ER
        cudaEglColorFormatYUV422SemiPlanar_ER cudaEglColorFormatYUV420SemiPlanar_ER
        cudaEglColorFormatYVU444Planar_ER cudaEglColorFormatYVU422Planar_ER
        cudaEglColorFormatYVU420Planar_ER cudaEglColorFormatYVU444SemiPlanar_ER
        cudaEglColorFormatYVU422SemiPlanar_ER cudaEglColorFormatYVU420SemiPlanar_ER
        cudaEglColorFormatBayerRGGB cudaEglColorFormatBayerBGGR cudaEglColorFormatBayerGRBG
        cudaEglColorFormatBayerGBRG cudaEglColorFormatBayer10RGGB cudaEglColorFormatBayer10BGGR
        cudaEglColorFormatBayer10GRBG cudaEglColorFormatBayer10GBRG cudaEglColorFormatBayer12RGGB
        cudaEglColorFormatBayer12BGGR cudaEglColorFormatBayer12GRBG cudaEglColorFormatBayer12GBRG
        cudaEglColorFormatBayer14RGGB cudaEglColorFormatBayer14BGGR cudaEglColorFormatBayer14GRBG
        cudaEglColorFormatBayer14GBRG cudaEglColorFormatBayer20RGGB cudaEglColorFormatBayer20BGGR
        cudaEglColorFormatBayer20GRBG cudaEglColorFormatBayer20GBRG cudaEglColorFormatYVU444Planar
        cudaEglColorFormatYVU422Planar cudaEglColorFormatYVU420Planar
        cudaEglColorFormatBayerIspRGGB cudaEglColorFormatBayerIspBGGR
        cudaEglColorFormatBayerIspGRBG cudaEglColorFormatBayerIspGBRG cudaEglFrameTypeArray
        cudaEglFrameTypePitch cudaEglResourceLocationSysmem cudaEglResourceLocationVidmem
        cudaErrorInvalidHostPointer cudaErrorInvalidTexture cudaErrorInvalidTextureBinding
        cudaErrorInvalidChannelDescriptor cudaErrorAddressOfConstant cudaErrorTextureFetchFailed
        cudaErrorTextureNotBound cudaErrorSynchronizationError cudaErrorInvalidFilterSetting
        cudaErrorInvalidNormSetting cudaErrorMixedDeviceExecution cudaErrorNotYetImplemented
        cudaErrorMemoryValueTooLarge cudaErrorStubLibrary cudaErrorCallRequiresNewerDriver
        cudaErrorInvalidSurface cudaErrorDuplicateVariableName cudaErrorDuplicateTextureName
        cudaErrorDuplicateSurfaceName cudaErrorDevicesUnavailable
        cudaErrorIncompatibleDriverContext cudaErrorLaunchMaxDepthExceeded
        cudaErrorLaunchFileScopedTex cudaErrorLaunchFileScopedSurf cudaErrorSyncDepthExceeded
        cudaErrorLaunchPendingCountExceeded cudaErrorDeviceNotLicensed
        cudaErrorSoftwareValidityNotEstablished cudaErrorStartupFailure
        cudaErrorNvlinkUncorrectable cudaErrorJitCompilerNotFound cudaErrorUnsupportedPtxVersion
        cudaErrorJitCompilationDisabled cudaErrorUnsupportedExecAffinity
        cudaErrorUnsupportedDevSideSync cudaErrorLaunchIncompatibleTexturing cudaErrorTooManyPeers
        cudaErrorHardwareStackError cudaErrorIllegalInstruction cudaErrorMisalignedAddress
        cudaErrorInvalidAddressSpace cudaErrorInvalidPc cudaErrorNotPermitted
        cudaErrorSystemNotReady cudaErrorSystemDriverMismatch cudaErrorCompatNotSupportedOnDevice
        cudaErrorMpsConnectionFailed cudaErrorMpsRpcFailure cudaErrorMpsServerNotReady
        cudaErrorMpsMaxClientsReached cudaErrorMpsMaxConnectionsReached
        cudaErrorMpsClientTerminated cudaErrorCdpNotSupported cudaErrorCdpVersionMismatch
        cudaErrorTimeout cudaErrorExternalDevice cudaErrorInvalidClusterSize
        cudaErrorFunctionNotLoaded cudaErrorInvalidResourceType
        cudaErrorInvalidResourceConfiguration cudaErrorApiFailureBase
        cudaExternalMemoryHandleTypeNvSciBuf cudaExternalSemaphoreHandleTypeD3D11Fence
        cudaExternalSemaphoreHandleTypeNvSciSync cudaExternalSemaphoreHandleTypeKeyedMutex
        cudaExternalSemaphoreHandleTypeKeyedMutexKmt
        cudaExternalSemaphoreHandleTypeTimelineSemaphoreFd
        cudaExternalSemaphoreHandleTypeTimelineSemaphoreWin32 cudaFuncAttributeClusterDimMustBeSet
        cudaFuncAttributeRequiredClusterWidth cudaFuncAttributeRequiredClusterHeight
        cudaFuncAttributeRequiredClusterDepth cudaFuncAttributeNonPortableClusterSizeAllowed
        cudaFuncAttributeClusterSchedulingPolicyPreference cudaGraphicsCubeFacePositiveX
        cudaGraphicsCubeFaceNegativeX cudaGraphicsCubeFacePositiveY cudaGraphicsCubeFaceNegativeY
        cudaGraphicsCubeFacePositiveZ cudaGraphicsCubeFaceNegativeZ cudaGraphicsMapFlagsNone
        cudaGraphicsMapFlagsReadOnly cudaGraphicsMapFlagsWriteDiscard
        cudaGraphExecUpdateErrorAttributesChanged cudaLimitDevRuntimeSyncDepth
        cudaLimitDevRuntimePendingLaunchCount cudaLimitMaxL2FetchGranularity
        cudaLimitPersistingL2CacheSize cudaMemoryTypeUnregistered
        cudaMemRangeAttributePreferredLocationType cudaMemRangeAttributePreferredLocationId
        cudaMemRangeAttributeLastPrefetchLocationType cudaMemRangeAttributeLastPrefetchLocationId
        cudaKeyValuePair cudaCSV cudaSharedmemCarveoutDefault cudaSharedmemCarveoutMaxShared
        cudaSharedmemCarveoutMaxL1 cudaFormatModeForced cudaFormatModeAuto cudaGLMapFlagsNone
        cudaGLMapFlagsReadOnly cudaGLMapFlagsWriteDiscard cudaD3D9DeviceListAll
        cudaD3D9DeviceListCurrentFrame cudaD3D9DeviceListNextFrame cudaD3D9MapFlagsNone
        cudaD3D9MapFlagsReadOnly cudaD3D9MapFlagsWriteDiscard cudaD3D9RegisterFlagsNone
        cudaD3D9RegisterFlagsArray cudaD3D10DeviceListAll cudaD3D10DeviceListCurrentFrame
        cudaD3D10DeviceListNextFrame cudaD3D10MapFlagsNone cudaD3D10MapFlagsReadOnly
        cudaD3D10MapFlagsWriteDiscard cudaD3D10RegisterFlagsNone cudaD3D10RegisterFlagsArray
        cudaD3D11DeviceListAll cudaD3D11DeviceListCurrentFrame cudaD3D11DeviceListNextFrame
        cudaSyncPolicyAuto cudaSyncPolicySpin cudaSyncPolicyYield cudaSyncPolicyBlockingSync
        cudaMemLocationTypeHost cudaMemLocationTypeHostNuma cudaMemLocationTypeHostNumaCurrent
        cudaMemHandleTypeFabric cudaFlushGPUDirectRDMAWritesToOwner
        cudaFlushGPUDirectRDMAWritesToAllDevices cudaFlushGPUDirectRDMAWritesTargetCurrentDevice
        cudaEnableDefault cudaEnableLegacyStream cudaEnablePerThreadDefaultStream
        cudaGraphDebugDotFlagsConditionalNodeParams cudaClusterSchedulingPolicyDefault
        cudaClusterSchedulingPolicySpread cudaClusterSchedulingPolicyLoadBalancing
        cudaLaunchAttributeIgnore cudaLaunchAttributeSynchronizationPolicy
        cudaLaunchAttributeClusterDimension cudaLaunchAttributeClusterSchedulingPolicyPreference
        cudaLaunchAttributeProgrammaticStreamSerialization cudaLaunchAttributeProgrammaticEvent
        cudaLaunchAttributeMemSyncDomainMap cudaLaunchAttributeMemSyncDomain
        cudaLaunchAttributeLaunchCompletionEvent cudaLaunchAttributeDeviceUpdatableKernelNode
        cudaLaunchAttributePreferredSharedMemoryCarveout cudaLaunchMemSyncDomainDefault
        cudaLaunchMemSyncDomainRemote cudaDeviceNumaConfigNone cudaDeviceNumaConfigNumaNode
        cudaGraphCondAssignDefault cudaGraphCondTypeIf cudaGraphCondTypeWhile
        cudaGraphKernelNodeFieldInvalid cudaGraphKernelNodeFieldGridDim
        cudaGraphKernelNodeFieldParam cudaGraphKernelNodeFieldEnabled
      `,
    },
    {
      kind: 'macro',
      names: `
        CUDA_EGL_MAX_PLANES cudaArrayColorAttachment cudaArraySparse cudaArrayDeferredMapping
        cudaDeviceSyncMemops cudaDeviceMask cudaDevicePropDontCare cudaEventRecordDefault
        cudaEventRecordExternal cudaEventWaitDefault cudaEventWaitExternal
        cudaExternalSemaphoreSignalSkipNvSciBufMemSync
        cudaExternalSemaphoreWaitSkipNvSciBufMemSync cudaNvSciSyncAttrSignal cudaNvSciSyncAttrWait
        cudaArraySparsePropertiesSingleMipTail cudaKernelNodeAttributeClusterDimension
        cudaKernelNodeAttributeClusterSchedulingPolicyPreference
        cudaKernelNodeAttributeMemSyncDomainMap cudaKernelNodeAttributeMemSyncDomain
        cudaKernelNodeAttributePreferredSharedMemoryCarveout cudaInitDeviceFlagsAreValid
        cudaStreamAttrID cudaStreamAttributeAccessPolicyWindow
        cudaStreamAttributeSynchronizationPolicy cudaStreamAttributePriority
        cudaStreamAttributeMemSyncDomainMap cudaStreamAttributeMemSyncDomain
        cudaKernelNodeAttributeDeviceUpdatableKernelNode
      `,
    },
  ],
} as const satisfies LibraryNames;
