// Messages of findings: mistakes that the interpreter saw while a kernel ran.
import type { MessageTable } from './message';

export const interpreterMessages = {
  'interpreter-worker-lost': {
    text: 'the interpreter’s worker is gone: {reason}',
    why: 'The interpreter runs in a worker of the page. It could not be loaded, or it was ended by the browser, most often for want of memory.',
    fix: 'Run it again; with shorter buffers when memory was the reason.',
  },
  'interpreter-not-built': {
    text: 'the interpreter’s script is not built here: npm run build:cli makes it',
    why: 'On a server and in the command line the interpreter runs in a thread of its own, whose script is made by the build. In the page it needs no server at all.',
  },
  'interpreter-memory': {
    text: 'the interpreter needed more memory than it may have',
    why: 'Checks and shadows keep several numbers beside each byte of the buffers.',
    fix: 'Use shorter buffers.',
  },
  'interpreter-growth': {
    text: 'rounding moves {buffer} by up to {ulp} units in the last place; a relative tolerance of {tolerance} is above that',
    why: 'Beside each float the interpreter keeps what it would be had every operation been done in double precision. The distance between the two at the end is what rounding did; another order of the same operations, as on another device, moves results by about as much.',
    watch:
      'A value near zero that is the difference of large ones has few correct digits; its relative error says little.',
  },
  'interpreter-exact': {
    text: 'rounding does not move {buffer}; it can be compared exactly',
    why: 'Every value of it is the one that double precision gives.',
  },
  'interpreter-no-kernel': {
    text: 'no kernel of this source could be read',
    why: 'The interpreter runs kernels, functions marked __global__. The source has none, or none that could be lowered.',
    fix: 'Add a kernel, or look at the problems that are shown for it.',
  },
  'interpreter-too-long': {
    text: 'the interpreter did not finish in the time that was given',
    why: 'Every thread is run one warp after the other, with every access checked: some hundred times slower than on a device.',
    fix: 'Use a smaller grid and shorter buffers, give it more time, or turn checks off.',
  },
  'run-lanes-part': {
    text: 'from here on 32 and 64 lanes differ: thread {thread} of block {block} gets {narrow} at 32 lanes and {wide} at 64',
    why: 'The kernel was run twice on the same data, with warps of 32 lanes as on NVIDIA and AMD RDNA cards and with warps of 64 as on AMD CDNA, and the two left different results. This is the first step at which a thread computes something else; what differs later may follow from it.',
    fix: 'Look for what counts on one width: masks of 32 bits, a shuffle without a width, a lane number made with % 32, partners that are found by halving 32. Use warpSize, 64-bit masks, or a width given to the shuffle.',
  },
  'run-lanes-part-condition': {
    text: 'from here on 32 and 64 lanes differ: thread {thread} of block {block} finds {narrow} at 32 lanes and {wide} at 64, and goes another way',
    why: 'The kernel was run twice on the same data, with warps of 32 lanes and with warps of 64, and the two left different results. This is the first step at which a thread decides otherwise.',
    fix: 'Look for what the condition is made of: warpSize, a lane number, a vote of the warp.',
  },
  'run-lanes-part-place': {
    text: 'from here on 32 and 64 lanes differ: thread {thread} of block {block} writes to another place of memory',
    why: 'The kernel was run twice on the same data, with warps of 32 lanes and with warps of 64, and the two left different results. This is the first step at which a thread does something else: its address is made of the width of a warp.',
    fix: 'Look at the index: warpSize or a lane number in it. Where each warp has a place of its own, there are half as many with 64 lanes.',
  },
  'run-lanes-part-atomic': {
    text: 'from here on 32 and 64 lanes differ: thread {thread} of block {block} gets {narrow} from this atomic operation at 32 lanes and {wide} at 64',
    why: 'Threads came to the atomic operation in another order. No device promises an order, so results that depend on it differ from run to run there too; that alone is no mistake about the width of a warp.',
    fix: 'Compare what does not depend on the order, or make the places of results independent of it.',
  },
  'run-out-of-bounds': {
    text: 'this {access} of {bytes} bytes is outside of {name}: at byte {offset} of {size}',
    why: 'The access leaves the buffer, array or variable that its pointer was made from. On a GPU it reads or overwrites whatever lies there, or ends the kernel with an illegal address; which of these it is differs from device to device.',
    fix: 'Compare the index with the length before the access; the last block of a grid often has more threads than there are elements left.',
  },
  'run-null-pointer': {
    text: 'this {access} goes through a null pointer',
    why: 'The pointer is zero, or so near to zero that it was made from a null pointer by an index or a member.',
    fix: 'Pass a buffer for this pointer, or check it before its use.',
  },
  'run-wild-pointer': {
    text: 'this {access} of {bytes} bytes goes to an address at which nothing lies',
    why: 'The address belongs to no buffer, no variable and no local of this thread. A pointer to shared memory of another block, or to a local of another thread, is such an address too.',
    fix: 'Look at where the pointer or its index comes from.',
  },
  'run-misaligned': {
    text: 'this access to {name} is not aligned to the {bytes} bytes that its type asks for',
    why: 'GPUs load and store a value only at addresses that are multiples of its alignment, and end the kernel otherwise; a float4 needs 16 bytes.',
    fix: 'Access the parts one by one, or lay the data out so that each value is aligned.',
  },
  'run-uninitialized': {
    text: 'this reads {name} where it was never written',
    why: 'Shared memory and local variables hold whatever was there before. The value differs from device to device and from run to run.',
    fix: 'Write every element before it is read; a thread that skips its part of a tile should store zero there.',
  },
  'run-dead-local': {
    text: 'this goes through a pointer to {name}, whose block has ended',
    why: 'A local lives until the end of the block in which it was declared. Its memory is used for something else afterwards.',
    fix: 'Declare the local in the outer block.',
  },
  'run-constant-written': {
    text: 'this writes {name}, which is constant memory',
    why: 'Constant memory is written by the host alone; a kernel that writes it ends with an error.',
    fix: 'Use a buffer or a __device__ variable.',
  },
  'run-division-by-zero': {
    text: 'this integer division has a divisor of zero',
    why: 'C++ leaves it undefined. NVIDIA hardware gives all bits set, AMD hardware something else, and a CPU ends the program.',
    fix: 'Check the divisor before the division.',
  },
  'run-race': {
    text: 'this {access} of {name} races with a {otherAccess} by another thread of the block',
    why: 'Both threads touch the same bytes, at least one of them writes, and no barrier lies between: which comes first is not decided. The result can change from run to run and from device to device.',
    fix: 'Put a __syncthreads() between the two, or use an atomic operation.',
  },
  'run-race-between-blocks': {
    text: 'this {access} of {name} races with a {otherAccess} by a thread of another block',
    why: 'Blocks of one launch run in any order and at the same time, and no barrier holds them together. Only atomic operations, with fences around the data they hand over, order what they do.',
    fix: 'Use an atomic operation, give each block elements of its own, or split the kernel in two launches.',
  },
  'run-race-in-warp': {
    text: 'this {access} of {name} races with a {otherAccess} by another lane of the same warp',
    why: 'Lanes of a warp do not move in step by promise: since Volta each has a program counter of its own, and compilers use that.',
    fix: 'Put a __syncwarp() between the two.',
  },
  'run-barrier-divergent': {
    text: 'this barrier is reached by {threads} threads of the warp, and not by the others that still run',
    why: 'All threads of a block have to reach the same barrier. When a condition lets only some of a warp through, the kernel hangs or goes on without having waited, depending on the device.',
    fix: 'Move the barrier out of the condition.',
  },
  'run-barriers-differ': {
    text: 'some warps of the block wait here while others wait at another barrier',
    why: 'A barrier is met when all threads of the block are at the same one. Hardware that only counts arrivals lets both go on; others hang.',
    fix: 'Take both branches to one barrier after them.',
  },
  'run-barrier-missed': {
    text: 'this barrier is never reached by some threads of the block, which ran to the end of the kernel',
    why: 'A condition lets whole warps pass by the barrier. What the others wait for then never comes on some devices.',
    fix: 'Move the barrier out of the condition.',
  },
  'run-barrier-after-return': {
    text: 'some threads of the block have returned before this barrier',
    why: 'GPUs do not wait for threads that have ended, so this works there; C++ for CPUs and OpenCL ask that all threads come. What the ended threads should have written is missing all the same.',
    fix: 'Let threads without an element go on to the barrier, and skip only their work.',
  },
  'run-grid-barrier-missed': {
    text: 'this barrier of the whole grid is not reached by all of its blocks',
    why: 'A barrier of the grid is met when every block is there. A block that has ended never comes.',
    fix: 'Let all blocks of the grid reach the barrier.',
  },
  'run-mask-without-caller': {
    text: 'lane {lane} calls this without being named in the mask {mask}',
    why: 'The mask of a warp operation must name the lane that calls it; otherwise the result is undefined.',
    fix: 'Take the mask from __ballot_sync or __activemask at a place that all of these lanes reach.',
  },
  'run-mask-of-32-lanes': {
    text: 'lane {lane} of a warp of 64 is not named in the mask {mask}, which has 32 bits',
    why: 'AMD’s CDNA and GCN devices have warps of 64 lanes. A mask of 32 bits leaves the upper half out.',
    fix: 'Use a 64-bit mask on such devices: unsigned long long, ~0ull for all lanes.',
  },
  'run-mask-of-missing-lanes': {
    text: 'the mask {mask} names lane {lane}, which does not take part here',
    why: 'All lanes that the mask names have to reach the same operation. A lane that took another branch or has returned never comes: the warp hangs, or the value is undefined.',
    fix: 'Let all lanes reach it, or name only those that do.',
  },
  'run-shuffle-inactive': {
    text: 'this takes a value from lane {lane}, which does not take part here',
    why: 'A shuffle reads the register of another lane at the moment in which that lane does the same shuffle. The value of a lane that is not there is undefined.',
    fix: 'Let all lanes take part, and choose afterwards what to do with the value.',
  },
  'run-recursion-too-deep': {
    text: 'this call is more than {depth} calls of recursive functions deep',
    why: 'Each call needs memory of its own in every thread, and devices have little: 1 kB of stack by default on NVIDIA devices.',
    fix: 'Write it as a loop, or use smaller inputs.',
  },
  'run-no-progress': {
    text: 'all threads that still run wait here for something that nobody does',
    why: 'A loop looks at memory until another thread changes it, and none will. A lock taken by one lane of a warp while the others spin is the usual case; on some devices it hangs, on others not.',
    fix: 'Let one thread of a warp take the lock for all of its lanes, and do the work inside the loop that takes it.',
  },
  'run-assertion': {
    text: 'the assertion {text} does not hold',
    why: 'The kernel ends here, as on a device.',
    fix: 'Look at the values that the condition uses, for the thread that is named.',
  },
  'run-trap': {
    text: 'the kernel ended itself here',
    why: 'A trap ends the kernel with an error on every device.',
    fix: 'Look at the condition that led here.',
  },
} as const satisfies MessageTable;
