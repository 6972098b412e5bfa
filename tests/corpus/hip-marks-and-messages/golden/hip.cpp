#include <hip/hip_runtime.h>
#include <rccl/rccl.h>
#include <roctracer/roctx.h>

void step(ncclComm_t comm, float *gradient, size_t n, hipStream_t stream) {
  roctxRangePush("step");
  ncclGroupStart();
  ncclResult_t result = ncclAllReduce(gradient, gradient, n, ncclFloat, ncclSum, comm, stream);
  ncclGroupEnd();
  if (result != ncclSuccess) roctxMark(ncclGetErrorString(result));
  roctxRangePop();
  nvtxEventAttributes_t attributes;
  nvtxRangePushEx(&attributes);
}
