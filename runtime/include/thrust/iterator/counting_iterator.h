// Debian's Thrust.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/iterator/counting_iterator.h>
