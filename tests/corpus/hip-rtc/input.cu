#include <cuda_runtime.h>
#include <nvrtc.h>
#include <cstdio>
#include <string>

int main() {
  // The text of the kernel is data: it is not translated.
  const char *text = "extern \"C\" __global__ void scale(float *x) { x[threadIdx.x] *= 2; } // cudaMalloc";
  nvrtcProgram program;
  nvrtcCreateProgram(&program, text, "scale.cu", 0, nullptr, nullptr);
  nvrtcResult result = nvrtcCompileProgram(program, 0, nullptr);
  if (result != NVRTC_SUCCESS) {
    size_t size = 0;
    nvrtcGetProgramLogSize(program, &size);
    std::string log(size, ' ');
    nvrtcGetProgramLog(program, &log[0]);
    std::printf("%s: %s\n", nvrtcGetErrorString(result), log.c_str());
    return 1;
  }
  size_t size = 0;
  nvrtcGetPTXSize(program, &size);
  std::string code(size, ' ');
  nvrtcGetPTX(program, &code[0]);
  nvrtcDestroyProgram(&program);
  cudaDeviceSynchronize();
}
