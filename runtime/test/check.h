// What every test program starts with: one face or the other, a check that counts, and names that fit both faces.
#pragma once
#ifdef TEST_HIP
#include <hip/hip_runtime.h>
#else
#include <cuda_runtime.h>
#endif
#include <cstdio>
#include <vector>

#define gpu(name) CROSSWARP_NAME(name)

inline int failures = 0;

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            std::printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);                                                \
            failures++;                                                                                                \
        }                                                                                                              \
    } while (0)
#define CHECK_OK(call) CHECK((call) == crosswarp::success)

/** The program's exit code: 0 when every check held. */
inline int verdict() {
    std::printf(failures ? "%d checks failed\n" : "ok\n", failures);
    return failures ? 1 : 0;
}

/** Device memory with the contents of a vector, and back. */
template <class T> T* upload(const std::vector<T>& host) {
    T* device = nullptr;
    CHECK_OK(gpu(Malloc)(&device, host.size() * sizeof(T)));
    CHECK_OK(gpu(Memcpy)(device, host.data(), host.size() * sizeof(T), gpu(MemcpyHostToDevice)));
    return device;
}
template <class T> std::vector<T> download(const T* device, std::size_t count) {
    std::vector<T> host(count);
    CHECK_OK(gpu(Memcpy)(host.data(), device, count * sizeof(T), gpu(MemcpyDeviceToHost)));
    return host;
}
