// The name table: exceptions, shapes, what HIP lacks, and what is not CUDA's. The whole table was held against AMD's
// public tables when it was made; here stand all exceptions and representatives of every rule.
import { describe, expect, it } from 'vitest';
import { coveredLibraries } from './libraries';
import { allNames, lookUpHeader, lookUpName } from './lookup';

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
    ['cudaHostAlloc', 'hipHostMalloc'],
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
    ['cublasSgemm', 'cuBLAS'],
    ['CUBLAS_OP_N', 'cuBLAS'],
    ['cufftExecC2C', 'cuFFT'],
    ['curandState', 'cuRAND'],
    ['cusparseSpMV', 'cuSPARSE'],
    ['cusolverDnHandle_t', 'cuSOLVER'],
    ['cudnnCreate', 'cuDNN'],
    ['nvrtcCompileProgram', 'NVRTC'],
    ['ncclAllReduce', 'NCCL'],
    ['nvtxRangePush', 'NVTX'],
    ['cuLaunchKernel', 'CUDA driver API'],
    ['CUdeviceptr', 'CUDA driver API'],
    ['CU_MEMHOSTALLOC_PORTABLE', 'CUDA driver API'],
    ['cuFloatComplex', 'cuComplex'],
    ['make_cuDoubleComplex', 'cuComplex'],
    ['cuCmulf', 'cuComplex'],
    ['__nv_bfloat16', 'bfloat16'],
    ['__nv_fp8_e4m3', 'fp8'],
    ['cub', 'CUB'],
    ['nvcuda', 'WMMA'],
    ['cudaDataType_t', 'the data types of the libraries'],
    ['CUDA_R_32F', 'the data types of the libraries'],
  ])('%s belongs to %s, which has no rows', (name, library) => {
    expect(lookUpName(name)).toMatchObject({ is: 'uncovered', library });
  });
});

describe('the tables', () => {
  it('have no name twice', () => {
    const words = coveredLibraries
      .flatMap((library) => [
        ...Object.values(library.supported).flatMap((releases) =>
          Object.values(releases as Record<string, string>),
        ),
        ...Object.values(library.missing),
      ])
      .flatMap((names) => (names as string).trim().split(/\s+/));
    expect(words.length).toBe(new Set(words).size);
    expect(allNames().length).toBe(words.length);
    expect(words.length).toBeGreaterThan(1900);
  });

  it('have exceptions for names they hold alone', () => {
    const held = new Set(allNames().map(({ cuda }) => cuda));
    for (const library of coveredLibraries)
      for (const name of [...Object.keys(library.exceptions), ...Object.keys(library.toldBy ?? {})])
        expect([name, held.has(name)]).toEqual([name, true]);
  });

  it('lead headers to headers', () => {
    expect(lookUpHeader('cuda_runtime.h')).toEqual({ hip: 'hip/hip_runtime.h' });
    expect(lookUpHeader('device_launch_parameters.h')).toEqual({});
    expect(lookUpHeader('my_cuda.h')).toBeUndefined();
    expect(lookUpHeader('toString')).toBeUndefined();
  });
});
