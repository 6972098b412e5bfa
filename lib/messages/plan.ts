// Messages of plans: what is wrong with what was asked to run.
import type { MessageTable } from './message';

export const planMessages = {
  'plan-header-malformed': {
    text: 'this line is not one launch of a plan: {what}',
    why: 'A comment that begins with "// run:" carries one launch as JSON on the same line: the kernel, its grid and block, and for each argument a name, a type, a kind, a role and its first contents.',
    fix: 'Mend the JSON, or take the line out; the run form of the page writes such lines.',
  },
  'plan-kernel-unknown': {
    text: 'the plan launches {kernel}, which is not one of the kernels that could be read here ({kernels})',
    why: 'A kernel is named as in the source, with template arguments where it has some: poly<4>. A kernel that could not be lowered is not there to be run, and says so itself.',
    fix: 'Correct the name, or look at the problems of the kernel.',
  },
  'plan-arguments-count': {
    text: 'the plan gives {kernel} {given} arguments where it takes {wanted}',
    why: 'Arguments are matched by name when all names are those of the parameters, else in order.',
    fix: 'Give one argument for each parameter.',
  },
  'plan-argument-not-pointer': {
    text: 'the plan gives a buffer for {name}, which is not a pointer',
    why: 'A buffer is memory of the device; only a pointer parameter can take it.',
    fix: 'Make the argument a scalar.',
  },
  'plan-texture-wrong': {
    text: 'the plan cannot make a texture of {name}: {what}',
    why: 'A texture object reads a buffer of texels; the plan says what type these have, how many rows and slices there are, and how they are read.',
    fix: 'Make the argument a buffer of a type like float or uchar4, with a texture that has a size of one to three numbers.',
  },
  'plan-type-unknown': {
    text: 'the element type {type} of {name} is not known',
    why: 'The element type of a buffer is a type as CUDA writes it (float, unsigned int, uchar4) or a struct of the source.',
    fix: 'Use the type that the kernel’s parameter points to.',
  },
  'plan-length-missing': {
    text: 'the plan does not say how many elements {name} has',
    why: 'A buffer is allocated before the kernel runs, so its length must be known; contents given as data say it themselves.',
    fix: 'Add a length.',
  },
  'plan-too-large': {
    text: 'the buffers of the plan have more than {limit} MB together',
    why: 'All buffers of a plan are held in memory at once, in a page as on a server, and there is a bound on how much is taken.',
    fix: 'Use shorter buffers: a few thousand elements show as much as millions.',
  },
  'plan-init-wrong': {
    text: 'the first contents of {name} cannot be made: {what}',
    why: 'First contents are zeros, a constant, a row of numbers (iota), random numbers between min and max, or bytes as base64 of exactly the size of the buffer or value.',
    fix: 'Correct the init of this argument.',
  },
  'plan-block-too-large': {
    text: 'the plan asks for blocks of {threads} threads, and no device takes more than 1024',
    why: 'CUDA and HIP refuse such a launch with an error before a thread runs.',
    fix: 'Use smaller blocks and a larger grid.',
  },
  'plan-program-contents': {
    text: 'the contents of {name} cannot be written into a host program',
    why: 'A host program written out from a plan makes its inputs by a formula, or carries up to 64 KiB of bytes for each. These contents are neither, or of a type that is known only when the kernels have been read.',
    fix: 'Give the buffer zeros, a constant, a row of numbers or random numbers, or make it smaller.',
  },
  'plan-program-texture': {
    text: 'a host program that makes the texture {name} is not written out',
    why: 'The plan’s texture is made for the runners that read the kernel’s IR: the interpreter and C++. A program of its own would need arrays, a resource and a texture description.',
    fix: 'Run it on the interpreter or as C++, or write a main that makes the texture.',
  },
} as const satisfies MessageTable;
