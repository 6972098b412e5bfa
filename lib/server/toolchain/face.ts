// What all programs of one face and warp size share: the header they begin with, precompiled, and the runtime's engine,
// compiled. In come a face and the tools, out comes the folder that holds both. Knows nothing of the programs.
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { defaultLimits, fixedBounds } from '../limits';
import { type Failed, failed, openJobFolder, runSandboxed } from '../sandbox';
import type { BuildTools } from './build';
import { cacheKey, evict, kept } from './build-cache';
import { buildFailure, cleanMessages } from './build-failure';
import { type Face, type FaceUnit, inside } from './toolchain';

const headers: Readonly<Record<Face, string>> = {
  cuda: '#include <cuda_runtime.h>\n',
  hip: '#include <hip/hip_runtime.h>\n',
};

export type FaceFolder = { readonly path: string } | { readonly failure: Failed };

/** By path: two builds that need the same face at once make it once. */
const underway = new Map<string, Promise<FaceFolder>>();

/**
 * The folder to mount at `inside.face`, made once per runtime, compiler, flags, face and warp size. A folder that could
 * not be made whole is not kept, and the next build tries again.
 * @param gentle leave the processors to others where they want them
 */
export async function faceFolder(unit: FaceUnit, tools: BuildTools, gentle = false): Promise<FaceFolder> {
  const { toolchain, version } = tools.found;
  const commands = [toolchain.precompile(unit, ''), toolchain.engine(unit, '')];
  const name = `face-${cacheKey(version, commands, tools.runtime.hash).slice(0, 32)}`;
  const there = await kept(tools.root.shared, name);
  if (there) return { path: there };
  const path = join(tools.root.shared, name);
  const making = underway.get(path) ?? make(unit, tools, path, gentle).finally(() => underway.delete(path));
  underway.set(path, making);
  return making;
}

async function make(unit: FaceUnit, tools: BuildTools, path: string, gentle: boolean): Promise<FaceFolder> {
  const { toolchain } = tools.found;
  const header = `${unit.face}.h`;
  const fresh = await mkdtemp(join(tools.root.shared, 'fresh-'));
  try {
    await chmod(fresh, 0o755);
    await writeFile(join(fresh, header), headers[unit.face]);
    const output = '/tmp/made';
    const parts = {
      [`${header}${toolchain.precompiledSuffix}`]: toolchain.precompile(unit, output),
      [basename(inside.engine)]: toolchain.engine(unit, output),
    };
    const made = await Promise.all(
      Object.entries(parts).map(async ([name, argv]) => ({
        name,
        ...(await compile(gentle ? ['nice', ...argv] : argv, output, fresh, tools)),
      })),
    );
    for (const part of made) {
      if ('failure' in part) return { failure: part.failure };
      await writeFile(join(fresh, part.name), part.bytes);
    }
    await rename(fresh, path).catch((error) => {
      // Another server was quicker.
      if (!existsSync(path)) throw error;
    });
    await evict(tools.root.shared, fixedBounds.cacheBytes);
    return { path };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function compile(
  argv: readonly string[],
  output: string,
  face: string,
  tools: BuildTools,
): Promise<{ bytes: Buffer } | { failure: Failed }> {
  // Made for all later builds: the limits and the patience of the one that asked first are not its own. On a machine that is
  // slow or busy it would else never be there.
  const limits = { ...defaultLimits.build, wallMs: 4 * defaultLimits.build.wallMs };
  const folder = await openJobFolder(tools.root);
  try {
    const run = await runSandboxed(
      {
        argv,
        mounts: [
          { from: tools.runtime.path, to: inside.runtime },
          { from: face, to: inside.face },
        ],
        env: {},
        cwd: '/tmp',
        collect: output,
        records: false,
        uid: folder.uid,
        filterFile: tools.filterFile,
      },
      limits,
      new AbortController().signal,
    );
    if (run.ending.kind === 'exited' && run.ending.exitCode === 0 && run.collected.length > 0)
      return { bytes: run.collected };
    const { code, params, detail } = buildFailure(run, cleanMessages(run.stderr + run.stdout), limits);
    const why = code === 'compile-failed' ? (params.first ?? detail) : detail;
    return { failure: failed('unavailable', 'runtime-not-compiled', { why }) };
  } finally {
    await folder.remove();
  }
}
