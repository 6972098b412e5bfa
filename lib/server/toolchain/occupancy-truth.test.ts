// Our occupancies beside those of the vendors' own code: NVIDIA's cuda_occupancy.h, compiled, and what LLVM writes into
// the assembly of kernels that use many registers. What is not installed is printed as unchecked.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ArchitectureId, architectureIds, architectures } from '@/lib/run/architectures';
import { occupancyOf } from '@/lib/run/occupancy';
import { readAmdAssembly } from './assembly-amd';

const folder = mkdtempSync(join(tmpdir(), 'occupancy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const include = '/usr/local/cuda/include';
const hasNvidia = existsSync(join(include, 'cuda_occupancy.h'));
if (!hasNvidia)
  console.warn('unchecked: occupancy of NVIDIA GPUs, because cuda_occupancy.h is not installed');

test.skipIf(!hasNvidia)('blocks per SM are those of cuda_occupancy.h', () => {
  const ids = architectureIds.filter((id) => architectures[id].vendor === 'nvidia');
  const cases = ids.flatMap((id) =>
    [16, 32, 40, 64, 96, 168, 255].flatMap((registers) =>
      [0, 1024, 6000, 20_000, 49_152].flatMap((sharedBytes) =>
        [64, 96, 128, 256, 512, 1024]
          .filter((threads) => registers * threads <= 65_536)
          .map((threads) => ({ id, registers, sharedBytes, threads })),
      ),
    ),
  );
  const rows = cases.map(({ id, registers, sharedBytes, threads }) => {
    const { unit } = architectures[id];
    const capability = Number(id.slice(3));
    const numbers = [
      Math.floor(capability / 10),
      capability % 10,
      unit.warps * unit.simds * 32,
      unit.shared.bytes,
    ];
    return `{${[...numbers, unit.shared.most, unit.shared.perBlock, registers, sharedBytes, threads].join(', ')}}`;
  });
  // The numbers of the device are what a driver would answer; what is tried is how they are put together.
  writeFileSync(
    join(folder, 'ask.cpp'),
    `#include <cstdio>
#include <cstring>
#include "cuda_occupancy.h"
int rows[][9] = {${rows.join(',\n')}};
int main() {
  for (auto &r : rows) {
    cudaOccDeviceProp device;
    cudaOccFuncAttributes kernel;
    cudaOccDeviceState state;
    cudaOccResult result;
    memset(&device, 0, sizeof device);
    memset(&kernel, 0, sizeof kernel);
    device.computeMajor = r[0];
    device.computeMinor = r[1];
    device.maxThreadsPerBlock = 1024;
    device.maxThreadsPerMultiprocessor = r[2];
    device.regsPerBlock = device.regsPerMultiprocessor = 65536;
    device.warpSize = 32;
    device.sharedMemPerBlock = 49152;
    device.sharedMemPerMultiprocessor = r[3];
    device.sharedMemPerBlockOptin = r[4];
    device.reservedSharedMemPerBlock = r[5];
    device.numSms = 1;
    kernel.maxThreadsPerBlock = 1024;
    kernel.numRegs = r[6];
    kernel.sharedSizeBytes = r[7];
    kernel.partitionedGCConfig = PARTITIONED_GC_OFF;
    kernel.shmemLimitConfig = FUNC_SHMEM_LIMIT_OPTIN;
    kernel.maxDynamicSharedSizeBytes = r[4];
    int bad = cudaOccMaxActiveBlocksPerMultiprocessor(&result, &device, &kernel, &state, r[8], 0);
    printf("%d\\n", bad ? -bad : result.activeBlocksPerMultiprocessor);
  }
}
`,
  );
  execFileSync('g++', ['-I', include, '-o', join(folder, 'ask'), join(folder, 'ask.cpp')]);
  const told = execFileSync(join(folder, 'ask')).toString().trim().split('\n').map(Number);
  const ours = cases.map(({ id, threads, ...use }) => occupancyOf(architectures[id], use, threads).blocks);
  const different = cases.flatMap((one, i) =>
    told[i] === ours[i]
      ? []
      : [
          {
            ...one,
            told: told[i],
            ours: ours[i],
            by: occupancyOf(architectures[one.id], one, one.threads).limitedBy,
          },
        ],
  );
  expect(different).toEqual([]);
  expect(told.length).toBeGreaterThan(1000);
});

const hasHip = existsSync('/usr/bin/hipcc');
if (!hasHip) console.warn('unchecked: occupancy of AMD GPUs, because hipcc is not installed');

const all = process.env.CROSSWARP_ALL === '1';
const sizes = all ? [8, 24, 40, 60, 90, 120, 180, 230] : [8, 40, 90, 150];

/** Kernels that keep N values alive across a barrier, so that they need about N registers. */
const hungry = `#include <hip/hip_runtime.h>
template <int N> __global__ void hungry(float *p) {
  float v[N];
  for (int i = 0; i < N; i++) v[i] = p[i * 64 + threadIdx.x];
  __syncthreads();
  for (int i = 0; i < N; i++) p[i * 64 + threadIdx.x] = v[N - 1 - i] * v[(i * 7) % N];
}
${sizes.map((n) => `template __global__ void hungry<${n}>(float *);`).join('\n')}
`;

test.skipIf(!hasHip)(
  'warps per SIMD are those that LLVM computes from registers',
  { timeout: 600_000 },
  () => {
    writeFileSync(join(folder, 'hungry.hip'), hungry);
    const archs: ArchitectureId[] = all ? ['gfx900', 'gfx908', 'gfx90a', 'gfx1010', 'gfx1030'] : ['gfx90a'];
    for (const arch of archs) {
      const out = join(folder, `${arch}.s`);
      const args = [
        '-O3',
        `--offload-arch=${arch}`,
        '-S',
        '--cuda-device-only',
        '-x',
        'hip',
        join(folder, 'hungry.hip'),
      ];
      execFileSync('hipcc', [...args, '-o', out], {
        stdio: 'ignore',
        env: { ...process.env, HIP_PLATFORM: 'amd' },
      });
      const text = readFileSync(out, 'utf8');
      const told = new Map(
        [...text.matchAll(/^(_Z6hungry\w+):[\s\S]*?^; Occupancy: (\d+)/gm)].map(([, symbol, waves]) => [
          symbol,
          Number(waves),
        ]),
      );
      const { kernels } = readAmdAssembly(text, arch, (symbol) => symbol);
      expect(kernels).toHaveLength(sizes.length);
      const { unit, warp } = architectures[arch];
      // One warp a block: no block is too large to fit, so only registers count, as in LLVM's number.
      for (const { symbol, registers = 0, scalarRegisters: scalars, kernel } of kernels)
        expect([
          arch,
          kernel,
          registers,
          occupancyOf(architectures[arch], { registers, scalars, sharedBytes: 0 }, warp).warps / unit.simds,
        ]).toEqual([arch, kernel, registers, told.get(symbol)]);
      expect(new Set(told.values()).size, arch).toBeGreaterThan(1);
    }
  },
);
