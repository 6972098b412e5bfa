// Streams that go on while the host does something else, what waits for what, and graphs: captured, made by hand,
// changed and launched again; each with the errors the real runtime gives.
#include "check.h"
#include <atomic>
#include <chrono>
#include <cstring>
#include <thread>

__global__ void add(int* data, int value) { data[threadIdx.x] += value; }
__global__ void twice(int* data) { data[threadIdx.x] *= 2; }
/** Waits for the host: impossible unless the host goes on. */
__global__ void wait_for_flag(volatile int* flag, int* out) {
    while (*flag == 0) __threadfence_system();
    *out = *flag;
}

static void count(void* data) { ++*static_cast<std::atomic<int>*>(data); }

static void streams() {
    gpu(Stream_t) first, second;
    gpu(Event_t) early, late;
    CHECK_OK(gpu(StreamCreate)(&first));
    CHECK_OK(gpu(StreamCreateWithFlags)(&second, gpu(StreamNonBlocking)));
    CHECK_OK(gpu(EventCreate)(&early));
    CHECK_OK(gpu(EventCreate)(&late));
    int *flag = nullptr, *out = nullptr, *pinned = nullptr;
    CHECK_OK(gpu(MallocHost)(&flag, 4));
    CHECK_OK(gpu(MallocHost)(&pinned, 4));
    CHECK_OK(gpu(Malloc)(&out, 4));
    *flag = *pinned = 0;
    std::atomic<int> called{0};
    CHECK_OK(gpu(EventRecord)(early, first));
    ::crosswarp::configure("wait_for_flag", 1, 1, 0, first).cw_kernel(&wait_for_flag)(flag, out);
    CHECK_OK(gpu(MemcpyAsync)(pinned, out, 4, gpu(MemcpyDeviceToHost), first));
    CHECK_OK(gpu(LaunchHostFunc)(first, count, &called));
    CHECK_OK(gpu(EventRecord)(late, first));
    CHECK_OK(gpu(StreamWaitEvent)(second, late, 0));
    // The launch has not ended, and the host is told so; the questions are no errors.
    CHECK(gpu(StreamQuery)(first) == crosswarp::not_ready);
    CHECK(gpu(EventQuery)(late) == crosswarp::not_ready);
    float ms = 0;
    CHECK(gpu(EventElapsedTime)(&ms, early, late) == crosswarp::not_ready);
    CHECK(gpu(GetLastError)() == crosswarp::not_ready);
    CHECK(*pinned == 0 && called == 0);
    // The stream takes `early` when it gets its turn, so the wait counts from there; what comes later is not waited for.
    CHECK_OK(gpu(EventSynchronize)(early));
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    *const_cast<volatile int*>(flag) = 42;
    CHECK_OK(gpu(StreamSynchronize)(second));
    CHECK(*pinned == 42 && called == 1);
    CHECK_OK(gpu(StreamQuery)(first));
    CHECK_OK(gpu(EventElapsedTime)(&ms, early, late));
    CHECK(ms >= 5);
    // A stream is waited for alone, also while a kernel on another one waits for the host.
    *flag = 0;
    ::crosswarp::configure("add", 1, 1, 0, second).cw_kernel(&add)(out, 1);
    ::crosswarp::configure("wait_for_flag", 1, 1, 0, first).cw_kernel(&wait_for_flag)(flag, out);
    CHECK_OK(gpu(StreamSynchronize)(second));
    int* meanwhile = nullptr;
    CHECK_OK(gpu(Malloc)(&meanwhile, 4));
    *const_cast<volatile int*>(flag) = 7;
    CHECK_OK(gpu(StreamSynchronize)(first));
    CHECK(download(out, 1)[0] == 7);
    CHECK_OK(gpu(Free)(meanwhile));
    // Memory that isn't locked is read before the call returns.
    int pageable = 5;
    CHECK_OK(gpu(MemcpyAsync)(out, &pageable, 4, gpu(MemcpyHostToDevice), first));
    pageable = 6;
    CHECK(download(out, 1)[0] == 5);
    // What one host thread asks of the default stream is done before what it asks later of any other.
    CHECK_OK(gpu(MemsetAsync)(out, 0, 4, 0));
    ::crosswarp::configure("add", 1, 1, 0, first).cw_kernel(&add)(out, 3);
    CHECK_OK(gpu(FreeAsync)(flag, first) == crosswarp::invalid_value ? crosswarp::success : crosswarp::invalid_value);
    gpu(GetLastError)();
    CHECK(download(out, 1)[0] == 3);
    int* passing = nullptr;
    CHECK_OK(gpu(MallocAsync)(&passing, 64, first));
    CHECK_OK(gpu(FreeAsync)(passing, first));
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(gpu(Free)(passing) == crosswarp::invalid_value);
    gpu(GetLastError)();
    for (auto* each : {flag, pinned}) CHECK_OK(gpu(FreeHost)(each));
    CHECK_OK(gpu(StreamDestroy)(first));
    CHECK_OK(gpu(StreamDestroy)(second));
    CHECK(gpu(MemsetAsync)(out, 0, 4, first) == crosswarp::invalid_handle);
    gpu(GetLastError)();
}

