// Title: Radix sort, bit by bit
// Summary: Sorts whole numbers without comparing them: one stable split into zeros and ones for each bit.
// Theme: sorting
// Picture: history, 128 wide: The numbers at the start and after each of eight bits, from top to bottom: ever longer rising runs.
constexpr int count = 128;
constexpr int bits = 8;

// How many of the flags before thread i are set, by doubling: after step s each sum covers 2s threads. Reading and
// writing are parted by a barrier each, as every thread reads what another one writes.
__device__ int countBefore(int *sums, int i, int flag) {
  sums[i] = flag;
  __syncthreads();
  for (int step = 1; step < count; step *= 2) {
    int more = i >= step ? sums[i - step] : 0;
    __syncthreads();
    sums[i] += more;
    __syncthreads();
  }
  return sums[i] - flag;
}

// From the lowest bit up, the numbers with a zero go to the front and those with a one behind them. The split is
// stable, numbers that are equal in this bit keep their order, and therefore the order of the lower bits.
__global__ void radixSort(const int *keys, int *history) {
  __shared__ int sums[count];
  __shared__ int line[count];
  int i = threadIdx.x;
  int key = keys[i];
  history[i] = key;

  for (int bit = 0; bit < bits; ++bit) {
    int isZero = ((key >> bit) & 1) == 0;
    int zerosBefore = countBefore(sums, i, isZero);
    int zeros = sums[count - 1];  // the last sum covers all
    int place = isZero ? zerosBefore : zeros + (i - zerosBefore);
    line[place] = key;
    __syncthreads();
    key = line[i];
    history[(bit + 1) * count + i] = key;
    __syncthreads();
  }
}

// Where a number belongs can be counted: after all that are smaller, and after its equals that came before it.
__global__ void check(const int *keys, const int *history, int *wrong) {
  int i = threadIdx.x;
  int place = 0;
  for (int other = 0; other < count; ++other) {
    bool smaller = keys[other] < keys[i];
    bool earlier = keys[other] == keys[i] && other < i;
    if (smaller || earlier) ++place;
  }
  wrong[i] = history[bits * count + place] == keys[i] ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"radixSort","grid":[1,1,1],"block":[128,1,1],"args":[{"name":"keys","type":"int","kind":"buffer","length":128,"role":"in","init":{"kind":"random","seed":11,"min":0,"max":255}},{"name":"history","type":"int","kind":"buffer","length":1152,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[128,1,1],"args":[{"name":"keys","type":"int","kind":"buffer","length":128,"role":"in","init":{"kind":"random","seed":11,"min":0,"max":255}},{"name":"history","type":"int","kind":"buffer","length":1152,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":128,"role":"out","init":{"kind":"constant","value":1}}]}
