// Debian's Thrust.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/iterator/zip_iterator.h>
