// Accelerations of bodies, in tiles of shared memory
// run: {"kernel":"n_body","grid":[16,1,1],"block":[128,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":2048}},{"name":"p","type":"float4","kind":"buffer","length":2048,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"a","type":"float4","kind":"buffer","length":2048,"role":"out","init":{"kind":"zeros"}}]}
__global__ void n_body(int n, const float4 *p, float4 *a) {
  __shared__ float4 tile[128];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 own = p[i];
  float ax = 0.0f, ay = 0.0f, az = 0.0f;
  for (int first = 0; first < n; first += 128) {
    tile[threadIdx.x] = p[first + threadIdx.x];
    __syncthreads();
    for (int j = 0; j < 128; j++) {
      float dx = tile[j].x - own.x, dy = tile[j].y - own.y, dz = tile[j].z - own.z;
      float d = dx * dx + dy * dy + dz * dz + 0.01f;
      float w = tile[j].w / (d * sqrtf(d));
      ax += dx * w;
      ay += dy * w;
      az += dz * w;
    }
    __syncthreads();
  }
  a[i] = make_float4(ax, ay, az, 0.0f);
}
