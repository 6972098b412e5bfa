// Records what a program does on a real GPU: linked around the runtime's own functions (ld --wrap), for CUDA and for HIP
// (-DCROSSWARP_HIP, -DCROSSWARP_WARP=64). Writes allocations, launches with times from the device's own events, and copies to the host, as
// lib/run/recording.ts reads them. Knows the runtimes' C interfaces alone, and needs no header of theirs. Has been
// compiled and linked; no GPU has been at hand to try what it records.
#include <cxxabi.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

#ifndef CROSSWARP_WARP
#define CROSSWARP_WARP 32
#endif
#ifdef CROSSWARP_HIP
#define API(name) hip##name
#define REGISTER __hipRegisterFunction
#define API_NAME "hip"
#else
#define API(name) cuda##name
#define REGISTER __cudaRegisterFunction
#define API_NAME "cuda"
#endif
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define REAL(name) JOIN(__real_, API(name))
#define WRAP(name) JOIN(__wrap_, API(name))

extern "C" {
struct Dim3 { unsigned x, y, z; };
int REAL(Malloc)(void **, size_t);
int REAL(Free)(void *);
int REAL(Memcpy)(void *, const void *, size_t, int);
int REAL(MemcpyAsync)(void *, const void *, size_t, int, void *);
int REAL(LaunchKernel)(const void *, Dim3, Dim3, void **, size_t, void *);
int REAL(DeviceSynchronize)();
int REAL(StreamSynchronize)(void *);
void JOIN(__real_, REGISTER)(void **, const void *, char *, const char *, int, void *, void *, void *, void *, int *);
int API(EventCreate)(void **);
int API(EventRecord)(void *, void *);
int API(EventSynchronize)(void *);
int API(EventElapsedTime)(float *, void *, void *);
int API(EventDestroy)(void *);
}

namespace {

enum { deviceToHost = 2, byAddress = 4 };

struct Buffer { int id; size_t bytes; };
struct Launch { std::string kernel; Dim3 grid, block; size_t shared; void *before, *after; };
struct Copy { const void *to; size_t bytes, offset; int id, launch; };

/** Made at the first call, and never destroyed: the program's own objects may still use the device when they go. */
struct Recorder {
  int descriptor = getenv("CROSSWARP_RECORD_FD") ? atoi(getenv("CROSSWARP_RECORD_FD")) : -1;
  size_t room = getenv("CROSSWARP_RECORD_LIMIT") ? strtoull(getenv("CROSSWARP_RECORD_LIMIT"), nullptr, 10) : 64u << 20;
  std::map<const char *, Buffer> buffers;
  std::map<const void *, std::string> kernels;
  std::vector<Launch> launches;
  std::vector<Copy> copies;
  int nextBuffer = 0, launched = 0, told = 0, copied = 0;
  bool cut = false;

  Recorder() {
    frame("{\"t\":\"begin\",\"v\":2,\"api\":\"" API_NAME "\",\"warp\":" + std::to_string(CROSSWARP_WARP) + "}");
  }

  void frame(const std::string &header, const void *data = nullptr, size_t bytes = 0) {
    if (descriptor < 0) return;
    unsigned lengths[2] = {unsigned(header.size()), unsigned(bytes)};
    // Room is kept for the last frame.
    if (sizeof lengths + header.size() + bytes + 256 > room) {
      cut = true;
      if (bytes == 0) return;
      return frame(header);
    }
    room -= sizeof lengths + header.size() + bytes;
    put(lengths, sizeof lengths);
    put(header.data(), header.size());
    put(data, bytes);
  }

  void put(const void *data, size_t bytes) {
    for (const char *at = (const char *)data; bytes > 0;) {
      ssize_t n = write(descriptor, at, bytes);
      if (n <= 0) return;
      at += n;
      bytes -= size_t(n);
    }
  }

  /** Tells what has ended: launches with their times, then copies with what they brought. */
  void flush() {
    for (Launch &one : launches) {
      float milliseconds = 0;
      if (one.after && API(EventSynchronize)(one.after) == 0) API(EventElapsedTime)(&milliseconds, one.before, one.after);
      for (void *event : {one.before, one.after})
        if (event) API(EventDestroy)(event);
      char text[400];
      snprintf(text, sizeof text,
               "\",\"grid\":[%u,%u,%u],\"block\":[%u,%u,%u],\"shared\":%zu,\"ns\":%.0f,\"line\":0}", one.grid.x, one.grid.y,
               one.grid.z, one.block.x, one.block.y, one.block.z, one.shared, milliseconds * 1e6);
      frame("{\"t\":\"launch\",\"i\":" + std::to_string(told++) + ",\"kernel\":\"" + one.kernel + text);
    }
    launches.clear();
    for (Copy &one : copies) {
      char text[300];
      snprintf(text, sizeof text,
               "{\"t\":\"copy\",\"i\":%d,\"launch\":%d,\"id\":%d,\"offset\":%zu,\"bytes\":%zu,\"line\":0,\"kind\":\"copy\"}",
               copied++, one.launch, one.id, one.offset, one.bytes);
      frame(text, one.to, one.bytes);
    }
    copies.clear();
  }

