// The host calls of cuRAND and hipRAND: generators XORWOW and Philox that fill memory. Number n of XORWOW is number
// n / 4096 of subsequence n % 4096, as cuRAND documents; number n of Philox is the n-th of its sequence. Normal numbers
// come in pairs of one subsequence. Where hipRAND's order differs is not documented; it is the same here.
#pragma once

#include "graph.h"
#include "random.h"

#define CROSSWARP_WORD(name) CROSSWARP_PICK(CURAND_##name, HIPRAND_##name)
typedef enum CROSSWARP_PICK(curandStatus, hiprandStatus) {
    CROSSWARP_WORD(STATUS_SUCCESS) = 0,
    CROSSWARP_WORD(STATUS_VERSION_MISMATCH) = 100,
    CROSSWARP_WORD(STATUS_NOT_INITIALIZED) = 101,
    CROSSWARP_WORD(STATUS_ALLOCATION_FAILED) = 102,
    CROSSWARP_WORD(STATUS_TYPE_ERROR) = 103,
    CROSSWARP_WORD(STATUS_OUT_OF_RANGE) = 104,
    CROSSWARP_WORD(STATUS_LENGTH_NOT_MULTIPLE) = 105,
    CROSSWARP_WORD(STATUS_DOUBLE_PRECISION_REQUIRED) = 106,
    CROSSWARP_WORD(STATUS_LAUNCH_FAILURE) = 201,
    CROSSWARP_WORD(STATUS_PREEXISTING_FAILURE) = 202,
    CROSSWARP_WORD(STATUS_INITIALIZATION_FAILED) = 203,
    CROSSWARP_WORD(STATUS_ARCH_MISMATCH) = 204,
    CROSSWARP_WORD(STATUS_INTERNAL_ERROR) = 999
} CROSSWARP_PICK(curandStatus_t, hiprandStatus_t);
typedef enum CROSSWARP_PICK(curandRngType, hiprandRngType) {
    CROSSWARP_WORD(RNG_TEST) = 0,
    CROSSWARP_WORD(RNG_PSEUDO_DEFAULT) = CROSSWARP_PICK(100, 400),
    CROSSWARP_WORD(RNG_PSEUDO_XORWOW) = CROSSWARP_PICK(101, 401),
    CROSSWARP_WORD(RNG_PSEUDO_MRG32K3A) = CROSSWARP_PICK(121, 402),
    CROSSWARP_WORD(RNG_PSEUDO_MTGP32) = CROSSWARP_PICK(141, 403),
    CROSSWARP_WORD(RNG_PSEUDO_MT19937) = CROSSWARP_PICK(142, 404),
    CROSSWARP_WORD(RNG_PSEUDO_PHILOX4_32_10) = CROSSWARP_PICK(161, 405),
    CROSSWARP_WORD(RNG_QUASI_DEFAULT) = CROSSWARP_PICK(200, 500),
    CROSSWARP_WORD(RNG_QUASI_SOBOL32) = CROSSWARP_PICK(201, 501),
    CROSSWARP_WORD(RNG_QUASI_SCRAMBLED_SOBOL32) = CROSSWARP_PICK(202, 502),
    CROSSWARP_WORD(RNG_QUASI_SOBOL64) = CROSSWARP_PICK(203, 504),
    CROSSWARP_WORD(RNG_QUASI_SCRAMBLED_SOBOL64) = CROSSWARP_PICK(204, 505)
} CROSSWARP_PICK(curandRngType_t, hiprandRngType_t);
typedef enum CROSSWARP_PICK(curandOrdering, hiprandOrdering) {
    CROSSWARP_WORD(ORDERING_PSEUDO_BEST) = 100,
    CROSSWARP_WORD(ORDERING_PSEUDO_DEFAULT) = 101,
    CROSSWARP_WORD(ORDERING_PSEUDO_SEEDED) = 102,
    CROSSWARP_WORD(ORDERING_PSEUDO_LEGACY) = 103,
    CROSSWARP_WORD(ORDERING_PSEUDO_DYNAMIC) = 104,
    CROSSWARP_WORD(ORDERING_QUASI_DEFAULT) = 201
} CROSSWARP_PICK(curandOrdering_t, hiprandOrdering_t);

namespace crosswarp {
namespace random {

constexpr std::uint64_t subsequences = 4096;

/** Where a generator's numbers come from; used by its tasks alone, one after the other. */
struct Source {
    bool philox = false;
    std::uint64_t seed = 0, offset = 0, position = 0;
    std::vector<Xorwow> lanes;
    Philox line;
    bool started = false;

