// Softmax of rows, a work-group for each
kernel void softmax(int n, global const float *x, global float *y) {
  local float part[256];
  int t = get_local_id(0), size = get_local_size(0);
  global const float *row = x + get_group_id(0) * n;
  float most = -1e30f;
  for (int i = t; i < n; i += size) most = fmax(most, row[i]);
  part[t] = most;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int s = size / 2; s > 0; s >>= 1) {
    if (t < s) part[t] = fmax(part[t], part[t + s]);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  most = part[0];
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0.0f;
  for (int i = t; i < n; i += size) sum += exp(row[i] - most);
  part[t] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int s = size / 2; s > 0; s >>= 1) {
    if (t < s) part[t] += part[t + s];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  sum = part[0];
  for (int i = t; i < n; i += size) y[get_group_id(0) * n + i] = exp(row[i] - most) / sum;
}
