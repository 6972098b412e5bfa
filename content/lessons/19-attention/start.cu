// Attention of one head: each position mixes the values, weighted with softmax(query . key / sqrt(depth)).
constexpr int length = 64;  // positions
constexpr int depth = 8;    // numbers of a query, a key, a value
constexpr int block = 32;   // queries of a block, and keys of a tile

__global__ void attention(const float *q, const float *k, const float *v, float *table, float *out) {
  __shared__ float tile[block][depth];
  int t = threadIdx.x;
  int i = blockIdx.x * block + t;  // this thread's query
  float *scores = table + i * length;

  float query[depth];
  for (int d = 0; d < depth; ++d) query[d] = q[i * depth + d] * rsqrtf(depth);

  // All scores of the row go to the table.
  float largest = -INFINITY;
  for (int first = 0; first < length; first += block) {
    for (int d = 0; d < depth; ++d) tile[t][d] = k[(first + t) * depth + d];
    __syncthreads();
    for (int j = 0; j < block; ++j) {
      float score = 0.0f;
      for (int d = 0; d < depth; ++d) score += query[d] * tile[j][d];
      scores[first + j] = score;
      largest = fmaxf(largest, score);
    }
    __syncthreads();
  }

  // They come back for the weighted mean of the values.
  float weight = 0.0f;
  float sum[depth] = {};
  for (int first = 0; first < length; first += block) {
    for (int d = 0; d < depth; ++d) tile[t][d] = v[(first + t) * depth + d];
    __syncthreads();
    for (int j = 0; j < block; ++j) {
      float e = expf(scores[first + j] - largest);
      weight += e;
      for (int d = 0; d < depth; ++d) sum[d] += e * tile[j][d];
    }
    __syncthreads();
  }
  for (int d = 0; d < depth; ++d) out[i * depth + d] = sum[d] / weight;
}
