// The larger half of memory.h: finding room, and finding what an address belongs to.
#pragma once

#include <string>

#include "memory.h"
#include "queue.h"

namespace crosswarp {

CROSSWARP_ENGINE void* Memory::allocate(std::size_t bytes, Kind kind, const char* type, int line, unsigned flags) {
    std::unique_lock<std::mutex> lock(mutex_);
    std::size_t mapped = (bytes + 255) & ~std::size_t(255);
    if (mapped < bytes || used_ + mapped > total) return nullptr;
    // What lies behind belongs to nobody, as far as the next row or so.
    if (checking) mapped += std::clamp<std::size_t>(mapped, 512, 1 << 20);
    void* address = find_room(mapped);
    if (!address) return nullptr;
    CheckPause pause;
    std::memset(address, conduct().poison, mapped);
    check_allocated(address, bytes, kind);
    used_ += mapped;
    const int id = add(address, bytes, kind, mapped, flags, line).id;
    lock.unlock();
    tell(address, id, type, nullptr);
    return address;
}

CROSSWARP_ENGINE bool Memory::release(void* address, bool host, int line) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = allocations_.find(key(address));
    if (it == allocations_.end() || !it->second.mapped || (it->second.kind == Kind::host) != host) {
        check_bad_free(address, line);
        return false;
    }
    used_ -= it->second.mapped;
    check_released(address, it->second.bytes, it->second.mapped, it->second.id, line);
    let_rest(it->first, it->second.mapped);
    forget(it->second);
    allocations_.erase(it);
    return true;
}

CROSSWARP_ENGINE void Memory::release_all() {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto it = allocations_.begin(); it != allocations_.end();) {
        if (it->second.mapped) {
            used_ -= it->second.mapped;
            check_released(reinterpret_cast<void*>(it->first), it->second.bytes, it->second.mapped, it->second.id, 0);
            let_rest(it->first, it->second.mapped);
            forget(it->second);
            it = allocations_.erase(it);
        } else {
            ++it;
        }
    }
}

CROSSWARP_ENGINE bool Memory::adopt(void* address, std::size_t bytes, Kind kind, const char* type, int line, const char* name) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (locate(address)) return false;
    const int id = add(address, bytes, kind, 0, 0, line).id;
    lock.unlock();
    tell(address, id, type, name);
    return true;
}

CROSSWARP_ENGINE bool Memory::disown(void* address) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = allocations_.find(key(address));
    if (it == allocations_.end() || it->second.mapped || it->second.kind != Kind::host) return false;
    forget(it->second);
    allocations_.erase(it);
    return true;
}

CROSSWARP_ENGINE Memory::Place Memory::find(const void* address) {
    std::lock_guard<std::mutex> lock(mutex_);
    Place place;
    if (const auto* entry = locate(address)) {
        place.known = true;
        place.id = entry->second.id;
        place.kind = entry->second.kind;
        place.base = reinterpret_cast<unsigned char*>(entry->first);
        place.bytes = entry->second.bytes;
        place.offset = key(address) - entry->first;
        place.flags = entry->second.flags;
        place.owned = entry->second.mapped != 0;
    }
    return place;
}

CROSSWARP_ENGINE void Memory::bind(const void* address, const char* type, bool by_launch) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto* entry = locate(address);
    if (!entry) return;
    if (by_launch) entry->second.launched = true;
    if (!type || !Recorder::instance().on()) return;
    for (const char* known : entry->second.types)
        if (std::strcmp(known, type) == 0) return;
    entry->second.types.push_back(type);
    Recorder::instance().bind(entry->second.id, type);
}

CROSSWARP_ENGINE void Memory::record_shared(int line) {
    CheckPause pause;
    if (!changed_.exchange(false) || !Recorder::instance().on()) return;
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& entry : allocations_) {
        const Allocation& a = entry.second;
        if (a.kind == Kind::managed || (a.kind == Kind::host && a.launched))
            Recorder::instance().copy(a.id, 0, reinterpret_cast<const void*>(entry.first), a.bytes, a.bytes, 1,
                                      line, "managed");
    }
}

