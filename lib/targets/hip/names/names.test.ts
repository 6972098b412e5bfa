// The name table: exceptions, shapes, what HIP lacks, and what is not CUDA's. The whole table was held against AMD's
// public tables when it was made; here stand all exceptions and representatives of every rule.
import { describe, expect, it } from 'vitest';
import { coveredLibraries } from './libraries';
import { exceptionsOf, unpack } from './library';
import { allLifetimes, allNames, lookUpHeader, lookUpName } from './lookup';

const hipOf = (name: string) => {
  const answer = lookUpName(name);
  return 'entry' in answer ? (answer.entry.hip ?? null) : answer.is;
};

describe('names of the runtime', () => {
  it('follows prefix and shape where they hold', () => {
    expect(
      Object.fromEntries(
        [
          'cudaMalloc',
          'cudaMemcpyAsync',
          'cudaStream_t',
          'cudaErrorInvalidValue',
          'CUDART_PI_F',
          'CUDART_INF',
          'CUDA_IPC_HANDLE_SIZE',
          'make_cudaExtent',
          'cudaThreadSynchronize',
          'cudaDevAttrWarpSize',
          'cudaDevAttrMaxTexture2DWidth',
          'cudaDevAttrMaxSurface3DDepth',
          'cudaDevAttrMaxTexture3DWidthAlt',
          'cudaExternalSemaphoreSignalParams_v1',
          'cudaGraphEdgeData_st',
          'CUgraphExec_st',
        ].map((name) => [name, hipOf(name)]),
      ),
    ).toEqual({
      cudaMalloc: 'hipMalloc',
      cudaMemcpyAsync: 'hipMemcpyAsync',
      cudaStream_t: 'hipStream_t',
      cudaErrorInvalidValue: 'hipErrorInvalidValue',
      CUDART_PI_F: 'HIP_PI_F',
      CUDART_INF: 'HIP_INF',
      CUDA_IPC_HANDLE_SIZE: 'HIP_IPC_HANDLE_SIZE',
      make_cudaExtent: 'make_hipExtent',
      cudaThreadSynchronize: 'hipDeviceSynchronize',
      cudaDevAttrWarpSize: 'hipDeviceAttributeWarpSize',
      cudaDevAttrMaxTexture2DWidth: 'hipDeviceAttributeMaxTexture2DWidth',
      cudaDevAttrMaxSurface3DDepth: 'hipDeviceAttributeMaxSurface3D',
      cudaDevAttrMaxTexture3DWidthAlt: 'hipDeviceAttributeMaxTexture3DAlt',
      cudaExternalSemaphoreSignalParams_v1: 'hipExternalSemaphoreSignalParams',
      cudaGraphEdgeData_st: 'hipGraphEdgeData',
      CUgraphExec_st: 'hipGraphExec',
    });
  });

  it.each([
    ['cudaFreeHost', 'hipHostFree'],
    ['cudaMallocHost', 'hipHostMalloc'],
    ['cudaGetDriverEntryPoint', 'hipGetProcAddress'],
    ['cudaLaunch', 'hipLaunchByPtr'],
    ['cudaDeviceProp', 'hipDeviceProp_t'],
    ['cudaPointerAttributes', 'hipPointerAttribute_t'],
    ['CUuuid_st', 'hipUUID_t'],
    ['CUevent_st', 'ihipEvent_t'],
    ['CUgraph_st', 'ihipGraph'],
    ['CUstream_st', 'ihipStream_t'],
    ['cudaDeviceAttr', 'hipDeviceAttribute_t'],
    ['cudaDevAttrGpuOverlap', 'hipDeviceAttributeAsyncEngineCount'],
    ['cudaDevAttrMultiProcessorCount', 'hipDeviceAttributeMultiprocessorCount'],
    ['cudaDevAttrMaxTexture2DLayeredWidth', 'hipDeviceAttributeMaxTexture2DLayered'],
    ['cudaDevAttrMaxTexture2DLayeredHeight', 'hipDeviceAttributeMaxTexture2DLayered'],
    ['cudaDevAttrGlobalMemoryBusWidth', 'hipDeviceAttributeMemoryBusWidth'],
    ['cudaDevAttrMaxTexture1DLayeredWidth', 'hipDeviceAttributeMaxTexture1DLayered'],
    ['cudaDevAttrMaxTexture2DGatherWidth', 'hipDeviceAttributeMaxTexture2DGather'],
    ['cudaDevAttrMaxTexture2DGatherHeight', 'hipDeviceAttributeMaxTexture2DGather'],
    ['cudaDevAttrMaxTexture3DWidthAlt', 'hipDeviceAttributeMaxTexture3DAlt'],
    ['cudaDevAttrMaxTexture3DHeightAlt', 'hipDeviceAttributeMaxTexture3DAlt'],
    ['cudaDevAttrMaxTexture3DDepthAlt', 'hipDeviceAttributeMaxTexture3DAlt'],
    ['cudaDevAttrPciDomainId', 'hipDeviceAttributePciDomainID'],
    ['cudaDevAttrMaxTextureCubemapWidth', 'hipDeviceAttributeMaxTextureCubemap'],
    ['cudaDevAttrMaxTextureCubemapLayeredWidth', 'hipDeviceAttributeMaxTextureCubemapLayered'],
    ['cudaDevAttrMaxSurface1DWidth', 'hipDeviceAttributeMaxSurface1D'],
    ['cudaDevAttrMaxSurface2DWidth', 'hipDeviceAttributeMaxSurface2D'],
    ['cudaDevAttrMaxSurface2DHeight', 'hipDeviceAttributeMaxSurface2D'],
    ['cudaDevAttrMaxSurface3DWidth', 'hipDeviceAttributeMaxSurface3D'],
    ['cudaDevAttrMaxSurface3DHeight', 'hipDeviceAttributeMaxSurface3D'],
    ['cudaDevAttrMaxSurface3DDepth', 'hipDeviceAttributeMaxSurface3D'],
    ['cudaDevAttrMaxSurface1DLayeredWidth', 'hipDeviceAttributeMaxSurface1DLayered'],
    ['cudaDevAttrMaxSurface2DLayeredWidth', 'hipDeviceAttributeMaxSurface2DLayered'],
    ['cudaDevAttrMaxSurface2DLayeredHeight', 'hipDeviceAttributeMaxSurface2DLayered'],
    ['cudaDevAttrMaxSurfaceCubemapWidth', 'hipDeviceAttributeMaxSurfaceCubemap'],
    ['cudaDevAttrMaxSurfaceCubemapLayeredWidth', 'hipDeviceAttributeMaxSurfaceCubemapLayered'],
    ['cudaDevAttrMaxTexture1DLinearWidth', 'hipDeviceAttributeMaxTexture1DLinear'],
    ['cudaDevAttrMaxTexture2DLinearWidth', 'hipDeviceAttributeMaxTexture2DLinear'],
    ['cudaDevAttrMaxTexture2DLinearHeight', 'hipDeviceAttributeMaxTexture2DLinear'],
    ['cudaDevAttrMaxTexture2DLinearPitch', 'hipDeviceAttributeMaxTexture2DLinear'],
    ['cudaDevAttrMaxTexture2DMipmappedWidth', 'hipDeviceAttributeMaxTexture2DMipmap'],
    ['cudaDevAttrMaxTexture2DMipmappedHeight', 'hipDeviceAttributeMaxTexture2DMipmap'],
    ['cudaDevAttrMaxTexture1DMipmappedWidth', 'hipDeviceAttributeMaxTexture1DMipmap'],
    ['cudaDevAttrReserved94', 'hipDeviceAttributeCanUseStreamWaitValue'],
    ['cudaDevAttrMaxSharedMemoryPerBlockOptin', 'hipDeviceAttributeSharedMemPerBlockOptin'],
    ['cudaDevP2PAttrCudaArrayAccessSupported', 'hipDevP2PAttrHipArrayAccessSupported'],
    ['cudaError', 'hipError_t'],
    ['cudaErrorMemoryAllocation', 'hipErrorOutOfMemory'],
    ['cudaErrorInitializationError', 'hipErrorNotInitialized'],
    ['cudaErrorCudartUnloading', 'hipErrorDeinitialized'],
    ['cudaErrorInvalidKernelImage', 'hipErrorInvalidImage'],
    ['cudaErrorDeviceUninitialized', 'hipErrorInvalidContext'],
    ['cudaErrorMapBufferObjectFailed', 'hipErrorMapFailed'],
    ['cudaErrorUnmapBufferObjectFailed', 'hipErrorUnmapFailed'],
    ['cudaErrorNoKernelImageForDevice', 'hipErrorNoBinaryForGpu'],
    ['cudaErrorECCUncorrectable', 'hipErrorECCNotCorrectable'],
    ['cudaErrorDeviceAlreadyInUse', 'hipErrorContextAlreadyInUse'],
    ['cudaErrorInvalidPtx', 'hipErrorInvalidKernelFile'],
    ['cudaErrorInvalidResourceHandle', 'hipErrorInvalidHandle'],
    ['cudaErrorSymbolNotFound', 'hipErrorNotFound'],
    ['cudaErrorLaunchTimeout', 'hipErrorLaunchTimeOut'],
    ['cudaFuncCache', 'hipFuncCache_t'],
    ['cudaLimit', 'hipLimit_t'],
    ['cudaDriverEntryPointQueryResult', 'hipDriverProcAddressQueryResult'],
    ['cudaDriverEntryPointSuccess', 'HIP_GET_PROC_ADDRESS_SUCCESS'],
    ['cudaDriverEntryPointSymbolNotFound', 'HIP_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND'],
    ['cudaDriverEntryPointVersionNotSufficent', 'HIP_GET_PROC_ADDRESS_VERSION_NOT_SUFFICIENT'],
    ['cudaGraphDependencyType_enum', 'hipGraphDependencyType'],
    ['cudaUUID_t', 'hipUUID'],
    ['cudaDeviceBlockingSync', 'hipDeviceScheduleBlockingSync'],
    ['cudaHostAllocDefault', 'hipHostMallocDefault'],
    ['cudaHostAllocPortable', 'hipHostMallocPortable'],
    ['cudaHostAllocMapped', 'hipHostMallocMapped'],
    ['cudaHostAllocWriteCombined', 'hipHostMallocWriteCombined'],
    ['cudaHostAlloc', 'hipHostAlloc'],
  ])('%s is %s', (cuda, hip) => {
    expect(hipOf(cuda)).toBe(hip);
  });

  it('invents no name for what HIP lacks', () => {
    for (const name of [
      'cudaLaunchKernelExC',
      'cudaDeviceGetNvSciSyncAttributes',
      'cudaThreadGetLimit',
      'cudaThreadSetLimit',
      'cudaMemPrefetchAsync_v2',
      'cudaStreamGetId',
      'cudaGraphConditionalHandleCreate',
      'cudaMemcpy3DPeer',
      'cudaFuncGetName',
      'cudaProfilerInitialize',
      'cudaKernel_t',
      'cudaGLSetGLDevice',
    ])
      expect(hipOf(name)).toBeNull();
  });

  it('knows since when HIP has a name', () => {
    const since = (name: string) => {
      const answer = lookUpName(name);
      return 'entry' in answer ? answer.entry.since : undefined;
    };
    expect(since('cudaMalloc')).toBe('1.5');
    expect(since('cudaMallocAsync')).toBe('5.2');
    expect(since('cudaStreamLegacy')).toBe('6.2');
    expect(since('cudaGraphNodeSetParams')).toBe('6.3');
    expect(since('cudaRoundMode')).toBe('7.0');
    expect(since('__syncwarp')).toBe('7.0');
  });
});

