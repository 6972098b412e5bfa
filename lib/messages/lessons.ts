// Messages of lessons: why a check has not passed yet, in the words of somebody who wants it to.
import type { MessageTable } from './message';

export const lessonMessages = {
  'lesson-not-run': {
    text: 'your code did not run: {detail}',
    why: 'A check begins with a run. Where the text cannot be read as a kernel, or the run was ended before its time, there is nothing to look at yet.',
    fix: 'Look at the place that the message names; often it is a missing semicolon or bracket, or a name that was changed.',
  },
  'lesson-found': {
    text: 'while your code ran, something was done that no device forgives; the list below names each place',
    why: 'Each access to memory is watched while a lesson runs. An access outside of a buffer, a value that nobody wrote or a race can give the right result today and a wrong one tomorrow, so a check does not pass with it.',
    fix: 'Click a finding: it shows its line, with the block and the thread that did it.',
  },
  'lesson-differs': {
    text: 'at {warp} lanes, {buffer}[{index}] should be {expected} and is {actual}; {mismatches} of {elements} values are not right yet',
    why: 'The check compares what your kernel leaves in memory with what a correct one leaves, value by value; floating-point values may differ by rounding. Your text itself is never compared.',
    fix: 'Ask which thread should have written this element, and what it did instead.',
  },
  'lesson-too-much': {
    text: 'the result is right, and at {warp} lanes it takes {actual} {what} where {limit} are enough',
    why: 'This lesson is about doing the same with less. What a kernel does is counted while it runs.',
    fix: 'The picture of the lesson shows where they come from.',
  },
  'lesson-not-built': {
    text: '{runner} could not build your program yet',
    why: 'The compiler met something that it does not take. What it says stands below, with the line.',
    fix: 'Mend the first error first; later ones often follow from it.',
  },
  'lesson-run-ended': {
    text: 'your program did not run to its end on {runner} with {warp} lanes: {detail}',
    why: 'A program that crashes or is stopped at a limit leaves no results to look at.',
    fix: 'Look at what it printed before it ended, and at the sizes and indices of its kernels.',
  },
  'lesson-exit-code': {
    text: 'your program says itself that something is wrong: it ended with {exit} on {runner} with {warp} lanes, where 0 means that all is well',
    why: 'The programs of lessons check their own results on the host and end with 0 when they are right.',
    fix: 'Look at what it printed: it names the first value that is not right.',
  },
  'lesson-no-agreement': {
    text: 'the original and its port do not leave the same results; the comparison below names the first place',
    why: 'Both were run on the same input and compared value by value.',
    fix: 'Look for what depends on the number of lanes: 32 in the original, 64 in the port.',
  },
  'lesson-nothing-compared': {
    text: 'both ran, and nothing was left that could be compared',
    why: 'Results count when the program copies them back from the device and they tell right from wrong; zeros alone do not.',
    fix: 'Keep the copies back to the host that the program had at the start.',
  },
  'lesson-problem-left': {
    text: 'the translation still has to say: {problem}',
    why: 'This lesson asks for a text that translates without this message.',
    fix: 'The page of the message explains it and shows the way forward.',
  },
  'lesson-runner-away': {
    text: 'this server cannot run {runner}, so this check has to wait; read on, and compare your text with the solution',
    why: 'Whole programs are built and run by the server, which needs a compiler and a sandbox for that. Lessons whose kernels run in the page do not need it.',
    fix: 'Whoever runs this server can install what is missing; the list of runners names the command.',
  },
  'lesson-not-asked': {
    text: 'the server did not take the program: {detail}',
    why: 'The server may be away, or busy with others.',
    fix: 'Try again in a moment. Your text is kept.',
  },
} as const satisfies MessageTable;
