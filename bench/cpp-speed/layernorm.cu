// Rows with mean 0 and variance 1, by shuffles
// run: {"kernel":"layernorm","grid":[1024,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1024}},{"name":"x","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":1048576,"role":"out","init":{"kind":"zeros"}}]}
__device__ float block_sum(float v, float *part) {
  for (int o = 16; o > 0; o >>= 1) v += __shfl_down_sync(0xffffffff, v, o);
  if (threadIdx.x % 32 == 0) part[threadIdx.x / 32] = v;
  __syncthreads();
  float all = 0.0f;
  for (int w = 0; w < 8; w++) all += part[w];
  __syncthreads();
  return all;
}
__global__ void layernorm(int n, const float *x, float *y) {
  __shared__ float part[8];
  const float *row = x + blockIdx.x * n;
  float sum = 0.0f;
  for (int i = threadIdx.x; i < n; i += blockDim.x) sum += row[i];
  float mean = block_sum(sum, part) / n;
  float squares = 0.0f;
  for (int i = threadIdx.x; i < n; i += blockDim.x) {
    float d = row[i] - mean;
    squares += d * d;
  }
  float scale = rsqrtf(block_sum(squares, part) / n + 1e-5f);
  for (int i = threadIdx.x; i < n; i += blockDim.x) y[blockIdx.x * n + i] = (row[i] - mean) * scale;
}
