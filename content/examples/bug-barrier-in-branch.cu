// Title: Waiting for those who left
// Summary: Lets some threads go before a barrier that all the others wait at: which ones are missing?
// Theme: bugs
// Picture: y: Each number with its left neighbour in the block added.
// Finds: run-barrier-after-return
// Shows: in the last block some threads have ended when the others wait for them
constexpr int threads = 128;

// Adds to each number the one on its left, within the block. 180 elements are a block and a bit, so that the last
// block has threads without work. Run it in the page: the barrier is named, and the threads that never come.
__global__ void addLeft(int n, const float *x, float *y) {
  __shared__ float line[threads];
  int i = blockIdx.x * threads + threadIdx.x;
  // Hint: who has left here is not coming back.
  if (i >= n) return;
  line[threadIdx.x] = x[i];
  __syncthreads();
  y[i] = line[threadIdx.x] + (threadIdx.x > 0 ? line[threadIdx.x - 1] : 0.0f);
}

// NVIDIA hardware goes on without those that have ended, and so does AMD's as long as one lane of each wavefront is
// left. A machine that counts threads waits forever. The rule of both languages: all of a block, or none.
__global__ void check(int n, const float *x, const float *y, int *wrong) {
  int i = blockIdx.x * threads + threadIdx.x;
  if (i >= n) return;
  float left = threadIdx.x > 0 ? x[i - 1] : 0.0f;
  wrong[i] = y[i] == x[i] + left ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"addLeft","grid":[2,1,1],"block":[128,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":180}},{"name":"x","type":"float","kind":"buffer","length":180,"role":"in","init":{"kind":"random","seed":33,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":180,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[2,1,1],"block":[128,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":180}},{"name":"x","type":"float","kind":"buffer","length":180,"role":"in","init":{"kind":"random","seed":33,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":180,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":180,"role":"out","init":{"kind":"constant","value":1}}]}
