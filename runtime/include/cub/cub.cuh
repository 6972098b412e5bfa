// CUB on the CPU: the collectives of blocks and warps and the algorithms for the device, in a header of our own.
#pragma once
#include <cuda_runtime.h>
#include <crosswarp/cub/block-order.h>
#include <crosswarp/cub/device.h>
#include <crosswarp/cub/warp.h>
