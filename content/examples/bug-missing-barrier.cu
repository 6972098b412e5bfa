// Title: A sum without a barrier
// Summary: Adds up in shared memory, and sometimes in the wrong order: what is missing, and where?
// Theme: bugs
// Picture: sums: The sum of each of four blocks.
// Finds: run-race, run-race-in-warp
// Shows: a thread reads what another one of its block may not have written yet
constexpr int threads = 128;

// Adds up 128 numbers by halving. It gives the right sums on many machines, and that is luck: a round may begin before
// the one before it has ended everywhere. Run it in the page: the two lines that meet are named, with their threads.
__global__ void addUp(const float *in, float *sums) {
  __shared__ float part[threads];
  int t = threadIdx.x;
  part[t] = in[blockIdx.x * threads + t];
  __syncthreads();

  for (int half = threads / 2; half > 0; half /= 2) {
    if (t < half) part[t] += part[t + half];
    // Hint: who says that part[t + half] of the next round has been written by now?
  }
  if (t == 0) sums[blockIdx.x] = part[0];
}

// One thread per block of the sum, from left to right.
__global__ void check(const float *in, const float *sums, int *wrong) {
  int block = threadIdx.x;
  float expected = 0.0f;
  for (int i = 0; i < threads; ++i) expected += in[block * threads + i];
  float error = sums[block] - expected;
  wrong[block] = error < 1e-4f && error > -1e-4f ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"addUp","grid":[4,1,1],"block":[128,1,1],"args":[{"name":"in","type":"float","kind":"buffer","length":512,"role":"in","init":{"kind":"random","seed":31,"min":0,"max":1}},{"name":"sums","type":"float","kind":"buffer","length":4,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[4,1,1],"args":[{"name":"in","type":"float","kind":"buffer","length":512,"role":"in","init":{"kind":"random","seed":31,"min":0,"max":1}},{"name":"sums","type":"float","kind":"buffer","length":4,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4,"role":"out","init":{"kind":"constant","value":1}}]}
