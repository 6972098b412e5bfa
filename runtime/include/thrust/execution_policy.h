// Debian's Thrust, with the policies that name a device or a stream: all streams have one order here.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/execution_policy.h>

namespace crosswarp {
struct ThrustPolicy : thrust::system::cpp::detail::par_t {
    constexpr ThrustPolicy() = default;
    const ThrustPolicy& on(Stream) const { return *this; }
};
struct ThrustPolicies : ThrustPolicy {
    constexpr ThrustPolicies() = default;
    template <class A> auto operator()(A& allocator) const { return thrust::system::cpp::detail::par_t()(allocator); }
};
} // namespace crosswarp
namespace thrust {
namespace cuda {
inline constexpr crosswarp::ThrustPolicies par{}, par_nosync{};
}
namespace hip {
inline constexpr crosswarp::ThrustPolicies par{}, par_nosync{};
}
} // namespace thrust
