// hipRAND for host and device on the CPU.
#pragma once
#include <hip/hip_runtime.h>
#include <crosswarp/random-host.h>
