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

  // ---- atomics and fences ----
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
