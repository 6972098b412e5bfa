// Which names of the CUDA driver: functions, types and macros HIP has and since which release, and which it lacks. Names are packed as
// library.ts says. Derived from AMD's public tables as of HIP 6.3; what is younger, from single newer headers.
import type { LibraryRows } from './library';

export const driverRows = {
  supported: {
    function: {
      '1.5': 'cuMemFree{,_v2} cuMemAlloc{,_v2}',
      '1.6': `
        cuMemsetD8{,_v2} cuMemGetInfo{,_v2} cuInit cuDriverGetVersion cuMemFreeHost cuLaunchKernel
        cuProfilerStart cuProfilerStop cuCtx: Create{,_v2} Destroy{,_v2} PopCurrent{,_v2} PushCurrent{,_v2}
        GetCurrent GetDevice GetLimit SetCurrent EnablePeerAccess DisablePeerAccess cuDevice: TotalMem{,_v2}
        Get GetAttribute GetCount GetName ComputeCapability GetByPCIBusId GetPCIBusId cuEvent: Destroy{,_v2}
        Create ElapsedTime Query Record Synchronize cuIpc: CloseMemHandle GetEventHandle GetMemHandle
        OpenEventHandle OpenMemHandle cuMemHost: Register{,_v2} GetDevicePointer{,_v2} Alloc GetFlags
        Unregister cuMemcpy: DtoD{,_v2,Async} DtoH{,_v2,Async} HtoD{,_v2,Async} DtoDAsync_v2 DtoHAsync_v2
        HtoDAsync_v2 cuModule: LoadData{,Ex} GetGlobal{,_v2} GetFunction Load Unload cuStream: Destroy{,_v2}
        AddCallback Create GetFlags Query Synchronize WaitEvent
      `,
      '1.7': `
        cuMemcpy2D{,_v2} cuArray3DCreate{,_v2} cuTexRefSetAddress{,_v2} cuTexRefSetAddress2D{,_v2,_v3}
        cuModuleGetTexRef
      `,
      '1.9': `
        cuMemcpyAtoH{,_v2} cuMemcpyHtoA{,_v2} cuArrayCreate{,_v2} cuMemGetAddressRange{,_v2}
        cuDeviceCanAccessPeer cuCtx: GetApiVersion GetCacheConfig GetFlags GetSharedMemConfig SetCacheConfig
        SetSharedMemConfig Synchronize cuDevicePrimaryCtx: Reset{,_v2} Release{,_v2} SetFlags{,_v2} GetState
        Retain cuTexRefSet: AddressMode Array FilterMode Flags Format
      `,
      '2.0': `
        cuCtxGetStreamPriorityRange cuStreamCreateWithPriority cuStreamGetPriority
      `,
      '2.3': 'cuMemsetD32{,_v2,Async}',
      '2.5': 'cuMemAllocManaged',
      '2.8': 'cuMemcpy2DAsync{,_v2} cuFuncGetAttribute',
      '3.0': `
        cuMemsetD16{,_v2,Async} cuMemAllocHost{,_v2} cuMemAllocPitch{,_v2} cuMemsetD8Async cuTexRefGet:
        Address{,_v2} AddressMode Array
      `,
      '3.5': `
        cuMemcpy3D{,_v2,Async} cuMemcpy3DAsync_v2 cuMipmappedArray: Create Destroy GetLevel cuOccupancyMax:
        ActiveBlocksPerMultiprocessor ActiveBlocksPerMultiprocessorWithFlags PotentialBlockSize
        PotentialBlockSizeWithFlags cuTexObject: Create Destroy GetResourceDesc GetResourceViewDesc
        GetTextureDesc cuTexRef: GetFilterMode GetFlags GetFormat GetMaxAnisotropy GetMipmapFilterMode
        GetMipmapLevelBias GetMipmapLevelClamp GetMipmappedArray SetBorderColor SetMaxAnisotropy
        SetMipmapFilterMode SetMipmapLevelBias SetMipmapLevelClamp SetMipmappedArray
      `,
      '3.7': `
        cuStreamAttachMemAsync cuMem: Advise PrefetchAsync RangeGetAttribute RangeGetAttributes
      `,
      '3.8': 'cuDeviceGetP2PAttribute',
      '4.2': `
        cuMemcpy2DUnaligned{,_v2} cuArrayDestroy cuStream: WaitValue32{,_v2} WaitValue64{,_v2}
        WriteValue32{,_v2} WriteValue64{,_v2}
      `,
      '4.3': `
        cuStreamBeginCapture{,_v2} cuStreamEndCapture cuDestroyExternalMemory
        cuExternalMemoryGetMappedBuffer cuImportExternalMemory cuGraph: Instantiate{,_v2} AddKernelNode
        Create Destroy ExecDestroy Launch
      `,
      '4.4': `
        cuDestroyExternalSemaphore cuImportExternalSemaphore cuSignalExternalSemaphoresAsync
        cuWaitExternalSemaphoresAsync
      `,
      '4.5': `
        cuGLGetDevices cuGraph: icsResourceGetMappedPointer{,_v2} AddDependencies AddEmptyNode GetNodes
        GetRootNodes ExecKernelNodeSetParams KernelNodeGetParams KernelNodeSetParams MemsetNodeGetParams
        MemsetNodeSetParams icsMapResources icsUnmapResources icsUnregisterResource icsGLRegisterBuffer
      `,
      '5.0': `
        cuPointerGetAttribute cuPointerGetAttributes cuGraph: AddChildGraphNode AddHostNode
        ChildGraphNodeGetGraph Clone DestroyNode GetEdges HostNodeGetParams HostNodeSetParams
        NodeFindInClone NodeGetDependencies NodeGetDependentNodes NodeGetType RemoveDependencies
        ExecHostNodeSetParams ExecUpdate AddEventRecordNode EventRecordNodeGetEvent EventRecordNodeSetEvent
        AddEventWaitNode EventWaitNodeGetEvent EventWaitNodeSetEvent ExecChildGraphNodeSetParams
        ExecEventRecordNodeSetEvent ExecEventWaitNodeSetEvent InstantiateWithFlags cuStream:
        GetCaptureInfo{,_v2} UpdateCaptureDependencies IsCapturing
      `,
      '5.1': 'cuGraphicsSubResourceGetMappedArray cuGraphicsGLRegisterImage',
      '5.2': `
        cuThreadExchangeStreamCaptureMode cuLaunchHostFunc cuGraphKernelNodeGetAttribute
        cuGraphKernelNodeSetAttribute cuDevice: GetUuid{,_v2} SetMemPool GetMemPool GetDefaultMemPool cuMem:
        AddressFree AddressReserve Create ExportToShareableHandle GetAccess GetAllocationGranularity
        GetAllocationPropertiesFromHandle ImportFromShareableHandle Map Release RetainAllocationHandle
        SetAccess Unmap MapArrayAsync FreeAsync AllocAsync PoolTrimTo PoolSetAttribute PoolGetAttribute
        PoolSetAccess PoolGetAccess PoolCreate PoolDestroy AllocFromPoolAsync PoolExportToShareableHandle
        PoolImportFromShareableHandle PoolExportPointer PoolImportPointer
      `,
      '5.3': `
        cuCtxSetLimit cuDevice: GraphMemTrim GetGraphMemAttribute SetGraphMemAttribute cuGraph: Upload
        RetainUserObject ReleaseUserObject cuLink: Create{,_v2} AddData{,_v2} AddFile{,_v2} Complete Destroy
        cuUserObject: Create Retain Release
      `,
      '5.4': 'cuGetErrorName cuGetErrorString',
      '5.5': `
        cuPointerSetAttribute cuLaunchCooperativeKernel cuLaunchCooperativeKernelMultiDevice cuGraph:
        DebugDotPrint KernelNodeCopyAttributes NodeGetEnabled NodeSetEnabled AddMemAllocNode
        MemAllocNodeGetParams MemFreeNodeGetParams
      `,
      '5.6': 'cuArrayGetDescriptor{,_v2} cuArray3DGetDescriptor{,_v2}',
      '5.7': `
        cuGraph: AddExternalSemaphoresSignalNode AddExternalSemaphoresWaitNode
        ExecExternalSemaphoresSignalNodeSetParams ExecExternalSemaphoresWaitNodeSetParams
        cuGraphExternalSemaphores: SignalNodeGetParams SignalNodeSetParams WaitNodeGetParams
        WaitNodeSetParams
      `,
      '6.0': 'cuGraphAddMemcpyNode',
      '6.1': 'cuGraphAddMemsetNode cuTexRefGetBorderColor',
      '6.2': `
        cuStreamBeginCaptureToGraph cuGraphInstantiateWithParams cuGraphAddNode cuGetProcAddress cuMemcpy:
        AtoA{,_v2} AtoD{,_v2} DtoA{,_v2} AtoHAsync{,_v2} HtoAAsync{,_v2}
      `,
      '6.3': `
        cuGraph: MemcpyNodeGetParams MemcpyNodeSetParams ExecMemcpyNodeSetParams ExecMemsetNodeSetParams
        AddMemFreeNode ExecGetFlags NodeSetParams ExecNodeSetParams
      `,
      '6.4': `
        cuGraph: AddBatchMemOpNode BatchMemOpNodeGetParams BatchMemOpNodeSetParams
        ExecBatchMemOpNodeSetParams
      `,
    },
    type: {
      '1.5': 'CUstream CUresult cudaError_enum',
      '1.6': `
        CUlimit{,_enum} CUdevice{,_v1} CUfunc_cache{,_enum} CUjit_option{,_enum} CUmemorytype{,_enum}
        CUipcMemHandle{,_st,_v1} CUsharedconfig{,_enum} CUipcEventHandle{,_v1} CUdevice_attribute{,_enum}
        CUctx_st CUcontext CUevent CUfunc_st CUfunction CUmod_st CUmodule CUtexref_st CUoccupancyB2DSize
        CUstreamCallback
      `,
      '1.7': `
        CUarray{,_st} CUdeviceptr{,_v2,_v1} CUtexObject{,_v1} CUDA_MEMCPY2D{,_v2,_st,_v1,_v1_st}
        CUarray_format{,_enum} CUmipmappedArray{,_st} CUDA_ARRAY_DESCRIPTOR{,_v2,_st,_v1,_v1_st}
      `,
      '1.9': 'CUsurfObject{,_v1} CUcomputemode{,_enum}',
      '2.7': 'CUDA_ARRAY3D_DESCRIPTOR{,_v2,_st}',
      '2.8': 'CUfunction_attribute{,_enum}',
      '3.2': 'CUDA_MEMCPY3D{,_v2,_st,_v1,_v1_st}',
      '3.5': `
        CUfilter_mode{,_enum} CUaddress_mode{,_enum} CUresourcetype{,_enum} CUDA_TEXTURE_DESC{,_st,_v1}
        CUDA_RESOURCE_DESC{,_st,_v1} CUresourceViewFormat{,_enum} CUDA_RESOURCE_VIEW_DESC{,_st,_v1}
        CUipcEventHandle_st
      `,
      '3.7': 'CUmem_advise{,_enum} CUmem_range_attribute{,_enum}',
      '3.8': 'CUdevice_P2PAttribute{,_enum}',
      '3.10': 'CUtexref',
      '4.3': `
        CUstreamCaptureMode{,_enum} CUstreamCaptureStatus{,_enum} CUexternalMemoryHandleType{,_enum}
        CUexternalMemory CUgraph CUhostFn CUDA_: HOST_NODE_PARAMS{,_st,_v1} KERNEL_NODE_PARAMS{,_st,_v1}
        EXTERNAL_MEMORY_BUFFER_DESC{,_st,_v1} EXTERNAL_MEMORY_HANDLE_DESC{,_st,_v1} CUgraph:
        NodeType{,_enum} ExecUpdateResult{,_enum} Exec Node
      `,
      '4.4': `
        CUGLDeviceList{,_enum} CUgraphicsResource{,_st} CUgraphicsRegisterFlags{,_enum}
        CUexternalSemaphoreHandleType{,_enum} CUexternalSemaphore CUDA_EXTERNAL_SEMAPHORE_:
        HANDLE_DESC{,_st,_v1} WAIT_PARAMS{,_st,_v1} SIGNAL_PARAMS{,_st,_v1}
      `,
      '5.0': `
        CUpointer_attribute{,_enum} CUstreamUpdateCaptureDependencies_flags{,_enum}
      `,
      '5.2': `
        CUarrayMapInfo{,_st,_v1} CUaccessProperty{,_enum} CUaccessPolicyWindow{,_st}
        CUgraphInstantiate_flags{,_enum} CUarraySparseSubresourceType{,_enum} CUuuid CUkernelNodeAttr:
        ID{,_enum} Value{,_v1} Value_union CUmem: Location{,_st,_v1} PoolProps{,_st,_v1}
        AccessDesc{,_st,_v1} HandleType{,_enum} Access_flags{,_enum} LocationType{,_enum}
        OperationType{,_enum} AllocationProp{,_st,_v1} AllocationType{,_enum} Pool_attribute{,_enum}
        PoolPtrExportData{,_st,_v1} AllocationHandleType{,_enum} GenericAllocationHandle{,_v1}
        AllocationGranularity_flags{,_enum} PoolHandle_st oryPool
      `,
      '5.3': `
        CUlinkState{,_st} CUuserObject{,_st} CUjitInputType{,_enum} CUuserObject_flags{,_enum}
        CUgraphMem_attribute{,_enum} CUuserObjectRetain_flags{,_enum}
      `,
      '5.5': `
        CUDA_LAUNCH_PARAMS{,_st,_v1} CUgraphDebugDot_flags{,_enum}
        CUDA_MEM_ALLOC_NODE_PARAMS{,_st,_v1,_v1_st}
      `,
      '6.0': `
        CUDA_EXT_SEM_WAIT_NODE_PARAMS{,_v2,_st,_v1,_v2_st}
        CUDA_EXT_SEM_SIGNAL_NODE_PARAMS{,_v2,_st,_v1,_v2_st}
      `,
      '6.1': `
        CUgraphNodeParams{,_st} CUGPUDirectRDMAWritesOrdering{,_enum}
        CUflushGPUDirectRDMAWritesOptions{,_enum} CUDA_: MEMCPY_NODE_PARAMS{,_st}
        MEMSET_NODE_PARAMS{,_st,_v1} MEM_FREE_NODE_PARAMS{,_st} EVENT_WAIT_NODE_PARAMS{,_st}
        CHILD_GRAPH_NODE_PARAMS{,_st} EVENT_RECORD_NODE_PARAMS{,_st}
      `,
      '6.2': `
        CUDA_GRAPH_INSTANTIATE_PARAMS{,_st} CUdriverProcAddressQueryResult{,_enum} CUgraph: EdgeData{,_st}
        DependencyType{,_enum} InstantiateResult{,_enum} CUlaunchAttribute: ID{,_enum} Value Value_union
      `,
    },
    macro: {
      '1.6': `
        CU_IPC_HANDLE_SIZE CU_LAUNCH_PARAM_: BUFFER_POINTER BUFFER_SIZE END CU_MEMHOSTALLOC_: PORTABLE
        DEVICEMAP WRITECOMBINED CU_MEMHOSTREGISTER_: PORTABLE DEVICEMAP IOMEMORY
      `,
      '1.7': `
        CU_TRSA_OVERRIDE_FORMAT CU_TRSF_NORMALIZED_COORDINATES CU_TRSF_READ_AS_INTEGER CUDA_ARRAY3D_:
        LAYERED SURFACE_LDST CUBEMAP TEXTURE_GATHER
      `,
      '3.2': `
        CU_TRSF_SRGB CUDA_COOPERATIVE_LAUNCH_MULTI_DEVICE_NO_PRE_LAUNCH_SYNC
        CUDA_COOPERATIVE_LAUNCH_MULTI_DEVICE_NO_POST_LAUNCH_SYNC
      `,
      '3.7': 'CU_DEVICE_CPU CU_DEVICE_INVALID',
      '4.5': 'CU_STREAM_PER_THREAD',
      '5.5': 'CUDA_EXTERNAL_MEMORY_DEDICATED',
      '5.6': 'CU_MEMHOSTREGISTER_READ_ONLY',
      '6.2': `
        CU_STREAM_LEGACY CU_GRAPH_KERNEL_NODE_PORT_: DEFAULT PROGRAMMATIC LAUNCH_ORDER
      `,
    },
  },
  missing: {
    function: `
      cuLaunchGrid{,Async} cuGLMapBufferObject{,Async} cuGLUnmapBufferObject{,Async}
      cuFlushGPUDirectRDMAWrites cuMipmappedArrayGetMemoryRequirements cuMemGetHandleForAddressRange
      cuMemAdvise_v2 cuMemPrefetchAsync_v2 cuEventRecordWithFlags cuExternalMemoryGetMappedMipmappedArray
      cuLaunchKernelEx cuLaunch cuTexRefCreate cuTexRefDestroy cuDevSmResourceSplitByCount
      cuDevResourceGenerateDesc cuProfilerInitialize cuWGLGetDevice cuGLCtxCreate cuGLInit
      cuGLRegisterBufferObject cuGLSetBufferObjectMapFlags cuGLUnregisterBufferObject cuD3D9CtxCreate
      cuD3D9CtxCreateOnDevice cuD3D9MapResources cuD3D9RegisterResource cuD3D9UnmapResources
      cuD3D9UnregisterResource cuD3D10CtxCreate cuD3D10CtxCreateOnDevice cuD3D10MapResources
      cuD3D10RegisterResource cuD3D10UnmapResources cuD3D10UnregisterResource cuD3D11CtxCreate
      cuD3D11CtxCreateOnDevice cuVDPAUGetDevice cuVDPAUCtxCreate cuEventCreateFromEGLSync cuArrayGet:
      MemoryRequirements SparseProperties Plane cuCoredump: GetAttribute GetAttributeGlobal SetAttribute
      SetAttributeGlobal cuCtx: Create_v3 Create_v4 SetFlags ResetPersistingL2Cache GetExecAffinity GetId
      WaitEvent Attach Detach FromGreenCtx GetDevResource cuD3D10Get: Device Devices Direct3DDevice
      cuD3D10Resource: GetMappedArray GetMappedPitch GetMappedPointer GetMappedSize GetSurfaceDimensions
      SetMapFlags cuD3D11Get: Device Devices Direct3DDevice cuD3D9Get: Device Devices Direct3DDevice
      cuD3D9Resource: GetMappedArray GetMappedPitch GetMappedPointer GetMappedSize GetSurfaceDimensions
      SetMapFlags cuDevice: GetLuid GetNvSciSyncAttributes GetTexture1DLinearMaxWidth GetExecAffinitySupport
      GetProperties RegisterAsyncNotification UnregisterAsyncNotification GetDevResource cuEGLStream:
      ConsumerAcquireFrame ConsumerConnect ConsumerConnectWithFlags ConsumerDisconnect ConsumerReleaseFrame
      ProducerConnect ProducerDisconnect ProducerPresentFrame ProducerReturnFrame cuFunc: GetModule
      SetAttribute SetCacheConfig SetSharedMemConfig GetName GetParamInfo IsLoaded Load SetBlockShape
      SetSharedSize cuGraph: AddDependencies_v2 GetEdges_v2 NodeGetDependencies_v2 NodeGetDependentNodes_v2
      RemoveDependencies_v2 AddNode_v2 ConditionalHandleCreate cuGraphics: ResourceSetMapFlags{,_v2}
      ResourceGetMappedMipmappedArray D3D9RegisterResource D3D10RegisterResource D3D11RegisterResource
      VDPAURegisterOutputSurface VDPAURegisterVideoSurface EGLRegisterImage ResourceGetMappedEglFrame
      cuGreenCtx: Create Destroy GetDevResource RecordEvent WaitEvent StreamCreate cuKernel: GetFunction
      GetAttribute SetAttribute SetCacheConfig GetName GetParamInfo GetLibrary cuLibrary: LoadData
      LoadFromFile Unload GetKernel GetModule GetGlobal GetManaged GetUnifiedFunction GetKernelCount
      EnumerateKernels cuMemcpy: {,Async} Peer{,Async} 3DPeer{,Async} cuMemset: D2D8{,_v2,Async}
      D2D16{,_v2,Async} D2D32{,_v2,Async} cuModule: LoadFatBinary GetLoadingMode GetFunctionCount
      EnumerateFunctions GetSurfRef cuMulticast: Create AddDevice BindMem BindAddr Unbind GetGranularity
      cuOccupancy: AvailableDynamicSMemPerBlock MaxPotentialClusterSize MaxActiveClusters cuParam: Setf Seti
      SetSize SetTexRef Setv cuStream: GetCtx{,_v2} BatchMemOp{,_v2} BeginCapture_ptsz CopyAttributes
      GetAttribute GetCaptureInfo_v3 UpdateCaptureDependencies_v2 SetAttribute GetId GetGreenCtx cuSurf:
      RefGetArray RefSetArray ObjectCreate ObjectDestroy ObjectGetResourceDesc cuTensorMap: EncodeTiled
      EncodeIm2col ReplaceAddress
    `,
    type: `
      CUdevprop{,_st,_v1} CUsurfref{,_st} CUgreenCtx{,_st} CUctx_flags{,_enum} CUjit_target{,_enum}
      CUctxCigParam{,_st} CUGLmap_flags{,_enum} CUcigDataType{,_enum} CUipcMem_flags{,_enum}
      CUjit_fallback{,_enum} cl_event_flags{,_enum} CUdevSmResource{,_st} CUjit_cacheMode{,_enum}
      CUlibraryOption{,_enum} cl_context_flags{,_enum} CUmemFabricHandle{,_st,_v1} CUctxCreateParams{,_st}
      CUmemAttach_flags{,_enum} CUoccupancy_flags{,_enum} CUshared_carveout{,_enum}
      CUcoredumpSettings{,_enum} CUdeviceNumaConfig{,_enum} CUmoduleLoadingMode{,_enum}
      CUarray_cubemap_face{,_enum} CUmemRangeHandleType{,_enum} CUmulticastObjectProp{,_st,_v1}
      CUfunctionLoadingState{,_enum} CUsynchronizationPolicy{,_enum} CUdriverProcAddress_flags{,_enum}
      CUclusterSchedulingPolicy{,_enum} CUmulticastGranularity_flags{,_enum}
      CUflushGPUDirectRDMAWritesScope{,_enum} CUflushGPUDirectRDMAWritesTarget{,_enum}
      CUlibraryHostUniversalFunctionAndDataTable{,_st} CUextMemory_st CUextSemaphore_st 
      CUlib_st CUlibrary CUkernel CUCoredumpGenerationFlags CUdevSmResourceSplit_flags
      CUgreenCtxCreate_flags CUDA_: MEMCPY3D_PEER{,_st,_v1} HOST_NODE_PARAMS_v2{,_st}
      KERNEL_NODE_PARAMS_v2{,_st} KERNEL_NODE_PARAMS_v3{,_st} MEMSET_NODE_PARAMS_v2{,_st}
      ARRAY_SPARSE_PROPERTIES{,_st,_v1} MEM_ALLOC_NODE_PARAMS_v2{,_st}
      BATCH_MEM_OP_NODE_PARAMS{,_v2,_st,_v1,_v1_st,_v2_st} ARRAY_MEMORY_REQUIREMENTS{,_st,_v1}
      POINTER_ATTRIBUTE_P2P_TOKENS{,_st,_v1} POINTER_ATTRIBUTE_ACCESS_FLAGS{,_enum}
      EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC{,_st,_v1} CONDITIONAL_NODE_PARAMS CUasync: NotificationInfo{,_st}
      NotificationType{,_enum} CallbackEntry_st CallbackHandle Callback CUd3d: 9map_flags{,_enum}
      9DeviceList{,_enum} 10map_flags{,_enum} 10DeviceList{,_enum} 11DeviceList{,_enum}
      9register_flags{,_enum} 10register_flags{,_enum} CUdevResource: {,_st} Desc{,_st} Type CUegl:
      FrameType{,_enum} ResourceLocationFlags{,_enum} StreamConnection ColorFormat ColorFormate_enum
      CUevent_: flags{,_enum} wait_flags{,_enum} sched_flags{,_enum} record_flags{,_enum} CUexecAffinity:
      Type{,_enum} Param{,_st,_v1} SmCount{,_st,_v1} CUgraph: icsMapResourceFlags{,_enum}
      ConditionalNodeType{,_enum} ExecUpdateResultInfo{,_st,_v1} DeviceUpdatableNode_st DeviceNode
      ConditionalHandle CUlaunch: Config{,_st} Attribute{,_st} MemSyncDomain{,_enum} MemSyncDomainMap{,_st}
      CUstream: _flags{,_enum} AttrID{,_enum} AttrValue{,_v1} BatchMemOpType{,_enum} WaitValue_flags{,_enum}
      BatchMemOpParams{,_v1} WriteValue_flags{,_enum} MemoryBarrier_flags{,_enum}
      MemOpMemoryBarrierParams_st BatchMemOpParams_union AttrValue_union CUtensorMap: {,_st} Swizzle{,_enum}
      DataType{,_enum} Interleave{,_enum} L2promotion{,_enum} FloatOOBfill{,_enum}
    `,
    macro: `
      CUDA_: CB EXTERNAL_SEMAPHORE_SIGNAL_SKIP_NVSCIBUF_MEMSYNC
      EXTERNAL_SEMAPHORE_WAIT_SKIP_NVSCIBUF_MEMSYNC NVSCISYNC_ATTR_SIGNAL NVSCISYNC_ATTR_WAIT CUDA_ARRAY3D_:
      2DARRAY DEPTH_TEXTURE COLOR_ATTACHMENT SPARSE DEFERRED_MAPPING VIDEO_ENCODE_DECODE CU_:
      PARAM_TR_DEFAULT TRSF_DISABLE_TRILINEAR_OPTIMIZATION ARRAY_SPARSE_PROPERTIES_SINGLE_MIPTAIL
      MEM_CREATE_USAGE_TILE_POOL TRSF_SEAMLESS_CUBEMAP LAUNCH_PARAM_END_AS_INT
      LAUNCH_PARAM_BUFFER_POINTER_AS_INT LAUNCH_PARAM_BUFFER_SIZE_AS_INT
      KERNEL_NODE_ATTRIBUTE_CLUSTER_DIMENSION KERNEL_NODE_ATTRIBUTE_CLUSTER_SCHEDULING_POLICY_PREFERENCE
      COMPUTE_ACCELERATED_TARGET_BASE TENSOR_MAP_NUM_QWORDS GRAPH_COND_ASSIGN_DEFAULT
    `,
  },
  lifetimes: {
    cudaDeprecated: {
      '5.0': 'CUDA_ARRAY3D_2DARRAY',
      '9.2': `
        cuLaunchGrid{,Async} cuGLMapBufferObject{,Async} cuGLUnmapBufferObject{,Async}
        cuDeviceComputeCapability cuDeviceGetProperties cuFuncSetBlockShape cuFuncSetSharedSize cuLaunch
        cuGLCtxCreate cuGLInit cuGLRegisterBufferObject cuGLSetBufferObjectMapFlags
        cuGLUnregisterBufferObject cuD3D9MapResources cuD3D9RegisterResource cuD3D9UnmapResources
        cuD3D9UnregisterResource cuD3D10CtxCreate cuD3D10CtxCreateOnDevice cuD3D10GetDirect3DDevice
        cuD3D10MapResources cuD3D10RegisterResource cuD3D10UnmapResources cuD3D10UnregisterResource
        cuD3D11CtxCreate cuD3D11CtxCreateOnDevice cuD3D11GetDirect3DDevice cuD3D10Resource: GetMappedArray
        GetMappedPitch GetMappedPointer GetMappedSize GetSurfaceDimensions SetMapFlags cuD3D9Resource:
        GetMappedArray GetMappedPitch GetMappedPointer GetMappedSize GetSurfaceDimensions SetMapFlags
        cuParam: Setf Seti SetSize SetTexRef Setv
      `,
      '11.0': `
        cuSurfRefGetArray cuSurfRefSetArray cuProfilerInitialize cuTexRef: GetAddress{,_v2} SetAddress{,_v2}
        GetAddressMode GetArray GetBorderColor GetFilterMode GetFlags GetFormat GetMaxAnisotropy
        GetMipmapFilterMode GetMipmapLevelBias GetMipmapLevelClamp GetMipmappedArray SetAddress2D
        SetAddressMode SetArray SetBorderColor SetFilterMode SetFlags SetFormat SetMaxAnisotropy
        SetMipmapFilterMode SetMipmapLevelBias SetMipmapLevelClamp SetMipmappedArray Create Destroy
      `,
      '11.3': 'cuLaunchCooperativeKernelMultiDevice',
      '12.0': 'cuModuleGetSurfRef cuModuleGetTexRef',
    },
    cudaRemoved: {
      '11.8': `
        CUkernelNodeAttrValue_union CUkernelNodeAttrID_enum CUstreamAttrID_enum
      `,
      '12.2': 'CUDA_MEM_ALLOC_NODE_PARAMS_st CUDA_BATCH_MEM_OP_NODE_PARAMS_st',
      '12.4': `
        cuCtxGetSharedMemConfig cuCtxSetSharedMemConfig cuFuncSetSharedMemConfig
      `,
    },
    hipDeprecated: {
      '1.9': `
        cuCtx: Create{,_v2} Destroy{,_v2} PopCurrent{,_v2} PushCurrent{,_v2} GetApiVersion GetCacheConfig
        GetCurrent GetDevice GetFlags GetSharedMemConfig SetCacheConfig SetCurrent SetSharedMemConfig
        Synchronize EnablePeerAccess DisablePeerAccess
      `,
      '3.0': 'cuMemAllocHost{,_v2} cuProfilerStart cuProfilerStop',
      '4.3': `
        cuTexRef: GetAddress{,_v2} SetAddress{,_v2} SetAddress2D{,_v2,_v3} GetAddressMode GetFilterMode
        GetFlags GetFormat GetMaxAnisotropy GetMipmapFilterMode GetMipmapLevelBias GetMipmapLevelClamp
        GetMipmappedArray SetBorderColor SetMaxAnisotropy
      `,
      '5.3': `
        cuTexRefSet: AddressMode Array FilterMode Flags Format MipmapFilterMode MipmapLevelBias
        MipmapLevelClamp MipmappedArray
      `,
      '5.7': 'cuMipmappedArray: Create Destroy GetLevel',
      '6.1': `
        cuTexRefGetArray cuTexRefGetBorderColor cuDevicePrimaryCtx: Reset{,_v2} Release{,_v2} SetFlags{,_v2}
        GetState Retain
      `,
    },
  },
} as const satisfies LibraryRows;
