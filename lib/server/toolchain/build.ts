// Makes a program out of C++ text, inside the sandbox, or takes it from the cache. In come files that a compiler can
// read and the tools, out come the program's path or why there is none, with the compiler's own words.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Path, Sources } from '@/lib/core/sources';
import type { ProcessLimits, Stop } from '@/lib/run/job';
import { fixedBounds } from '../limits';
import { type Failed, type JobFolder, runSandboxed, type WorkRoot } from '../sandbox';
import { cacheKey, evict, keep, kept } from './build-cache';
import { buildFailure, cleanMessages } from './build-failure';
import { faceFolder } from './face';
import { linkedWith, needsCpp20 } from './libraries';
import type { RuntimeCopy } from './runtime-copy';
import { type FaceUnit, type FoundToolchain, inside } from './toolchain';

export type BuildTools = {
  readonly root: WorkRoot;
  readonly filterFile: string;
  readonly found: FoundToolchain;
  readonly runtime: RuntimeCopy;
};

export type Built = {
  /** Path of the program in the cache; absent when the build failed. */
  readonly program?: string;
  /** Why it failed. */
  readonly failure?: Failed;
  /** What the compiler said, in the user's own file names and lines. */
  readonly messages: string;
  readonly buildMs: number;
  readonly cached: boolean;
};

/**
 * Builds `sources` (already C++) as a job of `folder`'s user. Failures of the build are results, not exceptions.
 * @param sources with the files that are compiled, where there are others than main
 */
export async function buildProgram(
  sources: Sources & { readonly units?: readonly Path[] },
  unit: FaceUnit,
  tools: BuildTools,
  folder: JobFolder,
  limits: ProcessLimits,
  stop: Stop,
): Promise<Built> {
  const { toolchain, version } = tools.found;
  // A name that begins with a minus would be read as an option.
  const units = (sources.units ?? [sources.main]).map((path) => (path.startsWith('-') ? `./${path}` : path));
  const argv = toolchain.build({
    ...unit,
    units,
    libraries: linkedWith(sources),
    cpp20: needsCpp20(sources),
  });
  const files = Object.entries(sources.files).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = cacheKey(version, argv, tools.runtime.hash, files);
  const program = await kept(tools.root.cache, key);
  if (program) {
    const messages = await readFile(join(tools.root.cache, `${key}.txt`), 'utf8').catch(() => '');
    return { program, messages, buildMs: 0, cached: true };
  }

  const began = performance.now();
  const face = await faceFolder(unit, tools);
  if ('failure' in face)
    return { failure: face.failure, messages: '', buildMs: performance.now() - began, cached: false };
  for (const [path, text] of files) await folder.put(`src/${path}`, text);
  const run = await runSandboxed(
    {
      argv,
      mounts: [
        { from: tools.runtime.path, to: inside.runtime },
        { from: face.path, to: inside.face },
        { from: join(folder.path, 'src'), to: inside.sources },
      ],
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
  await keep(tools.root.cache, `${key}.txt`, messages, 0o600);
  const made = await keep(tools.root.cache, key, run.collected, 0o600);
  await evict(tools.root.cache, fixedBounds.cacheBytes);
  return { program: made, messages, buildMs, cached: false };
}
