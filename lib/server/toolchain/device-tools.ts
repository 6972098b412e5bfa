// The compilers that build for GPUs, each as a value: hipcc, nvcc, and clang for PTX where nvcc is not. Each is looked
// for on this machine; out come argument vectors for inside the sandbox, or what is missing. Starts nothing but questions
// for a version.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type ArchitectureId, architectureIds, architectures } from '@/lib/run/architectures';
import { type Failed, failed, type Mount } from '../sandbox';
import { amdDevices, nvidiaDevices, type VisibleDevices } from './devices';
import { inside, standardOf } from './toolchain';

/** @property main the file that a text is made of */
export type DeviceUnit = {
  readonly main: string;
  readonly arch: ArchitectureId;
  /** Written in C++20 (libraries.ts). */
  readonly cpp20?: boolean;
  /** What is compiled besides it. */
  readonly others?: readonly string[];
  /** Device code of one file names that of another. */
  readonly linked?: boolean;
};

export type DeviceTools = {
  readonly id: 'hipcc' | 'nvcc' | 'clang';
  readonly label: string;
  readonly version: string;
  /** What it can build for, the default first. */
  readonly archs: readonly ArchitectureId[];
  /** Tool chains that lie outside /usr. */
  readonly mounts: readonly Mount[];
  /** Needs `inside.device`, our own headers. */
  readonly ownHeaders: boolean;
  /** Writes `output`, the text for the device alone. */
  text(unit: DeviceUnit, output: string): string[];
  /** Writes `output`, LLVM IR; absent where this tool has none to show. */
  ir?(unit: DeviceUnit, output: string): string[];
  /**
   * Builds the whole program, host and device, into `inside.built`; absent where only texts can be made.
   * @param recorder an object to link around the runtime, for a program that will be run
   */
  program?(unit: DeviceUnit, recorder?: string): string[];
  /** What is not as it could be, in one sentence. */
  readonly note?: string;
  /** The devices that are visible here; absent: nothing that is built can be run. */
  readonly devices?: VisibleDevices;
};

export type DeviceToolsFound = DeviceTools | { readonly missing: Failed; readonly install?: string };

const exec = promisify(execFile);

/** What a tool prints for `--version`, also when it then fails (hipcc without a GPU does). */
async function wordsOf(program: string): Promise<string> {
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C',
    HIP_PLATFORM: 'amd',
    NODE_ENV: 'production',
  } as const;
  try {
    return (await exec(program, ['--version'], { timeout: 10_000, env })).stdout;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '';
  }
}

/** Folders of a tool chain that the sandbox would not show by itself. */
function outsideUsr(...paths: readonly string[]): Mount[] {
  const roots = new Set<string>();
  for (const path of paths) if (existsSync(path) && !realpathSync(path).startsWith('/usr/')) roots.add(path);
  return [...roots].map((path) => ({ from: realpathSync(path), to: path }));
}

const vendorArchs = (vendor: 'amd' | 'nvidia') =>
  architectureIds.filter((id) => architectures[id].vendor === vendor);

function preferring(
  first: readonly (ArchitectureId | undefined)[],
  archs: readonly ArchitectureId[],
): ArchitectureId[] {
  const wanted = first.filter((id): id is ArchitectureId => id !== undefined && archs.includes(id));
  return [...new Set([...wanted, ...archs])];
}

/** What runtime/device/recorder.cpp stands around. */
const wrapped = (api: 'cuda' | 'hip') => [
  `__${api}RegisterFunction`,
  ...[
    'Malloc',
    'Free',
    'Memcpy',
    'MemcpyAsync',
    'LaunchKernel',
    'DeviceSynchronize',
    'StreamSynchronize',
  ].map((name) => `${api}${name}`),
];

// ---- AMD ----

