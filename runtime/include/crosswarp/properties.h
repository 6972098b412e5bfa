// The device's properties and attributes as the API shows them. Field names are those of the real structures; both
// faces share one list, and the attribute table names each by CUDA's and by HIP's word.
#pragma once

#include <cstring>

#include "device.h"
#include "error.h"
#include "memory.h"

struct CROSSWARP_PICK(cudaDeviceProp, hipDeviceProp_t) {
    char name[256];
    std::size_t totalGlobalMem;
    std::size_t sharedMemPerBlock;
    int regsPerBlock;
    int warpSize;
    std::size_t memPitch;
    int maxThreadsPerBlock;
    int maxThreadsDim[3];
    int maxGridSize[3];
    int clockRate; // kHz
    std::size_t totalConstMem;
    int major, minor;
    std::size_t textureAlignment, texturePitchAlignment;
    int deviceOverlap;
    int multiProcessorCount;
    int kernelExecTimeoutEnabled;
    int integrated;
    int canMapHostMemory;
    int computeMode;
    int maxTexture1D, maxTexture2D[2], maxTexture3D[3];
    std::size_t surfaceAlignment;
    int concurrentKernels;
    int ECCEnabled;
    int pciBusID, pciDeviceID, pciDomainID;
    int tccDriver;
    int asyncEngineCount;
    int unifiedAddressing;
    int memoryClockRate; // kHz
    int memoryBusWidth;  // bits
    int l2CacheSize;
    int persistingL2CacheMaxSize;
    int maxThreadsPerMultiProcessor;
    int streamPrioritiesSupported;
    int globalL1CacheSupported, localL1CacheSupported;
    std::size_t sharedMemPerMultiprocessor;
    int regsPerMultiprocessor;
    int managedMemory;
    int isMultiGpuBoard, multiGpuBoardGroupID;
    int hostNativeAtomicSupported;
    int singleToDoublePrecisionPerfRatio;
    int pageableMemoryAccess;
    int concurrentManagedAccess;
    int computePreemptionSupported;
    int canUseHostPointerForRegisteredMem;
    int cooperativeLaunch, cooperativeMultiDeviceLaunch;
    std::size_t sharedMemPerBlockOptin;
    int pageableMemoryAccessUsesHostPageTables;
    int directManagedMemAccessFromHost;
    int maxBlocksPerMultiProcessor;
    int accessPolicyMaxWindowSize;
    std::size_t reservedSharedMemPerBlock;
    int memoryPoolsSupported;
#ifdef CROSSWARP_HIP
    char gcnArchName[256];
    std::size_t maxSharedMemoryPerMultiProcessor;
    int clockInstructionRate;
    int isLargeBar;
    int asicRevision;
#endif
};

namespace crosswarp {

using Properties = struct CROSSWARP_PICK(cudaDeviceProp, hipDeviceProp_t);

inline Properties properties() {
    Properties p;
    std::memset(static_cast<void*>(&p), 0, sizeof p);
    std::strcpy(p.name, device.name);
    p.totalGlobalMem = Memory::total;
    p.sharedMemPerBlock = static_shared_limit;
    p.sharedMemPerBlockOptin = shared_limit;
    p.sharedMemPerMultiprocessor = device.shared_per_multiprocessor;
    p.regsPerBlock = p.regsPerMultiprocessor = 65536;
    p.warpSize = warp_size;
    p.memPitch = 2147483647;
    p.maxThreadsPerBlock = max_threads;
    p.maxThreadsDim[0] = p.maxThreadsDim[1] = max_threads;
    p.maxThreadsDim[2] = CROSSWARP_PICK(64, 1024);
    p.maxGridSize[0] = 2147483647;
    p.maxGridSize[1] = p.maxGridSize[2] = 65535;
    p.clockRate = device.clock_khz;
    p.totalConstMem = 65536;
    p.major = device.major;
    p.minor = device.minor;
    p.textureAlignment = 512;
    p.texturePitchAlignment = 32;
    p.deviceOverlap = p.asyncEngineCount = 1;
    p.multiProcessorCount = device.multiprocessors;
    p.canMapHostMemory = p.concurrentKernels = p.unifiedAddressing = 1;
    p.surfaceAlignment = 512;
    p.memoryClockRate = 5000000;
    p.memoryBusWidth = 256;
    p.l2CacheSize = 4 << 20;
    p.maxThreadsPerMultiProcessor = device.threads_per_multiprocessor;
    p.streamPrioritiesSupported = p.globalL1CacheSupported = p.localL1CacheSupported = 1;
    p.managedMemory = p.concurrentManagedAccess = p.pageableMemoryAccess = 1;
    p.singleToDoublePrecisionPerfRatio = 2;
    p.computePreemptionSupported = p.canUseHostPointerForRegisteredMem = 1;
    p.maxBlocksPerMultiProcessor = device.blocks_per_multiprocessor;
    p.memoryPoolsSupported = p.cooperativeLaunch = 1;
#ifdef CROSSWARP_HIP
    std::strcpy(p.gcnArchName, device.architecture);
    p.maxSharedMemoryPerMultiProcessor = device.shared_per_multiprocessor;
    p.clockInstructionRate = 100000;
#endif
    return p;
}

} // namespace crosswarp

