// Title: Matrix times vector
// Summary: Gives each row of a matrix a block of its own, whose threads share the work and add up in shared memory.
// Theme: linear-algebra
// Picture: y: The product, one bar per row.
constexpr int threads = 64;

// y = A x. A row is read by neighbouring threads, element by element: one row per thread would have a warp read 32
// places that lie a whole row apart. What it costs is a sum over the block at the end.
__global__ void gemv(int columns, const float *a, const float *x, float *y) {
  __shared__ float sums[threads];
  const float *row = a + blockIdx.x * columns;

  float sum = 0.0f;
  for (int c = threadIdx.x; c < columns; c += threads) sum += row[c] * x[c];
  sums[threadIdx.x] = sum;
  __syncthreads();

  // Halve the number of sums until one is left. The barrier is reached by every thread in every round.
  for (int half = threads / 2; half > 0; half /= 2) {
    if (threadIdx.x < half) sums[threadIdx.x] += sums[threadIdx.x + half];
    __syncthreads();
  }
  if (threadIdx.x == 0) y[blockIdx.x] = sums[0];
}

// Each row once more by one thread, from left to right and in double. The order of additions is another one, and so
// are the last digits: a hundred products of numbers below 1 may lose a few millionths, and not more.
__global__ void check(int rows, int columns, const float *a, const float *x, const float *y, int *wrong) {
  int r = blockIdx.x * blockDim.x + threadIdx.x;
  if (r >= rows) return;
  double expected = 0.0;
  for (int c = 0; c < columns; ++c) expected += static_cast<double>(a[r * columns + c]) * x[c];
  double error = y[r] - expected;
  wrong[r] = error < 1e-5 && error > -1e-5 ? 0 : 1;  // a NaN is neither, and counts as wrong
}

// How it runs in the page, one launch a line:
// run: {"kernel":"gemv","grid":[48,1,1],"block":[64,1,1],"args":[{"name":"columns","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":100}},{"name":"a","type":"float","kind":"buffer","length":4800,"role":"in","init":{"kind":"random","seed":3,"min":-1,"max":1}},{"name":"x","type":"float","kind":"buffer","length":100,"role":"in","init":{"kind":"random","seed":4,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":48,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"rows","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":48}},{"name":"columns","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":100}},{"name":"a","type":"float","kind":"buffer","length":4800,"role":"in","init":{"kind":"random","seed":3,"min":-1,"max":1}},{"name":"x","type":"float","kind":"buffer","length":100,"role":"in","init":{"kind":"random","seed":4,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":48,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":48,"role":"out","init":{"kind":"constant","value":1}}]}
