#include <cstdio>
#include <map>
#include <vector>
#include <cuda_runtime.h>

using Stream = cudaStream_t;
typedef cudaEvent_t Event;
template <typename T> struct Holder { T value; };

struct Context {
  cudaStream_t stream = nullptr;
  enum cudaMemcpyKind kind = cudaMemcpyHostToDevice;
  cudaError_t last() const { return ::cudaGetLastError(); }
};

static cudaError_t twice(cudaError_t (*call)(), cudaStream_t = 0) {
  cudaError_t status = call();
  return status != cudaSuccess ? status : call();
}

int main() {
  struct cudaDeviceProp prop;
  std::vector<cudaStream_t> streams(2);
  std::map<int, Holder<cudaEvent_t>> events;
  for (auto &s : streams) cudaStreamCreate(&s);
  for (cudaStream_t s : streams) cudaStreamDestroy(s);
  Context context;
  int ok = twice(cudaDeviceSynchronize) == cudaSuccess && twice(&cudaDeviceSynchronize) == cudaSuccess;
  ok += context.last() == cudaError_t(0) && static_cast<int>(cudaSuccess) == 0;
  ok += sizeof(prop) == sizeof(cudaDeviceProp) && sizeof(Stream) == sizeof(Event) && events.empty();
  std::printf("%d\n", ok);
  return 0;
}