  const std::pair<const char *const, Buffer> *bufferAt(const void *at) {
    auto after = buffers.upper_bound((const char *)at);
    if (after == buffers.begin()) return nullptr;
    auto &found = *--after;
    return (const char *)at < found.first + found.second.bytes ? &found : nullptr;
  }

  void willCopy(void *to, const void *from, size_t bytes, int kind) {
    auto *buffer = bufferAt(from);
    if (kind != deviceToHost && !(kind == byAddress && buffer && !bufferAt(to))) return;
    size_t offset = buffer ? size_t((const char *)from - buffer->first) : 0;
    copies.push_back({to, bytes, offset, buffer ? buffer->second.id : -1, launched - 1});
  }

  void end() {
    REAL(DeviceSynchronize)();
    flush();
    room += 256;
    frame("{\"t\":\"end\",\"launches\":" + std::to_string(launched) + ",\"copies\":" + std::to_string(copied) +
          ",\"cut\":" + (cut ? "true}" : "false}"));
  }
};

void endRecording();
Recorder &recorder() {
  static Recorder *one = [] {
    atexit(endRecording);
    return new Recorder;
  }();
  return *one;
}
void endRecording() { recorder().end(); }

/** `void poly<4>(float*)` as the source writes it; quotes and backslashes, which no kernel's name has, are left out. */
std::string sourceName(const char *symbol) {
  int status = 0;
  char *whole = abi::__cxa_demangle(symbol, nullptr, nullptr, &status);
  std::string name = whole ? whole : symbol;
  free(whole);
  int depth = 0;
  if (!name.empty() && name.back() == ')')
    for (size_t at = name.size(); at-- > 0;) {
      if (name[at] == ')') depth++;
      if (name[at] == '(' && --depth == 0) {
        name.resize(at);
        break;
      }
    }
  depth = 0;
  for (size_t at = name.size(); at-- > 0;) {
    if (name[at] == '>' || name[at] == ')') depth++;
    if (name[at] == '<' || name[at] == '(') depth--;
    if (name[at] == ' ' && depth == 0) {
      name = name.substr(at + 1);
      break;
    }
  }
  std::string plain;
  for (char c : name)
    if (c != '"' && c != '\\' && (unsigned char)c >= 32 && plain.size() < 400) plain += c;
  return plain;
}

}  // namespace

extern "C" {

void JOIN(__wrap_, REGISTER)(void **module, const void *host, char *device, const char *name, int threads, void *tid,
                             void *bid, void *block, void *grid, int *warp) {
  recorder().kernels[host] = sourceName(name);
  JOIN(__real_, REGISTER)(module, host, device, name, threads, tid, bid, block, grid, warp);
}

int WRAP(Malloc)(void **to, size_t bytes) {
  int error = REAL(Malloc)(to, bytes);
  if (error != 0) return error;
  Recorder &r = recorder();
  int id = r.nextBuffer++;
  r.buffers[(const char *)*to] = {id, bytes};
  r.frame("{\"t\":\"alloc\",\"id\":" + std::to_string(id) + ",\"bytes\":" + std::to_string(bytes) +
          ",\"kind\":\"device\",\"line\":0}");
  return 0;
}

int WRAP(Free)(void *at) {
  recorder().buffers.erase((const char *)at);
  return REAL(Free)(at);
}

int WRAP(LaunchKernel)(const void *kernel, Dim3 grid, Dim3 block, void **args, size_t shared, void *stream) {
  Recorder &r = recorder();
  Launch one = {r.kernels.count(kernel) ? r.kernels[kernel] : "kernel", grid, block, shared, nullptr, nullptr};
  if (API(EventCreate)(&one.before) != 0 || API(EventRecord)(one.before, stream) != 0) one.before = nullptr;
  int error = REAL(LaunchKernel)(kernel, grid, block, args, shared, stream);
  if (error != 0) return error;
  if (one.before && (API(EventCreate)(&one.after) != 0 || API(EventRecord)(one.after, stream) != 0)) one.after = nullptr;
  r.launches.push_back(one);
  r.launched++;
  return 0;
}

int WRAP(Memcpy)(void *to, const void *from, size_t bytes, int kind) {
  int error = REAL(Memcpy)(to, from, bytes, kind);
  if (error != 0) return error;
  recorder().willCopy(to, from, bytes, kind);
  recorder().flush();
  return 0;
}

int WRAP(MemcpyAsync)(void *to, const void *from, size_t bytes, int kind, void *stream) {
  int error = REAL(MemcpyAsync)(to, from, bytes, kind, stream);
  if (error == 0) recorder().willCopy(to, from, bytes, kind);
  return error;
}

int WRAP(DeviceSynchronize)() {
  int error = REAL(DeviceSynchronize)();
  if (error == 0) recorder().flush();
  return error;
}

int WRAP(StreamSynchronize)(void *stream) {
  int error = REAL(StreamSynchronize)(stream);
  // Copies on other streams may still be under way: everything is waited for before it is told.
  if (error == 0 && REAL(DeviceSynchronize)() == 0) recorder().flush();
  return error;
}
}
