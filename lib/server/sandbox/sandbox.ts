// Runs one process behind walls and within limits. In come what runs and its bounds, out comes how it ended, with what
// it printed, recorded and made. Nothing of it is left afterwards. Must not know compilers or runners.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessLimits, Stop } from '@/lib/run/job';
import { fixedBounds } from '../limits';
import { readSettings } from '../settings';
import { type ControlGroups, findControlGroups, type JobGroup, makeJobGroup } from './control-groups';
import { type Cause, type Ending, judge, toldWallMs } from './ending';
import { isAlive, startTime, temporaryFiles, treeUse } from './process-tree';
import { descriptors, type Inside, walledCommand } from './walls';

export type SandboxCommand = Inside & {
  /** The job's own user; undefined when the server is not root. */
  readonly uid: number | undefined;
  /** The file that holds the system call filter, readable by the server. */
  readonly filterFile: string;
  /** Control groups to make the job's own in; absent: those that this server has, if any. */
  readonly groups?: ControlGroups | undefined;
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
};

export type SandboxRun = {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
  /** What came over the recording descriptor. */
  readonly recording: Buffer;
  /** The file that was asked for with `collect`. */
  readonly collected: Buffer;
  /** From the moment in which the walls stood to the end, in milliseconds. */
  readonly wallMs: number;
  /** User and system time of the whole tree, in milliseconds, as far as it was waited for. */
  readonly cpuMs: number;
  /** Largest resident memory that was seen, in bytes. */
  readonly peakBytes: number;
};

let known: ReturnType<typeof findControlGroups> | undefined;

/** The control groups of this server, looked for once; or why there are none. */
export function controlGroups(): ReturnType<typeof findControlGroups> {
  known ??= findControlGroups(readSettings().controlGroup);
  return known;
}

function ownGroups(): ControlGroups | undefined {
  const groups = controlGroups();
  return 'why' in groups ? undefined : groups;
}

/** For setpriv and bwrap alone, which hand on none of it. Next's types want NODE_ENV to be there. */
const ownEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', NODE_ENV: 'production' } as const;

/** Takes what a pipe gives up to a bound; tells once when there was more. */
function gather(from: Readable, room: { left: number }, onFull: () => void, onBytes?: (b: Buffer) => void) {
  const chunks: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    const taken = chunk.subarray(0, Math.max(0, room.left));
    room.left -= chunk.length;
    if (taken.length > 0) {
      chunks.push(taken);
      onBytes?.(taken);
    }
    if (room.left < 0) onFull();
  });
  // A pipe whose other end was killed may report that; the ending says it better.
  from.on('error', () => {});
  return () => Buffer.concat(chunks);
}

function textOf(onText: ((text: string) => void) | undefined) {
  const decoder = new StringDecoder('utf8');
  return (bytes: Buffer) => {
    const text = decoder.write(bytes);
    if (text) onText?.(text);
  };
}

function pipeOf(child: ChildProcess, descriptor: number): Readable {
  const stream = child.stdio[descriptor];
  if (!stream || !('read' in stream)) throw new Error(`descriptor ${descriptor} is no pipe`);
  return stream;
}

/** The first process of a sandbox: with it, the kernel ends every process of its namespace. */
class FirstProcess {
  private readonly started: string | undefined;

  constructor(readonly pid: number) {
    this.started = startTime(pid);
  }

  /** Asked by its start too: when it is gone, another process may get its number. */
  get isAlive(): boolean {
    return isAlive(this.pid) && startTime(this.pid) === this.started;
  }

  kill() {
    if (!this.isAlive) return;
    try {
      process.kill(this.pid, 'SIGKILL');
    } catch {
      // It ended in this moment.
    }
  }

  /** Waits until it is gone, which it is only after all others of its namespace. */
  async gone(): Promise<boolean> {
    for (let waited = 0; waited < 5_000; waited += 10) {
      if (!this.isAlive) return true;
      this.kill();
      await sleep(10);
    }
    return false;
  }
}

/**
 * Runs a command behind walls. Settles when every process of it is gone.
 * @throws only for bugs and when the host itself fails (no such program as `bwrap` is an ending, not an exception)
 */
export async function runSandboxed(
  command: SandboxCommand,
  limits: ProcessLimits,
  stop: Stop,
): Promise<SandboxRun> {
  const groups = command.groups ?? ownGroups();
  const group = groups && makeJobGroup(groups, limits);
  try {
    return await runInGroup(command, limits, stop, group);
  } finally {
    await group?.remove();
  }
}

/** Writes its own number into each file before `--`, and becomes what follows: the group holds all that comes after. */
const enterGroups = 'while [ "$1" != -- ]; do echo $$ >"$1" || exit 125; shift; done; shift; exec "$@"';

