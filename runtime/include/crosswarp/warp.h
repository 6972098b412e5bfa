// What the lanes of a warp do together: shuffles, votes, matches, reductions, __syncwarp. CUDA's forms name their lanes
// by a 32-bit mask; HIP has forms without masks, which act on the lanes that converge, and masks of 64 bits.
#pragma once

#include <cstring>
#include <type_traits>

#include "block.h"

namespace crosswarp {

template <class T> std::uint64_t to_bits(T value) {
    static_assert(std::is_trivially_copyable<T>::value && sizeof(T) <= 8, "a lane exchanges at most eight bytes");
    std::uint64_t bits = 0;
    std::memcpy(&bits, static_cast<const void*>(&value), sizeof value);
    return bits;
}
template <class T> T from_bits(std::uint64_t bits) {
    T value;
    std::memcpy(static_cast<void*>(&value), &bits, sizeof value);
    return value;
}

template <class F> void each_lane(Lanes group, F f) {
    for (Lanes rest = group; rest; rest &= rest - 1) f(unsigned(__builtin_ctzll(rest)));
}

/** What a lane reads from one that takes no part: 0 on AMD hardware, undefined (here poison) on NVIDIA's. */
inline std::uint64_t absent_value() { return CROSSWARP_PICK(conduct().poison * 0x0101010101010101ull, 0); }

/** A lane reads from one that takes no part. */
void tell_absent(const Lane& lane);

void evaluate_shuffle(Lane* warp, Lanes group);
void evaluate_ballot(Lane* warp, Lanes group);
void evaluate_any(Lane* warp, Lanes group);
void evaluate_all(Lane* warp, Lanes group);
void evaluate_members(Lane* warp, Lanes group);
void evaluate_match_any(Lane* warp, Lanes group);
void evaluate_match_all(Lane* warp, Lanes group);
template <class T, class F> void evaluate_reduction(Lane* warp, Lanes group) {
    T sum = from_bits<T>(warp[__builtin_ctzll(group)].value);
    each_lane(group & (group - 1), [&](unsigned l) { sum = F()(sum, from_bits<T>(warp[l].value)); });
    each_lane(group, [&](unsigned l) { warp[l].result = to_bits(sum); });
}

inline constexpr Operation shuffle_operation{"a shuffle (__shfl)", evaluate_shuffle};
inline constexpr Operation ballot_operation{"__ballot", evaluate_ballot};
inline constexpr Operation any_operation{"__any", evaluate_any};
inline constexpr Operation all_operation{"__all", evaluate_all};
inline constexpr Operation members_operation{"__activemask", evaluate_members};
inline constexpr Operation sync_operation{"__syncwarp", evaluate_members};
inline constexpr Operation match_any_operation{"__match_any", evaluate_match_any};
inline constexpr Operation match_all_operation{"__match_all", evaluate_match_all};
template <class T, class F>
inline constexpr Operation reduction_operation{"a reduction (__reduce)", evaluate_reduction<T, F>};

/** The lanes of an operation: those of a mask, or those that converge. */
struct Participants {
    Lanes mask;
    bool converges;
};
constexpr Participants converging{0, true};
template <class M> constexpr Participants named(M mask) {
#ifdef CROSSWARP_HIP
    static_assert(std::is_integral<M>::value && sizeof(M) == 8, "The mask must be a 64-bit integer.");
    return {static_cast<Lanes>(mask) & first_lanes(warp_size), false};
#else
    return {static_cast<Lanes>(static_cast<unsigned>(mask)), false};
#endif
}

inline std::uint64_t exchange(const Operation& operation, Participants who, std::uint64_t value, unsigned argument,
                              int line) {
    return block->exchange(operation, who.mask, who.converges, value, argument, line);
}

// Which lane each form of shuffle reads, by its own lane, its argument and the width of the segments.
constexpr unsigned from_index(unsigned lane, int index, int width) {
    return (lane & ~unsigned(width - 1)) | (unsigned(index) & unsigned(width - 1));
}
constexpr unsigned from_above(unsigned lane, unsigned delta, int width) {
    return (lane & unsigned(width - 1)) < delta ? lane : lane - delta;
}
constexpr unsigned from_below(unsigned lane, unsigned delta, int width) {
    return (lane & unsigned(width - 1)) + delta >= unsigned(width) ? lane : lane + delta;
}
constexpr unsigned from_xor(unsigned lane, int mask, int width) {
    const unsigned other = lane ^ unsigned(mask);
    return other >= ((lane + unsigned(width)) & ~unsigned(width - 1)) ? lane : other;
}

template <class T> T shuffle(Participants who, T value, unsigned from, int line) {
    return from_bits<T>(exchange(shuffle_operation, who, to_bits(value), from, line));
}

struct Add { template <class T> T operator()(T a, T b) const { return a + b; } };
struct Least { template <class T> T operator()(T a, T b) const { return b < a ? b : a; } };
struct Most { template <class T> T operator()(T a, T b) const { return a < b ? b : a; } };
struct And { template <class T> T operator()(T a, T b) const { return a & b; } };
struct Or { template <class T> T operator()(T a, T b) const { return a | b; } };
struct Xor { template <class T> T operator()(T a, T b) const { return a ^ b; } };

/** What a ballot or a match returns: as wide as CUDA's or HIP's masks. */
using Mask = CROSSWARP_PICK(unsigned int, unsigned long long);
constexpr Mask all_lanes = static_cast<Mask>(first_lanes(warp_size));

} // namespace crosswarp

