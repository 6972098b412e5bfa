// An element read by the host: a copy from the device, which the recording shows.
#pragma once
#include <crosswarp/thrust.h>
#include <thrust/detail/raw_pointer_cast.h>
#include <thrust/iterator/iterator_traits.h>
#include <thrust/system/cpp/detail/execution_policy.h>
#include <thrust/system/detail/sequential/get_value.h>

namespace thrust {
namespace system {
namespace cpp {
namespace detail {
template <class Policy, class Pointer>
inline typename thrust::iterator_value<Pointer>::type get_value(execution_policy<Policy>&, Pointer at) {
    using T = typename thrust::iterator_value<Pointer>::type;
    const T* const raw = thrust::raw_pointer_cast(at);
    const crosswarp::ThrustScope scope;
    if constexpr (std::is_trivially_copyable<T>::value)
        if (crosswarp::thrust_depth == 2) crosswarp::thrust_copied(nullptr, raw, sizeof(T), crosswarp::TypeName<T>::text);
    return *raw;
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
