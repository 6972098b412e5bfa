// A product of matrices, an element for each work-item
kernel void matmul_naive(int n, global const float *a, global const float *b, global float *c) {
  int row = get_global_id(1), column = get_global_id(0);
  if (row < n && column < n) {
    float sum = 0.0f;
    for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}
