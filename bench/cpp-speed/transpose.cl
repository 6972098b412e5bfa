// A transposed matrix through tiles of local memory
kernel void transpose(int n, global const float *x, global float *y) {
  local float tile[32][33];
  int i = get_local_id(0), k = get_local_id(1);
  int left = get_group_id(0) * 32, top = get_group_id(1) * 32;
  for (int j = 0; j < 32; j += 8) tile[k + j][i] = x[(top + k + j) * n + left + i];
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int j = 0; j < 32; j += 8) y[(left + k + j) * n + top + i] = tile[i][k + j];
}
