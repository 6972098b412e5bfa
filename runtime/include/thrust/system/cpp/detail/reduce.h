// Sums are Thrust's own; what comes of device memory is a result, which the recording shows.
#pragma once
#include <crosswarp/thrust-places.h>
#include <thrust/system/cpp/detail/execution_policy.h>
#include <thrust/system/detail/sequential/reduce.h>

namespace thrust {
namespace system {
namespace cpp {
namespace detail {
template <class Policy, class It, class T, class Function>
T reduce(execution_policy<Policy>& policy, It first, It last, T init, Function function) {
    namespace own = thrust::system::detail::sequential;
    const T result = own::reduce(static_cast<own::execution_policy<Policy>&>(policy), first, last, init, function);
    crosswarp::thrust_returned_of(first, last, result);
    return result;
}
} // namespace detail
} // namespace cpp
} // namespace system
} // namespace thrust
