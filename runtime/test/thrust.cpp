// Thrust on this runtime: device vectors are its memory, kernels and algorithms come in the order they were asked for.
#include "check.h"
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_malloc.h>
#include <thrust/device_free.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/extrema.h>
#include <thrust/functional.h>
#include <thrust/host_vector.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/transform_reduce.h>
#include <thrust/unique.h>

__global__ void scale(int* data, int n, int by) {
    const int i = blockIdx.x * blockDim.x + threadIdx.x;
    for (int k = 0; k < 1000; k++) __threadfence();
    if (i < n) data[i] *= by;
}
struct Square {
    __host__ __device__ int operator()(int x) const { return x * x; }
};

int main() {
    const int n = 1000;
    thrust::device_vector<int> v(n);
    thrust::sequence(v.begin(), v.end());
    int* raw = thrust::raw_pointer_cast(v.data());
    CHECK(download(raw, n)[999] == 999); // the API knows the memory
    ::crosswarp::configure("scale", 8, 128).cw_kernel(&scale)(raw, n, -3);
    CHECK(thrust::reduce(v.begin(), v.end(), 0) == -3 * 999 * 500);
    ::crosswarp::configure("scale", 8, 128).cw_kernel(&scale)(raw, n, 2);
    CHECK(v[10] == -60);
    v[10] = 5;
    CHECK(download(raw, n)[10] == 5);
    thrust::sort(v.begin(), v.end());
    CHECK(v[0] == -6 * 999 && v[n - 1] == 5);
    thrust::host_vector<int> h = v;
    CHECK(h[n - 1] == 5);
    gpu(Stream_t) stream;
    CHECK_OK(gpu(StreamCreate)(&stream));
    ::crosswarp::configure("scale", 8, 128, 0, stream).cw_kernel(&scale)(raw, n, 0);
#ifdef TEST_HIP
    thrust::fill(thrust::hip::par.on(stream), v.begin(), v.begin() + 500, 1);
#else
    thrust::fill(thrust::cuda::par.on(stream), v.begin(), v.begin() + 500, 1);
#endif
    thrust::exclusive_scan(thrust::device, raw, raw + n, raw);
    CHECK(download(raw, n)[499] == 499 && download(raw, n)[999] == 500);
    CHECK(thrust::transform_reduce(v.begin(), v.begin() + 4, Square(), 0, thrust::plus<int>()) == 0 + 1 + 4 + 9);
    CHECK(thrust::count(v.begin(), v.end(), 500) == 500);
    CHECK(thrust::unique(v.begin(), v.end()) - v.begin() == 501);
    CHECK(thrust::max_element(v.begin(), v.begin() + 501) - v.begin() == 500);
    thrust::device_vector<float> keys(3), values(3);
    keys[0] = 3, keys[1] = 1, keys[2] = 2;
    thrust::copy(thrust::counting_iterator<int>(0), thrust::counting_iterator<int>(3), values.begin());
    thrust::sort_by_key(keys.begin(), keys.end(), values.begin(), thrust::greater<float>());
    CHECK(values[0] == 0 && values[1] == 2 && values[2] == 1);
    thrust::device_vector<double> sums(3);
    thrust::transform(thrust::make_zip_iterator(thrust::make_tuple(keys.begin(), values.begin())),
                      thrust::make_zip_iterator(thrust::make_tuple(keys.end(), values.end())), sums.begin(),
                      [] __host__ __device__(const thrust::tuple<float, float>& t) { return double(thrust::get<0>(t) + thrust::get<1>(t)); });
    CHECK(sums[1] == 4);
    thrust::device_ptr<float> p = thrust::device_malloc<float>(8);
    thrust::fill(p, p + 8, 2.5f);
    CHECK(download(thrust::raw_pointer_cast(p), 8)[7] == 2.5f);
    thrust::device_free(p);
    return verdict();
}