describe('names that are not renamed', () => {
  it('leaves device functions that HIP shares', () => {
    for (const name of ['atomicAdd', '__syncthreads', 'sqrtf', '__popc', '__shfl_down_sync'])
      expect(lookUpName(name).is).toBe('same');
  });

  it('reports device functions that HIP lacks', () => {
    for (const name of ['__vadd4', '__trap', '__fadd_ru', 'umin'])
      expect(lookUpName(name).is).toBe('missing');
  });

  it('leaves names that are nobody of CUDA', () => {
    for (const name of [
      'cudaesque',
      'cuda',
      'custom',
      'current',
      'curl_init',
      'CUTOFF',
      'hipMalloc',
      'cub3',
      'dim3',
      'culling',
      'CUBE',
    ])
      expect([name, lookUpName(name).is]).toEqual([name, 'not-cuda']);
  });

  it('says of names that only look like the runtime that it does not know them', () => {
    expect(lookUpName('cudaCheckMyErrors').is).toBe('unknown');
  });

  it.each([
    ['nvmlInit', 'NVML'],
    ['cuptiActivityEnable', 'CUPTI'],
    ['cutensorCreate', 'cuTENSOR'],
    ['cutlass', 'CUTLASS'],
  ])('%s belongs to %s, which has no rows', (name, library) => {
    expect(lookUpName(name)).toMatchObject({ is: 'uncovered', library });
  });
});

