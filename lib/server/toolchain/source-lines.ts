// The lines that places in a built program belong to. In come addresses behind calls, as the runtime noted them, out come
// lines of the user's own files: binutils' addr2line reads them, in the sandbox, because the program is the user's.
import type { SourceLine } from '@/lib/run/findings';
import type { Stop } from '@/lib/run/job';
import { defaultLimits } from '../limits';
import { type JobFolder, runSandboxed } from '../sandbox';
import type { BuildTools } from './build';
import { inside } from './toolchain';

/** @param program path of the program, readable by the job's user. Places without a line of the user's are left out. */
export async function sourceLines(
  program: string,
  places: readonly number[],
  tools: BuildTools,
  folder: JobFolder,
  stop: Stop,
): Promise<ReadonlyMap<number, SourceLine>> {
  if (places.length === 0) return new Map();
  // The address is the one a call returns to: the call is before it.
  const words = places.map((place) => `0x${(place - 1).toString(16)}`);
  const { ending, stdout } = await runSandboxed(
    {
      argv: ['addr2line', '-a', '-i', '-e', inside.program, ...words],
      mounts: [{ from: program, to: inside.program }],
      env: {},
      cwd: '/tmp',
      records: false,
      uid: folder.uid,
      filterFile: tools.filterFile,
    },
    defaultLimits.build,
    stop,
  );
  return ending.kind === 'exited' ? linesIn(stdout) : new Map();
}

/**
 * Of each address the innermost line that lies in the user's files: what is around it was called there.
 * @param listing addresses, each followed by `file:line` of every inlined call
 */
export function linesIn(listing: string): Map<number, SourceLine> {
  const lines = new Map<number, SourceLine>();
  let place = 0;
  for (const text of listing.split('\n')) {
    if (/^0x[0-9a-f]+$/.test(text)) place = Number(text) + 1;
    const found = /^(.+):(\d+)( \(discriminator \d+\))?$/.exec(text);
    if (!found || lines.has(place)) continue;
    const [, path = '', line = '0'] = found;
    if (path.startsWith(`${inside.sources}/`) && Number(line) > 0)
      lines.set(place, {
        file: path.slice(inside.sources.length + 1).replace(/^\.\//, ''),
        line: Number(line),
      });
  }
  return lines;
}
