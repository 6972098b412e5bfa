// Title: Random walks
// Summary: Lets 512 walkers take 64 random steps each, and counts with atomics where they end.
// Theme: random
// Picture: bins: How many walkers ended at each place: a bell around the start.
constexpr int steps = 64;
constexpr int places = steps + 1;  // after an even number of steps every second place can be reached

// Three shifts and three exclusive ors: xorshift32, the smallest generator that is any good. Its state must not be 0.
__device__ unsigned following(unsigned state) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

// Every walker has a state of its own, from its own number. Numbers that lie side by side make states that look alike,
// so they are spread out by a multiplication, and the first few draws are thrown away.
__device__ int walk(unsigned walker) {
  unsigned state = (walker + 1) * 2654435761u;
  for (int i = 0; i < 4; ++i) state = following(state);
  int right = 0;
  for (int step = 0; step < steps; ++step) {
    state = following(state);
    right += state >> 31;  // the highest bit is the best mixed
  }
  return right;
}

__global__ void walkAll(int *ends, int *bins) {
  int walker = blockIdx.x * blockDim.x + threadIdx.x;
  int end = walk(walker);
  ends[walker] = end;
  // Many walkers end at the same place: without the atomic, additions that meet would be lost.
  atomicAdd(&bins[end], 1);
}

// Each place asks all walkers, one after the other, whether they ended there.
__global__ void check(int walkers, const int *ends, const int *bins, int *wrong) {
  int place = threadIdx.x;
  if (place >= places) return;
  int found = 0;
  for (int walker = 0; walker < walkers; ++walker) found += ends[walker] == place;
  // 512 walks of 64 fair steps: six standard deviations out there is nobody, unless the generator is broken.
  bool far = place < 8 || place > 56;
  wrong[place] = found == bins[place] && !(far && found > 0) ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"walkAll","grid":[4,1,1],"block":[128,1,1],"args":[{"name":"ends","type":"int","kind":"buffer","length":512,"role":"out","init":{"kind":"zeros"}},{"name":"bins","type":"int","kind":"buffer","length":65,"role":"inout","init":{"kind":"zeros"}}]}
// run: {"kernel":"check","grid":[1,1,1],"block":[96,1,1],"args":[{"name":"walkers","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":512}},{"name":"ends","type":"int","kind":"buffer","length":512,"role":"out","init":{"kind":"zeros"}},{"name":"bins","type":"int","kind":"buffer","length":65,"role":"inout","init":{"kind":"zeros"}},{"name":"wrong","type":"int","kind":"buffer","length":65,"role":"out","init":{"kind":"constant","value":1}}]}
