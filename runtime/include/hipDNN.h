// This library is not here; the compiler says so.
#pragma once
#error "crosswarp: the CPU runtime has no hipDNN yet"
