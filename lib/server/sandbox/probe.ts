// Whether the sandbox can stand on this machine, tried for real; else what is missing, in one sentence. Starts one
// harmless process.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessLimits } from '@/lib/run/job';
import { type Failed, failed } from './ending';
import { runSandboxed } from './sandbox';
import { isFilteredArch, seccompFilter } from './seccomp';
import { endingOfFileError, openJobFolder, type WorkRoot } from './work-folder';

export type SandboxState =
  | { readonly stands: true; readonly version: string; readonly filterFile: string }
  | { readonly stands: false; readonly ending: Failed; readonly install?: string };

const exec = promisify(execFile);

const probeLimits: ProcessLimits = {
  wallMs: 5_000,
  cpuSeconds: 5,
  memoryBytes: 64 * 1024 * 1024,
  processes: 4,
  fileBytes: 65_536,
  outputBytes: 4_096,
  recordingBytes: 0,
};

function no(ending: Failed, install?: string): SandboxState {
  return { stands: false, ending, ...(install && { install }) };
}

/** True for 0.8 and newer. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 0 || minor >= 8;
}

/** Tries the whole way: user, walls, filter, limits. Takes about 30 ms. */
export async function probeSandbox(root: WorkRoot): Promise<SandboxState> {
  if (process.platform !== 'linux' || !isFilteredArch(process.arch))
    return no(failed('unavailable', 'sandbox-system', { system: `${process.platform} on ${process.arch}` }));
  let version: string;
  try {
    const { stdout } = await exec('bwrap', ['--version'], { timeout: 5_000 });
    version = /[\d.]+/.exec(stdout)?.[0] ?? '0';
  } catch {
    return no(failed('unavailable', 'sandbox-missing'), 'apt-get install bubblewrap');
  }
  if (!isNewEnough(version)) return no(failed('unavailable', 'sandbox-old', { version }));
  try {
    const filterFile = join(root.path, `filter-${process.arch}.bpf`);
    await writeFile(filterFile, seccompFilter(process.arch));
    const folder = await openJobFolder(root);
    try {
      const { ending, stdout } = await runSandboxed(
        {
          argv: ['sh', '-c', 'echo stands'],
          mounts: [{ from: folder.path, to: '/job' }],
          env: {},
          cwd: '/tmp',
          records: false,
          uid: folder.uid,
          filterFile,
        },
        probeLimits,
        new AbortController().signal,
      );
      if (ending.kind === 'exited' && stdout === 'stands\n') return { stands: true, version, filterFile };
      return no(
        ending.kind === 'failed'
          ? ending
          : failed('unavailable', 'sandbox-refused', { why: `exit code ${ending.exitCode}` }),
      );
    } finally {
      await folder.remove();
    }
  } catch (error) {
    const ending = endingOfFileError(error);
    if (ending) return no(ending);
    throw error;
  }
}
