// The runtime calls that programs use most, each called once with what it needs and expected to succeed: a table in the
// order of how often public collections use them. What depends on graphics, other processes or mipmaps is not here.
#include "check.h"
#include <cstring>

#ifdef TEST_HIP
#define hipMallocHost hipHostMalloc
#define hipFreeHost hipHostFree
#endif

__constant__ int constants[4];
__global__ void kernel(int* data) { data[threadIdx.x] = 1 + constants[threadIdx.x % 4]; }

int main() {
    int *d = nullptr, *d2 = nullptr, *managed = nullptr, *pinned = nullptr, *mapped = nullptr, *more = nullptr, *pitched = nullptr;
    int h[16] = {}, n = 0, m = 0, values[4] = {1, 2, 3, 4};
    static int registered[1024];
    std::size_t pitch = 0, available = 0, total = 0;
    float ms = 0;
    unsigned flags = 0;
    gpu(Stream_t) stream{}, other{};
    gpu(Event_t) start{}, stop{};
    gpu(Array_t) array{}, volume{};
    gpu(Graph_t) graph{}, made{};
    gpu(GraphExec_t) exec{};
    gpu(GraphNode_t) node{};
    gpu(TextureObject_t) texture{};
    gpu(SurfaceObject_t) surface{};
    crosswarp::Properties properties;
    const auto format = gpu(CreateChannelDesc)<float>();
    gpu(ResourceDesc) resource;
    std::memset(&resource, 0, sizeof resource);
    gpu(TextureDesc) how;
    std::memset(&how, 0, sizeof how);
    struct gpu(FuncAttributes) attributes;
    void* arguments[] = {&d};
    struct gpu(Memcpy3DParms) box = {};
    const auto H2D = gpu(MemcpyHostToDevice), D2H = gpu(MemcpyDeviceToHost);
    const auto extent = CROSSWARP_PICK(make_cudaExtent, make_hipExtent)(2, 2, 2);
    struct gpu(KernelNodeParams) node_of = {};

#define CALL(name, ...) CHECK_OK(gpu(name)(__VA_ARGS__))
    CALL(Malloc, &d, 64);
    CALL(Memcpy, d, h, 64, H2D);
    CALL(DeviceSynchronize);
    CALL(Memset, d, 0, 64);
    CALL(StreamCreate, &stream);
    CALL(MemcpyAsync, d, h, 64, H2D, stream);
    CHECK(gpu(GetErrorString)(crosswarp::success) != nullptr && gpu(GetErrorName)(crosswarp::success) != nullptr);
    CALL(SetDevice, 0);
    CALL(GetDeviceProperties, &properties, 0);
    CALL(MallocHost, &pinned, 64);
    CALL(EventCreate, &start);
    CALL(EventCreateWithFlags, &stop, gpu(EventDefault));
    CALL(EventRecord, start, stream);
    CALL(EventRecord, stop, stream);
    CALL(StreamSynchronize, stream);
    CALL(EventSynchronize, stop);
    CALL(EventElapsedTime, &ms, start, stop);
    CALL(MallocManaged, &managed, 64);
    CALL(StreamAttachMemAsync, stream, managed, 0, gpu(MemAttachGlobal));
    CALL(MemPrefetchAsync, managed, 64, 0, stream);
    CALL(MemAdvise, managed, 64, gpu(MemAdviseSetReadMostly), 0);
    CALL(DeviceGetAttribute, &n, CROSSWARP_PICK(cudaDevAttrWarpSize, hipDeviceAttributeWarpSize), 0);
    CHECK(n == int(warpSize));
    CALL(MallocPitch, &pitched, &pitch, 8, 2);
    CALL(Memcpy2D, pitched, pitch, h, 8, 8, 2, H2D);
    CALL(Memcpy2DAsync, h, 8, pitched, pitch, 8, 2, D2H, stream);
    CALL(Memset2D, pitched, pitch, 0, 8, 2);
    CALL(MallocArray, &array, &format, 4, 4);
    CALL(Memcpy2DToArray, array, 0, 0, h, 16, 16, 4, H2D);
    CALL(Memcpy2DFromArray, h, 16, array, 0, 0, 16, 4, D2H);
    CALL(MemcpyToArray, array, 0, 0, h, 16, H2D);
    resource.resType = gpu(ResourceTypeArray);
    resource.res.array.array = array;
    CALL(CreateTextureObject, &texture, &resource, &how, nullptr);
    CALL(DestroyTextureObject, texture);
    CALL(Malloc3DArray, &volume, &format, extent, gpu(ArraySurfaceLoadStore));
    resource.res.array.array = volume;
    CALL(CreateSurfaceObject, &surface, &resource);
    CALL(DestroySurfaceObject, surface);
    box.srcPtr = CROSSWARP_PICK(make_cudaPitchedPtr, make_hipPitchedPtr)(h, 8, 2, 2);
    box.dstArray = volume;
    box.extent = extent;
    box.kind = H2D;
    CALL(Memcpy3D, &box);
    CALL(GetChannelDesc, &resource.res.linear.desc, volume);
    CALL(FreeArray, array);
    CALL(FreeArray, volume);
    CALL(GetDeviceCount, &n);
    CALL(GetDevice, &n);
    CALL(HostAlloc, &mapped, 64, gpu(HostAllocMapped));
    CALL(HostGetDevicePointer, &d2, mapped, 0);
    CHECK(d2 == mapped);
    CALL(HostRegister, registered, sizeof registered, gpu(HostRegisterDefault));
    CALL(HostUnregister, registered);
    CALL(MemcpyToSymbol, CROSSWARP_PICK(constants, HIP_SYMBOL(constants)), values, sizeof values);
    CALL(MemcpyFromSymbol, h, CROSSWARP_PICK(constants, HIP_SYMBOL(constants)), sizeof values);
    CHECK(h[3] == 4);
    CALL(StreamCreateWithFlags, &other, gpu(StreamNonBlocking));
    CALL(StreamGetFlags, other, &flags);
    CALL(StreamWaitEvent, other, stop, 0);
    CALL(MemsetAsync, d, 0, 64, stream);
    CALL(MallocAsync, &more, 64, stream);
    CALL(FreeAsync, more, stream);
    CALL(StreamQuery, other);
    CALL(StreamBeginCapture, stream, gpu(StreamCaptureModeGlobal));
    ::crosswarp::configure("kernel", 1, 16, 0, stream).cw_kernel(&kernel)(d);
    CALL(StreamEndCapture, stream, &graph);
    CALL(GraphInstantiate, &exec, graph, nullptr, nullptr, 0);
    CALL(GraphLaunch, exec, stream);
    CALL(GraphExecDestroy, exec);
    CALL(GraphCreate, &made, 0);
    node_of.func = (void*)::crosswarp::known("kernel", kernel);
    node_of.gridDim = dim3(1);
    node_of.blockDim = dim3(16);
    node_of.kernelParams = arguments;
    CALL(GraphAddKernelNode, &node, made, nullptr, 0, &node_of);
    CALL(GraphDestroy, made);
    CALL(GraphDestroy, graph);
    CALL(LaunchKernel, node_of.func, dim3(1), dim3(16), arguments, 0, stream);
    CALL(FuncSetAttribute, node_of.func, gpu(FuncAttributeMaxDynamicSharedMemorySize), 1024);
    CALL(FuncGetAttributes, &attributes, kernel);
    CALL(FuncSetCacheConfig, kernel, gpu(FuncCachePreferL1));
    CALL(OccupancyMaxActiveBlocksPerMultiprocessor, &n, kernel, 128, 0);
    CALL(OccupancyMaxPotentialBlockSize, &n, &m, kernel, 0, 0);
    CALL(DeviceCanAccessPeer, &n, 0, 0);
    CHECK(n == 0);
    CALL(DriverGetVersion, &n);
    CALL(RuntimeGetVersion, &n);
    CALL(MemGetInfo, &available, &total);
    CHECK(available < total);
    CALL(DeviceSetLimit, gpu(LimitMallocHeapSize), 1 << 20);
    CALL(DeviceGetLimit, &total, gpu(LimitMallocHeapSize));
    CALL(StreamCreateWithPriority, &other, gpu(StreamDefault), -1);
    CALL(DeviceGetStreamPriorityRange, &n, &m);
    CALL(ProfilerStart);
    CALL(ProfilerStop);
    CALL(Memcpy, h, d, 64, D2H);
    CHECK(h[0] == 2 && h[3] == 5 && h[4] == 2);
#ifndef TEST_HIP
    CALL(ThreadSynchronize);
#endif
    CALL(PeekAtLastError);
    CALL(GetLastError);
    CALL(EventDestroy, start);
    CALL(StreamDestroy, stream);
    CALL(FreeHost, pinned);
    CALL(FreeHost, mapped);
    CALL(Free, managed);
    CALL(Free, d);
    CALL(DeviceReset);
    return verdict();
}
