// Control groups around jobs, where the host lets us make them: memory, processes and shares of the processors, held by
// the kernel itself. In comes a setting and what this process is in, out come groups, or why there are none. Groups of
// others, and those that this process shares with others, are never touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessLimits } from '@/lib/run/job';
import { isAlive, startTime } from './process-tree';

const controllers = ['memory', 'pids', 'cpu'] as const;
type Controller = (typeof controllers)[number];

export type ControlGroups = {
  readonly version: 1 | 2;
  /** The folder in which groups of jobs are made, for each controller that there is. In version 2 it is one and the same. */
  readonly folders: Partial<Record<Controller, string>>;
};

export type Host = {
  /** Where the hierarchies are mounted. */
  readonly mount: string;
  /** /proc/self/cgroup. */
  readonly own: string;
  readonly pid: number;
};

const thisHost = (): Host => ({
  mount: '/sys/fs/cgroup',
  own: existsSync('/proc/self/cgroup') ? readFileSync('/proc/self/cgroup', 'utf8') : '',
  pid: process.pid,
});

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** True when nobody but this server is in the group: then it was made for it, by systemd or a container. */
function isOurs(folder: string, pid: number): boolean {
  const inside = read(join(folder, 'cgroup.procs')).split('\n').filter(Boolean).map(Number);
  return inside.length > 0 && inside.every((one) => one === pid || isBelow(one, pid));
}

function isBelow(pid: number, ancestor: number): boolean {
  for (let at = pid, steps = 0; at > 1 && steps < 64; steps++) {
    at = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${at}/status`))?.[1] ?? 0);
    if (at === ancestor) return true;
  }
  return false;
}

/** Where each controller's hierarchy has a group of this name. */
function placesOf(group: string | undefined, { mount, own }: Host): ControlGroups | undefined {
  const lines = own
    .trim()
    .split('\n')
    .map((line) => line.split(':'));
  const isUnified = existsSync(join(mount, 'cgroup.controllers'));
  if (isUnified) {
    const folder = join(mount, group ?? lines.find(([id]) => id === '0')?.[2] ?? '');
    const given = read(join(folder, 'cgroup.controllers')).split(/\s+/);
    const folders = Object.fromEntries(
      controllers.filter((one) => given.includes(one)).map((one) => [one, folder]),
    );
    return { version: 2, folders };
  }
  const folders = controllers.flatMap((one) => {
    const path = group ?? lines.find(([, names]) => names?.split(',').includes(one))?.[2];
    const folder = path === undefined ? undefined : join(mount, one, path);
    return folder !== undefined && existsSync(join(folder, 'cgroup.procs')) ? [[one, folder] as const] : [];
  });
  return folders.length > 0 ? { version: 1, folders: Object.fromEntries(folders) } : undefined;
}

/**
 * Tried for real: a group is made and removed again in each hierarchy.
 * @param setting `off`; `auto`: the server's own group, where it has one for itself; else the name of a group that was
 * given over to it
 */
export function findControlGroups(
  setting: string,
  host: Host = thisHost(),
): ControlGroups | { readonly why: string } {
  if (setting === 'off') return { why: 'they are switched off' };
  const places = placesOf(setting === 'auto' ? undefined : setting, host);
  const found = Object.entries(places?.folders ?? {});
  if (!places || found.length === 0) return { why: 'this system shows none' };
  if (setting === 'auto' && !found.every(([, folder]) => isOurs(folder, host.pid)))
    return { why: 'the server shares its own group with other processes' };
  const usable = found.filter(([controller, folder]) => {
    try {
      if (places.version === 2) writeFileSync(join(folder, 'cgroup.subtree_control'), `+${controller}`);
      sweep(folder);
      const tried = join(folder, nameOf('probe'));
      mkdirSync(tried);
      rmdirSync(tried);
      return true;
    } catch {
      return false;
    }
  });
  if (usable.length === 0) return { why: 'this system lets the server make none' };
  return { version: places.version, folders: Object.fromEntries(usable) };
}

const nameOf = (what: string) => `crosswarp-${process.pid}-${startTime(process.pid)}-${what}`;

/** Removes groups of servers that are gone. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid, started] = /^crosswarp-(\d+)-(\d+)-/.exec(name) ?? [];
    if (pid === undefined || (isAlive(Number(pid)) && startTime(Number(pid)) === started)) continue;
    try {
      rmdirSync(join(folder, name));
    } catch {
      // Somebody is still in it.
    }
  }
}

export type JobGroup = {
  /** Files to which a process writes its number to be in the group. */
  readonly enter: readonly string[];
  /** Whether the kernel ended a process for its memory. */
  readonly ranOut: () => boolean;
  /** Removes the group when its processes are gone. */
  readonly remove: () => Promise<void>;
};

/** Beyond a job's own processes: setpriv, bubblewrap and the supervising shell. */
const processRoom = 16;
const MiB = 1024 * 1024;

let jobs = 0;

/** A group for one job, with its limits. What is in /tmp counts as memory here. */
export function makeJobGroup({ version, folders }: ControlGroups, limits: ProcessLimits): JobGroup {
  const name = nameOf(String(++jobs));
  const made = [...new Set(Object.values(folders))].map((folder) => join(folder, name));
  for (const folder of made) mkdirSync(folder);
  const set = (controller: Controller, file: string, value: number) => {
    const folder = folders[controller];
    if (folder !== undefined) writeFileSync(join(folder, name, file), String(value));
  };
  const bytes = limits.memoryBytes + limits.fileBytes + 32 * MiB;
  set('memory', version === 1 ? 'memory.limit_in_bytes' : 'memory.max', bytes);
  set('pids', 'pids.max', limits.processes + processRoom);
  // Equal shares: a job with many threads takes no more from another job than one with few.
  set('cpu', version === 1 ? 'cpu.shares' : 'cpu.weight', version === 1 ? 1024 : 100);
  return {
    enter: made.map((folder) => join(folder, 'cgroup.procs')),
    ranOut: () => {
      if (folders.memory === undefined) return false;
      const file = version === 1 ? 'memory.oom_control' : 'memory.events';
      return Number(/^oom_kill (\d+)/m.exec(read(join(folders.memory, name, file)))?.[1] ?? 0) > 0;
    },
    async remove() {
      for (const folder of made)
        for (let tries = 0; tries < 100; tries++) {
          try {
            rmdirSync(folder);
            break;
          } catch (error) {
            if (error instanceof Error && 'code' in error && error.code === 'ENOENT') break;
            // The kernel takes a moment to see the last process off.
            await sleep(10);
          }
        }
    },
  };
}