static void captured() {
    gpu(Stream_t) stream, other;
    gpu(Event_t) fork, join;
    gpu(Graph_t) graph = nullptr;
    gpu(GraphExec_t) exec = nullptr;
    CHECK_OK(gpu(StreamCreate)(&stream));
    CHECK_OK(gpu(StreamCreate)(&other));
    CHECK_OK(gpu(EventCreate)(&fork));
    CHECK_OK(gpu(EventCreate)(&join));
    int* data = upload(std::vector<int>{1, 2, 3, 4});
    std::vector<int> host(4);
    CHECK(gpu(StreamBeginCapture)(0, gpu(StreamCaptureModeGlobal)) == crosswarp::capture_unsupported);
    gpu(GetLastError)();
    CHECK_OK(gpu(StreamBeginCapture)(stream, gpu(StreamCaptureModeGlobal)));
    ::crosswarp::configure("add", 1, 4, 0, stream).cw_kernel(&add)(data, 10);
    CHECK_OK(gpu(EventRecord)(fork, stream));
    CHECK_OK(gpu(StreamWaitEvent)(other, fork, 0));
    ::crosswarp::configure("twice", 1, 4, 0, other).cw_kernel(&twice)(data);
    CHECK_OK(gpu(EventRecord)(join, other));
    CHECK_OK(gpu(StreamWaitEvent)(stream, join, 0));
    CHECK_OK(gpu(MemcpyAsync)(host.data(), data, 16, gpu(MemcpyDeviceToHost), stream));
    gpu(StreamCaptureStatus) status;
    CHECK_OK(gpu(StreamIsCapturing)(other, &status));
    CHECK(status == gpu(StreamCaptureStatusActive));
    CHECK_OK(gpu(StreamEndCapture)(stream, &graph));
    CHECK(host[0] == 0);
    std::size_t nodes = 0, edges = 0;
    CHECK_OK(gpu(GraphGetNodes)(graph, nullptr, &nodes));
    CHECK_OK(gpu(GraphGetEdges)(graph, nullptr, nullptr, &edges));
    CHECK(nodes == 3 && edges == 3);
    CHECK_OK(gpu(GraphInstantiate)(&exec, graph, nullptr, nullptr, 0));
    CHECK_OK(gpu(GraphLaunch)(exec, stream));
    CHECK_OK(gpu(GraphLaunch)(exec, stream));
    CHECK_OK(gpu(StreamSynchronize)(stream));
    CHECK((host == std::vector<int>{64, 68, 72, 76}));
    CHECK_OK(gpu(GraphExecDestroy)(exec));
    CHECK_OK(gpu(GraphDestroy)(graph));

    // What a capture can't hold, and a stream that never came back.
    CHECK_OK(gpu(StreamBeginCapture)(stream, gpu(StreamCaptureModeGlobal)));
    CHECK(gpu(StreamSynchronize)(stream) == crosswarp::capture_unsupported);
    CHECK(gpu(StreamEndCapture)(stream, &graph) == crosswarp::capture_invalidated && !graph);
    CHECK_OK(gpu(StreamBeginCapture)(stream, gpu(StreamCaptureModeGlobal)));
    CHECK(gpu(Memcpy)(host.data(), data, 16, gpu(MemcpyDeviceToHost)) == crosswarp::error(906));
    CHECK(gpu(StreamEndCapture)(stream, &graph) == crosswarp::capture_invalidated);
    CHECK_OK(gpu(StreamBeginCapture)(stream, gpu(StreamCaptureModeRelaxed)));
    CHECK_OK(gpu(EventRecord)(fork, stream));
    CHECK_OK(gpu(StreamWaitEvent)(other, fork, 0));
    ::crosswarp::configure("twice", 1, 4, 0, other).cw_kernel(&twice)(data);
    CHECK(gpu(EventSynchronize)(fork) == crosswarp::error(907));
    CHECK(gpu(StreamEndCapture)(stream, &graph) == crosswarp::error(904));
    gpu(GetLastError)();
    CHECK_OK(gpu(StreamSynchronize)(other));
}