describe('names of the libraries', () => {
  it.each([
    ['cublasSgemm', 'hipblasSgemm'],
    ['cublasSgemm_v2', 'hipblasSgemm'],
    ['cublasCgemm', 'hipblasCgemm_v2'],
    ['cublasIzamax_v2_64', 'hipblasIzamax_v2_64'],
    ['cublasScopy_v2', 'hipblasScopy'],
    ['cublasGemmEx', 'hipblasGemmEx_v2'],
    ['cublasCreate_v2', 'hipblasCreate'],
    ['CUBLAS_OP_HERMITAN', 'HIPBLAS_OP_C'],
    ['cublasLtMatmul', 'hipblasLtMatmul'],
    ['cudaDataType_t', 'hipDataType'],
    ['CUDA_R_32F', 'HIP_R_32F'],
    ['cufftExecC2C', 'hipfftExecC2C'],
    ['CUFFT_INVERSE', 'HIPFFT_BACKWARD'],
    ['curandState', 'hiprandState'],
    ['curand', 'hiprand'],
    ['curandRngType', 'hiprandRngType_t'],
    ['cusparseSpMV', 'hipsparseSpMV'],
    ['cusolverDnHandle_t', 'hipsolverHandle_t'],
    ['cudnnCreate', 'hipdnnCreate'],
    ['nvrtcCompileProgram', 'hiprtcCompileProgram'],
    ['nvrtcGetPTX', 'hiprtcGetCode'],
    ['ncclAllReduce', 'ncclAllReduce'],
    ['nvtxRangePushA', 'roctxRangePush'],
    ['nvtxRangeEnd', 'roctxRangeStop'],
    ['cuFloatComplex', 'hipFloatComplex'],
    ['make_cuDoubleComplex', 'make_hipDoubleComplex'],
    ['cuCmulf', 'hipCmulf'],
    ['__nv_bfloat16', '__hip_bfloat16'],
    ['nv_bfloat162', '__hip_bfloat162'],
    ['__float2bfloat16', '__float2bfloat16'],
    ['__nv_fp8_e4m3', '__hip_fp8_e4m3_fnuz'],
    ['__NV_SATFINITE', '__HIP_SATFINITE'],
    ['cub', 'hipcub'],
    ['CUB_PTX_ARCH', 'HIPCUB_ARCH'],
  ])('%s is %s', (cuda, hip) => {
    expect(hipOf(cuda)).toBe(hip);
  });

  it.each([
    ['cuLaunchKernel', 'hipModuleLaunchKernel'],
    ['cuMemAlloc_v2', 'hipMalloc'],
    ['cuMemAllocHost_v2', 'hipMemAllocHost'],
    ['cuMemcpyHtoD_v2', 'hipMemcpyHtoD'],
    ['cuMemcpy3D', 'hipDrvMemcpy3D'],
    ['cuLinkAddData_v2', 'hiprtcLinkAddData'],
    ['cuStreamCreate', 'hipStreamCreateWithFlags'],
    ['cuGetErrorString', 'hipDrvGetErrorString'],
    ['CUdeviceptr', 'hipDeviceptr_t'],
    ['CUmodule', 'hipModule_t'],
    ['CUcontext', 'hipCtx_t'],
    ['CUresult', 'hipError_t'],
    ['CUjit_option', 'hipJitOption'],
    ['CUDA_SUCCESS', 'hipSuccess'],
    ['CUDA_ERROR_INVALID_VALUE', 'hipErrorInvalidValue'],
    ['CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK', 'hipDeviceAttributeMaxThreadsPerBlock'],
    ['CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE3D_WIDTH_ALTERNATE', 'hipDeviceAttributeMaxTexture3DAlt'],
    ['CU_DEVICE_ATTRIBUTE_MAXIMUM_TEXTURE2D_WIDTH', 'hipDeviceAttributeMaxTexture2DWidth'],
    ['CU_EXTERNAL_MEMORY_HANDLE_TYPE_D3D12_HEAP', 'hipExternalMemoryHandleTypeD3D12Heap'],
    ['CU_CTX_SCHED_AUTO', 'hipDeviceScheduleAuto'],
    ['CU_MEMHOSTALLOC_PORTABLE', 'hipHostMallocPortable'],
    ['CUDA_MEMCPY2D', 'hip_Memcpy2D'],
    ['CUoccupancyB2DSize', 'void*'],
  ])('%s of the driver is %s', (cuda, hip) => {
    expect(hipOf(cuda)).toBe(hip);
  });

  it('invent nothing that HIP lacks', () => {
    for (const name of [
      'cublasInit',
      'cublasSgemmEx_64',
      'CUDA_R_4I',
      'cufftXtSetJITCallback',
      'cusparseSpMVOp_bufferSize',
      'cudnnBackendCreateDescriptor',
      'cuTensorMapEncodeTiled',
      'nvrtcGetNVVM',
      'nvtxRangePushEx',
    ])
      expect([name, ['missing', 'unknown'].includes(lookUpName(name).is)]).toEqual([name, true]);
    expect(hipOf('cublasInit')).toBeNull();
    expect(hipOf('cuTensorMapEncodeTiled')).toBeNull();
    expect(hipOf('cudnnBackendCreateDescriptor')).toBeNull();
  });

  it('follow the ROCm release', () => {
    const on = (name: string, rocm: '5.7' | '6.2' | '6.4' | '7.0') => {
      const answer = lookUpName(name, rocm);
      return 'entry' in answer ? answer.entry.hip : undefined;
    };
    expect([on('cudaHostAlloc', '5.7'), on('cudaHostAlloc', '6.2')]).toEqual([
      'hipHostMalloc',
      'hipHostAlloc',
    ]);
    expect([on('cublasCgemm', '6.4'), on('cublasCgemm', '7.0')]).toEqual(['hipblasCgemm_v2', 'hipblasCgemm']);
    expect(on('cublasCreate_v2', '7.0')).toBe('hipblasCreate');
    expect(on('cublasSgemm_v2', '7.0')).toBe('hipblasSgemm');
  });

  it('are called unknown where no table has them', () => {
    for (const name of ['cublasFrobnicate', 'cuFrobnicate', 'nvrtcFrobnicate', 'cudnnFrobnicate'])
      expect(lookUpName(name).is).toBe('unknown');
  });
});

