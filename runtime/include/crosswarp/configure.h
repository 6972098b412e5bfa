// A launch as the rewritten program says it: configure("k<float>", grid, block, shared, stream).cw_kernel<k<float>>()(x, y).
// In come the kernel's name, its shape and its arguments; on return the launch waits its turn, or the last error is set.
#pragma once

#include <new>
#include <type_traits>

#include "block.h"
#include "error.h"
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

/** What is known of a parameter by its type. */
struct ArgumentType {
    const char* text;    // as the source or the compiler writes it
    const char* pointee; // the element's name, where it is a pointer to something that has one
    std::size_t size;
    bool to_data; // a pointer, and not to a function
};
template <class A> constexpr ArgumentType argument_type() {
    constexpr bool pointer = std::is_pointer<A>::value;
    using T = std::remove_cv_t<std::remove_pointer_t<A>>;
    return {TypeName<A>::text ? TypeName<A>::text : written_name<std::remove_cv_t<A>>(), pointer ? TypeName<T>::text : nullptr,
            sizeof(A), pointer && !std::is_function<T>::value};
}

/** Notes a launch's arguments: for a pointer, which buffer is seen as which type; with detail, its value. */
void bind_arguments(const ArgumentType* types, const void* const* arguments, std::size_t count);

/** Ends a launch that was made in recycled memory. */
struct LaunchEnd {
    std::size_t bytes;
    void (*destroy)(Launch*);
};
/** Hands a launch whose `threads` is set to the device, or sets the last error; ends it when nobody needs it any more. */
void submit_launch(Launch* launch, LaunchEnd end, const Configuration& c, const void* kernel);
/** Runs a launch and notes what it did; may be called again for the same launch. */
void run_launch(Launch& launch);

/** A launch of `call(arguments...)` by every thread; `with` holds the arguments, and each thread gets copies of them. */
template <class F, class With> struct BoundLaunch : Launch {
    F call;
    With with;

    BoundLaunch(const F& f, const With& w) : call(f), with(w) {
        threads = [](const Launch& launch, Block& mine) {
            const BoundLaunch& self = static_cast<const BoundLaunch&>(launch);
            const bool began = mine.runs_straight();
            if (began && self.straight(mine)) return;
            self.with([&](const auto&... arguments) {
                if (began) goto waited;
                while (mine.start_next()) {
                    do {
                        self.call(arguments...);
                    waited:;
                    } while (mine.finish());
                }
            });
        };
        bind = [](const Launch& launch) {
            static_cast<const BoundLaunch&>(launch).with([](const auto&... each) {
                static constexpr ArgumentType types[] = {argument_type<std::remove_cv_t<std::remove_reference_t<decltype(each)>>>()..., {}};
                const void* const values[] = {__builtin_addressof(each)..., nullptr};
                bind_arguments(types, values, sizeof...(each));
            });
        };
    }

  private:
    /** One thread after the other; false: the last one has waited, and all that is left goes another way. */
    bool straight(Block& mine) const {
        // Small arguments are copied: nothing that a thread writes can then be one of them.
        using Near = std::conditional_t<std::is_trivially_copyable<With>::value && sizeof(With) <= 128, const With, const With&>;
        Near near = with;
        bool all = true;
        near([&](const auto&... arguments) {
            const dim3 size = block;
            for (unsigned z = 0; z < size.z; z++)
                for (unsigned y = 0; y < size.y; y++) {
                    threadIdx.z = z, threadIdx.y = y;
                    for (unsigned x = 0; x < size.x; x++) {
                        threadIdx.x = x;
                        call(arguments...);
                        if (__builtin_expect(!mine.runs_straight(), 0)) {
                            all = false;
                            return;
                        }
                    }
                }
            mine.finish_straight();
        });
        return all;
    }
};

template <class F, class With> void launch_bound(const F& call, const With& with, const Configuration& c, const void* kernel) {
    using Bound = BoundLaunch<F, With>;
    submit_launch(new (recycled(sizeof(Bound))) Bound(call, with),
                  {sizeof(Bound), [](Launch* one) { static_cast<Bound*>(one)->~Bound(); }}, c, kernel);
}

/** A kernel by its address; its parameter types are known, so arguments convert as in a call. */
template <class R, class... P> struct KernelLauncher {
    Configuration configuration;
    R (*kernel)(P...);

    void operator()(P... arguments) const {
        launch_bound(kernel, [arguments...](auto use) { use(arguments...); }, configuration,
                     reinterpret_cast<const void*>(kernel));
    }
};

/** A kernel that is written at the launch: the compiler sees what each thread calls. */
template <auto kernel, class Type> struct NamedLauncher;
template <auto kernel, class R, class... P> struct NamedLauncher<kernel, R (*)(P...)> {
    Configuration configuration;
    struct Call {
        void operator()(const P&... arguments) const { kernel(arguments...); }
    };

    void operator()(P... arguments) const {
        launch_bound(Call(), [arguments...](auto use) { use(arguments...); }, configuration,
                     reinterpret_cast<const void*>(kernel));
    }
};

/** Whatever the arguments decide. */
template <class F> struct DeducedLauncher {
    Configuration configuration;
    F call;

    template <class... A> void operator()(A... arguments) const {
        launch_bound(call, [arguments...](auto use) { use(arguments...); }, configuration, nullptr);
    }
};

struct Configured {
    Configuration configuration;

    template <auto kernel> NamedLauncher<kernel, decltype(kernel)> cw_kernel() const { return {configuration}; }
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
