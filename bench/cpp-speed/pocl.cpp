// A kernel in OpenCL on PoCL, called as the entries of the target cpp are: its buffers lie in the memory of the caller. What is
// compiled and made is kept from the first call on, so that later calls are no more than the launch.
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
#include <cstdio>
#include <cstring>
#include <vector>

extern "C" {
extern const char *const pocl_kernel, *const pocl_source;
extern const int pocl_count;
/** For each argument its bytes: of the buffer, or, when pocl_is_buffer says no, of the value. */
extern const unsigned long long pocl_bytes[];
extern const bool pocl_is_buffer[];
}

static cl_command_queue queue;
static cl_kernel kernel;

static bool failed(const char *what, cl_int code) {
  if (code != CL_SUCCESS) std::fprintf(stderr, "PoCL: %s: %d\n", what, code);
  return code != CL_SUCCESS;
}

static cl_device_id find() {
  cl_platform_id platforms[16];
  cl_uint count = 0;
  if (clGetPlatformIDs(16, platforms, &count) != CL_SUCCESS) return nullptr;
  for (cl_uint i = 0; i < count && i < 16; i++) {
    char name[256] = "";
    clGetPlatformInfo(platforms[i], CL_PLATFORM_NAME, sizeof name, name, nullptr);
    cl_device_id device;
    if (std::strstr(name, "Portable") && clGetDeviceIDs(platforms[i], CL_DEVICE_TYPE_ALL, 1, &device, nullptr) == CL_SUCCESS)
      return device;
  }
  return nullptr;
}

static bool prepare(void *const *arguments) {
  cl_device_id device = find();
  if (!device) return false;
  cl_int code;
  cl_context context = clCreateContext(nullptr, 1, &device, nullptr, nullptr, &code);
  if (failed("context", code)) return false;
  queue = clCreateCommandQueue(context, device, 0, &code);
  if (failed("queue", code)) return false;
  const char *source = pocl_source;
  cl_program program = clCreateProgramWithSource(context, 1, &source, nullptr, &code);
  if (failed("program", code)) return false;
  code = clBuildProgram(program, 1, &device, "", nullptr, nullptr);
  if (code != CL_SUCCESS) {
    std::vector<char> log(1 << 16);
    clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, log.size() - 1, log.data(), nullptr);
    std::fprintf(stderr, "%s\n", log.data());
    return false;
  }
  kernel = clCreateKernel(program, pocl_kernel, &code);
  if (failed("kernel", code)) return false;
  for (int i = 0; i < pocl_count; i++) {
    if (!pocl_is_buffer[i]) {
      if (failed("value", clSetKernelArg(kernel, i, pocl_bytes[i], arguments[i]))) return false;
      continue;
    }
    const cl_mem_flags flags = CL_MEM_READ_WRITE | CL_MEM_USE_HOST_PTR;
    cl_mem buffer = clCreateBuffer(context, flags, pocl_bytes[i], *(void **)arguments[i], &code);
    if (failed("buffer", code) || failed("argument", clSetKernelArg(kernel, i, sizeof buffer, &buffer))) return false;
  }
  return true;
}

extern "C" int run_pocl(const int *grid, const int *block, unsigned long long, void *const *arguments) {
  if (!kernel && !prepare(arguments)) return 1;
  size_t global[3], local[3];
  for (int axis = 0; axis < 3; axis++) {
    local[axis] = block[axis];
    global[axis] = (size_t)grid[axis] * block[axis];
  }
  if (failed("launch", clEnqueueNDRangeKernel(queue, kernel, 3, nullptr, global, local, 0, nullptr, nullptr))) return 1;
  return failed("finish", clFinish(queue));
}
