#include <cstdio>
#include <map>
#include <vector>
#include <hip/hip_runtime.h>

using Stream = hipStream_t;
typedef hipEvent_t Event;
template <typename T> struct Holder { T value; };

struct Context {
  hipStream_t stream = nullptr;
  enum hipMemcpyKind kind = hipMemcpyHostToDevice;
  hipError_t last() const { return ::hipGetLastError(); }
};

static hipError_t twice(hipError_t (*call)(), hipStream_t = 0) {
  hipError_t status = call();
  return status != hipSuccess ? status : call();
}

int main() {
  struct hipDeviceProp_t prop;
  std::vector<hipStream_t> streams(2);
  std::map<int, Holder<hipEvent_t>> events;
  for (auto &s : streams) hipStreamCreate(&s);
  for (hipStream_t s : streams) hipStreamDestroy(s);
  Context context;
  int ok = twice(hipDeviceSynchronize) == hipSuccess && twice(&hipDeviceSynchronize) == hipSuccess;
  ok += context.last() == hipError_t(0) && static_cast<int>(hipSuccess) == 0;
  ok += sizeof(prop) == sizeof(hipDeviceProp_t) && sizeof(Stream) == sizeof(Event) && events.empty();
  std::printf("%d\n", ok);
  return 0;
}
