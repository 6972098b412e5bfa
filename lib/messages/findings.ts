// Messages of --check and of the CPU runtime: what a program did wrong while it ran.
import type { MessageTable } from './message';

export const findingMessages = {
  'check-bounds': {
    text: 'this {did} {bytes} that lie {where}',
    why: 'On a GPU such an access reads or destroys whatever lies there, and most of the time nobody is told: the program works until the memory around the buffer belongs to somebody else.',
    fix: 'Compare the index with the number of elements before the access; the last block usually has threads without an element.',
  },
  'check-after-free': {
    text: 'this {did} {bytes} of memory that was freed on {line}',
    why: 'Freed memory may belong to another buffer at once. What is read is anybody’s, and what is written destroys it.',
    fix: 'Free the buffer after the last launch that uses it, and forget the pointer then.',
  },
  'check-unwritten': {
    text: 'this {did} {bytes} that nobody has written since they were allocated on {line}',
    why: 'New device memory holds whatever was there before, often zeros the first time and old data later. Results then differ from run to run and from device to device.',
    fix: 'Fill the buffer with cudaMemset or a copy, or write each element before it is read.',
    watch: 'A fill that counts elements where bytes are asked for leaves most of the buffer unwritten.',
  },
  'check-copies-unwritten': {
    text: 'this copies {bytes} of which nobody has written one since they were allocated on {line}',
    why: 'The host gets whatever lay in the memory of the device. Most often the kernel that should have written it was not launched, failed, or wrote to another buffer.',
    fix: 'Ask for the error after the launch, and check that the pointers are those you mean.',
  },
  'check-shared-bounds': {
    text: 'this {did} {bytes} of shared memory that lie {where}',
    why: 'Behind a shared array lies the next one, or memory of another block. Nobody is told on a GPU: the value of another variable changes.',
    fix: 'Give the launch as many bytes of dynamic shared memory as the kernel uses (the third argument between the angle brackets), or make the index smaller.',
  },
  'check-shared-unwritten': {
    text: 'this {did} {bytes} of shared memory that no thread of the block has written',
    why: 'Shared memory begins with whatever the block before left there; it is never cleared.',
    fix: 'Let the threads fill all of it before the barrier, also where they have no element of their own.',
  },
  'check-race': {
    text: 'this {did} shared memory that thread {otherThread} {otherDid} on {line}, with no barrier between the two',
    why: 'The two threads belong to different warps of a block and may do it in either order. Which value is seen changes from run to run.',
    fix: 'Put a __syncthreads() that all threads of the block reach between the two lines; in a loop also at its end, before the next trip overwrites what others still read.',
  },
  'check-race-warp': {
    text: 'this {did} shared memory that thread {otherThread} of the same warp {otherDid} on {line}, and nothing orders the two',
    why: 'Since Volta the lanes of a warp do not move in step, and compilers may move accesses that are not volatile. Code that counts on it works on some hardware and by luck.',
    fix: 'Put __syncwarp() between the two lines, or use a shuffle.',
  },
  'check-race-global': {
    text: 'this {did} device memory that thread {otherThread} of block {otherBlock} {otherDid} on {line} in the same launch, and nothing orders the two',
    why: 'Blocks run in any order and at the same time, and so do the warps of a block between barriers. Some programs do this on purpose, for instance to set a flag that never goes back.',
    fix: 'Use an atomic operation, or let a second launch read what the first wrote.',
    watch: 'Where atomics, volatile accesses or locks might order two accesses, nothing is reported.',
  },
  'check-race-warp-global': {
    text: 'this {did} device memory that thread {otherThread} of the same warp {otherDid} on {line}, and nothing orders the two',
    why: 'The lanes of a warp need not move in step, so either may come first.',
    fix: 'Put __syncwarp() between the two lines, or use an atomic operation.',
  },
  'check-host-touches': {
    text: 'host code {did} {bytes} of memory that belongs to the device',
    why: 'A pointer from cudaMalloc means nothing to the host: on a machine with a GPU the program ends here with a segmentation fault.',
    fix: 'Copy with cudaMemcpy, or allocate with cudaMallocManaged.',
  },
  'check-host-after-free': {
    text: 'host code {did} {bytes} of memory that was freed on {line}',
    why: 'The memory may belong to something else by then.',
    fix: 'Free it after its last use.',
  },
  'check-host-bounds': {
    text: 'host code {did} {bytes} that lie {where}',
    why: 'What lies there belongs to somebody else, or to nobody.',
    fix: 'Compare the index with the number of elements before the access.',
  },
  'check-freed-twice': {
    text: 'this frees memory that was already freed on {line}',
    why: 'The second call fails; on a device it may free what was allocated there in between.',
    fix: 'Free each buffer once, and set the pointer to nullptr then.',
  },
  'check-bad-free': {
    text: 'this frees an address that no allocation returned, or with the call of another kind of memory',
    why: 'cudaFree takes what cudaMalloc and cudaMallocManaged returned, cudaFreeHost what cudaMallocHost and cudaHostAlloc did; the start of the memory, not a place inside it.',
    fix: 'Keep the pointer that the allocation returned.',
  },
  'check-leak': {
    text: 'the {size} allocated here are never freed',
    why: 'When the program ends they are given back. In one that runs for long, or in a library, the device runs out of memory.',
    fix: 'Free the memory after its last use.',
  },
  'check-barrier-places': {
    text: 'some threads of a block wait at this barrier while others wait at the one on {line}',
    why: 'A barrier must be reached by all threads of the block at the same place. Where threads meet at different ones, hardware may take them for one barrier or hang.',
    fix: 'Move the barrier out of the branch.',
  },
  'check-barrier-ended': {
    text: 'this barrier is passed while {lanes} threads of the block have already returned',
    why: 'Since Volta, and on AMD hardware, threads that returned count as arrived. On older hardware, and by the letter of the language, the barrier is undefined.',
    fix: 'Let threads without work skip the work and not the barrier.',
  },
  'check-deadlock': {
    text: 'this thread waits for others that never come',
    why: 'It waits at a barrier, or for lanes of its warp, that the others do not reach: they wait elsewhere. On a GPU the kernel hangs until somebody ends it.',
    fix: 'See the error output of the run: it lists who waits where. All threads must reach the barrier, and all lanes of a mask the operation.',
  },
  'check-mask-without-caller': {
    text: 'the mask of this operation does not name the lane that calls it',
    why: 'Each lane that calls an operation of its warp must be in the mask; otherwise the result is undefined.',
    fix: 'Make the mask with __ballot_sync before the branch, or call __activemask in it.',
  },
  'check-mask-ended': {
    text: 'the mask of this operation names {lanes} lanes that have returned from the kernel',
    why: 'CUDA forgives it: lanes that have returned are not waited for. HIP on AMD hardware holds the mask against the lanes that are active and ends the kernel when one is missing.',
    fix: 'Make the mask with __ballot_sync of the lanes that stay, before the others return.',
  },
  'check-mask-absent': {
    text: 'the mask of this operation names {lanes} lanes that have returned from the kernel or never were',
    why: 'HIP on AMD hardware holds the mask against the lanes that are active and ends the kernel when one is missing.',
    fix: 'Make the mask of the lanes that are there, or give blocks a multiple of the warp size.',
  },
  'check-shuffle-absent': {
    text: 'this shuffle reads from a lane that takes no part in it',
    why: 'The lane has returned, waits elsewhere, or is not in the mask. On NVIDIA hardware the value is undefined, on AMD hardware it is 0; here it is poison, or 0 in HIP.',
    fix: 'Let the source lane take part, or ignore the value in the lanes that get none.',
    watch:
      'With 64 lanes a tree that starts at warpSize / 2 reaches lanes that a block of 32 threads does not have.',
  },
} as const satisfies MessageTable;

export type FindingCode = keyof typeof findingMessages;
