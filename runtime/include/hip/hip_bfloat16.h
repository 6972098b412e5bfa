// This library is not here; the compiler says so.
#pragma once
#error "crosswarp: the CPU runtime has no hip_bfloat16, only hip/hip_bf16.h's __hip_bfloat16 yet"
