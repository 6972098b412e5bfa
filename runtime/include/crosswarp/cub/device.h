// The algorithms for the whole device: asked without storage they say how much they want, which is next to nothing; else
// they are carried out, in the order of items, when the stream comes to them.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "../graph.h"
#include "tools.h"

namespace CROSSWARP_CUB {

using crosswarp::Error;
using crosswarp::Stream;

/** Both halves of every call. */
template <class F> Error device_call(void* storage, std::size_t& bytes, Stream stream, F work) {
    if (!storage) {
        bytes = 1;
        return crosswarp::success;
    }
    if (!crosswarp::stream_exists(stream)) return crosswarp::outcome(crosswarp::invalid_handle);
    crosswarp::Memory::instance().launched();
    return crosswarp::outcome(crosswarp::submit(stream, {crosswarp::NodeType::kernel, [work]() mutable {
                                                             if (crosswarp::sticky_error) return;
                                                             crosswarp::CheckPause pause;
                                                             work();
                                                             crosswarp::Memory::instance().library_wrote();
                                                         }}));
}
template <class I> using ValueOf = std::remove_cv_t<std::remove_reference_t<decltype(*std::declval<I>())>>;
/** The type that is summed in: the output's, or the input's where the output takes anything. */
template <class O, class T, class = void> struct Summed { using type = T; };
template <class O, class T>
struct Summed<O, T, std::enable_if_t<!std::is_void<typename std::iterator_traits<O>::value_type>::value>> {
    using type = typename std::iterator_traits<O>::value_type;
};

#define CROSSWARP_STORAGE void *storage, std::size_t &bytes
#define CROSSWARP_STREAM Stream stream = 0, bool = false
#define CROSSWARP_DO(...) return device_call(storage, bytes, stream, [=]() mutable { __VA_ARGS__; })

struct DeviceReduce {
    template <class I, class O, class N, class Op, class T>
    static Error Reduce(CROSSWARP_STORAGE, I in, O out, N n, Op op, T first, CROSSWARP_STREAM) {
        CROSSWARP_DO(T sum = first; for (N i = 0; i < n; i++) sum = op(sum, in[i]); *out = sum);
    }
    template <class I, class O, class N> static Error Sum(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        using T = typename Summed<O, ValueOf<I>>::type;
        return Reduce(storage, bytes, in, out, n, CROSSWARP_CUB::Sum(), T{}, stream);
    }
    template <class I, class O, class N> static Error Max(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        using T = ValueOf<I>;
        return Reduce(storage, bytes, in, out, n, CROSSWARP_CUB::Max(), std::numeric_limits<T>::lowest(), stream);
    }
    template <class I, class O, class N> static Error Min(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        using T = ValueOf<I>;
        return Reduce(storage, bytes, in, out, n, CROSSWARP_CUB::Min(), std::numeric_limits<T>::max(), stream);
    }
    template <class I, class O, class N> static Error ArgMax(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N best = 0; for (N i = 1; i < n; i++) if (in[i] > in[best]) best = i; if (n) *out = {int(best), in[best]});
    }
    template <class I, class O, class N> static Error ArgMin(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N best = 0; for (N i = 1; i < n; i++) if (in[i] < in[best]) best = i; if (n) *out = {int(best), in[best]});
    }
    template <class I, class O, class N, class Op, class F, class T>
    static Error TransformReduce(CROSSWARP_STORAGE, I in, O out, N n, Op op, F convert, T first, CROSSWARP_STREAM) {
        CROSSWARP_DO(T sum = first; for (N i = 0; i < n; i++) sum = op(sum, convert(in[i])); *out = sum);
    }
    template <class K, class U, class V, class A, class C, class Op, class N>
    static Error ReduceByKey(CROSSWARP_STORAGE, K keys, U unique, V values, A sums, C runs, Op op, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(
            N run = 0; for (N i = 0; i < n; run++) {
                auto key = keys[i];
                ValueOf<V> sum = values[i];
                for (i++; i < n && keys[i] == key; i++) sum = op(sum, values[i]);
                unique[run] = key;
                sums[run] = sum;
            } *runs = run);
    }
};

