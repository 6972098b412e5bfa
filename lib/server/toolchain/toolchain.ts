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
  /** The CPU runtime's headers. */
  include: '/crosswarp/include',
  /** `cuda.h` or `hip.h`, and what was precompiled of it. */
  face: '/crosswarp/face',
  /** The built program, in a build and in a run. */
  built: '/tmp/program',
  program: '/job/program',
} as const;

export type BuildUnit = { readonly main: string; readonly face: Face; readonly warp: WarpSize };

export type Toolchain = {
  readonly id: 'gcc' | 'clang';
  readonly label: string;
  /** What it compiles. */
  readonly accepts: 'cpp';
  /** Debian's package. */
  readonly package: string;
  /** The compiler's version; undefined when it is not here. */
  probe(): Promise<string | undefined>;
  /** Compiles and links `main` into `inside.built`. */
  build(unit: BuildUnit): string[];
  /** Compiles the face header into `output`, for later builds with the same flags. */
  precompile(unit: Omit<BuildUnit, 'main'>, output: string): string[];
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

/**
 * Flags of every build.
 * - `-ffp-contract=off`: g++ fuses a*b+c where it sees fit, in one build and not in another; results of two programs that
 *   are the same arithmetic must be the same numbers. The CPU's baseline instructions for the same reason: no -march.
 * - `-fno-strict-aliasing`: device code that nvcc and hipcc compile reads floats as integers and through `float4 *`.
 */
const flags = [
  '-std=c++17',
  '-O2',
  '-pthread',
  '-ffp-contract=off',
  '-fno-strict-aliasing',
  '-Wno-unknown-pragmas',
  `-I${inside.include}`,
];

function defines({ face, warp }: Omit<BuildUnit, 'main'>): string[] {
  return face === 'hip' ? [`-DCROSSWARP_WARP_SIZE=${warp}`] : [];
}

const gcc: Toolchain = {
  id: 'gcc',
  label: 'g++',
  accepts: 'cpp',
  package: 'g++',
  precompiledSuffix: '.gch',
  probe: () => versionOf('g++'),
  // Carets would show the rewritten line, not the user's.
  build: (unit) => [
    'g++',
    ...flags,
    ...defines(unit),
    ...['-fdiagnostics-color=never', '-fno-diagnostics-show-caret', '-fmax-errors=50'],
    ...['-include', `${inside.face}/${unit.face}.h`],
    ...['-o', inside.built, '-x', 'c++', unit.main],
  ],
  precompile: (unit, output) => [
    'g++',
    ...flags,
    ...defines(unit),
    ...['-o', output, '-x', 'c++-header', `${inside.face}/${unit.face}.h`],
  ],
};

const clang: Toolchain = {
  id: 'clang',
  label: 'clang++',
  accepts: 'cpp',
  package: 'clang',
  precompiledSuffix: '.pch',
  probe: () => versionOf('clang++'),
  build: (unit) => [
    'clang++',
    ...flags,
    ...defines(unit),
    ...['-fno-color-diagnostics', '-fno-caret-diagnostics', '-ferror-limit=50'],
    ...['-include', `${inside.face}/${unit.face}.h`],
    ...['-o', inside.built, '-x', 'c++', unit.main],
  ],
  precompile: (unit, output) => [
    'clang++',
    ...flags,
    ...defines(unit),
    ...['-o', output, '-x', 'c++-header', `${inside.face}/${unit.face}.h`],
  ],
};

/** In order of preference: the first that is here is used. */
export const toolchains: readonly Toolchain[] = [gcc, clang];

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
