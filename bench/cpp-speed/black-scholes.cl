// Prices of options
float normal(float d) {
  float k = 1.0f / (1.0f + 0.2316419f * fabs(d));
  float c = 0.39894228f * exp(-0.5f * d * d) *
            (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0.0f ? 1.0f - c : c;
}
kernel void black_scholes(int n, global const float *price, global const float *strike, global const float *years,
                          global float *call) {
  int i = get_global_id(0);
  if (i < n) {
    float root = sqrt(years[i]);
    float d1 = (log(price[i] / strike[i]) + (0.02f + 0.045f) * years[i]) / (0.3f * root);
    float d2 = d1 - 0.3f * root;
    call[i] = price[i] * normal(d1) - strike[i] * exp(-0.02f * years[i]) * normal(d2);
  }
}
