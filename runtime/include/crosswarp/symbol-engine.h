// The larger half of symbol-calls.h: variables of the device as memory that is known.
#pragma once

#include <string>

#include "memory.h"
#include "symbol-calls.h"

namespace crosswarp {

/** The variable's own name in what was written: HIP_SYMBOL(c) and &c are c. */
static inline std::string symbol_name(const char* text) {
    std::string name = text;
    const std::string wrap = "HIP_SYMBOL(";
    if (name.compare(0, wrap.size(), wrap) == 0 && name.back() == ')')
        name = name.substr(wrap.size(), name.size() - wrap.size() - 1);
    return name;
}

CROSSWARP_ENGINE void adopt_symbol(void* symbol, std::size_t bytes, const char* type, int line, const char* name) {
    Memory::instance().adopt(symbol, bytes, Kind::symbol, type, line, symbol_name(name).c_str());
}

CROSSWARP_ENGINE bool adopt_managed(void* variable, std::size_t bytes, const char* type, int line, const char* name) {
    return Memory::instance().adopt(variable, bytes, Kind::managed, type, line, name);
}

CROSSWARP_ENGINE SymbolRange symbol_range(const void* address) {
    const Memory::Place place = Memory::instance().find(address);
    if (!place.known || place.kind != Kind::symbol || place.offset) return {};
    return {place.base, place.bytes};
}

CROSSWARP_ENGINE Error copy_symbol(SymbolRange symbol, bool to_symbol, const void* from, void* to, std::size_t bytes,
                         std::size_t offset, CopyKind kind, int line, bool later, Stream stream) {
    if (!symbol.address) return invalid_symbol;
    if (offset > symbol.bytes || bytes > symbol.bytes - offset) return invalid_value;
    unsigned char* at = symbol.address + offset;
    const int direction = static_cast<int>(kind);
    if (to_symbol) {
        if (direction == 0 || direction == 2) return invalid_direction;
        return later ? copy_later(stream, at, from, {bytes}, kind, line) : copy(at, from, {bytes}, kind, line);
    }
    if (direction == 0 || direction == 1) return invalid_direction;
    return later ? copy_later(stream, to, at, {bytes}, kind, line, "symbol") : copy(to, at, {bytes}, kind, line, "symbol");
}

} // namespace crosswarp
