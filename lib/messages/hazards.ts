// Messages of the portability hazards: warps, guards, and all the rest from the tables beside this one.
import { hazardsDeviceMessages } from './hazards-device';
import { hazardsMemoryMessages } from './hazards-memory';
import { hazardsRuntimeMessages } from './hazards-runtime';
import { hazardsWarpMessages } from './hazards-warps';
import type { MessageTable } from './message';

export const hazardsMessages = {
  // ---- warps ----
  'sync-builtins-version': {
    text: 'ROCm {rocm} does not build {before} as it stands',
    why: `HIP got warp functions with a mask late: they are unknown before ROCm 6.2, there on request only (a macro before the include) up to 6.4, and always there from 7.0. When they are there, the mask must have 64 bits.
Crosswarp writes the form that every ROCm version builds and that means what it meant: no mask, and groups of 32 lanes. Shuffles get an explicit width of 32; votes look at the 32 lanes of the half of the wavefront that the caller is in. On a wavefront of 64 lanes two such groups then work side by side, exactly like two warps.`,
    watch:
      'The groups are right as long as the number of threads in a block is a multiple of 32, as before. Code that wants whole wavefronts of 64 lanes can be written afterwards; it is faster on CDNA and another program.',
    fix: 'Take the width 32 form, or write the function for both wavefront sizes by hand.',
    source: 'HIP documentation, warp cross-lane functions (versions 6.2 and 7.0)',
  },
  'full-mask-32bit': {
    text: 'the mask of {before} must have 64 bits in HIP',
    why: `A wavefront may have 64 lanes, so HIP's masks have 64 bits on every device, and a mask of 32 bits stops the build.
That error is the only warning that a program takes a warp for 32 lanes. Widening the mask alone would silence it and leave everything else (lane numbers, ballots, loops from 16) wrong on wavefronts of 64. So mask and width go together: the mask goes, and the call keeps to groups of 32 lanes.`,
    watch: 'Two groups of 32 lanes work side by side on a wavefront of 64, exactly like two warps.',
    fix: 'Take the width 32 form. Do not just write a mask of 64 ones.',
    source: 'HIP documentation, warp cross-lane functions',
  },
  'warp-size-variable': {
    text: 'warpSize is 64 on CDNA, while the warp functions here keep to 32 lanes',
    why: 'In CUDA warpSize is 32 on every device. In HIP it is the size of the wavefront: 64 on CDNA and 32 on RDNA. The port keeps the warp functions of this program to groups of 32 lanes, so everything that reckons with warpSize must reckon with 32 too, or lane numbers and shuffles would disagree.',
    watch:
      'When you write the program for whole wavefronts, take these edits back together with the ones on the warp functions.',
    fix: 'Write 32 here as long as the warp functions have a width of 32.',
  },
  'warpsize-on-host': {
    text: "the device's warp size is 64 on CDNA, while the kernels here keep to 32 lanes",
    why: 'The port keeps the warp functions of this program to groups of 32 lanes. A grid or block computed on the host from the real size of a wavefront then counts half as many groups as there are.',
    fix: 'Reckon with 32 on the host as well, or write the kernels for whole wavefronts.',
  },
  'shfl-default-width': {
    text: '{before} without a width goes over the whole wavefront in HIP',
    why: 'Without a width a shuffle works on 32 lanes in CUDA, and on the whole wavefront in HIP: 64 lanes on CDNA. A broadcast from lane 31, or a sum over offsets from 16, then mixes what were two warps, or leaves one of them out. Nothing warns of it: the program builds and gives other results.',
    watch: 'A width of 32 means the same on every device.',
    fix: 'Give a width of 32, or write the function with warpSize for whole wavefronts.',
    source: 'HIP documentation, warp shuffle functions',
  },
  'warp-size-literal': {
    text: 'this {gives} number counts in 32 lanes, while a warp function here works on the whole wavefront',
    why: 'With 32 in the arithmetic, two groups of lanes share one wavefront of 64 on CDNA: lane numbers come twice, and what is meant for one lane per warp happens twice per wavefront. Together with a warp function that spans all 64 lanes the two disagree.',
    fix: 'Keep the warp functions to 32 lanes (an explicit width of 32), or reckon with warpSize in both.',
    source: 'HIP documentation, warpSize',
  },
  'warp-size-alone': {
    text: 'if 32 is the size of a warp here, it is 64 on CDNA',
    why: 'No warp function is in sight, so this may be a tile or a byte width that has nothing to do with warps; then all is well.',
    fix: 'Nothing, unless threads of one warp are meant to be in step here.',
  },
  'ballot-truncated': {
    text: 'a lane mask of 64 bits is put into {variable}, which has 32 ({type})',
    why: 'In HIP a ballot has one bit for each of up to 64 lanes. In a variable of 32 bits the upper half is cut off without a warning, so lanes 32 to 63 never count.',
    watch:
      'The fix takes the 32 bits of the half of the wavefront that the caller is in: then 32 bits are right on every device.',
    fix: "Take the caller's half of the ballot, or widen the variable and all that is done with it to 64 bits.",
    source: 'HIP documentation, warp vote and ballot functions',
  },
  'popc-ffs-on-mask': {
    text: '{before} sees only 32 of the 64 bits of a lane mask',
    why: 'A ballot has 64 bits in HIP. The bit functions for 32 bits take it by a silent conversion and lose lanes 32 to 63; __ffs does not even compile, since its overloads fit equally badly.',
    fix: "Take the caller's half of the ballot, or the functions for 64 bits (__popcll, __ffsll, __clzll) with all that follows from them.",
    source: 'HIP documentation, integer intrinsics',
  },
  'lane-mask-shift': {
    text: '{lane} may be 32 or more here, too much for a shift in 32 bits',
    why: 'On a wavefront of 64 lanes the lane number goes up to 63. Shifting a number of 32 bits that far is undefined in C++; AMD hardware uses the low five bits, so that lane 33 sets the bit of lane 1.',
    fix: 'Shift a number of 64 bits (1ull) and keep the mask in 64 bits, or reckon with lanes of groups of 32.',
  },
  syncwarp: {
    text: 'ROCm {rocm} has no __syncwarp',
    why: `HIP has __syncwarp from ROCm 7 on. It cannot simply go: lanes of a wavefront run in step, but the compiler may still move accesses to shared memory past one another, and programs that dropped it have been seen to give wrong sums.
In its place stand a release fence, a barrier that the compiler moves nothing across, and an acquire fence, all for the wavefront only. They cost next to nothing.`,
    watch:
      'The barrier is for the whole wavefront. Lanes that took another branch are not waited for, as nothing can make them come.',
    fix: 'Take the fences, or aim at ROCm 7.0 or later.',
    source: 'HIP documentation and issue ROCm/hip 3668',
  },
  'syncwarp-mask': {
    text: 'the mask of __syncwarp must have 64 bits in HIP',
    why: 'All lanes of a wavefront that are active pass the barrier together, so the mask says nothing that the hardware does not know; one of 32 bits stops the build.',
    fix: 'Take the mask out.',
  },

  // ---- guards ----
  'cuda-arch-guard': {
    text: '__CUDA_ARCH__ is not defined in HIP: this branch is {branch}',
    why: 'nvcc defines __CUDA_ARCH__ while it compiles for the device. HIP never does, so a test for it takes the way of the host, or of the oldest devices, without a word: a fallback, an empty function, an assertion that fails.',
    watch:
      '__HIP_DEVICE_COMPILE__ tells device from host. There is no number to compare: features are asked for one by one (__HIP_ARCH_HAS_...).',
    fix: 'Ask for __HIP_DEVICE_COMPILE__ where device and host are told apart; decide by hand where a number is compared.',
    source: 'HIP porting guide, compiler defines',
  },
  'nvcc-macro-value': {
    text: '{macro} has no value in HIP',
    why: 'Only nvcc defines this macro, so code that uses it as a number does not compile.',
    fix: 'Take it out, or guard it with #ifdef {macro}.',
  },
  'cudacc-guard': {
    text: '{macro} is not defined in HIP, so this code takes another way than under nvcc',
    why: 'The macro asks for nvcc by name. hipcc is another compiler: whatever stands behind the test vanishes from the port, kernels included, or the way for plain host compilers is taken.',
    fix: 'Ask for __HIPCC__ where the question is whether a GPU compiler is at work.',
    source: 'HIP porting guide, compiler defines',
  },
  'toolkit-version-guard': {
    text: '{macro} is not defined in HIP and counts as 0',
    why: "A test of the toolkit's version takes the way for the oldest toolkit in HIP. That is often the right one (warp functions without a mask, for instance), but it is worth a look.",
    fix: 'Nothing if the old way is also right for HIP; else ask for HIP_VERSION or __HIPCC__ as well.',
  },

  // ---- device code ----
  'inline-ptx': {
    text: 'PTX assembly ({instruction}) does not build for AMD hardware',
    why: "What stands in the string is for NVIDIA's assembler. AMD's knows other instructions. Beware: a mere syntax check accepts it, the error comes only when machine code is made.",
    fix: 'Write what the instruction does in C++, use a HIP built-in, or guard the statement and give AMD hardware a way of its own.',
    source: 'HIP documentation, inline assembly',
  },
  'launch-bounds-second': {
    text: 'HIP reads {blocks} as waves per SIMD unit, CUDA as blocks per multiprocessor',
    why: 'The second argument of __launch_bounds__ asks CUDA for a number of resident blocks, and HIP for a number of waves on each SIMD unit. The program is right either way; a number that is too high makes the compiler spill registers and the kernel slow.',
    fix: 'Leave it out and measure, or convert: blocks times threads, divided by the size of a wavefront and by the SIMD units of a compute unit (4 on CDNA).',
    source: 'HIP porting guide, __launch_bounds__',
  },

  ...hazardsWarpMessages,
  ...hazardsMemoryMessages,
  ...hazardsDeviceMessages,
  ...hazardsRuntimeMessages,
} as const satisfies MessageTable;
