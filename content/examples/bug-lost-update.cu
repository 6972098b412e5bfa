// Title: Counts that get lost
// Summary: Counts values into sixteen bins and comes out with too few: where do they go?
// Theme: bugs
// Picture: bins: The counts of sixteen values, each of them too low.
// Finds: run-race-in-warp, run-race, run-race-between-blocks
// Shows: additions that meet overwrite one another, and the counts come out too low
constexpr int places = 16;

// Counts how often each of sixteen values occurs. Adding one to a number in memory is three steps: read it, add, write
// it back. Run it in the page: the line is named, with two threads that did this at the same time.
__global__ void count(int n, const int *values, int *bins) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  // Hint: two threads may read the same number before either has written it back.
  bins[values[i]] = bins[values[i]] + 1;
}

// Each bin asks all values, one after the other.
__global__ void check(int n, const int *values, const int *bins, int *wrong) {
  int bin = threadIdx.x;
  if (bin >= places) return;
  int expected = 0;
  for (int i = 0; i < n; ++i) expected += values[i] == bin;
  wrong[bin] = bins[bin] == expected ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"count","grid":[8,1,1],"block":[128,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1024}},{"name":"values","type":"int","kind":"buffer","length":1024,"role":"in","init":{"kind":"random","seed":35,"min":0,"max":15}},{"name":"bins","type":"int","kind":"buffer","length":16,"role":"inout","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[16,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1024}},{"name":"values","type":"int","kind":"buffer","length":1024,"role":"in","init":{"kind":"random","seed":35,"min":0,"max":15}},{"name":"bins","type":"int","kind":"buffer","length":16,"role":"inout","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":16,"role":"out","init":{"kind":"constant","value":1}}]}
