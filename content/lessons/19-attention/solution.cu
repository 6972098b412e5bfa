// Attention of one head: each position mixes the values, weighted with softmax(query . key / sqrt(depth)).
constexpr int length = 64;  // positions
constexpr int depth = 8;    // numbers of a query, a key, a value
constexpr int block = 32;   // queries of a block, and keys of a tile

__global__ void attention(const float *q, const float *k, const float *v, float *table, float *out) {
  __shared__ float keys[block][depth];
  __shared__ float values[block][depth];
  int t = threadIdx.x;
  int i = blockIdx.x * block + t;  // this thread's query

  float query[depth];
  for (int d = 0; d < depth; ++d) query[d] = q[i * depth + d] * rsqrtf(depth);

  // The softmax goes along: what was summed so far is corrected when a larger score turns up.
  float largest = -INFINITY;
  float weight = 0.0f;
  float sum[depth] = {};
  for (int first = 0; first < length; first += block) {
    for (int d = 0; d < depth; ++d) {
      keys[t][d] = k[(first + t) * depth + d];
      values[t][d] = v[(first + t) * depth + d];
    }
    __syncthreads();
    for (int j = 0; j < block; ++j) {
      float score = 0.0f;
      for (int d = 0; d < depth; ++d) score += query[d] * keys[j][d];
      float larger = fmaxf(largest, score);
      float correction = expf(largest - larger);
      float e = expf(score - larger);
      weight = weight * correction + e;
      for (int d = 0; d < depth; ++d) sum[d] = sum[d] * correction + e * values[j][d];
      largest = larger;
    }
    __syncthreads();
  }
  for (int d = 0; d < depth; ++d) out[i * depth + d] = sum[d] / weight;
}
