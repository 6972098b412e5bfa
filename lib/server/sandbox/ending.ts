// How a process behind walls ended: what was seen of it goes in, a reason and one sentence come out. Pure.
import type { Params } from '@/lib/core/problem';
import { type MessageCode, sentence } from '@/lib/messages';
import type { FailureReason, ProcessLimits } from '@/lib/run/job';
import { fixedBounds } from '../limits';

/** Why the server ended it. */
export type Cause = {
  readonly limit:
    | 'wall'
    | 'cpu'
    | 'memory'
    | 'processes'
    | 'file'
    | 'files'
    | 'output'
    | 'recording'
    | 'start'
    | 'stop';
};

export type Failed = {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  readonly code: MessageCode;
  readonly params: Params;
  /** The code's sentence, filled. */
  readonly detail: string;
};

export type Ending = { readonly kind: 'exited'; readonly exitCode: number } | Failed;

export type Seen = {
  readonly cause: Cause | undefined;
  readonly startError: Error | undefined;
  /** What the supervising shell told; see walls.ts. */
  readonly report: string;
  readonly exitCode: number;
  readonly stderr: string;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly limits: ProcessLimits;
};

/** signal(7), the numbers that x86_64 and aarch64 share, and what each mostly means for a number cruncher. */
const signals: Readonly<Record<number, readonly [name: string, meaning: string]>> = {
  3: ['SIGQUIT', 'it was asked to quit'],
  4: ['SIGILL', 'an instruction that this CPU does not have, or a trap'],
  5: ['SIGTRAP', 'a trap'],
  6: ['SIGABRT', 'it gave up by itself: abort(), a failed assert or an exception that nobody caught'],
  7: ['SIGBUS', 'memory that is mapped but not there'],
  8: ['SIGFPE', 'an integer division by zero'],
  9: ['SIGKILL', 'it was killed'],
  11: ['SIGSEGV', 'an access to memory that it does not own'],
  14: ['SIGALRM', 'a timer of its own'],
  15: ['SIGTERM', 'it was asked to end'],
  31: ['SIGSYS', 'a system call that is not allowed here'],
};

/** Bytes as people read them: whole mebibytes, or KiB below two of them. */
export function readableBytes(bytes: number): string {
  return bytes >= 2 * 1024 * 1024
    ? `${Math.round(bytes / 1024 / 1024)} MiB`
    : `${Math.round(bytes / 1024)} KiB`;
}

/** Makes a failed ending out of a message. */
export function failed(reason: FailureReason, code: MessageCode, params: Params = {}): Failed {
  return { kind: 'failed', reason, code, params, detail: sentence(code, params) };
}

function byCause({ limit }: Cause, limits: ProcessLimits): Ending {
  switch (limit) {
    case 'wall':
      return failed('timeout', 'wall-limit', { seconds: limits.wallMs / 1000 });
    case 'cpu':
      return failed('timeout', 'cpu-limit', { seconds: limits.cpuSeconds });
    case 'memory':
      return failed('memory', 'memory-limit', { limit: readableBytes(limits.memoryBytes) });
    case 'processes':
      return failed('crash', 'processes-limit', { limit: limits.processes });
    case 'file':
      return failed('output', 'file-limit', { limit: readableBytes(limits.fileBytes) });
    case 'files':
      return failed('output', 'files-limit', { limit: fixedBounds.temporaryFiles });
    case 'output':
      return failed('output', 'output-limit', { limit: readableBytes(limits.outputBytes) });
    case 'recording':
      return failed('output', 'recording-limit', { limit: readableBytes(limits.recordingBytes) });
    case 'start':
      return failed('unavailable', 'sandbox-slow', { seconds: fixedBounds.sandboxStartMs / 1000 });
    case 'stop':
      return failed('cancelled', 'run-cancelled');
  }
}

/** Words of programs and compilers that were refused memory. */
const refusedMemory =
  /std::bad_alloc|bad_array_new_length|out of memory|virtual memory exhausted|[Cc]annot allocate memory|memory exhausted/;

/**
 * Milliseconds between a process's beginning and its end by the supervising shell's own clock. What the server hears of both
 * may come late, and together.
 * @param most what it cannot have exceeded
 */
export function toldWallMs(report: string, most: number): number | undefined {
  const told = /^T(\d+)[.,](\d{6}) (\d+)[.,](\d{6})$/m.exec(report);
  if (!told) return undefined;
  const [, began, beganMicro, ended, endedMicro] = told.map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const ms = (ended - began) * 1000 + (endedMicro - beganMicro) / 1000;
  // A clock that was set meanwhile, or a program that attacked the shell.
  return ms >= 0 && ms <= most ? ms : undefined;
}

/** Turns what was seen of a process into how it ended, with the limit that was met when one was. */
export function judge(seen: Seen): Ending {
  const { limits } = seen;
  if (seen.cause) return byCause(seen.cause, limits);
  if (seen.startError || !seen.report.startsWith('S')) {
    const why = seen.startError?.message ?? seen.stderr.split('\n', 1)[0] ?? '';
    return failed('unavailable', 'sandbox-refused', { why: why.slice(0, 300) });
  }
  const told = /^S([\s\S]*?)E(\d+)\n/.exec(seen.report);
  const exitCode = told ? Number(told[2]) : seen.exitCode;
  // The shell says something when a signal ended the process; when the shell itself was killed too, there is no E.
  const signal = (told ? told[1] !== '' : exitCode > 128) && exitCode > 128 ? exitCode - 128 : undefined;
  if (signal === undefined) return { kind: 'exited', exitCode };

  if (signal === 24 || (signal === 9 && seen.cpuMs >= limits.cpuSeconds * 950))
    return byCause({ limit: 'cpu' }, limits);
  if (signal === 25) return byCause({ limit: 'file' }, limits);
  const starved = seen.peakBytes >= limits.memoryBytes * 0.6 || refusedMemory.test(seen.stderr);
  if (starved && [6, 7, 9, 11].includes(signal)) return byCause({ limit: 'memory' }, limits);
  if (signal === 6 && /Resource temporarily unavailable/.test(seen.stderr))
    return byCause({ limit: 'processes' }, limits);
  const [name, meaning] = signals[signal] ?? [`signal ${signal}`, 'nobody here expected it'];
  return failed('crash', 'program-crashed', { signal: name, meaning });
}
