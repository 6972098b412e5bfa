// Title: Clouds from a hash
// Summary: Draws clouds without a table or a state: every thread makes its random numbers from its own coordinates.
// Theme: random
// Picture: heights, 64 wide: Soft clouds, with finer ones upon them.
constexpr int side = 64;

// A number that looks random for each point of the lattice. Multiplying and folding mixes all bits; as nothing is kept
// between calls, threads need no states and no order, and the picture is the same on every machine.
__device__ float lattice(int x, int y) {
  unsigned h = static_cast<unsigned>(x) * 374761393u + static_cast<unsigned>(y) * 668265263u;
  h = (h ^ (h >> 13)) * 1274126177u;
  h ^= h >> 16;
  return (h & 0xffffffu) / 16777216.0f;
}

__device__ float mix(float a, float b, float t) { return a + (b - a) * t; }

// Between the points of the lattice: from one value to the next without a kink.
__device__ float noise(int x, int y, int cell) {
  int cx = x / cell;
  int cy = y / cell;
  float tx = static_cast<float>(x % cell) / cell;
  float ty = static_cast<float>(y % cell) / cell;
  tx = tx * tx * (3.0f - 2.0f * tx);
  ty = ty * ty * (3.0f - 2.0f * ty);
  float above = mix(lattice(cx, cy), lattice(cx + 1, cy), tx);
  float below = mix(lattice(cx, cy + 1), lattice(cx + 1, cy + 1), tx);
  return mix(above, below, ty);
}

// Large hills, half as high ones upon them, and so on: the weights add up to 1.
__global__ void clouds(float *heights) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  float height = 0.5f * noise(x, y, 16) + 0.25f * noise(x, y, 8) + 0.25f * noise(x, y, 4);
  heights[y * side + x] = height;
}

// On points of all three lattices nothing is mixed, so the sum can be written down; elsewhere neighbours may not lie
// further apart than the steepest slope allows, which is 1.5 per cell.
__global__ void check(const float *heights, int *wrong) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  float height = heights[y * side + x];
  bool right = height >= 0.0f && height <= 1.0f;
  if (x % 16 == 0 && y % 16 == 0) {
    float expected = 0.5f * lattice(x / 16, y / 16) + 0.25f * lattice(x / 8, y / 8) + 0.25f * lattice(x / 4, y / 4);
    float error = height - expected;
    right = right && error < 1e-6f && error > -1e-6f;
  }
  if (x + 1 < side) {
    float slope = heights[y * side + x + 1] - height;
    float most = 1.5f * (0.5f / 16 + 0.25f / 8 + 0.25f / 4) + 1e-6f;
    right = right && slope <= most && slope >= -most;
  }
  wrong[y * side + x] = right ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"clouds","grid":[4,4,1],"block":[16,16,1],"args":[{"name":"heights","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[4,4,1],"block":[16,16,1],"args":[{"name":"heights","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"constant","value":1}}]}
