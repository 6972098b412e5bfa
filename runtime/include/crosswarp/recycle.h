// Memory for what is asked for and given back with every launch: kept by size, so that launches soon ask the system for
// none. Any thread may give back what another asked for.
#pragma once

#include <cstddef>
#include <new>

#include "face.h"

namespace crosswarp {

void* recycled(std::size_t bytes);
void recycle(void* memory, std::size_t bytes);

/** An allocator over it. */
template <class T> struct Recycled {
    using value_type = T;
    Recycled() = default;
    template <class U> Recycled(const Recycled<U>&) {}
    T* allocate(std::size_t count) { return static_cast<T*>(recycled(count * sizeof(T))); }
    void deallocate(T* memory, std::size_t count) { recycle(memory, count * sizeof(T)); }
    template <class U> bool operator==(const Recycled<U>&) const { return true; }
    template <class U> bool operator!=(const Recycled<U>&) const { return false; }
};

} // namespace crosswarp
