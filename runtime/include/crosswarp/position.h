// How far a thread is in its kernel, for operations without masks: the lines of the calls it is inside of, and which trip
// of each loop. The rewritten program tells (lib/targets/cpu-program/convergence.ts); the engine compares.
//
// In structured code threads only ever move forward in this order. A lane waits at its operation until no lane of its warp
// can go on by itself; then those that are least far go first. So whoever would still come to a place has come to it
// when the place is next: the lanes that meet there are all that ever will, as on hardware where lanes that fell behind
// catch up at the end of each branch. A goto backwards breaks this order.
#pragma once

namespace crosswarp {

struct Position {
    const Position* outer;
    int line;
    unsigned trip = 0;
    unsigned depth;
    explicit Position(int l);
    ~Position();
    Position(const Position&) = delete;
    Position& operator=(const Position&) = delete;
};

/** Of the running thread; null: in no call and no loop that counts. */
inline thread_local const Position* position = nullptr;

inline Position::Position(int l) : outer(position), line(l), depth(outer ? outer->depth + 1 : 1) { position = this; }
inline Position::~Position() { position = outer; }

/** A call from this line. */
using Called = Position;

/** A loop: `for (Trips t(__LINE__); t.once();) for (…) if (t.next(), false) ; else …`. */
struct Trips : Position {
    using Position::Position;
    bool once() { return !begun_ && (begun_ = true); }
    void next() { ++trip; }

  private:
    bool begun_ = false;
};

/** In the same calls and trips, whatever their lines say of what is further. */
inline bool same_position(const Position* a, const Position* b) {
    if (!a || !b) return a == b;
    if (a->depth != b->depth) return false;
    for (; a; a = a->outer, b = b->outer)
        if (a->line != b->line || a->trip != b->trip) return false;
    return true;
}

/** Below 0: a thread at `line` inside of `a` is less far than one at `other_line` inside of `b`. */
inline int compare_positions(const Position* a, int line, const Position* b, int other_line) {
    constexpr unsigned most = 32; // deeper ones are not told apart
    const Position *as[most + 1] = {}, *bs[most + 1] = {};
    for (; a; a = a->outer)
        if (a->depth <= most) as[a->depth - 1] = a;
    for (; b; b = b->outer)
        if (b->depth <= most) bs[b->depth - 1] = b;
    for (unsigned i = 0;; i++) {
        const int mine = as[i] ? as[i]->line : line, theirs = bs[i] ? bs[i]->line : other_line;
        if (mine != theirs) return mine < theirs ? -1 : 1;
        if (!as[i] || !bs[i]) return as[i] ? 1 : bs[i] ? -1 : 0;
        if (as[i]->trip != bs[i]->trip) return as[i]->trip < bs[i]->trip ? -1 : 1;
    }
}

} // namespace crosswarp
