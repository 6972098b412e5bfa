// Debian's Thrust.
#pragma once
#include <crosswarp/thrust.h>
#include_next <thrust/inner_product.h>
