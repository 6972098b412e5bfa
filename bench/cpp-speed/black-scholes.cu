// Prices of options
// run: {"kernel":"black_scholes","grid":[8192,1,1],"block":[128,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1048576}},{"name":"price","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":1,"min":5,"max":30}},{"name":"strike","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":2,"min":1,"max":100}},{"name":"years","type":"float","kind":"buffer","length":1048576,"role":"in","init":{"kind":"random","seed":3,"min":0.25,"max":10}},{"name":"call","type":"float","kind":"buffer","length":1048576,"role":"out","init":{"kind":"zeros"}}]}
__device__ float normal(float d) {
  float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
  float c = 0.39894228f * expf(-0.5f * d * d) *
            (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0.0f ? 1.0f - c : c;
}
__global__ void black_scholes(int n, const float *price, const float *strike, const float *years, float *call) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    float root = sqrtf(years[i]);
    float d1 = (logf(price[i] / strike[i]) + (0.02f + 0.045f) * years[i]) / (0.3f * root);
    float d2 = d1 - 0.3f * root;
    call[i] = price[i] * normal(d1) - strike[i] * expf(-0.02f * years[i]) * normal(d2);
  }
}
