#include <hip/hip_runtime.h>
#include <hip/hiprtc.h>
#include <cstdio>
#include <string>

int main() {
  // The text of the kernel is data: it is not translated.
  const char *text = "extern \"C\" __global__ void scale(float *x) { x[threadIdx.x] *= 2; } // cudaMalloc";
  hiprtcProgram program;
  hiprtcCreateProgram(&program, text, "scale.cu", 0, nullptr, nullptr);
  hiprtcResult result = hiprtcCompileProgram(program, 0, nullptr);
  if (result != HIPRTC_SUCCESS) {
    size_t size = 0;
    hiprtcGetProgramLogSize(program, &size);
    std::string log(size, ' ');
    hiprtcGetProgramLog(program, &log[0]);
    std::printf("%s: %s\n", hiprtcGetErrorString(result), log.c_str());
    return 1;
  }
  size_t size = 0;
  hiprtcGetCodeSize(program, &size);
  std::string code(size, ' ');
  hiprtcGetCode(program, &code[0]);
  hiprtcDestroyProgram(&program);
  hipDeviceSynchronize();
}
