// Debian's Thrust.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/transform_scan.h>
