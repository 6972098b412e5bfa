// Copies to and from variables of the device, which are plain globals here. The calls are also macros of the same name,
// so that the recording can say what the variable is called.
#pragma once

#include "copy.h"
#include "stream.h"

namespace crosswarp {

/** Makes a variable known as memory of the device, once; `name` is what was written for it. */
void adopt_symbol(void* symbol, std::size_t bytes, const char* type, int line, const char* name);
/** The same, and hands it on. */
template <class T> T& known_symbol(const char* name, T& symbol, int line = __builtin_LINE()) {
    adopt_symbol(const_cast<void*>(static_cast<const volatile void*>(&symbol)), sizeof(T),
                 TypeName<typename Element<std::remove_cv_t<T>>::type>::text, line, name);
    return symbol;
}
/** The same for a `__managed__` variable, from the start of the program on: the host reads it without a copy. */
bool adopt_managed(void* variable, std::size_t bytes, const char* type, int line, const char* name);
template <class T> bool known_managed(const char* name, T& variable, int line = __builtin_LINE()) {
    return adopt_managed(const_cast<void*>(static_cast<const volatile void*>(&variable)), sizeof(T),
                         TypeName<typename Element<std::remove_cv_t<T>>::type>::text, line, name);
}
/** An address that was already asked for. */
inline const void* known_symbol(const char*, const void* address, int = 0) { return address; }

struct SymbolRange {
    unsigned char* address = nullptr;
    std::size_t bytes = 0;
};
template <class T> SymbolRange symbol_range(const T& symbol) {
    return {const_cast<unsigned char*>(reinterpret_cast<const volatile unsigned char*>(&symbol)), sizeof(T)};
}
SymbolRange symbol_range(const void* address);

Error copy_symbol(SymbolRange symbol, bool to_symbol, const void* from, void* to, std::size_t bytes, std::size_t offset,
                  CopyKind kind, int line, bool later = false, Stream stream = 0);

} // namespace crosswarp

#define CROSSWARP_TO_SYMBOL(T, P)                                                                                      \
    T inline crosswarp::Error CROSSWARP_NAME(MemcpyToSymbol)(                                                          \
        P symbol, const void* from, std::size_t bytes, std::size_t offset = 0,                                         \
        crosswarp::CopyKind kind = CROSSWARP_NAME(MemcpyHostToDevice), int line = __builtin_LINE()) {                  \
        return crosswarp::outcome(crosswarp::copy_symbol(crosswarp::symbol_range(symbol), true, from, nullptr, bytes,  \
                                                         offset, kind, line));                                         \
    }                                                                                                                  \
    T inline crosswarp::Error CROSSWARP_NAME(MemcpyToSymbolAsync)(                                                     \
        P symbol, const void* from, std::size_t bytes, std::size_t offset, crosswarp::CopyKind kind,                   \
        crosswarp::Stream stream = 0, int line = __builtin_LINE()) {                                                   \
        return crosswarp::outcome(crosswarp::copy_symbol(crosswarp::symbol_range(symbol), true, from, nullptr, bytes,  \
                                                         offset, kind, line, true, stream));                            \
    }                                                                                                                  \
    T inline crosswarp::Error CROSSWARP_NAME(MemcpyFromSymbol)(                                                        \
        void* to, P symbol, std::size_t bytes, std::size_t offset = 0,                                                 \
        crosswarp::CopyKind kind = CROSSWARP_NAME(MemcpyDeviceToHost), int line = __builtin_LINE()) {                  \
        return crosswarp::outcome(crosswarp::copy_symbol(crosswarp::symbol_range(symbol), false, nullptr, to, bytes,   \
                                                         offset, kind, line));                                         \
    }                                                                                                                  \
    T inline crosswarp::Error CROSSWARP_NAME(MemcpyFromSymbolAsync)(                                                   \
        void* to, P symbol, std::size_t bytes, std::size_t offset, crosswarp::CopyKind kind,                           \
        crosswarp::Stream stream = 0, int line = __builtin_LINE()) {                                                   \
        return crosswarp::outcome(crosswarp::copy_symbol(crosswarp::symbol_range(symbol), false, nullptr, to, bytes,   \
                                                         offset, kind, line, true, stream));                            \
    }                                                                                                                  \
    T inline crosswarp::Error CROSSWARP_NAME(GetSymbolAddress)(void** pointer, P symbol) {                             \
        const crosswarp::SymbolRange range = crosswarp::symbol_range(symbol);                                          \
        if (!pointer || !range.address) return crosswarp::outcome(crosswarp::invalid_symbol);                          \
        *pointer = range.address;                                                                                      \
        return crosswarp::outcome(crosswarp::success);                                                                 \
    }                                                                                                                  \
    T inline crosswarp::Error CROSSWARP_NAME(GetSymbolSize)(std::size_t* bytes, P symbol) {                            \
        const crosswarp::SymbolRange range = crosswarp::symbol_range(symbol);                                          \
        if (!bytes || !range.address) return crosswarp::outcome(crosswarp::invalid_symbol);                            \
        *bytes = range.bytes;                                                                                          \
        return crosswarp::outcome(crosswarp::success);                                                                 \
    }
CROSSWARP_TO_SYMBOL(template <class T>, const T&)
CROSSWARP_TO_SYMBOL(, const void*)
#undef CROSSWARP_TO_SYMBOL

// A macro isn't expanded inside itself, so these end at the functions above.
#ifdef CROSSWARP_CUDA
#define cudaMemcpyToSymbol(symbol, ...) cudaMemcpyToSymbol(::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define cudaMemcpyToSymbolAsync(symbol, ...)                                                                           \
    cudaMemcpyToSymbolAsync(::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define cudaMemcpyFromSymbol(to, symbol, ...)                                                                          \
    cudaMemcpyFromSymbol(to, ::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define cudaMemcpyFromSymbolAsync(to, symbol, ...)                                                                     \
    cudaMemcpyFromSymbolAsync(to, ::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define cudaGetSymbolAddress(pointer, symbol)                                                                          \
    cudaGetSymbolAddress(pointer, ::crosswarp::known_symbol(#symbol, symbol))
#else
#define HIP_SYMBOL(symbol) symbol
#define hipMemcpyToSymbol(symbol, ...) hipMemcpyToSymbol(::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define hipMemcpyToSymbolAsync(symbol, ...)                                                                            \
    hipMemcpyToSymbolAsync(::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define hipMemcpyFromSymbol(to, symbol, ...)                                                                           \
    hipMemcpyFromSymbol(to, ::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define hipMemcpyFromSymbolAsync(to, symbol, ...)                                                                      \
    hipMemcpyFromSymbolAsync(to, ::crosswarp::known_symbol(#symbol, symbol), __VA_ARGS__)
#define hipGetSymbolAddress(pointer, symbol)                                                                           \
    hipGetSymbolAddress(pointer, ::crosswarp::known_symbol(#symbol, symbol))
#endif