    void start() {
        if (started) return;
        started = true;
        position = 0;
        if (philox) return line.start(seed, 0, offset);
        lanes.resize(subsequences);
        lanes[0].start(seed, 0, 0);
        for (std::uint64_t i = 1; i < subsequences; i++) {
            lanes[i] = lanes[i - 1];
            lanes[i].skip_sequence(1);
        }
        position = offset;
        for (std::uint64_t i = 0; i < subsequences; i++) {
            const std::uint64_t before = offset / subsequences + (i < offset % subsequences);
            if (before) lanes[i].skip(before);
        }
    }
    /** What `draw` makes of the state whose turn it is. */
    template <class F> auto next(F draw) {
        if (philox) return draw(line);
        return draw(lanes[position++ % subsequences]);
    }
};

} // namespace random
} // namespace crosswarp

struct CROSSWARP_PICK(curandGenerator_st, hiprandGenerator_st) {
    CROSSWARP_PICK(curandRngType_t, hiprandRngType_t) type;
    bool host = false;
    std::uint64_t seed = 0, offset = 0;
    crosswarp::Stream stream = 0;
    std::shared_ptr<crosswarp::random::Source> source;
};
typedef struct CROSSWARP_PICK(curandGenerator_st, hiprandGenerator_st) * CROSSWARP_PICK(curandGenerator_t, hiprandGenerator_t);

namespace crosswarp {
namespace random {

using Generator = CROSSWARP_PICK(curandGenerator_t, hiprandGenerator_t);
using Status = CROSSWARP_PICK(curandStatus_t, hiprandStatus_t);
using Type = CROSSWARP_PICK(curandRngType_t, hiprandRngType_t);
using Generators = Handles<std::remove_pointer_t<Generator>>;
constexpr Status success = CROSSWARP_WORD(STATUS_SUCCESS), not_initialized = CROSSWARP_WORD(STATUS_NOT_INITIALIZED);

inline Status create(Generator* generator, Type type, bool host) {
    if (!generator) return CROSSWARP_WORD(STATUS_OUT_OF_RANGE);
    if (type != CROSSWARP_WORD(RNG_PSEUDO_DEFAULT) && type != CROSSWARP_WORD(RNG_PSEUDO_XORWOW) && type != CROSSWARP_WORD(RNG_PSEUDO_PHILOX4_32_10)) {
        std::fprintf(stderr, "crosswarp: of " CROSSWARP_PICK("cuRAND", "hipRAND") "'s generators the CPU runtime has XORWOW and Philox alone\n");
        return CROSSWARP_WORD(STATUS_TYPE_ERROR);
    }
    *generator = Generators::instance().make();
    (*generator)->type = type;
    (*generator)->host = host;
    return success;
}
inline bool reset(Generator generator) {
    if (!Generators::instance().has(generator)) return false;
    generator->source = nullptr;
    return true;
}

/** Fills memory with what `draw` makes of one state after the other, `per` values at a time. */
template <class T, class F> Status fill(Generator g, T* to, std::size_t n, F draw) {
    if (!Generators::instance().has(g)) return not_initialized;
    if (!g->source) {
        g->source = std::make_shared<Source>();
        g->source->philox = g->type == CROSSWARP_WORD(RNG_PSEUDO_PHILOX4_32_10);
        note_seed(seed_library);
        g->source->seed = asked_seed(g->seed);
        g->source->offset = g->offset;
    }
    const auto source = g->source;
    const auto work = [source, to, n, draw] {
        if (sticky_error) return;
        CheckPause pause;
        source->start();
        draw(*source, to, n);
        Memory::instance().library_wrote();
    };
    if (g->host) {
        wait_for_device();
        work();
        return success;
    }
    Memory::instance().launched();
    return submit(g->stream, {NodeType::kernel, work}) == crosswarp::success ? success : CROSSWARP_WORD(STATUS_LAUNCH_FAILURE);
}
template <class T, class F> Status fill_each(Generator g, T* to, std::size_t n, F draw) {
    return fill(g, to, n, [draw](Source& source, T* out, std::size_t count) {
        for (std::size_t i = 0; i < count; i++) out[i] = source.next(draw);
    });
}
/** Pairs of normal numbers, each changed by `finish`; there must be an even number of them. */
template <class T, class F> Status fill_normal(Generator g, T* to, std::size_t n, F finish) {
    if (n % 2) return CROSSWARP_WORD(STATUS_LENGTH_NOT_MULTIPLE);
    return fill(g, to, n, [finish](Source& source, T* out, std::size_t count) {
        for (std::size_t i = 0; i < count; i += 2) {
            const auto pair = source.next([](auto& state) {
                if constexpr (std::is_same<T, float>::value) {
                    const std::uint32_t x = state.next(), y = state.next();
                    return normal_floats(x, y);
                } else {
                    return normal_doubles(state);
                }
            });
            out[i] = finish(T(pair.x));
            out[i + 1] = finish(T(pair.y));
        }
    });
}

} // namespace random
} // namespace crosswarp

