// The name of an element type as CUDA writes it, or nothing. A pure table.
#pragma once

#include "vectors.h"

namespace crosswarp {

template <class T> struct TypeName {
    static constexpr const char* text = nullptr;
};
template <class T> struct TypeName<const T> : TypeName<T> {};
template <class T> struct TypeName<volatile T> : TypeName<T> {};
template <class T> struct TypeName<const volatile T> : TypeName<T> {};

#define CROSSWARP_TYPE(T)                                                                                              \
    template <> struct TypeName<T> {                                                                                   \
        static constexpr const char* text = #T;                                                                        \
    };
#define CROSSWARP_TYPES(name, T) CROSSWARP_TYPE(name##1) CROSSWARP_TYPE(name##2) CROSSWARP_TYPE(name##3) CROSSWARP_TYPE(name##4)
CROSSWARP_FOR_VECTORS(CROSSWARP_TYPES)
CROSSWARP_TYPE(bool)
CROSSWARP_TYPE(char)
CROSSWARP_TYPE(signed char)
CROSSWARP_TYPE(unsigned char)
CROSSWARP_TYPE(short)
CROSSWARP_TYPE(unsigned short)
CROSSWARP_TYPE(int)
CROSSWARP_TYPE(unsigned int)
CROSSWARP_TYPE(long)
CROSSWARP_TYPE(unsigned long)
CROSSWARP_TYPE(long long)
CROSSWARP_TYPE(unsigned long long)
CROSSWARP_TYPE(float)
CROSSWARP_TYPE(double)
#undef CROSSWARP_TYPES

/** The name of a type as the compiler writes it, for types that have none here. */
template <class T> constexpr const char* written_name() { return __PRETTY_FUNCTION__; }

/** The innermost element of an array type: what a copy of `float[4][4]` holds. */
template <class T> struct Element {
    using type = T;
};
template <class T, std::size_t n> struct Element<T[n]> : Element<T> {};

} // namespace crosswarp
