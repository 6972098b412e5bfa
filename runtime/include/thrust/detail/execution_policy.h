// Thrust's own, but for one function that every algorithm calls with its policy: it waits for the device first. Its last
// argument lives as long as the expression it stands in: until the algorithm has ended.
#pragma once
#include <crosswarp/thrust.h>
#define derived_cast crosswarp_unhurried_cast
#include_next <thrust/detail/execution_policy.h>
#undef derived_cast

namespace thrust {
namespace detail {
template <class Policy>
inline Policy& derived_cast(execution_policy_base<Policy>& policy, const crosswarp::ThrustScope& = crosswarp::ThrustScope()) {
    return static_cast<Policy&>(policy);
}
template <class Policy>
inline const Policy& derived_cast(const execution_policy_base<Policy>& policy,
                                  const crosswarp::ThrustScope& = crosswarp::ThrustScope()) {
    return static_cast<const Policy&>(policy);
}
} // namespace detail
} // namespace thrust
