// What the parts of cub:: and hipcub:: share: operators, pairs, iterators, double buffers, an allocator, and how threads
// of a block are counted.
#pragma once

#include <iterator>
#include <limits>

#if !defined(CROSSWARP_CUDA) && !defined(CROSSWARP_HIP)
#include "../../cuda_runtime.h"
#endif

#define CROSSWARP_CUB CROSSWARP_PICK(cub, hipcub)
// Each face has its own macros only: a port that still names CUB's must not build here, since it would not with hipCUB.
#ifdef CROSSWARP_CUDA
#define CubDebug(e) (e)
#define CubDebugExit(e)                                                                                                \
    do {                                                                                                               \
        if (const crosswarp::Error cub_error = (e)) {                                                                  \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, CROSSWARP_NAME(GetErrorString)(cub_error));        \
            std::exit(1);                                                                                              \
        }                                                                                                              \
    } while (0)
#else
#define HipcubDebug(e) (e)
#endif

namespace CROSSWARP_CUB {

// ---- operators ----

struct Sum {
    template <class A, class B> constexpr auto operator()(const A& a, const B& b) const { return a + b; }
};
struct Difference {
    template <class A, class B> constexpr auto operator()(const A& a, const B& b) const { return a - b; }
};
struct Division {
    template <class A, class B> constexpr auto operator()(const A& a, const B& b) const { return a / b; }
};
struct Max {
    template <class T> constexpr T operator()(const T& a, const T& b) const { return b > a ? b : a; }
};
struct Min {
    template <class T> constexpr T operator()(const T& a, const T& b) const { return b < a ? b : a; }
};
struct Equality {
    template <class A, class B> constexpr bool operator()(const A& a, const B& b) const { return a == b; }
};
struct Inequality {
    template <class A, class B> constexpr bool operator()(const A& a, const B& b) const { return a != b; }
};
template <class Op> struct InequalityWrapper {
    Op op;
    template <class A, class B> bool operator()(const A& a, const B& b) { return !op(a, b); }
};
template <class T> struct CastOp {
    template <class A> T operator()(const A& a) const { return static_cast<T>(a); }
};
template <class K, class V> struct KeyValuePair {
    using Key = K;
    using Value = V;
    K key;
    V value;
    bool operator!=(const KeyValuePair& b) const { return key != b.key || value != b.value; }
};
struct ArgMax {
    template <class V, class K> KeyValuePair<K, V> operator()(const KeyValuePair<K, V>& a, const KeyValuePair<K, V>& b) const {
        return b.value > a.value || (a.value == b.value && b.key < a.key) ? b : a;
    }
};
struct ArgMin {
    template <class V, class K> KeyValuePair<K, V> operator()(const KeyValuePair<K, V>& a, const KeyValuePair<K, V>& b) const {
        return b.value < a.value || (a.value == b.value && b.key < a.key) ? b : a;
    }
};
struct NullType {};

/** Two buffers of which one holds what counts. */
template <class T> struct DoubleBuffer {
    T* d_buffers[2] = {nullptr, nullptr};
    int selector = 0;
    DoubleBuffer() = default;
    DoubleBuffer(T* current, T* alternate) : d_buffers{current, alternate} {}
    T* Current() { return d_buffers[selector]; }
    T* Alternate() { return d_buffers[selector ^ 1]; }
};

// ---- iterators ----

/** All that differs between the iterators is what stands at a place. */
template <class Self, class T, class D = std::ptrdiff_t> struct ReadIterator {
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = D;
    using pointer = T*;
    using reference = T;
    Self& self() { return static_cast<Self&>(*this); }
    const Self& self() const { return static_cast<const Self&>(*this); }
    T operator*() const { return self().at(0); }
    T operator[](D i) const { return self().at(i); }
    Self operator+(D n) const { Self moved = self(); moved.move(n); return moved; }
    Self operator-(D n) const { return *this + -n; }
    Self& operator+=(D n) { self().move(n); return self(); }
    Self& operator++() { return *this += 1; }
    Self operator++(int) { Self old = self(); self().move(1); return old; }
};
template <class T, class D = std::ptrdiff_t> struct CountingInputIterator : ReadIterator<CountingInputIterator<T, D>, T, D> {
    T first;
    CountingInputIterator(const T& value) : first(value) {}
    T at(D i) const { return static_cast<T>(first + static_cast<T>(i)); }
    void move(D n) { first = at(n); }
};
template <class T, class D = std::ptrdiff_t> struct ConstantInputIterator : ReadIterator<ConstantInputIterator<T, D>, T, D> {
    T value;
    ConstantInputIterator(const T& v, D = 0) : value(v) {}
    T at(D) const { return value; }
    void move(D) {}
};
template <class T, class F, class I, class D = std::ptrdiff_t>
struct TransformInputIterator : ReadIterator<TransformInputIterator<T, F, I, D>, T, D> {
    I from;
    F convert;
    TransformInputIterator(I input, F f) : from(input), convert(f) {}
    T at(D i) const { return const_cast<F&>(convert)(from[i]); }
    void move(D n) { from = from + n; }
};
template <class I, class D = std::ptrdiff_t, class T = typename std::iterator_traits<I>::value_type>
struct ArgIndexInputIterator : ReadIterator<ArgIndexInputIterator<I, D, T>, KeyValuePair<D, T>, D> {
    I from;
    D offset;
    ArgIndexInputIterator(I input, D first = 0) : from(input), offset(first) {}
    KeyValuePair<D, T> at(D i) const { return {offset + i, from[offset + i]}; }
    void move(D n) { offset += n; }
};
enum CacheLoadModifier { LOAD_DEFAULT, LOAD_CA, LOAD_CG, LOAD_CS, LOAD_CV, LOAD_LDG, LOAD_VOLATILE };
enum CacheStoreModifier { STORE_DEFAULT, STORE_WB, STORE_CG, STORE_CS, STORE_WT, STORE_VOLATILE };
template <CacheLoadModifier, class T, class D = std::ptrdiff_t>
struct CacheModifiedInputIterator : ReadIterator<CacheModifiedInputIterator<LOAD_DEFAULT, T, D>, T, D> {
    const T* from;
    CacheModifiedInputIterator(const T* input) : from(input) {}
    T at(D i) const { return from[i]; }
    T operator[](D i) const { return from[i]; }
    T operator*() const { return *from; }
    CacheModifiedInputIterator operator+(D n) const { return from + n; }
    void move(D n) { from += n; }
};
template <class D = std::ptrdiff_t> struct DiscardOutputIterator {
    using iterator_category = std::random_access_iterator_tag;
    using value_type = void;
    using difference_type = D;
    using pointer = void;
    using reference = void;
    struct Nothing {
        template <class T> const Nothing& operator=(const T&) const { return *this; }
    };
    Nothing operator*() const { return {}; }
    Nothing operator[](D) const { return {}; }
    DiscardOutputIterator operator+(D) const { return *this; }
    DiscardOutputIterator& operator++() { return *this; }
};
template <CacheLoadModifier, class I> auto ThreadLoad(I at) { return *at; }
template <CacheStoreModifier, class I, class T> void ThreadStore(I at, T value) { *at = value; }

// ---- threads ----

template <int x, int y, int z> int linear_id() {
    if (y == 1 && z == 1) return static_cast<int>(threadIdx.x);
    return static_cast<int>(threadIdx.x + threadIdx.y * x + threadIdx.z * x * y);
}
inline unsigned RowMajorTid(int x, int y, int) { return threadIdx.x + threadIdx.y * unsigned(x) + threadIdx.z * unsigned(x * y); }
inline unsigned LaneId() { return crosswarp::block->lane_id(); }
inline unsigned WarpId() { return crosswarp::block->current() / crosswarp::warp_size; }

/** Room for `n` values in shared memory, without constructors. */
template <class T, int n> struct alignas(T) Room {
    unsigned char bytes[sizeof(T) * static_cast<std::size_t>(n)];
    T& operator[](int i) { return reinterpret_cast<T*>(bytes)[i]; }
};
/** The storage of collectives that are given none: one for each type and block. */
template <class S> S& own_storage() {
    static crosswarp::SharedSlot slot;
    return crosswarp::shared<S>(slot);
}

/** An allocator that keeps nothing: memory comes and goes with the calls. */
struct CachingDeviceAllocator {
    CachingDeviceAllocator(unsigned = 8, unsigned = 3, unsigned = 7, std::size_t = 0, bool = false, bool = false) {}
    crosswarp::Error DeviceAllocate(void** pointer, std::size_t bytes, crosswarp::Stream = 0) { return CROSSWARP_NAME(Malloc)(pointer, bytes); }
    crosswarp::Error DeviceAllocate(int, void** pointer, std::size_t bytes, crosswarp::Stream = 0) { return CROSSWARP_NAME(Malloc)(pointer, bytes); }
    crosswarp::Error DeviceFree(void* pointer) { return CROSSWARP_NAME(Free)(pointer); }
    crosswarp::Error DeviceFree(int, void* pointer) { return CROSSWARP_NAME(Free)(pointer); }
    crosswarp::Error FreeAllCached() { return crosswarp::success; }
};

/** An item moved to where an order of its keys puts it: stable, by the bits [begin, end) of the key. */
template <class K> struct RadixLess {
    int begin, end;
    bool descending;
    static auto bits(K key) {
        using U = std::conditional_t<sizeof(K) == 1, std::uint8_t, std::conditional_t<sizeof(K) == 2, std::uint16_t, std::conditional_t<sizeof(K) == 4, std::uint32_t, std::uint64_t>>>;
        U u;
        std::memcpy(&u, &key, sizeof u);
        constexpr U top = U(U(1) << (sizeof(U) * 8 - 1));
        constexpr bool floating = std::is_floating_point<K>::value || !std::is_arithmetic<K>::value; // halves, too
        if (floating) return U(u & top ? ~u : u ^ top);
        return U(std::is_signed<K>::value ? u ^ top : u);
    }
    bool operator()(const K& a, const K& b) const {
        auto x = bits(a), y = bits(b);
        using U = decltype(x);
        const int width = int(sizeof(U)) * 8, last = end < width ? end : width;
        const U mask = last - begin >= width ? U(~U(0)) : U(((U(1) << (last - begin)) - 1) << begin);
        x &= mask;
        y &= mask;
        return descending ? y < x : x < y;
    }
};

} // namespace CROSSWARP_CUB
