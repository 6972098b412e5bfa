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

  // ---- language ----
  'register-keyword': {
    text: 'register is no word of C++17',
    why: 'nvcc still takes it. clang, and so hipcc, refuses it in C++17 and later; it has had no meaning for a long time.',
    fix: 'Take it out.',
    source: 'HIP documentation, register keyword',
  },
  'forceinline-inline': {
    text: '__forceinline__ says inline already',
    why: "HIP's __forceinline__ contains inline, so the word stands twice and clang warns of it.",
    fix: 'Take inline out.',
    source: "HIP's header of host defines",
  },
  'device-virtual-functions': {
    text: 'device code with {word} has limits on AMD hardware',
    why: 'Virtual functions and function pointers work on both when the object was made on the device, and cost more on AMD hardware. Exceptions and run-time type information do not exist in device code, in CUDA neither.',
    fix: 'Make objects with virtual functions on the device; leave exceptions to the host.',
    source: 'HIP documentation, kernel language C++ support',
  },
  'long-double': {
    text: 'long double has 64 bits on the device and 80 on the host',
    why: 'nvcc and hipcc take long double as double in device code. The host has 80 bits in 16 bytes on x86, so values, structures and arguments of kernels do not fit together.',
    fix: 'Use double in what both sides see.',
    source: 'HIP programming manual, long double',
  },
  'hd-calls-host': {
    text: '{callee} is a host function, called by {caller} for both sides',
    why: 'nvcc warns and compiles, also when the caller never runs on the device. clang refuses it as soon as it makes device code of the caller, which it does for every function that is not inline or a template.',
    fix: 'Mark the callee __host__ __device__ too, or tell the sides apart with __HIP_DEVICE_COMPILE__.',
    source: 'clang, host and device overloads',
  },
  'dynamic-parallelism': {
    text: '{kernel} is launched from device code, which AMD hardware cannot do',
    why: 'CUDA lets kernels launch kernels. HIP does not: hipcc says that a __global__ function is referred to in device code.',
    fix: 'Launch from the host in a loop, or let blocks take work from a queue in memory.',
    source: 'HIP documentation, __global__',
  },
  'std-in-device': {
    text: '{before} is for the host, here it stands in device code',
    why: 'What is constexpr in the standard library works on the device: min, max, numeric_limits, array, pair. Containers, streams, std::function and (before C++20) std::swap are host functions, for clang as for nvcc.',
    fix: 'Write a small device function in its place.',
    source: 'HIP documentation, kernel language C++ support',
  },
  'vector-operators-clash': {
    text: 'HIP has operators for vector types already, so this one becomes ambiguous{more}',
    why: "CUDA's vector types are plain structures, and programs bring their own operators. HIP's have all of them, component by component. With two vectors your own *, /, += and their like fit as well as HIP's, and each use fails to compile; + and - prefer yours.",
    watch:
      'Some programs mean something else by * on two vectors, such as the product of complex numbers: that must become a function of its own.',
    fix: 'Leave the operator out for HIP (#if !defined(__HIP_PLATFORM_AMD__)) where it works by components; give it a name where it does not.',
    source: "HIP's header of vector types",
  },
  'vector-scalar-init': {
    text: 'one number for a whole {type} means different things',
    why: 'CUDA has no such constructor. HIP took the number for all components up to ROCm 6, and changed single values in ROCm 7.',
    fix: 'Write all components.',
    source: 'HIP 7.0 API changes, vector constructors',
  },
  'narrowing-braces': {
    text: 'clang does not shrink a number in the braces of {variable}',
    why: 'dim3 holds unsigned numbers of 32 bits. nvcc warns when a value that is signed or wider stands in braces; clang refuses it.',
    fix: 'Use parentheses, or cast.',
    source: 'C++ standard, list initialisation',
  },
  'extended-lambda-flags': {
    text: '{macro} is not defined in HIP, which needs no flag for what it stands for',
    why: 'nvcc defines it when device lambdas or relaxed constexpr are switched on. clang has both always, without the macro: code behind the test vanishes.',
    fix: 'Ask for __HIPCC__ as well.',
    source: 'HIP documentation, kernel language C++ support',
  },
  'restrict-placement': {
    text: '{pointer} is passed twice to parameters that promise not to overlap',
    why: '__restrict__ is a promise, and here it is broken in CUDA as in HIP. What comes out depends on which loads the compiler moves, and clang moves others than nvcc.',
    fix: 'Take __restrict__ off these parameters.',
    source: 'clang and nvcc, __restrict__',
  },
  'kernel-name-macro-commas': {
    text: 'the macro splits this kernel at the comma of its template arguments',
    why: 'hipLaunchKernelGGL is a macro, and a macro knows nothing of angle brackets.',
    fix: 'Put the kernel in HIP_KERNEL_NAME(...), or launch with <<<>>>.',
    source: 'HIP documentation, calling __global__ functions',
  },

  // ---- numbers ----
  'host-math-functions': {
    text: '{before} is a device function in HIP, here it is called on the host',
    why: "nvcc brings CUDA's mathematical functions to host code too. HIP declares those that the C library lacks for the device only.",
    fix: 'Write it with what the C library has: 1.0f / sqrtf(x) for rsqrtf(x).',
    source: 'HIP math API',
  },
  'rn-intrinsics-fused': {
    text: '{before} does not keep clang from fusing a product and a sum',
    why: "In CUDA these functions round each step by itself and are never fused: the tool of exact sums and double-floats. In HIP's headers they are plain operators, and hipcc fuses a product with a sum by default, on every AMD device.",
    fix: 'Put #pragma clang fp contract(off) at the top of the function, or compile with -ffp-contract=off.',
    source: 'HIP programming manual, FMA and contractions',
  },
  'ffsll-ambiguous': {
    text: '__ffsll of {type} fits two functions equally badly in HIP',
    why: 'CUDA has one form, for long long. HIP has a signed and an unsigned one, and on Linux 64-bit types are long: the call is ambiguous.',
    fix: 'Cast to unsigned long long; the first set bit is the same.',
    source: "HIP's header of device functions",
  },
  'shift-count': {
    text: 'this shift may be by the whole width{more}',
    why: 'A shift by 32 of 32 bits is undefined in C++. PTX gives 0, AMD hardware shifts by the low five bits, so nothing happens.',
    fix: 'Treat the case by itself: n == 0 ? 0 : x >> (32 - n).',
    source: 'PTX instruction set; AMD instruction sets',
  },
  'minmax-nan': {
    text: '{before} of {first} and {second} is decided by overloads that differ',
    why: 'CUDA and HIP both take mixed types, by different sets of overloads; signed and unsigned numbers may be compared as either. For NaN both give the other operand.',
    fix: 'Cast one of the two.',
    source: 'HIP math API',
  },
  'isnan-std-namespace': {
    text: '{before} needs <cmath> and std:: on the host from ROCm 7 on',
    why: "CUDA's headers bring it to the global namespace. HIP's runtime header did so by the standard headers that it included, and no longer does in ROCm 7.",
    fix: 'Include <cmath> and write std:: in front.',
    source: 'HIP 7.0 API changes, header clean-up',
  },
  'index-32bit-overflow': {
    text: 'the product is made in 32 bits and only then put into {type}{more}',
    why: 'blockIdx and blockDim are unsigned numbers of 32 bits in both languages, so the index wraps at 2^32 before it is widened.',
    fix: 'Cast the first factor, when there may be so many threads.',
    source: 'CUDA programming guide; HIP documentation, index built-ins',
  },
  denormals: {
    text: '{number} is below the smallest normal float, which some code paths flush to zero',
    why: 'CUDA keeps such numbers unless -ftz=true is given. AMD hardware keeps them by default too; with -fgpu-flush-denormals-to-zero, and in atomics of the hardware, they become zero.',
    fix: 'Nothing by default; translate -ftz=true to -fgpu-flush-denormals-to-zero.',
    source: 'clang driver options for HIP',
  },
  wmma: {
    text: '{what} does not carry over to rocWMMA',
    why: 'rocWMMA has fragments of 16 x 16 and 32 x 32 (a wavefront of 64 on CDNA, 32 on RDNA 3), not of 32 x 8 or 8 x 32, and no 1- and 4-bit types. Which element lies in which lane is another order than on NVIDIA hardware.',
    fix: 'Use 16 x 16, and touch elements only through load, store and fill.',
    source: 'rocWMMA documentation, supported types and shapes',
  },
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
