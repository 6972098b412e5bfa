// A launch as the rewritten program says it: configure("k<float>", grid, block, shared, stream).cw_kernel(&k<float>)(x, y).
// In come the kernel's name, its shape and its arguments; on return the launch waits its turn, or the last error is set.
#pragma once

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "error.h"
#include "memory.h"
#include "pool.h"
#include "recycle.h"
#include "stream.h"
#include "type-name.h"

namespace crosswarp {

struct Configuration {
    const char* kernel;
    dim3 grid, block;
    std::size_t shared;
    Stream stream;
    int line;
    bool together = false;
};

Error check_configuration(const Configuration& c, const void* kernel);
/** Hands a launch whose `threads` is set to the device, or sets the last error. */
void submit_launch(std::shared_ptr<Launch> launch, const Configuration& c, const void* kernel);
/** Runs a launch and notes what it did; may be called again for the same launch. */
void run_launch(Launch& launch);
/** Where this is set, `submit_launch` leaves the launch here instead: a node of a graph is made of it. */
inline thread_local std::shared_ptr<Launch>* launch_taken = nullptr;

template <class A> const char* type_of() {
    return TypeName<A>::text ? TypeName<A>::text : written_name<std::remove_cv_t<A>>();
}

/** Notes a kernel's argument: for a pointer, which buffer is seen as which type; with detail, its value. */
template <class A> void bind_argument(const A& argument) {
    if constexpr (std::is_pointer<A>::value) {
        using T = std::remove_cv_t<std::remove_pointer_t<A>>;
        if constexpr (!std::is_function<T>::value) {
            const void* const address = const_cast<const void*>(static_cast<const volatile void*>(argument));
            Memory::instance().bind(address, TypeName<T>::text);
            if (Detail::instance().on()) Memory::instance().argument(address, type_of<A>());
        } else if (Detail::instance().on()) {
            Detail::instance().argument(type_of<A>(), &argument, sizeof argument);
        }
    } else if (Detail::instance().on()) {
        Detail::instance().argument(type_of<A>(), std::addressof(argument), sizeof argument);
    }
}

/** A launch of `call(arguments...)` by every thread; each thread gets copies of the arguments. */
template <class F, class... A> struct BoundLaunch : Launch {
    F call;
    std::tuple<A...> arguments;

    BoundLaunch(F f, A&&... a) : call(f), arguments(std::move(a)...) {
        threads = [](const Launch& launch, Block& mine) {
            const BoundLaunch& self = static_cast<const BoundLaunch&>(launch);
            while (mine.start_next()) {
                std::apply(self.call, std::tuple<A...>(self.arguments));
                mine.finish();
            }
        };
        bind = [](const Launch& launch) {
            std::apply([](const A&... each) { (bind_argument(each), ...); },
                       static_cast<const BoundLaunch&>(launch).arguments);
        };
    }
};

/** Ends a launch that was made in recycled memory. */
struct LaunchEnd {
    std::size_t bytes;
    void (*destroy)(Launch*);
    void operator()(Launch* launch) const {
        destroy(launch);
        recycle(launch, bytes);
    }
};
/** One function for launches of all types: programs make no code for it. */
std::shared_ptr<Launch> hold_launch(Launch* launch, LaunchEnd end);

template <class L, class... A> std::shared_ptr<Launch> recycled_launch(A&&... arguments) {
    L* launch = new (recycled(sizeof(L))) L(std::forward<A>(arguments)...);
    return hold_launch(launch, {sizeof(L), [](Launch* one) { static_cast<L*>(one)->~L(); }});
}

template <class R, class... P> struct KernelLauncher {
    Configuration configuration;
    R (*kernel)(P...);

    void operator()(P... arguments) const {
        submit_launch(recycled_launch<BoundLaunch<R (*)(P...), P...>>(kernel, std::move(arguments)...), configuration,
                      reinterpret_cast<const void*>(kernel));
    }
};

template <class F> struct DeducedLauncher {
    Configuration configuration;
    F call;

    template <class... A> void operator()(A... arguments) const {
        submit_launch(recycled_launch<BoundLaunch<F, A...>>(call, std::move(arguments)...), configuration, nullptr);
    }
};

struct Configured {
    Configuration configuration;

    /** The kernel by its address; its parameter types are known, so arguments convert as in a call. */
    template <class R, class... P> KernelLauncher<R, P...> cw_kernel(R (*kernel)(P...)) const {
        return {configuration, kernel};
    }
    /** A kernel whose template arguments, or overload, follow from the arguments. */
    template <class F> DeducedLauncher<F> cw_deduced(F call) const { return {configuration, call}; }
};

inline Configured configure(const char* kernel, dim3 grid, dim3 block, std::size_t shared = 0, Stream stream = 0,
                            int line = __builtin_LINE()) {
    return {{kernel, grid, block, shared, stream, line}};
}

} // namespace crosswarp
