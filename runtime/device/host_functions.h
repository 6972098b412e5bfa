// The runtime's host API as declarations that take anything: when PTX is made, host code is only read, never compiled.
#pragma once

enum cudaError_t {
  cudaSuccess, cudaErrorInvalidValue, cudaErrorMemoryAllocation, cudaErrorInvalidConfiguration = 9,
  cudaErrorInvalidMemcpyDirection = 21, cudaErrorNoDevice = 100, cudaErrorInvalidDevice = 101, cudaErrorNotReady = 600,
  cudaErrorIllegalAddress = 700, cudaErrorLaunchFailure = 719, cudaErrorNotSupported = 801, cudaErrorUnknown = 999
};
typedef cudaError_t cudaError;
enum cudaMemcpyKind {
  cudaMemcpyHostToHost,
  cudaMemcpyHostToDevice,
  cudaMemcpyDeviceToHost,
  cudaMemcpyDeviceToDevice,
  cudaMemcpyDefault
};
enum cudaFuncAttribute { cudaFuncAttributeMaxDynamicSharedMemorySize = 8, cudaFuncAttributePreferredSharedMemoryCarveout };
enum cudaFuncCache { cudaFuncCachePreferNone, cudaFuncCachePreferShared, cudaFuncCachePreferL1, cudaFuncCachePreferEqual };
typedef struct CUstream_st *cudaStream_t;
typedef struct CUevent_st *cudaEvent_t;
typedef struct CUgraph_st *cudaGraph_t;
typedef struct CUgraphExec_st *cudaGraphExec_t;
typedef struct CUmemPool_st *cudaMemPool_t;
typedef unsigned long long cudaTextureObject_t, cudaSurfaceObject_t;
struct cudaFuncAttributes {
  size_t sharedSizeBytes, constSizeBytes, localSizeBytes;
  int maxThreadsPerBlock, numRegs, ptxVersion, binaryVersion, maxDynamicSharedSizeBytes;
};
/** Fields that programs read; a superset by need, not the real layout. */
struct cudaDeviceProp {
  char name[256];
  size_t totalGlobalMem, sharedMemPerBlock, totalConstMem, sharedMemPerMultiprocessor, sharedMemPerBlockOptin;
  int regsPerBlock, warpSize, maxThreadsPerBlock, maxThreadsDim[3], maxGridSize[3], clockRate, major, minor;
  int multiProcessorCount, memoryClockRate, memoryBusWidth, l2CacheSize, maxThreadsPerMultiProcessor;
  int concurrentKernels, canMapHostMemory, unifiedAddressing, managedMemory, cooperativeLaunch, integrated;
};
enum cudaFlags : unsigned {
  cudaHostAllocDefault = 0, cudaHostAllocPortable = 1, cudaHostAllocMapped = 2, cudaHostRegisterDefault = 0,
  cudaStreamDefault = 0, cudaStreamNonBlocking = 1, cudaEventDefault = 0, cudaEventBlockingSync = 1,
  cudaEventDisableTiming = 2, cudaEventRecordDefault = 0, cudaMemAttachGlobal = 1, cudaMemAttachHost = 2, cudaDeviceMapHost = 8,
  cudaDeviceScheduleAuto = 0
};
enum cudaDeviceAttr {
  cudaDevAttrMaxThreadsPerBlock = 1, cudaDevAttrMaxSharedMemoryPerBlock = 8, cudaDevAttrWarpSize = 10,
  cudaDevAttrMultiProcessorCount = 16, cudaDevAttrComputeCapabilityMajor = 75, cudaDevAttrComputeCapabilityMinor = 76,
  cudaDevAttrCooperativeLaunch = 95
};
enum cudaMemoryAdvise { cudaMemAdviseSetReadMostly = 1, cudaMemAdviseSetPreferredLocation = 3 };
enum cudaLimit { cudaLimitStackSize, cudaLimitPrintfFifoSize, cudaLimitMallocHeapSize };
#define cudaCpuDeviceId (-1)

extern "C" int cudaConfigureCall(dim3, dim3, size_t = 0, cudaStream_t = 0);
extern "C" unsigned __cudaPushCallConfiguration(dim3, dim3, size_t = 0, cudaStream_t = 0);
extern "C" cudaError_t cudaLaunchKernel(const void *, dim3, dim3, void **, size_t, cudaStream_t);
template <class F> cudaError_t cudaLaunchKernel(F *, dim3, dim3, void **, size_t = 0, cudaStream_t = 0);
template <class F> cudaError_t cudaLaunchCooperativeKernel(F *, dim3, dim3, void **, size_t = 0, cudaStream_t = 0);

