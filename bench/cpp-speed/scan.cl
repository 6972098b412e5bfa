// Inclusive sums of work-groups, doubling the distance
kernel void scan(int n, global const float *x, global float *y) {
  local float part[2][256];
  int t = get_local_id(0), i = get_global_id(0);
  part[0][t] = i < n ? x[i] : 0.0f;
  barrier(CLK_LOCAL_MEM_FENCE);
  int from = 0;
  for (int d = 1; d < get_local_size(0); d *= 2) {
    part[1 - from][t] = t >= d ? part[from][t] + part[from][t - d] : part[from][t];
    from = 1 - from;
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  if (i < n) y[i] = part[from][t];
}
