// Attention, a query for each thread
// run: {"kernel":"attention","grid":[8,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":512}},{"name":"q","type":"float","kind":"buffer","length":32768,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"k","type":"float","kind":"buffer","length":32768,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"v","type":"float","kind":"buffer","length":32768,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"out","type":"float","kind":"buffer","length":32768,"role":"out","init":{"kind":"zeros"}}]}
__global__ void attention(int n, const float *q, const float *k, const float *v, float *out) {
  __shared__ float ks[16][64];
  __shared__ float vs[16][64];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float most = -1e30f, sum = 0.0f;
  float result[64];
  for (int d = 0; d < 64; d++) result[d] = 0.0f;
  for (int first = 0; first < n; first += 16) {
    for (int j = 0; j < 16; j++) {
      ks[j][threadIdx.x] = k[(first + j) * 64 + threadIdx.x];
      vs[j][threadIdx.x] = v[(first + j) * 64 + threadIdx.x];
    }
    __syncthreads();
    for (int j = 0; j < 16; j++) {
      float score = 0.0f;
      for (int d = 0; d < 64; d++) score += q[i * 64 + d] * ks[j][d];
      score *= 0.125f;
      float larger = fmaxf(most, score);
      float scale = expf(most - larger), weight = expf(score - larger);
      sum = sum * scale + weight;
      for (int d = 0; d < 64; d++) result[d] = result[d] * scale + weight * vs[j][d];
      most = larger;
    }
    __syncthreads();
  }
  for (int d = 0; d < 64; d++) out[i * 64 + d] = result[d] / sum;
}
