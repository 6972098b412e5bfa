// The larger half of warp.h: what each operation of a warp's lanes comes to.
#pragma once

#include "warp.h"

namespace crosswarp {

CROSSWARP_ENGINE void evaluate_shuffle(Lane* warp, Lanes group) {
    each_lane(group, [&](unsigned l) {
        const unsigned from = warp[l].argument;
        warp[l].result = group >> from & 1 ? warp[from].value : absent_value();
        if (__builtin_expect(!(group >> from & 1), 0)) tell_absent(warp[l]);
    });
}
CROSSWARP_ENGINE void evaluate_ballot(Lane* warp, Lanes group) {
    Lanes votes = 0;
    each_lane(group, [&](unsigned l) { votes |= Lanes(warp[l].value != 0) << l; });
    each_lane(group, [&](unsigned l) { warp[l].result = votes; });
}
CROSSWARP_ENGINE void evaluate_any(Lane* warp, Lanes group) {
    evaluate_ballot(warp, group);
    each_lane(group, [&](unsigned l) { warp[l].result = warp[l].result != 0; });
}
CROSSWARP_ENGINE void evaluate_all(Lane* warp, Lanes group) {
    evaluate_ballot(warp, group);
    each_lane(group, [&](unsigned l) { warp[l].result = warp[l].result == group; });
}
CROSSWARP_ENGINE void evaluate_members(Lane* warp, Lanes group) {
    each_lane(group, [&](unsigned l) { warp[l].result = group; });
}
CROSSWARP_ENGINE void evaluate_match_any(Lane* warp, Lanes group) {
    each_lane(group, [&](unsigned l) {
        Lanes same = 0;
        each_lane(group, [&](unsigned m) { same |= Lanes(warp[m].value == warp[l].value) << m; });
        warp[l].result = same;
    });
}
CROSSWARP_ENGINE void evaluate_match_all(Lane* warp, Lanes group) {
    const std::uint64_t first = warp[__builtin_ctzll(group)].value;
    bool same = true;
    each_lane(group, [&](unsigned l) { same = same && warp[l].value == first; });
    each_lane(group, [&](unsigned l) { warp[l].result = same ? group : 0; });
}

} // namespace crosswarp