/** CUDA's name, HIP's name, CUDA's number, and the property it stands for. */
#define CROSSWARP_FOR_ATTRIBUTES(DO)                                                                                   \
    DO(MaxThreadsPerBlock, MaxThreadsPerBlock, 1, p.maxThreadsPerBlock)                                                \
    DO(MaxBlockDimX, MaxBlockDimX, 2, p.maxThreadsDim[0])                                                              \
    DO(MaxBlockDimY, MaxBlockDimY, 3, p.maxThreadsDim[1])                                                              \
    DO(MaxBlockDimZ, MaxBlockDimZ, 4, p.maxThreadsDim[2])                                                              \
    DO(MaxGridDimX, MaxGridDimX, 5, p.maxGridSize[0])                                                                  \
    DO(MaxGridDimY, MaxGridDimY, 6, p.maxGridSize[1])                                                                  \
    DO(MaxGridDimZ, MaxGridDimZ, 7, p.maxGridSize[2])                                                                  \
    DO(MaxSharedMemoryPerBlock, MaxSharedMemoryPerBlock, 8, int(p.sharedMemPerBlock))                                  \
    DO(TotalConstantMemory, TotalConstantMemory, 9, int(p.totalConstMem))                                              \
    DO(WarpSize, WarpSize, 10, p.warpSize)                                                                             \
    DO(MaxPitch, MaxPitch, 11, int(p.memPitch))                                                                        \
    DO(MaxRegistersPerBlock, MaxRegistersPerBlock, 12, p.regsPerBlock)                                                 \
    DO(ClockRate, ClockRate, 13, p.clockRate)                                                                          \
    DO(TextureAlignment, TextureAlignment, 14, int(p.textureAlignment))                                                \
    DO(GpuOverlap, AsyncEngineCount, 15, p.deviceOverlap)                                                              \
    DO(MultiProcessorCount, MultiprocessorCount, 16, p.multiProcessorCount)                                            \
    DO(KernelExecTimeout, KernelExecTimeout, 17, p.kernelExecTimeoutEnabled)                                           \
    DO(Integrated, Integrated, 18, p.integrated)                                                                       \
    DO(CanMapHostMemory, CanMapHostMemory, 19, p.canMapHostMemory)                                                     \
    DO(ComputeMode, ComputeMode, 20, p.computeMode)                                                                    \
    DO(ConcurrentKernels, ConcurrentKernels, 31, p.concurrentKernels)                                                  \
    DO(EccEnabled, EccEnabled, 32, p.ECCEnabled)                                                                       \
    DO(PciBusId, PciBusId, 33, p.pciBusID)                                                                             \
    DO(PciDeviceId, PciDeviceId, 34, p.pciDeviceID)                                                                    \
    DO(MemoryClockRate, MemoryClockRate, 36, p.memoryClockRate)                                                        \
    DO(GlobalMemoryBusWidth, MemoryBusWidth, 37, p.memoryBusWidth)                                                     \
    DO(L2CacheSize, L2CacheSize, 38, p.l2CacheSize)                                                                    \
    DO(MaxThreadsPerMultiProcessor, MaxThreadsPerMultiProcessor, 39, p.maxThreadsPerMultiProcessor)                    \
    DO(UnifiedAddressing, UnifiedAddressing, 41, p.unifiedAddressing)                                                  \
    DO(PciDomainId, PciDomainId, 50, p.pciDomainID)                                                                    \
    DO(ComputeCapabilityMajor, ComputeCapabilityMajor, 75, p.major)                                                    \
    DO(ComputeCapabilityMinor, ComputeCapabilityMinor, 76, p.minor)                                                    \
    DO(StreamPrioritiesSupported, StreamPrioritiesSupported, 78, p.streamPrioritiesSupported)                          \
    DO(MaxSharedMemoryPerMultiprocessor, MaxSharedMemoryPerMultiprocessor, 81, int(p.sharedMemPerMultiprocessor))      \
    DO(MaxRegistersPerMultiprocessor, MaxRegistersPerMultiprocessor, 82, p.regsPerMultiprocessor)                      \
    DO(ManagedMemory, ManagedMemory, 83, p.managedMemory)                                                              \
    DO(HostNativeAtomicSupported, HostNativeAtomicSupported, 86, p.hostNativeAtomicSupported)                          \
    DO(SingleToDoublePrecisionPerfRatio, SingleToDoublePrecisionPerfRatio, 87, p.singleToDoublePrecisionPerfRatio)     \
    DO(PageableMemoryAccess, PageableMemoryAccess, 88, p.pageableMemoryAccess)                                         \
    DO(ConcurrentManagedAccess, ConcurrentManagedAccess, 89, p.concurrentManagedAccess)                                \
    DO(ComputePreemptionSupported, ComputePreemptionSupported, 90, p.computePreemptionSupported)                       \
    DO(CooperativeLaunch, CooperativeLaunch, 95, p.cooperativeLaunch)                                                  \
    DO(MaxSharedMemoryPerBlockOptin, SharedMemPerBlockOptin, 97, int(p.sharedMemPerBlockOptin))                        \
    DO(MaxBlocksPerMultiprocessor, MaxBlocksPerMultiprocessor, 106, p.maxBlocksPerMultiProcessor)                      \
    DO(MemoryPoolsSupported, MemoryPoolsSupported, 115, p.memoryPoolsSupported)

#ifdef CROSSWARP_CUDA
#define CROSSWARP_ATTRIBUTE(cuda, hip, number, value) cudaDevAttr##cuda = number,
enum cudaDeviceAttr { CROSSWARP_FOR_ATTRIBUTES(CROSSWARP_ATTRIBUTE) };
#else
#define CROSSWARP_ATTRIBUTE(cuda, hip, number, value) hipDeviceAttribute##hip = number,
typedef enum hipDeviceAttribute_t { CROSSWARP_FOR_ATTRIBUTES(CROSSWARP_ATTRIBUTE) } hipDeviceAttribute_t;
#endif
#undef CROSSWARP_ATTRIBUTE
