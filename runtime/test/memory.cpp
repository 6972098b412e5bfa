// Every kind of memory, every way to copy and fill it, pointers asked about, symbols, addresses that are the same twice.
#include "check.h"
#include <cstring>

__constant__ float coefficients[8];
__device__ int counter = 5;
__device__ double* indirect;
__managed__ int shared_by_both = 3;
__global__ void touch(int* a, int n) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) a[i] += i;
    if (i == 0) counter += 2, shared_by_both *= 2;
}

int main() {
    const auto H2D = gpu(MemcpyHostToDevice), D2H = gpu(MemcpyDeviceToHost), D2D = gpu(MemcpyDeviceToDevice);
    // New memory is poisoned, aligned, and what was freed is found again at the same place.
    unsigned* fresh = nullptr;
    CHECK_OK(gpu(Malloc)(&fresh, 1000));
    unsigned word = 0;
    CHECK_OK(gpu(Memcpy)(&word, fresh, 4, D2H));
    CHECK(word == 0xcbcbcbcb && reinterpret_cast<std::uintptr_t>(fresh) % 256 == 0);
    void* untyped = nullptr;
    CHECK_OK(gpu(Malloc)(&untyped, 5000));
    CHECK_OK(gpu(Free)(fresh));
    unsigned* again = nullptr;
    CHECK_OK(gpu(Malloc)((void**)&again, 900));
    CHECK(again == fresh);
    std::size_t available = 0, total = 0, later = 0;
    CHECK_OK(gpu(MemGetInfo)(&available, &total));
    CHECK(available < total);
    char* large = nullptr;
    CHECK_OK(gpu(Malloc)(&large, std::size_t(5) << 20));
    CHECK_OK(gpu(MemGetInfo)(&later, &total));
    CHECK(available - later == std::size_t(5) << 20);
    CHECK_OK(gpu(Free)(large));
    CHECK(gpu(Malloc)(&large, std::size_t(1) << 60) == crosswarp::out_of_memory);
    CHECK(gpu(GetLastError)() == crosswarp::out_of_memory);
    CHECK_OK(gpu(Malloc)(&large, 0));
    CHECK(large == nullptr);
    CHECK_OK(gpu(Free)(nullptr));

    // Copies of one row, of rows, between devices, with offsets; fills.
    std::vector<int> host(100);
    for (int i = 0; i < 100; i++) host[i] = i;
    int *a = upload(host), *b = upload(std::vector<int>(100));
    CHECK_OK(gpu(Memcpy)(b, a + 10, 40, D2D));
    CHECK_OK(gpu(MemcpyAsync)(b + 10, host.data(), 40, H2D, 0));
    CHECK_OK(gpu(Memcpy)(b + 20, host.data(), 40, gpu(MemcpyDefault)));
    CHECK_OK(gpu(MemcpyPeer)(b + 30, 0, a, 0, 40));
    CHECK_OK(gpu(Memset)(b + 40, 0x01, 40));
    auto back = download(b, 100);
    for (int i = 0; i < 10; i++)
        CHECK(back[i] == i + 10 && back[10 + i] == i && back[20 + i] == i && back[30 + i] == i && back[40 + i] == 0x01010101);
    std::size_t pitch = 0;
    char* rows = nullptr;
    CHECK_OK(gpu(MallocPitch)(&rows, &pitch, 30, 5));
    CHECK(pitch >= 30 && pitch % 256 == 0);
    CHECK_OK(gpu(Memset2D)(rows, pitch, 7, 30, 5));
    std::vector<char> tight(20 * 5), packed(20 * 5);
    for (int i = 0; i < 100; i++) tight[i] = char(i);
    CHECK_OK(gpu(Memcpy2D)(rows, pitch, tight.data(), 20, 20, 5, H2D));
    CHECK_OK(gpu(Memcpy2D)(packed.data(), 20, rows, pitch, 20, 5, D2H));
    CHECK(packed == tight);
    CHECK_OK(gpu(Memcpy)(packed.data(), rows + pitch + 20, 10, D2H));
    CHECK(packed[0] == 7 && packed[9] == 7);
    CHECK(gpu(Memcpy2D)(rows, 10, tight.data(), 20, 20, 5, H2D) == crosswarp::invalid_pitch);

#ifndef TEST_HIP
    cudaPitchedPtr volume;
    CHECK_OK(cudaMalloc3D(&volume, make_cudaExtent(12, 3, 2)));
    CHECK_OK(cudaMemset3D(volume, 9, make_cudaExtent(12, 3, 2)));
    std::vector<char> cube(12 * 3 * 2);
    cudaMemcpy3DParms copy{};
    copy.srcPtr = volume;
    copy.dstPtr = make_cudaPitchedPtr(cube.data(), 12, 12, 3);
    copy.extent = make_cudaExtent(12, 3, 2);
    copy.kind = cudaMemcpyDeviceToHost;
    CHECK_OK(cudaMemcpy3D(&copy));
    for (char c : cube) CHECK(c == 9);
#endif

    // Memory that both see.
    int *managed = nullptr, *pinned = nullptr, *mapped = nullptr;
    CHECK_OK(gpu(MallocManaged)(&managed, 400));
    for (int i = 0; i < 100; i++) managed[i] = 1;
    ::crosswarp::configure("touch", 4, 32).cw_kernel(&touch)(managed, 100);
    CHECK_OK(gpu(DeviceSynchronize)());
    for (int i = 0; i < 100; i++) CHECK(managed[i] == 1 + i);
    CHECK(shared_by_both == 6);
    CHECK_OK(gpu(MallocHost)(&pinned, 400));
    std::memset(pinned, 0, 400);
    CHECK_OK(gpu(HostGetDevicePointer)((void**)&mapped, pinned, 0));
    ::crosswarp::configure("touch", 4, 32).cw_kernel(&touch)(mapped, 100);
    CHECK_OK(gpu(StreamSynchronize)(0));
    for (int i = 0; i < 100; i++) CHECK(pinned[i] == i);
    CHECK(gpu(Free)(pinned) == crosswarp::invalid_value);
    CHECK_OK(CROSSWARP_PICK(cudaFreeHost, hipHostFree)(pinned));
    CHECK_OK(gpu(MemPrefetchAsync)(managed, 400, 0, 0));
    CHECK_OK(gpu(MemAdvise)(managed, 400, gpu(MemAdviseSetReadMostly), 0));
    CHECK(gpu(MemPrefetchAsync)(host.data(), 400, 0, 0) == crosswarp::invalid_value);
    CHECK_OK(gpu(HostRegister)(host.data(), 400, 0));
    CHECK(gpu(HostRegister)(host.data(), 400, 0) == crosswarp::error(712));
    CHECK_OK(gpu(HostUnregister)(host.data()));

    CROSSWARP_PICK(cudaPointerAttributes, hipPointerAttribute_t) attributes;
    CHECK_OK(gpu(PointerGetAttributes)(&attributes, a + 3));
    CHECK(attributes.type == gpu(MemoryTypeDevice) && attributes.device == 0);
    CHECK_OK(gpu(PointerGetAttributes)(&attributes, managed));
    CHECK(attributes.type == gpu(MemoryTypeManaged));

    // Symbols.
    float eight[8] = {1, 2, 3, 4, 5, 6, 7, 8}, got[8] = {};
#ifdef TEST_HIP
    CHECK_OK(hipMemcpyToSymbol(HIP_SYMBOL(coefficients), eight, sizeof eight));
    CHECK_OK(hipMemcpyFromSymbol(got, HIP_SYMBOL(coefficients), 8, 4, hipMemcpyDeviceToHost));
    CHECK(hipMemcpyToSymbol(HIP_SYMBOL(coefficients), eight, sizeof eight, 4) == hipErrorInvalidValue);
#else
    CHECK_OK(cudaMemcpyToSymbol(coefficients, eight, sizeof eight));
    CHECK_OK(cudaMemcpyFromSymbol(got, coefficients, 8, 4));
    CHECK(cudaMemcpyToSymbol(coefficients, eight, sizeof eight, 4) == cudaErrorInvalidValue);
#endif
    CHECK(got[0] == 2 && got[1] == 3);
    int count = 0;
    void* where = nullptr;
    std::size_t size = 0;
    CHECK_OK(gpu(GetSymbolAddress)(&where, counter));
    CHECK_OK(gpu(Memcpy)(&count, where, sizeof count, D2H));
    CHECK(count == 9 && where == &counter);
    CHECK_OK(gpu(GetSymbolSize)(&size, coefficients));
    CHECK(size == 32);
    double* target = upload(std::vector<double>{1.5});
    CHECK_OK(gpu(MemcpyToSymbol)(indirect, &target, sizeof target));
    CHECK(indirect == target);

    // Pools are settings; their memory is the device's.
    gpu(MemPool_t) pool, own;
    CHECK_OK(gpu(DeviceGetDefaultMemPool)(&pool, 0));
    unsigned long long threshold = 1 << 20, read = 0;
    CHECK_OK(gpu(MemPoolSetAttribute)(pool, gpu(MemPoolAttrReleaseThreshold), &threshold));
    CHECK_OK(gpu(MemPoolGetAttribute)(pool, gpu(MemPoolAttrReleaseThreshold), &read));
    struct gpu(MemPoolProps) properties = {};
    properties.allocType = gpu(MemAllocationTypePinned);
    properties.location.type = gpu(MemLocationTypeDevice);
    CHECK_OK(gpu(MemPoolCreate)(&own, &properties));
    int* pooled = nullptr;
    CHECK_OK(gpu(MallocFromPoolAsync)(&pooled, 64, own, 0));
    CHECK_OK(gpu(FreeAsync)(pooled, 0));
    CHECK_OK(gpu(MemPoolDestroy)(own));
    CHECK(read == threshold && pooled && gpu(MemPoolDestroy)(own) == crosswarp::invalid_value);
    CHECK(gpu(MemPoolDestroy)(pool) == crosswarp::invalid_value);

    // The calls' own addresses, as programs keep them in tables.
    crosswarp::Error (*allocate)(void**, std::size_t) = gpu(Malloc);
    crosswarp::Error (*synchronize)() = &gpu(DeviceSynchronize);
    crosswarp::Error (*copies)(void*, const void*, std::size_t, crosswarp::CopyKind) = gpu(Memcpy);
    void* addressed = nullptr;
    CHECK_OK(allocate(&addressed, 32));
    CHECK_OK(copies(addressed, eight, 32, gpu(MemcpyHostToDevice)));
    CHECK_OK(synchronize());
    CHECK_OK(gpu(Free)(addressed));

    for (void* p : {(void*)again, untyped, (void*)a, (void*)b, (void*)rows, (void*)managed}) CHECK_OK(gpu(Free)(p));
    gpu(GetLastError)();
    return verdict();
}
