// Title: Chance from a rule
// Summary: Grows rule 30 line by line: a rule of eight bits whose middle column passes for random.
// Theme: random
// Picture: history, 64 wide: Generations from top to bottom, from a single living cell: stripes on the left, disorder on the right.
constexpr int cells = 64;
constexpr int generations = 64;

// The eight neighbourhoods, left-middle-right, numbered in binary: bit k of the rule says what becomes of number k.
constexpr unsigned rule = 30;

__device__ unsigned next(unsigned left, unsigned middle, unsigned right) {
  return (rule >> (left * 4 + middle * 2 + right)) & 1;
}

// One thread per cell of a ring. Each generation reads the one before, so the block meets at a barrier in between:
// once after everybody wrote, and with two rows in turn nobody overwrites what another still reads.
__global__ void grow(unsigned char *history) {
  __shared__ unsigned char rows[2][cells];
  int i = threadIdx.x;
  int left = (i + cells - 1) % cells;
  int right = (i + 1) % cells;

  unsigned char cell = i == cells / 2 ? 1 : 0;
  for (int g = 0; g < generations; ++g) {
    rows[g % 2][i] = cell;
    history[g * cells + i] = cell;
    __syncthreads();
    cell = next(rows[g % 2][left], rows[g % 2][i], rows[g % 2][right]);
  }
}

// Every cell from the three above it, written out as the formula that rule 30 is: left xor (middle or right).
__global__ void check(const unsigned char *history, int *wrong) {
  int i = threadIdx.x;
  int g = blockIdx.x;
  unsigned expected = i == cells / 2;
  if (g > 0) {
    const unsigned char *row = history + (g - 1) * cells;
    expected = row[(i + cells - 1) % cells] ^ (row[i] | row[(i + 1) % cells]);
  }
  wrong[g * cells + i] = history[g * cells + i] == expected ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"grow","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"history","type":"unsigned char","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"history","type":"unsigned char","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"constant","value":1}}]}
