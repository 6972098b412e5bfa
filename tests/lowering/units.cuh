// What the two files of this program tell one another.
#pragma once
#include "launch.h"
struct Mass { float x, y, m; __device__ Mass(float x, float y, float m = 2.0f); __device__ float moment(float about) const; __device__ float &weight(); __device__ float half() const { return m / 2; } };
struct Link { int value; Link *next; };
namespace far { __device__ float area(const Mass &a, float by = 3.0f); __device__ int area(int side); template <class T> struct Box { T low, high; __device__ T size() const { return high - low; } }; __device__ float size(far::Box<float> box); }
__device__ int sum(const Link *first);
__device__ bool even(unsigned n);
__device__ bool odd(unsigned n);
__device__ double own(double x);
typedef struct { int a; short b; } Plain;
__device__ int both(Plain p, int (&row)[3]);
extern __constant__ float factors[];
extern __device__ int hits[2];
static __device__ int kept(int x) { return x * PER_FILE; }
