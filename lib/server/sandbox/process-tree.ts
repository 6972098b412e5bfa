// What a process tree uses right now, read from /proc. In comes the process id of its root, out come sums. A memory
// cgroup would do the same more sharply, but few servers may make one; limits on each process bound what happens
// between two looks, and the kernel ends a job before the server when all memory is gone.
import { readdirSync, readFileSync, statfsSync } from 'node:fs';

export type TreeUse = {
  /** Processes and threads, the root's own not counted. */
  readonly tasks: number;
  /** Resident memory; pages that processes share count once as soon as the simple sum passes `exactAbove`. */
  readonly bytes: number;
  /** CPU time of all that live and of all that they waited for. */
  readonly cpuMs: number;
};

/** USER_HZ: 100 on every Linux port that Node runs on. */
const tickMs = 10;

function childrenOf(pid: number): number[] {
  const found: number[] = [];
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const text = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim();
    if (text) found.push(...text.split(' ').map(Number));
  }
  return found;
}

/** Fields after the command's name, which may itself hold spaces and parentheses (proc_pid_stat(5), from field 3). */
function statFields(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Not from stat, which counts pages whose size differs between kernels. */
function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found ? Number(found[1]) * 1024 : 0;
}

function sharedOnce(pid: number): number | undefined {
  try {
    const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return pss ? Number(pss[1]) * 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** Sums over the tree below `root`; what ended while we looked is left out. */
export function treeUse(root: number, exactAbove: number): TreeUse {
  let tasks = 0;
  let bytes = 0;
  let cpuMs = 0;
  const seen: { pid: number; resident: number }[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    try {
      const fields = statFields(pid);
      const at = (field: number) => Number(fields[field - 3]);
      cpuMs += (at(14) + at(15) + at(16) + at(17)) * tickMs;
      if (pid !== root) tasks += at(20);
      const resident = residentBytes(pid);
      bytes += resident;
      seen.push({ pid, resident });
      open.push(...childrenOf(pid));
    } catch {}
  }
  if (bytes > exactAbove)
    bytes = seen.reduce((sum, { pid, resident }) => sum + (sharedOnce(pid) ?? resident), 0);
  return { tasks, bytes, cpuMs };
}

/** How many files and folders a process' /tmp holds; undefined when we may not look. */
export function temporaryFiles(pid: number): number | undefined {
  try {
    const { files, ffree } = statfsSync(`/proc/${pid}/root/tmp`);
    return files - ffree;
  } catch {
    return undefined;
  }
}

/** True while the process exists and is more than a corpse that nobody collected. */
export function isAlive(pid: number): boolean {
  try {
    const state = statFields(pid)[0];
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** When a process started, in clock ticks since boot: with its id, a name that is never used twice. */
export function startTime(pid: number): string | undefined {
  try {
    return statFields(pid)[22 - 3];
  } catch {
    return undefined;
  }
}
