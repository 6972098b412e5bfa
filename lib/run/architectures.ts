// The architectures that real compilers build for, with what a compute unit of each holds: a complete table. Knows no
// compiler; occupancy.ts turns these numbers into how many warps fit.
import type { WarpSize } from './runner';

/**
 * What one compute unit holds: a CU (GCN, CDNA), a WGP of two CUs (RDNA), an SM (NVIDIA). Registers are counted per
 * SIMD (NVIDIA: per quarter of an SM) and per lane.
 */
export type Unit = {
  /** How the vendor calls it. */
  readonly name: 'CU' | 'WGP' | 'SM';
  readonly simds: number;
  /** Most warps per SIMD, whatever they use. */
  readonly warps: number;
  /** Most blocks per unit. */
  readonly blocks: number;
  /** Vector registers per lane of one SIMD, handed out in multiples of `registerStep`. */
  readonly registers: number;
  readonly registerStep: number;
  /** Scalar registers per SIMD and the step they are handed out in; absent where every warp has a full set. */
  readonly scalars?: { readonly count: number; readonly step: number };
  /** Bytes of shared memory, the step they are handed out in, what each block costs on top, and the most for one block. */
  readonly shared: {
    readonly bytes: number;
    readonly step: number;
    readonly perBlock: number;
    readonly most: number;
  };
};

export type Architecture = {
  readonly vendor: 'amd' | 'nvidia';
  /** Products that people know it by. */
  readonly label: string;
  readonly warp: WarpSize;
  readonly unit: Unit;
};

const KiB = 1024;

/**
 * GCN 5 and CDNA 1: 4 SIMDs, 256 vector registers in steps of 4, 10 waves (LLVM 15, AMDGPUBaseInfo.cpp: getTotalNumVGPRs,
 * getVGPRAllocGranule, getMaxWavesPerEU); 800 scalar registers in steps of 16 (getTotalNumSGPRs, getSGPRAllocGranule);
 * 64 KiB of LDS in steps of 128 dwords, at most 16 workgroups of more than one wave (AMDGPU.td FeatureLocalMemorySize65536,
 * AMDGPUAsmPrinter.cpp, getMaxWorkGroupsPerCU; "Vega" ISA guide, sections 1 and 3).
 */
const gcn5: Unit = {
  name: 'CU',
  simds: 4,
  warps: 10,
  blocks: 16,
  registers: 256,
  registerStep: 4,
  scalars: { count: 800, step: 16 },
  shared: { bytes: 64 * KiB, step: 512, perBlock: 0, most: 64 * KiB },
};
/** CDNA 2 and 3: vector and accumulation registers share 512 in steps of 8, 8 waves (same functions, FeatureGFX90AInsts). */
const cdna2: Unit = { ...gcn5, warps: 8, registers: 512, registerStep: 8 };
/**
 * RDNA at 32 lanes: 4 SIMDs of a WGP, 1024 registers in steps of 8, 20 waves; each wave has its full set of scalar
 * registers; 128 KiB of LDS per WGP, 64 KiB for one workgroup, at most 32 workgroups (same functions; RDNA white paper).
 */
const rdna1: Unit = {
  name: 'WGP',
  simds: 4,
  warps: 20,
  blocks: 32,
  registers: 1024,
  registerStep: 8,
  shared: { bytes: 128 * KiB, step: 512, perBlock: 0, most: 64 * KiB },
};
/** RDNA 2: 16 waves, steps of 16 (FeatureGFX10_3Insts). */
const rdna2: Unit = { ...rdna1, warps: 16, registerStep: 16 };
/** RDNA 3 and 4 of the larger kind: 1536 registers in steps of 24 (FeatureGFX11FullVGPRs), LDS in steps of 1 KiB. */
const rdna3: Unit = {
  ...rdna2,
  registers: 1536,
  registerStep: 24,
  shared: { bytes: 128 * KiB, step: 1024, perBlock: 0, most: 64 * KiB },
};

