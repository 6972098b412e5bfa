// Whose memory a piece of it is. Knows nothing else.
#pragma once

namespace crosswarp {

enum class Kind { device, managed, symbol, host };
inline const char* kind_word(Kind kind) {
    switch (kind) {
    case Kind::managed: return "managed";
    case Kind::symbol: return "symbol";
    case Kind::host: return "host";
    default: return "device";
    }
}

} // namespace crosswarp
