// A sparse matrix times a vector, a row for each thread
// run: {"kernel":"spmv","grid":[512,1,1],"block":[128,1,1],"args":[{"name":"rows","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":65536}},{"name":"starts","type":"int","kind":"buffer","length":65537,"role":"in","init":{"kind":"iota","min":0,"step":16}},{"name":"columns","type":"int","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":5,"min":0,"max":65535}},{"name":"values","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":13,"min":-1,"max":1}},{"name":"x","type":"float","kind":"buffer","length":65536,"role":"in","init":{"kind":"random","seed":8,"min":-1,"max":1}},{"name":"y","type":"float","kind":"buffer","length":65536,"role":"out","init":{"kind":"zeros"}}]}
__global__ void spmv(int rows, const int *starts, const int *columns, const float *values, const float *x, float *y) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  if (row >= rows) return;
  float sum = 0.0f;
  for (int i = starts[row]; i < starts[row + 1]; i++) sum += values[i] * x[columns[i]];
  y[row] = sum;
}
