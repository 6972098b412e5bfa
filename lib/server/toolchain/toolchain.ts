// The compilers that make a program for this machine's CPU out of C++ text, each as a value. In come paths inside the
// sandbox, out come argument vectors. Starts nothing but the question for a version.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WarpSize } from '@/lib/run/runner';

/** Which API's runtime headers a program is compiled against. */
export type Face = 'cuda' | 'hip';

/** Where things are inside the sandbox; the same in every build, so that messages and headers never name the host. */
export const inside = {
  /** The user's files; compilers run in it, so that messages name `main.cu` and nothing more. */
  sources: '/src',
  /** The CPU runtime: `engine.cpp` and `include/`. */
  runtime: '/crosswarp/runtime',
  /** Headers of our own for making PTX without a CUDA toolkit. */
  device: '/crosswarp/runtime/device',
  /** What is made once per face: `cuda.h` or `hip.h`, what was precompiled of it, and the engine's object. */
  face: '/crosswarp/face',
  engine: '/crosswarp/face/engine.o',
  /** The built program, in a build and in a run. */
  built: '/tmp/program',
  program: '/job/program',
} as const;

export type BuildUnit = {
  /** The files that are compiled and linked with one another. */
  readonly units: readonly string[];
  readonly face: Face;
  readonly warp: WarpSize;
  /** Every access to memory is told to the engine (runtime/include/crosswarp/check.h). */
  readonly check?: boolean;
  /** Written in C++20: what was precompiled of the face, in C++17, is of no use then. */
  readonly cpp20?: boolean;
  /** Words for libraries: see libraries.ts. */
  readonly libraries?: readonly string[];
};

/** What programs of one face and warp size have in common. */
export type FaceUnit = Omit<BuildUnit, 'units' | 'libraries' | 'cpp20'>;

export type Toolchain = {
  readonly id: 'gcc' | 'clang';
  readonly label: string;
  /** What it compiles. */
  readonly accepts: 'cpp';
  /** Debian's package. */
  readonly package: string;
  /** The compiler's version; undefined when it is not here. */
  probe(): Promise<string | undefined>;
  /** Compiles the units and links them with the engine into `inside.built`. */
  build(unit: BuildUnit): string[];
  /** Compiles the face header into `output`, for later builds with the same flags. */
  precompile(unit: FaceUnit, output: string): string[];
  /** Compiles the runtime's engine into the object `output`, for later builds with the same flags. */
  engine(unit: FaceUnit, output: string): string[];
  /** What the face header's precompiled form is called next to it. */
  readonly precompiledSuffix: string;
};

const exec = promisify(execFile);

async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await exec(program, ['-dumpfullversion', '-dumpversion'], {
      timeout: 10_000,
      env: { PATH: '/usr/bin:/bin', LANG: 'C', NODE_ENV: 'production' },
    });
    return /^\d+(\.\d+)*/.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}

/** The C++ that nvcc and hipcc take unless told; programs that say more than it can are built as C++20 (libraries.ts). */
export const standardOf = (cpp20: boolean | undefined): string => (cpp20 ? '-std=c++20' : '-std=c++17');

/**
 * Flags of every build.
 * - `-ffp-contract=off`: g++ fuses a*b+c where it sees fit, in one build and not in another; results of two programs that
 *   are the same arithmetic must be the same numbers. The CPU's baseline instructions for the same reason: no -march.
 * - `-fno-math-errno`: a device has no errno; square roots are an instruction then, with the same values.
 * - `-fno-strict-aliasing`: device code that nvcc and hipcc compile reads floats as integers and through `float4 *`.
 */
const flags = [
  '-O2',
  '-pthread',
  '-ffp-contract=off',
  '-fno-math-errno',
  '-fno-strict-aliasing',
  '-Wno-unknown-pragmas',
  `-I${inside.runtime}/include`,
];

/**
 * What --check adds. The compiler's own library for -fsanitize=thread stays away, because the engine has the calls that
 * it would answer: g++ leaves it out with the default libraries, which then are named one by one.
 * -O1 keeps accesses where they were written, -g1 is the line of each; frame pointers lead to the line of the user's
 * call where an access is in a header of ours.
 */
