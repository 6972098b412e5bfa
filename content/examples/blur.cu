// Title: Blur, row by row
// Summary: Softens a picture with a filter of 5 x 5 weights as two of 5: along the rows first, then along the columns.
// Theme: images
// Picture: blurred, 64 wide: A disc on a chessboard, both with soft edges.
constexpr int side = 64;

__device__ int clamped(int i) { return i < 0 ? 0 : i >= side ? side - 1 : i; }

// 1 4 6 4 1: nearly a bell curve, and their sum is 16. Integers keep every sum exact.
__device__ int weight(int d) { return d == 0 ? 6 : d == 1 || d == -1 ? 4 : 1; }

// The picture to be softened: a chessboard, with a disc upon it.
__global__ void draw(int *image) {
  int x = threadIdx.x;
  int y = blockIdx.x;
  int board = (x / 8 + y / 8) % 2 == 0 ? 40 : 120;
  int dx = 2 * x - side;
  int dy = 2 * y - side;
  image[y * side + x] = dx * dx + dy * dy < side * side / 3 ? 255 : board;
}

// One block per row, held in shared memory: each value is loaded once and used by five threads.
__global__ void blurRows(const int *image, int *rows) {
  __shared__ int row[side];
  int x = threadIdx.x;
  row[x] = image[blockIdx.x * side + x];
  __syncthreads();
  int sum = 0;
  for (int d = -2; d <= 2; ++d) sum += weight(d) * row[clamped(x + d)];
  rows[blockIdx.x * side + x] = sum;
}

// Along the columns every thread still reads beside its neighbour, from five rows in turn: no shared memory needed.
__global__ void blurColumns(const int *rows, int *blurred) {
  int x = threadIdx.x;
  int y = blockIdx.x;
  int sum = 0;
  for (int d = -2; d <= 2; ++d) sum += weight(d) * rows[clamped(y + d) * side + x];
  blurred[y * side + x] = (sum + 128) / 256;
}

// All 25 weights at once: 25 reads instead of 10, and the results must be the same.
__global__ void check(const int *image, const int *blurred, int *wrong) {
  int x = threadIdx.x;
  int y = blockIdx.x;
  int sum = 0;
  for (int dy = -2; dy <= 2; ++dy) {
    for (int dx = -2; dx <= 2; ++dx) {
      sum += weight(dy) * weight(dx) * image[clamped(y + dy) * side + clamped(x + dx)];
    }
  }
  wrong[y * side + x] = blurred[y * side + x] == (sum + 128) / 256 ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"draw","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"image","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"blurRows","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"image","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"rows","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"blurColumns","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"rows","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"blurred","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"image","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"blurred","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"constant","value":1}}]}
