// The larger half of configure.h: is the shape allowed, then hand it to the device; later, run it.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "configure.h"
#include "failure.h"
#include "graph.h"
#include "kernel-calls.h"
#include "pool.h"
#include "recycle.h"

namespace crosswarp {

/** Is the shape allowed? */
static inline Error check_configuration(const Configuration& c, const void* kernel) {
    const auto in = [](unsigned value, unsigned most) { return value >= 1 && value <= most; };
    if (!in(c.grid.x, 2147483647) || !in(c.grid.y, 65535) || !in(c.grid.z, 65535)) return invalid_configuration;
    if (!in(c.block.x, max_threads) || !in(c.block.y, max_threads) || !in(c.block.z, CROSSWARP_PICK(64, 1024)) ||
        std::uint64_t(c.block.x) * c.block.y * c.block.z > max_threads)
        return invalid_configuration;
    if (c.shared > static_shared_limit && c.shared > kernel_shared(kernel)) return invalid_value;
    return stream_exists(c.stream) ? success : invalid_handle;
}

/** A name that outlives the call: those that are made up live in a buffer of the calling thread. */
static inline const char* kept_name(const char* name) {
    static std::mutex mutex;
    static auto* names = new std::set<std::string, std::less<>>;
    std::lock_guard<std::mutex> lock(mutex);
    const auto known = names->find(name);
    return (known != names->end() ? known : names->emplace(name).first)->c_str();
}

CROSSWARP_ENGINE void bind_arguments(const ArgumentType* types, const void* const* arguments, std::size_t count) {
    const bool detail = Detail::instance().on();
    for (std::size_t i = 0; i < count; i++) {
        const ArgumentType& type = types[i];
        if (type.to_data) {
            const void* address;
            std::memcpy(&address, arguments[i], sizeof address);
            Memory::instance().bind(address, type.pointee);
            if (detail) Memory::instance().argument(address, type.text);
        } else if (detail) {
            Detail::instance().argument(type.text, arguments[i], type.size);
        }
    }
}

/** How a launch in recycled memory ends. */
struct EndLaunch {
    LaunchEnd end;
    void operator()(Launch* launch) const {
        end.destroy(launch);
        recycle(launch, end.bytes);
    }
};

/** The task of a launch; tasks are kept in memory of their own. */
struct RunLaunch {
    std::shared_ptr<Launch> launch;
    void operator()() const { run_launch(*launch); }
    static void* operator new(std::size_t bytes) { return recycled(bytes); }
    static void* operator new(std::size_t, void* at) { return at; }
    static void operator delete(void* memory, std::size_t bytes) { recycle(memory, bytes); }
};

CROSSWARP_ENGINE void submit_launch(Launch* made, LaunchEnd end, const Configuration& c, const void* kernel) {
    std::shared_ptr<Launch> launch(made, EndLaunch{end}, Recycled<Launch>());
    const Error e = check_configuration(c, kernel);
    if (block) {
        std::fprintf(stderr, "crosswarp: line %d: kernel %s is launched by device code, which this runtime can't do\n",
                     c.line, c.kernel);
        device_failure(not_supported);
    }
    if (outcome(e) != success) return;
    launch->kernel = kept_name(c.kernel);
    launch->grid = c.grid;
    launch->block = c.block;
    launch->shared = c.shared;
    launch->line = c.line;
    launch->together = c.together;
    if (launch_taken) {
        *launch_taken = std::move(launch);
        return;
    }
    Work work{NodeType::kernel, RunLaunch{launch}};
    work.kernel = {const_cast<void*>(kernel), c.grid, c.block, c.shared};
    outcome(submit(c.stream, std::move(work)));
}

CROSSWARP_ENGINE void run_launch(Launch& launch) {
    if (sticky_error) return; // after such an error the device does nothing any more
    launch.next = 0;
    launch.failure = 0;
    launch.statics = 0;
    CheckPause pause;
    launch.bind(launch);
    Memory::instance().launched();
    Memory::instance().compare(true);
    const std::uint64_t start = now_ns();
    Pool::instance().run(launch);
    const std::uint64_t ns = now_ns() - start;
    if (Recorder::instance().on())
        Recorder::instance().launch(launch.kernel, launch.grid, launch.block, launch.shared, ns, launch.line);
    Memory::instance().compare(false);
    if (const int failure = launch.failure) late_error = failure;
}

// ---- by address, and what a device holds ----

CROSSWARP_ENGINE int resident_blocks(int threads, std::size_t shared) {
    if (threads < 1 || threads > static_cast<int>(max_threads)) return 0;
    const int whole_warps = (threads + int(warp_size) - 1) / int(warp_size) * int(warp_size);
    int blocks = device.threads_per_multiprocessor / whole_warps;
    if (shared) blocks = std::min(blocks, static_cast<int>(device.shared_per_multiprocessor / shared));
    return std::min(blocks, device.blocks_per_multiprocessor);
}

CROSSWARP_ENGINE Error launch_by_address(const void* kernel, KnownKernel known, Configuration c, void** arguments) {
    if (!known.launch) return outcome(error(98));
    if (known.name) c.kernel = known.name;
    const Error before = last_error;
    last_error = success;
    known.launch(kernel, c, arguments);
    const Error e = last_error;
    if (e == success) last_error = before;
    return e;
}

CROSSWARP_ENGINE Error launch_together(const void* kernel, KnownKernel known, const Configuration& c, void** arguments) {
    const auto count = [](dim3 d) { return std::uint64_t(d.x) * d.y * d.z; };
    const std::uint64_t threads = count(c.block);
    const int resident = threads <= max_threads ? resident_blocks(static_cast<int>(threads), c.shared) : 1;
    if (count(c.grid) > std::uint64_t(resident) * device.multiprocessors) return outcome(error(720));
    return launch_by_address(kernel, known, c, arguments);
}

} // namespace crosswarp