describe('the tables', () => {
  it('have no name twice', () => {
    const words = coveredLibraries
      .flatMap(({ rows }) => rows)
      .flatMap(({ supported, missing }) => [
        ...Object.values(supported).flatMap((releases) => Object.values(releases)),
        ...Object.values(missing),
      ])
      .flatMap((names) => unpack(names ?? ''));
    expect(words.length).toBe(new Set(words).size);
    expect(allNames().length).toBe(words.length);
    expect(words.length).toBeGreaterThan(9000);
  });

  it('have exceptions for names they hold alone', () => {
    const held = new Set(allNames().map(({ cuda }) => cuda));
    for (const library of coveredLibraries)
      for (const name of [...exceptionsOf(library).keys(), ...Object.keys(library.toldBy ?? {})])
        expect([name, held.has(name)]).toEqual([name, true]);
  });

  it('are read for every name they have', () => {
    for (const { begins, rows } of coveredLibraries)
      for (const { supported, missing } of rows)
        for (const names of [
          ...Object.values(supported).flatMap((of) => Object.values(of)),
          ...Object.values(missing),
        ])
          for (const name of unpack(names ?? ''))
            expect([name, begins?.test(name) ?? true]).toEqual([name, true]);
  });

  it('have lifetimes for names they hold alone', () => {
    const held = new Set(allNames().map(({ cuda }) => cuda));
    for (const name of allLifetimes().keys()) expect([name, held.has(name)]).toEqual([name, true]);
    expect(allLifetimes().get('cudaThreadExit')).toEqual({ cudaDeprecated: '10.0' });
    expect(allLifetimes().get('cuCtxCreate')).toEqual({ hipDeprecated: '1.9' });
  });

  it('unpack stems and choices', () => {
    expect(unpack('\n  one a: B{,_v2} {S,D}x{1,2}\n b: C ')).toEqual([
      'one',
      'aB',
      'aB_v2',
      'aSx1',
      'aSx2',
      'aDx1',
      'aDx2',
      'bC',
    ]);
  });

  it('lead headers to headers', () => {
    expect(lookUpHeader('cublas_v2.h')?.hip).toBe('hipblas/hipblas.h');
    expect(lookUpHeader('cub/block/block_reduce.cuh')?.hip).toBe('hipcub/hipcub.hpp');
    expect(lookUpHeader('thrust/system/cuda/execution_policy.h')?.hip).toBe(
      'thrust/system/hip/execution_policy.h',
    );
    expect(lookUpHeader('thrust/sort.h')).toBeUndefined();
    expect(lookUpHeader('cuda_runtime.h')).toEqual({ hip: 'hip/hip_runtime.h' });
    expect(lookUpHeader('device_launch_parameters.h')).toEqual({});
    expect(lookUpHeader('my_cuda.h')).toBeUndefined();
    expect(lookUpHeader('toString')).toBeUndefined();
  });
});
