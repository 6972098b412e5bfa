// The walls around one process, as the command line that builds them. What is inside, which user and which limits go
// in, arguments come out. Starts nothing and knows nothing of what runs inside.
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import type { ProcessLimits } from '@/lib/run/job';
import { fixedBounds } from '../limits';

/** A file or folder of the host that the process sees, read-only. */
export type Mount = { readonly from: string; readonly to: string };

export type Inside = {
  readonly argv: readonly string[];
  readonly mounts: readonly Mount[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** A file in /tmp that is handed out when the process ended with 0. */
  readonly collect?: string;
  /** Whether the process gets `descriptors.recording`. */
  readonly records: boolean;
  /** A GPU that the process may use; absent: no device of the host is inside. */
  readonly devices?: DeviceAccess;
};

/** What a process needs of the host to use a GPU. With it, the driver's kernel code is within the process' reach. */
export type DeviceAccess = {
  /** Device files, read and written. */
  readonly nodes: readonly string[];
  /** Folders below /sys, read only; those that are missing are left out. */
  readonly reads: readonly string[];
  /** Groups that the device files belong to. */
  readonly groups: readonly number[];
};

/** Descriptors by their meaning. `recording` is the only one, after the standard three, that the process itself gets. */
export const descriptors = { recording: 3, collected: 4, report: 5, bwrap: 6, filter: 7 } as const;

/**
 * Tells on the report descriptor that the walls stand (`S`), how the process ended (the shell's own words when a signal
 * ended it, and only then; `E` and the exit code), when it began and ended (`T`, seconds), and the CPU time used (`times`).
 * Every descriptor that the process is not meant to have is closed, those included that the server itself inherited and
 * that would lead out of here.
 * A program may attack this shell, which has its user; all it can win is a lie about its own end.
 */
const supervise = (inside: Inside) =>
  [
    'collect=$1; shift',
    // When the whole machine runs short of memory, the kernel ends the job and not the server.
    '{ echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null',
    'printf S >&5',
    'began=$EPOCHREALTIME',
    'exec 9>&2 2>&5',
    '(',
    '  exec 2>&9',
    '  for entry in /proc/self/fd/*; do',
    `    n=\${entry##*/}`,
    `    [ "$n" -gt ${inside.records ? descriptors.recording : 2} ] && eval "exec $n>&-"`,
    '  done',
    '  exec "$@"',
    ')',
    'code=$? ended=$EPOCHREALTIME',
    "printf 'E%s\\nT%s %s\\n' $code $began $ended >&5",
    'times >&5',
    '[ $code = 0 ] && [ -n "$collect" ] && cat "$collect" >&4',
    'exit $code',
  ].join('\n');

/** What a process needs to be loaded at all. On a merged-/usr system /lib is a link, elsewhere a folder. */
function loaderFolders(): string[] {
  const parts: string[] = ['--ro-bind', '/usr', '/usr'];
  for (const name of ['/bin', '/lib', '/lib32', '/lib64']) {
    if (!existsSync(name)) continue;
    if (lstatSync(name).isSymbolicLink()) parts.push('--symlink', readlinkSync(name), name);
    else parts.push('--ro-bind', name, name);
  }
  for (const name of ['/etc/ld.so.cache', '/etc/alternatives']) parts.push('--ro-bind-try', name, name);
  return parts;
}

/**
 * Limits of each process, set inside so that the count of processes is the sandbox' own. Two processes of ours (the
 * collector of orphans and the supervising shell) and one of room, so that the count is seen before fork fails.
 */
function processLimits(limits: ProcessLimits, withDevices: boolean): string[] {
  return [
    `--data=${limits.memoryBytes + fixedBounds.untouchedBytes}`,
    // Drivers of GPUs reserve addresses for all memory of the machine and pin what they transfer.
    ...(withDevices
      ? []
      : [`--as=${limits.memoryBytes + fixedBounds.untouchedBytes + fixedBounds.addressBytes}`]),
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 1}`,
    `--nproc=${limits.processes + 3}`,
    `--fsize=${limits.fileBytes}`,
    `--nofile=${fixedBounds.openFiles}`,
    '--core=0',
    // What the host allows, for a GPU: it cannot be raised from inside.
    ...(withDevices ? [] : ['--memlock=0']),
    '--msgqueue=0',
    '--rtprio=0',
    '--nice=0',
  ];
}

/** The whole command. `uid` is the user that the process becomes before anything else; undefined: stay who we are. */
export function walledCommand(inside: Inside, limits: ProcessLimits, uid: number | undefined): string[] {
  const become =
    uid === undefined
      ? []
      : [
          'setpriv',
          `--reuid=${uid}`,
          `--regid=${uid}`,
          inside.devices && inside.devices.groups.length > 0
            ? `--groups=${inside.devices.groups.join(',')}`
            : '--clear-groups',
          '--no-new-privs',
          '--bounding-set=-all',
          '--',
        ];
  const environment = { PATH: '/usr/bin', HOME: '/tmp', TMPDIR: '/tmp', LANG: 'C.UTF-8', ...inside.env };
  return [
    ...become,
    'bwrap',
    '--unshare-all',
    '--unshare-user',
    '--disable-userns',
    '--die-with-parent',
    '--new-session',
    '--clearenv',
    ...['--cap-drop', 'ALL', '--uid', '1000', '--gid', '1000', '--hostname', 'crosswarp'],
    ...['--json-status-fd', String(descriptors.bwrap), '--seccomp', String(descriptors.filter)],
    ...loaderFolders(),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...(inside.devices?.nodes ?? []).flatMap((node) => ['--dev-bind', node, node]),
    ...(inside.devices?.reads ?? []).flatMap((folder) => ['--ro-bind-try', folder, folder]),
    // A plain --dev leaves /dev/shm and the root itself writable, as large as half the host's memory.
    ...['--size', '65536', '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(limits.fileBytes), '--tmpfs', '/tmp'],
    ...inside.mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...['--remount-ro', '/', '--chdir', inside.cwd],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--', 'prlimit', ...processLimits(limits, inside.devices !== undefined), '--'],
    ...['bash', '-c', supervise(inside), 'bash', inside.collect ?? '', ...inside.argv],
  ];
}
