// Attention, a query for each work-item
kernel void attention(int n, global const float *q, global const float *k, global const float *v, global float *out) {
  local float ks[16][64], vs[16][64];
  int t = get_local_id(0), i = get_global_id(0);
  float most = -1e30f, sum = 0.0f, result[64];
  for (int d = 0; d < 64; d++) result[d] = 0.0f;
  for (int first = 0; first < n; first += 16) {
    for (int j = 0; j < 16; j++) {
      ks[j][t] = k[(first + j) * 64 + t];
      vs[j][t] = v[(first + j) * 64 + t];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int j = 0; j < 16; j++) {
      float score = 0.0f;
      for (int d = 0; d < 64; d++) score += q[i * 64 + d] * ks[j][d];
      score *= 0.125f;
      float larger = fmax(most, score), scale = exp(most - larger), weight = exp(score - larger);
      sum = sum * scale + weight;
      for (int d = 0; d < 64; d++) result[d] = result[d] * scale + weight * vs[j][d];
      most = larger;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int d = 0; d < 64; d++) out[i * 64 + d] = result[d] / sum;
}
