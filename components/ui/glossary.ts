// Every word of the trade that the page uses, in plain words. One sentence or two each.

export const glossary = {
  cuda: "NVIDIA's language for programs that run on its graphics cards: C++ with a few additions.",
  hip: "AMD's counterpart of CUDA: nearly the same language, with names that begin with hip. It runs on AMD cards, and on NVIDIA's through CUDA.",
  cpp: 'The kernels as plain C++ for processors, made new: each is a function that runs its blocks on all cores and its threads in loops. It builds by itself with g++ -O3 -fopenmp.',
  rocm: "AMD's software for computing on its graphics cards. HIP is part of it, and its releases differ in names and headers.",
  kernel: 'A function that the device runs many times at once, once per thread.',
  launch:
    'Starts of kernels during one run of the program, and the time that all of them take together: of each kernel the median time, as often as it is started.',
  warp: 'Threads that go in step: 32 lanes on NVIDIA and on AMD RDNA cards, 64 on AMD CDNA and GCN cards, where it is called a wavefront. Code that counts on 32 can go wrong on 64.',
  lanes: 'The places of a warp, one thread each.',
  grid: 'How many blocks a launch starts, along each of three axes.',
  block:
    'Threads that share memory and can wait for one another; this is how many there are along each axis.',
  dynamic_shared:
    'Memory that the threads of a block share, beyond what the kernel declares itself: the third number of a launch.',
  coalescing:
    'Global memory is read in sectors of 32 bytes. When neighbouring lanes read neighbouring places, a warp needs few of them.',
  bank_conflict:
    'Shared memory has 32 banks that each serve one place at a time. Lanes that want different places of one bank wait for one another.',
  divergence: 'Lanes of one warp that take different branches: the warp goes both ways, one after the other.',
  cuda_on_cpu:
    'The original program, compiled for the processor of the server with warps of 32 lanes. It is what the port is held against.',
  hip_on_cpu:
    'The HIP port, compiled for the processor of the server: once with 64 lanes, as on CDNA cards, and once with 32, as on RDNA cards. Speed on a card is something else; results are what is compared.',
  reference: 'What the others are compared with: the original program.',
  build: 'How long the compiler took. A text that was built before is taken from the cache.',
  median:
    'The median of repeated runs of the whole program after those that warm up, until it is stable or three seconds are spent: half were faster, half slower. Behind ± stands half the interquartile range.',
  spread:
    'The interquartile range: the middle half of the repeats lies within it. A large one means the machine was busy.',
  noisy: 'The repeats differ so much that small differences in time mean nothing.',
  buffer: 'Memory on the device, compared each time the program copies it back to the host.',
  elements: 'How many values were compared.',
  copies:
    'So many copies to the host were made by this line. Their values are counted together; the largest difference and the widest tolerance are shown.',
  informative:
    'Values that say something: changed by kernels of both programs, not zero, not NaN, not all the same, and compared within a tolerance that is narrow beside them. Agreement on nothing but zeros would prove nothing.',
  mismatches: 'Values that differ by more than the tolerance.',
  max_abs: 'The largest difference between two values at one place.',
  ulp: 'Unit in the last place: the distance between a floating-point number and the next one. 1 ULP apart is as close as two different numbers can be.',
  tolerance:
    'How far apart two values may be and still agree. It comes from how far the own results of the original move when its rounding and its order change; its reason is one hover away.',
  first_mismatch: 'The first place at which the two differ, with both values.',
  verdict:
    'Agrees: everything that was compared is equal within its tolerance. Differs: something is not. Not compared: there was nothing to hold against anything.',
  my_port:
    'The HIP side holds a text of your own. It is run and compared like the translation, and not touched by it.',
  follows: 'The HIP side is the translation of the CUDA side and follows each change.',
  digest: 'A fingerprint of what was run and what came out. Equal runs have equal digests.',
  check:
    'Each run then watches every read and write of device and shared memory: bounds, memory that was freed or never written, races, leaks. Kernels take 2 to 110 times as long, some 14 times in the mean of ten (bench/README.md); they run once, and their times mean nothing.',
  exit_code: 'What the program said when it ended: 0 means that all went well.',
  assembly:
    "The instructions that AMD's compiler makes of the kernels. Point at one, and the line that it comes from is lit; and the other way round.",
  ptx: "NVIDIA's language between CUDA and the machine: the driver's compiler makes instructions of it. Point at a line, and the line of the source that it comes from is lit; and the other way round.",
  llvm_ir:
    'The form in which the compiler thinks: after its optimisations, before it chooses instructions and registers.',
  vgpr: 'Vector registers: each lane of a wavefront has this many numbers at hand. The fewer a kernel needs, the more wavefronts fit on a unit.',
  sgpr: 'Scalar registers: numbers that all lanes of a wavefront share, like addresses and loop counters.',
  lds: 'Local data share, in bytes: the memory that the threads of a block share, __shared__ in CUDA. What is asked for at launch comes on top.',
  scratch:
    'Bytes of slow memory for each thread: arrays that are indexed while running, and what did not fit into registers.',
  spills:
    'Registers that found no place and are kept in memory. Each costs time; fewer values alive at once help.',
  registers:
    'Registers per thread, as ptxas hands them out. The fewer a kernel needs, the more warps fit on a multiprocessor.',
  shared_memory: 'Bytes of __shared__ memory for each block. What is asked for at launch comes on top.',
  local_memory: 'Bytes of slow memory for each thread: arrays that are indexed while running, and calls.',
  spill_bytes: 'Bytes that are written and read because registers ran out. Each costs time.',
  occupancy:
    'How many warps of this kernel a compute unit can hold at once, of the most that it could. More of them hide waiting for memory better; it is computed from registers and shared memory, and says nothing of speed by itself.',
} as const;

export type Word = keyof typeof glossary;
