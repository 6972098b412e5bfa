// Memory of the device for device_malloc and for what algorithms keep for a while.
#pragma once
#include <crosswarp/thrust.h>
#include <thrust/detail/raw_pointer_cast.h>
#include <thrust/system/cpp/detail/execution_policy.h>
#include <thrust/system/detail/sequential/malloc_and_free.h>

namespace thrust {
namespace system {
namespace cpp {
namespace detail {
template <class Policy> inline void* malloc(execution_policy<Policy>&, std::size_t bytes) { return crosswarp::thrust_memory(bytes); }
template <class Policy, class Pointer> inline void free(execution_policy<Policy>&, Pointer memory) {
    crosswarp::free_thrust_memory(thrust::raw_pointer_cast(memory));
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
