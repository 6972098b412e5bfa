// The collectives of a block that move items: exchanges, sorts, histograms, flags of where values change.
#pragma once

#include "block.h"

namespace CROSSWARP_CUB {

template <class T, int x, int n, bool = false, int y = 1, int z = 1, int = 0> class BlockExchange {
    struct Items {
        Room<T, x * y * z * n> items;
    };
    CROSSWARP_COLLECTIVE(BlockExchange, : Items {})

  private:
    /** Where item `i` of this thread lies, blocked, striped, or striped over a warp. */
    int blocked(int i) const { return id * n + i; }
    int striped(int i) const { return i * threads + id; }
    int warp_striped(int i) const {
        const int w = int(crosswarp::warp_size), first = id / w * w, width = std::min(w, threads - first);
        return first * n + i * width + id % w;
    }
    template <class From, class To, class U> void move(const T (&input)[n], U (&output)[n], From from, To to) {
        for (int i = 0; i < n; i++) temp.items[from(i)] = input[i];
        __syncthreads();
        for (int i = 0; i < n; i++) output[i] = temp.items[to(i)];
    }

  public:
#define CROSSWARP_EXCHANGE(name, from, to)                                                                             \
    template <class U> void name(const T (&input)[n], U (&output)[n]) {                                                \
        move(input, output, [this](int i) { return from(i); }, [this](int i) { return to(i); });                       \
    }                                                                                                                  \
    void name(T (&items)[n]) { name(items, items); }
    CROSSWARP_EXCHANGE(StripedToBlocked, striped, blocked)
    CROSSWARP_EXCHANGE(BlockedToStriped, blocked, striped)
    CROSSWARP_EXCHANGE(WarpStripedToBlocked, warp_striped, blocked)
    CROSSWARP_EXCHANGE(BlockedToWarpStriped, blocked, warp_striped)
#undef CROSSWARP_EXCHANGE
    template <class R> void ScatterToBlocked(T (&items)[n], R (&ranks)[n]) {
        move(items, items, [&](int i) { return int(ranks[i]); }, [this](int i) { return blocked(i); });
    }
    template <class R> void ScatterToStriped(T (&items)[n], R (&ranks)[n]) {
        move(items, items, [&](int i) { return int(ranks[i]); }, [this](int i) { return striped(i); });
    }
};

/** The sorts of a block: the first thread finds the order, all threads fetch their items. */
template <class K, int x, int n, class V, int y, int z> class BlockOrder {
    static constexpr bool pairs = !std::is_same<V, NullType>::value;
    struct Items {
        Room<K, x * y * z * n> keys;
        Room<V, pairs ? x * y * z * n : 1> values;
        Room<int, x * y * z * n> order;
    };
    CROSSWARP_COLLECTIVE(BlockOrder, : Items {})
    template <class Less> void sort(K (&keys)[n], V* values, Less less, bool striped = false) {
        for (int i = 0; i < n; i++) {
            temp.keys[id * n + i] = keys[i];
            if (pairs && values) temp.values[id * n + i] = values[i];
        }
        __syncthreads();
        if (id == 0) {
            int* const order = &temp.order[0];
            for (int i = 0; i < threads * n; i++) order[i] = i;
            std::stable_sort(order, order + threads * n, [&](int a, int b) { return less(temp.keys[a], temp.keys[b]); });
        }
        __syncthreads();
        for (int i = 0; i < n; i++) {
            const int from = temp.order[striped ? i * threads + id : id * n + i];
            keys[i] = temp.keys[from];
            if (pairs && values) values[i] = temp.values[from];
        }
    }
};
template <class K, int x, int n, class V = NullType, int = 4, bool = true, BlockScanAlgorithm = BLOCK_SCAN_WARP_SCANS, int = 0, int y = 1, int z = 1, int = 0>
class BlockRadixSort : public BlockOrder<K, x, n, V, y, z> {
    static constexpr int all = int(sizeof(K)) * 8;

