// Messages of hazards in warps, barriers and waiting: what lanes do together.
import type { MessageTable } from './message';

export const hazardsWarpMessages = {
  'barrier-divergent': {
    text: 'this barrier stands in a {kind} that is not the same for all threads of the block',
    why: 'CUDA counts threads at a barrier since Volta, so a block in which some threads never arrive often goes on by luck. AMD hardware counts wavefronts, of 64 lanes (CDNA) or 32 (RDNA): one lane that arrives stands for all of its wavefront, so that barriers of different places pair up, or the block waits forever. Both languages leave the behaviour undefined.',
    fix: 'Take the barrier out of the branch and guard only the reads and writes.',
    source: 'HIP documentation, synchronization functions; CUDA programming guide',
  },
  'early-return-before-barrier': {
    text: 'threads that return here do not reach the barrier further down',
    why: 'CUDA does not wait for threads that have ended, and neither does AMD hardware as long as one lane of each wavefront is left. It is undefined in both languages, and it does break on other targets: WGSL refuses it, and CPUs wait forever.',
    fix: 'Keep the threads, and guard what they read and write with a flag.',
    source: 'HIP documentation, synchronization functions',
  },
  'its-spinlock': {
    text: 'a lane that waits here keeps the lane that holds the lock from going on',
    why: 'Since Volta lanes of a warp go on independently, so one may wait while another of the same warp gives the lock back. On AMD hardware the wavefront stays in the loop until all its lanes have left it: 64 lanes on CDNA, 32 on RDNA. The holder never runs, and the kernel hangs.',
    fix: 'Try the lock inside the loop, and do the work and give it back in the same turn; or let one lane of each wavefront take it.',
    source: 'HIP documentation, cooperative groups (warning on coalesced groups)',
  },
  'inter-block-spin': {
    text: 'this loop waits for other blocks, which may not be running',
    why: 'It works while all blocks are on the device at once, as a grid tuned to the multiprocessors is. AMD hardware has another number of compute units, other limits per unit and another order, so that waiting blocks may hold every place while the awaited ones never start.',
    fix: 'Launch the kernel with hipLaunchCooperativeKernel and use grid.sync(), or split it into two kernels.',
    source: 'HIP documentation, cooperative groups, synchronization',
  },
  'volatile-as-sync': {
    text: 'volatile reads the flag anew each time, but orders nothing',
    why: 'In CUDA a volatile access bypasses the first cache and is not merged, and together with __threadfence programs use it as a signal. On AMD hardware it is read from memory as well, but what was written before the flag may be seen after it.',
    fix: 'Load the flag with __hip_atomic_load(p, __ATOMIC_ACQUIRE, __HIP_MEMORY_SCOPE_AGENT), and store it with release.',
    source: 'LLVM user guide for AMDGPU, memory model',
  },
  'partial-mask-sync': {
    text: '{before} names all lanes in a branch that only some of them take',
    why: 'CUDA waits for the lanes that the mask names, and tolerates it in practice when some never come. Nothing can make lanes come on AMD hardware: lanes that are not active give nothing, and from ROCm 7 on builds without NDEBUG stop with a trap when mask and active lanes differ.',
    fix: 'Take the vote before the branch and pass its result as mask, or move the warp function out of the branch.',
    source: 'HIP documentation, warp cross-lane functions',
  },
  'shfl-out-of-range-lane': {
    text: '{before} may read a lane that does not take part',
    why: 'Beyond the edge of the group a lane gets its own value back, in HIP as in CUDA. A lane that is not active gives an undefined value in CUDA, often its last one; on AMD hardware it is whatever the register holds, often 0.',
    fix: 'Move the function out of the branch, and choose by condition what goes in and what is done with the result.',
    source: 'HIP documentation, warp shuffle functions',
  },
  'activemask-as-mask': {
    text: 'the lanes that happen to be active are taken for those that belong together',
    why: 'Since Volta __activemask is a snapshot: lanes of one branch may come in several parts. On AMD hardware lanes run in step, so it is exact, and it has 64 bits on CDNA. Code that waits until all lanes have shown up may take another way.',
    fix: 'Compute the mask with a ballot before the branch.',
    source: 'HIP documentation, warp vote and ballot functions',
  },
  'warp-reduce-start-16': {
    text: 'a reduction that starts at 16 covers 32 lanes, its shuffles cover the wavefront',
    why: 'Offsets of 16, 8, 4, 2 and 1 add up 32 lanes, which is a warp on NVIDIA and a wavefront on RDNA. On CDNA the two halves of a wavefront of 64 are added up apart, and lane 0 holds half of the total.',
    fix: 'Give the shuffles a width of 32, which keeps the meaning everywhere, or start at warpSize / 2.',
    source: 'HIP documentation, warpSize',
  },
  'warp-partials-array-32': {
    text: '{array} has a place for each of 32 warps, while a block has 16 wavefronts on CDNA',
    why: 'A block of 1024 threads has 32 warps, and 16 wavefronts of 64 lanes on CDNA (32 on RDNA). When partial results come from whole wavefronts but are numbered in groups of 32, some are written twice and others never, and the second stage adds what was never written.',
    fix: 'Keep the shuffles to 32 lanes; or number, guard and sum with warpSize throughout.',
    source: 'HIP documentation, warpSize (block reduction)',
  },
  'implicit-warp-sync': {
    text: 'these steps on {array} rely on lanes in step, with nothing that says so to the compiler',
    why: 'Before Volta the lanes of a warp ran in step and programs left barriers out; since then that is wrong in CUDA. AMD hardware does run a wavefront in step, so it looks right, but the compiler may keep values in registers or move accesses unless the array is volatile, and 64 lanes take part on CDNA.',
    fix: 'Sum by shuffles of width 32, or put __syncwarp() between the steps.',
    source: 'CUDA programming guide, independent thread scheduling',
  },
  'shfl-types': {
    text: '{before} has no form for {type}',
    why: 'Shuffles take integers and floats of 4 and 8 bytes, and half. Vectors and structures have no overload, neither in CUDA nor in HIP; code that compiles there brings its own.',
    fix: 'Shuffle each component.',
    source: 'HIP documentation, warp shuffle functions',
  },
  'reduce-sync': {
    text: 'ROCm {rocm} does not build {before} as it stands',
    why: 'CUDA reduces 32 lanes in one instruction. HIP has these functions from ROCm 7 on, with a mask of 64 bits; before that they are unknown. The fix is five shuffles over groups of 32 lanes, which give the same on wavefronts of 64 and of 32.',
    watch: 'All 32 lanes of the group must take part, as the full mask promised.',
    fix: 'Take the loop of shuffles, or write it for whole wavefronts.',
    source: 'HIP documentation, warp reduction functions',
  },
  'warpsize-not-constant': {
    text: 'warpSize is no constant of the language in ROCm 7 (aimed at: {rocm})',
    why: 'CUDA has warpSize as a value at run time. HIP had it as a constant up to ROCm 6, with another value while compiling for the host; from ROCm 7 on it is a value that folds late, good for no array bound, template argument or constexpr.',
    fix: 'Make the size a template parameter and choose it on the host by hipDeviceAttributeWarpSize, or size for the larger of 32 and 64.',
    source: 'HIP 7.0 API changes',
  },
  'block-smaller-than-wave': {
    text: 'a block of {threads} threads leaves lanes of a wavefront empty on CDNA',
    why: 'A block of 32 threads fills a warp, and a wavefront of RDNA. On CDNA it takes a wavefront of 64 of which the rest idles: right results at half the speed or less.',
    fix: 'Use a multiple of 64 where the algorithm allows.',
    source: 'HIP performance guidelines',
  },
} as const satisfies MessageTable;
