// Thrust's policies of this device.
#pragma once
#include <thrust/execution_policy.h>
