// Cooperative groups: the block, the grid, tiles of a warp, lanes that came together. In comes who takes part, out goes
// what they exchange. A tile and a coalesced group are a set of lanes of one warp, numbered from its lowest.
#pragma once

#include <memory>

#include "synchronize.h"
#include "warp.h"

namespace crosswarp {

/** What one lane brings to an exchange of values of any size, and takes from it; lives on its stack while it waits. */
template <class T> struct Offer {
    const T* value;
    T* result;
};

template <class T> void evaluate_offers(Lane* warp, Lanes group) {
    const auto offer = [&](unsigned l) { return reinterpret_cast<Offer<T>*>(warp[l].value); };
    each_lane(group, [&](unsigned l) {
        const unsigned from = warp[l].argument;
        if (group >> from & 1)
            *offer(l)->result = *offer(from)->value;
        else {
            std::memset(static_cast<void*>(offer(l)->result), int(absent_value() & 0xff), sizeof(T));
            tell_absent(warp[l]);
        }
    });
}
template <class T> inline constexpr Operation offer_operation{"a shuffle of a group", evaluate_offers<T>};

/** The lanes of a warp that form a group, and this thread's place among them. */
struct LaneSet {
    Lanes lanes;

    unsigned count() const { return unsigned(__builtin_popcountll(lanes)); }
    unsigned rank() const { return unsigned(__builtin_popcountll(lanes & first_lanes(block->lane_id()))); }
    /** The lane with this rank; a lane that is not there for a rank beyond the last. */
    unsigned lane(unsigned rank) const {
        Lanes rest = lanes;
        while (rank-- && rest) rest &= rest - 1;
        return rest ? unsigned(__builtin_ctzll(rest)) : 63;
    }
    /** Lanes as a mask of ranks. */
    Mask ranks(std::uint64_t votes) const {
        Mask result = 0;
        unsigned rank = 0;
        each_lane(lanes, [&](unsigned l) { result |= Mask(votes >> l & 1) << rank++; });
        return result;
    }
    std::uint64_t operate(const Operation& operation, std::uint64_t value, unsigned argument, int line) const {
        return block->exchange(operation, lanes, false, value, argument, line);
    }
    template <class T> T read(const T& value, unsigned rank, int line) const {
        T result = value;
        Offer<T> offer{&value, &result};
        operate(offer_operation<T>, reinterpret_cast<std::uint64_t>(&offer), lane(rank), line);
        return result;
    }
};

} // namespace crosswarp

namespace cooperative_groups {

#define CROSSWARP_LINE int line = __builtin_LINE()

/** A group whose kind is known at run time only. */
class thread_group {
  public:
    enum class Kind { block, grid, lanes };
    thread_group(Kind kind, crosswarp::Lanes lanes) : kind_(kind), set_{lanes} {}