/** Where a ROCm of AMD's own and Debian's packages lie, and their device libraries. */
const hipPlaces = [
  {
    root: '/opt/rocm',
    hipcc: '/opt/rocm/bin/hipcc',
    libraries: ['/opt/rocm/amdgcn/bitcode'],
    headers: '/opt/rocm/include',
  },
  {
    root: '/usr',
    hipcc: '/usr/bin/hipcc',
    libraries: [
      '/usr/lib/x86_64-linux-gnu/amdgcn/bitcode',
      '/usr/lib/aarch64-linux-gnu/amdgcn/bitcode',
      '/usr/lib/amdgcn/bitcode',
    ],
    headers: '/usr/include',
  },
];
const hipInstall = 'apt-get install hipcc libamdhip64-dev rocm-device-libs';

/** Architectures whose device library is installed: the compiler itself would refuse the others. */
function archsWithLibrary(folders: readonly string[]): ArchitectureId[] {
  const names = new Set(
    folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder)),
  );
  return vendorArchs('amd').filter((id) => names.has(`oclc_isa_version_${id.slice(3)}.bc`));
}

export async function findHip(devices: VisibleDevices | undefined = amdDevices()): Promise<DeviceToolsFound> {
  const place = hipPlaces.find(({ hipcc }) => existsSync(hipcc));
  if (!place) return { missing: failed('unavailable', 'hipcc-missing'), install: hipInstall };
  const lacks = (what: string): DeviceToolsFound => ({
    missing: failed('unavailable', 'hipcc-incomplete', { what }),
    install: hipInstall,
  });
  if (!existsSync(join(place.headers, 'hip', 'hip_runtime.h'))) return lacks('the HIP headers');
  const archs = archsWithLibrary(place.libraries);
  if (archs.length === 0) return lacks('the device libraries');
  const words = await wordsOf(place.hipcc);
  const version = /HIP version:\s*([\d.]+)/.exec(words)?.[1];
  const clang = /clang version ([\d.]+)/.exec(words)?.[1];
  if (version === undefined || clang === undefined) return lacks('a clang that it can use');
  const common = ({ main, arch, cpp20 }: DeviceUnit) => [
    place.hipcc,
    `--offload-arch=${arch}`,
    standardOf(cpp20),
    ...['-O3', '-fno-color-diagnostics', '-fno-caret-diagnostics', '-ferror-limit=50'],
    ...['-x', 'hip', main],
  ];
  return {
    id: 'hipcc',
    label: 'hipcc',
    version: `${version.split('.').slice(0, 2).join('.')} with clang ${clang}`,
    archs: preferring([devices?.arch, 'gfx90a', 'gfx1030'], archs),
    mounts: outsideUsr(place.root),
    ownHeaders: false,
    text: (unit, output) => [
      ...common(unit),
      // The driver warns of each library that it would link.
      ...[
        '-Wno-unused-command-line-argument',
        '-gline-tables-only',
        '--cuda-device-only',
        '-S',
        '-o',
        output,
      ],
    ],
    ir: (unit, output) => [
      ...common(unit),
      ...['-Wno-unused-command-line-argument', '-gline-tables-only', '--cuda-device-only'],
      ...['-S', '-emit-llvm', '-o', output],
    ],
    program: (unit, recorder) => [
      ...common(unit),
      ...(unit.others ?? []),
      // Of a file that will be linked it would write no assembly, so that the texts are made without.
      ...(unit.linked ? ['-fgpu-rdc', '--hip-link'] : []),
      ...(recorder === undefined
        ? []
        : [`-Wl,${recorder}`, ...wrapped('hip').map((name) => `-Wl,--wrap=${name}`)]),
      ...['-o', inside.built],
    ],
    ...(devices && { devices }),
  };
}

// ---- NVIDIA ----

const nvccPlaces = ['/usr/local/cuda/bin/nvcc', '/opt/cuda/bin/nvcc', '/usr/bin/nvcc', '/usr/local/bin/nvcc'];

