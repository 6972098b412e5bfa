// Element-wise operators of HIP's vector types: with another vector, or with a scalar on either side.
// Templates, so that an operator the user defines for the same types wins.
#pragma once

#include <type_traits>

namespace crosswarp {
template <class V> struct VectorTraits;
#define CROSSWARP_TRAITS(name, T)                                                                                      \
    template <> struct VectorTraits<name##1> { using element = T; static constexpr unsigned count = 1; };              \
    template <> struct VectorTraits<name##2> { using element = T; static constexpr unsigned count = 2; };              \
    template <> struct VectorTraits<name##3> { using element = T; static constexpr unsigned count = 3; };              \
    template <> struct VectorTraits<name##4> { using element = T; static constexpr unsigned count = 4; };
CROSSWARP_FOR_VECTORS(CROSSWARP_TRAITS)
#undef CROSSWARP_TRAITS

template <class V> using element_of = typename VectorTraits<V>::element;

template <class V, class F> constexpr V each(F f) {
    V r{};
    r.x = f(0);
    if constexpr (VectorTraits<V>::count > 1) r.y = f(1);
    if constexpr (VectorTraits<V>::count > 2) r.z = f(2);
    if constexpr (VectorTraits<V>::count > 3) r.w = f(3);
    return r;
}
template <class V> constexpr element_of<V> component(const V& v, int i) {
    if constexpr (VectorTraits<V>::count > 3) if (i == 3) return v.w;
    if constexpr (VectorTraits<V>::count > 2) if (i == 2) return v.z;
    if constexpr (VectorTraits<V>::count > 1) if (i == 1) return v.y;
    return v.x;
}
} // namespace crosswarp

#define CROSSWARP_OPERATOR(op)                                                                                         \
    template <class V, class E = ::crosswarp::element_of<V>> constexpr V operator op(const V& a, const V& b) {         \
        return ::crosswarp::each<V>(                                                                                   \
            [&](int i) { return E(::crosswarp::component(a, i) op ::crosswarp::component(b, i)); });                   \
    }                                                                                                                  \
    template <class V, class S, class E = ::crosswarp::element_of<V>,                                                  \
              std::enable_if_t<std::is_arithmetic<S>::value, int> = 0>                                                 \
    constexpr V operator op(const V& a, S s) {                                                                         \
        return ::crosswarp::each<V>([&](int i) { return E(::crosswarp::component(a, i) op E(s)); });                   \
    }                                                                                                                  \
    template <class V, class S, class E = ::crosswarp::element_of<V>,                                                  \
              std::enable_if_t<std::is_arithmetic<S>::value, int> = 0>                                                 \
    constexpr V operator op(S s, const V& b) {                                                                         \
        return ::crosswarp::each<V>([&](int i) { return E(E(s) op ::crosswarp::component(b, i)); });                   \
    }                                                                                                                  \
    template <class V, class W, class E = ::crosswarp::element_of<V>> constexpr V& operator op##=(V& a, const W& b) {  \
        return a = a op b;                                                                                             \
    }

CROSSWARP_OPERATOR(+)
CROSSWARP_OPERATOR(-)
CROSSWARP_OPERATOR(*)
CROSSWARP_OPERATOR(/)
CROSSWARP_OPERATOR(%)
CROSSWARP_OPERATOR(&)
CROSSWARP_OPERATOR(|)
CROSSWARP_OPERATOR(^)
#undef CROSSWARP_OPERATOR

template <class V, class E = ::crosswarp::element_of<V>> constexpr V operator-(const V& a) {
    return ::crosswarp::each<V>([&](int i) { return E(-::crosswarp::component(a, i)); });
}
template <class V, class E = ::crosswarp::element_of<V>> constexpr bool operator==(const V& a, const V& b) {
    for (int i = 0; i < int(::crosswarp::VectorTraits<V>::count); i++)
        if (!(::crosswarp::component(a, i) == ::crosswarp::component(b, i))) return false;
    return true;
}
template <class V, class E = ::crosswarp::element_of<V>> constexpr bool operator!=(const V& a, const V& b) {
    return !(a == b);
}