static void by_hand() {
    int* data = upload(std::vector<int>(4));
    int result[4] = {};
    std::atomic<int> called{0};
    gpu(Graph_t) graph, child;
    gpu(GraphNode_t) fill, kernel, inner, nested, copy, host, empty;
    CHECK_OK(gpu(GraphCreate)(&graph, 0));
    CHECK_OK(gpu(GraphCreate)(&child, 0));
    struct gpu(MemsetParams) set = {};
    set.dst = data;
    set.value = 7;
    set.elementSize = 4;
    set.width = 4;
    set.height = 1;
    CHECK_OK(gpu(GraphAddMemsetNode)(&fill, graph, nullptr, 0, &set));
    int value = 1;
    void* arguments[] = {&data, &value};
    struct gpu(KernelNodeParams) run = {};
    run.func = (void*)::crosswarp::known("add", add);
    run.gridDim = dim3(1);
    run.blockDim = dim3(4);
    run.kernelParams = arguments;
    CHECK_OK(gpu(GraphAddKernelNode)(&kernel, graph, &fill, 1, &run));
    value = 100; // the node has a copy
    void* only[] = {&data};
    struct gpu(KernelNodeParams) doubled = run;
    doubled.func = (void*)::crosswarp::known("twice", twice);
    doubled.kernelParams = only;
    CHECK_OK(gpu(GraphAddKernelNode)(&inner, child, nullptr, 0, &doubled));
    CHECK_OK(gpu(GraphAddChildGraphNode)(&nested, graph, &kernel, 1, child));
    CHECK_OK(gpu(GraphAddMemcpyNode1D)(&copy, graph, nullptr, 0, result, data, 16, gpu(MemcpyDeviceToHost)));
    CHECK_OK(gpu(GraphAddDependencies)(graph, &nested, &copy, 1));
    struct gpu(HostNodeParams) call = {count, &called};
    CHECK_OK(gpu(GraphAddHostNode)(&host, graph, &copy, 1, &call));
    CHECK_OK(gpu(GraphAddEmptyNode)(&empty, graph, &host, 1));
    gpu(GraphNodeType) type;
    CHECK_OK(gpu(GraphNodeGetType)(nested, &type));
    CHECK(type == gpu(GraphNodeTypeGraph));
    gpu(GraphExec_t) exec;
    CHECK_OK(gpu(GraphInstantiate)(&exec, graph, nullptr, nullptr, 0));
    CHECK_OK(gpu(GraphLaunch)(exec, 0));
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(result[0] == 16 && result[3] == 16 && called == 1);
    CHECK_OK(gpu(GraphExecKernelNodeSetParams)(exec, kernel, &run));
    set.value = 0;
    CHECK_OK(gpu(GraphExecMemsetNodeSetParams)(exec, fill, &set));
    CHECK_OK(gpu(GraphLaunch)(exec, 0));
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(result[0] == 200 && called == 2);
    // A graph of the same shape gives its parameters; one of another shape doesn't.
    gpu(Graph_t) clone;
    CHECK_OK(gpu(GraphClone)(&clone, graph));
    gpu(GraphExecUpdateResult) outcome;
    gpu(GraphNode_t) wrong;
    CHECK_OK(gpu(GraphExecUpdate)(exec, clone, &wrong, &outcome));
    CHECK_OK(gpu(GraphLaunch)(exec, 0));
    CHECK_OK(gpu(DeviceSynchronize)());
    CHECK(result[0] == 16);
    CHECK(gpu(GraphExecUpdate)(exec, child, &wrong, &outcome) == crosswarp::error(910));
    CHECK(outcome == gpu(GraphExecUpdateErrorTopologyChanged));
    CHECK_OK(gpu(GraphAddDependencies)(graph, &empty, &fill, 1));
    gpu(GraphExec_t) circle;
    CHECK(gpu(GraphInstantiate)(&circle, graph, nullptr, nullptr, 0) == crosswarp::invalid_value);
    gpu(GetLastError)();
    CHECK_OK(gpu(GraphDestroy)(graph));
}

int main() {
    streams();
    captured();
    by_hand();
    return verdict();
}
