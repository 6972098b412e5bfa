// What every copying call comes down to: check both ends against the memory that is known, move the bytes, and record
// what went from the device to the host. Knows no API names but the kinds of copies.
#pragma once

#include <cstddef>

#include "error.h"
#include "stream.h"
#include "type-name.h"

#ifdef CROSSWARP_CUDA
enum cudaMemcpyKind {
    cudaMemcpyHostToHost = 0,
    cudaMemcpyHostToDevice = 1,
    cudaMemcpyDeviceToHost = 2,
    cudaMemcpyDeviceToDevice = 3,
    cudaMemcpyDefault = 4
};
#else
typedef enum hipMemcpyKind {
    hipMemcpyHostToHost = 0,
    hipMemcpyHostToDevice = 1,
    hipMemcpyDeviceToHost = 2,
    hipMemcpyDeviceToDevice = 3,
    hipMemcpyDefault = 4,
    hipMemcpyDeviceToDeviceNoCU = 1024
} hipMemcpyKind;
#endif

namespace crosswarp {

using CopyKind = CROSSWARP_NAME(MemcpyKind);

/** `rows` pieces of `width` bytes; the starts of two rows are a pitch apart. */
struct Shape {
    std::size_t width, rows = 1, to_pitch = 0, from_pitch = 0;
};

/** A copy that was checked: where from and to, and what the recording says of it. */
struct Copy {
    void* to;
    const void* from;
    Shape shape;
    int line = 0;
    const char* record_as = "copy";
    bool to_host = false;  // goes into the recording
    bool pageable = false; // an end is memory of the host that is not locked: the host waits for the copy
    int id = -1;
    std::size_t offset = 0;
};

/** The checks the real runtime makes: direction, null pointers, and the bounds of known memory. */
Error check_copy(Copy& copy, CopyKind kind);
/** Moves the bytes of a checked copy and records them. */
void run_copy(const Copy& copy);

/** Copies now, once all earlier work is done. */
Error copy(void* to, const void* from, const Shape& shape, CopyKind kind, int line,
           const char* record_as = "copy");
/** Copies when the stream comes to it; now, where memory of the host is involved that is not locked. */
Error copy_later(Stream stream, void* to, const void* from, const Shape& shape, CopyKind kind, int line,
                 const char* record_as = "copy");
/** Fills device memory; `value` is an element of `size` bytes. */
Error check_fill(void* to, const Shape& shape);
void run_fill(void* to, unsigned value, unsigned size, const Shape& shape);
Error fill(void* to, int value, const Shape& shape);
Error fill_later(Stream stream, void* to, int value, const Shape& shape);

} // namespace crosswarp