  public:
    using BlockOrder<K, x, n, V, y, z>::BlockOrder;
    using TempStorage = typename BlockOrder<K, x, n, V, y, z>::TempStorage;
    void Sort(K (&keys)[n], int begin = 0, int end = all) { this->sort(keys, nullptr, RadixLess<K>{begin, end, false}); }
    void Sort(K (&keys)[n], V (&values)[n], int begin = 0, int end = all) { this->sort(keys, values, RadixLess<K>{begin, end, false}); }
    void SortDescending(K (&keys)[n], int begin = 0, int end = all) { this->sort(keys, nullptr, RadixLess<K>{begin, end, true}); }
    void SortDescending(K (&keys)[n], V (&values)[n], int begin = 0, int end = all) { this->sort(keys, values, RadixLess<K>{begin, end, true}); }
    void SortBlockedToStriped(K (&keys)[n], int begin = 0, int end = all) { this->sort(keys, nullptr, RadixLess<K>{begin, end, false}, true); }
    void SortBlockedToStriped(K (&keys)[n], V (&values)[n], int begin = 0, int end = all) { this->sort(keys, values, RadixLess<K>{begin, end, false}, true); }
    void SortDescendingBlockedToStriped(K (&keys)[n], int begin = 0, int end = all) { this->sort(keys, nullptr, RadixLess<K>{begin, end, true}, true); }
};
template <class K, int x, int n, class V = NullType, int y = 1, int z = 1> class BlockMergeSort : public BlockOrder<K, x, n, V, y, z> {
  public:
    using BlockOrder<K, x, n, V, y, z>::BlockOrder;
    using TempStorage = typename BlockOrder<K, x, n, V, y, z>::TempStorage;
    template <class Less> void Sort(K (&keys)[n], Less less) { this->sort(keys, nullptr, less); }
    template <class Less> void Sort(K (&keys)[n], V (&values)[n], Less less) { this->sort(keys, values, less); }
    template <class Less> void StableSort(K (&keys)[n], Less less) { this->sort(keys, nullptr, less); }
};

template <class T, int x, int n, int bins, BlockHistogramAlgorithm = BLOCK_HISTO_SORT, int y = 1, int z = 1, int = 0> class BlockHistogram {
    CROSSWARP_COLLECTIVE(BlockHistogram, {})
    template <class C> void InitHistogram(C* counts) {
        for (int i = id; i < bins; i += threads) counts[i] = 0;
    }
    template <class C> void Composite(T (&items)[n], C* counts) {
        __syncthreads();
        for (int i = 0; i < n; i++) atomicAdd(&counts[static_cast<int>(items[i])], C(1));
        __syncthreads();
    }
    template <class C> void Histogram(T (&items)[n], C* counts) {
        InitHistogram(counts);
        Composite(items, counts);
    }
};

template <class T, int x, int y = 1, int z = 1, int = 0> class BlockDiscontinuity {
    struct Items {
        Room<T, x * y * z> first, last;
    };
    CROSSWARP_COLLECTIVE(BlockDiscontinuity, : Items {})

  private:
    template <int n> void leave(T (&items)[n]) {
        temp.first[id] = items[0];
        temp.last[id] = items[n - 1];
        __syncthreads();
    }

  public:
    /** Without a neighbour outside, the block's first item is a head, and its last a tail. */
    template <int n, class F, class Op> void FlagHeads(F (&flags)[n], T (&items)[n], Op op) {
        leave(items);
        for (int i = 0; i < n; i++) flags[i] = i == 0 ? id == 0 || op(temp.last[std::max(id - 1, 0)], items[0]) : op(items[i - 1], items[i]);
    }
    template <int n, class F, class Op> void FlagHeads(F (&flags)[n], T (&items)[n], Op op, T before) {
        FlagHeads(flags, items, op);
        if (id == 0) flags[0] = op(before, items[0]);
    }
    template <int n, class F, class Op> void FlagTails(F (&flags)[n], T (&items)[n], Op op) {
        leave(items);
        for (int i = 0; i < n; i++)
            flags[i] = i == n - 1 ? id == threads - 1 || op(items[i], temp.first[std::min(id + 1, threads - 1)]) : op(items[i], items[i + 1]);
    }
    template <int n, class F, class Op> void FlagTails(F (&flags)[n], T (&items)[n], Op op, T after) {
        FlagTails(flags, items, op);
        if (id == threads - 1) flags[n - 1] = op(items[n - 1], after);
    }
};

template <class T, int x, int y = 1, int z = 1, int = 0> class BlockAdjacentDifference {
    struct Items {
        Room<T, x * y * z> first, last;
    };
    CROSSWARP_COLLECTIVE(BlockAdjacentDifference, : Items {})
    template <int n, class U, class Op> void SubtractLeft(T (&items)[n], U (&output)[n], Op op) {
        temp.last[id] = items[n - 1];
        __syncthreads();
        for (int i = n - 1; i > 0; i--) output[i] = op(items[i], items[i - 1]);
        output[0] = id == 0 ? U(items[0]) : U(op(items[0], temp.last[id - 1]));
    }
    template <int n, class U, class Op> void SubtractRight(T (&items)[n], U (&output)[n], Op op) {
        temp.first[id] = items[0];
        __syncthreads();
        for (int i = 0; i + 1 < n; i++) output[i] = op(items[i], items[i + 1]);
        output[n - 1] = id == threads - 1 ? U(items[n - 1]) : U(op(items[n - 1], temp.first[id + 1]));
    }
};

} // namespace CROSSWARP_CUB
