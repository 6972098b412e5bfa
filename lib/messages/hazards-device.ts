// Messages of hazards in device code: the compiler, the language, arithmetic and number formats.
import type { MessageTable } from './message';

export const hazardsDeviceMessages = {
  // ---- built-in functions ----
  'ptx-special-registers': {
    text: 'the assembly for {instruction} has a plain form in HIP: {after}',
    why: 'PTX reads special registers by mov. AMD hardware has neither PTX nor these registers, but functions that say the same. Lanes, lane masks and warps are counted in 32, as the program means them: on wavefronts of 64 two such warps lie side by side.',
    watch: 'Multiprocessors and clocks are numbered and paced in another way.',
    fix: 'Use the plain form.',
    source: "HIP's header of device functions; HIP documentation, timer functions",
  },
  'ptx-cache-operators': {
    text: '{before} asks for a way through NVIDIA caches that HIP has no word for',
    why: 'CUDA has loads and stores with hints for its caches. HIP declares them for half only; on AMD hardware a plain load or store gives the same value.',
    watch:
      'Only the hint is lost, never the result. __builtin_nontemporal_load says to AMD hardware that data is used once.',
    fix: 'Read or write the pointer.',
    source: 'HIPIFY, unsupported device functions',
  },
  'trap-abort': {
    text: 'HIP has no {before}',
    why: 'In CUDA a trap ends the kernel, and the host gets an error that it may handle. In HIP abort() and __builtin_trap() end the whole process.',
    watch: 'The host cannot catch it.',
    fix: 'Use abort(), or write a flag that the host looks at.',
    source: 'HIP documentation, assertions',
  },
  nanosleep: {
    text: 'HIP has no {before}',
    why: 'CUDA lets a thread sleep for about so many nanoseconds. AMD hardware sleeps in steps of 64 cycles, and the number of steps must be a constant.',
    watch: 'The pause is short and no measure of time; a loop around it still waits.',
    fix: 'Use __builtin_amdgcn_s_sleep(2), or wait by wall_clock64() where the time counts.',
    source: 'LLVM user guide for AMDGPU',
  },
  'simd-video-intrinsics': {
    text: 'HIP has no {before}',
    why: 'CUDA works on packed bytes and half-words by one call, which newer hardware does in several steps anyway. HIP has none of these functions; AMD hardware has dot products of bytes as built-ins on some devices.',
    fix: 'Write a small function that unpacks, computes and packs; __builtin_amdgcn_sdot4 does the work of __dp4a where it exists.',
    source: 'HIPIFY, unsupported device functions',
  },
  ldg: {
    text: '{before} is a plain load on AMD hardware{more}',
    why: 'CUDA reads through a read-only cache. HIP has the function for numbers and vector types and loads as usual; the compiler finds out by itself what is constant. For pointers and types of your own there is no overload.',
    fix: 'Nothing; or write the dereference.',
    source: "HIP's header of __ldg",
  },
  'device-printf': {
    text: 'printing from a kernel costs more on AMD hardware{more}',
    why: 'CUDA writes into a buffer that is printed at the next synchronisation. HIP does so too, or calls the host, and needs many registers for it, so a kernel that prints runs slower and lines of different wavefronts come in another order.',
    fix: 'Nothing for a few lines; do not depend on their order.',
    source: 'HIP documentation, printf',
  },
  'device-malloc': {
    text: 'memory taken inside a kernel comes from a heap that grows by itself in HIP{more}',
    why: 'CUDA takes it from a heap of a size set beforehand. HIP asks the host for more when needed: the limit is ignored and each call is slow.',
    fix: 'Allocate before the launch where speed matters.',
    source: 'HIP programming manual, device-side malloc',
  },
  'device-assert': {
    text: 'an assertion that fails ends the process in HIP{more}',
    why: 'In CUDA the next synchronisation answers cudaErrorAssert and the process goes on. In HIP the message is printed and the wavefront traps: the process aborts, or the answer is hipErrorLaunchFailure.',
    fix: 'Do not expect to handle it; where the code is compared, compare with both errors.',
    source: 'HIP documentation, assertions',
  },
  clock: {
    text: 'the rate of {before} changes while the kernel runs{more}',
    why: "CUDA counts cycles of the multiprocessor. On AMD hardware the count follows the core clock, which varies, and on RDNA 3 it is unreliable; the device's clockRate does not convert it.",
    fix: 'Measure durations with wall_clock64(), whose rate hipDeviceAttributeWallClockRate gives, or with events.',
    source: 'HIP documentation, timer functions',
  },

  // ---- numbers ----
  'rounding-mode-intrinsics': {
    text: '{before} is not declared by default in HIP',
    why: 'CUDA rounds each operation up, down or to zero on request. HIP declares these functions only when the whole file is compiled with -DOCML_BASIC_ROUNDED_OPERATIONS; a #define before the include comes too late.',
    fix: 'Compile with that flag. The nearest-even form (_rn) compiles without it but breaks interval arithmetic.',
    source: 'HIP programming manual, math functions with special rounding modes',
  },
  'fast-intrinsics-precision': {
    text: 'the error of {before} is another one on AMD hardware{more}',
    why: 'CUDA documents the error of its fast functions. HIP maps them to AMD instructions with other errors and other ranges, most visibly for large arguments; __fdividef has no range where it gives 0.',
    fix: 'Compare with a tolerance, or use the plain function.',
    source: 'HIP math API',
  },
  'fp8-format': {
    text: 'the bytes of 8-bit floats mean other numbers on MI300{more}',
    why: 'NVIDIA hardware, gfx12, gfx95x and the host use the OCP formats: e4m3 up to 448. MI300 (gfx940 to gfx942) uses the FNUZ formats: exponents one higher, one NaN at 0x80, no infinity, e4m3 up to 240. A file or buffer of such bytes is not interchangeable.',
    fix: 'Choose the type by device (__hip_fp8_e4m3_fnuz or __hip_fp8_e4m3) and convert through float what is stored or sent.',
    source: 'HIP documentation, FP8 numbers',
  },
  'half-differences': {
    text: '{before} is not in every version of hip_fp16.h{more}',
    why: 'Most functions on half have the same names in HIP. The approximate, NaN-keeping, ReLU and complex ones came late or are missing.',
    fix: 'Convert to float, compute there, convert back, if it does not compile.',
    source: "HIP's header of fp16",
  },
} as const satisfies MessageTable;
