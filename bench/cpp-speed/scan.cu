// Inclusive sums of blocks, doubling the distance
// run: {"kernel":"scan","grid":[16384,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":4194304}},{"name":"x","type":"float","kind":"buffer","length":4194304,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":4194304,"role":"out","init":{"kind":"zeros"}}]}
__global__ void scan(int n, const float *x, float *y) {
  __shared__ float part[2][256];
  int t = threadIdx.x;
  int i = blockIdx.x * blockDim.x + t;
  part[0][t] = i < n ? x[i] : 0.0f;
  __syncthreads();
  int from = 0;
  for (int d = 1; d < blockDim.x; d *= 2) {
    part[1 - from][t] = t >= d ? part[from][t] + part[from][t - d] : part[from][t];
    from = 1 - from;
    __syncthreads();
  }
  if (i < n) y[i] = part[from][t];
}
