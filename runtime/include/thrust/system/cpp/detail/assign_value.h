// An element written by the host, once the device is still.
#pragma once
#include <crosswarp/thrust.h>
#include <thrust/detail/raw_pointer_cast.h>
#include <thrust/system/cpp/detail/execution_policy.h>
#include <thrust/system/detail/sequential/assign_value.h>

namespace thrust {
namespace system {
namespace cpp {
namespace detail {
template <class Policy, class To, class From> inline void assign_value(execution_policy<Policy>&, To to, From from) {
    crosswarp::before_thrust();
    *thrust::raw_pointer_cast(to) = *thrust::raw_pointer_cast(from);
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
