// ROCm 7 has these.
#pragma once
#include "../hip_cooperative_groups.h"
#include "../../crosswarp/groups-collective.h"
