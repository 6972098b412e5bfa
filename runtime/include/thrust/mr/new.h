// The resource that device vectors take their memory from: this runtime's device memory.
#pragma once
#include <crosswarp/thrust.h>
#include <new>
#include <thrust/detail/config.h>
#include <thrust/mr/memory_resource.h>

namespace thrust {
namespace mr {
class new_delete_resource final : public memory_resource<> {
  public:
    void* do_allocate(std::size_t bytes, std::size_t = THRUST_MR_DEFAULT_ALIGNMENT) override {
        void* memory = crosswarp::thrust_memory(bytes);
        if (bytes && !memory) throw std::bad_alloc();
        return memory;
    }
    void do_deallocate(void* memory, std::size_t, std::size_t = THRUST_MR_DEFAULT_ALIGNMENT) override {
        crosswarp::free_thrust_memory(memory);
    }
};
} // namespace mr
} // namespace thrust
