// A program whose recording tests/runtime-recording.test.ts reads: what Thrust moves between host and device, and what an
// algorithm gives back. Each step is one line there.
#include "check.h"
#include <algorithm>
#include <iterator>
#include <sstream>
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_vector.h>
#include <thrust/extrema.h>
#include <thrust/functional.h>
#include <thrust/host_vector.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/transform_iterator.h>
#include <thrust/reduce.h>
#include <thrust/sequence.h>
#include <thrust/sort.h>
#include <thrust/transform.h>
#include <thrust/transform_reduce.h>

struct Half {
    __host__ __device__ float operator()(int x) const { return 0.5f * float(x); }
};

int main() {
    thrust::host_vector<int> host(4);
    for (int i = 0; i < 4; i++) host[i] = 10 - i;
    thrust::device_vector<int> a = host;               // a0: from the host
    thrust::device_vector<int> b(a);                   // a1: from a0
    thrust::device_vector<float> c(4);                 // a2
    thrust::sort(a.begin(), a.end());                  // nothing comes back
    thrust::transform(b.begin(), b.end(), c.begin(), Half());
    host = a;                                          // copy 0: a0
    CHECK(host[0] == 7 && host[3] == 10);
    std::vector<float> floats(2);
    thrust::copy(c.begin() + 1, c.begin() + 3, floats.begin()); // copy 1: two of a2
    CHECK(floats[0] == 4.5f && floats[1] == 4);
    std::ostringstream text;
    thrust::copy(a.begin(), a.end(), std::ostream_iterator<int>(text, " ")); // copy 2: a0
    CHECK(text.str() == "7 8 9 10 ");
    CHECK(a[2] == 9);                                  // copy 3: one of a0
    a[2] = 5;                                          // from the host
    CHECK(thrust::reduce(a.begin(), a.end()) == 30);   // copy 4: an int
    CHECK(thrust::reduce(host.begin(), host.end()) == 34); // the host's own work
    CHECK(*thrust::min_element(a.begin(), a.end()) == 5);  // copy 5: one of a0
    CHECK(thrust::transform_reduce(thrust::counting_iterator<int>(0), thrust::counting_iterator<int>(5), Half(), 0.0f,
                                   thrust::plus<float>()) == 5); // copy 6: a float
    CHECK(thrust::count(b.begin(), b.end(), 10) == 1); // copy 7: a long
    thrust::copy_n(thrust::make_transform_iterator(b.begin(), Half()), 2, floats.begin()); // copy 8: two floats
    CHECK(floats[0] == 5);
    std::vector<int> plain(4);
    std::copy(b.begin(), b.end(), plain.begin());      // copies 9 to 12: the host reads one after the other
    CHECK(plain[3] == 7);
    return verdict();
}