// ---- with a mask ----

#define CROSSWARP_SHUFFLE(name, A, from)                                                                               \
    template <class M, class T>                                                                                        \
    inline T name##_sync(M mask, T value, A argument, int width = warpSize, int line = __builtin_LINE()) {             \
        const unsigned lane = crosswarp::block->lane_id();                                                             \
        return crosswarp::shuffle(crosswarp::named(mask), value, crosswarp::from(lane, argument, width), line);        \
    }
CROSSWARP_SHUFFLE(__shfl, int, from_index)
CROSSWARP_SHUFFLE(__shfl_up, unsigned int, from_above)
CROSSWARP_SHUFFLE(__shfl_down, unsigned int, from_below)
CROSSWARP_SHUFFLE(__shfl_xor, int, from_xor)
#undef CROSSWARP_SHUFFLE

template <class M> inline crosswarp::Mask __ballot_sync(M mask, int predicate, int line = __builtin_LINE()) {
    return static_cast<crosswarp::Mask>(
        crosswarp::exchange(crosswarp::ballot_operation, crosswarp::named(mask), predicate != 0, 0, line));
}
template <class M> inline int __any_sync(M mask, int predicate, int line = __builtin_LINE()) {
    return int(crosswarp::exchange(crosswarp::any_operation, crosswarp::named(mask), predicate != 0, 0, line));
}
template <class M> inline int __all_sync(M mask, int predicate, int line = __builtin_LINE()) {
    return int(crosswarp::exchange(crosswarp::all_operation, crosswarp::named(mask), predicate != 0, 0, line));
}
template <class M, class T> inline crosswarp::Mask __match_any_sync(M mask, T value, int line = __builtin_LINE()) {
    return static_cast<crosswarp::Mask>(crosswarp::exchange(crosswarp::match_any_operation, crosswarp::named(mask),
                                                            crosswarp::to_bits(value), 0, line));
}
template <class M, class T>
inline crosswarp::Mask __match_all_sync(M mask, T value, int* predicate, int line = __builtin_LINE()) {
    const auto same = static_cast<crosswarp::Mask>(crosswarp::exchange(
        crosswarp::match_all_operation, crosswarp::named(mask), crosswarp::to_bits(value), 0, line));
    *predicate = same != 0;
    return same;
}

#define CROSSWARP_REDUCE(name, T, F)                                                                                   \
    template <class M> inline T __reduce_##name##_sync(M mask, T value, int line = __builtin_LINE()) {                 \
        return crosswarp::from_bits<T>(crosswarp::exchange(crosswarp::reduction_operation<T, crosswarp::F>,            \
                                                           crosswarp::named(mask), crosswarp::to_bits(value), 0,       \
                                                           line));                                                     \
    }
