// Each value becomes the sum of itself and its left neighbour in the block.
__global__ void addLeft(const int *in, int *out, int n) {
  __shared__ int tile[64];
  int i = blockIdx.x * blockDim.x + threadIdx.x;

  if (i < n) tile[threadIdx.x] = in[i];
  __syncthreads();

  if (i < n) {
    int left = threadIdx.x > 0 ? tile[threadIdx.x - 1] : 0;
    out[i] = tile[threadIdx.x] + left;
  }
}
