// Messages of runs, runners, limits and verdicts.
import type { MessageTable } from './message';

export const runMessages = {
  // ---- recordings ----
  'recording-empty': {
    text: 'the program ended without a recording of what it did',
    why: 'Every program that runs on the CPU runtime writes down its launches and the contents of its copies, in pieces, the last of them when it ends. This one wrote nothing: it crashed, was stopped or left through _exit or abort before the first piece, or it closed the descriptor that the recording goes to.',
    fix: 'Look at what the program printed and how it ended, and let it end through return or exit.',
  },
  'recording-malformed': {
    text: 'the recording is not what the runtime writes: {what} (frame {frame})',
    why: 'The recording is read with suspicion, because a program can write to any of its own descriptors. What came before the place is used; what comes after it is not.',
    fix: 'A program that writes to descriptors it did not open spoils its own recording; write to stdout or stderr.',
  },
  'recording-truncated': {
    text: 'the recording ends in the middle, after {frame} frames',
    why: 'The program ended before its recording did: it crashed, was stopped at a limit, or left through _exit. What was recorded until then is used.',
    fix: 'Let the program end through return or exit.',
  },
  'recording-too-large': {
    text: 'the recording has more {what} than the {limit} that are taken',
    why: 'Buffers, launches, copies and their contents are recorded, and there is a bound on how much of each is read. The part within the bound is compared, the rest is not.',
    fix: 'Use smaller inputs and fewer iterations: a proof of a few thousand elements shows as much as one of millions.',
  },

  // ---- what a proof set aside, or could not compare ----
  'proof-no-reference': {
    text: 'there is no reference to compare with, because the original did not run to its end on {runner}',
    why: 'A proof holds the results of the port against those of the original. The original failed, so there is nothing to hold them against.',
    fix: 'Make the original run first; its own messages say why it did not.',
  },
  'proof-unavailable': {
    text: '{runner} is not available here, so nothing of it was compared',
    why: 'The verdict is about the runs that took place.',
  },
  'proof-run-failed': {
    text: '{runner} with warps of {warp} lanes did not run to its end ({reason}), so it was not compared',
    why: 'A port that could not be built or was stopped at a limit gave no results to compare; the verdict cannot be that it agrees.',
    fix: 'See what the run itself says of the build or of the limit it met.',
  },
  'proof-crashed': {
    text: '{runner} with warps of {warp} lanes crashed where the original did not, so it differs',
    why: 'The original ended in order on the same input, so a crash of the port is a difference, even with no results to compare.',
    fix: 'See the stderr of the run; an index out of bounds that only shows at another warp size is a likely cause.',
  },
  'proof-nothing-informative': {
    text: '{runner} with warps of {warp} lanes gave nothing that could tell right from wrong',
    why: 'What was compared is equal, but all of it is zero, constant, or text without numbers: a port that computes nothing would give the same. That is no proof, and the verdict is not-compared.',
    fix: 'Copy results back to the host, and use inputs that make them differ from element to element.',
  },
  'proof-lines-set-aside': {
    text: '{count} {count|printed line was|printed lines were} set aside on {runner}, because {count|it changes|they change} from run to run or {count|holds|hold} timings alone',
    why: 'A line that two runs of the original print differently says nothing about the port. The same goes for numbers that are followed by a unit of time or rate.',
    watch:
      'If one of these lines holds a result, make the original print the same each time: an unfixed seed or a race changes it.',
  },
  'proof-lines-reordered': {
    text: '{count} {count|printed line comes|printed lines come} in another order in each run of the original, and the order was not compared',
    why: 'Blocks run in parallel, and what they print comes in any order, on a GPU as here.',
  },
  'proof-copy-wavers': {
    text: '{count} {count|element|elements} of {buffer} {count|was|were} set aside, because two runs of the original already differ there',
    why: 'The original runs twice: the second time its blocks and threads take their turns from the last to the first, and fresh device memory holds other bytes. What differs then depends on who is first, on memory that nobody wrote, or on a race, and no port can be held to it.',
    watch: 'If the program should give the same values each time, this is a bug in the original.',
    fix: 'Run it again with “Check memory” (--check): it names reads of what nobody wrote, accesses outside of memory and races, with their lines.',
  },
  'proof-copy-reordered': {
    text: '{buffer} holds the same values in another order in each run of the original, so it was compared sorted',
    why: 'Threads that append to a buffer come in any order. The values are compared, where they stand is not.',
  },
  'proof-exit-wavers': {
    text: 'the original ends with another exit code when its blocks run in reverse order and fresh memory holds other bytes',
    why: 'A program that checks its own results finds them right in one order and wrong in the other: it reads memory it never wrote, or it has a race.',
    watch: 'On a GPU the order is any order. This is likely a bug in the original.',
  },
  'proof-unstable': {
    text: 'rounding alone moves {buffer} by more than a hundredth of its values, so its comparison is no evidence',
    why: 'When device code rounds up or down instead of to nearest, the original gives clearly other results. Any compiler or GPU may round otherwise, so that the values are not determined by the program; they are compared within that spread, and count as carrying no information.',
    fix: 'Use double precision, fewer steps, or inputs for which the computation is stable.',
  },
  'proof-float-atomics': {
    text: 'atomics add in another order in each run, so the tolerance of {buffers} has that spread in it',
    why: 'Additions of floating-point numbers round, and their order changes the last digits. The original was run again with its blocks in reverse order; how far its own values moved is part of the tolerance that is shown.',
  },
  'proof-print-alone': {
    text: '{runner} with warps of {warp} lanes printed the same, but nothing it copied back could tell right from wrong',
    why: 'What a program prints about its results is not the results: a port that computes nothing can print the same words. The copies that came back are zero, constant, as the host sent them, or were set aside, so the verdict is not-compared.',
    fix: 'Copy results back to the host, and use inputs that make them differ from element to element.',
  },
  'replay-no-detail': {
    text: 'launch {launch} is not in the recording with its arguments, so it cannot be replayed',
    why: 'Replaying a launch elsewhere needs its arguments and what memory held before it. A recording that met its bound has them only up to there.',
    fix: 'Use smaller inputs, so that the whole program is recorded.',
  },
  'replay-pointer-nowhere': {
    text: 'the argument {name} of launch {launch} points to no memory of the device, so the launch cannot be replayed',
    why: 'A runner that takes plans gives each pointer a buffer of its own; a null pointer, or one into other memory, has none.',
  },
  'replay-pointer-inside': {
    text: 'launch {launch} reaches memory through pointers inside of {name}, so it cannot be replayed',
    why: 'Addresses inside of structs or of buffers mean something on the device they come from alone; on another device the same numbers point nowhere.',
    fix: 'Pass the buffers as arguments of their own, or hold the port against the original with the runners that run whole programs.',
  },
  'replay-buffers-overlap': {
    text: 'two arguments of launch {launch}, one of them {name}, point into one buffer at different places, so it cannot be replayed',
    why: 'A plan gives each pointer a buffer of its own from its first byte on. Two places in one buffer would become two copies, and what is written to one would be missing in the other.',
  },
  'replay-memory-unknown': {
    text: 'what {name} held before launch {launch} is not known, so the launch cannot be replayed',
    why: 'The buffer is too large to be followed, or the recording met its bound before.',
    fix: 'Use smaller inputs.',
  },
  'proof-tolerance-adjusted': {
    text: 'the tolerance was set by hand: {absolute} absolute, {relative} relative',
    why: 'Without it, floats are compared within what was measured of the original. Values that such a tolerance does not tell from zero carry no information.',
  },
  'proof-original-wavers': {
    text: 'two runs of the original differ in their launches or copies, so the number and order of these were not compared',
    why: 'The original decides from run to run how often it launches or copies, for instance by a clock. What both runs share was compared.',
  },
  'proof-port-wavers': {
    text: 'on {runner} with warps of {warp} lanes one run agrees and the next differs',
    why: 'The port ran twice, and only one of the two agrees with the original. That is a race: a missing barrier, or warps that are assumed to move in step.',
    fix: 'Look for a missing __syncthreads around the shared memory of the kernel that writes the buffer.',
  },
  'proof-seed-differs': {
    text: 'on {runner} with warps of {warp} lanes the port agrees for the seed of the program itself and differs for another',
    why: 'Original and port were run again with another seed behind rand, time, std::random_device and the random numbers of the library. A port that is right for one seed alone has its inputs or its results fixed, or goes another way for some values.',
    fix: 'Look for values that the port takes as given and the original draws.',
  },
  'proof-seeds-left-out': {
    text: 'with {count} other {count|seed|seeds} the original itself ended otherwise, so no port was held to it there',
    why: 'With other random inputs the original crashed, met a limit, or exited with another code than with its own seed: its inputs have to be as it draws them.',
  },
  'proof-original-fails': {
    text: 'the original itself ends with exit code {exit}, so what agrees may be a failure of both',
    why: 'Most programs exit with another code than 0 when their own check fails or something is missing. A port that fails the same way does what the original does.',
    fix: 'Read what the original prints, and make it succeed first.',
  },
  'proof-no-arguments': {
    text: 'the program reads arguments, was started without any, and did not succeed',
    why: 'Nobody types a command line here: a program is started without arguments, unless its main file says which.',
    fix: 'Write a line // args: 1024 10 into the main file, with the words that the program is to be started with; the port is started with the same. Words with spaces go into quotes.',
  },
  'proof-files-unseen': {
    text: 'the program writes files, and what is in them was not compared',
    why: 'What a program prints and what comes back from the device is compared. Files lie in the sandbox and are gone when it ends.',
    fix: 'Print the numbers that matter, or a sum of them.',
  },
  'proof-cut-short': {
    text: 'on {runner} with warps of {warp} lanes the recording breaks off before all that the original did, so the port is not proven',
    why: 'The port ended without ending its recording, by _exit or by closing what it did not open, before it had launched and copied as often as the original. What it did until then agrees; the rest is not known.',
    fix: 'End the program by returning from main or by exit.',
  },
  'proof-other-places': {
    text: 'on {runner} with warps of {warp} lanes {buffer} holds the same values as the original, some of them in places where the original is the same in every run',
    why: 'The original’s own two runs write these values in different orders, so a port may too. But it moved some that the original always has in the same place, and whether that matters is not known.',
    fix: 'Look at who writes the buffer without an atomic counter: those values have a place.',
  },
  'proof-recording-incomplete': {
    text: 'the recording of {runner} is not complete, so only what it holds was compared',
    why: 'A bound on the size of recordings was met, or the program ended before its recording did.',
  },
  'proof-copy-cut': {
    text: '{count} {count|copy was|copies were} recorded in part or not at all on {runner}; the missing part was not compared',
    why: 'There is a bound on how many bytes of copies are kept.',
    fix: 'Use smaller inputs.',
  },
  'proof-compared-as-bytes': {
    text: '{buffer} was compared byte by byte, because its element type is not known',
    why: 'The type comes from the kernel parameter that the buffer was passed to, else from its allocation. Where neither says one, or where parameters of different types share the buffer, no tolerance applies: every byte must be equal.',
  },
  'proof-launch-shape': {
    text: 'the kernel {kernel} is launched with another grid or block on {runner} ({expected} in the original, {actual} here)',
    why: 'Other launch dimensions are no difference in results, and a port may have good reasons for them; but timings of the two are not of the same work per thread.',
  },
  'proof-more-copies': {
    text: '{count} more {count|copy was|copies were} compared on {runner} and {count|is|are} not listed',
    why: 'All copies are compared. To keep the table readable, only the first thousand are listed of those that differ, of those that agree, and of those that agree but carry no information.',
  },

  // ---- the host program that is made for a bare kernel ----
  'host-program-no-kernel': {
    text: 'there is no kernel here to make a host program for',
    why: 'A host program launches a __global__ function; this source defines none.',
    fix: 'Add a __global__ function with a body.',
  },
  'host-program-unknown-kernel': {
    text: 'no kernel is named {kernel}; there is {known}',
    why: 'A host program can be made for the kernels that this source defines.',
    fix: 'Choose one of the kernels that the sentence names.',
  },
  'host-program-has-main': {
    text: 'this source has a main of its own',
    why: 'A second main would not link.',
    fix: 'Run it as it is.',
  },
  'host-program-parameter': {
    text: 'no value can be made for the parameter {parameter} of type {type}',
    why: 'A host program fills buffers of numbers and numbers. It cannot know what a pointer to pointers, a texture, a class or a function should hold.',
    fix: 'Write a main that makes this argument, or change the kernel to take plain buffers and numbers.',
  },
  'host-program-template': {
    text: 'no argument can be chosen for the template parameter {parameter}',
    why: 'Type parameters are made float and whole-number parameters small numbers; a template of templates or a pack could be anything.',
    fix: 'Write a main that launches the instance you mean.',
  },
} as const satisfies MessageTable;
