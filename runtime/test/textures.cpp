// Arrays, texture objects and surface objects: formats, addresses outside, filters, copies in and out, and graphs below
// are apart in graphs.cpp. Expected values follow from the definitions in the APIs' manuals.
#include "check.h"
#include <cmath>
#include <cstring>

using Tex = gpu(TextureObject_t);
using Surf = gpu(SurfaceObject_t);

__global__ void read_1d(Tex t, float* out) { out[threadIdx.x] = tex1D<float>(t, threadIdx.x * 0.5f - 1.0f); }
__global__ void read_linear(Tex t, int* out) { out[threadIdx.x] = tex1Dfetch<int>(t, int(threadIdx.x) - 1); }
__global__ void read_2d(Tex t, const float* x, const float* y, float* out) { out[threadIdx.x] = tex2D<float>(t, x[threadIdx.x], y[threadIdx.x]); }
__global__ void read_colour(Tex t, float4* out) { tex2D(&out[threadIdx.x], t, threadIdx.x + 0.5f, 0.5f); }
__global__ void read_raw(Tex t, uchar4* out) { out[threadIdx.x] = tex2D<uchar4>(t, threadIdx.x, 1); }
__global__ void read_3d(Tex t, float* out) { out[0] = tex3D<float>(t, 1.0f, 1.0f, 1.0f); out[1] = tex3D<float>(t, 1.5f, 0.5f, 1.5f); }
__global__ void read_layer(Tex t, float* out) { out[threadIdx.x] = tex2DLayered<float>(t, 0.5f, 1.5f, int(threadIdx.x)); }
__global__ void turn(Surf from, Surf to, int width) {
    const int x = threadIdx.x, y = blockIdx.x;
    float v = surf2Dread<float>(from, x * int(sizeof(float)), y);
    surf2Dwrite(v + 1, to, (width - 1 - x) * int(sizeof(float)), y);
    if (x == 0 && y == 0) {
        surf2Dread(&v, from, -4, 0, gpu(BoundaryModeClamp));
        surf2Dwrite(v + surf2Dread<float>(from, 4000, 0, gpu(BoundaryModeZero)), to, 0, 7, gpu(BoundaryModeZero));
    }
}

static gpu(ResourceDesc) of_array(gpu(Array_t) array) {
    gpu(ResourceDesc) r;
    std::memset(&r, 0, sizeof r);
    r.resType = gpu(ResourceTypeArray);
    r.res.array.array = array;
    return r;
}
static gpu(TextureDesc) how(bool linear, bool normal, gpu(TextureAddressMode) mode) {
    gpu(TextureDesc) d;
    std::memset(&d, 0, sizeof d);
    d.filterMode = linear ? gpu(FilterModeLinear) : gpu(FilterModePoint);
    d.normalizedCoords = normal;
    for (auto& m : d.addressMode) m = mode;
    d.readMode = gpu(ReadModeElementType);
    return d;
}
static Tex made(const gpu(ResourceDesc)& r, const gpu(TextureDesc)& d) {
    Tex t{};
    CHECK_OK(gpu(CreateTextureObject)(&t, &r, &d, nullptr));
    return t;
}

