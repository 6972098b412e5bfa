// Reductions and scans of cooperative groups, and their copies. Values are taken in order of rank: a reduction of a
// power of two of them as a tree, halves against halves, as hardware does it with shuffles.
#pragma once

#include "groups.h"

namespace crosswarp {

/** What one lane brings to a reduction or a scan. */
template <class T, class F> struct Part {
    T value;
    F* combine;
};
template <class T, class F> Part<T, F>& part_of(const Lane& lane) { return *reinterpret_cast<Part<T, F>*>(lane.value); }

template <class T, class F> void evaluate_tree(Lane* warp, Lanes group) {
    T values[64];
    unsigned count = 0;
    each_lane(group, [&](unsigned l) { values[count++] = part_of<T, F>(warp[l]).value; });
    F& combine = *part_of<T, F>(warp[__builtin_ctzll(group)]).combine;
    if (count & (count - 1)) {
        for (unsigned i = 1; i < count; i++) values[0] = combine(values[0], values[i]);
    } else {
        for (unsigned half = count / 2; half; half /= 2)
            for (unsigned i = 0; i < half; i++) values[i] = combine(values[i], values[i + half]);
    }
    each_lane(group, [&](unsigned l) { part_of<T, F>(warp[l]).value = values[0]; });
}
/** Inclusive; the exclusive form gives each lane what the one before it has, and the first one a T made of nothing. */
template <bool inclusive, class T, class F> void evaluate_scan(Lane* warp, Lanes group) {
    F& combine = *part_of<T, F>(warp[__builtin_ctzll(group)]).combine;
    T sum{};
    bool first = true;
    each_lane(group, [&](unsigned l) {
        T& value = part_of<T, F>(warp[l]).value;
        const T next = first ? value : static_cast<T>(combine(sum, value));
        value = inclusive ? next : sum;
        sum = next;
        first = false;
    });
}
template <class T, class F> inline constexpr Operation tree_operation{"a reduction of a group", evaluate_tree<T, F>};
template <bool inclusive, class T, class F>
inline constexpr Operation scan_operation{"a scan of a group", evaluate_scan<inclusive, T, F>};

template <class T, class F> T collective(const Operation& operation, const LaneSet& set, T value, F combine, int line) {
    Part<T, F> part{value, &combine};
    set.operate(operation, reinterpret_cast<std::uint64_t>(&part), 0, line);
    return part.value;
}

} // namespace crosswarp

namespace cooperative_groups {

#define CROSSWARP_OPERATION(name, expression)                                                                          \
    template <class T = void> struct name {                                                                            \
        T operator()(T a, T b) const { return expression; }                                                            \
    };                                                                                                                 \
    template <> struct name<void> {                                                                                    \
        template <class T> T operator()(T a, T b) const { return expression; }                                         \
    };
CROSSWARP_OPERATION(plus, a + b)
CROSSWARP_OPERATION(less, b < a ? b : a)
CROSSWARP_OPERATION(greater, a < b ? b : a)
CROSSWARP_OPERATION(bit_and, a & b)
CROSSWARP_OPERATION(bit_or, a | b)
CROSSWARP_OPERATION(bit_xor, a ^ b)
#undef CROSSWARP_OPERATION

template <class T, class F> auto reduce(const lane_group& group, T value, F combine, int line = __builtin_LINE()) {
    return crosswarp::collective(crosswarp::tree_operation<T, F>, group.lane_set(), value, combine, line);
}
template <class T, class F = plus<T>>
T inclusive_scan(const lane_group& group, T value, F combine = F(), int line = __builtin_LINE()) {
    return crosswarp::collective(crosswarp::scan_operation<true, T, F>, group.lane_set(), value, combine, line);
}
template <class T, class F = plus<T>>
T exclusive_scan(const lane_group& group, T value, F combine = F(), int line = __builtin_LINE()) {
    return crosswarp::collective(crosswarp::scan_operation<false, T, F>, group.lane_set(), value, combine, line);
}

/** Copies that may be under way until `wait`: one thread of the group makes them, at once. */
template <class G, class T> void memcpy_async(const G& group, T* to, const T* from, std::size_t bytes) {
    if (group.thread_rank() == 0) std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), bytes);
}
template <class G, class T>
void memcpy_async(const G& group, T* to, std::size_t room, const T* from, std::size_t count) {
    memcpy_async(group, to, from, sizeof(T) * (room < count ? room : count));
}
template <class G> void wait(const G& group, int line = __builtin_LINE()) { group.sync(line); }
template <unsigned int stages, class G> void wait_prior(const G& group, int line = __builtin_LINE()) { group.sync(line); }

} // namespace cooperative_groups
