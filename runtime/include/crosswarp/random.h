// Random numbers in device code: XORWOW and Philox4x32-10 with the sequences cuRAND and rocRAND document, the same for
// every thread, subsequence and offset. Marsaglia, "Xorshift RNGs" (2003); Salmon and others, "Parallel random numbers:
// as easy as 1, 2, 3" (2011). The two faces differ in how XORWOW's seed is spread.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

#include "seed.h"
#include "vectors.h"

namespace crosswarp {

/** XORWOW without its counter: five words, each step linear over single bits. */
struct XorShift {
    std::uint32_t v[5];
    void step() {
        const std::uint32_t t = v[0] ^ v[0] >> 2;
        for (int i = 0; i < 4; i++) v[i] = v[i + 1];
        v[4] = (v[4] ^ v[4] << 4) ^ (t ^ t << 1);
    }
    void add(const XorShift& other) {
        for (int i = 0; i < 5; i++) v[i] ^= other.v[i];
    }
};

/** Jumps of 2^k steps, each as what it makes of every single bit. */
class XorShiftJumps {
  public:
    static constexpr int powers = 67 + 64;
    static const XorShiftJumps& instance() {
        static const XorShiftJumps* jumps = new XorShiftJumps;
        return *jumps;
    }
    /** Goes n * 2^first steps ahead. */
    void jump(XorShift& state, std::uint64_t n, int first) const {
        for (int k = first; n; n >>= 1, k++)
            if (n & 1) state = apply(images_[k], state);
    }

  private:
    using Images = std::array<XorShift, 160>;
    XorShiftJumps() : images_(new Images[powers]) {
        for (int b = 0; b < 160; b++) {
            XorShift unit{};
            unit.v[b / 32] = 1u << (b % 32);
            unit.step();
            images_[0][b] = unit;
        }
        for (int k = 1; k < powers; k++)
            for (int b = 0; b < 160; b++) images_[k][b] = apply(images_[k - 1], images_[k - 1][b]);
    }
    static XorShift apply(const Images& images, const XorShift& state) {
        XorShift result{};
        for (int w = 0; w < 5; w++)
            for (std::uint32_t rest = state.v[w]; rest; rest &= rest - 1)
                result.add(images[w * 32 + __builtin_ctz(rest)]);
        return result;
    }
    Images* images_;
};

/** The second number of a pair of normal ones, kept for the next call. */
struct SpareNormals {
    bool has_float = false, has_double = false;
    float spare_float = 0;
    double spare_double = 0;
};

struct Xorwow : SpareNormals {
    XorShift x;
    std::uint32_t d;

    void start(std::uint64_t seed, std::uint64_t subsequence, std::uint64_t offset) {
        *this = {};
        const std::uint32_t low = static_cast<std::uint32_t>(seed) ^ CROSSWARP_PICK(0xaad26b49u, 0x2c7f967fu);
        const std::uint32_t high = static_cast<std::uint32_t>(seed >> 32) ^ CROSSWARP_PICK(0xf7dcefddu, 0xa03697cbu);
        const std::uint32_t a = CROSSWARP_PICK(1099087573u, 1228688033u) * low;
        const std::uint32_t b = CROSSWARP_PICK(2591861531u, 2073658381u) * high;
        d = 6615241u + b + a;
        x = {{123456789u + a, 362436069u ^ a, 521288629u + b, 88675123u ^ b, 5783321u + a}};
        XorShiftJumps::instance().jump(x, subsequence, 67);
        skip(offset);
    }
    void skip(std::uint64_t n) {
        XorShiftJumps::instance().jump(x, n, 0);
        d += 362437u * static_cast<std::uint32_t>(n);
    }
    void skip_sequence(std::uint64_t n) { XorShiftJumps::instance().jump(x, n, 67); }
    std::uint32_t next() {
        x.step();
        d += 362437u;
        return x.v[4] + d;
    }
};

struct Philox : SpareNormals {
    std::uint32_t counter[4], key[2], output[4];
    unsigned used; // numbers of `output` that were given out

