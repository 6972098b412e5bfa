// As hiprand/hiprand.h.
#pragma once
#include "hiprand/hiprand.h"
