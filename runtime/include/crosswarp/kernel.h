// What is known of a kernel by its address: its dynamic shared memory beyond the default, and, once its address was
// taken as void*, its name and how to launch it with packed arguments.
#pragma once

#include <map>
#include <mutex>

#include "launch.h"

namespace crosswarp {

struct Configuration;

/** A kernel that is launched through an untyped pointer. */
struct KnownKernel {
    const char* name = nullptr;
    void (*launch)(const void* kernel, const Configuration& shape, void** arguments) = nullptr;
};

class Kernels {
  public:
    static Kernels& instance() {
        static Kernels* kernels = new Kernels;
        return *kernels;
    }
    /** The largest dynamic shared memory of a kernel; of the most generous one when its address is not known. */
    std::size_t shared(const void* kernel);
    void set_shared(const void* kernel, std::size_t bytes);

    void know(const void* kernel, KnownKernel known);
    /** Empty for an address that was never taken. */
    KnownKernel known(const void* kernel);

  private:
    Kernels();

    std::mutex mutex_;
    std::map<const void*, KnownKernel> known_;
    std::map<const void*, std::size_t> shared_;
    std::size_t most_ = static_shared_limit;
};

} // namespace crosswarp