CROSSWARP_REDUCE(add, int, Add)
CROSSWARP_REDUCE(min, int, Least)
CROSSWARP_REDUCE(max, int, Most)
CROSSWARP_REDUCE(add, unsigned int, Add)
CROSSWARP_REDUCE(min, unsigned int, Least)
CROSSWARP_REDUCE(max, unsigned int, Most)
CROSSWARP_REDUCE(and, unsigned int, And)
CROSSWARP_REDUCE(or, unsigned int, Or)
CROSSWARP_REDUCE(xor, unsigned int, Xor)
#undef CROSSWARP_REDUCE

/** Waits for the lanes of the mask; what they wrote before is seen by all of them after. */
inline void __syncwarp(crosswarp::Mask mask = crosswarp::all_lanes, int line = __builtin_LINE()) {
    crosswarp::exchange(crosswarp::sync_operation, {mask, false}, 0, 0, line);
}
inline crosswarp::Mask __activemask(int line = __builtin_LINE()) {
    return static_cast<crosswarp::Mask>(
        crosswarp::exchange(crosswarp::members_operation, crosswarp::converging, 0, 0, line));
}

// ---- HIP: without a mask ----

#ifdef CROSSWARP_HIP
#define CROSSWARP_SHUFFLE(name, A, from)                                                                               \
    template <class T> inline T name(T value, A argument, int width = warpSize, int line = __builtin_LINE()) {         \
        const unsigned lane = crosswarp::block->lane_id();                                                             \
        return crosswarp::shuffle(crosswarp::converging, value, crosswarp::from(lane, argument, width), line);         \
    }
CROSSWARP_SHUFFLE(__shfl, int, from_index)
CROSSWARP_SHUFFLE(__shfl_up, unsigned int, from_above)
CROSSWARP_SHUFFLE(__shfl_down, unsigned int, from_below)
CROSSWARP_SHUFFLE(__shfl_xor, int, from_xor)
#undef CROSSWARP_SHUFFLE

inline unsigned long long __ballot(int predicate, int line = __builtin_LINE()) {
    return crosswarp::exchange(crosswarp::ballot_operation, crosswarp::converging, predicate != 0, 0, line);
}
inline unsigned long long __ballot64(int predicate, int line = __builtin_LINE()) { return __ballot(predicate, line); }
inline int __any(int predicate, int line = __builtin_LINE()) {
    return int(crosswarp::exchange(crosswarp::any_operation, crosswarp::converging, predicate != 0, 0, line));
}
inline int __all(int predicate, int line = __builtin_LINE()) {
    return int(crosswarp::exchange(crosswarp::all_operation, crosswarp::converging, predicate != 0, 0, line));
}
template <class T> inline unsigned long long __match_any(T value, int line = __builtin_LINE()) {
    return crosswarp::exchange(crosswarp::match_any_operation, crosswarp::converging, crosswarp::to_bits(value), 0, line);
}
template <class T> inline unsigned long long __match_all(T value, int* predicate, int line = __builtin_LINE()) {
    const unsigned long long same =
        crosswarp::exchange(crosswarp::match_all_operation, crosswarp::converging, crosswarp::to_bits(value), 0, line);
    *predicate = same != 0;
    return same;
}
inline unsigned int __lane_id() { return crosswarp::block->lane_id(); }

// Compiler words of AMD's: what a port writes for __syncwarp below ROCm 7.
inline void __builtin_amdgcn_fence(unsigned int, const char*) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void __builtin_amdgcn_wave_barrier(int line = __builtin_LINE()) {
    crosswarp::exchange(crosswarp::sync_operation, crosswarp::converging, 0, 0, line);
}
inline void __builtin_amdgcn_s_barrier(int line = __builtin_LINE()) {
    crosswarp::block->barrier(false, crosswarp::Block::Vote::count, line);
}
inline void __builtin_amdgcn_s_sleep(int) { crosswarp::block->yield(); }
#endif
