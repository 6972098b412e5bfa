// Softmax of rows, a block for each
// run: {"kernel":"softmax","grid":[1024,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1024}},{"name":"x","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":1048576,"role":"out","init":{"kind":"zeros"}}]}
__global__ void softmax(int n, const float *x, float *y) {
  __shared__ float part[256];
  int t = threadIdx.x;
  const float *row = x + blockIdx.x * n;
  float most = -1e30f;
  for (int i = t; i < n; i += blockDim.x) most = fmaxf(most, row[i]);
  part[t] = most;
  __syncthreads();
  for (int s = blockDim.x / 2; s > 0; s >>= 1) {
    if (t < s) part[t] = fmaxf(part[t], part[t + s]);
    __syncthreads();
  }
  most = part[0];
  __syncthreads();
  float sum = 0.0f;
  for (int i = t; i < n; i += blockDim.x) sum += expf(row[i] - most);
  part[t] = sum;
  __syncthreads();
  for (int s = blockDim.x / 2; s > 0; s >>= 1) {
    if (t < s) part[t] += part[t + s];
    __syncthreads();
  }
  sum = part[0];
  for (int i = t; i < n; i += blockDim.x) y[blockIdx.x * n + i] = expf(row[i] - most) / sum;
}