struct DeviceScan {
    template <class I, class O, class Op, class T, class N>
    static Error ExclusiveScan(CROSSWARP_STORAGE, I in, O out, Op op, T first, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(T sum = first; for (N i = 0; i < n; i++) { T next = op(sum, in[i]); out[i] = sum; sum = next; });
    }
    template <class I, class O, class Op, class N>
    static Error InclusiveScan(CROSSWARP_STORAGE, I in, O out, Op op, N n, CROSSWARP_STREAM) {
        using T = ValueOf<I>;
        CROSSWARP_DO(if (n <= 0) return; T sum = in[0]; out[0] = sum; for (N i = 1; i < n; i++) out[i] = sum = op(sum, in[i]));
    }
    template <class I, class O, class N> static Error ExclusiveSum(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        return ExclusiveScan(storage, bytes, in, out, Sum(), typename Summed<O, ValueOf<I>>::type{}, n, stream);
    }
    template <class I, class O, class N> static Error InclusiveSum(CROSSWARP_STORAGE, I in, O out, N n, CROSSWARP_STREAM) {
        using T = typename Summed<O, ValueOf<I>>::type;
        CROSSWARP_DO(T sum{}; for (N i = 0; i < n; i++) out[i] = sum = sum + in[i]);
    }
    template <class I, class N> static Error ExclusiveSum(CROSSWARP_STORAGE, I in_out, N n, CROSSWARP_STREAM) { return ExclusiveSum(storage, bytes, in_out, in_out, n, stream); }
    template <class I, class N> static Error InclusiveSum(CROSSWARP_STORAGE, I in_out, N n, CROSSWARP_STREAM) { return InclusiveSum(storage, bytes, in_out, in_out, n, stream); }
    template <class K, class I, class O, class N> static Error InclusiveSumByKey(CROSSWARP_STORAGE, K keys, I in, O out, N n, CROSSWARP_STREAM) {
        using T = ValueOf<I>;
        CROSSWARP_DO(T sum{}; for (N i = 0; i < n; i++) { sum = i > 0 && keys[i] == keys[i - 1] ? T(sum + in[i]) : T(in[i]); out[i] = sum; });
    }
    template <class K, class I, class O, class N> static Error ExclusiveSumByKey(CROSSWARP_STORAGE, K keys, I in, O out, N n, CROSSWARP_STREAM) {
        using T = ValueOf<I>;
        CROSSWARP_DO(T sum{}; for (N i = 0; i < n; i++) { if (i > 0 && !(keys[i] == keys[i - 1])) sum = T{}; const T value = in[i]; out[i] = sum; sum = sum + value; });
    }
};

