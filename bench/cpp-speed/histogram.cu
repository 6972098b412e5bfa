// Counts of bytes, first in shared memory
// run: {"kernel":"histogram","grid":[256,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":4194304}},{"name":"x","type":"unsigned char","kind":"buffer","length":4194304,"role":"in","init":{"kind":"random","seed":3,"min":0,"max":255}},{"name":"counts","type":"unsigned int","kind":"buffer","length":256,"role":"inout","init":{"kind":"zeros"}}]}
__global__ void histogram(int n, const unsigned char *x, unsigned int *counts) {
  __shared__ unsigned int own[256];
  own[threadIdx.x] = 0;
  __syncthreads();
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) atomicAdd(&own[x[i]], 1u);
  __syncthreads();
  atomicAdd(&counts[threadIdx.x], own[threadIdx.x]);
}
