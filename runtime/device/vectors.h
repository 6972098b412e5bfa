// CUDA's vector types and dim3, with their alignments, for making PTX alone.
#pragma once

#define CROSSWARP_VECTORS(T, name, a2, a4)                                                       \
  struct name##1 { T x; };                                                                       \
  struct __align__(a2) name##2 { T x, y; };                                                      \
  struct name##3 { T x, y, z; };                                                                 \
  struct __align__(a4) name##4 { T x, y, z, w; };                                                \
  static __host__ __device__ __inline__ name##1 make_##name##1(T x) { return {x}; }              \
  static __host__ __device__ __inline__ name##2 make_##name##2(T x, T y) { return {x, y}; }      \
  static __host__ __device__ __inline__ name##3 make_##name##3(T x, T y, T z) { return {x, y, z}; } \
  static __host__ __device__ __inline__ name##4 make_##name##4(T x, T y, T z, T w) { return {x, y, z, w}; }
CROSSWARP_VECTORS(signed char, char, 2, 4)
CROSSWARP_VECTORS(unsigned char, uchar, 2, 4)
CROSSWARP_VECTORS(short, short, 4, 8)
CROSSWARP_VECTORS(unsigned short, ushort, 4, 8)
CROSSWARP_VECTORS(int, int, 8, 16)
CROSSWARP_VECTORS(unsigned int, uint, 8, 16)
CROSSWARP_VECTORS(long, long, 16, 16)
CROSSWARP_VECTORS(unsigned long, ulong, 16, 16)
CROSSWARP_VECTORS(long long, longlong, 16, 16)
CROSSWARP_VECTORS(unsigned long long, ulonglong, 16, 16)
CROSSWARP_VECTORS(float, float, 8, 16)
CROSSWARP_VECTORS(double, double, 16, 16)
#undef CROSSWARP_VECTORS

struct dim3 {
  unsigned x, y, z;
  constexpr __host__ __device__ dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
  constexpr __host__ __device__ dim3(uint3 v) : x(v.x), y(v.y), z(v.z) {}
  constexpr __host__ __device__ operator uint3() const { return uint3{x, y, z}; }
};
