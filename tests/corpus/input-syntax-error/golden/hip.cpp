#include <cstdio>
#include <hip/hip_runtime.h>

__global__ void before(int *p) { *p = 1; }

static int broken(int a) { return a + ; }

__global__ void after(int *p) { *p = 2; }

int main() {
  int *d;
  hipMalloc(&d, sizeof(int));
  after<<<1, 1>>>(d);
  hipFree(d);
  return 0;
}
