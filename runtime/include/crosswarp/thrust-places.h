// Where the elements of Thrust's iterators lie: in come iterators of any kind, out come the addresses of those that have
// one. Knows no algorithm.
#pragma once

#include <iterator>
#include <thrust/detail/raw_pointer_cast.h>
#include <thrust/iterator/iterator_traits.h>
#include <thrust/iterator/zip_iterator.h>
#include <thrust/type_traits/is_contiguous_iterator.h>
#include <type_traits>

#include "thrust.h"

namespace crosswarp {

template <class It, class = void> struct HasBase : std::false_type {};
template <class It> struct HasBase<It, std::void_t<decltype(std::declval<const It&>().base())>> : std::true_type {};

/** The elements lie one behind the other, and are bytes that may be copied. */
template <class It>
constexpr bool plain_elements = thrust::is_contiguous_iterator<It>::value &&
                                std::is_trivially_copyable<typename thrust::iterator_value<It>::type>::value;

/** An element, or one of those it is made of; null where it is made of none. There is an element. */
template <class It> const void* place_of(const It& at) {
    if constexpr (thrust::is_contiguous_iterator<It>::value)
        return thrust::raw_pointer_cast(&*at);
    else if constexpr (HasBase<It>::value)
        return place_of(at.base());
    else
        return nullptr;
}
template <class Tuple> const void* place_of(const thrust::zip_iterator<Tuple>& at) {
    return place_of(thrust::get<0>(at.get_iterator_tuple()));
}

/** What is written through the iterator leaves the device: a stream, a container of the host that grows. */
template <class It>
constexpr bool goes_out = std::is_same<typename std::iterator_traits<It>::iterator_category, std::output_iterator_tag>::value;

inline bool on_device(const void* address) {
    const Memory::Place place = Memory::instance().find(address);
    return place.known && place.kind != Kind::host;
}

/** `count` elements were copied, from `first` to `to`, where they lie now. */
template <class From, class To> void thrust_copied_range(const From& first, std::ptrdiff_t count, const To& to) {
    if (block || count <= 0 || !Recorder::instance().on()) return;
    const std::size_t n = static_cast<std::size_t>(count);
    using T = typename thrust::iterator_value<From>::type;
    if constexpr (plain_elements<From> && goes_out<To>) {
        thrust_copied(nullptr, place_of(first), n * sizeof(T), TypeName<T>::text);
    } else if constexpr (plain_elements<From> && plain_elements<To>) {
        using U = typename thrust::iterator_value<To>::type;
        const void *source = place_of(first), *target = place_of(to);
        if (std::is_same<T, U>::value)
            thrust_copied(target, source, n * sizeof(T), TypeName<T>::text);
        else if (on_device(source) && !on_device(target))
            thrust_copied(nullptr, source, n * sizeof(T), TypeName<T>::text);
    } else if constexpr (plain_elements<To>) {
        // Elements that were computed on the way.
        using U = typename thrust::iterator_value<To>::type;
        const void *source = place_of(first), *target = place_of(to);
        if (on_device(source) && !on_device(target)) thrust_returned(target, n * sizeof(U), TypeName<U>::text);
    }
}

/** An algorithm made one value of a range of elements. */
template <class It, class T> void thrust_returned_of(const It& first, const It& last, const T& value) {
    if constexpr (std::is_trivially_copyable<T>::value) {
        if (block || first == last || !Recorder::instance().on()) return;
        const void* const element = place_of(first);
        if (!element || on_device(element)) thrust_returned(&value, sizeof(T), TypeName<T>::text);
    }
}

} // namespace crosswarp
