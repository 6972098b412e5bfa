// Title: From dense to sparse
// Summary: Packs the entries of a matrix that matter into compressed rows: count, add up, fill.
// Theme: sparse
// Picture: kept, 32 wide: The matrix as it is read back from its packed form: few of its entries are left.
constexpr int side = 32;
constexpr int threshold = 85;  // entries below count as nothing

// One thread per row: how long will it be?
__global__ void count(const int *dense, int *starts) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  int length = 0;
  for (int c = 0; c < side; ++c) length += dense[row * side + c] >= threshold;
  starts[row + 1] = length;
}

// A row starts where all rows before it end. So few numbers are added up fastest by one thread, with no barrier at all.
__global__ void addUp(int *starts) {
  for (int row = 0; row < side; ++row) starts[row + 1] += starts[row];
}

// Now each row knows its place, and all can be filled at once: no two threads write the same element.
__global__ void fill(const int *dense, const int *starts, int *columns, int *values) {
  int row = blockIdx.x * blockDim.x + threadIdx.x;
  int at = starts[row];
  for (int c = 0; c < side; ++c) {
    int value = dense[row * side + c];
    if (value < threshold) continue;
    columns[at] = c;
    values[at] = value;
    ++at;
  }
}

// Back again: what the packed form says of each place, and 0 where it says nothing.
__global__ void unpack(const int *starts, const int *columns, const int *values, int *kept) {
  int row = blockIdx.x;
  int c = threadIdx.x;
  kept[row * side + c] = 0;
  for (int at = starts[row]; at < starts[row + 1]; ++at) {
    if (columns[at] == c) kept[row * side + c] = values[at];
  }
}

__global__ void check(const int *dense, const int *kept, int *wrong) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int expected = dense[i] >= threshold ? dense[i] : 0;
  wrong[i] = kept[i] == expected ? 0 : 1;
}

// How it runs in the page, one launch a line:
// run: {"kernel":"count","grid":[1,1,1],"block":[32,1,1],"args":[{"name":"dense","type":"int","kind":"buffer","length":1024,"role":"in","init":{"kind":"random","seed":5,"min":0,"max":99}},{"name":"starts","type":"int","kind":"buffer","length":33,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"addUp","grid":[1,1,1],"block":[1,1,1],"args":[{"name":"starts","type":"int","kind":"buffer","length":33,"role":"out","init":{"kind":"zeros"}}]}
// run: {"kernel":"fill","grid":[1,1,1],"block":[32,1,1],"args":[{"name":"dense","type":"int","kind":"buffer","length":1024,"role":"in","init":{"kind":"random","seed":5,"min":0,"max":99}},{"name":"starts","type":"int","kind":"buffer","length":33,"role":"out","init":{"kind":"zeros"}},{"name":"columns","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":-1}},{"name":"values","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"unpack","grid":[32,1,1],"block":[32,1,1],"args":[{"name":"starts","type":"int","kind":"buffer","length":33,"role":"out","init":{"kind":"zeros"}},{"name":"columns","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":-1}},{"name":"values","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":-1}},{"name":"kept","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":1}}]}
// run: {"kernel":"check","grid":[4,1,1],"block":[256,1,1],"args":[{"name":"dense","type":"int","kind":"buffer","length":1024,"role":"in","init":{"kind":"random","seed":5,"min":0,"max":99}},{"name":"kept","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":1}},{"name":"wrong","type":"int","kind":"buffer","length":1024,"role":"out","init":{"kind":"constant","value":1}}]}
