// The CUDA runtime's names that HIP has, by kind and by the HIP release that brought them.
// Derived from AMD's public tables as of HIP 6.3 and CUDA 12.6, and HIP 7.0's release notes.
import type { NamesByRelease } from './library';

export const runtimeSupported = {
  function: {
    '1.5': 'cudaFree cudaMalloc cudaMemcpy',
    '1.6': `
      cudaChooseDevice cudaDeviceGetAttribute cudaDeviceGetByPCIBusId cudaDeviceGetCacheConfig
      cudaDeviceGetLimit cudaDeviceGetPCIBusId cudaDeviceReset cudaDeviceSetCacheConfig
      cudaDeviceSynchronize cudaGetDevice cudaGetDeviceCount cudaGetDeviceProperties
      cudaIpcCloseMemHandle cudaIpcGetEventHandle cudaIpcGetMemHandle cudaIpcOpenEventHandle
      cudaIpcOpenMemHandle cudaSetDevice cudaSetDeviceFlags cudaDeviceGetSharedMemConfig
      cudaDeviceSetSharedMemConfig cudaThreadExit cudaThreadGetCacheConfig cudaThreadSetCacheConfig
      cudaThreadSynchronize cudaGetErrorName cudaGetErrorString cudaGetLastError cudaPeekAtLastError
      cudaStreamAddCallback cudaStreamCreate cudaStreamCreateWithFlags cudaStreamDestroy
      cudaStreamGetFlags cudaStreamQuery cudaStreamSynchronize cudaStreamWaitEvent cudaEventCreate
      cudaEventCreateWithFlags cudaEventDestroy cudaEventElapsedTime cudaEventQuery cudaEventRecord
      cudaEventSynchronize cudaFuncSetCacheConfig cudaLaunchKernel
      cudaOccupancyMaxActiveBlocksPerMultiprocessor cudaOccupancyMaxPotentialBlockSize cudaFreeArray
      cudaFreeHost cudaHostAlloc cudaHostGetDevicePointer cudaHostGetFlags cudaHostRegister
      cudaHostUnregister cudaMallocArray cudaMallocHost cudaMallocPitch cudaMemcpy2D
      cudaMemcpy2DAsync cudaMemcpy2DToArray cudaMemcpy3D cudaMemcpyAsync cudaMemcpyFromSymbol
      cudaMemcpyFromSymbolAsync cudaMemcpyPeer cudaMemcpyPeerAsync cudaMemcpyToSymbol
      cudaMemcpyToSymbolAsync cudaMemGetInfo cudaMemset cudaMemsetAsync cudaMemcpyToArray
      cudaPointerGetAttributes cudaCreateChannelDesc cudaDriverGetVersion cudaRuntimeGetVersion
      cudaProfilerStart cudaProfilerStop cudaBindTexture cudaBindTextureToArray cudaUnbindTexture
    `,
    '1.7': `
      cudaMalloc3DArray cudaMemset2D make_cudaExtent make_cudaPitchedPtr make_cudaPos
      cudaCreateTextureObject cudaDestroyTextureObject cudaGetTextureObjectResourceDesc
      cudaGetTextureObjectResourceViewDesc cudaGetTextureObjectTextureDesc cudaGetChannelDesc
      cudaBindTexture2D cudaBindTextureToMipmappedArray cudaGetTextureReference
    `,
    '1.9': `
      cudaFuncGetAttributes cudaMalloc3D cudaMemset2DAsync cudaMemset3D cudaMemset3DAsync
      cudaMemcpyFromArray cudaDeviceCanAccessPeer cudaDeviceDisablePeerAccess
      cudaDeviceEnablePeerAccess cudaCreateSurfaceObject cudaDestroySurfaceObject cudaConfigureCall
      cudaLaunch cudaSetupArgument cudaGetTextureAlignmentOffset
    `,
    '2.0': `
      cudaDeviceGetStreamPriorityRange cudaStreamCreateWithPriority cudaStreamGetPriority
      cudaGetSymbolAddress cudaGetSymbolSize
    `,
    '2.5': 'cudaMallocManaged',
    '2.6': `
      cudaLaunchCooperativeKernel cudaLaunchCooperativeKernelMultiDevice
      cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags
    `,
    '2.8': 'cudaMemcpy3DAsync',
    '3.0': 'cudaMemcpy2DFromArray cudaMemcpy2DFromArrayAsync',
    '3.5': `
      cudaOccupancyMaxPotentialBlockSizeWithFlags cudaFreeMipmappedArray cudaGetMipmappedArrayLevel
      cudaMallocMipmappedArray
    `,
    '3.6': 'cudaGetDeviceFlags',
    '3.7': `
      cudaStreamAttachMemAsync cudaMemAdvise cudaMemPrefetchAsync cudaMemRangeGetAttribute
      cudaMemRangeGetAttributes
    `,
    '3.8': 'cudaDeviceGetP2PAttribute',
    '3.9': 'cudaFuncSetAttribute cudaFuncSetSharedMemConfig',
    '4.3': `
      cudaStreamBeginCapture cudaStreamEndCapture cudaDestroyExternalMemory
      cudaExternalMemoryGetMappedBuffer cudaImportExternalMemory cudaMemcpy2DToArrayAsync
      cudaGraphAddKernelNode cudaGraphAddMemcpyNode cudaGraphAddMemsetNode cudaGraphCreate
      cudaGraphDestroy cudaGraphExecDestroy cudaGraphInstantiate cudaGraphLaunch
    `,
    '4.4': `
      cudaDestroyExternalSemaphore cudaImportExternalSemaphore cudaSignalExternalSemaphoresAsync
      cudaWaitExternalSemaphoresAsync
    `,
    '4.5': `
      cudaGLGetDevices cudaGraphicsGLRegisterBuffer cudaGraphicsMapResources
      cudaGraphicsResourceGetMappedPointer cudaGraphicsUnmapResources cudaGraphicsUnregisterResource
      cudaGraphAddDependencies cudaGraphAddEmptyNode cudaGraphGetNodes cudaGraphGetRootNodes
      cudaGraphExecKernelNodeSetParams cudaGraphKernelNodeGetParams cudaGraphKernelNodeSetParams
      cudaGraphMemcpyNodeGetParams cudaGraphMemcpyNodeSetParams cudaGraphMemsetNodeGetParams
      cudaGraphMemsetNodeSetParams cudaGraphAddMemcpyNode1D
    `,
    '5.0': `
      cudaStreamIsCapturing cudaStreamGetCaptureInfo cudaStreamUpdateCaptureDependencies
      cudaGraphAddChildGraphNode cudaGraphAddHostNode cudaGraphChildGraphNodeGetGraph cudaGraphClone
      cudaGraphDestroyNode cudaGraphGetEdges cudaGraphHostNodeGetParams cudaGraphHostNodeSetParams
      cudaGraphExecMemcpyNodeSetParams cudaGraphExecMemsetNodeSetParams
      cudaGraphExecHostNodeSetParams cudaGraphExecUpdate cudaGraphNodeFindInClone
      cudaGraphNodeGetDependencies cudaGraphNodeGetDependentNodes cudaGraphNodeGetType
      cudaGraphRemoveDependencies cudaGraphAddMemcpyNodeToSymbol cudaGraphAddMemcpyNodeFromSymbol
      cudaGraphMemcpyNodeSetParamsToSymbol cudaGraphMemcpyNodeSetParamsFromSymbol
      cudaGraphMemcpyNodeSetParams1D cudaGraphAddEventRecordNode cudaGraphEventRecordNodeGetEvent
      cudaGraphEventRecordNodeSetEvent cudaGraphAddEventWaitNode cudaGraphEventWaitNodeGetEvent
      cudaGraphEventWaitNodeSetEvent cudaGraphExecMemcpyNodeSetParamsToSymbol
      cudaGraphExecMemcpyNodeSetParamsFromSymbol cudaGraphExecMemcpyNodeSetParams1D
      cudaGraphExecChildGraphNodeSetParams cudaGraphExecEventRecordNodeSetEvent
      cudaGraphExecEventWaitNodeSetEvent cudaGraphInstantiateWithFlags
    `,
    '5.1': 'cudaGraphicsGLRegisterImage cudaGraphicsSubResourceGetMappedArray',
    '5.2': `
      cudaDeviceGetDefaultMemPool cudaDeviceSetMemPool cudaDeviceGetMemPool
      cudaThreadExchangeStreamCaptureMode cudaLaunchHostFunc cudaMallocAsync cudaFreeAsync
      cudaMallocFromPoolAsync cudaMemPoolTrimTo cudaMemPoolSetAttribute cudaMemPoolGetAttribute
      cudaMemPoolSetAccess cudaMemPoolGetAccess cudaMemPoolCreate cudaMemPoolDestroy
      cudaMemPoolExportToShareableHandle cudaMemPoolImportFromShareableHandle
      cudaMemPoolExportPointer cudaMemPoolImportPointer cudaGraphKernelNodeGetAttribute
      cudaGraphKernelNodeSetAttribute
    `,
    '5.3': `
      cudaDeviceSetLimit cudaGraphUpload cudaUserObjectCreate cudaUserObjectRetain
      cudaUserObjectRelease cudaGraphRetainUserObject cudaGraphReleaseUserObject
      cudaDeviceGraphMemTrim cudaDeviceGetGraphMemAttribute cudaDeviceSetGraphMemAttribute
    `,
    '5.5': `
      cudaOccupancyMaxPotentialBlockSizeVariableSMem
      cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags cudaGraphDebugDotPrint
      cudaGraphKernelNodeCopyAttributes cudaGraphNodeGetEnabled cudaGraphAddMemAllocNode
      cudaGraphMemAllocNodeGetParams cudaGraphAddMemFreeNode cudaGraphMemFreeNodeGetParams
      cudaGraphNodeSetEnabled
    `,
    '5.6': 'cudaArrayGetInfo',
    '5.7': `
      cudaGraphAddExternalSemaphoresSignalNode cudaGraphExternalSemaphoresSignalNodeGetParams
      cudaGraphExternalSemaphoresSignalNodeSetParams cudaGraphAddExternalSemaphoresWaitNode
      cudaGraphExternalSemaphoresWaitNodeGetParams cudaGraphExternalSemaphoresWaitNodeSetParams
      cudaGraphExecExternalSemaphoresSignalNodeSetParams
      cudaGraphExecExternalSemaphoresWaitNodeSetParams
    `,
    '6.2': `
      cudaSetValidDevices cudaStreamBeginCaptureToGraph cudaMemcpy2DArrayToArray
      cudaGraphInstantiateWithParams cudaGraphAddNode cudaGetDriverEntryPoint cudaGetFuncBySymbol
    `,
    '6.3': 'cudaGraphExecGetFlags cudaGraphNodeSetParams cudaGraphExecNodeSetParams',
  },
  type: {
    '1.5': 'CUstream_st cudaStream_t cudaError cudaError_t cudaMemcpyKind',
    '1.6': `
      cudaChannelFormatDesc cudaDeviceProp cudaIpcEventHandle_t cudaIpcMemHandle_t
      cudaIpcMemHandle_st cudaPointerAttributes textureReference CUevent_st cudaEvent_t
      cudaArray_const_t cudaMipmappedArray_const_t cudaFunction_t cudaChannelFormatKind
      cudaDeviceAttr cudaFuncCache cudaLimit cudaMemoryType cudaSharedMemConfig
      cudaTextureFilterMode cudaTextureReadMode cudaStreamCallback_t
    `,
    '1.7': `
      cudaExtent cudaMemcpy3DParms cudaPitchedPtr cudaPos cudaResourceDesc cudaResourceViewDesc
      cudaTextureDesc cudaArray cudaArray_t cudaMipmappedArray cudaMipmappedArray_t cudaResourceType
      cudaResourceViewFormat cudaTextureAddressMode cudaTextureObject_t
    `,
    '1.9': `
      cudaFuncAttributes surfaceReference cudaComputeMode cudaSurfaceBoundaryMode
      cudaSurfaceObject_t
    `,
    '2.6': 'cudaLaunchParams',
    '3.5': 'cudaIpcEventHandle_st',
    '3.7': 'cudaMemoryAdvise cudaMemRangeAttribute',
    '3.8': 'cudaDeviceP2PAttr',
    '3.9': 'cudaFuncAttribute',
    '4.3': `
      cudaExternalMemoryBufferDesc cudaExternalMemoryHandleDesc cudaHostNodeParams
      cudaKernelNodeParams cudaMemsetParams cudaExternalMemory_t CUgraph_st cudaGraph_t
      CUgraphExec_st cudaGraphExec_t CUgraphNode_st cudaGraphNode_t cudaExternalMemoryHandleType
      cudaGraphNodeType cudaGraphExecUpdateResult cudaStreamCaptureStatus cudaStreamCaptureMode
      cudaHostFn_t
    `,
    '4.4': `
      cudaExternalSemaphoreHandleDesc cudaExternalSemaphoreSignalParams
      cudaExternalSemaphoreSignalParams_v1 cudaExternalSemaphoreWaitParams
      cudaExternalSemaphoreWaitParams_v1 cudaExternalSemaphore_t cudaGraphicsResource
      cudaGraphicsResource_t cudaExternalSemaphoreHandleType cudaGraphicsRegisterFlags
      cudaGLDeviceList
    `,
    '5.0': 'cudaStreamUpdateCaptureDependenciesFlags',
    '5.2': `
      CUuuid_st cudaAccessPolicyWindow cudaMemLocation cudaMemAccessDesc cudaMemPoolProps
      cudaMemPoolPtrExportData cudaKernelNodeAttrValue cudaAccessProperty cudaKernelNodeAttrID
      cudaMemPoolAttr cudaMemLocationType cudaMemAllocationType cudaMemAccessFlags
      cudaMemAllocationHandleType cudaGraphInstantiateFlags cudaUUID_t cudaMemPool_t
    `,
    '5.3': 'cudaUserObjectFlags cudaUserObjectRetainFlags cudaGraphMemAttributeType cudaUserObject_t',
    '5.5': 'cudaMemAllocNodeParams cudaGraphDebugDotFlags',
    '6.0': `
      cudaExternalSemaphoreSignalNodeParams cudaExternalSemaphoreSignalNodeParamsV2
      cudaExternalSemaphoreWaitNodeParams cudaExternalSemaphoreWaitNodeParamsV2
    `,
    '6.1': `
      cudaMemFreeNodeParams cudaChildGraphNodeParams cudaEventRecordNodeParams
      cudaEventWaitNodeParams cudaGraphNodeParams cudaMemcpyNodeParams
      cudaFlushGPUDirectRDMAWritesOptions cudaGPUDirectRDMAWritesOrdering
    `,
    '6.2': `
      cudaGraphEdgeData_st cudaGraphEdgeData cudaLaunchAttributeValue cudaGraphInstantiateParams_st
      cudaGraphInstantiateParams cudaLaunchAttributeID cudaGraphInstantiateResult
      cudaDriverEntryPointQueryResult cudaGraphDependencyType cudaGraphDependencyType_enum
    `,
    '6.3': 'texture',
    '7.0': 'cudaRoundMode',
  },
  enum: {
    '1.5': `
      cudaSuccess cudaMemcpyHostToHost cudaMemcpyHostToDevice cudaMemcpyDeviceToHost
      cudaMemcpyDeviceToDevice cudaMemcpyDefault
    `,
    '1.6': `
      cudaChannelFormatKindSigned cudaChannelFormatKindUnsigned cudaChannelFormatKindFloat
      cudaChannelFormatKindNone cudaDevAttrMaxThreadsPerBlock cudaDevAttrMaxBlockDimX
      cudaDevAttrMaxBlockDimY cudaDevAttrMaxBlockDimZ cudaDevAttrMaxGridDimX cudaDevAttrMaxGridDimY
      cudaDevAttrMaxGridDimZ cudaDevAttrMaxSharedMemoryPerBlock cudaDevAttrTotalConstantMemory
      cudaDevAttrWarpSize cudaDevAttrMaxRegistersPerBlock cudaDevAttrClockRate
      cudaDevAttrMultiProcessorCount cudaDevAttrComputeMode cudaDevAttrConcurrentKernels
      cudaDevAttrPciBusId cudaDevAttrPciDeviceId cudaDevAttrMemoryClockRate
      cudaDevAttrGlobalMemoryBusWidth cudaDevAttrL2CacheSize cudaDevAttrMaxThreadsPerMultiProcessor
      cudaDevAttrComputeCapabilityMajor cudaDevAttrComputeCapabilityMinor
      cudaDevAttrMaxSharedMemoryPerMultiprocessor cudaDevAttrIsMultiGpuBoard cudaErrorInvalidValue
      cudaErrorMemoryAllocation cudaErrorInitializationError cudaErrorCudartUnloading
      cudaErrorProfilerDisabled cudaErrorProfilerNotInitialized cudaErrorProfilerAlreadyStarted
      cudaErrorProfilerAlreadyStopped cudaErrorInvalidConfiguration cudaErrorInvalidSymbol
      cudaErrorInvalidDevicePointer cudaErrorInvalidMemcpyDirection cudaErrorMissingConfiguration
      cudaErrorPriorLaunchFailure cudaErrorInvalidDeviceFunction cudaErrorNoDevice
      cudaErrorInvalidDevice cudaErrorInvalidKernelImage cudaErrorDeviceUninitialized
      cudaErrorMapBufferObjectFailed cudaErrorUnmapBufferObjectFailed cudaErrorArrayIsMapped
      cudaErrorAlreadyMapped cudaErrorNoKernelImageForDevice cudaErrorAlreadyAcquired
      cudaErrorNotMapped cudaErrorNotMappedAsArray cudaErrorNotMappedAsPointer
      cudaErrorECCUncorrectable cudaErrorUnsupportedLimit cudaErrorDeviceAlreadyInUse
      cudaErrorPeerAccessUnsupported cudaErrorInvalidPtx cudaErrorInvalidGraphicsContext
      cudaErrorInvalidSource cudaErrorFileNotFound cudaErrorSharedObjectSymbolNotFound
      cudaErrorSharedObjectInitFailed cudaErrorOperatingSystem cudaErrorInvalidResourceHandle
      cudaErrorSymbolNotFound cudaErrorNotReady cudaErrorIllegalAddress
      cudaErrorLaunchOutOfResources cudaErrorLaunchTimeout cudaErrorPeerAccessAlreadyEnabled
      cudaErrorPeerAccessNotEnabled cudaErrorSetOnActiveProcess cudaErrorHostMemoryAlreadyRegistered
      cudaErrorHostMemoryNotRegistered cudaErrorLaunchFailure cudaErrorNotSupported cudaErrorUnknown
      cudaFuncCachePreferNone cudaFuncCachePreferShared cudaFuncCachePreferL1
      cudaFuncCachePreferEqual cudaLimitMallocHeapSize cudaMemoryTypeHost cudaMemoryTypeDevice
      cudaSharedMemBankSizeDefault cudaSharedMemBankSizeFourByte cudaSharedMemBankSizeEightByte
      cudaFilterModePoint cudaReadModeElementType
    `,
    '1.7': `
      cudaErrorInsufficientDriver cudaResourceTypeArray cudaResourceTypeMipmappedArray
      cudaResourceTypeLinear cudaResourceTypePitch2D cudaResViewFormatNone
      cudaResViewFormatUnsignedChar1 cudaResViewFormatUnsignedChar2 cudaResViewFormatUnsignedChar4
      cudaResViewFormatSignedChar1 cudaResViewFormatSignedChar2 cudaResViewFormatSignedChar4
      cudaResViewFormatUnsignedShort1 cudaResViewFormatUnsignedShort2
      cudaResViewFormatUnsignedShort4 cudaResViewFormatSignedShort1 cudaResViewFormatSignedShort2
      cudaResViewFormatSignedShort4 cudaResViewFormatUnsignedInt1 cudaResViewFormatUnsignedInt2
      cudaResViewFormatUnsignedInt4 cudaResViewFormatSignedInt1 cudaResViewFormatSignedInt2
      cudaResViewFormatSignedInt4 cudaResViewFormatHalf1 cudaResViewFormatHalf2
      cudaResViewFormatHalf4 cudaResViewFormatFloat1 cudaResViewFormatFloat2 cudaResViewFormatFloat4
      cudaResViewFormatUnsignedBlockCompressed1 cudaResViewFormatUnsignedBlockCompressed2
      cudaResViewFormatUnsignedBlockCompressed3 cudaResViewFormatUnsignedBlockCompressed4
      cudaResViewFormatSignedBlockCompressed4 cudaResViewFormatUnsignedBlockCompressed5
      cudaResViewFormatSignedBlockCompressed5 cudaResViewFormatUnsignedBlockCompressed6H
      cudaResViewFormatSignedBlockCompressed6H cudaResViewFormatUnsignedBlockCompressed7
      cudaAddressModeWrap cudaAddressModeClamp cudaAddressModeMirror cudaAddressModeBorder
      cudaFilterModeLinear cudaReadModeNormalizedFloat
    `,
    '1.9': `
      cudaComputeModeDefault cudaComputeModeExclusive cudaComputeModeProhibited
      cudaDevAttrIntegrated cudaErrorAssert cudaBoundaryModeZero cudaBoundaryModeClamp
      cudaBoundaryModeTrap
    `,
    '2.0': 'cudaComputeModeExclusiveProcess',
    '2.6': 'cudaDevAttrCooperativeLaunch cudaDevAttrCooperativeMultiDeviceLaunch',
    '2.7': `
      cudaDevAttrMaxTexture1DWidth cudaDevAttrMaxTexture2DWidth cudaDevAttrMaxTexture2DHeight
      cudaDevAttrMaxTexture3DWidth cudaDevAttrMaxTexture3DHeight cudaDevAttrMaxTexture3DDepth
    `,
    '2.10': `
      cudaDevAttrMaxPitch cudaDevAttrTextureAlignment cudaDevAttrKernelExecTimeout
      cudaDevAttrCanMapHostMemory cudaDevAttrEccEnabled
    `,
    '3.2': 'cudaDevAttrTexturePitchAlignment cudaErrorCooperativeLaunchTooLarge',
    '3.7': `
      cudaMemAdviseSetReadMostly cudaMemAdviseUnsetReadMostly cudaMemAdviseSetPreferredLocation
      cudaMemAdviseUnsetPreferredLocation cudaMemAdviseSetAccessedBy cudaMemAdviseUnsetAccessedBy
      cudaMemRangeAttributeReadMostly cudaMemRangeAttributePreferredLocation
      cudaMemRangeAttributeAccessedBy cudaMemRangeAttributeLastPrefetchLocation
    `,
    '3.8': `
      cudaDevP2PAttrPerformanceRank cudaDevP2PAttrAccessSupported
      cudaDevP2PAttrNativeAtomicSupported cudaDevP2PAttrCudaArrayAccessSupported
    `,
    '3.9': `
      cudaFuncAttributeMaxDynamicSharedMemorySize cudaFuncAttributePreferredSharedMemoryCarveout
      cudaFuncAttributeMax
    `,
    '3.10': `
      cudaDevAttrManagedMemory cudaDevAttrPageableMemoryAccess cudaDevAttrConcurrentManagedAccess
      cudaDevAttrPageableMemoryAccessUsesHostPageTables cudaDevAttrDirectManagedMemAccessFromHost
    `,
    '4.2': 'cudaErrorInvalidPitchValue',
    '4.3': `
      cudaDevAttrGpuOverlap cudaDevAttrMaxTexture2DLayeredWidth cudaDevAttrMaxTexture2DLayeredHeight
      cudaDevAttrSurfaceAlignment cudaDevAttrTccDriver cudaDevAttrAsyncEngineCount
      cudaDevAttrUnifiedAddressing cudaDevAttrMaxTexture1DLayeredWidth
      cudaDevAttrMaxTexture2DGatherWidth cudaDevAttrMaxTexture2DGatherHeight
      cudaDevAttrMaxTexture3DWidthAlt cudaDevAttrMaxTexture3DHeightAlt
      cudaDevAttrMaxTexture3DDepthAlt cudaDevAttrPciDomainId cudaDevAttrMaxTextureCubemapWidth
      cudaDevAttrMaxTextureCubemapLayeredWidth cudaDevAttrMaxSurface1DWidth
      cudaDevAttrMaxSurface2DWidth cudaDevAttrMaxSurface2DHeight cudaDevAttrMaxSurface3DWidth
      cudaDevAttrMaxSurface3DHeight cudaDevAttrMaxSurface3DDepth cudaDevAttrMaxSurface1DLayeredWidth
      cudaDevAttrMaxSurface2DLayeredWidth cudaDevAttrMaxSurface2DLayeredHeight
      cudaDevAttrMaxSurfaceCubemapWidth cudaDevAttrMaxSurfaceCubemapLayeredWidth
      cudaDevAttrMaxTexture1DLinearWidth cudaDevAttrMaxTexture2DLinearWidth
      cudaDevAttrMaxTexture2DLinearHeight cudaDevAttrMaxTexture2DLinearPitch
      cudaDevAttrMaxTexture2DMipmappedWidth cudaDevAttrMaxTexture2DMipmappedHeight
      cudaDevAttrMaxTexture1DMipmappedWidth cudaDevAttrStreamPrioritiesSupported
      cudaDevAttrGlobalL1CacheSupported cudaDevAttrLocalL1CacheSupported
      cudaDevAttrMaxRegistersPerMultiprocessor cudaDevAttrHostNativeAtomicSupported
      cudaDevAttrSingleToDoublePrecisionPerfRatio cudaDevAttrComputePreemptionSupported
      cudaDevAttrCanUseHostPointerForRegisteredMem cudaDevAttrReserved94
      cudaDevAttrMaxSharedMemoryPerBlockOptin cudaDevAttrMaxBlocksPerMultiprocessor
      cudaErrorContextIsDestroyed cudaErrorStreamCaptureUnsupported
      cudaErrorStreamCaptureInvalidated cudaErrorStreamCaptureMerge cudaErrorStreamCaptureUnmatched
      cudaErrorStreamCaptureUnjoined cudaErrorStreamCaptureIsolation cudaErrorStreamCaptureImplicit
      cudaErrorCapturedEvent cudaErrorStreamCaptureWrongThread cudaExternalMemoryHandleTypeOpaqueFd
      cudaExternalMemoryHandleTypeOpaqueWin32 cudaExternalMemoryHandleTypeOpaqueWin32Kmt
      cudaExternalMemoryHandleTypeD3D12Heap cudaExternalMemoryHandleTypeD3D12Resource
      cudaExternalMemoryHandleTypeD3D11Resource cudaExternalMemoryHandleTypeD3D11ResourceKmt
      cudaGraphNodeTypeKernel cudaGraphNodeTypeMemcpy cudaGraphNodeTypeMemset cudaGraphNodeTypeHost
      cudaGraphNodeTypeGraph cudaGraphNodeTypeEmpty cudaGraphNodeTypeWaitEvent
      cudaGraphNodeTypeEventRecord cudaGraphNodeTypeCount cudaGraphExecUpdateSuccess
      cudaGraphExecUpdateError cudaGraphExecUpdateErrorTopologyChanged
      cudaGraphExecUpdateErrorNodeTypeChanged cudaGraphExecUpdateErrorFunctionChanged
      cudaGraphExecUpdateErrorParametersChanged cudaGraphExecUpdateErrorNotSupported
      cudaGraphExecUpdateErrorUnsupportedFunctionChange cudaStreamCaptureStatusNone
      cudaStreamCaptureStatusActive cudaStreamCaptureStatusInvalidated cudaStreamCaptureModeGlobal
      cudaStreamCaptureModeThreadLocal cudaStreamCaptureModeRelaxed
    `,
    '4.4': `
      cudaExternalSemaphoreHandleTypeOpaqueFd cudaExternalSemaphoreHandleTypeOpaqueWin32
      cudaExternalSemaphoreHandleTypeOpaqueWin32Kmt cudaExternalSemaphoreHandleTypeD3D12Fence
      cudaGraphicsRegisterFlagsNone cudaGraphicsRegisterFlagsReadOnly
      cudaGraphicsRegisterFlagsWriteDiscard cudaGraphicsRegisterFlagsSurfaceLoadStore
      cudaGraphicsRegisterFlagsTextureGather cudaGLDeviceListAll cudaGLDeviceListCurrentFrame
      cudaGLDeviceListNextFrame
    `,
    '4.5': 'cudaLimitPrintfFifoSize',
    '5.0': `
      cudaDevAttrMultiGpuBoardGroupID cudaErrorIllegalState cudaErrorGraphExecUpdateFailure
      cudaStreamAddCaptureDependencies cudaStreamSetCaptureDependencies
    `,
    '5.2': `
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
    '5.3': `
      cudaGraphNodeTypeExtSemaphoreSignal cudaGraphNodeTypeExtSemaphoreWait cudaLimitStackSize
      cudaMemoryTypeManaged cudaUserObjectNoDestructorSync cudaGraphUserObjectMove
      cudaGraphMemAttrUsedMemCurrent cudaGraphMemAttrUsedMemHigh cudaGraphMemAttrReservedMemCurrent
      cudaGraphMemAttrReservedMemHigh
    `,
    '5.5': `
      cudaGraphNodeTypeMemAlloc cudaGraphNodeTypeMemFree cudaGraphDebugDotFlagsVerbose
      cudaGraphDebugDotFlagsKernelNodeParams cudaGraphDebugDotFlagsMemcpyNodeParams
      cudaGraphDebugDotFlagsMemsetNodeParams cudaGraphDebugDotFlagsHostNodeParams
      cudaGraphDebugDotFlagsEventNodeParams cudaGraphDebugDotFlagsExtSemasSignalNodeParams
      cudaGraphDebugDotFlagsExtSemasWaitNodeParams cudaGraphDebugDotFlagsKernelNodeAttributes
      cudaGraphDebugDotFlagsHandles
    `,
    '5.6': `
      cudaGraphInstantiateFlagUpload cudaGraphInstantiateFlagDeviceLaunch
      cudaGraphInstantiateFlagUseNodePriority
    `,
    '6.0': 'cudaDevAttrHostRegisterSupported',
    '6.1': `
      cudaFlushGPUDirectRDMAWritesOptionHost cudaFlushGPUDirectRDMAWritesOptionMemOps
      cudaGPUDirectRDMAWritesOrderingNone cudaGPUDirectRDMAWritesOrderingOwner
      cudaGPUDirectRDMAWritesOrderingAllDevices
    `,
    '6.2': `
      cudaKernelNodeAttributePriority cudaLaunchAttributeAccessPolicyWindow
      cudaLaunchAttributeCooperative cudaLaunchAttributePriority cudaGraphInstantiateSuccess
      cudaGraphInstantiateError cudaGraphInstantiateInvalidStructure
      cudaGraphInstantiateNodeOperationNotSupported cudaGraphInstantiateMultipleDevicesNotSupported
      cudaDriverEntryPointSuccess cudaDriverEntryPointSymbolNotFound
      cudaDriverEntryPointVersionNotSufficent cudaGraphDependencyTypeDefault
      cudaGraphDependencyTypeProgrammatic
    `,
    '6.3': 'cudaErrorLossyQuery cudaGraphNodeTypeConditional',
    '7.0': 'cudaRoundMinInf cudaRoundNearest cudaRoundPosInf cudaRoundZero',
  },
  macro: {
    '1.6': `
      CUDA_IPC_HANDLE_SIZE cudaDeviceBlockingSync cudaDeviceLmemResizeToMax cudaDeviceMapHost
      cudaDeviceScheduleAuto cudaDeviceScheduleSpin cudaDeviceScheduleYield
      cudaDeviceScheduleBlockingSync cudaDeviceScheduleMask cudaEventDefault cudaEventBlockingSync
      cudaEventDisableTiming cudaEventInterprocess cudaHostAllocDefault cudaHostAllocPortable
      cudaHostAllocMapped cudaHostAllocWriteCombined cudaHostRegisterDefault
      cudaHostRegisterPortable cudaHostRegisterMapped cudaHostRegisterIoMemory
      cudaIpcMemLazyEnablePeerAccess cudaTextureType1D cudaStreamDefault cudaStreamNonBlocking
    `,
    '1.7': `
      cudaArrayDefault cudaArrayLayered cudaArraySurfaceLoadStore cudaArrayCubemap
      cudaArrayTextureGather cudaTextureType2D cudaTextureType3D cudaTextureTypeCubemap
      cudaTextureType1DLayered cudaTextureType2DLayered cudaTextureTypeCubemapLayered
    `,
    '2.5': 'cudaMemAttachGlobal cudaMemAttachHost',
    '3.2': `
      cudaCooperativeLaunchMultiDeviceNoPreSync cudaCooperativeLaunchMultiDeviceNoPostSync
      cudaOccupancyDefault
    `,
    '3.7': 'cudaCpuDeviceId cudaInvalidDeviceId cudaMemAttachSingle',
    '4.5': 'cudaStreamPerThread',
    '5.3': `
      CUDART_INF_F CUDART_NAN_F CUDART_MIN_DENORM_F CUDART_MAX_NORMAL_F CUDART_NEG_ZERO_F
      CUDART_ZERO_F CUDART_ONE_F CUDART_SQRT_HALF_F CUDART_SQRT_HALF_HI_F CUDART_SQRT_HALF_LO_F
      CUDART_SQRT_TWO_F CUDART_THIRD_F CUDART_PIO4_F CUDART_PIO2_F CUDART_3PIO4_F CUDART_2_OVER_PI_F
      CUDART_SQRT_2_OVER_PI_F CUDART_PI_F CUDART_L2E_F CUDART_L2T_F CUDART_LG2_F CUDART_LGE_F
      CUDART_LN2_F CUDART_LNT_F CUDART_LNPI_F CUDART_TWO_TO_M126_F CUDART_TWO_TO_126_F
      CUDART_NORM_HUGE_F CUDART_TWO_TO_23_F CUDART_TWO_TO_24_F CUDART_TWO_TO_31_F CUDART_TWO_TO_32_F
      CUDART_REMQUO_BITS_F CUDART_REMQUO_MASK_F CUDART_TRIG_PLOSS_F
    `,
    '5.5': 'cudaExternalMemoryDedicated cudaOccupancyDisableCachingOverride',
    '5.6': 'cudaHostRegisterReadOnly',
    '5.7': `
      CUDART_INF CUDART_NAN CUDART_NEG_ZERO CUDART_MIN_DENORM CUDART_ZERO CUDART_ONE CUDART_SQRT_TWO
      CUDART_SQRT_HALF CUDART_SQRT_HALF_HI CUDART_SQRT_HALF_LO CUDART_THIRD CUDART_TWOTHIRD
      CUDART_PIO4 CUDART_PIO4_HI CUDART_PIO4_LO CUDART_PIO2 CUDART_PIO2_HI CUDART_PIO2_LO
      CUDART_3PIO4 CUDART_2_OVER_PI CUDART_PI CUDART_PI_HI CUDART_PI_LO CUDART_SQRT_2PI
      CUDART_SQRT_2PI_HI CUDART_SQRT_2PI_LO CUDART_SQRT_PIO2 CUDART_SQRT_PIO2_HI CUDART_SQRT_PIO2_LO
      CUDART_SQRT_2OPI CUDART_L2E CUDART_L2E_HI CUDART_L2E_LO CUDART_L2T CUDART_LG2 CUDART_LG2_HI
      CUDART_LG2_LO CUDART_LGE CUDART_LGE_HI CUDART_LGE_LO CUDART_LN2 CUDART_LN2_HI CUDART_LN2_LO
      CUDART_LNT CUDART_LNT_HI CUDART_LNT_LO CUDART_LNPI CUDART_LN2_X_1024 CUDART_LN2_X_1025
      CUDART_LN2_X_1075 CUDART_LG2_X_1024 CUDART_LG2_X_1075 CUDART_TWO_TO_23 CUDART_TWO_TO_52
      CUDART_TWO_TO_53 CUDART_TWO_TO_54 CUDART_TWO_TO_M54 CUDART_TWO_TO_M1022 CUDART_TRIG_PLOSS
      CUDART_DBL2INT_CVT
    `,
    '6.2': `
      cudaStreamLegacy cudaGraphKernelNodePortDefault cudaGraphKernelNodePortProgrammatic
      cudaGraphKernelNodePortLaunchCompletion
    `,
  },
} as const satisfies NamesByRelease;
