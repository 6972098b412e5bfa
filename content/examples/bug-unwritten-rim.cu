// Title: The rim that nobody wrote
// Summary: Smooths a line through shared memory, and reads two places that no thread has filled: which ones?
// Theme: bugs
// Picture: y: The smoothed line, hardly to be seen beside what was read at the edges of the blocks.
// Finds: run-uninitialized
// Shows: the first and the last thread of each block read shared memory that holds anything
constexpr int threads = 64;

// The mean of three neighbours. The block keeps its piece of the line in shared memory, with a place on either side for
// the neighbours that belong to other blocks. Run it in the page: what is read before anybody wrote it is named.
__global__ void smooth(int n, const float *x, float *y) {
  __shared__ float line[threads + 2];
  int i = blockIdx.x * threads + threadIdx.x;
  int at = threadIdx.x + 1;
  line[at] = x[i];
  // Hint: 66 places, 64 threads, and each writes one. Shared memory holds whatever the block before left there.
  __syncthreads();
  y[i] = (line[at - 1] + line[at] + line[at + 1]) / 3.0f;
}

// At the two ends of the whole line the missing neighbour counts as 0.
__global__ void check(int n, const float *x, const float *y, int *wrong) {
  int i = blockIdx.x * threads + threadIdx.x;
  float left = i > 0 ? x[i - 1] : 0.0f;
  float right = i + 1 < n ? x[i + 1] : 0.0f;
  float error = y[i] - (left + x[i] + right) / 3.0f;
  wrong[i] = error < 1e-6f && error > -1e-6f ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"smooth","grid":[4,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":256}},{"name":"x","type":"float","kind":"buffer","length":256,"role":"in","init":{"kind":"random","seed":37,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":256,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[4,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":256}},{"name":"x","type":"float","kind":"buffer","length":256,"role":"in","init":{"kind":"random","seed":37,"min":0,"max":1}},{"name":"y","type":"float","kind":"buffer","length":256,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":256,"role":"out","init":{"kind":"constant","value":1}}]}