    void sync(CROSSWARP_LINE) const {
        if (kind_ == Kind::block)
            __syncthreads(line);
        else if (kind_ == Kind::grid)
            crosswarp::block->wait_for_grid(line);
        else
            set_.operate(crosswarp::sync_operation, 0, 0, line);
    }
    unsigned long long size() const {
        const unsigned long long block = static_cast<unsigned long long>(blockDim.x) * blockDim.y * blockDim.z;
        if (kind_ == Kind::lanes) return set_.count();
        return kind_ == Kind::block ? block : block * gridDim.x * gridDim.y * gridDim.z;
    }
    unsigned long long num_threads() const { return size(); }
    unsigned long long thread_rank() const {
        if (kind_ == Kind::lanes) return set_.rank();
        const unsigned long long in_block = crosswarp::block->current();
        if (kind_ == Kind::block) return in_block;
        const unsigned long long block =
            (static_cast<unsigned long long>(blockIdx.z) * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
        return block * blockDim.x * blockDim.y * blockDim.z + in_block;
    }
    bool is_valid() const { return kind_ != Kind::grid || crosswarp::block->launch().together; }
    const crosswarp::LaneSet& lane_set() const { return set_; }

  protected:
    Kind kind_;
    crosswarp::LaneSet set_;
};

class thread_block : public thread_group {
  public:
    thread_block() : thread_group(Kind::block, 0) {}
    static void sync(CROSSWARP_LINE) { __syncthreads(line); }
    static unsigned int thread_rank() { return crosswarp::block->current(); }
    static unsigned int size() { return blockDim.x * blockDim.y * blockDim.z; }
    static unsigned int num_threads() { return size(); }
    static dim3 group_index() { return blockIdx; }
    static dim3 thread_index() { return threadIdx; }
    static dim3 group_dim() { return blockDim; }
    static dim3 dim_threads() { return blockDim; }
    struct arrival_token {};
    /** Arriving without waiting: the wait is where the block meets. */
    static arrival_token barrier_arrive() { return {}; }
    static void barrier_wait(arrival_token, CROSSWARP_LINE) { __syncthreads(line); }
};
inline thread_block this_thread_block() { return {}; }

class grid_group : public thread_group {
  public:
    grid_group() : thread_group(Kind::grid, 0) {}
    static dim3 group_dim() { return gridDim; }
    static dim3 dim_blocks() { return gridDim; }
    static dim3 dim_threads() { return {blockDim.x * gridDim.x, blockDim.y * gridDim.y, blockDim.z * gridDim.z}; }
    static dim3 block_index() { return blockIdx; }
    static dim3 thread_index() {
        return {blockIdx.x * blockDim.x + threadIdx.x, blockIdx.y * blockDim.y + threadIdx.y,
                blockIdx.z * blockDim.z + threadIdx.z};
    }
    static unsigned long long num_blocks() {
        return static_cast<unsigned long long>(gridDim.x) * gridDim.y * gridDim.z;
    }
    static unsigned long long block_rank() {
        return (static_cast<unsigned long long>(blockIdx.z) * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    }
};
inline grid_group this_grid() { return {}; }

/** What every group of lanes of one warp can do. Ranks count within the group. */
class lane_group : public thread_group {
  public:
    explicit lane_group(crosswarp::Lanes lanes) : thread_group(Kind::lanes, lanes) {}
    unsigned int size() const { return set_.count(); }
    unsigned int num_threads() const { return set_.count(); }
    unsigned int thread_rank() const { return set_.rank(); }

    template <class T> T shfl(T value, int rank, CROSSWARP_LINE) const {
        return set_.read(value, unsigned(rank) % size(), line);
    }
    template <class T> T shfl_up(T value, unsigned int delta, CROSSWARP_LINE) const {
        const unsigned rank = thread_rank();
        return set_.read(value, rank < delta ? rank : rank - delta, line);
    }
    template <class T> T shfl_down(T value, unsigned int delta, CROSSWARP_LINE) const {
        const unsigned rank = thread_rank();
        return set_.read(value, rank + delta >= size() ? rank : rank + delta, line);
    }
    int any(int predicate, CROSSWARP_LINE) const {
        return int(set_.operate(crosswarp::any_operation, predicate != 0, 0, line));
    }
    int all(int predicate, CROSSWARP_LINE) const {
        return int(set_.operate(crosswarp::all_operation, predicate != 0, 0, line));
    }
    crosswarp::Mask ballot(int predicate, CROSSWARP_LINE) const {
        return set_.ranks(set_.operate(crosswarp::ballot_operation, predicate != 0, 0, line));
    }
    template <class T> crosswarp::Mask match_any(T value, CROSSWARP_LINE) const {
        return set_.ranks(set_.operate(crosswarp::match_any_operation, crosswarp::to_bits(value), 0, line));
    }
    template <class T> crosswarp::Mask match_all(T value, int& predicate, CROSSWARP_LINE) const {
        const auto same =
            set_.ranks(set_.operate(crosswarp::match_all_operation, crosswarp::to_bits(value), 0, line));
        predicate = same != 0;
        return same;
    }
};

class coalesced_group : public lane_group {
  public:
    /** Tiles of a coalesced group know which of their parent's tiles they are. */
    explicit coalesced_group(crosswarp::Lanes lanes, unsigned rank = 0, unsigned count = 1)
        : lane_group(lanes), meta_rank_(rank), meta_size_(count) {}
    unsigned int meta_group_rank() const { return meta_rank_; }
    unsigned int meta_group_size() const { return meta_size_; }

