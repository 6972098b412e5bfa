// y = a x + y
// run: {"kernel":"saxpy","grid":[16384,1,1],"block":[256,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":4194304}},{"name":"a","type":"float","kind":"scalar","role":"in","init":{"kind":"constant","value":2.5}},{"name":"x","type":"float","kind":"buffer","length":4194304,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":4194304,"role":"inout","init":{"kind":"random","seed":8,"min":-1,"max":1}}]}
__global__ void saxpy(int n, float a, const float *x, float *y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = a * x[i] + y[i];
}
