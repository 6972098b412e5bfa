// A product of matrices in tiles of local memory
kernel void matmul_tiled(int n, global const float *a, global const float *b, global float *c) {
  local float as[16][16], bs[16][16];
  int x = get_local_id(0), y = get_local_id(1);
  int row = get_global_id(1), column = get_global_id(0);
  float sum = 0.0f;
  for (int tile = 0; tile < n / 16; tile++) {
    as[y][x] = a[row * n + tile * 16 + x];
    bs[y][x] = b[(tile * 16 + y) * n + column];
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int k = 0; k < 16; k++) sum += as[y][k] * bs[k][x];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c[row * n + column] = sum;
}
