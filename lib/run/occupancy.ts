// How many warps of a kernel a compute unit can hold at once, and what keeps it from holding more. In come what the
// kernel uses and what the architecture has, out come whole numbers. Measures nothing.
import type { Architecture } from './architectures';

/** What one kernel uses, as its compiler says. */
export type Use = {
  /** Vector registers per lane, accumulation registers counted in where they share a file. */
  readonly registers: number;
  readonly scalars?: number;
  readonly sharedBytes: number;
};

export const occupancyLimits = ['warps', 'blocks', 'registers', 'scalar-registers', 'shared-memory'] as const;
export type OccupancyLimit = (typeof occupancyLimits)[number];

export type Occupancy = {
  /** Threads of a block. */
  readonly threads: number;
  /** Blocks that one unit holds at once; 0: not even one fits. */
  readonly blocks: number;
  /** Warps that one unit holds at once, and the most that it could. */
  readonly warps: number;
  readonly most: number;
  /** What allows no further block; `warps` alone where the unit is as full as it can be. */
  readonly limitedBy: OccupancyLimit[];
};

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;

/** Warps of one SIMD, of `most`, when each takes `each` of `count` in steps. */
function fitting(count: number, each: number, step: number, most: number): number {
  return each === 0 ? most : Math.min(most, Math.floor(count / roundUp(each, step)));
}

/**
 * @param threads of a block, at least 1
 * @returns whole blocks; what the hardware cannot hold even once gives 0 warps
 */
export function occupancyOf({ unit, warp }: Architecture, use: Use, threads: number): Occupancy {
  const warpsPerBlock = Math.ceil(threads / warp);
  const blocksOf = (warpsPerSimd: number) => Math.floor((warpsPerSimd * unit.simds) / warpsPerBlock);
  const sharedPerBlock =
    use.sharedBytes === 0 && unit.shared.perBlock === 0
      ? 0
      : roundUp(use.sharedBytes + unit.shared.perBlock, unit.shared.step);
  const byLimit: Record<OccupancyLimit, number> = {
    warps: blocksOf(unit.warps),
    // A block of one warp needs no barrier, and barriers are what AMD's units run out of.
    blocks: unit.name !== 'SM' && warpsPerBlock === 1 ? Number.POSITIVE_INFINITY : unit.blocks,
    registers: blocksOf(fitting(unit.registers, use.registers, unit.registerStep, unit.warps)),
    'scalar-registers':
      unit.scalars && use.scalars !== undefined
        ? blocksOf(fitting(unit.scalars.count, use.scalars, unit.scalars.step, unit.warps))
        : Number.POSITIVE_INFINITY,
    'shared-memory':
      use.sharedBytes > unit.shared.most
        ? 0
        : sharedPerBlock === 0
          ? Number.POSITIVE_INFINITY
          : Math.floor(unit.shared.bytes / sharedPerBlock),
  };
  const blocks = Math.min(...Object.values(byLimit));
  const reached = occupancyLimits.filter((limit) => byLimit[limit] === blocks);
  return {
    threads,
    blocks,
    warps: blocks * warpsPerBlock,
    most: unit.warps * unit.simds,
    limitedBy: reached.includes('warps') ? ['warps'] : reached,
  };
}

/** Sizes of blocks that people use, up to the most that the kernel was compiled for. */
export function occupancies(architecture: Architecture, use: Use, mostThreads: number): Occupancy[] {
  return [64, 128, 256, 512, 1024]
    .filter((threads) => threads <= mostThreads)
    .map((threads) => occupancyOf(architecture, use, threads));
}