#define CROSSWARP_CALL(name) inline crosswarp::random::Status CROSSWARP_PICK(cu##name, hip##name)
#define CROSSWARP_G crosswarp::random::Generator g

CROSSWARP_CALL(randCreateGenerator)(crosswarp::random::Generator* g, crosswarp::random::Type type) { return crosswarp::random::create(g, type, false); }
CROSSWARP_CALL(randCreateGeneratorHost)(crosswarp::random::Generator* g, crosswarp::random::Type type) { return crosswarp::random::create(g, type, true); }
CROSSWARP_CALL(randDestroyGenerator)(CROSSWARP_G) {
    return crosswarp::random::Generators::instance().drop(g) ? crosswarp::random::success : crosswarp::random::not_initialized;
}
CROSSWARP_CALL(randSetPseudoRandomGeneratorSeed)(CROSSWARP_G, unsigned long long seed) {
    if (!crosswarp::random::reset(g)) return crosswarp::random::not_initialized;
    g->seed = seed;
    return crosswarp::random::success;
}
CROSSWARP_CALL(randSetGeneratorOffset)(CROSSWARP_G, unsigned long long offset) {
    if (!crosswarp::random::reset(g)) return crosswarp::random::not_initialized;
    g->offset = offset;
    return crosswarp::random::success;
}
/** There is one order here. */
CROSSWARP_CALL(randSetGeneratorOrdering)(CROSSWARP_G, CROSSWARP_PICK(curandOrdering_t, hiprandOrdering_t)) {
    return crosswarp::random::reset(g) ? crosswarp::random::success : crosswarp::random::not_initialized;
}
CROSSWARP_CALL(randSetStream)(CROSSWARP_G, crosswarp::Stream stream) {
    if (!crosswarp::random::Generators::instance().has(g)) return crosswarp::random::not_initialized;
    g->stream = stream;
    return crosswarp::random::success;
}
CROSSWARP_CALL(randGenerateSeeds)(CROSSWARP_G) {
    return crosswarp::random::Generators::instance().has(g) ? crosswarp::random::success : crosswarp::random::not_initialized;
}
CROSSWARP_CALL(randGetVersion)(int* version) { return *version = CROSSWARP_PICK(10303, 201100), crosswarp::random::success; }
CROSSWARP_CALL(randGenerate)(CROSSWARP_G, unsigned int* to, std::size_t n) {
    return crosswarp::random::fill_each(g, to, n, [](auto& state) { return state.next(); });
}
CROSSWARP_CALL(randGenerateUniform)(CROSSWARP_G, float* to, std::size_t n) {
    return crosswarp::random::fill_each(g, to, n, [](auto& state) { return crosswarp::uniform_float(state.next()); });
}
CROSSWARP_CALL(randGenerateUniformDouble)(CROSSWARP_G, double* to, std::size_t n) {
    return crosswarp::random::fill_each(g, to, n, [](auto& state) { return crosswarp::next_uniform_double(state); });
}
CROSSWARP_CALL(randGenerateNormal)(CROSSWARP_G, float* to, std::size_t n, float mean, float deviation) {
    return crosswarp::random::fill_normal(g, to, n, [=](float x) { return mean + deviation * x; });
}
CROSSWARP_CALL(randGenerateNormalDouble)(CROSSWARP_G, double* to, std::size_t n, double mean, double deviation) {
    return crosswarp::random::fill_normal(g, to, n, [=](double x) { return mean + deviation * x; });
}
CROSSWARP_CALL(randGenerateLogNormal)(CROSSWARP_G, float* to, std::size_t n, float mean, float deviation) {
    return crosswarp::random::fill_normal(g, to, n, [=](float x) { return std::exp(mean + deviation * x); });
}
CROSSWARP_CALL(randGenerateLogNormalDouble)(CROSSWARP_G, double* to, std::size_t n, double mean, double deviation) {
    return crosswarp::random::fill_normal(g, to, n, [=](double x) { return std::exp(mean + deviation * x); });
}
CROSSWARP_CALL(randGeneratePoisson)(CROSSWARP_G, unsigned int* to, std::size_t n, double mean) {
    return crosswarp::random::fill_each(g, to, n, [mean](auto& state) { return crosswarp::next_poisson(state, mean); });
}

#undef CROSSWARP_CALL
#undef CROSSWARP_G
#undef CROSSWARP_WORD
