// Debian's Thrust.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/iterator/reverse_iterator.h>
