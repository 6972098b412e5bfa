// The calls about the device: how many, which, what it can, its limits, versions, peers and resetting it.
#pragma once

#include "properties.h"
#include "stream.h"
#ifdef CROSSWARP_BODIES
#include "memory.h"
#include "pool.h"
#endif

#define CROSSWARP_CALL(name) CROSSWARP_ENGINE crosswarp::Error CROSSWARP_NAME(name)

CROSSWARP_CALL(GetDeviceCount)(int* count) CROSSWARP_BODY({
    if (!count) return crosswarp::outcome(crosswarp::invalid_value);
    *count = 1;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(SetDevice)(int ordinal) CROSSWARP_BODY({
    return crosswarp::outcome(ordinal == 0 ? crosswarp::success : crosswarp::invalid_device);
})
CROSSWARP_CALL(GetDevice)(int* ordinal) CROSSWARP_BODY({
    if (!ordinal) return crosswarp::outcome(crosswarp::invalid_value);
    *ordinal = 0;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(GetDeviceProperties)(crosswarp::Properties* properties, int ordinal) CROSSWARP_BODY({
    if (!properties) return crosswarp::outcome(crosswarp::invalid_value);
    if (ordinal) return crosswarp::outcome(crosswarp::invalid_device);
    *properties = crosswarp::properties();
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(ChooseDevice)(int* ordinal, const crosswarp::Properties*) CROSSWARP_BODY({ return CROSSWARP_NAME(GetDevice)(ordinal); })
#ifdef CROSSWARP_BODIES
namespace crosswarp {
inline Error attribute_value(int* value, int attribute) {
    const Properties p = properties();
    switch (attribute) {
#define CROSSWARP_ATTRIBUTE(cuda, hip, number, expression)                                                             \
    case number: *value = expression; break;
        CROSSWARP_FOR_ATTRIBUTES(CROSSWARP_ATTRIBUTE)
#undef CROSSWARP_ATTRIBUTE
    default: return invalid_value;
    }
    return success;
}
} // namespace crosswarp
#endif
CROSSWARP_CALL(DeviceGetAttribute)(int* value, enum CROSSWARP_PICK(cudaDeviceAttr, hipDeviceAttribute_t) attribute,
                                   int ordinal) CROSSWARP_BODY({
    if (!value) return crosswarp::outcome(crosswarp::invalid_value);
    if (ordinal) return crosswarp::outcome(crosswarp::invalid_device);
    return crosswarp::outcome(crosswarp::attribute_value(value, static_cast<int>(attribute)));
})
CROSSWARP_CALL(DriverGetVersion)(int* version) CROSSWARP_BODY({
    if (!version) return crosswarp::outcome(crosswarp::invalid_value);
    *version = CROSSWARP_PICK(12020, 60443483);
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(RuntimeGetVersion)(int* version) CROSSWARP_BODY({ return CROSSWARP_NAME(DriverGetVersion)(version); })
CROSSWARP_CALL(DeviceGetPCIBusId)(char* text, int size, int ordinal) CROSSWARP_BODY({
    if (!text || size < 13) return crosswarp::outcome(crosswarp::invalid_value);
    if (ordinal) return crosswarp::outcome(crosswarp::invalid_device);
    std::strcpy(text, "0000:00:00.0");
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(SetDeviceFlags)(unsigned int) CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::success); })
CROSSWARP_CALL(GetDeviceFlags)(unsigned int* flags) CROSSWARP_BODY({
    if (!flags) return crosswarp::outcome(crosswarp::invalid_value);
    *flags = 0;
    return crosswarp::outcome(crosswarp::success);
})
constexpr unsigned int CROSSWARP_NAME(DeviceScheduleAuto) = 0;
constexpr unsigned int CROSSWARP_NAME(DeviceScheduleSpin) = 1;
constexpr unsigned int CROSSWARP_NAME(DeviceScheduleYield) = 2;
constexpr unsigned int CROSSWARP_NAME(DeviceScheduleBlockingSync) = 4;
constexpr unsigned int CROSSWARP_NAME(DeviceMapHost) = 8;
#ifdef CROSSWARP_CUDA
constexpr unsigned int cudaDeviceBlockingSync = 4, cudaDeviceScheduleMask = 7, cudaDeviceMask = 0xff; // the first by its older name
#else
constexpr unsigned int hipDeviceScheduleMask = 7;
#endif
constexpr unsigned int CROSSWARP_NAME(DeviceLmemResizeToMax) = 16;

/** Gives all memory back and forgets every error, also those that stick. */
CROSSWARP_CALL(DeviceReset)(int line = __builtin_LINE()) CROSSWARP_BODY({
    crosswarp::wait_for_device();
    crosswarp::late_error = 0;
    crosswarp::Memory::instance().record_shared(line);
    crosswarp::Memory::instance().release_all();
    crosswarp::sticky_error = 0;
    crosswarp::last_error = crosswarp::success;
    return crosswarp::success;
})
CROSSWARP_ADDRESSED(DeviceReset, (), (0))

enum CROSSWARP_NAME(ComputeMode) {
    CROSSWARP_NAME(ComputeModeDefault) = 0,
    CROSSWARP_NAME(ComputeModeExclusive) = 1,
    CROSSWARP_NAME(ComputeModeProhibited) = 2,
    CROSSWARP_NAME(ComputeModeExclusiveProcess) = 3
};

// ---- limits ----

enum CROSSWARP_PICK(cudaLimit, hipLimit_t) {
    CROSSWARP_NAME(LimitStackSize) = 0,
    CROSSWARP_NAME(LimitPrintfFifoSize) = 1,
    CROSSWARP_NAME(LimitMallocHeapSize) = 2
};
namespace crosswarp {
using Limit = enum CROSSWARP_PICK(cudaLimit, hipLimit_t);
inline std::size_t device_limits[3] = {1024, 1 << 20, 8 << 20};
} // namespace crosswarp
CROSSWARP_CALL(DeviceGetLimit)(std::size_t* value, crosswarp::Limit limit) CROSSWARP_BODY({
    if (!value) return crosswarp::outcome(crosswarp::invalid_value);
    if (limit > 2) return crosswarp::outcome(crosswarp::unsupported_limit);
    *value = crosswarp::device_limits[limit];
    return crosswarp::outcome(crosswarp::success);
})
/** The stack limit is honoured; what kernels print and allocate has no bound of its own here. */
CROSSWARP_CALL(DeviceSetLimit)(crosswarp::Limit limit, std::size_t value) CROSSWARP_BODY({
    if (limit > 2) return crosswarp::outcome(crosswarp::unsupported_limit);
    crosswarp::wait_for_device();
    crosswarp::device_limits[limit] = value;
    if (limit == 0) crosswarp::Pool::instance().set_stack(std::max(crosswarp::default_stack, value + 65536));
    return crosswarp::outcome(crosswarp::success);
})

// ---- peers: there is one device ----

CROSSWARP_CALL(DeviceCanAccessPeer)(int* can, int ordinal, int peer) CROSSWARP_BODY({
    if (!can) return crosswarp::outcome(crosswarp::invalid_value);
    if (ordinal || peer) return crosswarp::outcome(crosswarp::invalid_device);
    *can = 0;
    return crosswarp::outcome(crosswarp::success);
})
CROSSWARP_CALL(DeviceEnablePeerAccess)(int, unsigned int) CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::invalid_device); })
enum CROSSWARP_PICK(cudaDeviceP2PAttr, hipDeviceP2PAttr) {
    CROSSWARP_PICK(cudaDevP2PAttrPerformanceRank, hipDevP2PAttrPerformanceRank) = CROSSWARP_PICK(1, 0),
    CROSSWARP_PICK(cudaDevP2PAttrAccessSupported, hipDevP2PAttrAccessSupported) = CROSSWARP_PICK(2, 1),
    CROSSWARP_PICK(cudaDevP2PAttrNativeAtomicSupported, hipDevP2PAttrNativeAtomicSupported) = CROSSWARP_PICK(3, 2),
    CROSSWARP_PICK(cudaDevP2PAttrCudaArrayAccessSupported, hipDevP2PAttrHipArrayAccessSupported) = CROSSWARP_PICK(4, 3)
};
CROSSWARP_CALL(DeviceGetP2PAttribute)(int* value, enum CROSSWARP_PICK(cudaDeviceP2PAttr, hipDeviceP2PAttr), int, int) CROSSWARP_BODY({
    return crosswarp::outcome(value ? crosswarp::invalid_device : crosswarp::invalid_value);
})
CROSSWARP_CALL(DeviceDisablePeerAccess)(int) CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::invalid_device); })

// ---- profiling: accepted, does nothing ----

CROSSWARP_CALL(ProfilerStart)() CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::success); })
CROSSWARP_CALL(ProfilerStop)() CROSSWARP_BODY({ return crosswarp::outcome(crosswarp::success); })

#undef CROSSWARP_CALL
