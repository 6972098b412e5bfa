// The collectives of a warp, or of a part of one that is a power of two: items meet in shared memory between two waits for
// the lanes of the part that are there.
#pragma once

#include "tools.h"

namespace CROSSWARP_CUB {

template <class T, int width> struct WarpItems {
    Room<T, width> items;
    int first() const { return int(crosswarp::block->lane_id()) / width * width; }
    int lane() const { return int(crosswarp::block->lane_id()) % width; }
    /** Waits for the part's lanes that exist. */
    void meet() const {
        const crosswarp::Lanes mine = crosswarp::first_lanes(width) << first();
        __syncwarp(static_cast<crosswarp::Mask>(mine & crosswarp::block->existing_lanes()));
    }
};

#define CROSSWARP_WARP_COLLECTIVE(name)                                                                                \
  public:                                                                                                              \
    struct TempStorage : WarpItems<T, width> {};                                                                       \
    name(TempStorage& t) : temp(t), lane(t.lane()) {}                                                                  \
                                                                                                                       \
  private:                                                                                                             \
    TempStorage& temp;                                                                                                 \
    const int lane;                                                                                                    \
    void leave(const T& input) {                                                                                       \
        temp.meet();                                                                                                   \
        temp.items[lane] = input;                                                                                      \
        temp.meet();                                                                                                   \
    }                                                                                                                  \
                                                                                                                       \
  public:

template <class T, int width = int(crosswarp::warp_size), int = 0> class WarpReduce {
    CROSSWARP_WARP_COLLECTIVE(WarpReduce)
    /** The result is the first lane's. */
    template <class Op> T Reduce(T input, Op op, int valid = width) {
        leave(input);
        if (lane != 0) return input;
        T sum = temp.items[0];
        for (int i = 1; i < valid && i < width; i++) sum = op(sum, temp.items[i]);
        return sum;
    }
    T Sum(T input) { return Reduce(input, CROSSWARP_CUB::Sum()); }
    T Sum(T input, int valid) { return Reduce(input, CROSSWARP_CUB::Sum(), valid); }
    T Max(T input) { return Reduce(input, CROSSWARP_CUB::Max()); }
    T Min(T input) { return Reduce(input, CROSSWARP_CUB::Min()); }
};

template <class T, int width = int(crosswarp::warp_size), int = 0> class WarpScan {
    CROSSWARP_WARP_COLLECTIVE(WarpScan)
    template <class Op> void InclusiveScan(T input, T& output, Op op) { T sum; InclusiveScan(input, output, op, sum); }
    template <class Op> void InclusiveScan(T input, T& output, Op op, T& aggregate) {
        leave(input);
        T sum = output = temp.items[0];
        for (int i = 1; i < width; i++) {
            sum = op(sum, temp.items[i]);
            if (i == lane) output = sum;
        }
        aggregate = sum;
    }
    template <class Op> void ExclusiveScan(T input, T& output, T first, Op op) { T sum; ExclusiveScan(input, output, first, op, sum); }
    template <class Op> void ExclusiveScan(T input, T& output, T first, Op op, T& aggregate) {
        leave(input);
        T before = first;
        for (int i = 0; i < lane; i++) before = op(before, temp.items[i]);
        output = before;
        T sum = temp.items[0];
        for (int i = 1; i < width; i++) sum = op(sum, temp.items[i]);
        aggregate = sum;
    }
    void InclusiveSum(T input, T& output) { InclusiveScan(input, output, Sum()); }
    void InclusiveSum(T input, T& output, T& aggregate) { InclusiveScan(input, output, Sum(), aggregate); }
    void ExclusiveSum(T input, T& output) { ExclusiveScan(input, output, T{}, Sum()); }
    void ExclusiveSum(T input, T& output, T& aggregate) { ExclusiveScan(input, output, T{}, Sum(), aggregate); }
    T Broadcast(T input, unsigned from) {
        leave(input);
        return temp.items[int(from)];
    }
};

#undef CROSSWARP_WARP_COLLECTIVE

} // namespace CROSSWARP_CUB
