// Title: Sparse rows of one length
// Summary: Multiplies a sparse matrix whose rows are padded to one length (ELL), laid out so that neighbours read side by side.
// Theme: sparse
// Picture: y: Each value of the vector, averaged with its neighbours on the ring.
constexpr int rows = 64;
constexpr int width = 4;  // no row has more entries than this

// A ring: every row weighs its own place and its two neighbours. The fourth place is padding, with no column.
__global__ void build(float *values, int *columns) {
  int row = threadIdx.x;
  const float weights[width] = {0.25f, 0.5f, 0.25f, 0.0f};
  for (int k = 0; k < width; ++k) {
    // Entry k of all rows lies together: thread after thread reads word after word. Row by row, as in CSR, a warp
    // would read places that lie a row apart.
    int at = k * rows + row;
    values[at] = weights[k];
    columns[at] = k < 3 ? (row + rows + k - 1) % rows : -1;
  }
}

// One thread per row. All rows take the same number of turns, so no lane waits for a longer row.
__global__ void multiply(const float *values, const int *columns, const float *x, float *y) {
  int row = threadIdx.x;
  float sum = 0.0f;
  for (int k = 0; k < width; ++k) {
    int column = columns[k * rows + row];
    if (column >= 0) sum += values[k * rows + row] * x[column];
  }
  y[row] = sum;
}

// The same without a matrix. Weights are powers of two, so that only the order of two additions can differ.
__global__ void check(const float *x, const float *y, int *wrong) {
  int i = threadIdx.x;
  float expected = 0.25f * (x[(i + rows - 1) % rows] + x[(i + 1) % rows]) + 0.5f * x[i];
  float error = y[i] - expected;
  wrong[i] = error < 1e-6f && error > -1e-6f ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"build","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"values","type":"float","kind":"buffer","length":256,"role":"out","init":{"kind":"zeros"}},{"name":"columns","type":"int","kind":"buffer","length":256,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"multiply","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"values","type":"float","kind":"buffer","length":256,"role":"out","init":{"kind":"zeros"}},{"name":"columns","type":"int","kind":"buffer","length":256,"role":"out","init":{"kind":"constant","value":-1}},{"name":"x","type":"float","kind":"buffer","length":64,"role":"in","init":{"kind":"random","seed":9,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":64,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"x","type":"float","kind":"buffer","length":64,"role":"in","init":{"kind":"random","seed":9,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":64,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":64,"role":"out","init":{"kind":"constant","value":1}}]}
