// Title: Rotary positions
// Summary: Turns pairs of a query by angles that grow with its position: how today's language models tell where a word stands.
// Theme: inference
// Picture: rotated, 64 wide: Dimensions from left to right, positions from top to bottom: fast waves on the left, slow ones on the right.
constexpr int dims = 64;       // of one head
constexpr int half = dims / 2;

// Pair k turns by position * 10000^(-k / half): the first pair by one radian from word to word, the last by hardly
// anything. A score between two words then depends on how far apart they are, and not on where they stand.
__device__ float angleOf(int position, int k) {
  return position * powf(10000.0f, -static_cast<float>(k) / half);
}

// One thread per pair. Its two numbers lie half a head apart, so that neighbouring threads read side by side twice.
__global__ void rotate(const float *queries, float *rotated) {
  int position = blockIdx.x;
  int k = threadIdx.x;
  const float *in = queries + position * dims;
  float *out = rotated + position * dims;
  float angle = angleOf(position, k);
  float c = cosf(angle);
  float s = sinf(angle);
  out[k] = in[k] * c - in[k + half] * s;
  out[k + half] = in[k] * s + in[k + half] * c;
}

// Sines and cosines may differ in the last digit from one machine to the next, but turning never changes a length; the
// first position is not turned at all; and turning back by the same angle gives what was there before.
__global__ void check(const float *queries, const float *rotated, int *wrong) {
  int position = blockIdx.x;
  int k = threadIdx.x;
  const float *in = queries + position * dims;
  const float *out = rotated + position * dims;
  float angle = angleOf(position, k);
  float c = cosf(angle);
  float s = sinf(angle);
  float length = in[k] * in[k] + in[k + half] * in[k + half];
  float error = out[k] * out[k] + out[k + half] * out[k + half] - length;
  float back = out[k] * c + out[k + half] * s - in[k];
  bool right = error < 1e-4f && error > -1e-4f && back < 1e-4f && back > -1e-4f;
  if (position == 0) right = right && out[k] == in[k] && out[k + half] == in[k + half];
  wrong[position * dims + k] = right ? 0 : 1;
  wrong[position * dims + k + half] = right ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"rotate","grid":[64,1,1],"block":[32,1,1],"args":[{"name":"queries","type":"float","kind":"buffer","length":4096,"role":"in","init":{"kind":"constant","value":1}},{"name":"rotated","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[64,1,1],"block":[32,1,1],"args":[{"name":"queries","type":"float","kind":"buffer","length":4096,"role":"in","init":{"kind":"constant","value":1}},{"name":"rotated","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"constant","value":1}}]}