CROSSWARP_ENGINE std::size_t Memory::used() {
    std::lock_guard<std::mutex> lock(mutex_);
    return used_;
}

CROSSWARP_ENGINE void Memory::library_wrote() {
    if (!checking) return;
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& entry : allocations_)
        if (entry.second.kind == Kind::device) check_filled(reinterpret_cast<void*>(entry.first), entry.second.bytes);
}

CROSSWARP_ENGINE Memory::Memory() {
    Recorder::instance().at_end([] {
        Queue::instance().drain();
        instance().record_shared(0);
        if (checking) instance().tell_leaks();
    });
}

CROSSWARP_ENGINE Allocation& Memory::add(void* address, std::size_t bytes, Kind kind, std::size_t mapped, unsigned flags,
                                         int line) {
    Allocation a;
    a.id = count_++;
    a.bytes = bytes;
    a.kind = kind;
    a.line = line;
    a.mapped = mapped;
    a.flags = flags;
    return allocations_[key(address)] = a;
}

CROSSWARP_ENGINE void Memory::tell(const void* address, int id, const char* type, const char* name) {
    if (!Recorder::instance().on()) return;
    Queue::instance().note([this, address, id, type, named = name != nullptr, text = std::string(name ? name : "")] {
        std::lock_guard<std::mutex> lock(mutex_);
        const auto it = allocations_.find(key(address));
        if (it == allocations_.end() || it->second.id != id) return;
        Allocation& a = it->second;
        const bool fixed = a.mapped && key(address) >= base && key(address) < base + 2 * total;
        Recorder::instance().allocation(id, a.bytes, a.kind, type, a.line, named ? text.c_str() : nullptr,
                                        fixed ? key(address) : 0);
        Detail::instance().follow(a.kept, id, static_cast<const unsigned char*>(address), a.bytes,
                                  a.mapped ? conduct().poison : -1);
    });
}

CROSSWARP_ENGINE void Memory::forget(Allocation& a) {
    if (!Detail::instance().on()) return;
    Detail::instance().freed(a.id, 0);
    Detail::instance().forget(a.kept, a.bytes);
}

CROSSWARP_ENGINE void Memory::compare(bool by_host) {
    if (!Detail::instance().on()) return;
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto& entry : allocations_) {
        Allocation& a = entry.second;
        Detail::instance().compare(a.kept, a.id, reinterpret_cast<const unsigned char*>(entry.first), a.bytes, by_host);
    }
}

CROSSWARP_ENGINE void Memory::compare_at(const void* address) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (auto* entry = locate(address))
        Detail::instance().compare(entry->second.kept, entry->second.id,
                                   reinterpret_cast<const unsigned char*>(entry->first), entry->second.bytes, true);
}

CROSSWARP_ENGINE void Memory::arrived(const void* to, std::size_t width, std::size_t pitch, std::size_t rows, int line,
                                      const char* kind) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (auto* entry = locate(to))
        Detail::instance().arrived(entry->second.kept, entry->second.id, reinterpret_cast<const unsigned char*>(entry->first),
                                   key(to) - entry->first, width, pitch, rows, line, kind);
}

CROSSWARP_ENGINE void Memory::filled(const void* to, std::size_t width, std::size_t pitch, std::size_t rows, int value,
                                     int line) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (auto* entry = locate(to))
        Detail::instance().filled(entry->second.kept, entry->second.id, reinterpret_cast<const unsigned char*>(entry->first),
                                  key(to) - entry->first, width, pitch, rows, value, line);
}

CROSSWARP_ENGINE void Memory::moved(const void* to, std::size_t pitch, const void* from, std::size_t from_pitch,
                                    std::size_t width, std::size_t rows, int line) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto *target = locate(to), *source = locate(from);
    if (target && source)
        Detail::instance().moved(target->second.kept, target->second.id,
                                 reinterpret_cast<const unsigned char*>(target->first), key(to) - target->first, pitch,
                                 source->second.id, key(from) - source->first, from_pitch, width, rows, line);
}

