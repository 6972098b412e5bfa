// Copies are Thrust's own; what goes from the host to the device or back is told to the recording.
#pragma once
#include <crosswarp/thrust-places.h>
#include <thrust/system/cpp/detail/execution_policy.h>
#include <thrust/system/detail/sequential/copy.h>

namespace thrust {
namespace system {
namespace cpp {
namespace detail {
template <class Policy, class From, class To> To copy(execution_policy<Policy>& policy, From first, From last, To to) {
    namespace own = thrust::system::detail::sequential;
    const To end = own::copy(static_cast<own::execution_policy<Policy>&>(policy), first, last, to);
    if constexpr (crosswarp::plain_elements<From>)
        crosswarp::thrust_copied_range(first, last - first, to);
    else if constexpr (crosswarp::plain_elements<To>)
        crosswarp::thrust_copied_range(first, end - to, to);
    return end;
}
template <class Policy, class From, class Size, class To> To copy_n(execution_policy<Policy>& policy, From first, Size n, To to) {
    namespace own = thrust::system::detail::sequential;
    const To end = own::copy_n(static_cast<own::execution_policy<Policy>&>(policy), first, n, to);
    crosswarp::thrust_copied_range(first, static_cast<std::ptrdiff_t>(n), to);
    return end;
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
