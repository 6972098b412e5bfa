// CUDA has these in headers of their own; here they are in one.
#pragma once
#include "../cooperative_groups.h"
#include "../crosswarp/groups-collective.h"
