// Title: One too far
// Summary: Turns an array around and touches an element that is not there: which one, and why?
// Theme: bugs
// Picture: reversed: The array turned around, as far as it went well.
// Finds: run-out-of-bounds
// Shows: the first thread writes one element behind the end, and all others one place too far to the right
// Turns an array of n numbers around. The last block has more threads than there are elements left, so there is a
// guard. Run it in the page: line, block and thread of the access are named, and how far outside it was.
__global__ void turnAround(int n, const int *x, int *reversed) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    // Hint: where does the very first thread write to?
    reversed[n - i] = x[i];
  }
}

__global__ void check(int n, const int *x, const int *reversed, int *wrong) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  wrong[i] = reversed[n - 1 - i] == x[i] ? 0 : 1;
}

// On a GPU nothing may be seen of such a write for years: behind the array there is often memory that belongs to nobody.
// Until it belongs to somebody: then another array has a wrong element, far away from here.

// How it runs in the page, one launch a line:
// run: {"kernel":"turnAround","grid":[2,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":100}},{"name":"x","type":"int","kind":"buffer","length":100,"role":"in","init":{"kind":"iota","min":0,"step":1}},{"name":"reversed","type":"int","kind":"buffer","length":100,"role":"out","init":{"kind":"constant","value":-1}}]}
// run: {"kernel":"check","grid":[2,1,1],"block":[64,1,1],"args":[{"name":"n","type":"int","kind":"scalar","role":"in","init":{"kind":"constant","value":100}},{"name":"x","type":"int","kind":"buffer","length":100,"role":"in","init":{"kind":"iota","min":0,"step":1}},{"name":"reversed","type":"int","kind":"buffer","length":100,"role":"out","init":{"kind":"constant","value":-1}},{"name":"wrong","type":"int","kind":"buffer","length":100,"role":"out","init":{"kind":"constant","value":1}}]}
