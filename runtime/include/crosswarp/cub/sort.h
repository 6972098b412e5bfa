// The sorts for the whole device, in segments and as one: stable, by a range of the keys' bits or by a comparison. Part of
// device.h, whose macros it uses.
#pragma once

namespace CROSSWARP_CUB {

/** Keys, and values where there are any, put in order: `in` is left as it is. */
template <class K, class V, class Less> void put_in_order(const K* keys, K* keys_out, const V* values, V* values_out, std::size_t n, Less less) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return less(keys[a], keys[b]); });
    // Through copies, since both may be the same place.
    const std::vector<K> k(keys, keys + n);
    for (std::size_t i = 0; i < n; i++) keys_out[i] = k[order[i]];
    if (!values) return;
    const std::vector<V> v(values, values + n);
    for (std::size_t i = 0; i < n; i++) values_out[i] = v[order[i]];
}

struct DeviceRadixSort {
#define CROSSWARP_SORT(suffix, descending)                                                                             \
    template <class K, class V, class N>                                                                               \
    static Error SortPairs##suffix(CROSSWARP_STORAGE, const K* keys, K* keys_out, const V* values, V* values_out, N n, \
                                   int begin = 0, int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {                    \
        CROSSWARP_DO(put_in_order(keys, keys_out, values, values_out, static_cast<std::size_t>(n), RadixLess<K>{begin, end, descending})); \
    }                                                                                                                  \
    template <class K, class N>                                                                                        \
    static Error SortKeys##suffix(CROSSWARP_STORAGE, const K* keys, K* keys_out, N n, int begin = 0,                   \
                                  int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {                                    \
        CROSSWARP_DO(put_in_order<K, char>(keys, keys_out, nullptr, nullptr, static_cast<std::size_t>(n), RadixLess<K>{begin, end, descending})); \
    }                                                                                                                  \
    /** With double buffers the result is in what becomes the current one. */                                          \
    template <class K, class V, class N>                                                                               \
    static Error SortPairs##suffix(CROSSWARP_STORAGE, DoubleBuffer<K>& keys, DoubleBuffer<V>& values, N n, int begin = 0, \
                                   int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {                                   \
        const Error e = SortPairs##suffix(storage, bytes, keys.Current(), keys.Alternate(), values.Current(), values.Alternate(), n, begin, end, stream); \
        if (storage) keys.selector ^= 1, values.selector ^= 1;                                                         \
        return e;                                                                                                      \
    }                                                                                                                  \
    template <class K, class N>                                                                                        \
    static Error SortKeys##suffix(CROSSWARP_STORAGE, DoubleBuffer<K>& keys, N n, int begin = 0,                        \
                                  int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {                                    \
        const Error e = SortKeys##suffix(storage, bytes, keys.Current(), keys.Alternate(), n, begin, end, stream);     \
        if (storage) keys.selector ^= 1;                                                                               \
        return e;                                                                                                      \
    }
    CROSSWARP_SORT(, false)
    CROSSWARP_SORT(Descending, true)
#undef CROSSWARP_SORT
};

struct DeviceSegmentedRadixSort {
#define CROSSWARP_SORT(suffix, descending)                                                                             \
    template <class K, class V, class B, class E>                                                                      \
    static Error SortPairs##suffix(CROSSWARP_STORAGE, const K* keys, K* keys_out, const V* values, V* values_out, int, int segments, \
                                   B begins, E ends, int begin = 0, int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {  \
        CROSSWARP_DO(for (int s = 0; s < segments; s++)                                                                \
            put_in_order(keys + begins[s], keys_out + begins[s], values + begins[s], values_out + begins[s],           \
                         static_cast<std::size_t>(std::max<long long>(0, static_cast<long long>(ends[s]) - begins[s])), RadixLess<K>{begin, end, descending})); \
    }                                                                                                                  \
    template <class K, class B, class E>                                                                               \
    static Error SortKeys##suffix(CROSSWARP_STORAGE, const K* keys, K* keys_out, int, int segments, B begins, E ends,  \
                                  int begin = 0, int end = int(sizeof(K)) * 8, CROSSWARP_STREAM) {                     \
        CROSSWARP_DO(for (int s = 0; s < segments; s++)                                                                \
            put_in_order<K, char>(keys + begins[s], keys_out + begins[s], nullptr, nullptr,                            \
                         static_cast<std::size_t>(std::max<long long>(0, static_cast<long long>(ends[s]) - begins[s])), RadixLess<K>{begin, end, descending})); \
    }
    CROSSWARP_SORT(, false)
    CROSSWARP_SORT(Descending, true)
#undef CROSSWARP_SORT
};

struct DeviceMergeSort {
    template <class K, class N, class Less> static Error SortKeys(CROSSWARP_STORAGE, K* keys, N n, Less less, CROSSWARP_STREAM) {
        CROSSWARP_DO(std::stable_sort(keys, keys + n, less));
    }
    template <class K, class N, class Less> static Error StableSortKeys(CROSSWARP_STORAGE, K* keys, N n, Less less, CROSSWARP_STREAM) {
        CROSSWARP_DO(std::stable_sort(keys, keys + n, less));
    }
    template <class K, class V, class N, class Less>
    static Error SortPairs(CROSSWARP_STORAGE, K* keys, V* values, N n, Less less, CROSSWARP_STREAM) {
        CROSSWARP_DO(put_in_order(keys, keys, values, values, static_cast<std::size_t>(n), less));
    }
};

} // namespace CROSSWARP_CUB
