// Messages of the rules of the HIP port (each edit names one).
import type { MessageTable } from './message';

export const hipMessages = {
  // ---- headers ----
  'header-runtime': {
    text: 'HIP has all of this in {after}',
    why: 'One header declares the whole HIP runtime: memory, streams, events, launches, and in device code the built-in variables and functions. It takes the place of {before}.',
    watch:
      'nvcc includes the runtime by itself, hipcc does not: this line must stay before the first kernel. Since ROCm 7 it no longer brings the standard headers along, so include <cstdio>, <cmath> and the like where they are used.',
  },
  'header-name': {
    text: 'in HIP this header is called {after}',
    why: 'HIP has a header of its own for what {before} declares. Only the path changes; quotes or angle brackets stay as they were.',
  },
  'header-added': {
    text: 'hipcc needs {after} to be included',
    why: 'nvcc includes the CUDA runtime before the first line of every .cu file, so many programs never name it. hipcc includes nothing by itself, and without this line it knows neither __global__ nor threadIdx nor any runtime function.',
    watch: 'The line stands before everything that needs it, after a #pragma once or include guard.',
  },
  'header-dropped': {
    text: 'HIP has no {before} and needs none',
    why: "What {before} declares is part of HIP's runtime header or of the compiler, so the line goes.",
  },
  'header-first': {
    text: 'put {after} in front, which {before} needs',
    why: "CUDA's header of cooperative groups brings what it needs. HIP's does not in every release: it uses names of the runtime's header, so that one has to stand before it.",
  },
  'header-doubled': {
    text: '{after} is included already',
    why: 'Several CUDA headers lead to the same HIP header. Once is enough.',
  },
  'header-needs-newer-rocm': {
    text: '{after} came with ROCm {since}, later than {rocm}',
    why: 'The port names a header that the chosen ROCm version does not have yet, so it will not compile there.',
    fix: 'Aim at ROCm {since} or later, or write out what you need from the header.',
  },
  'header-not-covered': {
    text: '{header} belongs to {library}, which is not translated',
    why: "This line and the library's names are left exactly as they are; the port will not compile until they are done by hand. HIP's counterpart: {counterpart}.",
    fix: 'Replace the header and the calls by those of the counterpart; its documentation lists the names.',
  },

  // ---- names ----
  'runtime-name': {
    text: 'HIP calls this {after}',
    why: "HIP's runtime follows CUDA's function by function. This one takes the same arguments and gives the same answer under its HIP name.",
  },
  'type-name': {
    text: "HIP's type is {after}",
    why: 'The type has the same members and meaning in HIP.',
    watch:
      'Its size and the order of its members may differ: do not write it to files or share it with code built by nvcc.',
  },
  'enum-name': {
    text: "HIP's constant is {after}",
    why: 'The constant has the same meaning in HIP.',
    watch: 'Its number may differ. Compare by name, never by value.',
  },
  'macro-name': {
    text: "HIP's macro is {after}",
    why: 'The macro has the same meaning in HIP.',
  },
  'device-name': {
    text: 'in device code HIP calls this {after}',
    why: 'The function does the same on AMD hardware under its HIP name.',
  },
  'error-name': {
    text: 'this error is {after} in HIP',
    why: 'HIP has an error code for the same situation.',
    watch:
      'Numbers differ, and so do a few situations: a wrong kernel image or an invalid device function is reported under another code than on NVIDIA hardware. Treat every code but success as a failure before looking at which it is.',
  },
  'error-handling': {
    text: 'HIP answers with error codes too: {after}',
    why: "Every HIP call answers with a hipError_t, as CUDA's do with cudaError_t, and success is 0 in both.",
    watch:
      'hipError_t is marked [[nodiscard]]: an ignored result warns. Before ROCm 7, hipGetLastError speaks of the last call only, so a call that succeeds after a failed launch hides the failure: ask right after the launch.',
  },
  'thread-api': {
    text: 'the successor of this old name is {after}',
    why: 'CUDA renamed its cudaThread functions to cudaDevice ones long ago and dropped the old names; HIP has the successor only.',
  },
  'device-memory': {
    text: 'device memory in HIP: {after}',
    why: 'hipMalloc and hipFree manage device memory as in CUDA: the pointer is good on the device, and reading it on the host is an error.',
    watch:
      'Fresh memory holds whatever was there; zeros are luck on either side. hipFree waits for the device before it frees; from ROCm 7 on it no longer does for memory of hipMallocAsync.',
  },
  'managed-memory': {
    text: 'managed memory in HIP: {after}',
    why: 'hipMallocManaged gives one pointer for host and device, like its CUDA twin.',
    watch:
      'Pages move on demand only where the GPU and the kernel support it (CDNA with HSA_XNACK=1 on Linux). Elsewhere the memory stays on the host and every access crosses the bus: right results, many times slower. Floating-point atomics on it may be ignored by the hardware.',
  },
  'pinned-memory': {
    text: 'pinned host memory in HIP: {after}',
    why: 'hipHostMalloc takes the place of cudaMallocHost, and of cudaHostAlloc before ROCm 6.2; from then on HIP has hipHostAlloc again. hipHostFree takes that of cudaFreeHost.',
    watch:
      'Pinned memory is coherent by default: the GPU does not cache it, so a kernel that reads it often is slower than on NVIDIA. hipHostMallocNonCoherent changes that. Such memory must be freed by hipHostFree.',
  },
  'launch-defaults': {
    text: 'HIP asks for shared bytes and stream: {after}',
    why: 'In CUDA the last two arguments of a cooperative launch may be left out; in HIP they may not. 0 is what CUDA takes for them: no dynamic shared memory, and the default stream.',
  },
  'pinned-flags': {
    text: 'the flags of the allocation are said: {after}',
    why: 'cudaMallocHost has no flags; hipHostMalloc has a third argument for them, and C programs must give it. The default means the same as before.',
  },
  'memory-copy': {
    text: 'copies in HIP: {after}',
    why: "HIP's copies take the same arguments in the same order, and the sizes are in bytes.",
    watch:
      'A copy from pageable host memory waits for its end in both; an asynchronous copy is asynchronous only from pinned memory.',
  },
  'copy-kind': {
    text: "the copy's direction is {after}",
    why: 'The five directions of a copy have the same names in HIP, but for the prefix.',
  },
  'memory-set': {
    text: 'filling memory in HIP: {after}',
    why: 'The value is a byte here as in CUDA: it fills every byte, not every element.',
  },
  'memory-pool': {
    text: 'stream-ordered memory in HIP: {after}',
    why: 'HIP has memory pools and allocations in stream order like those of CUDA.',
    watch: 'Not every device has them: ask hipDeviceAttributeMemoryPoolsSupported first.',
  },
  'symbol-copy': {
    text: 'copies to and from device variables in HIP: {after}',
    why: 'The function names a __device__ or __constant__ variable; HIP wants the variable in HIP_SYMBOL.',
  },
  'symbol-argument': {
    text: 'the device variable is named through HIP_SYMBOL',
    why: 'HIP finds a device variable by its address on the host side. HIP_SYMBOL gives that form; in C++ the bare name works too, in C it does not.',
    watch: 'The variable itself, never a string with its name and never a pointer to it.',
  },
  'stream-name': {
    text: 'streams in HIP: {after}',
    why: "HIP's streams order work as CUDA's do: in sequence within one, independently between two.",
    watch:
      'The default stream waits for all blocking streams, as in CUDA; there is no compiler flag for a default stream per thread as nvcc has one (use hipStreamPerThread). Few hardware queues serve all streams, so many streams do not mean as much overlap.',
  },
  'event-name': {
    text: 'events in HIP: {after}',
    why: 'Events mark a point in a stream, can be waited for, and measure the time between two of them in milliseconds.',
    watch:
      'An event must be recorded and done before the time to it is read. Timings of a few microseconds are coarse.',
  },
  'event-flags': {
    text: 'with flags, an event is made by {after}',
    why: 'CUDA has one name for events with and without flags in C++; HIP has two.',
  },
  'graph-name': {
    text: 'graphs in HIP: {after}',
    why: 'HIP has graphs and stream capture with the same functions.',
    watch:
      'Support grew release by release. Some node types and most updates of an executable graph are younger than in CUDA.',
  },
  'graph-flags': {
    text: 'with flags, a graph is instantiated by {after}',
    why: "CUDA 12's cudaGraphInstantiate takes flags; HIP kept the older function under that name and has this one for flags.",
  },
  'entry-point-version': {
    text: 'the HIP release is said: {after}',
    why: 'hipGetProcAddress is told for which release of the API an entry point is wanted; cudaGetDriverEntryPoint is not.',
  },
  'texture-name': {
    text: 'arrays, textures and surfaces in HIP: {after}',
    why: 'HIP has CUDA arrays, texture objects and surfaces under these names.',
    watch:
      'MI300 and its kin have no texture units for these calls: ask hipDeviceAttributeImageSupport. Filtering rounds differently, so filtered values differ in the last digits. Texture references, gone since CUDA 12, are deprecated in HIP too.',
  },
  'device-properties': {
    text: 'device properties in HIP: {after}',
    why: 'hipDeviceProp_t has the members that programs read most, under the same names.',
    watch:
      'warpSize is 64 on CDNA and 32 on RDNA: read it, never assume it. major and minor count AMD generations (gcnArchName says which), so a test like major >= 7 means nothing. Some members of CUDA are missing.',
  },
  'device-attribute': {
    text: 'device attributes in HIP: {after}',
    why: 'HIP asks for single properties by attribute, like CUDA; the names differ in form.',
    watch: 'Several texture sizes that CUDA counts apart share one attribute in HIP.',
  },
  'device-choice': {
    text: 'choosing a device in HIP: {after}',
    why: 'Devices are numbered from 0, and each host thread has a current one, in both.',
    watch: 'HIP_VISIBLE_DEVICES takes the part of CUDA_VISIBLE_DEVICES.',
  },
  'device-synchronize': {
    text: 'waiting for the device in HIP: {after}',
    why: 'hipDeviceSynchronize waits for all streams of the current device and reports what failed in a kernel meanwhile.',
  },
  'device-reset': {
    text: 'resetting the device in HIP: {after}',
    why: 'hipDeviceReset frees what the process holds on the current device.',
    watch: 'Pointers, streams and events made before are dead afterwards, also in other threads.',
  },
  'cache-and-limits': {
    text: 'cache preferences and limits in HIP: {after}',
    why: 'The calls exist so that programs build.',
    watch:
      'AMD hardware has no choice between cache and shared memory: such preferences are accepted and change nothing. Of the limits, few are supported.',
  },
  'kernel-pointer': {
    text: 'functions about kernels in HIP: {after}',
    why: 'HIP takes the kernel as an address without type, where CUDA also has templates that take it as it is.',
  },
  'kernel-pointer-argument': {
    text: 'the kernel is passed as an untyped pointer',
    why: 'HIP declares this parameter as const void* only; a kernel does not convert to that by itself.',
  },
  'untyped-pointer-argument': {
    text: 'the address is passed as void**',
    why: 'Before ROCm 6.2 HIP declares this parameter as void** only, where CUDA also takes the address of a typed pointer.',
  },
  'callback-macro': {
    text: 'the calling convention macro goes, HIP has none',
    why: 'CUDART_CB names the calling convention of callbacks on Windows and is empty elsewhere. HIP callbacks use the ordinary convention, and no HIP header defines the macro.',
  },
  'occupancy-name': {
    text: 'occupancy in HIP: {after}',
    why: 'The question is the same: how many blocks of a size fit on one compute unit.',
    watch:
      'The answers differ: other register files, 64 KiB of shared memory per block, and wavefronts of 64 on CDNA. A block size tuned for NVIDIA is a starting point only.',
  },
  'sharing-name': {
    text: 'sharing between devices, processes and other APIs in HIP: {after}',
    why: 'HIP has peer access, handles for other processes, and memory and semaphores of graphics APIs, with the same calls.',
    watch: 'Peer access depends on the links between the cards and on the kernel: check every answer.',
  },
  'math-constant': {
    text: 'this constant is {after} in HIP',
    why: 'The mathematical constants of math_constants.h have HIP names in hip_math_constants.h, with the same values.',
  },
  'profiler-name': {
    text: 'profiler marks in HIP: {after}',
    why: 'The call exists and is deprecated.',
    watch: 'It controls no profiler on AMD: use rocprofv3 and rocTX.',
  },
  'guard-cudacc': {
    text: 'the compiler is asked for as {after}',
    why: 'nvcc defines __CUDACC__ and hipcc does not, so code behind this test would vanish from the port without a word. hipcc defines __HIPCC__ in the same places.',
    watch:
      'A file that already asks for __HIPCC__ or __HIP_PLATFORM_AMD__ is taken to be portable and is left alone.',
  },
  'guard-header': {
    text: 'the header is asked for as {after}',
    why: "Headers that serve with and without CUDA ask by this macro whether its header was included. HIP's header has another, so code behind the test would vanish from the port without a word.",
  },
  'launch-ggl': {
    text: '{kernel} is launched by hipLaunchKernelGGL',
    why: 'The macro form of a launch: kernel, grid, block, bytes of dynamic shared memory, stream, then the arguments. hipcc accepts <<<>>> as well; the two mean the same.',
    watch:
      'A kernel with several template arguments stands in HIP_KERNEL_NAME, since a macro would split it at its commas.',
  },

  'namespace-name': {
    text: 'the namespace is {after} in HIP',
    why: 'The library has the same names in HIP, in a namespace of its own.',
  },
  'driver-name': {
    text: 'the driver API has one form with the runtime in HIP: {after}',
    why: "HIP has no driver API apart: most functions of CUDA's driver are functions of the one HIP runtime, some under a name of their own.",
    watch:
      'Device pointers are plain pointers in HIP (hipDeviceptr_t is void*), not numbers: arithmetic on a CUdeviceptr needs a cast to char*.',
  },
  'driver-context': {
    text: 'contexts in HIP: {after}',
    why: 'HIP has these functions so that programs build. On AMD a device has one context, its primary one.',
    watch:
      'They are deprecated: hipSetDevice and streams say the same. Several contexts on one device share everything.',
  },
  'driver-module': {
    text: 'modules and their kernels in HIP: {after}',
    why: 'HIP loads code objects and launches their kernels by the same functions.',
    watch:
      'A module holds AMD code objects, never PTX or cubin: make the files anew with hipcc --genco or hipRTC. HIP_LAUNCH_PARAM buffers want the arguments laid out as the compiler lays them out.',
  },
  'driver-error': {
    text: "the driver's errors are HIP's: {after}",
    why: 'HIP has one set of error codes, hipError_t, for what CUDA splits into the runtime and the driver.',
    watch: 'A program that handles both sets apart may now have the same case twice in one switch.',
  },
  'complex-name': {
    text: 'complex numbers in HIP: {after}',
    why: 'hip_complex.h has the types and functions of cuComplex.h under HIP names.',
  },
  'half2-member': {
    text: 'the member is read as a half: {after}',
    why: "CUDA's half2 has two members of type half. In HIP's header they are unsigned shorts with the same bits, so a conversion to float would give the number of the bits: a wrong result without a word. The cast reads the bits as what they are.",
    watch: '__low2half and __high2half say the same and read better; the cast can also be assigned to.',
    source: 'HIP: hip/amd_detail/amd_hip_fp16.h',
  },
  'bf16-name': {
    text: 'bfloat16 in HIP: {after}',
    why: 'hip_bf16.h has the type with the operators and conversions of CUDA. The older class hip_bfloat16 is another type and is not used.',
    watch:
      'Rounding in conversions and in arithmetic is to nearest even; the results of fused operations may differ in the last bit.',
  },
  'fp8-name': {
    text: 'fp8 in HIP: {after}',
    why: 'MI300 computes in the FNUZ forms of fp8, and the type that its hardware knows is {after}.',
    watch:
      'The bytes are not those of CUDA: the exponent has another bias, 240 is the largest E4M3, there is no infinity. Stored or sent data must be converted. MI350 and RDNA4 use the forms of CUDA, whose types have no _fnuz at the end.',
  },
  'blas-name': {
    text: 'in hipBLAS this is {after}',
    why: 'hipBLAS has the calls of cuBLAS with the same arguments: column-major, a handle first, scalars by pointer.',
    watch:
      "hipBLAS passes on to rocBLAS, whose sums are ordered otherwise: results differ in the last digits. Before ROCm 7 complex calls, and those that take data types, end in _v2: the form with HIP's own types. Calls without a handle (the first interface of cuBLAS) have no counterpart.",
  },
  'roc-name': {
    text: 'in the library beneath, this is {after}',
    why: 'The flavour roc calls rocBLAS and rocRAND directly, without hipBLAS and hipRAND between. The arguments are the same.',
    watch:
      'A handle of rocBLAS is none of hipBLAS: a program uses one of the two. Such a port no longer builds for NVIDIA.',
  },
  'fft-name': {
    text: 'in hipFFT this is {after}',
    why: 'hipFFT has the plans and calls of cuFFT with the same arguments, and does not scale an inverse transform either.',
    watch:
      'Callbacks are another mechanism, and work areas have other sizes: ask for them, never assume them.',
  },
  'rand-name': {
    text: 'in hipRAND this is {after}',
    why: 'hipRAND has the generators of cuRAND on the host and on the device, with the same arguments.',
    watch:
      'The same seed gives other numbers than on NVIDIA for most generators and orderings: compare distributions, not numbers. The state of a generator has another size.',
  },
  'sparse-name': {
    text: 'in hipSPARSE this is {after}',
    why: 'hipSPARSE has the calls of cuSPARSE with the same arguments.',
    watch: 'Sizes of buffers and the algorithm behind a default differ: ask for the size each time.',
  },
  'sparse-external-buffer': {
    text: 'the call has one argument more in hipSPARSE: {after}',
    why: 'cuSPARSE remembers the buffer of the analysis; hipSPARSE takes it again when it solves. With nullptr it uses the one of the analysis.',
  },
  'solver-name': {
    text: 'in hipSOLVER this is {after}',
    why: 'hipSOLVER has the calls of cuSOLVER with the same arguments.',
    watch:
      'Sizes of work areas differ: ask for them each time. Signs of eigenvectors and the order of equal eigenvalues may differ.',
  },
  'dnn-name': {
    text: 'in hipDNN this is {after}',
    why: 'hipDNN has the form of cuDNN. It is no part of ROCm: it has to be built, and passes on to MIOpen.',
    watch:
      "AMD's own library for neural networks is MIOpen, with calls of another form. For more than a few calls, porting to MIOpen by hand lasts longer.",
  },
  'rtc-name': {
    text: 'in hipRTC this is {after}',
    why: 'hipRTC compiles HIP source at run time by the calls of NVRTC.',
    watch:
      'What comes out is a code object for AMD, not PTX. Options are those of clang: --gpu-architecture=compute_90 becomes --offload-arch=gfx90a. The text handed over must be HIP: the strings of this program are not translated.',
  },
  'cub-name': {
    text: 'in hipCUB this is {after}',
    why: 'hipCUB has the classes and functions of CUB under the same names, in the namespace hipcub.',
    watch:
      'Warps have 64 threads on CDNA: WarpReduce and WarpScan take the number of threads as a template argument. The newest parts of CUB are missing.',
  },
  'thrust-backend': {
    text: 'the backend of Thrust is {after}',
    why: 'rocThrust has the names of Thrust; only the backend is called hip instead of cuda.',
  },
  'wmma-namespace': {
    text: 'fragments of matrices come from rocWMMA: {after}',
    why: 'rocWMMA has the fragments, loads, stores and products of nvcuda::wmma under the same names.',
    watch:
      'Only shapes and types that the matrix units of the target have compile: 16x16x16 with half works on CDNA and on RDNA3. A warp is 64 threads on CDNA, so grids that count warps of 32 launch too many threads. Layouts inside a fragment differ.',
  },
  'nvtx-name': {
    text: 'in rocTX this is {after}',
    why: 'rocTX has marks and ranges with a text, as NVTX has.',
    watch: 'Link with -lroctx64. Colours, categories, domains and payloads have no counterpart.',
  },
  'occupancy-callback': {
    text: '{before} goes: HIP has no such argument',
    why: 'CUDA can ask a function of yours how much shared memory a block size needs. HIP takes one size for all.',
    watch: 'Where a function was given, the answer is computed for the fixed size alone.',
  },

  // ---- problems ----
  'name-without-counterpart': {
    text: '{before} has no counterpart in HIP',
    why: 'The name is left as it is, since a made-up HIP name would only move the error. The port will not compile here until it is replaced.',
    fix: 'Take the call out, guard it with #ifdef __CUDACC__, or write what it does by other means.',
  },
  'device-name-doubtful': {
    text: '{before} is a device function of CUDA that HIP lacks, if it is not your own',
    why: 'CUDA has a built-in function of this name and HIP has none. Where a header of yours defines it, all is well.',
    fix: 'If it is CUDA’s, write the few operations it stands for.',
  },
  'name-needs-newer-rocm': {
    text: '{after} came with ROCm {since}, later than {rocm}',
    why: 'The name is translated, but the chosen ROCm version does not declare it yet, so the port will not compile there.',
    fix: 'Aim at ROCm {since} or later, or do without the call for older versions.',
  },
  'name-unknown': {
    text: '{before} looks like a CUDA name but is in no table',
    why: 'It is left as it is. It may be newer than what is known of HIP, or come from a header of yours that was not given along.',
    fix: 'If it is CUDA’s, look in the HIP documentation whether a counterpart exists; if it is yours, nothing needs doing.',
  },
  'name-pasted': {
    text: '{before} is pasted together with ## and is left alone',
    why: 'The preprocessor makes a new name from pieces here. Which names come out depends on every use of the macro, so a change of one piece cannot be trusted.',
    fix: 'Write out the names that the macro makes, or change the pieces by hand.',
  },
  'roc-other-form': {
    text: '{before} has another form in {library}, or none',
    why: 'With the flavour roc, names are changed where the arguments stay as they are. This one has types or arguments of its own in {library}, so it is left.',
    fix: 'Write this call by hand, or choose the flavour hip, whose libraries have the form of CUDA.',
  },
  'blas-first-interface': {
    text: '{before} of cublas.h has no handle, and hipBLAS has only the form with one',
    why: 'cuBLAS has two interfaces with the same names. This program includes cublas.h, the first: its calls take no handle, take scalars by value and give results back. hipBLAS follows the second, of cublas_v2.h. A new name alone would compile nothing, so it is left as it is.',
    fix: 'Move to cublas_v2.h first: make a handle, pass it first, and pass scalars and results by pointer. Then port.',
  },
  'occupancy-callback-lost': {
    text: '{before} no longer says how much shared memory a block needs',
    why: 'hipModuleOccupancyMaxPotentialBlockSize takes one size of dynamic shared memory for all block sizes, so this function is not asked any more.',
    fix: 'Call it for the block size that you launch with and pass the size, or set the block size yourself.',
  },
  'library-not-covered': {
    text: 'names of {library} are not translated ({count} here)',
    why: "They are left exactly as they are, and the port will not compile until they are done by hand. HIP's counterpart: {counterpart}.",
    fix: 'Replace the calls by those of the counterpart; its documentation lists the names.',
  },
} as const satisfies MessageTable;
