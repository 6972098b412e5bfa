// Title: Sorting by neighbours
// Summary: Sorts 64 numbers in 64 rounds in which neighbours trade places: odd pairs, even pairs, odd pairs.
// Theme: sorting
// Picture: history, 64 wide: All numbers after each round, from top to bottom: disorder at first, a smooth ramp at the end.
constexpr int count = 64;

// In even rounds the pairs (0,1) (2,3) ... are put in order, in odd rounds (1,2) (3,4) ... After as many rounds as there
// are numbers everything is sorted: the largest can walk all the way to the right, one place per round.
__global__ void sortByNeighbours(const int *keys, int *history) {
  __shared__ int line[count];
  int i = threadIdx.x;
  line[i] = keys[i];
  history[i] = keys[i];
  __syncthreads();

  for (int round = 0; round < count; ++round) {
    // The left one of a pair does the work for both: two threads never touch the same place.
    bool isLeft = i % 2 == round % 2 && i + 1 < count;
    if (isLeft && line[i] > line[i + 1]) {
      int swap = line[i];
      line[i] = line[i + 1];
      line[i + 1] = swap;
    }
    __syncthreads();
    history[(round + 1) * count + i] = line[i];
    // Nobody may trade on before all have written down what they saw.
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
  const int *last = history + count * count;
  wrong[i] = last[place] == keys[i] ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"sortByNeighbours","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"keys","type":"int","kind":"buffer","length":64,"role":"in","init":{"kind":"random","seed":7,"min":0,"max":999}},{"name":"history","type":"int","kind":"buffer","length":4160,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"keys","type":"int","kind":"buffer","length":64,"role":"in","init":{"kind":"random","seed":7,"min":0,"max":999}},{"name":"history","type":"int","kind":"buffer","length":4160,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":64,"role":"out","init":{"kind":"constant","value":1}}]}
