// What a run did, in numbers: operations by kind, bytes by address space, memory transactions, divergence, bank conflicts,
// barriers, atomics. Plain counters that the code of the interpreter adds to.

export type Counts = {
  /** Operations of the IR, each thread's counted. */
  operations: number;
  readonly flops: {
    add: number;
    multiply: number;
    divide: number;
    fma: number;
    special: number;
    compare: number;
  };
  readonly integer: { simple: number; multiply: number; divide: number };
  readonly bytes: {
    globalRead: number;
    globalWritten: number;
    sharedRead: number;
    sharedWritten: number;
    localRead: number;
    localWritten: number;
    constantRead: number;
  };
  /** Accesses of a warp to global memory, the 32-byte sectors they touched, and the fewest that could have served them. */
  readonly global: { accesses: number; sectors: number; leastSectors: number };
  /**
   * Accesses of a warp to shared memory, the extra passes that bank conflicts cost, at 32 and at 64 lanes, and the bytes
   * that one block has of it.
   */
  readonly shared: { accesses: number; conflicts32: number; conflicts64: number; perBlock: number };
  /** Branches by warps, and those at which a warp split. */
  readonly branches: { all: number; divergent: number };
  barriers: number;
  warpOperations: number;
  readonly atomics: { all: number; contended: number };
};

export function createCounts(): Counts {
  return {
    operations: 0,
    flops: { add: 0, multiply: 0, divide: 0, fma: 0, special: 0, compare: 0 },
    integer: { simple: 0, multiply: 0, divide: 0 },
    bytes: {
      globalRead: 0,
      globalWritten: 0,
      sharedRead: 0,
      sharedWritten: 0,
      localRead: 0,
      localWritten: 0,
      constantRead: 0,
    },
    global: { accesses: 0, sectors: 0, leastSectors: 0 },
    shared: { accesses: 0, conflicts32: 0, conflicts64: 0, perBlock: 0 },
    branches: { all: 0, divergent: 0 },
    barriers: 0,
    warpOperations: 0,
    atomics: { all: 0, contended: 0 },
  };
}
