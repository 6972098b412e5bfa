// How many warps fit: against numbers that the vendors' documents give, and the edges.
import { expect, test } from 'vitest';
import { architectures } from './architectures';
import { occupancies, occupancyOf } from './occupancy';

const cdna2 = architectures.gfx90a;
const hopper = architectures.sm_90;

test('a kernel that uses little fills the unit, and the warps themselves are the limit', () => {
  expect(occupancyOf(cdna2, { registers: 24, scalars: 16, sharedBytes: 0 }, 256)).toEqual({
    threads: 256,
    blocks: 8,
    warps: 32,
    most: 32,
    limitedBy: ['warps'],
  });
});

test('vector registers are handed out in steps', () => {
  // 512 / 8 waves = 64 registers each: one more and a wave less fits on each SIMD.
  const warps = (registers: number) => occupancyOf(cdna2, { registers, sharedBytes: 0 }, 64).warps;
  expect([warps(64), warps(65), warps(72), warps(73), warps(128), warps(256), warps(512)]).toEqual([
    32, 28, 28, 24, 16, 8, 4,
  ]);
  expect(occupancyOf(cdna2, { registers: 128, sharedBytes: 0 }, 256).limitedBy).toEqual(['registers']);
});

test('shared memory limits blocks, and too much of it lets none in', () => {
  expect(occupancyOf(cdna2, { registers: 24, sharedBytes: 32 * 1024 }, 256)).toMatchObject({
    blocks: 2,
    warps: 8,
    limitedBy: ['shared-memory'],
  });
  expect(occupancyOf(cdna2, { registers: 24, sharedBytes: 64 * 1024 + 1 }, 256)).toMatchObject({
    blocks: 0,
    warps: 0,
  });
});

test('scalar registers limit GCN and CDNA, and never RDNA', () => {
  expect(
    occupancyOf(architectures.gfx906, { registers: 4, scalars: 102, sharedBytes: 0 }, 64).limitedBy,
  ).toEqual(['scalar-registers']);
  expect(
    occupancyOf(architectures.gfx1030, { registers: 4, scalars: 106, sharedBytes: 0 }, 64).limitedBy,
  ).toEqual(['warps']);
});

test('large blocks leave room that no further block fits in', () => {
  // 40 registers are 2 KiB a warp: 48 warps would fit in 96 registers of each quarter, and only whole blocks count.
  expect(occupancyOf(hopper, { registers: 40, sharedBytes: 0 }, 1024)).toMatchObject({
    blocks: 1,
    warps: 32,
  });
  expect(occupancyOf(hopper, { registers: 32, sharedBytes: 0 }, 1024)).toMatchObject({
    blocks: 2,
    warps: 64,
  });
});

test('block sizes beyond what the kernel allows are not listed', () => {
  expect(occupancies(hopper, { registers: 32, sharedBytes: 0 }, 256).map(({ threads }) => threads)).toEqual([
    64, 128, 256,
  ]);
});