CROSSWARP_ENGINE void Memory::argument(const void* address, const char* type) {
    std::lock_guard<std::mutex> lock(mutex_);
    const auto* entry = address ? locate(address) : nullptr;
    Detail::instance().pointer(type, address, entry ? entry->second.id : -1, entry ? key(address) - entry->first : 0);
}

CROSSWARP_ENGINE Memory::Entry* Memory::locate(const void* address) {
    auto it = allocations_.upper_bound(key(address));
    if (it == allocations_.begin()) return nullptr;
    --it;
    return key(address) - it->first < std::max<std::size_t>(it->second.bytes, 1) ? &*it : nullptr;
}

CROSSWARP_ENGINE const Allocation* Memory::nearest(std::uintptr_t address, std::uintptr_t& start) {
    std::lock_guard<std::mutex> lock(mutex_);
    auto it = allocations_.upper_bound(address);
    if (it != allocations_.begin()) --it;
    if (it == allocations_.end()) return nullptr;
    start = it->first;
    return &it->second;
}

CROSSWARP_ENGINE void Memory::tell_leaks() {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& entry : allocations_)
        if (entry.second.mapped) check_leak(entry.second.id, entry.second.bytes, entry.second.line);
}

CROSSWARP_ENGINE void Memory::let_rest(std::uintptr_t at, std::size_t size) {
    if (!checking) return return_room(at, size);
    constexpr std::size_t most = std::size_t(256) << 20;
    resting_.emplace_back(at, size);
    for (rested_ += size; rested_ > most; resting_.pop_front()) {
        rested_ -= resting_.front().second;
        check_forgotten(reinterpret_cast<void*>(resting_.front().first), resting_.front().second);
        return_room(resting_.front().first, resting_.front().second);
    }
}

CROSSWARP_ENGINE void* Memory::find_room(std::size_t size) {
    for (auto it = free_.begin(); it != free_.end(); ++it) {
        if (it->second < size) continue;
        const std::uintptr_t at = it->first;
        const std::size_t rest = it->second - size;
        free_.erase(it);
        if (rest) free_[at + size] = rest;
        return reinterpret_cast<void*>(at);
    }
    const std::size_t grown = (size + grain - 1) & ~(grain - 1);
    void* at = map_at(end_, grown);
    if (!at) return nullptr;
    end_ = key(at) + grown;
    if (grown > size) free_[key(at) + size] = grown - size;
    return at;
}

CROSSWARP_ENGINE void* Memory::map_at(std::uintptr_t address, std::size_t size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
#ifdef MAP_FIXED_NOREPLACE
    flags |= MAP_FIXED_NOREPLACE;
#endif
    void* at = mmap(reinterpret_cast<void*>(address), size, PROT_READ | PROT_WRITE, flags, -1, 0);
    // A system that can't give the fixed place (valgrind, small address spaces) gives any other.
    if (at == MAP_FAILED)
        at = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return at == MAP_FAILED ? nullptr : at;
}

CROSSWARP_ENGINE void Memory::return_room(std::uintptr_t at, std::size_t size) {
    // Whole pages of large pieces go back to the system; the range stays ours.
    if (size >= grain) {
        const std::uintptr_t first = (at + 16383) & ~std::uintptr_t(16383);
        const std::uintptr_t last = (at + size) & ~std::uintptr_t(16383);
        madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
    }
    auto it = free_.emplace(at, size).first;
    auto after = std::next(it);
    if (after != free_.end() && it->first + it->second == after->first) {
        it->second += after->second;
        free_.erase(after);
    }
    if (it != free_.begin()) {
        auto before = std::prev(it);
        if (before->first + before->second == it->first) {
            before->second += it->second;
            free_.erase(it);
        }
    }
}

} // namespace crosswarp
