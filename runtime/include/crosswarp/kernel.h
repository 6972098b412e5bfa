// What is known of a kernel by its address: its dynamic shared memory beyond the default, and, once its address was
// taken as void*, its name and how to launch it with packed arguments.
#pragma once

#include "launch.h"

namespace crosswarp {

struct Configuration;

/** A kernel that is launched through an untyped pointer. */
struct KnownKernel {
    const char* name = nullptr;
    void (*launch)(const void* kernel, const Configuration& shape, void** arguments) = nullptr;
};

/** The largest dynamic shared memory of a kernel; of the most generous one when its address is not known. */
std::size_t kernel_shared(const void* kernel);
void set_kernel_shared(const void* kernel, std::size_t bytes);

void know_kernel(const void* kernel, KnownKernel known);
/** Empty for an address that was never taken. */
KnownKernel known_kernel(const void* kernel);

} // namespace crosswarp