/**
 * An SM: 4 quarters of 16384 registers, which is 512 for each of 32 lanes, in steps of 256 per warp, which is 8; 1 KiB of
 * shared memory kept per block from 8.0 on (CUDA programming guide, "technical specifications per compute capability";
 * cuda_occupancy.h of CUDA 13: cudaOccRegAllocationGranularity, cudaOccSMemAllocationGranularity, cudaOccMaxBlocksPerSM).
 */
function sm(warps: number, blocks: number, sharedKiB: number, mostKiB: number, turing = false): Unit {
  return {
    name: 'SM',
    simds: 4,
    warps: warps / 4,
    blocks,
    registers: 512,
    registerStep: 8,
    shared: {
      bytes: sharedKiB * KiB,
      step: turing ? 256 : 128,
      perBlock: turing ? 0 : KiB,
      most: mostKiB * KiB,
    },
  };
}

export const architectureIds = [
  'gfx900',
  'gfx906',
  'gfx908',
  'gfx90a',
  'gfx942',
  'gfx1010',
  'gfx1030',
  'gfx1100',
  'gfx1201',
  'sm_75',
  'sm_80',
  'sm_86',
  'sm_89',
  'sm_90',
  'sm_100',
  'sm_120',
] as const;
export type ArchitectureId = (typeof architectureIds)[number];

export const architectures = {
  gfx900: { vendor: 'amd', label: 'Vega 10 (RX Vega, MI25)', warp: 64, unit: gcn5 },
  gfx906: { vendor: 'amd', label: 'Vega 20 (MI50, MI60)', warp: 64, unit: gcn5 },
  gfx908: { vendor: 'amd', label: 'CDNA (MI100)', warp: 64, unit: gcn5 },
  gfx90a: { vendor: 'amd', label: 'CDNA 2 (MI210, MI250)', warp: 64, unit: cdna2 },
  gfx942: { vendor: 'amd', label: 'CDNA 3 (MI300)', warp: 64, unit: cdna2 },
  gfx1010: { vendor: 'amd', label: 'RDNA (RX 5700)', warp: 32, unit: rdna1 },
  gfx1030: { vendor: 'amd', label: 'RDNA 2 (RX 6800, RX 6900)', warp: 32, unit: rdna2 },
  gfx1100: { vendor: 'amd', label: 'RDNA 3 (RX 7900)', warp: 32, unit: rdna3 },
  gfx1201: { vendor: 'amd', label: 'RDNA 4 (RX 9070)', warp: 32, unit: rdna3 },
  sm_75: { vendor: 'nvidia', label: 'Turing (T4, RTX 20)', warp: 32, unit: sm(32, 16, 64, 64, true) },
  sm_80: { vendor: 'nvidia', label: 'Ampere (A100)', warp: 32, unit: sm(64, 32, 164, 163) },
  sm_86: { vendor: 'nvidia', label: 'Ampere (RTX 30)', warp: 32, unit: sm(48, 16, 100, 99) },
  sm_89: { vendor: 'nvidia', label: 'Ada (L4, RTX 40)', warp: 32, unit: sm(48, 24, 100, 99) },
  sm_90: { vendor: 'nvidia', label: 'Hopper (H100, H200)', warp: 32, unit: sm(64, 32, 228, 227) },
  sm_100: { vendor: 'nvidia', label: 'Blackwell (B200)', warp: 32, unit: sm(64, 32, 228, 227) },
  sm_120: { vendor: 'nvidia', label: 'Blackwell (RTX 50)', warp: 32, unit: sm(48, 24, 100, 99) },
} as const satisfies Record<ArchitectureId, Architecture>;

export function isArchitectureId(word: string): word is ArchitectureId {
  return Object.hasOwn(architectures, word);
}

/** The runner that builds for an architecture. */
export function runnerOf(id: ArchitectureId): 'hip-amd' | 'cuda-nvidia' {
  return architectures[id].vendor === 'amd' ? 'hip-amd' : 'cuda-nvidia';
}
