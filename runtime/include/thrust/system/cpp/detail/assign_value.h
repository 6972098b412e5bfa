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
    const crosswarp::ThrustScope scope;
    auto* const target = thrust::raw_pointer_cast(to);
    const auto* const source = thrust::raw_pointer_cast(from);
    *target = *source;
    using T = std::remove_cv_t<std::remove_reference_t<decltype(*target)>>;
    if constexpr (std::is_trivially_copyable<T>::value && std::is_same<T, std::remove_cv_t<std::remove_reference_t<decltype(*source)>>>::value)
        if (crosswarp::thrust_depth == 2) crosswarp::thrust_copied(target, source, sizeof(T), crosswarp::TypeName<T>::text);
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
