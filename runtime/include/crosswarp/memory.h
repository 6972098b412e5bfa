// The memory of the device: blocks of bytes at addresses that are the same in every run, poisoned when new. Knows which
// address belongs to which allocation, and tells the recorder. Knows no API names.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <vector>
#include <sys/mman.h>

#include "check.h"
#include "launch.h"
#include "record-detail.h"
#include "record.h"

namespace crosswarp {

struct Allocation {
    int id = 0; // in order of allocation, from 0
    std::size_t bytes = 0;
    Kind kind = Kind::device;
    std::size_t mapped = 0;      // bytes of address space; 0: not ours (a symbol, registered host memory)
    int line = 0;                // of the call that made it
    unsigned flags = 0;          // as given to the allocating call
    bool launched = false;       // a kernel was given its address
    std::vector<const char*> types; // pointee types it was bound as
    Kept kept;                      // with detail alone: what it held when it was last recorded
};

class Memory {
  public:
    static constexpr std::size_t total = std::size_t(16) << 30;

    static Memory& instance() {
        static Memory* memory = new Memory; // never destroyed: programs free memory while they exit
        return *memory;
    }

    /** A new allocation, 256-byte aligned and poisoned; null when there is no room. */
    void* allocate(std::size_t bytes, Kind kind, const char* type, int line, unsigned flags = 0);

    /** Gives memory back that `allocate` returned; false when it did not, or its kind is another. */
    bool release(void* address, bool host, int line = 0);

    void release_all();

    /** A task will give memory back: where the next allocation lies depends on whether it has. True once, when asked. */
    void free_later() { freed_later_ = true; }
    bool taken_freed_later() { return freed_later_.exchange(false); }

    /** Makes memory known that is not ours: a symbol at its first use, or registered host memory. */
    bool adopt(void* address, std::size_t bytes, Kind kind, const char* type, int line, const char* name);
    bool disown(void* address);

    struct Place {
        bool known = false;
        int id = -1;
        Kind kind = Kind::host;
        unsigned char* base = nullptr;
        std::size_t bytes = 0, offset = 0;
        unsigned flags = 0;
        bool owned = false;
    };
    /** The allocation an address lies in. */
    Place find(const void* address);

    /** A kernel was given this address as a pointer to `type` (null: not a named type); or a library's host code was. */
    void bind(const void* address, const char* type, bool by_launch = true);

    /** A launch happened: memory that the host sees too may have changed. */
    void launched() { changed_ = true; }
    /** With detail: before a launch what the host and libraries wrote, after it what the launch wrote. */
    void compare(bool by_host);
    /** The same of one buffer, before it is copied from. */
    void compare_at(const void* address);
    void arrived(const void* to, std::size_t width, std::size_t pitch, std::size_t rows, int line, const char* kind);
    void filled(const void* to, std::size_t width, std::size_t pitch, std::size_t rows, int value, int line);
    void moved(const void* to, std::size_t pitch, const void* from, std::size_t from_pitch, std::size_t width,
               std::size_t rows, int line);
    /** With detail: a kernel's argument, a pointer. */
    void argument(const void* address, const char* type);

    /** Records the memory host and device share, if a launch came between: at each synchronisation and at exit. */
    void record_shared(int line);

    std::size_t used();

    /** A library wrote memory of the device, and nobody knows how much: --check takes all of it as written. */
    void library_wrote();

    /** What lies at or nearest below an address: its start, or null. */
    const Allocation* nearest(std::uintptr_t address, std::uintptr_t& start);
    /** At exit: what was never freed. */
    void tell_leaks();

  private:
    using Entry = std::map<std::uintptr_t, Allocation>::value_type;

    Memory();

    static std::uintptr_t key(const void* address) { return reinterpret_cast<std::uintptr_t>(address); }

    Allocation& add(void* address, std::size_t bytes, Kind kind, std::size_t mapped, unsigned flags, int line);
    /** Records an allocation, after what the device has yet to do: two recordings of a program have one order. */
    void tell(const void* address, int id, const char* type, const char* name);

    Entry* locate(const void* address);

    void forget(Allocation& a);

    // ---- address space: [base, end_) is mapped or free; free ranges are merged; the first that fits is taken ----

    // Far from where Linux puts programs, libraries, heaps and the sanitizers' shadow.
    static constexpr std::uintptr_t base = 0x200000000000;
    static constexpr std::size_t grain = std::size_t(2) << 20;

    void* find_room(std::size_t size);

    static void* map_at(std::uintptr_t address, std::size_t size);

    void return_room(std::uintptr_t at, std::size_t size);
    /** As return_room, but later: so that --check tells what is still used after it was freed. */
    void let_rest(std::uintptr_t at, std::size_t size);

    std::mutex mutex_;
    std::map<std::uintptr_t, Allocation> allocations_;
    std::map<std::uintptr_t, std::size_t> free_;
    std::deque<std::pair<std::uintptr_t, std::size_t>> resting_; // freed, and not used again yet: --check only
    std::size_t rested_ = 0;
    std::uintptr_t end_ = base;
    std::size_t used_ = 0;
    int count_ = 0;
    std::atomic<bool> changed_{false}, freed_later_{false};
};

/** True when the whole range lies in one allocation, or in memory this runtime knows nothing of. */
inline bool range_fits(const Memory::Place& place, std::size_t span) {
    return !place.known || span <= place.bytes - place.offset;
}

} // namespace crosswarp