int main() {
    const auto H2D = gpu(MemcpyHostToDevice), D2H = gpu(MemcpyDeviceToHost), D2D = gpu(MemcpyDeviceToDevice);
    // One dimension, linear filter, clamped: between the centres of texels.
    const float line[4] = {10, 20, 40, 80};
    auto format = gpu(CreateChannelDesc)<float>();
    CHECK(format.x == 32 && format.y == 0 && format.f == gpu(ChannelFormatKindFloat));
    gpu(Array_t) array;
    CHECK_OK(gpu(MallocArray)(&array, &format, 4, 0));
    CHECK_OK(gpu(Memcpy2DToArray)(array, 0, 0, line, sizeof line, sizeof line, 1, H2D));
    float* out = upload(std::vector<float>(64));
    Tex t = made(of_array(array), how(true, false, gpu(AddressModeClamp)));
    ::crosswarp::configure("read_1d", 1, 12).cw_kernel(&read_1d)(t, out);
    const float expected[12] = {10, 10, 10, 10, 15, 20, 30, 40, 60, 80, 80, 80};
    for (int i = 0; i < 12; i++) CHECK(download(out, 12)[i] == expected[i]);
    CHECK_OK(gpu(DestroyTextureObject)(t));
    CHECK_OK(gpu(FreeArray)(array));

    // Linear memory by index, 0 outside of it.
    int* numbers = upload(std::vector<int>{7, 8, 9});
    gpu(ResourceDesc) r;
    std::memset(&r, 0, sizeof r);
    r.resType = gpu(ResourceTypeLinear);
    r.res.linear.devPtr = numbers;
    r.res.linear.desc = gpu(CreateChannelDesc)<int>();
    r.res.linear.sizeInBytes = 12;
    t = made(r, how(false, false, gpu(AddressModeClamp)));
    int* whole = upload(std::vector<int>(5));
    ::crosswarp::configure("read_linear", 1, 5).cw_kernel(&read_linear)(t, whole);
    CHECK((download(whole, 5) == std::vector<int>{0, 7, 8, 9, 0}));
    CHECK_OK(gpu(DestroyTextureObject)(t));
    CHECK(gpu(DestroyTextureObject)(t) == crosswarp::invalid_value);

    // Pitched memory: every address mode, normalised.
    std::vector<float> plane(64 * 2);
    for (int i = 0; i < 4; i++) plane[i] = float(i), plane[64 + i] = float(10 + i);
    float* pitched = upload(plane);
    std::memset(&r, 0, sizeof r);
    r.resType = gpu(ResourceTypePitch2D);
    r.res.pitch2D.devPtr = pitched;
    r.res.pitch2D.desc = format;
    r.res.pitch2D.width = 4;
    r.res.pitch2D.height = 2;
    r.res.pitch2D.pitchInBytes = 256;
    float *xs = upload(std::vector<float>{0.1f, 1.1f, -0.1f, 0.6f, 1.3f}), *ys = upload(std::vector<float>{0.1f, 0.9f, 0.1f, 1.2f, 0.1f});
    const auto reads = [&](gpu(TextureAddressMode) mode, std::vector<float> want) {
        t = made(r, how(false, true, mode));
        ::crosswarp::configure("read_2d", 1, 5).cw_kernel(&read_2d)(t, xs, ys, out);
        CHECK(download(out, 5) == want);
        CHECK_OK(gpu(DestroyTextureObject)(t));
    };
    reads(gpu(AddressModeWrap), {0, 10, 3, 2, 1});
    reads(gpu(AddressModeClamp), {0, 13, 0, 12, 3});
    reads(gpu(AddressModeMirror), {0, 13, 0, 12, 2});
    reads(gpu(AddressModeBorder), {0, 0, 0, 0, 0});

    // Bytes as they are and as numbers from 0 to 1.
    auto bytes = gpu(CreateChannelDesc)<uchar4>();
    CHECK(bytes.x == 8 && bytes.w == 8 && bytes.f == gpu(ChannelFormatKindUnsigned));
    CHECK_OK(gpu(MallocArray)(&array, &bytes, 2, 2));
    const unsigned char colours[16] = {0, 51, 102, 255, 255, 204, 153, 0, 1, 2, 3, 4, 5, 6, 7, 8};
    CHECK_OK(gpu(Memcpy2DToArray)(array, 0, 0, colours, 8, 8, 2, H2D));
    auto d = how(true, false, gpu(AddressModeClamp));
    Tex none{};
    r = of_array(array);
    CHECK(gpu(CreateTextureObject)(&none, &r, &d, nullptr) == crosswarp::error(26)); // whole numbers can't be mixed
    gpu(GetLastError)();
    d.readMode = gpu(ReadModeNormalizedFloat);
    t = made(r, d);
    float4* rgba = upload(std::vector<float4>(2));
    ::crosswarp::configure("read_colour", 1, 2).cw_kernel(&read_colour)(t, rgba);
    const auto colour = download(rgba, 2);
    CHECK(colour[0].x == 0 && colour[0].w == 1 && std::fabs(colour[0].y - 0.2f) < 1e-6f && colour[1].x == 1);
    t = made(r, how(false, false, gpu(AddressModeClamp)));
    uchar4* raw = upload(std::vector<uchar4>(2));
    ::crosswarp::configure("read_raw", 1, 2).cw_kernel(&read_raw)(t, raw);
    CHECK(download(raw, 2)[0].x == 1 && download(raw, 2)[1].w == 8);
    unsigned char back[16] = {};
    CHECK_OK(gpu(Memcpy2DFromArray)(back, 8, array, 0, 0, 8, 2, D2H));
    CHECK(std::memcmp(back, colours, 16) == 0);
    CHECK(gpu(Memcpy2DFromArray)(back, 8, array, 4, 0, 8, 2, D2H) == crosswarp::invalid_value);
    gpu(GetLastError)();

    // Three dimensions, and layers.
    std::vector<float> cube(8);
    for (int i = 0; i < 8; i++) cube[i] = float(i * i);
    gpu(Array_t) volume, layers;
    const auto extent = CROSSWARP_PICK(make_cudaExtent, make_hipExtent)(2, 2, 2);
    CHECK_OK(gpu(Malloc3DArray)(&volume, &format, extent, 0));
    CHECK_OK(gpu(Malloc3DArray)(&layers, &format, extent, gpu(ArrayLayered)));
    struct gpu(Memcpy3DParms) p = {};
    p.srcPtr = CROSSWARP_PICK(make_cudaPitchedPtr, make_hipPitchedPtr)(cube.data(), 8, 2, 2);
    p.dstArray = volume;
    p.extent = extent;
    p.kind = H2D;
    CHECK_OK(gpu(Memcpy3D)(&p));
    p = {};
    p.srcArray = volume;
    p.dstArray = layers;
    p.extent = extent;
    p.kind = D2D;
    CHECK_OK(gpu(Memcpy3DAsync)(&p, 0));
    t = made(of_array(volume), how(true, false, gpu(AddressModeClamp)));
    ::crosswarp::configure("read_3d", 1, 1).cw_kernel(&read_3d)(t, out);
    CHECK(download(out, 2)[0] == (0 + 1 + 4 + 9 + 16 + 25 + 36 + 49) / 8.0f && download(out, 2)[1] == 25);
    t = made(of_array(layers), how(true, false, gpu(AddressModeClamp)));
    ::crosswarp::configure("read_layer", 1, 2).cw_kernel(&read_layer)(t, out);
    CHECK(download(out, 2)[0] == 4 && download(out, 2)[1] == 36);

    // Surfaces.
    gpu(Array_t) from, to;
    CHECK_OK(gpu(MallocArray)(&from, &format, 4, 2, gpu(ArraySurfaceLoadStore)));
    CHECK_OK(gpu(MallocArray)(&to, &format, 4, 2, gpu(ArraySurfaceLoadStore)));
    const float rows[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    CHECK_OK(gpu(Memcpy2DToArray)(from, 0, 0, rows, 16, 16, 2, H2D));
    Surf in{}, result{};
    const auto from_r = of_array(from), to_r = of_array(to);
    CHECK_OK(gpu(CreateSurfaceObject)(&in, &from_r));
    CHECK_OK(gpu(CreateSurfaceObject)(&result, &to_r));
    CHECK(gpu(CreateSurfaceObject)(&in, &r) == crosswarp::invalid_value); // not made for it
    gpu(GetLastError)();
    ::crosswarp::configure("turn", 2, 4).cw_kernel(&turn)(in, result, 4);
    float turned[8] = {};
    CHECK_OK(gpu(Memcpy2DFromArray)(turned, 16, to, 0, 0, 16, 2, D2H));
    for (int i = 0; i < 8; i++) CHECK(turned[i] == rows[i / 4 * 4 + 3 - i % 4] + 1);
    CHECK_OK(gpu(DestroySurfaceObject)(in));
    CHECK_OK(gpu(GetLastError)());
    return verdict();
}
