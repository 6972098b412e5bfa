// The collectives of a block: each thread leaves its items in shared memory, one barrier later every thread finds there
// what it needs. Sums go in the order of threads.
#pragma once

#include <algorithm>

#include "tools.h"

namespace CROSSWARP_CUB {

enum BlockReduceAlgorithm { BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY, BLOCK_REDUCE_RAKING, BLOCK_REDUCE_WARP_REDUCTIONS };
enum BlockScanAlgorithm { BLOCK_SCAN_RAKING, BLOCK_SCAN_RAKING_MEMOIZE, BLOCK_SCAN_WARP_SCANS };
enum BlockLoadAlgorithm { BLOCK_LOAD_DIRECT, BLOCK_LOAD_STRIPED, BLOCK_LOAD_VECTORIZE, BLOCK_LOAD_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE, BLOCK_LOAD_WARP_TRANSPOSE_TIMESLICED };
enum BlockStoreAlgorithm { BLOCK_STORE_DIRECT, BLOCK_STORE_STRIPED, BLOCK_STORE_VECTORIZE, BLOCK_STORE_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE_TIMESLICED };
enum BlockHistogramAlgorithm { BLOCK_HISTO_SORT, BLOCK_HISTO_ATOMIC };

/** What collectives begin with: their storage and the number of the thread. */
#define CROSSWARP_COLLECTIVE(name, storage)                                                                            \
  public:                                                                                                              \
    struct TempStorage storage;                                                                                        \
    name() : temp(own_storage<TempStorage>()), id(linear_id<x, y, z>()) {}                                             \
    name(TempStorage& t) : temp(t), id(linear_id<x, y, z>()) {}                                                        \
                                                                                                                       \
  private:                                                                                                             \
    static constexpr int threads = x * y * z;                                                                          \
    TempStorage& temp;                                                                                                 \
    const int id;                                                                                                      \
                                                                                                                       \
  public:

template <class T, int x, BlockReduceAlgorithm = BLOCK_REDUCE_WARP_REDUCTIONS, int y = 1, int z = 1, int = 0> class BlockReduce {
    struct Items {
        Room<T, x * y * z> items;
    };
    CROSSWARP_COLLECTIVE(BlockReduce, : Items {})
    /** The result is the first thread's. */
    template <class Op> T Reduce(T input, Op op, int valid = threads) {
        temp.items[id] = input;
        __syncthreads();
        if (id != 0) return input;
        T sum = temp.items[0];
        for (int i = 1; i < valid && i < threads; i++) sum = op(sum, temp.items[i]);
        return sum;
    }
    template <int n, class Op> T Reduce(T (&input)[n], Op op) {
        T sum = input[0];
        for (int i = 1; i < n; i++) sum = op(sum, input[i]);
        return Reduce(sum, op);
    }
    T Sum(T input) { return Reduce(input, CROSSWARP_CUB::Sum()); }
    T Sum(T input, int valid) { return Reduce(input, CROSSWARP_CUB::Sum(), valid); }
    template <int n> T Sum(T (&input)[n]) { return Reduce(input, CROSSWARP_CUB::Sum()); }
};

template <class T, int x, BlockScanAlgorithm = BLOCK_SCAN_RAKING, int y = 1, int z = 1, int = 0> class BlockScan {
    struct Items {
        Room<T, x * y * z> items;
        Room<T, 1> prefix;
    };
    CROSSWARP_COLLECTIVE(BlockScan, : Items {})

  private:
    /** Scans one value of each thread; `first` (of the block's first thread) goes before all where it is there. */
    template <class Op> void scan(T input, T& inclusive, T& exclusive, bool seeded, const T& first, Op op, T& aggregate) {
        temp.items[id] = input;
        __syncthreads();
        T sum = temp.items[0], before = first;
        if (id > 0 && seeded) before = op(first, temp.items[0]);
        if (id > 0 && !seeded) before = temp.items[0];
        for (int i = 1; i < threads; i++) {
            if (i < id) before = op(before, temp.items[i]);
            sum = op(sum, temp.items[i]);
        }
        exclusive = before;
        inclusive = id == 0 && !seeded ? input : op(before, input);
        aggregate = sum;
    }
    template <int n, class Op>
    void items(T (&input)[n], T (&output)[n], bool exclusive, bool seeded, const T& first, Op op, T& aggregate) {
        T sum = input[0], inclusive, before;
        for (int i = 1; i < n; i++) sum = op(sum, input[i]);
        scan(sum, inclusive, before, seeded, first, op, aggregate);
        bool any = seeded || id > 0;
        for (int i = 0; i < n; i++) {
            const T value = input[i], next = any ? op(before, value) : value;
            output[i] = exclusive ? before : next;
            before = next;
            any = true;
        }
    }
    /** The prefix that a function of the first warp gives for this block's sum. */
    template <class Op, class F> T prefix(T sum, Op op, F& function) {
        T inclusive, before, aggregate;
        scan(sum, inclusive, before, false, sum, op, aggregate);
        if (id < int(crosswarp::warp_size)) {
            const T given = function(aggregate);
            if (id == 0) temp.prefix[0] = given;
        }
        __syncthreads();
        return temp.prefix[0];
    }
    T ignored{};

  public:
    template <class Op> void InclusiveScan(T input, T& output, Op op) { InclusiveScan(input, output, op, ignored); }
    template <class Op> void InclusiveScan(T input, T& output, Op op, T& aggregate) {
        T before;
        scan(input, output, before, false, input, op, aggregate);
    }
    template <class Op> void ExclusiveScan(T input, T& output, T first, Op op) { ExclusiveScan(input, output, first, op, ignored); }
    template <class Op> void ExclusiveScan(T input, T& output, T first, Op op, T& aggregate) {
        T inclusive;
        scan(input, inclusive, output, true, first, op, aggregate);
    }
    template <class Op> void ExclusiveScan(T input, T& output, Op op) {
        T inclusive;
        scan(input, inclusive, output, false, T{}, op, ignored);
    }
    void InclusiveSum(T input, T& output) { InclusiveScan(input, output, Sum()); }
    void InclusiveSum(T input, T& output, T& aggregate) { InclusiveScan(input, output, Sum(), aggregate); }
    void ExclusiveSum(T input, T& output) { ExclusiveScan(input, output, T{}, Sum()); }
    void ExclusiveSum(T input, T& output, T& aggregate) { ExclusiveScan(input, output, T{}, Sum(), aggregate); }
    template <class F, class = decltype(std::declval<F&>()(std::declval<T>()))> void ExclusiveSum(T input, T& output, F& function) {
        const T first = prefix(input, Sum(), function);
        __syncthreads();
        ExclusiveScan(input, output, first, Sum());
    }
    template <class F, class = decltype(std::declval<F&>()(std::declval<T>()))> void InclusiveSum(T input, T& output, F& function) {
        ExclusiveSum(input, output, function);
        output = output + input;
    }
    template <int n, class Op> void InclusiveScan(T (&input)[n], T (&output)[n], Op op) { items(input, output, false, false, input[0], op, ignored); }
    template <int n, class Op> void InclusiveScan(T (&input)[n], T (&output)[n], Op op, T& aggregate) { items(input, output, false, false, input[0], op, aggregate); }
    template <int n, class Op> void ExclusiveScan(T (&input)[n], T (&output)[n], T first, Op op) { items(input, output, true, true, first, op, ignored); }
    template <int n, class Op> void ExclusiveScan(T (&input)[n], T (&output)[n], T first, Op op, T& aggregate) { items(input, output, true, true, first, op, aggregate); }
    template <int n> void InclusiveSum(T (&input)[n], T (&output)[n]) { InclusiveScan(input, output, Sum()); }
    template <int n> void InclusiveSum(T (&input)[n], T (&output)[n], T& aggregate) { InclusiveScan(input, output, Sum(), aggregate); }
    template <int n> void ExclusiveSum(T (&input)[n], T (&output)[n]) { ExclusiveScan(input, output, T{}, Sum()); }
    template <int n> void ExclusiveSum(T (&input)[n], T (&output)[n], T& aggregate) { ExclusiveScan(input, output, T{}, Sum(), aggregate); }
    template <int n, class F, class = decltype(std::declval<F&>()(std::declval<T>()))> void ExclusiveSum(T (&input)[n], T (&output)[n], F& function) {
        T sum = input[0];
        for (int i = 1; i < n; i++) sum = sum + input[i];
        const T first = prefix(sum, Sum(), function);
        __syncthreads();
        ExclusiveScan(input, output, first, Sum());
    }
};

// ---- loads and stores: `blocked` gives a thread neighbours, `striped` every threads-th item ----

template <class T, int n, class I> void LoadDirectBlocked(int id, I from, T (&items)[n]) { for (int i = 0; i < n; i++) items[i] = from[id * n + i]; }
template <class T, int n, class I> void LoadDirectBlocked(int id, I from, T (&items)[n], int valid) {
    for (int i = 0; i < n; i++) if (id * n + i < valid) items[i] = from[id * n + i];
}
template <class T, int n, class I, class V> void LoadDirectBlocked(int id, I from, T (&items)[n], int valid, V other) {
    for (int i = 0; i < n; i++) items[i] = id * n + i < valid ? static_cast<T>(from[id * n + i]) : static_cast<T>(other);
}
template <int threads, class T, int n, class I> void LoadDirectStriped(int id, I from, T (&items)[n]) { for (int i = 0; i < n; i++) items[i] = from[i * threads + id]; }
template <int threads, class T, int n, class I> void LoadDirectStriped(int id, I from, T (&items)[n], int valid) {
    for (int i = 0; i < n; i++) if (i * threads + id < valid) items[i] = from[i * threads + id];
}
template <int threads, class T, int n, class I, class V> void LoadDirectStriped(int id, I from, T (&items)[n], int valid, V other) {
    for (int i = 0; i < n; i++) items[i] = i * threads + id < valid ? static_cast<T>(from[i * threads + id]) : static_cast<T>(other);
}
template <class T, int n, class O> void StoreDirectBlocked(int id, O to, T (&items)[n]) { for (int i = 0; i < n; i++) to[id * n + i] = items[i]; }
template <class T, int n, class O> void StoreDirectBlocked(int id, O to, T (&items)[n], int valid) {
    for (int i = 0; i < n; i++) if (id * n + i < valid) to[id * n + i] = items[i];
}
template <int threads, class T, int n, class O> void StoreDirectStriped(int id, O to, T (&items)[n]) { for (int i = 0; i < n; i++) to[i * threads + id] = items[i]; }
template <int threads, class T, int n, class O> void StoreDirectStriped(int id, O to, T (&items)[n], int valid) {
    for (int i = 0; i < n; i++) if (i * threads + id < valid) to[i * threads + id] = items[i];
}

template <class T, int x, int n, BlockLoadAlgorithm how = BLOCK_LOAD_DIRECT, int y = 1, int z = 1, int = 0> class BlockLoad {
    CROSSWARP_COLLECTIVE(BlockLoad, {})
    template <class I, class... V> void Load(I from, T (&items)[n], V... bound) {
        if constexpr (how == BLOCK_LOAD_STRIPED) LoadDirectStriped<threads>(id, from, items, bound...);
        else LoadDirectBlocked(id, from, items, bound...);
        if constexpr (how >= BLOCK_LOAD_TRANSPOSE) __syncthreads();
    }
};
template <class T, int x, int n, BlockStoreAlgorithm how = BLOCK_STORE_DIRECT, int y = 1, int z = 1, int = 0> class BlockStore {
    CROSSWARP_COLLECTIVE(BlockStore, {})
    template <class O, class... V> void Store(O to, T (&items)[n], V... bound) {
        if constexpr (how >= BLOCK_STORE_TRANSPOSE) __syncthreads();
        if constexpr (how == BLOCK_STORE_STRIPED) StoreDirectStriped<threads>(id, to, items, bound...);
        else StoreDirectBlocked(id, to, items, bound...);
    }
};

} // namespace CROSSWARP_CUB
