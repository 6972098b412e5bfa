// The header that every program begins with (the API's own), precompiled. In come a face and the tools, out comes the
// folder that holds it. Knows nothing of the programs that use it.
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultLimits, fixedBounds } from '../limits';
import { openJobFolder, runSandboxed } from '../sandbox';
import type { BuildTools } from './build';
import { cacheKey, evict, kept } from './build-cache';
import { type BuildUnit, type Face, inside } from './toolchain';

const headers: Readonly<Record<Face, string>> = {
  cuda: '#include <cuda_runtime.h>\n',
  hip: '#include <hip/hip_runtime.h>\n',
};

/** By path: two builds that need the same header at once make it once. */
const underway = new Map<string, Promise<string>>();

/**
 * The folder to mount at `inside.face`. What nearly every build reads is read once per runtime, compiler, face and
 * warp size; where precompiling fails, the header alone is there and builds only take longer.
 */
export async function faceFolder(unit: Omit<BuildUnit, 'main'>, tools: BuildTools): Promise<string> {
  const { toolchain, version } = tools.found;
  const name = `face-${cacheKey(version, toolchain.precompile(unit, ''), tools.headers.hash).slice(0, 32)}`;
  const there = await kept(tools.root.shared, name);
  if (there) return there;
  const path = join(tools.root.shared, name);
  const making = underway.get(path) ?? make(unit, tools, path).finally(() => underway.delete(path));
  underway.set(path, making);
  return making;
}

async function make(unit: Omit<BuildUnit, 'main'>, tools: BuildTools, path: string): Promise<string> {
  const { toolchain } = tools.found;
  const output = '/tmp/precompiled';
  const fresh = await mkdtemp(join(tools.root.shared, 'fresh-'));
  const folder = await openJobFolder(tools.root);
  try {
    await chmod(fresh, 0o755);
    await writeFile(join(fresh, `${unit.face}.h`), headers[unit.face]);
    const { ending, collected } = await runSandboxed(
      {
        argv: toolchain.precompile(unit, output),
        mounts: [
          { from: tools.headers.path, to: inside.include },
          { from: fresh, to: inside.face },
        ],
        env: {},
        cwd: '/tmp',
        collect: output,
        records: false,
        uid: folder.uid,
        filterFile: tools.filterFile,
      },
      // Made for all later builds: the limits and the patience of the one that asked first are not its own.
      defaultLimits.build,
      new AbortController().signal,
    );
    if (ending.kind === 'exited' && ending.exitCode === 0 && collected.length > 0)
      await writeFile(join(fresh, `${unit.face}.h${toolchain.precompiledSuffix}`), collected);
    await rename(fresh, path).catch((error) => {
      // Another server was quicker.
      if (!existsSync(path)) throw error;
    });
    await evict(tools.root.shared, fixedBounds.cacheBytes);
    return path;
  } finally {
    await folder.remove();
    await rm(fresh, { recursive: true, force: true });
  }
}
