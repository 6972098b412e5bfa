// A product of matrices, an element for each thread
// run: {"kernel":"matmul_naive","grid":[32,32,1],"block":[16,16,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":512}},{"name":"a","type":"float","kind":"buffer","length":262144,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"b","type":"float","kind":"buffer","length":262144,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"c","type":"float","kind":"buffer","length":262144,"role":"out","init":{"kind":"zeros"}}]}
__global__ void matmul_naive(int n, const float *a, const float *b, float *c) {
  int row = blockIdx.y * blockDim.y + threadIdx.y;
  int column = blockIdx.x * blockDim.x + threadIdx.x;
  if (row < n && column < n) {
    float sum = 0.0f;
    for (int k = 0; k < n; k++) sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}
