// Messages of limits that a program met, of compilers, and of what server runners need.
import type { MessageTable } from './message';

export const limitMessages = {
  // ---- limits: which one was met, and what to do ----
  'wall-limit': {
    text: 'the program was stopped after {seconds} s, which is as long as it may run here',
    why: 'Each run of a program has a bound on its time by the clock, so that one program does not keep others waiting.',
    fix: 'Use smaller inputs or fewer iterations. A program that never ends often waits in a loop for another thread or block that cannot go on; a barrier that not all threads reach is told at once and not waited for. On the command line, --timeout sets the bound.',
  },
  'cpu-limit': {
    text: 'the program was stopped after {seconds} s of CPU time, which is as much as it may use here',
    why: 'CPU time is summed over all processes and threads of the program: four busy threads use four seconds of it in one second.',
    fix: 'Use smaller inputs or fewer iterations.',
  },
  'memory-limit': {
    text: 'the program needed more than {limit} of memory, which is as much as it may use here',
    why: 'The memory of all processes of the program counts together, and device memory too: on a CPU it is memory of the host.',
    fix: 'Use smaller buffers. A size computed from uninitialised or negative values is a common cause.',
  },
  'processes-limit': {
    text: 'the program started more than {limit} processes and threads, which is as many as it may have here',
    why: 'The bound keeps a program that multiplies from taking the whole machine.',
    fix: 'Start fewer threads, or wait for some before starting others.',
  },
  'file-limit': {
    text: 'the program wrote a file larger than {limit}, which is as much as one may hold here',
    why: 'A program can write to its private /tmp alone, which is gone when it ends. The bound holds for each file and for all of them together; where the files together reach it first, writing fails with "no space left on device".',
    fix: 'Print a summary rather than write everything to a file.',
  },
  'files-limit': {
    text: 'the program made more than {limit} files and folders, which is as many as it may have here',
    why: 'Each of them costs the host memory that its size does not show.',
    fix: 'Write to fewer files, or remove those that are no longer needed.',
  },
  'output-limit': {
    text: 'the program printed more than {limit}, which is as much as is kept here',
    why: 'What goes to stdout and to stderr counts together. What came before the bound is shown; the program was stopped there.',
    fix: 'Print less, for example a checksum or every thousandth value.',
  },
  'recording-limit': {
    text: 'the program wrote more than {limit} to its recording, which is as much as is kept here',
    why: 'The runtime stops recording by itself before this bound; a program that passes it wrote to the descriptor of the recording on its own.',
    fix: 'Leave descriptor 3 to the runtime.',
  },
  'program-crashed': {
    text: 'the program was ended by {signal}: {meaning}',
    why: 'A signal ends a program that did something the system does not allow, or that gave up by itself. On a GPU the same mistake can pass unseen.',
    fix: 'Check array bounds and the results of allocations near the last line that was printed. Host code that reads device pointers crashes on real GPUs as well.',
  },
  'run-cancelled': {
    text: 'the run was stopped on request',
    why: 'All processes of the run were ended and its files removed.',
  },

  // ---- compilers ----
  'compile-failed': {
    text: 'the compiler did not accept the program: {first}',
    why: 'The messages of the compiler point into your text: launches and shared memory are rewritten in place, line by line.',
    fix: 'Read the first error first; those after it often follow from it.',
  },
  'name-not-defined': {
    text: 'no file of the program defines {name}',
    why: 'The program was compiled and could not be linked: it calls or reads something that is declared, and whose text is in no file that was given.',
    fix: 'Add the file that defines it. On the command line, name the folder of the program instead of one file: all its sources are taken then.',
  },
  'rewrite-failed': {
    text: 'the program could not be made ready for the CPU: {first}',
    why: 'Launches and shared memory are rewritten into C++ before the compiler sees the program; a construct that cannot be rewritten without guessing is refused.',
    fix: 'The place is given with the message; write the construct in its plain form there.',
  },
  'path-not-taken': {
    text: 'a file of the program has a name that is not taken',
    why: 'Names are relative paths of at most 200 letters, digits and . _ + / - that stay inside their folder, without the parts . and ..: they become files on the server.',
    fix: 'Rename the file, and the includes that name it.',
  },
  'path-clash': {
    text: 'a file has the name of a folder that other files lie in: {path}',
    why: 'Both cannot be laid down at once.',
    fix: 'Rename one of them.',
  },
  'compiler-memory': {
    text: 'the compiler needed more than {limit} of memory, which is as much as it may use here',
    why: 'Deep template recursion and very large tables of constants take a compiler more memory than the program itself will need.',
    fix: 'Reduce the depth of the templates or the size of the initialisers.',
  },
  'compiler-time': {
    text: 'the compiler was stopped after {time}, which is as long as it may take here',
    why: 'A build has a bound on its time, by the clock and in CPU time. Templates and constant expressions can keep a compiler busy without end.',
    fix: 'Reduce the depth of the templates or the number of instances.',
  },
  'compiler-output': {
    text: 'the compiler wrote more than {limit} of {what}, which is as much as it may write here',
    why: 'Its messages have a bound, and so have the program and the passing files on the way to it.',
    fix: 'Of messages: mend the first error, since those after it often follow from it. Of files: make initialised arrays smaller, or fill them when the program runs.',
  },
  'compiler-crashed': {
    text: 'the compiler itself ended abnormally: {why}',
    why: 'This is a fault of the compiler or of the machine, mostly set off by unusual code.',
    fix: 'Reduce the program until it compiles; the last thing removed is what the compiler could not take.',
  },

  // ---- what server runners need ----
  'sandbox-missing': {
    text: 'bubblewrap is not installed, and programs are never run without it',
    why: 'Programs of visitors are compiled and run behind walls: own namespaces, no network, no files of this machine. There is no mode without them.',
    fix: 'Install it: apt-get install bubblewrap',
  },
  'sandbox-old': {
    text: 'bubblewrap {version} is installed, and 0.8 or newer is needed',
    why: 'Older versions cannot forbid new user namespaces inside, which is what most escapes need.',
    fix: 'Debian 12 and Ubuntu 24.04 have a version that will do.',
  },
  'sandbox-refused': {
    text: 'this machine does not let the sandbox stand: {why}',
    why: 'The kernel, a container or a security module refuses what bubblewrap needs: mostly new user namespaces.',
    fix: 'In a container allow user namespaces (for Docker: a seccomp profile that permits unshare and mount). On Ubuntu 24.04 give bwrap an AppArmor profile with userns.',
  },
  'sandbox-slow': {
    text: 'the sandbox did not stand within {seconds} s',
    why: 'The machine is overloaded or a file system does not answer.',
    fix: 'Try again in a moment.',
  },
  'sandbox-system': {
    text: 'server runners need Linux on x86_64 or arm64, and this is {system}',
    why: 'The walls around programs are made of Linux namespaces.',
    fix: 'Run the server on Linux, or in a Linux virtual machine.',
  },
  'compiler-missing': {
    text: 'no C++ compiler was found (g++ or clang++)',
    why: 'Whole programs are compiled on the server against a CPU runtime.',
    fix: 'Install one: apt-get install g++',
  },
  'runtime-missing': {
    text: 'the folder runtime of Crosswarp was not found',
    why: 'Programs are compiled against the CPU runtime, whose source lies in it.',
    fix: 'Start Crosswarp from its own folder, or let CROSSWARP_ROOT name it.',
  },
  'runtime-not-compiled': {
    text: 'the CPU runtime could not be compiled on this server: {why}',
    why: 'A part of the runtime that all programs share is compiled once for each compiler, and programs are linked with it. That failed, so no program can be built; this says nothing about the program itself.',
    fix: 'Use a newer compiler: g++ 12 and clang++ 14 are known to work. Where a limit is named, the machine was short of it: the next run tries again.',
  },
  'runner-later': {
    text: 'this runner comes with a later version',
    why: 'It is named already so that links and scripts stay valid.',
  },
  'runner-elsewhere': {
    text: 'this runner works in the browser, not on the server',
    why: 'The page runs it with what the visitor has.',
  },
  'disk-full': {
    text: 'the disk of the server is full',
    why: 'A job needs a private folder for its sources and its program, and built programs are kept; the job was given up. It may also be a quota of the user that the server runs as.',
    fix: 'Free some space where the folder is: what CROSSWARP_WORK names; when it is not set, .cache/crosswarp in the project, or /var/cache/crosswarp for a server that is root.',
  },
  'work-folder-failed': {
    text: 'the server could not use its work folder: {why}',
    why: "A job needs a private folder for its sources and its program; without it the job was given up. The word is the system's own name of the error.",
    fix: 'Let CROSSWARP_WORK name a folder that the server may write to. EMFILE or ENFILE: raise the number of files that the server may have open (ulimit -n).',
  },
} as const satisfies MessageTable;