async function runInGroup(
  command: SandboxCommand,
  limits: ProcessLimits,
  stop: Stop,
  group: JobGroup | undefined,
): Promise<SandboxRun> {
  const walled = walledCommand(command, limits, command.uid);
  const [program = '', ...args] = group
    ? ['sh', '-c', enterGroups, 'sh', ...group.enter, '--', ...walled]
    : walled;
  const filter = openSync(command.filterFile, 'r');
  const stdio: (number | 'pipe' | 'ignore')[] = ['ignore', 'pipe', 'pipe'];
  for (const descriptor of [
    descriptors.recording,
    descriptors.collected,
    descriptors.report,
    descriptors.bwrap,
  ])
    stdio[descriptor] = 'pipe';
  stdio[descriptors.filter] = filter;
  let child: ChildProcess;
  const spawnedAt = performance.now();
  try {
    child = spawn(program, args, { stdio, env: ownEnvironment, cwd: '/' });
  } finally {
    closeSync(filter);
  }

  let cause: Cause | undefined;
  let first: FirstProcess | undefined;
  let startedAt: number | undefined;
  let endedAt: number | undefined;
  let cpuMs = 0;
  let peakBytes = 0;
  const end = (why: Cause) => {
    cause ??= why;
    first?.kill();
    // Bubblewrap killed before it has said its child's process id could leave that child behind, outside every wall's
    // end: until then only the cause is kept, and the child is killed the moment it is known.
    if (first || why.limit === 'start') child.kill('SIGKILL');
  };

  const outputRoom = { left: limits.outputBytes };
  const outputFull = () => end({ limit: 'output' });
  const stdout = gather(pipeOf(child, 1), outputRoom, outputFull, textOf(command.onStdout));
  const stderr = gather(pipeOf(child, 2), outputRoom, outputFull, textOf(command.onStderr));
  const recording = gather(pipeOf(child, descriptors.recording), { left: limits.recordingBytes }, () =>
    end({ limit: 'recording' }),
  );
  const collected = gather(pipeOf(child, descriptors.collected), { left: limits.fileBytes }, () =>
    end({ limit: 'file' }),
  );
  let wallTimer = setTimeout(() => end({ limit: 'start' }), fixedBounds.sandboxStartMs);
  const report = gather(
    pipeOf(child, descriptors.report),
    { left: 4096 },
    () => {},
    (bytes) => {
      if (startedAt === undefined) {
        startedAt = performance.now();
        clearTimeout(wallTimer);
        wallTimer = setTimeout(() => end({ limit: 'wall' }), limits.wallMs);
      }
      if (bytes.includes('E')) endedAt ??= performance.now();
    },
  );
  let status = '';
  gather(
    pipeOf(child, descriptors.bwrap),
    { left: 4096 },
    () => {},
    (bytes) => {
      // Once only: bubblewrap says it before the program begins, and nothing said later is believed.
      if (first) return;
      status += bytes.toString();
      const found = /"child-pid":\s*(\d+)/.exec(status);
      if (found) first = new FirstProcess(Number(found[1]));
      if (cause) first?.kill();
    },
  );

  const look = () => {
    if (!first || startedAt === undefined || cause) return;
    const use = treeUse(first.pid, limits.memoryBytes);
    peakBytes = Math.max(peakBytes, use.bytes);
    cpuMs = Math.max(cpuMs, use.cpuMs);
    // The supervising shell is one task, and its subshell is the process itself once that has begun.
    if (use.bytes > limits.memoryBytes) end({ limit: 'memory' });
    else if (use.tasks - 1 > limits.processes) end({ limit: 'processes' });
    else if (use.cpuMs > limits.cpuSeconds * 1000) end({ limit: 'cpu' });
    else if ((temporaryFiles(first.pid) ?? 0) > fixedBounds.temporaryFiles) end({ limit: 'files' });
  };
  const watch = setInterval(look, fixedBounds.watchMs);
  const onStop = () => end({ limit: 'stop' });
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });

  let startError: Error | undefined;
  let exitCode = 1;
  try {
    await new Promise<void>((resolve) => {
      child.once('error', (error) => {
        startError = error;
        resolve();
      });
      child.once('exit', (code, signal) => {
        exitCode = code ?? (signal === 'SIGKILL' ? 137 : 1);
        // What the process left running holds the pipes open; it must not outlive it.
        first?.kill();
      });
      child.once('close', () => resolve());
    });
  } finally {
    clearTimeout(wallTimer);
    clearInterval(watch);
    stop.removeEventListener('abort', onStop);
  }
  if (first && !(await first.gone())) throw new Error('a process of a finished job could not be ended');

  if (group?.ranOut()) cause ??= { limit: 'memory' };
  const text = report().toString();
  const heardMs = startedAt === undefined ? 0 : (endedAt ?? performance.now()) - startedAt;
  const times = [...text.matchAll(/(\d+)m([\d.]+)s/g)].map((m) => (Number(m[1]) * 60 + Number(m[2])) * 1000);
  return {
    ending: judge({
      cause,
      startError,
      report: text,
      exitCode,
      stderr: stderr().toString(),
      cpuMs: Math.max(cpuMs, (times[2] ?? 0) + (times[3] ?? 0)),
      peakBytes,
      limits,
    }),
    stdout: stdout().toString(),
    stderr: stderr().toString(),
    recording: recording(),
    collected: collected(),
    wallMs: toldWallMs(text, performance.now() - spawnedAt) ?? heardMs,
    cpuMs: Math.max(cpuMs, (times[2] ?? 0) + (times[3] ?? 0)),
    peakBytes,
  };
}
