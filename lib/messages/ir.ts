// Messages of the kernel IR: what its checks say, and why a barrier may be missed.
import type { MessageTable } from './message';

export const irMessages = {
  'ir-malformed': {
    text: 'this kernel was taken apart wrongly here ({what}), which is a mistake of Crosswarp',
    why: 'Kernels are taken apart into typed steps before they are run or printed in another language, and every step is checked. A step that does not fit its neighbours would mean a wrong answer later, so nothing is made of this kernel.',
    fix: 'Please report it with the source; writing the line in a simpler way often helps.',
  },
  'barrier-missed': {
    text: 'some threads of a block may not reach this barrier',
    why: 'A barrier is for all threads of a block that have not ended. When a condition, a loop or a return that is not the same for all of them stands before it, some wait for others that never come; neither CUDA nor HIP defines what happens then. The check errs on the careful side: a condition can be the same for all threads without that being visible here.',
    watch:
      'Memory that all threads read at one address counts as the same for all; thread and lane numbers, volatile reads and results of atomics do not. The C++ made of the kernel asks at this barrier whether all threads are there, and stops with a report where they are not.',
    fix: 'Take the barrier out of the branch and guard only the reads and writes, or make the condition depend on nothing but the block and the arguments.',
  },
  'barrier-missed-condition': {
    text: 'this condition can differ between the threads of a block',
    why: 'It depends on the thread number, or on something that was computed from it.',
  },
  'barrier-missed-loop': {
    text: 'this condition can end the loop at different times for the threads of a block',
    why: 'It depends on the thread number, or on something that was computed from it, so some threads go through the loop more often than others.',
  },
  'barrier-missed-return': {
    text: 'some threads of a block may leave the function here',
    why: 'A thread that returns from the kernel is not waited for. One that returns from a function goes on in its caller, and misses the barriers of the rest of the function.',
  },
} as const satisfies MessageTable;
