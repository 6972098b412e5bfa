// The places where something can run, by id: a complete table. Knows neither how they run nor where they are found.

export const runnerIds = [
  'interpreter',
  'wasm',
  'webgpu',
  'cuda-on-cpu',
  'hip-on-cpu',
  'cpp',
  'opencl',
  'hip-amd',
  'cuda-nvidia',
] as const;
export type RunnerId = (typeof runnerIds)[number];

/** 32 lanes (CUDA warps, RDNA wavefronts) or 64 (GCN and CDNA wavefronts). */
export const warpSizes = [32, 64] as const;
export type WarpSize = (typeof warpSizes)[number];

export type RunnerFacts = {
  readonly label: string;
  /** One plain sentence for people who see the name for the first time. */
  readonly about: string;
  readonly place: 'browser' | 'server';
  /** What it takes: the user's original program, its HIP port, or IR with a plan. */
  readonly takes: 'original' | 'port' | 'plan';
  /** Warp sizes it can run with; the first is its own when nobody asks. */
  readonly warps: readonly WarpSize[];
  /** False: a later version brings it; asking for it today says so. */
  readonly built: boolean;
};

export const runners = {
  interpreter: {
    label: 'Interpreter',
    about: 'Runs every thread of a kernel in order, here and in your browser, and checks each access.',
    place: 'browser',
    takes: 'plan',
    warps: [32, 64],
    built: true,
  },
  wasm: {
    label: 'WebAssembly',
    about: 'Runs kernels on the CPU of this browser; comes with a later version.',
    place: 'browser',
    takes: 'plan',
    warps: [32, 64],
    built: false,
  },
  webgpu: {
    label: 'WebGPU',
    about: 'Runs kernels on the GPU of this browser; comes with a later version.',
    place: 'browser',
    takes: 'plan',
    warps: [32],
    built: false,
  },
  'cuda-on-cpu': {
    label: 'CUDA on CPU',
    about: "Your original program, compiled for the server's CPU with warps of 32 lanes: the reference.",
    place: 'server',
    takes: 'original',
    warps: [32],
    built: true,
  },
  'hip-on-cpu': {
    label: 'HIP on CPU',
    about:
      "The HIP port, compiled for the server's CPU with wavefronts of 64 lanes (as on CDNA) or 32 (as on RDNA).",
    place: 'server',
    takes: 'port',
    warps: [64, 32],
    built: true,
  },
  cpp: {
    label: 'C++',
    about: "Kernels as C++, split where their threads meet, on all cores of the server's CPU.",
    place: 'server',
    takes: 'plan',
    warps: [32, 64],
    built: true,
  },
  opencl: {
    label: 'OpenCL',
    about: 'Kernels as OpenCL C on any OpenCL device; comes with a later version.',
    place: 'server',
    takes: 'plan',
    warps: [32],
    built: false,
  },
  'hip-amd': {
    label: 'HIP on AMD',
    about:
      'The HIP port, built by the compiler for AMD GPUs: assembly, registers, LDS and occupancy; run where an AMD GPU is.',
    place: 'server',
    takes: 'port',
    warps: [64, 32],
    built: true,
  },
  'cuda-nvidia': {
    label: 'CUDA on NVIDIA',
    about:
      'The original program, built by nvcc: PTX, registers and shared memory; run where an NVIDIA GPU is, and then the reference.',
    place: 'server',
    takes: 'original',
    warps: [32],
    built: true,
  },
} as const satisfies Record<RunnerId, RunnerFacts>;

export function isWarpSize(value: number): value is WarpSize {
  return value === 32 || value === 64;
}
