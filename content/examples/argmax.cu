// Title: The likeliest word
// Summary: Finds the place of the largest score: a reduction that carries two values and breaks ties the same way every time.
// Theme: inference
// Picture: best: The place of the winner of each of eight blocks, before the last of them is chosen.
constexpr int threads = 64;

// Of two candidates the one with the higher score, and of equals the one that comes first: without that rule the answer
// would depend on the order in which threads meet.
__device__ bool beats(float score, int place, float otherScore, int otherPlace) {
  return score > otherScore || (score == otherScore && place < otherPlace);
}

// Each thread looks through its share, then the block halves: value and place travel together.
__device__ int bestOfBlock(int mine, const float *scores) {
  __shared__ float values[threads];
  __shared__ int places[threads];
  int t = threadIdx.x;
  values[t] = mine < 0 ? -INFINITY : scores[mine];
  places[t] = mine < 0 ? 0x7fffffff : mine;  // who has nothing loses against everybody
  __syncthreads();
  for (int half = threads / 2; half > 0; half /= 2) {
    if (t < half && beats(values[t + half], places[t + half], values[t], places[t])) {
      values[t] = values[t + half];
      places[t] = places[t + half];
    }
    __syncthreads();
  }
  return places[0];
}

__global__ void bestPerBlock(int n, const float *scores, int *best) {
  int mine = -1;
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
    if (mine < 0 || beats(scores[i], i, scores[mine], mine)) mine = i;
  }
  int place = bestOfBlock(mine, scores);
  if (threadIdx.x == 0) best[blockIdx.x] = place;
}

// The few winners once more, by one block.
__global__ void bestOfAll(int blocks, const float *scores, const int *best, int *answer) {
  int mine = threadIdx.x < blocks ? best[threadIdx.x] : -1;
  int place = bestOfBlock(mine, scores);
  if (threadIdx.x == 0) answer[0] = place;
}

// Nobody may beat the winner.
__global__ void check(int n, const float *scores, const int *answer, int *wrong) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int winner = answer[0];
  bool right = winner >= 0 && winner < n && !beats(scores[i], i, scores[winner], winner);
  wrong[i] = right ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"bestPerBlock","grid":[8,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1000}},{"name":"scores","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":21,"min":-4,"max":4}},{"name":"best","type":"int","kind":"buffer","length":8,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"bestOfAll","grid":[1,1,1],"block":[64,1,1],"args":[{"name":"blocks","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":8}},{"name":"scores","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":21,"min":-4,"max":4}},{"name":"best","type":"int","kind":"buffer","length":8,"role":"out","init":{"kind":"constant","value":-1}},{"name":"answer","type":"int","kind":"buffer","length":1,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"check","grid":[16,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":1000}},{"name":"scores","type":"float","kind":"buffer","length":1000,"role":"in","init":{"kind":"random","seed":21,"min":-4,"max":4}},{"name":"answer","type":"int","kind":"buffer","length":1,"role":"out","init":{"kind":"constant","value":-1}},{"name":"wrong","type":"int","kind":"buffer","length":1000,"role":"out","init":{"kind":"constant","value":1}}]}
