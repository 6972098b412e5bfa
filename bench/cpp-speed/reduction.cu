// Sums of blocks by a tree in shared memory
// run: {"kernel":"reduction","grid":[16384,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":4194304}},{"name":"x","type":"float","kind":"buffer","length":4194304,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"sums","type":"float","kind":"buffer","length":16384,"role":"out","init":{"kind":"zeros"}}]}
__global__ void reduction(int n, const float *x, float *sums) {
  __shared__ float part[256];
  int t = threadIdx.x;
  int i = blockIdx.x * blockDim.x + t;
  part[t] = i < n ? x[i] : 0.0f;
  __syncthreads();
  for (int s = blockDim.x / 2; s > 0; s >>= 1) {
    if (t < s) part[t] += part[t + s];
    __syncthreads();
  }
  if (t == 0) sums[blockIdx.x] = part[0];
}