struct DeviceSelect {
    template <class I, class F, class O, class C, class N>
    static Error Flagged(CROSSWARP_STORAGE, I in, F flags, O out, C count, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N k = 0; for (N i = 0; i < n; i++) if (flags[i]) out[k++] = in[i]; *count = k);
    }
    template <class I, class O, class C, class N, class P>
    static Error If(CROSSWARP_STORAGE, I in, O out, C count, N n, P wanted, CROSSWARP_STREAM) {
        CROSSWARP_DO(N k = 0; for (N i = 0; i < n; i++) { auto value = in[i]; if (wanted(value)) out[k++] = value; } *count = k);
    }
    template <class I, class O, class C, class N> static Error Unique(CROSSWARP_STORAGE, I in, O out, C count, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N k = 0; for (N i = 0; i < n; i++) { ValueOf<I> value = in[i]; if (i == 0 || !(in[i - 1] == value)) out[k++] = value; } *count = k);
    }
};
struct DevicePartition {
    /** What isn't wanted follows in reverse. */
    template <class I, class F, class O, class C, class N>
    static Error Flagged(CROSSWARP_STORAGE, I in, F flags, O out, C count, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N k = 0; N rest = n; for (N i = 0; i < n; i++) { if (flags[i]) out[k++] = in[i]; else out[--rest] = in[i]; } *count = k);
    }
    template <class I, class O, class C, class N, class P>
    static Error If(CROSSWARP_STORAGE, I in, O out, C count, N n, P wanted, CROSSWARP_STREAM) {
        CROSSWARP_DO(N k = 0; N rest = n; for (N i = 0; i < n; i++) { auto value = in[i]; if (wanted(value)) out[k++] = value; else out[--rest] = value; } *count = k);
    }
};
struct DeviceRunLengthEncode {
    template <class I, class U, class L, class C, class N>
    static Error Encode(CROSSWARP_STORAGE, I in, U unique, L lengths, C runs, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(N run = 0; for (N i = 0; i < n; run++) { const N from = i; auto value = in[i]; while (i < n && in[i] == value) i++; unique[run] = value; lengths[run] = i - from; } *runs = run);
    }
};

struct DeviceHistogram {
    template <class I, class C, class L, class N>
    static Error HistogramEven(CROSSWARP_STORAGE, I in, C* counts, int levels, L lower, L upper, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(
            const int bins = levels - 1; std::fill(counts, counts + bins, C(0)); for (N i = 0; i < n; i++) {
                const auto value = in[i];
                if (value < lower || !(value < upper)) continue;
                const double place = (double(value) - double(lower)) * bins / (double(upper) - double(lower));
                counts[std::min(bins - 1, int(place))]++;
            });
    }
    template <class I, class C, class L, class N>
    static Error HistogramRange(CROSSWARP_STORAGE, I in, C* counts, int levels, L* bounds, N n, CROSSWARP_STREAM) {
        CROSSWARP_DO(
            std::fill(counts, counts + levels - 1, C(0)); for (N i = 0; i < n; i++) {
                const int bin = int(std::upper_bound(bounds, bounds + levels, L(in[i])) - bounds) - 1;
                if (bin >= 0 && bin < levels - 1) counts[bin]++;
            });
    }
};

struct DeviceSegmentedReduce {
    template <class I, class O, class B, class E, class Op, class T>
    static Error Reduce(CROSSWARP_STORAGE, I in, O out, int segments, B begins, E ends, Op op, T first, CROSSWARP_STREAM) {
        CROSSWARP_DO(for (int s = 0; s < segments; s++) { T sum = first; for (auto i = begins[s]; i < ends[s]; i++) sum = op(sum, in[i]); out[s] = sum; });
    }
    template <class I, class O, class B, class E> static Error Sum(CROSSWARP_STORAGE, I in, O out, int segments, B begins, E ends, CROSSWARP_STREAM) {
        return Reduce(storage, bytes, in, out, segments, begins, ends, CROSSWARP_CUB::Sum(), typename Summed<O, ValueOf<I>>::type{}, stream);
    }
    template <class I, class O, class B, class E> static Error Max(CROSSWARP_STORAGE, I in, O out, int segments, B begins, E ends, CROSSWARP_STREAM) {
        return Reduce(storage, bytes, in, out, segments, begins, ends, CROSSWARP_CUB::Max(), std::numeric_limits<ValueOf<I>>::lowest(), stream);
    }
    template <class I, class O, class B, class E> static Error Min(CROSSWARP_STORAGE, I in, O out, int segments, B begins, E ends, CROSSWARP_STREAM) {
        return Reduce(storage, bytes, in, out, segments, begins, ends, CROSSWARP_CUB::Min(), std::numeric_limits<ValueOf<I>>::max(), stream);
    }
};

} // namespace CROSSWARP_CUB

#include "sort.h"

#undef CROSSWARP_STORAGE
#undef CROSSWARP_STREAM
#undef CROSSWARP_DO
