// Messages of hazards in the host's calls: runtime, driver, run-time compilation and libraries.
import type { MessageTable } from './message';

export const hazardsRuntimeMessages = {
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
