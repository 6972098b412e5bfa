// Messages of hazards in groups of threads, atomics, fences and the kinds of memory.
import type { MessageTable } from './message';

export const hazardsMemoryMessages = {
  // ---- groups ----
  'match-sync': {
    text: '{before} is a loop on AMD hardware{more}',
    why: 'NVIDIA hardware compares the values of 32 lanes in one instruction. HIP goes through the distinct values one by one, with results of 64 bits: cheap when the lanes of a wavefront agree, up to 64 rounds (CDNA) or 32 (RDNA) when they do not.',
    fix: 'Where only a few values occur, ballot once for each of them.',
    source: 'HIP documentation, warp match functions',
  },
  'cg-coalesced-32bit': {
    text: 'a coalesced group has up to 64 lanes on CDNA{more}',
    why: 'In CUDA the group has at most 32 lanes and its ballots have 32 bits. In HIP it is what is active of the wavefront, up to 64 lanes on CDNA and 32 on RDNA, and its ballots have 64 bits. Code that only uses size and rank is right in both.',
    fix: 'Keep ballots of the group in 64 bits, and compare its size with nothing fixed.',
    source: 'HIP documentation, coalesced groups',
  },
  'cg-grid-sync': {
    text: 'a grid that waits for itself must fit on the device at once{more}',
    why: 'HIP has cooperative launches and grid-wide barriers too. How many blocks fit is another number on AMD hardware (other compute units, 64 lanes to a wavefront on CDNA), and a grid that does not fit is refused when it is launched. Groups over several devices are deprecated.',
    fix: 'Compute the number of blocks with hipOccupancyMaxActiveBlocksPerMultiprocessor, and check hipDeviceAttributeCooperativeLaunch.',
    source: 'HIP documentation, cooperative groups',
  },
  'cg-header': {
    text: '{header} has no counterpart before ROCm 7, and none by this name after it',
    why: 'CUDA splits cooperative groups into several headers. HIP has one, hip/hip_cooperative_groups.h; reductions and scans came with ROCm 7 in headers of other names, copies beside the threads not at all.',
    fix: 'Take the include out and write what it declares by hand: a loop of shfl_xor over the tile for a reduction.',
    source: 'HIP documentation, cooperative groups, operations',
  },
  'cg-reduce': {
    text: 'ROCm {rocm} has no {before} for groups',
    why: 'CUDA reduces and scans over a tile or a coalesced group by one call. HIP has that from ROCm 7 on, before it neither the calls nor the operators. Where it exists, the first lane of an exclusive scan gets the identity of the operation, in CUDA a zero.',
    fix: 'Write a loop: for (int d = tile.size() / 2; d; d /= 2) v += tile.shfl_xor(v, d); it means the same for wavefronts of 64 and of 32.',
    source: 'HIP documentation, cooperative groups, operations',
  },
  'cg-tile-size': {
    text: 'a tile of 32 threads is half a wavefront on CDNA{more}',
    why: 'A tile of 32 is a warp on NVIDIA hardware and a wavefront on RDNA; on CDNA two of them share a wavefront of 64. It is right everywhere. A tile of 64 would be faster on CDNA and is refused on RDNA.',
    fix: 'Nothing; make the size a parameter of the kernel where speed on CDNA matters.',
    source: 'HIP documentation, thread-block tiles',
  },
  'cg-missing-members': {
    text: 'groups of ROCm {rocm} have no {before}',
    why: 'CUDA renamed and added members of groups over time. HIP had size(), thread_rank(), group_dim() and sync() from the start; the newer names came with ROCm 7, and some never.',
    fix: 'Use size() for num_threads(), group_dim() for dim_threads(), gridDim for num_blocks().',
    source: 'HIP documentation, cooperative groups, unsupported features',
  },
  'async-copy': {
    text: '{before} has no counterpart on AMD hardware',
    why: 'Since sm_80 NVIDIA hardware copies from global to shared memory beside the threads, in stages that a program waits for. AMD hardware up to CDNA3 and RDNA4 has no such copy, and HIP no pipelines.',
    fix: 'Copy in a loop by all threads and put __syncthreads() behind it; drop the stages.',
    source: 'HIP documentation, cooperative groups, unsupported features',
  },
  'clusters-tma': {
    text: '{before} belongs to what only NVIDIA hardware since sm_70 or sm_90 has',
    why: 'Clusters of blocks, shared memory across blocks, tensor maps, launches that depend on one another and parameters marked __grid_constant__ have no counterpart on AMD hardware up to CDNA3 and RDNA4. The mark on a parameter can go, since it changes no result; the rest is another algorithm.',
    watch:
      'A parameter without the mark may be copied to registers or scratch memory when its address is taken.',
    fix: 'Use blocks without clusters and plain loads, or keep a way of its own for this hardware.',
    source: 'HIP documentation, cooperative groups; HIP asynchronous concurrent execution',
  },

  // ---- atomics and fences ----
  'float-atomic-cas-loop': {
    text: 'adding to a {type} atomically becomes a loop of compare-and-swap{more}',
    why: 'NVIDIA hardware adds floats in memory by one instruction. AMD hardware can too, but its instruction may lose additions in memory that the host shares, so hipcc does not use it unless told to: it makes a loop that is right everywhere and slow under contention.',
    watch: 'unsafeAtomicAdd is right only for memory of hipMalloc; rounding and tiny numbers may differ.',
    fix: 'Where the memory comes from hipMalloc, use unsafeAtomicAdd or compile with -munsafe-fp-atomics.',
    source: 'HIP documentation, unsafe floating-point atomic operations',
  },
  'fine-grained-fp-atomics': {
    text: 'floats are added atomically, and {before} gives memory where the fast form may lose additions',
    why: 'CUDA adds rightly in any memory. On AMD hardware the fast instruction is dropped or wrong in fine-grained memory, which managed and pinned memory are by default; the loop that hipcc makes by default is right. CDNA2 is known for it.',
    fix: 'Use safeAtomicAdd there, and no -munsafe-fp-atomics for this file.',
    source: 'HIP documentation, coherence control',
  },
  'user-atomic-redefinition': {
    text: 'HIP has {before} for {type} already',
    why: 'CUDA lacks atomic minimum and maximum of floats, and addition of doubles before sm_60, so programs define them under the same name. HIP declares them with the same arguments on every device: the second definition does not compile.',
    watch: "HIP's own form may treat NaN and negative zero in another way.",
    fix: 'Leave the definition out for HIP: put it between #if !defined(__HIP_PLATFORM_AMD__) and #endif.',
    source: "HIP's header of atomics",
  },
  'atomic-half2-bf16': {
    text: 'HIP has no atomicAdd for {type}',
    why: 'CUDA adds pairs and single numbers of 16 bits atomically since sm_60, sm_70 and sm_80. HIP has unsafeAtomicAdd for the pairs and nothing for single ones.',
    watch: 'The memory must come from hipMalloc.',
    fix: 'Use unsafeAtomicAdd for pairs; add to a float, or swap 32 bits in a loop, for single numbers.',
    source: "HIP's headers of fp16 and bf16",
  },
  'atomic-cas-16': {
    text: '{before} on {type} has no overload in HIP',
    why: 'CUDA swaps 16 bits since sm_70 and 128 bits since sm_90. HIP swaps 32 and 64 bits, on every AMD device.',
    fix: 'Swap the 32 bits around it, with the other half kept by shift and mask.',
    source: 'HIP documentation, atomic functions',
  },
  'atomic-scopes': {
    text: 'HIP has no {before}',
    why: 'CUDA has atomics that only the own block must see. HIP has those for the device and for the system, and __hip_atomic_fetch_add with a scope. The plain form is seen by the whole device: stronger, so always right.',
    watch: 'It may be slower than a block-wide one in shared memory.',
    fix: 'Use the plain form, or __hip_atomic_fetch_add with __HIP_MEMORY_SCOPE_WORKGROUP.',
    source: 'HIP documentation, atomic functions',
  },
  'atomic-integer-types': {
    text: 'atomicAdd has no overload for {type}, in CUDA as in HIP on most systems',
    why: 'CUDA adds int, unsigned and unsigned long long. HIP has unsigned long besides, so that size_t works without a cast on Linux only.',
    fix: 'Cast the pointer to unsigned long long *; it wraps the same way.',
    source: "HIP's header of atomics",
  },
  'nv-atomic-builtins': {
    text: '{before} is a built-in of nvcc',
    why: 'CUDA 12.8 brought atomics with order and scope as built-ins of its compiler. hipcc has its own with the same parts: __hip_atomic_load, __hip_atomic_fetch_add and so on, with __ATOMIC_ orders and __HIP_MEMORY_SCOPE_ scopes.',
    fix: 'Use the __hip_atomic_ form with the same order and scope.',
    source: 'clang language extensions, scoped atomics',
  },
  'atomic-inc-dec': {
    text: '{before} wraps at its limit in HIP as in CUDA{more}',
    why: 'The second argument is the value after which the count goes back to 0 (or from 0 to it). HIP does the same, though a page of its documentation shows a form with one argument. Other targets than HIP have no such operation.',
    fix: 'Nothing for HIP.',
    source: "HIP's header of atomics",
  },
  'atomic-system': {
    text: '{before} reaches the host only in fine-grained memory{more}',
    why: 'The function exists in HIP. Whether host and device see each other through it depends on the platform (hipDeviceAttributeHostNativeAtomicSupported) and on memory that is fine-grained: pinned coherent host memory or managed memory, not plain device memory.',
    fix: 'Allocate what is shared with hipHostMalloc (coherent), and check the attribute.',
    source: 'HIP documentation, atomic functions and coherence control',
  },
  'threadfence-system': {
    text: 'what this fence orders is seen by the host in fine-grained memory only{more}',
    why: 'CUDA makes writes before the fence visible to the host and to other devices. HIP makes a fence of the same scope, but while a kernel runs the host sees only what lies in fine-grained memory.',
    fix: 'Allocate the flag and the data that the host polls with hipHostMallocCoherent.',
    source: 'HIP documentation, memory fence instructions',
  },

  // ---- memory ----
  'shared-64k-limit': {
    text: '{bytes} bytes of shared memory are more than the 65536 that a block has on AMD hardware',
    why: 'NVIDIA hardware gives a block up to 99, 163 or 227 KiB when it asks by an attribute. A compute unit of CDNA1 to 3 and of RDNA has 64 KiB for a block; the attribute is accepted and raises nothing, static arrays fail to compile, launches fail when they run.',
    fix: 'Make the tiles smaller, or keep part of the data in registers or global memory.',
    source: 'HIP documentation, hardware implementation (local data share)',
  },
  'launch-bounds-third': {
    text: '__launch_bounds__ takes two arguments in HIP',
    why: "The third one is the largest cluster of blocks, which only NVIDIA hardware since sm_90 has. HIP's macro does not parse with it.",
    fix: 'Take it out.',
    source: "HIP's runtime header",
  },
  'launch-bounds-violated': {
    text: 'this launch has {threads} threads in a block, its kernel allows {bound}',
    why: 'Both runtimes refuse a launch beyond the bound that the kernel declares. In HIP the error comes back from the launch, and a program that does not look at it goes on with nothing computed.',
    fix: 'Raise the bound or make the block smaller.',
    source: 'HIP documentation, __launch_bounds__',
  },
  'grid-2pow32': {
    text: 'a launch of {threads} threads in one direction is more than HIP takes',
    why: 'CUDA takes up to 2^31 - 1 blocks in x with up to 1024 threads each. In HIP blocks times threads must stay below 2^32 in each direction.',
    fix: 'Launch fewer blocks and let each thread go on by the size of the grid.',
    source: 'HIP documentation, hardware features',
  },
  'extern-shared-types': {
    text: 'the dynamic array {array} has another type ({type}) elsewhere, or may get one',
    why: 'All dynamic shared arrays of a name are one array. With two types both compilers refuse it; with the type of a template it works until a second type is used.',
    watch: 'The pointer knows no size: sizeof of it is that of a pointer.',
    fix: 'Declare bytes, aligned to 16, and a pointer of the type to them.',
    source: 'HIP documentation, __shared__',
  },
  'shared-constructor': {
    text: '{variable} is shared memory, which takes no initial value',
    why: 'Nobody runs before the block starts, so neither compiler initialises shared memory: clang refuses it, nvcc refuses or warns.',
    fix: 'Let one thread write the value, and put __syncthreads() behind it.',
    source: 'HIP documentation, __shared__',
  },
  'bank-conflicts': {
    text: 'a column more than 32 keeps shared memory free of conflicts on NVIDIA hardware, and mostly on AMD hardware{more}',
    why: 'Both have 32 banks of 4 bytes (64 on RDNA in WGP mode). The padding still helps; a wavefront of 64 lanes is served in parts, so other strides conflict than for a warp of 32.',
    fix: 'Nothing; measure where shared memory is the bottleneck.',
    source: 'HIP performance guidelines, shared memory banks',
  },
  'constant-in-template': {
    text: 'constant memory in a template is undefined in HIP',
    why: 'In CUDA each instance has its own constant. HIP compiles it without a word, but its documentation warns that the variable may not be found on the device.',
    fix: 'Declare one constant for each type outside of templates.',
    source: 'HIP documentation, __constant__ (issue 3201)',
  },
  'constant-divergent': {
    text: 'threads read different elements of {array} at once, which constant memory is not made for',
    why: 'NVIDIA hardware serves one address of constant memory at a time, so the reads queue up. AMD hardware reads constants through its scalar cache when all lanes want the same, and as ordinary memory otherwise: another cost, and no broadcast cache of 64 KiB.',
    fix: 'Nothing, or copy the table to shared memory when it is read often.',
    source: 'HIP documentation, __constant__',
  },
  'hip-dynamic-shared-macro': {
    text: 'HIP_DYNAMIC_SHARED is a form of the past',
    why: 'Early HIP compilers needed the macro. Today extern __shared__ means the same on every device.',
    fix: 'Write the declaration out.',
    source: 'HIP documentation, __shared__',
  },
  'lds-uninitialised': {
    text: '{array} is added to before anything is written to it',
    why: 'Shared memory starts undefined. On NVIDIA hardware it is often zero in a test; on AMD hardware the LDS keeps what the block before left there, so sums and histograms come out too large.',
    fix: 'Let the threads write zeros first, with __syncthreads() behind.',
    source: 'HIP documentation, __shared__',
  },
  'func-cache-config-noop': {
    text: '{before} changes nothing on AMD hardware{more}',
    why: 'CUDA divides one memory between first-level cache and shared memory on request. AMD hardware has 64 KiB of shared memory (LDS) for a block beside a cache of fixed size, and no banks to choose; the calls are accepted and ignored.',
    fix: 'Nothing, or take the call out.',
    source: 'HIP performance guidelines',
  },
  'managed-memory-pages': {
    text: 'pages of managed memory move only where hardware and kernel can{more}',
    why: 'In CUDA a page moves to whoever touches it. On CDNA it does so with HSA_XNACK=1 on Linux; elsewhere, on RDNA always, the memory stays on the host and the device reads it over the bus: right results, many times slower.',
    fix: 'Set HSA_XNACK=1 on CDNA, or use hipMalloc and copies for what kernels read often.',
    source: 'HIP documentation, unified memory',
  },
  'zero-copy-coherence': {
    text: 'the device does not cache mapped host memory on AMD hardware{more}',
    why: 'CUDA caches what it reads from mapped pinned memory. HIP allocates pinned memory as coherent by default, which AMD hardware does not cache: each read goes over the bus, also a second one.',
    fix: 'Allocate with hipHostMallocNonCoherent (without the flag for mapping, which forces coherence) when host and kernel do not talk while the kernel runs; or copy.',
    source: 'HIP documentation, coherence control',
  },
  'texture-on-cdna3': {
    text: 'MI300 has no texture units, so {before} does not build for it{more}',
    why: 'All NVIDIA hardware has textures. gfx90a and the RDNA family have image instructions; gfx940 to gfx942 and their successors do not, and there the functions are declared unavailable.',
    fix: 'Read points from a buffer with explicit clamping where MI300 is a target, and write the filter by hand if one is needed; ask hipDeviceAttributeImageSupport.',
    source: 'HIP documentation, texture functions',
  },
  'texture-reference': {
    text: 'texture references are deprecated in HIP and gone from CUDA 12{more}',
    why: 'A texture reference is a global variable bound on the host. CUDA took them out in version 12; HIP still knows them and warns.',
    fix: 'Pass a texture object to the kernel, or a plain pointer where no filter is used.',
    source: 'HIP deprecated API list',
  },
  'texture-semantics': {
    text: 'filtered and gathered texels differ in the last digits on AMD hardware{more}',
    why: "CUDA's hardware weighs neighbours with nine bits of fixed point. AMD hardware uses the same formulas with another precision; gathering from special arrays and sRGB on linear memory are missing, and borders follow the default of clamping more often.",
    fix: 'Compare filtered values with a tolerance.',
    source: 'HIP documentation, texture fetching',
  },
  surfaces: {
    text: 'surfaces need image instructions, which MI300 lacks{more}',
    why: 'HIP has surface objects with the same functions, x in bytes as in CUDA. They build where images exist: gfx90a and RDNA, not gfx940 to gfx942.',
    fix: 'Use a buffer where MI300 is a target.',
    source: 'HIP documentation, surface functions',
  },
} as const satisfies MessageTable;
