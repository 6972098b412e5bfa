// All of CUB is in one header here.
#pragma once
#include <cub/cub.cuh>