  private:
    unsigned meta_rank_, meta_size_;
};
/** The lanes of the warp that reach this place together. */
inline coalesced_group coalesced_threads(CROSSWARP_LINE) {
    return coalesced_group(
        crosswarp::exchange(crosswarp::members_operation, crosswarp::converging, 0, 0, line));
}

template <unsigned int Size, class Parent = void> class thread_block_tile : public lane_group {
    static_assert(Size && !(Size & (Size - 1)), "the size of a tile is a power of two");
    static_assert(Size <= crosswarp::warp_size, "the CPU runtime has no tiles that are larger than a warp");

  public:
    thread_block_tile() : lane_group(crosswarp::first_lanes(Size) << first_lane()) {}
    /** `thread_block_tile<32> tile = tiled_partition<32>(block)`: what it is a part of is left out. */
    template <class Other, class P = Parent, std::enable_if_t<std::is_void<P>::value, int> = 0>
    thread_block_tile(const thread_block_tile<Size, Other>& tile) : lane_group(tile) {}
    static constexpr unsigned int size() { return Size; }
    static constexpr unsigned int num_threads() { return Size; }
    static unsigned int thread_rank() { return crosswarp::block->lane_id() & (Size - 1); }
    static unsigned int meta_group_rank() { return crosswarp::block->current() / Size; }
    static unsigned int meta_group_size() { return (blockDim.x * blockDim.y * blockDim.z + Size - 1) / Size; }
    template <class T> T shfl_xor(T value, unsigned int mask, CROSSWARP_LINE) const {
        return set_.read(value, (thread_rank() ^ mask) & (Size - 1), line);
    }

  private:
    static unsigned first_lane() { return crosswarp::block->lane_id() & ~(Size - 1); }
};
inline thread_block_tile<1> this_thread() { return {}; }

template <unsigned int Size, class Parent> thread_block_tile<Size, Parent> tiled_partition(const Parent&) {
    return {};
}
/** Of lanes that came together: by their ranks, `size` in each; the last tile may be smaller. */
inline coalesced_group tiled_partition(const coalesced_group& parent, unsigned int size) {
    const crosswarp::LaneSet& set = parent.lane_set();
    const unsigned first = set.rank() / size * size;
    crosswarp::Lanes lanes = 0;
    for (unsigned r = first; r < first + size && r < set.count(); r++) lanes |= crosswarp::Lanes(1) << set.lane(r);
    return coalesced_group(lanes, first / size, (set.count() + size - 1) / size);
}
inline thread_group tiled_partition(const thread_group&, unsigned int size) {
    return {thread_group::Kind::lanes, crosswarp::first_lanes(size) << (crosswarp::block->lane_id() & ~(size - 1))};
}

/** The lanes of a group that bring the same label. */
template <class T> coalesced_group labeled_partition(const lane_group& parent, T label, CROSSWARP_LINE) {
    return coalesced_group(
        parent.lane_set().operate(crosswarp::match_any_operation, crosswarp::to_bits(label), 0, line));
}
inline coalesced_group binary_partition(const lane_group& parent, bool predicate, CROSSWARP_LINE) {
    return labeled_partition(parent, predicate, line);
}

template <class G> void sync(const G& group, CROSSWARP_LINE) { group.sync(line); }
template <class G> auto thread_rank(const G& group) { return group.thread_rank(); }
template <class G> auto group_size(const G& group) { return group.size(); }
template <class G> bool is_valid(const G& group) { return group.is_valid(); }

/** One thread of the group calls. */
template <class G, class F, class... A> void invoke_one(const G& group, F&& f, A&&... arguments) {
    if (group.thread_rank() == 0) std::forward<F>(f)(std::forward<A>(arguments)...);
}

#undef CROSSWARP_LINE
} // namespace cooperative_groups
