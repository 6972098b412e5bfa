// Messages of the CPU program rewrite.
import type { MessageTable } from './message';

export const cpuProgramMessages = {
  'cpu-shared-initializer': {
    text: '{compiler} takes no initial value for a shared variable',
    why: 'Shared memory belongs to a block and has no contents when the block begins. A compiler for the device refuses an initial value too, so this program compiles nowhere.',
    fix: 'Declare it without a value and let one thread set it, followed by __syncthreads().',
    source: 'CUDA C++ Programming Guide, section Device Memory Space Specifiers',
  },
  'cpu-shared-unsized': {
    text: '{compiler} asks for extern before a shared array without a size',
    why: 'An array whose size is given at launch is declared `extern __shared__ T name[]`; without extern the size must stand in the brackets.',
    fix: 'Write extern before __shared__, or give the array a size.',
  },
  'cpu-shared-unreadable': {
    text: 'this use of __shared__ could not be read as a variable',
    why: 'To run on the CPU, each shared variable becomes a reference into the memory of its block. This word stands where no declaration could be found, for instance in a macro that stands for the word itself. It was left as it is, and the C++ compiler will stop here.',
    fix: 'Write __shared__ at the declaration itself.',
  },
  'cpu-inline-assembly': {
    text: 'inline PTX has no meaning on a CPU',
    why: 'The text of an asm statement goes to the assembler of the machine that the program is compiled for. PTX is the language of NVIDIA devices: no CPU and no AMD GPU reads it.',
    watch: 'Where the statement is compiled out by a condition, this does not matter.',
    fix: 'Use the intrinsic that does the same, such as __ldg, __fma_rn or __popc, or put a C++ branch beside the PTX.',
  },
} as const satisfies MessageTable;
