// Title: A plucked string
// Summary: Steps a wave through time within one block: every point needs its neighbours, so the block waits after each step.
// Theme: stencils
// Picture: history, 64 wide: The string from left to right, time from top to bottom: the bump splits in two, and both halves come back upside down.
constexpr int points = 64;
constexpr int steps = 64;
constexpr float courant2 = 0.81f;  // (speed * dt / dx)^2; above 1 the numbers explode

// Where the string starts: a bump a quarter of the way along, at rest.
__device__ float pluck(int i) {
  float d = (i - 20) / 4.0f;
  return i > 0 && i < points - 1 ? 1.0f / (1.0f + d * d * d * d) : 0.0f;
}

// u(t+1) = 2 u(t) - u(t-1) + c^2 * (left - 2 u + right): acceleration follows curvature. Two rows in shared memory
// take turns; the third, one step back, is needed at one's own point alone and stays in a register.
__global__ void string(float *history) {
  __shared__ float rows[2][points];
  int i = threadIdx.x;
  float now = pluck(i);
  float before = now;
  rows[0][i] = now;
  history[i] = now;
  __syncthreads();

  for (int t = 1; t < steps; ++t) {
    const float *row = rows[(t + 1) % 2];
    bool end = i == 0 || i == points - 1;  // both ends are held fast
    float curvature = end ? 0.0f : row[i - 1] - 2.0f * now + row[i + 1];
    float next = 2.0f * now - before + courant2 * curvature;
    if (end) next = 0.0f;
    before = now;
    now = next;
    // The other row: nobody reads it in this step, so one barrier per step is enough.
    rows[t % 2][i] = next;
    history[t * points + i] = next;
    __syncthreads();
  }
}

// The rule must hold at every point of the whole history, and the ends must stay where they are.
__global__ void check(const float *history, int *wrong) {
  int i = threadIdx.x;
  int t = blockIdx.x;
  float u = history[t * points + i];
  float expected = pluck(i);
  if (t > 0) {
    const float *row = history + (t - 1) * points;
    float before = t > 1 ? history[(t - 2) * points + i] : row[i];
    bool end = i == 0 || i == points - 1;
    expected = end ? 0.0f : 2.0f * row[i] - before + courant2 * (row[i - 1] - 2.0f * row[i] + row[i + 1]);
  }
  float error = u - expected;
  wrong[t * points + i] = error < 1e-5f && error > -1e-5f ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"string","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"history","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[64,1,1],"block":[64,1,1],"args":[{"name":"history","type":"float","kind":"buffer","length":4096,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":4096,"role":"out","init":{"kind":"constant","value":1}}]}
