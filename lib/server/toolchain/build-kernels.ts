// Makes a program out of the C++ of kernels and the driver around it, inside the sandbox, or takes it from the cache. In
// come files and the tools, out come the program's path or why there is none, with the compiler's own words.
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { ProcessLimits, Stop } from '@/lib/run/job';
import { fixedBounds } from '../limits';
import { type JobFolder, runSandboxed } from '../sandbox';
import type { BuildTools, Built } from './build';
import { cacheKey, evict, keep, kept } from './build-cache';
import { buildFailure, cleanMessages } from './build-failure';
import { inside, type Toolchain } from './toolchain';

/**
 * - `-march=native`: the program runs where it was built, and vectors are the point of it.
 * - `-ffp-contract=off`: the IR rounds after every operation.
 * - `-fno-math-errno -fno-trapping-math`: nobody asks for errno or floating-point traps; no value changes.
 */
const flags = [
  ...['-std=c++17', '-O3', '-march=native', '-ffp-contract=off', '-fno-math-errno', '-fno-trapping-math'],
  '-Wno-unknown-pragmas',
];

/** clang's OpenMP needs a library that Debian does not install with it; its vector part needs none. */
const openmp = { gcc: ['-fopenmp'], clang: ['-fopenmp-simd', '-Wno-pass-failed'] } as const satisfies Record<
  Toolchain['id'],
  readonly string[]
>;

/** Builds C++ files as a job of `folder`'s user. Failures of the build are results, not exceptions. */
export async function buildKernels(
  files: Readonly<Record<string, string>>,
  tools: Omit<BuildTools, 'runtime'>,
  folder: JobFolder,
  limits: ProcessLimits,
  stop: Stop,
): Promise<Built> {
  const { toolchain, version } = tools.found;
  const names = Object.keys(files);
  const argv = [toolchain.label, ...flags, ...openmp[toolchain.id], '-o', inside.built, ...names, '-lm'];
  // A program for this very processor is no use on another one that shares the cache.
  const key = cacheKey(version, argv, cpus()[0]?.model ?? '', files);
  const program = await kept(tools.root.cache, key);
  if (program) return { program, messages: '', buildMs: 0, cached: true };

  const began = performance.now();
  for (const [path, text] of Object.entries(files)) await folder.put(`src/${path}`, text);
  const run = await runSandboxed(
    {
      argv,
      mounts: [{ from: join(folder.path, 'src'), to: inside.sources }],
      env: {},
      cwd: inside.sources,
      collect: inside.built,
      records: false,
      uid: folder.uid,
      filterFile: tools.filterFile,
    },
    limits,
    stop,
  );
  const messages = cleanMessages(run.stderr + run.stdout);
  const buildMs = performance.now() - began;
  if (run.ending.kind !== 'exited' || run.ending.exitCode !== 0 || run.collected.length === 0)
    return { failure: buildFailure(run, messages, limits), messages, buildMs, cached: false };
  const made = await keep(tools.root.cache, key, run.collected, 0o600);
  await evict(tools.root.cache, fixedBounds.cacheBytes);
  return { program: made, messages, buildMs, cached: false };
}
