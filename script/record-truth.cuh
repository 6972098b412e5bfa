// Included before a program that script/record-truth runs on a real GPU: writes what cudaMemcpy and cudaMemcpyFromSymbol
// bring back to the host into the file that CROSSWARP_COPIES names: a line with the number of bytes, then the bytes.
// Copies of other kinds (asynchronous, two-dimensional, managed memory) pass by unrecorded.
#pragma once
#include <cuda_runtime.h>

#include <cstdio>
#include <cstdlib>

namespace crosswarp_truth {

/** At most so many bytes of all copies together are written. */
constexpr size_t room = size_t(64) << 20;

inline void keep(const void *data, size_t bytes) {
  static FILE *file = std::getenv("CROSSWARP_COPIES") ? std::fopen(std::getenv("CROSSWARP_COPIES"), "wb") : nullptr;
  static size_t written = 0;
  if (!file || written + bytes > room) return;
  written += bytes;
  std::fprintf(file, "%zu\n", bytes);
  std::fwrite(data, 1, bytes, file);
  std::fflush(file);
}

inline cudaError_t copied(void *to, const void *from, size_t bytes, cudaMemcpyKind kind) {
  cudaError_t error = cudaMemcpy(to, from, bytes, kind);
  bool comes = kind == cudaMemcpyDeviceToHost;
  if (kind == cudaMemcpyDefault) {
    cudaPointerAttributes at;
    comes = cudaPointerGetAttributes(&at, to) == cudaSuccess &&
            (at.type == cudaMemoryTypeUnregistered || at.type == cudaMemoryTypeHost);
  }
  if (error == cudaSuccess && comes) keep(to, bytes);
  return error;
}

template <class T>
cudaError_t copied_from(void *to, const T &symbol, size_t bytes, size_t offset = 0,
                        cudaMemcpyKind kind = cudaMemcpyDeviceToHost) {
  cudaError_t error = cudaMemcpyFromSymbol(to, symbol, bytes, offset, kind);
  if (error == cudaSuccess && kind != cudaMemcpyDeviceToDevice) keep(to, bytes);
  return error;
}

}  // namespace crosswarp_truth

#define cudaMemcpy(...) crosswarp_truth::copied(__VA_ARGS__)
#define cudaMemcpyFromSymbol(...) crosswarp_truth::copied_from(__VA_ARGS__)
