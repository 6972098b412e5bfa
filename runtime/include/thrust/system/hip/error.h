// Errors of this device as Thrust throws them.
#pragma once
#include <crosswarp/thrust.h>
#include <thrust/system_error.h>

namespace thrust {
inline const error_category& CROSSWARP_NAME(_category)() { return generic_category(); }
} // namespace thrust
