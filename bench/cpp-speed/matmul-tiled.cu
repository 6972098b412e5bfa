// A product of matrices in tiles of shared memory
// run: {"kernel":"matmul_tiled","grid":[32,32,1],"block":[16,16,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":512}},{"name":"a","type":"float","kind":"buffer","length":262144,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"b","type":"float","kind":"buffer","length":262144,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"c","type":"float","kind":"buffer","length":262144,"role":"out","init":{"kind":"zeros"}}]}
__global__ void matmul_tiled(int n, const float *a, const float *b, float *c) {
  __shared__ float as[16][16];
  __shared__ float bs[16][16];
  int row = blockIdx.y * 16 + threadIdx.y;
  int column = blockIdx.x * 16 + threadIdx.x;
  float sum = 0.0f;
  for (int tile = 0; tile < n / 16; tile++) {
    as[threadIdx.y][threadIdx.x] = a[row * n + tile * 16 + threadIdx.x];
    bs[threadIdx.y][threadIdx.x] = b[(tile * 16 + threadIdx.y) * n + column];
    __syncthreads();
    for (int k = 0; k < 16; k++) sum += as[threadIdx.y][k] * bs[k][threadIdx.x];
    __syncthreads();
  }
  c[row * n + column] = sum;
}