    void start(std::uint64_t seed, std::uint64_t subsequence, std::uint64_t offset) {
        *this = {};
        key[0] = static_cast<std::uint32_t>(seed);
        key[1] = static_cast<std::uint32_t>(seed >> 32);
        counter[2] = static_cast<std::uint32_t>(subsequence);
        counter[3] = static_cast<std::uint32_t>(subsequence >> 32);
        skip(offset);
    }
    void skip(std::uint64_t n) {
        const std::uint64_t whole = n / 4 + (used + n % 4) / 4;
        used = (used + n % 4) % 4;
        advance(whole);
        generate();
    }
    void skip_sequence(std::uint64_t n) {
        const std::uint64_t high = (static_cast<std::uint64_t>(counter[3]) << 32 | counter[2]) + n;
        counter[2] = static_cast<std::uint32_t>(high);
        counter[3] = static_cast<std::uint32_t>(high >> 32);
        generate();
    }
    std::uint32_t next() {
        const std::uint32_t result = output[used++];
        if (used == 4) {
            used = 0;
            advance(1);
            generate();
        }
        return result;
    }

  private:
    void advance(std::uint64_t n) {
        const std::uint64_t low = (static_cast<std::uint64_t>(counter[1]) << 32 | counter[0]) + n;
        counter[0] = static_cast<std::uint32_t>(low);
        counter[1] = static_cast<std::uint32_t>(low >> 32);
        if (low < n && ++counter[2] == 0) ++counter[3];
    }
    void generate() {
        std::uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]}, k0 = key[0], k1 = key[1];
        for (int round = 0; round < 10; round++) {
            const std::uint64_t p = std::uint64_t(0xd2511f53u) * c[0], q = std::uint64_t(0xcd9e8d57u) * c[2];
            const std::uint32_t next[4] = {static_cast<std::uint32_t>(q >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(q),
                                           static_cast<std::uint32_t>(p >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(p)};
            for (int i = 0; i < 4; i++) c[i] = next[i];
            k0 += 0x9e3779b9u;
            k1 += 0xbb67ae85u;
        }
        for (int i = 0; i < 4; i++) output[i] = c[i];
    }
};

constexpr float scale_2_32 = 2.3283064e-10f;
constexpr double scale_2_53 = 1.1102230246251565e-16;

/** In (0, 1]. */
inline float uniform_float(std::uint32_t x) { return x * scale_2_32 + CROSSWARP_PICK(scale_2_32 / 2.0f, scale_2_32); }
inline double uniform_double(std::uint32_t x, std::uint32_t y) {
    const std::uint64_t bits = static_cast<std::uint64_t>(x) ^ static_cast<std::uint64_t>(y) << 21;
    return static_cast<double>(bits) * scale_2_53 + CROSSWARP_PICK(scale_2_53 / 2.0, scale_2_53);
}
/** Two normal numbers from two uniform ones, by Box and Muller. */
inline float2 normal_floats(std::uint32_t x, std::uint32_t y) {
    constexpr float turn = scale_2_32 * 6.2831855f;
    const float angle = y * turn + CROSSWARP_PICK(turn / 2.0f, turn);
    const float length = std::sqrt(-2.0f * std::log(uniform_float(x)));
    return {std::sin(angle) * length, std::cos(angle) * length};
}
template <class S> double2 normal_doubles(S& state) {
    const std::uint32_t a = state.next(), b = state.next(), c = state.next(), d = state.next();
    const double angle = uniform_double(c, d) * 6.283185307179586476925;
    const double length = std::sqrt(-2.0 * std::log(uniform_double(a, b)));
    return {std::sin(angle) * length, std::cos(angle) * length};
}

template <class S> float next_normal(S& state) {
    if (state.has_float) {
        state.has_float = false;
        return state.spare_float;
    }
    const std::uint32_t x = state.next(), y = state.next();
    const float2 two = normal_floats(x, y);
    state.spare_float = two.y;
    state.has_float = true;
    return two.x;
}
template <class S> double next_normal_double(S& state) {
    if (state.has_double) {
        state.has_double = false;
        return state.spare_double;
    }
    const double2 two = normal_doubles(state);
    state.spare_double = two.y;
    state.has_double = true;
    return two.x;
}
template <class S> double next_uniform_double(S& state) {
    const std::uint32_t x = state.next(), y = state.next();
    return uniform_double(x, y);
}
/** Counts of events with this mean: by their waiting times, or for large means by a rounded normal number. */
template <class S> unsigned int next_poisson(S& state, double mean) {
    if (mean > 500) {
        const double value = std::floor(mean + std::sqrt(mean) * next_normal_double(state) + 0.5);
        return value < 0 ? 0 : static_cast<unsigned int>(value);
    }
    unsigned int count = 0;
    for (double sum = -std::log(next_uniform_double(state)); sum < mean; count++)
        sum -= std::log(next_uniform_double(state));
    return count;
}

} // namespace crosswarp

