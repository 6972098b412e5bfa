#include "launch.h"
#include <cub/cub.cuh>
struct Sub { template <class T> __device__ T operator()(T &a, T &b) { return a - b; } };
struct Before { float total; __device__ Before(float t) : total(t) {} __device__ float operator()(float sum) { float old = total; total += sum; return old; } };
template <cub::BlockLoadAlgorithm L, cub::BlockStoreAlgorithm S> __device__ void through(double *out, const int *n, int valid) {
  typedef cub::BlockLoad<int, 64, 4, L> Load; typedef cub::BlockStore<double, 64, 2, S> Store;
  __shared__ union { typename Load::TempStorage load; typename Store::TempStorage store; } room;
  int items[4] = {-1, -2, -3, -4}; Load(room.load).Load(n + blockIdx.x * 8, items, valid, 77); __syncthreads();
  double kept[2] = {items[0] + 1000.0 * items[1], items[2] + 1000.0 * items[3]}; Store(room.store).Store(out, kept); __syncthreads();
  Load(room.load).Load(n, items); double more[2] = {(double)items[0], (double)items[3]}; Store(room.store).Store(out + 128, more, valid / 2);
}
__global__ void moved(double *out, const float *f, const int *n) {
  out += blockIdx.x * 1024; int valid = (int)blockIdx.x * 131 - 5;
  through<cub::BLOCK_LOAD_DIRECT, cub::BLOCK_STORE_STRIPED>(out, n, valid); through<cub::BLOCK_LOAD_STRIPED, cub::BLOCK_STORE_DIRECT>(out + 256, n, 200 - valid);
  through<cub::BLOCK_LOAD_TRANSPOSE, cub::BLOCK_STORE_TRANSPOSE>(out + 512, n, 248); through<cub::BLOCK_LOAD_VECTORIZE, cub::BLOCK_STORE_WARP_TRANSPOSE>(out + 768, n, 0);
}
__global__ void exchanged(double *out, const float *f, const int *n) {
  typedef cub::BlockExchange<int, 64, 3> Exchange; __shared__ Exchange::TempStorage room; double *o = SLOT; int t = threadIdx.x, a[3], b[3], ranks[3];
  for (int i = 0; i < 3; i++) { a[i] = n[t * 3 + i] + i; ranks[i] = (t * 3 + i) * 7 % 192; }
  Exchange(room).BlockedToStriped(a, b); __syncthreads(); for (int i = 0; i < 3; i++) o[i] = b[i];
  Exchange(room).StripedToBlocked(b); __syncthreads(); for (int i = 0; i < 3; i++) o[3 + i] = b[i] - a[i];
  Exchange(room).BlockedToWarpStriped(a, b); __syncthreads(); for (int i = 0; i < 3; i++) o[6 + i] = b[i];
  Exchange(room).WarpStripedToBlocked(b, b); __syncthreads(); o[9] = b[1] - a[1];
  Exchange(room).ScatterToBlocked(a, ranks); __syncthreads(); for (int i = 0; i < 3; i++) o[10 + i] = a[i];
  Exchange(room).ScatterToStriped(a, ranks); for (int i = 0; i < 3; i++) o[13 + i] = a[i];
}
__global__ void neighbours(double *out, const float *f, const int *n) {
  typedef cub::BlockAdjacentDifference<int, 64> Difference; typedef cub::BlockDiscontinuity<int, 64> Flags; double *o = SLOT; int a[2] = {n[ID] / 7, n[ID] % 11}, b[2], h[2], l[2];
  __shared__ Difference::TempStorage room; __shared__ Flags::TempStorage flags;
  Difference(room).SubtractLeft(a, b, Sub()); o[0] = b[0]; o[1] = b[1]; __syncthreads(); Difference(room).SubtractRight(a, b, Sub()); o[2] = b[0]; o[3] = b[1];
  Flags(flags).FlagHeads(h, a, cub::Inequality()); __syncthreads(); Flags(flags).FlagTails(l, a, cub::Inequality(), -14); o[4] = h[0] + 10 * h[1] + 100 * l[0] + 1000 * l[1];
}
__global__ void scans(double *out, const float *f, const int *n) {
  typedef cub::BlockScan<float, 64> Scan; typedef cub::BlockScan<int, 64, cub::BLOCK_SCAN_WARP_SCANS> Ints; __shared__ Scan::TempStorage room; __shared__ Ints::TempStorage ints;
  double *o = SLOT; float a[2] = {f[ID], f[ID] * 2}, b[2], total; int x; Before before(1000);
  Scan(room).ExclusiveSum(a, b, total); o[0] = b[0]; o[1] = b[1]; o[2] = total; __syncthreads();
  Scan(room).ExclusiveSum(a, a, before); o[3] = a[0]; o[4] = a[1]; __syncthreads();
  Scan(room).ExclusiveSum(f[ID], b[0], before); o[5] = b[0] + (threadIdx.x < 32 ? before.total : 0); __syncthreads();
  Scan(room).InclusiveSum(f[ID], b[0], before); o[6] = b[0]; __syncthreads();
  Ints(ints).ExclusiveScan(n[ID] * 5 % 37, x, -40, cub::Max()); o[7] = x; __syncthreads(); Ints(ints).InclusiveScan(n[ID] * 5 % 37, x, cub::Min()); o[8] = x; __syncthreads();
  int y[3] = {n[ID] % 5, n[ID] % 7, 1}, z[3]; Ints(ints).InclusiveSum(y, z, x); o[9] = z[0]; o[10] = z[2]; o[11] = x; __syncthreads();
  Ints(ints).InclusiveScan(y, z, cub::Max()); o[12] = z[1]; __syncthreads(); Ints(ints).ExclusiveScan(y, z, -9, cub::Max()); o[13] = z[0] * 100 + z[2];
}
__global__ void reductions(double *out, const float *f, const int *n) {
  typedef cub::BlockReduce<int, 64> Reduce; typedef cub::WarpReduce<int> Warp; typedef cub::WarpReduce<float, 8> Part; typedef cub::WarpScan<int, 16> Scan;
  __shared__ Reduce::TempStorage room; __shared__ Warp::TempStorage warp[2]; __shared__ Part::TempStorage part[8]; __shared__ Scan::TempStorage scan[4];
  double *o = SLOT; int t = threadIdx.x, y[3] = {n[ID], 2, t}, x, total, r = Reduce(room).Sum(y); if (t == 0) o[0] = r; __syncthreads();
  r = Reduce(room).Reduce(n[ID] * 5 % 37, cub::Max(), 41); if (t == 0) o[1] = r; r = Warp(warp[t / 32]).Sum(n[ID], 13); if (t % 32 == 0) o[2] = r;
  r = Warp(warp[t / 32]).Reduce(n[ID] * 5 % 37, cub::Min()); if (t % 32 == 0) o[3] = r; if (t / 8 % 3 != 1) { float s = Part(part[t / 8]).Sum(f[ID]); if (t % 8 == 0) o[4] = s; }
  Scan(scan[t / 16]).ExclusiveSum(n[ID], x, total); o[5] = x; o[6] = total; Scan(scan[t / 16]).InclusiveScan(n[ID] * 5 % 37, x, cub::Max(), total); o[7] = x; o[8] = total;
  Scan(scan[t / 16]).ExclusiveScan(n[ID] * 5 % 37, x, -3, cub::Max()); o[9] = x; o[10] = Scan(scan[t / 16]).Broadcast(n[ID], 5);
}
__global__ void wholes(double *out, const float *f, const int *n) {
  typedef cub::KeyValuePair<int, float> Pair; typedef cub::WarpReduce<Pair> Warp; typedef cub::BlockReduce<Pair, 64> Block; typedef cub::BlockScan<Pair, 64> Scan;
  __shared__ Warp::TempStorage warp[2]; __shared__ Block::TempStorage block; __shared__ Scan::TempStorage scan; double *o = SLOT; int t = threadIdx.x; Pair own = {ID, (float)(n[ID] * 11 % 17)}, got;
  got = Warp(warp[t / 32]).Reduce(own, cub::ArgMax()); if (t % 32 == 0) { o[0] = got.key; o[1] = got.value; } got = Block(block).Reduce(own, cub::ArgMin()); if (t == 0) { o[2] = got.key; o[3] = got.value; }
  Scan(scan).InclusiveScan(own, got, cub::ArgMax()); o[4] = got.key; o[5] = got.value;
}
int main() { RUN(moved); RUN(exchanged); RUN(neighbours); RUN(scans); RUN(reductions); RUN(wholes); }