const checked = ['-O1', '-g1', '-fno-omit-frame-pointer', '-DCROSSWARP_CHECK', '-fsanitize=thread'];
const wrapped = '-Wl,--wrap=memcpy,--wrap=memmove,--wrap=memset';
const checkWords = {
  gcc: {
    compile: [
      '-finline-functions',
      '-finline-small-functions',
      '--param=tsan-instrument-func-entry-exit=0',
      '--param=tsan-distinguish-volatile=1',
    ],
    link: ['-nodefaultlibs', wrapped],
    libraries: ['-lstdc++', '-lm', '-lgcc_s', '-lgcc', '-lc', '-lgcc_s', '-lgcc'],
  },
  clang: {
    compile: ['-mllvm', '-tsan-instrument-func-entry-exit=0', '-mllvm', '-tsan-distinguish-volatile=1'],
    link: ['-fno-sanitize-link-runtime', wrapped],
    libraries: [],
  },
} as const;

const warpOf = ({ face, warp }: FaceUnit) => (face === 'hip' ? [`-DCROSSWARP_WARP_SIZE=${warp}`] : []);

const runtimeHeaders: Readonly<Record<Face, string>> = {
  cuda: 'cuda_runtime.h',
  hip: 'hip/hip_runtime.h',
};

/** Programs are linked with the engine; see runtime/README.md. */
const linked = '-DCROSSWARP_ENGINE_LINKED';

type Driver = Pick<Toolchain, 'id' | 'package' | 'precompiledSuffix'> & {
  readonly command: string;
  readonly messages: readonly string[];
  /** Words of its own for the precompiled header. */
  readonly header: readonly string[];
};

/** Calls that the engine answers first, to draw from another seed where a run asks for it (runtime's seed-engine.h). */
const drawn = ['srand', 'srandom', 'srand48', 'rand', 'random', 'drand48', 'lrand48', 'mrand48', 'time']
  .concat('_ZNSt13random_device9_M_getvalEv')
  .map((name) => `-Wl,--wrap=${name}`);

/** g++ and clang++ take the same words but for how messages look. */
function driver({ command, messages, header, ...facts }: Driver): Toolchain {
  const words = checkWords[facts.id];
  const compileWords = ({ check }: FaceUnit) => (check ? [...checked, ...words.compile] : []);
  return {
    ...facts,
    label: command,
    accepts: 'cpp',
    probe: () => versionOf(command),
    build: (unit) => [
      command,
      standardOf(unit.cpp20),
      ...flags,
      ...warpOf(unit),
      ...compileWords(unit),
      linked,
      ...messages,
      ...['-include', unit.cpp20 ? runtimeHeaders[unit.face] : `${inside.face}/${unit.face}.h`],
      // The engine first: it begins before the program's global objects and ends after them.
      ...['-o', inside.built, inside.engine, '-x', 'c++', ...unit.units],
      ...drawn,
      ...(unit.libraries ?? []),
      ...(unit.check ? [...words.link, ...words.libraries] : []),
    ],
    precompile: (unit, output) => [
      command,
      standardOf(false),
      ...flags,
      ...warpOf(unit),
      ...compileWords(unit),
      linked,
      ...header,
      ...['-o', output, '-x', 'c++-header', `${inside.face}/${unit.face}.h`],
    ],
    engine: (unit, output) => [
      command,
      standardOf(false),
      ...flags,
      ...warpOf(unit),
      ...(unit.face === 'hip' ? ['-DCROSSWARP_ENGINE_HIP'] : []),
      ...(unit.check ? ['-DCROSSWARP_CHECK'] : []),
      ...['-o', output, '-c', `${inside.runtime}/engine.cpp`],
    ],
  };
}

/** In order of preference: the first that is here is used. Without carets, which would show the rewritten line. */
export const toolchains: readonly Toolchain[] = [
  driver({
    id: 'gcc',
    command: 'g++',
    package: 'g++',
    precompiledSuffix: '.gch',
    messages: ['-fdiagnostics-color=never', '-fno-diagnostics-show-caret', '-fmax-errors=50'],
    header: [],
  }),
  driver({
    id: 'clang',
    command: 'clang++',
    package: 'clang',
    precompiledSuffix: '.pch',
    messages: ['-fno-color-diagnostics', '-fno-caret-diagnostics', '-ferror-limit=50'],
    // Templates that the header itself uses are made once with it (g++ has no such word): a fifth of a second per build.
    header: ['-fpch-instantiate-templates'],
  }),
];

export type FoundToolchain = { readonly toolchain: Toolchain; readonly version: string };

export async function findToolchain(
  among: readonly Toolchain[] = toolchains,
): Promise<FoundToolchain | undefined> {
  for (const toolchain of among) {
    const version = await toolchain.probe();
    if (version) return { toolchain, version };
  }
  return undefined;
}