// ---- the API: curand… or hiprand… ----

#define CROSSWARP_RAND(name) CROSSWARP_PICK(cu##name, hip##name)
struct CROSSWARP_PICK(curandStateXORWOW, hiprandStateXORWOW) : crosswarp::Xorwow {};
struct CROSSWARP_PICK(curandStatePhilox4_32_10, hiprandStatePhilox4_32_10) : crosswarp::Philox {};
typedef struct CROSSWARP_RAND(randStateXORWOW) CROSSWARP_RAND(randStateXORWOW_t), CROSSWARP_RAND(randState_t),
    CROSSWARP_RAND(randState);
typedef struct CROSSWARP_RAND(randStatePhilox4_32_10) CROSSWARP_RAND(randStatePhilox4_32_10_t);

#define CROSSWARP_ENGINE_CALLS(S)                                                                                      \
    inline void CROSSWARP_RAND(rand_init)(unsigned long long seed, unsigned long long subsequence,                     \
                                          unsigned long long offset, S* state) {                                      \
        crosswarp::note_seed(crosswarp::seed_library);                                                                 \
        state->start(crosswarp::asked_seed(seed), subsequence, offset);                                                \
    }                                                                                                                  \
    inline void skipahead(unsigned long long n, S* state) { state->skip(n); }                                          \
    inline void skipahead_sequence(unsigned long long n, S* state) { state->skip_sequence(n); }                        \
    inline unsigned int CROSSWARP_RAND(rand)(S* state) { return state->next(); }                                       \
    inline float CROSSWARP_RAND(rand_uniform)(S* state) { return crosswarp::uniform_float(state->next()); }            \
    inline double CROSSWARP_RAND(rand_uniform_double)(S* state) { return crosswarp::next_uniform_double(*state); }     \
    inline float CROSSWARP_RAND(rand_normal)(S* state) { return crosswarp::next_normal(*state); }                      \
    inline double CROSSWARP_RAND(rand_normal_double)(S* state) { return crosswarp::next_normal_double(*state); }       \
    inline float2 CROSSWARP_RAND(rand_normal2)(S* state) {                                                             \
        const unsigned int x = state->next(), y = state->next();                                                       \
        return crosswarp::normal_floats(x, y);                                                                         \
    }                                                                                                                  \
    inline double2 CROSSWARP_RAND(rand_normal2_double)(S* state) { return crosswarp::normal_doubles(*state); }         \
    inline float CROSSWARP_RAND(rand_log_normal)(S* state, float mean, float deviation) {                              \
        return std::exp(mean + deviation * crosswarp::next_normal(*state));                                            \
    }                                                                                                                  \
    inline double CROSSWARP_RAND(rand_log_normal_double)(S* state, double mean, double deviation) {                    \
        return std::exp(mean + deviation * crosswarp::next_normal_double(*state));                                     \
    }                                                                                                                  \
    inline unsigned int CROSSWARP_RAND(rand_poisson)(S* state, double mean) {                                          \
        return crosswarp::next_poisson(*state, mean);                                                                  \
    }
CROSSWARP_ENGINE_CALLS(CROSSWARP_RAND(randStateXORWOW))
CROSSWARP_ENGINE_CALLS(CROSSWARP_RAND(randStatePhilox4_32_10))
#undef CROSSWARP_ENGINE_CALLS

inline uint4 CROSSWARP_RAND(rand4)(struct CROSSWARP_RAND(randStatePhilox4_32_10) * state) {
    const unsigned int x = state->next(), y = state->next(), z = state->next(), w = state->next();
    return make_uint4(x, y, z, w);
}
inline float4 CROSSWARP_RAND(rand_uniform4)(struct CROSSWARP_RAND(randStatePhilox4_32_10) * state) {
    const uint4 r = CROSSWARP_RAND(rand4)(state);
    return make_float4(crosswarp::uniform_float(r.x), crosswarp::uniform_float(r.y), crosswarp::uniform_float(r.z),
                       crosswarp::uniform_float(r.w));
}
inline float4 CROSSWARP_RAND(rand_normal4)(struct CROSSWARP_RAND(randStatePhilox4_32_10) * state) {
    const uint4 r = CROSSWARP_RAND(rand4)(state);
    const float2 a = crosswarp::normal_floats(r.x, r.y), b = crosswarp::normal_floats(r.z, r.w);
    return make_float4(a.x, a.y, b.x, b.y);
}
#undef CROSSWARP_RAND
