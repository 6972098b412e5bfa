// Title: The Mandelbrot set
// Summary: Counts for each point of a picture how many steps it takes to run away: neighbours take very different times.
// Theme: images
// Picture: escapes, 96 wide: The Mandelbrot set: a dark surrounding, ever lighter bands, and a heart with its buds in full light.
constexpr int width = 96;
constexpr int height = 64;
constexpr int most = 64;

// z = z^2 + c from 0 on: after how many steps is z further from 0 than 2? Lanes of a warp that are done early wait
// for the slowest of them: the picture costs as much as its brightest neighbourhoods. The heart costs the most.
__global__ void mandelbrot(int *escapes) {
  int px = blockIdx.x * blockDim.x + threadIdx.x;
  int py = blockIdx.y * blockDim.y + threadIdx.y;
  // The middles of the pixels, so that the upper half is the exact mirror of the lower.
  float cx = -2.25f + 3.0f * (px + 0.5f) / width;
  float cy = 2.0f * (py + 0.5f - height / 2) / height;

  float x = 0.0f;
  float y = 0.0f;
  int steps = 0;
  while (steps < most && x * x + y * y <= 4.0f) {
    float next = x * x - y * y + cx;
    y = 2.0f * x * y + cy;
    x = next;
    ++steps;
  }
  escapes[py * width + px] = steps;
}

// A point near the edge of the set may leave a step sooner on another machine, so pixels are not computed a second
// time. What must hold everywhere: the picture is its own mirror image, for a change of sign changes no rounding; what
// lies in the heart or in the large bud to its left, where formulas tell, never leaves; what is far out leaves soon.
__global__ void check(const int *escapes, int *wrong) {
  int px = blockIdx.x * blockDim.x + threadIdx.x;
  int py = blockIdx.y * blockDim.y + threadIdx.y;
  float cx = -2.25f + 3.0f * (px + 0.5f) / width;
  float cy = 2.0f * (py + 0.5f - height / 2) / height;
  int steps = escapes[py * width + px];

  bool right = steps == escapes[(height - 1 - py) * width + px];
  float q = (cx - 0.25f) * (cx - 0.25f) + cy * cy;
  bool inHeart = q * (q + (cx - 0.25f)) < 0.24f * cy * cy;
  bool inBud = (cx + 1.0f) * (cx + 1.0f) + cy * cy < 0.06f;
  if (inHeart || inBud) right = right && steps == most;
  if (cx * cx + cy * cy > 4.0f) right = right && steps == 1;
  wrong[py * width + px] = right ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"mandelbrot","grid":[6,4,1],"block":[16,16,1],"args":[{"name":"escapes","type":"int","kind":"buffer","length":6144,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[6,4,1],"block":[16,16,1],"args":[{"name":"escapes","type":"int","kind":"buffer","length":6144,"role":"out","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":6144,"role":"out","init":{"kind":"constant","value":1}}]}