#define CROSSWARP_ANY(name) template <class... A> cudaError_t name(A &&...);
CROSSWARP_ANY(cudaMalloc) CROSSWARP_ANY(cudaFree) CROSSWARP_ANY(cudaMallocHost) CROSSWARP_ANY(cudaFreeHost)
CROSSWARP_ANY(cudaHostAlloc) CROSSWARP_ANY(cudaHostRegister) CROSSWARP_ANY(cudaHostUnregister)
CROSSWARP_ANY(cudaHostGetDevicePointer) CROSSWARP_ANY(cudaMallocManaged) CROSSWARP_ANY(cudaMallocPitch)
CROSSWARP_ANY(cudaMalloc3D) CROSSWARP_ANY(cudaMallocAsync) CROSSWARP_ANY(cudaFreeAsync) CROSSWARP_ANY(cudaMemGetInfo)
CROSSWARP_ANY(cudaMemcpy) CROSSWARP_ANY(cudaMemcpyAsync) CROSSWARP_ANY(cudaMemcpy2D) CROSSWARP_ANY(cudaMemcpy2DAsync)
CROSSWARP_ANY(cudaMemcpyPeer) CROSSWARP_ANY(cudaMemset) CROSSWARP_ANY(cudaMemsetAsync) CROSSWARP_ANY(cudaMemset2D)
CROSSWARP_ANY(cudaMemcpyToSymbolAsync) CROSSWARP_ANY(cudaMemPrefetchAsync) CROSSWARP_ANY(cudaMemAdvise)
CROSSWARP_ANY(cudaStreamAttachMemAsync) CROSSWARP_ANY(cudaPointerGetAttributes)
CROSSWARP_ANY(cudaDeviceSynchronize) CROSSWARP_ANY(cudaThreadSynchronize) CROSSWARP_ANY(cudaThreadExit) CROSSWARP_ANY(cudaDeviceReset)
CROSSWARP_ANY(cudaGetLastError) CROSSWARP_ANY(cudaPeekAtLastError) CROSSWARP_ANY(cudaSetDevice)
CROSSWARP_ANY(cudaGetDevice) CROSSWARP_ANY(cudaGetDeviceCount) CROSSWARP_ANY(cudaGetDeviceProperties)
CROSSWARP_ANY(cudaDeviceGetAttribute) CROSSWARP_ANY(cudaDeviceSetLimit) CROSSWARP_ANY(cudaDeviceGetLimit)
CROSSWARP_ANY(cudaDeviceSetCacheConfig) CROSSWARP_ANY(cudaDeviceCanAccessPeer) CROSSWARP_ANY(cudaDeviceEnablePeerAccess)
CROSSWARP_ANY(cudaSetDeviceFlags) CROSSWARP_ANY(cudaDriverGetVersion) CROSSWARP_ANY(cudaRuntimeGetVersion)
CROSSWARP_ANY(cudaStreamCreate) CROSSWARP_ANY(cudaStreamCreateWithFlags) CROSSWARP_ANY(cudaStreamCreateWithPriority)
CROSSWARP_ANY(cudaStreamDestroy) CROSSWARP_ANY(cudaStreamSynchronize) CROSSWARP_ANY(cudaStreamQuery)
CROSSWARP_ANY(cudaStreamWaitEvent) CROSSWARP_ANY(cudaStreamAddCallback) CROSSWARP_ANY(cudaLaunchHostFunc)
CROSSWARP_ANY(cudaEventCreate) CROSSWARP_ANY(cudaEventCreateWithFlags) CROSSWARP_ANY(cudaEventDestroy)
CROSSWARP_ANY(cudaEventRecord) CROSSWARP_ANY(cudaEventSynchronize) CROSSWARP_ANY(cudaEventElapsedTime)
CROSSWARP_ANY(cudaEventQuery) CROSSWARP_ANY(cudaFuncSetAttribute) CROSSWARP_ANY(cudaFuncSetCacheConfig)
CROSSWARP_ANY(cudaFuncGetAttributes) CROSSWARP_ANY(cudaGetSymbolSize) CROSSWARP_ANY(cudaGetSymbolAddress)
CROSSWARP_ANY(cudaProfilerStart) CROSSWARP_ANY(cudaProfilerStop) CROSSWARP_ANY(cudaDeviceGetStreamPriorityRange)
CROSSWARP_ANY(cudaDeviceGetDefaultMemPool) CROSSWARP_ANY(cudaMemPoolSetAttribute) CROSSWARP_ANY(cudaMemPoolTrimTo)
#undef CROSSWARP_ANY
template <class T> cudaError_t cudaMemcpyToSymbol(T &, const void *, size_t, size_t = 0, cudaMemcpyKind = cudaMemcpyDefault);
template <class T> cudaError_t cudaMemcpyFromSymbol(void *, T &, size_t, size_t = 0, cudaMemcpyKind = cudaMemcpyDefault);
template <class F>
cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int *, F *, int, size_t);
template <class F> cudaError_t cudaOccupancyMaxPotentialBlockSize(int *, int *, F *, size_t = 0, int = 0);
const char *cudaGetErrorString(cudaError_t);
const char *cudaGetErrorName(cudaError_t);
