#define PER_FILE 2
#include "units.cuh"
#define STEP 10
static __device__ int helper(int x) { return x + STEP; }
__device__ int base = 1000;
__device__ bool odd(unsigned n) { return n == 0 ? false : even(n - 1); }
__device__ int overloaded(int x) { return x + 1; }
__device__ float overloaded(float x);
__global__ void bodies(double *out, const float *f, const int *n) {
  double *o = SLOT; Mass m(f[ID], 2.0f); m.weight() += 1; o[0] = far::area(m); o[1] = far::area(n[ID]); o[2] = m.moment(0.5f) + m.half();
  Link tail = {n[ID], nullptr}, head = {7, &tail}; o[3] = sum(&head); o[4] = even(ID % 5) + 10 * odd(ID % 4); o[5] = helper(ID) + kept(ID);
  o[6] = own(f[ID]); far::Box<float> box = {1, f[ID]}; o[7] = far::size(box) + box.size(); int row[3] = {1, 2, ID}; Plain p = {4, (short)ID}; o[8] = both(p, row) + row[1];
  o[9] = overloaded(ID) + overloaded(0.5f * ID);
}
__global__ void memory(double *out, const float *f, const int *n) {
  double *o = SLOT; o[0] = factors[ID % 3]; o[1] = hits[ID % 2]; o[2] = own(1); o[3] = sizeof(hits);
}
int main() { RUN(bodies); RUN(memory); }
