// Every bound of the server's runners in one table, with units and reasons. Values only; who holds them is sandbox/.
import type { Limits } from '@/lib/run/job';

const MiB = 1024 * 1024;

/**
 * What a job may use when nobody says otherwise. Tests pass much smaller ones.
 *
 * | limit | build | run | why this much |
 * |---|---|---|---|
 * | wallMs | 60 s | 20 s | examples build in 0.5 s to 1 s, in 10 s on a busy machine with nothing precompiled; a visitor waits no longer than this |
 * | cpuSeconds | 60 s | 60 s | of the whole process tree; a run may keep several cores busy for its wall time |
 * | memoryBytes | 2 GiB | 2 GiB | g++ takes 110 MB for a program of 150 lines and 180 MB to precompile; heavy templates take several times that; a program's "device" memory is the host's |
 * | processes | 32 | 256 | processes and threads; a compiler is four of them, a program may start a thread per core and more |
 * | fileBytes | 512 MiB | 64 MiB | one file, and the private /tmp as a whole; a precompiled header is about 55 MB |
 * | outputBytes | 256 KiB | 1 MiB | more is neither read nor kept by anybody |
 * | recordingBytes | 0 | 64 MiB | copies back to the host of all examples together are below 50 MB; compilers record nothing |
 *
 * Timed runs after the warm-up: until the median is stable, at most 15, and no new one once they took 3 s together.
 */
export const defaultLimits: Limits = {
  build: {
    wallMs: 60_000,
    cpuSeconds: 60,
    memoryBytes: 2048 * MiB,
    processes: 32,
    fileBytes: 512 * MiB,
    outputBytes: 256 * 1024,
    recordingBytes: 0,
  },
  run: {
    wallMs: 20_000,
    cpuSeconds: 60,
    memoryBytes: 2048 * MiB,
    processes: 256,
    fileBytes: 64 * MiB,
    outputBytes: MiB,
    recordingBytes: 64 * MiB,
  },
  repeats: 15,
  repeatBudgetMs: 3_000,
};

/** A program whose accesses are watched runs once, and may take longer. */
export const checkedLimits = (limits: Limits): Limits => ({
  ...limits,
  repeats: 0,
  run: { ...limits.run, wallMs: 3 * limits.run.wallMs, cpuSeconds: 2 * limits.run.cpuSeconds },
});

/** Bounds that no request can move. */
export const fixedBounds = {
  /** Files and folders in the private /tmp: each costs kernel memory that its size does not show. */
  temporaryFiles: 20_000,
  /** Open files of one process. */
  openFiles: 256,
  /**
   * Memory that may be asked for beyond memoryBytes without being touched: stacks of the runtime's light threads are
   * mapped whole and used little. What is touched counts against memoryBytes.
   */
  untouchedBytes: 1024 * MiB,
  /** Address space beyond that: allocators reserve 64 MiB for each thread and never write most of it. */
  addressBytes: 64 * 1024 * MiB,
  /** From the start of a process to the moment in which the sandbox stands. */
  sandboxStartMs: 10_000,
  /** Between two looks at what a process tree uses. */
  watchMs: 50,
  /** Built programs and precompiled headers on disk; the least recently used go first. */
  cacheBytes: 2048 * MiB,
} as const;
