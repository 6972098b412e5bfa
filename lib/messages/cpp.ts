// Messages of the target cpp: what kernels it cannot split.
import type { MessageTable } from './message';

export const cppMessages = {
  'emit-no-kernel': {
    text: 'there is no kernel here to write in another language',
    why: 'Languages other than HIP get the kernels of a program, not its host code. This text has no __global__ function with a body.',
    fix: 'Add a kernel, or translate to HIP.',
  },
  'cpp-grid-barrier': {
    text: 'a barrier of the whole grid has no counterpart here, so this kernel is left out',
    why: 'In the C++ form each core runs one block after the other from its start to its end. A barrier of the grid asks for all blocks to be under way at once.',
    fix: 'Split the kernel in two at the barrier, and launch one after the other.',
  },
  'cpp-recursive-meeting': {
    text: 'threads meet inside {function}, which calls itself, so what calls it is left out',
    why: 'Functions with barriers or warp operations are written out where they are called, because a kernel is split where its threads meet. That has no end for a function that calls itself.',
    fix: 'Turn the recursion into a loop.',
  },
  'cpp-stuck': {
    text: 'the kernel cannot be split here, because threads go different ways around a place where they meet',
    why: 'A kernel is split where its threads meet (barriers, shuffles, votes). Here a jump out of a branch that only some threads take leads around such a place.',
    fix: 'Turn the jump into a condition around the rest.',
  },
  'cpp-not-made': {
    text: 'no C++ was made of the kernels of this plan: {first}',
    why: 'The kernels that a plan launches are written as C++ before they are built. Something in them, or in the plan, stands in the way.',
    fix: 'See the places that are listed with the run.',
  },
  'cpp-no-results': {
    text: 'the kernels ended without results (exit code {exit})',
    why: 'After the launches the driver around the kernels writes back what the buffers hold. It did not come to that: a kernel ended the program, or wrote over its memory.',
    fix: 'Run the plan on the interpreter: it names the line that reads or writes out of bounds.',
  },
  'cpp-launch-too-large': {
    text: 'the launch of {kernel} is too large here: at most {grid} blocks along an axis',
    why: 'The numbers of threads are computed as int where that is safe for all launches up to this size, because compilers then make vector code.',
    fix: 'Launch fewer blocks, and let each thread do more.',
  },
} as const satisfies MessageTable;
