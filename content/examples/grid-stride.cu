// Title: One grid for any length
// Summary: Adds two vectors with a grid-stride loop, so that a grid of any size covers a length of any size.
// Theme: basics
// Picture: owner, 40 wide: The number of the thread that wrote each element; the pattern begins again after every stride of the grid.
// Kernels by themselves: they run in the page, thread by thread, as the lines at the end say. The last one is the check.

// Three blocks of 64 threads are 192, and the length is 1000. Each thread takes its own element and then every 192nd
// after it. Neighbouring threads always touch neighbouring elements, so that a warp reads whole pieces of memory at
// once, and the same launch is right for every length.
__global__ void add(int n, const float *x, const float *y, float *sum, int *owner) {
  int thread = blockIdx.x * blockDim.x + threadIdx.x;
  int stride = gridDim.x * blockDim.x;
  for (int i = thread; i < n; i += stride) {
    sum[i] = x[i] + y[i];
    owner[i] = thread;
  }
}

// One thread per element and nothing clever, so that it is easy to trust. The grid is rounded up to whole blocks: the
// last block has threads without an element, and they leave.
__global__ void check(int n, int threads, const float *x, const float *y, const float *sum, const int *owner,
                      int *wrong) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  bool right = sum[i] == x[i] + y[i];      // one addition: the same bits everywhere
  right = right && owner[i] == i % threads;  // nobody left an element to somebody else
  wrong[i] = right ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"add","grid":[3,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1000}},{"name":"x","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":1,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":2,"min":-1,"max":1}},{"name":"sum","type":"float","kind":"buffer","length":1000,"role":"out","init":{"kind":"zeros"}},{"name":"owner","type":"int","kind":"buffer","length":1000,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"check","grid":[16,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1000}},{"name":"threads","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":192}},{"name":"x","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":1,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":2,"min":-1,"max":1}},{"name":"sum","type":"float","kind":"buffer","length":1000,"role":"out","init":{"kind":"zeros"}},{"name":"owner","type":"int","kind":"buffer","length":1000,"role":"out","init":{"kind":"constant","value":-1}},{"name":"wrong","type":"int","kind":"buffer","length":1000,"role":"out","init":{"kind":"constant","value":1}}]}
