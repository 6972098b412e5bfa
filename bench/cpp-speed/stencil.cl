// Five points of a grid, mean of neighbours
kernel void stencil(int n, global const float *x, global float *y) {
  int i = get_global_id(0), j = get_global_id(1);
  if (i > 0 && j > 0 && i < n - 1 && j < n - 1)
    y[j * n + i] = 0.25f * (x[j * n + i - 1] + x[j * n + i + 1] + x[(j - 1) * n + i] + x[(j + 1) * n + i]);
}
