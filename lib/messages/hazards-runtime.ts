// Messages of hazards in the host's calls: runtime, driver, run-time compilation and libraries.
import type { MessageTable } from './message';

export const hazardsRuntimeMessages = {
  nodiscard: {
    text: 'nobody looks at the error of {before}{more}',
    why: 'cudaError_t may be dropped. hipError_t is marked [[nodiscard]], so each such call warns, and stops a build with -Werror. A failure that nobody sees is also the usual reason for a port that computes nothing.',
    fix: 'Check the answer, or write (void) in front to say that it does not matter.',
    source: "HIP's runtime header",
  },
  'kernel-launch-unchecked': {
    text: '{before} comes after {between}, which hides a failed launch before ROCm 7',
    why: 'In CUDA it answers the last error. In HIP before ROCm 7 it answers the status of the last call, so a call that succeeds in between hides a launch that failed.',
    fix: 'Ask right after the launch.',
    source: 'HIP 7.0 API changes, hipGetLastError',
  },
  'error-values': {
    text: 'which failure gives {before} is not the same on AMD hardware',
    why: 'The names carry over, most numbers too. Which call answers which code differs in places, and ROCm 7 changed several of them.',
    fix: 'Compare with success first, and treat every other code as a failure.',
    source: 'HIP 7.0 API changes, error codes; HIP porting guide',
  },
  'memcpy-async-pageable': {
    text: '{pointer} is pageable memory, so this copy may wait',
    why: 'CUDA stages such a copy and mostly returns early. HIP may wait for its end, or for the whole stream; the order of work is kept either way.',
    fix: 'Allocate the host side with hipHostMalloc where copies and kernels should overlap.',
    source: 'HIP tests, memory copies',
  },
  'free-implicit-sync': {
    text: 'from ROCm 7 on this free does not wait for the stream',
    why: 'Memory of cudaMallocAsync is freed without waiting in CUDA. HIP waited in hipFree up to ROCm 6, and no longer does.',
    fix: 'Synchronise first, or use hipFreeAsync in the stream.',
    source: 'HIP 7.0 API changes, hipFree',
  },
  'default-stream': {
    text: 'HIP does not know this macro for a default stream per thread',
    why: 'CUDA gives each host thread a default stream of its own by this macro or by a flag. Without it, the port runs all of them in one stream that waits for the others.',
    fix: 'Compile with -fgpu-default-stream=per-thread, or name hipStreamPerThread in the calls.',
    source: 'HIP programming manual, per-thread default stream',
  },
  'stream-concurrency': {
    text: 'streams made in a loop share few hardware queues on AMD hardware',
    why: 'NVIDIA hardware runs up to 128 kernels at once. AMD hardware has a few queues that streams are dealt out to; with more than about six of them kernels wait for one another.',
    fix: 'Nothing for right results; use few streams where they should overlap.',
    source: 'HIP programming manual, streams',
  },
  'events-timing': {
    text: 'mapped host memory may not be up to date when this wait ends',
    why: 'In CUDA the host sees all that was written before the event. In HIP an event releases memory for the device by default: coarse-grained host memory is visible after the stream is synchronised, or with hipEventReleaseToSystem.',
    fix: 'Create the event with that flag, or wait for the stream.',
    source: 'HIP documentation, coherence control',
  },
  'prefetch-signature': {
    text: 'hipMemPrefetchAsync takes the number of a device, not a location',
    why: 'CUDA 13 gives the place as a structure, with flags behind it. HIP keeps the form of CUDA 12: a number, and hipCpuDeviceId for the host.',
    fix: 'Pass the number of the device and leave the flags out.',
    source: 'HIP documentation, unified memory',
  },
  'prop-major-minor': {
    text: '{member} counts AMD generations here, not compute capability',
    why: 'CUDA numbers what a device can do: 7.0 for Volta, 8.0 for Ampere. HIP fills the same member from the name of the device: 9 for gfx90a, 11 for gfx1100. A test like major >= 7 is true by accident.',
    fix: 'Ask for what is needed: prop.arch.has..., a device attribute, or gcnArchName.',
    source: 'HIP porting guide, feature identification',
  },
  'device-property-meaning': {
    text: '{member} counts units of AMD hardware{more}',
    why: 'The member exists in HIP. It counts compute units for multiprocessors, vector registers of another size, 2048 or other threads, and a clock that varies. Formulas with 65536 registers, 2048 threads or a fixed clock give wrong numbers.',
    fix: 'Use the occupancy calls instead of formulas.',
    source: 'HIP documentation, device properties',
  },
  'memory-type-values': {
    text: 'the numbers behind {before} differ from those of CUDA in ROCm 5{more}',
    why: 'CUDA numbers memory as unregistered 0, host 1, device 2, managed 3. HIP counted from host 0 up to ROCm 5 and has no value for unregistered memory there; from ROCm 6 on it counts as CUDA does. By name the comparison is right in both, by number it is not.',
    fix: 'Compare with the enumerators, never with numbers, and treat an error of the query as unregistered memory.',
    source: 'HIP porting guide, pointer attributes; HIP 7.0 API changes',
  },
  'occupancy-api': {
    text: 'the answer of {before} counts compute units, wavefronts and registers of AMD hardware{more}',
    why: 'The call exists and means the same question. CUDA answers for warps of 32 lanes and up to 64 warps on a multiprocessor; AMD hardware has wavefronts of 64 lanes (CDNA) or 32 (RDNA), other register files and 64 KiB of shared memory for a block. A block size found on NVIDIA hardware and written down is no longer the best one.',
    fix: 'Ask on the device at hand instead of keeping a number.',
    source: 'HIP performance guidelines, occupancy',
  },
  'ipc-p2p': {
    text: '{before} depends on how the cards are linked{more}',
    why: 'Peer access goes over NVLink or PCIe in CUDA, and over XGMI or PCIe with a large BAR on AMD hardware. Handles for other processes exist on Linux only, and for memory more than for events.',
    fix: 'Check each answer, and keep a way by host memory.',
    source: 'HIP documentation, peer-to-peer access',
  },
  graphs: {
    text: 'stream capture and graphs are stricter and younger in HIP{more}',
    why: 'Capture, explicit graphs and instantiation exist. Conditional nodes and launches from the device do not, and updates of an executable graph cover fewer node types. From ROCm 7 on a call that may not be captured breaks the capture with an error, as in CUDA; earlier releases let some of them pass.',
    fix: 'Look at each node type that is used, and check every answer while capturing.',
    source: 'HIP 7.0 API changes, stream capture; HIP documentation, graphs',
  },
  'driver-contexts': {
    text: 'contexts are a matter of form in HIP{more}',
    why: 'In CUDA a context has its own address space and modules. HIP has one address space for the process; its context calls are deprecated, and the primary context is taken when none is pushed.',
    fix: 'Choose the device with hipSetDevice and drop the contexts where the program allows.',
    source: 'HIP porting guide, context stack',
  },
  'module-load-ptx': {
    text: '{before} takes AMD code objects in HIP, not PTX or cubin{more}',
    why: 'CUDA loads PTX, which is compiled for whatever device there is, or cubin. HIP loads code objects made for named devices (gfx90a, gfx1100); PTX fails when it is loaded, not when the program is built. Options for the just-in-time compiler mean nothing there.',
    fix: 'Build the kernels with hipcc --genco --offload-arch=... and load that file, or compile the source at run time with hipRTC.',
    source: 'HIP porting guide, modules',
  },
  'module-file': {
    text: 'this file name ends in {ending}, which HIP cannot load',
    why: 'PTX, cubin and fatbin files hold code for NVIDIA hardware. hipModuleLoad takes code objects for named AMD devices (.hsaco, .co) and answers with an error for anything else, at run time.',
    fix: 'Name the file that hipcc --genco writes.',
    source: 'HIP porting guide, modules',
  },
  nvrtc: {
    text: '{before} hands out PTX in CUDA, and a code object in HIP{more}',
    why: 'NVRTC compiles to PTX for a virtual device, which the driver finishes. hipRTC compiles to a code object for the device named in its options (wave64 for gfx9, wave32 by default for gfx10 and later); there is nothing to read in it and nothing that other devices could run.',
    fix: 'Use hiprtcGetCode and hipModuleLoadData, and keep one code object per kind of device.',
    source: 'hipRTC programming guide',
  },
  'nvrtc-option': {
    text: 'hipRTC does not know the option {option}',
    why: 'NVRTC takes devices as sm_80 or compute_80. hipRTC takes AMD devices: --offload-arch=gfx90a. A wrong option fails when the program runs.',
    fix: 'Give --offload-arch= with the gcnArchName of the device, or leave the option out.',
    source: 'hipRTC programming guide',
  },
  'profiling-apis': {
    text: '{before} has no work to do on AMD hardware{more}',
    why: "The profiler's start and stop exist in HIP, deprecated and without effect, and CUPTI has no counterpart with the same calls. AMD's profilers are controlled by rocprofiler-sdk and rocTX.",
    fix: 'Mark ranges with rocTX (roctxRangePush, roctxRangePop), or take the calls out.',
    source: 'HIP deprecated API list',
  },

  // ---- libraries ----
  'cub-warp-default': {
    text: '{name} without a width takes the whole wavefront in hipCUB',
    why: 'In CUB a logical warp has 32 threads unless told otherwise. In hipCUB it has the size of the wavefront: 64 threads on CDNA are reduced together, and storage sized for groups of 32 does not fit.',
    fix: 'Give 32 as the width.',
    source: 'hipCUB documentation, warp-wide primitives',
  },
  curand: {
    text: 'the same seed gives other numbers in hipRAND{more}',
    why: 'Each generator of cuRAND has one sequence per seed. hipRAND stands on rocRAND, whose generators have the same names and quality, but other orderings and other values for several of them.',
    fix: 'Compare statistics, not numbers; or make the random numbers on the host.',
    source: 'HIP porting guide, library equivalents',
  },
  cublas: {
    text: '{before} belongs to a part of cuBLAS that hipBLAS does not have in this form{more}',
    why: 'hipBLAS follows the second cuBLAS interface with a handle in each call. The old one without handles does not exist, and descriptors of hipBLASLt are created, not initialised in memory of the caller.',
    fix: 'Create a handle or a descriptor and use the calls that take it.',
    source: 'HIPIFY, cuBLAS tables',
  },
  'cusparse-cusolver': {
    text: '{before} has other demands in hipSPARSE{more}',
    why: 'The generic calls have the same names and order, but hipSPARSE wants the offsets of a CSR matrix before SpGEMM where cuSPARSE takes a null pointer, wants the external buffer again when solving, and has neither batched SDDMM nor texts for its errors.',
    fix: 'Give all pointers and the buffer in each call, and look at the documentation of hipSPARSE for this one.',
    source: 'hipSPARSE documentation',
  },
  'cudnn-miopen': {
    text: '{before} has only a distant relative in MIOpen{more}',
    why: 'cuDNN has descriptors for filters and chooses algorithms by number. MIOpen describes filters as tensors, must be asked to find an algorithm (and so run candidates) before the first convolution, and orders arguments differently.',
    fix: 'Write the convolution anew after the MIOpen documentation; the work is in the find step and the workspace.',
    source: 'HIP porting guide, library equivalents',
  },
  'nccl-cufft': {
    text: 'callbacks of transforms differ in hipFFT{more}',
    why: 'hipFFT has nearly all of cuFFT. Load and store callbacks exist there in another form and only on rocFFT.',
    fix: 'Do what the callback does in a kernel of its own, before or after the transform.',
    source: 'HIP porting guide, library equivalents',
  },
} as const satisfies MessageTable;