/** Where nvcc is looked for; a test passes none and sees the way without it. */
export async function findNvidia(
  places: readonly string[] = nvccPlaces,
  devices: VisibleDevices | undefined = nvidiaDevices(),
): Promise<DeviceToolsFound> {
  const clang = await findClang();
  const nvcc = places.find((path) => existsSync(path));
  const version = nvcc && /release [\d.]+, V([\d.]+)/.exec(await wordsOf(nvcc))?.[1];
  if (nvcc && version) return nvccTools(nvcc, version, clang, devices);
  if (!clang) return { missing: failed('unavailable', 'nvcc-missing'), install: 'apt-get install clang' };
  return clang;
}

function nvccTools(
  nvcc: string,
  version: string,
  clang: DeviceTools | undefined,
  devices: VisibleDevices | undefined,
): DeviceTools {
  const common = ({ main, arch, cpp20, linked }: DeviceUnit) => [
    nvcc,
    `-arch=${arch}`,
    standardOf(cpp20),
    ...(linked ? ['-rdc=true'] : []),
    ...['-O3', '-lineinfo', '-x', 'cu', main],
  ];
  // CUDA 12 knows no sm_100, and CUDA 13 nothing before sm_75: nvcc says so itself, in one line.
  const root = dirname(dirname(nvcc));
  return {
    id: 'nvcc',
    label: 'nvcc',
    version,
    // What is built for the lowest also runs on a device whose name says nothing: the driver compiles its PTX.
    archs: preferring([devices ? (devices.arch ?? 'sm_75') : 'sm_90'], vendorArchs('nvidia')),
    mounts: outsideUsr(...(root === '/usr' || root === '/usr/local' ? ['/usr/local/cuda'] : [root])),
    ownHeaders: false,
    text: (unit, output) => [...common(unit), '-ptx', '-o', output],
    ...(clang?.ir && { ir: clang.ir }),
    program: (unit, recorder) => [
      ...common(unit),
      ...(unit.others ?? []),
      ...(recorder === undefined
        ? []
        : ['-Xlinker', recorder, ...wrapped('cuda').flatMap((name) => ['-Xlinker', `--wrap=${name}`])]),
      ...['--resource-usage', '-o', inside.built],
    ],
    ...(devices && { devices }),
  };
}

/** The newest architecture that clang 14, Debian's, has a name for. */
const clangArchs: readonly ArchitectureId[] = ['sm_80', 'sm_75', 'sm_86'];

async function findClang(): Promise<DeviceTools | undefined> {
  const path = '/usr/bin/clang++';
  const version = existsSync(path) && /clang version ([\d.]+)/.exec(await wordsOf(path))?.[1];
  if (!version) return undefined;
  const common = ({ main, arch, cpp20 }: DeviceUnit) => [
    'clang++',
    ...['-x', 'cuda', `--cuda-gpu-arch=${clangArchs.includes(arch) ? arch : 'sm_80'}`, '--cuda-device-only'],
    ...['-nocudainc', '-nocudalib', `-I${inside.device}`],
    // Without a toolkit clang takes the oldest PTX, which has no masks in its votes and shuffles.
    ...['-Xclang', '-target-feature', '-Xclang', '+ptx70'],
    ...['-Wno-unknown-cuda-version', '-Wno-c++11-narrowing', '-Wno-register', '-Wno-undefined-internal'],
    ...['-include', `${inside.device}/cuda_runtime.h`, standardOf(cpp20), '-O3', '-gline-tables-only'],
    ...['-fno-color-diagnostics', '-fno-caret-diagnostics', '-ferror-limit=50', main],
  ];
  return {
    id: 'clang',
    label: 'clang with headers of our own',
    version,
    archs: clangArchs,
    mounts: [],
    ownHeaders: true,
    text: (unit, output) => [...common(unit), '-S', '-o', output],
    ir: (unit, output) => [...common(unit), '-S', '-emit-llvm', '-o', output],
    note: 'ptx-from-clang',
  };
}
