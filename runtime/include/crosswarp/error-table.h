// The errors of the runtime API: CUDA's name, HIP's name, the number both share, and the sentence. Names are without
// the prefix cudaError or hipError. A pure table.
#pragma once

#define CROSSWARP_FOR_ERRORS(DO)                                                                                       \
    DO(InvalidValue, InvalidValue, 1, "invalid argument")                                                              \
    DO(MemoryAllocation, OutOfMemory, 2, "out of memory")                                                              \
    DO(InitializationError, NotInitialized, 3, "initialization error")                                                 \
    DO(CudartUnloading, Deinitialized, 4, "driver shutting down")                                                      \
    DO(ProfilerDisabled, ProfilerDisabled, 5, "profiler disabled while using external profiling tool")                 \
    DO(ProfilerNotInitialized, ProfilerNotInitialized, 6, "profiler is not initialized")                               \
    DO(ProfilerAlreadyStarted, ProfilerAlreadyStarted, 7, "profiler already started")                                  \
    DO(ProfilerAlreadyStopped, ProfilerAlreadyStopped, 8, "profiler already stopped")                                  \
    DO(InvalidConfiguration, InvalidConfiguration, 9, "invalid configuration argument")                                \
    DO(InvalidPitchValue, InvalidPitchValue, 12, "invalid pitch argument")                                             \
    DO(InvalidSymbol, InvalidSymbol, 13, "invalid device symbol")                                                      \
    DO(InvalidDevicePointer, InvalidDevicePointer, 17, "invalid device pointer")                                       \
    DO(InvalidMemcpyDirection, InvalidMemcpyDirection, 21, "invalid copy direction for memcpy")                        \
    DO(InsufficientDriver, InsufficientDriver, 35, "driver version is insufficient for runtime version")               \
    DO(MissingConfiguration, MissingConfiguration, 52, "__global__ function call is not configured")                   \
    DO(PriorLaunchFailure, PriorLaunchFailure, 53, "unspecified launch failure in prior launch")                       \
    DO(InvalidDeviceFunction, InvalidDeviceFunction, 98, "invalid device function")                                    \
    DO(NoDevice, NoDevice, 100, "no " CROSSWARP_PICK("CUDA", "ROCm") "-capable device is detected")                    \
    DO(InvalidDevice, InvalidDevice, 101, "invalid device ordinal")                                                    \
    DO(InvalidKernelImage, InvalidImage, 200, "device kernel image is invalid")                                        \
    DO(DeviceUninitialized, InvalidContext, 201, "invalid device context")                                             \
    DO(NoKernelImageForDevice, NoBinaryForGpu, 209, "no kernel image is available for execution on the device")        \
    DO(ECCUncorrectable, ECCNotCorrectable, 214, "uncorrectable ECC error encountered")                                \
    DO(UnsupportedLimit, UnsupportedLimit, 215, "limit is not supported on this architecture")                         \
    DO(PeerAccessUnsupported, PeerAccessUnsupported, 217, "peer access is not supported between these two devices")    \
    DO(FileNotFound, FileNotFound, 301, "file not found")                                                              \
    DO(OperatingSystem, OperatingSystem, 304, "OS call failed or operation not supported on this OS")                  \
    DO(InvalidResourceHandle, InvalidHandle, 400, "invalid resource handle")                                           \
    DO(IllegalState, IllegalState, 401, "the operation cannot be performed in the present state")                      \
    DO(SymbolNotFound, NotFound, 500, "named symbol not found")                                                        \
    DO(NotReady, NotReady, 600, "device not ready")                                                                    \
    DO(IllegalAddress, IllegalAddress, 700, "an illegal memory access was encountered")                                \
    DO(LaunchOutOfResources, LaunchOutOfResources, 701, "too many resources requested for launch")                     \
    DO(LaunchTimeout, LaunchTimeOut, 702, "the launch timed out and was terminated")                                   \
    DO(PeerAccessAlreadyEnabled, PeerAccessAlreadyEnabled, 704, "peer access is already enabled")                      \
    DO(PeerAccessNotEnabled, PeerAccessNotEnabled, 705, "peer access has not been enabled")                            \
    DO(SetOnActiveProcess, SetOnActiveProcess, 708, "cannot set while device is active in this process")               \
    DO(ContextIsDestroyed, ContextIsDestroyed, 709, "context is destroyed")                                            \
    DO(Assert, Assert, 710, "device-side assert triggered")                                                            \
    DO(HostMemoryAlreadyRegistered, HostMemoryAlreadyRegistered, 712,                                                  \
       "part or all of the requested memory range is already mapped")                                                  \
    DO(HostMemoryNotRegistered, HostMemoryNotRegistered, 713,                                                          \
       "pointer does not correspond to a registered memory region")                                                    \
    DO(IllegalInstruction, IllegalInstruction, 715, "an illegal instruction was encountered")                          \
    DO(MisalignedAddress, MisalignedAddress, 716, "misaligned address")                                                \
    DO(LaunchFailure, LaunchFailure, 719, "unspecified launch failure")                                                \
    DO(CooperativeLaunchTooLarge, CooperativeLaunchTooLarge, 720, "too many blocks in cooperative launch")             \
    DO(NotPermitted, NotPermitted, 800, "operation not permitted")                                                     \
    DO(NotSupported, NotSupported, 801, "operation not supported")                                                     \
    DO(StreamCaptureUnsupported, StreamCaptureUnsupported, 900, "operation not permitted when stream is capturing")    \
    DO(StreamCaptureInvalidated, StreamCaptureInvalidated, 901,                                                        \
       "operation failed due to a previous error during capture")                                                      \
    DO(StreamCaptureMerge, StreamCaptureMerge, 902, "operation would result in a merge of separate capture sequences") \
    DO(StreamCaptureUnmatched, StreamCaptureUnmatched, 903, "capture was not ended in the same stream as it began")    \
    DO(StreamCaptureUnjoined, StreamCaptureUnjoined, 904, "capturing stream has unjoined work")                        \
    DO(StreamCaptureIsolation, StreamCaptureIsolation, 905,                                                            \
       "dependency created on uncaptured work in another stream")                                                      \
    DO(StreamCaptureImplicit, StreamCaptureImplicit, 906,                                                              \
       "operation would make the legacy stream depend on a capturing blocking stream")                                 \
    DO(CapturedEvent, CapturedEvent, 907, "operation not permitted on an event last recorded in a capturing stream")   \
    DO(StreamCaptureWrongThread, StreamCaptureWrongThread, 908,                                                        \
       "attempt to terminate a thread-local capture sequence from another thread")                                     \
    DO(GraphExecUpdateFailure, GraphExecUpdateFailure, 910, "the graph update was not performed because it included "  \
       "changes which violated constraints specific to instantiated graph update")                                     \
    DO(Unknown, Unknown, 999, "unknown error")
