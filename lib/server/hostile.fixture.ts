// For tests: a workshop of its own, tiny limits, and programs run through the real runner.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sources, singleSource } from '@/lib/core/sources';
import type { Limits, ProcessLimits } from '@/lib/run/job';
import type { Outcome } from '@/lib/run/outcome';
import type { RunEvent } from '@/lib/run/wire';
import { defaultLimits } from './limits';
import { cpuRunner, type Found, findWorkshop } from './runners';

const MiB = 1024 * 1024;

export const tinyRun: ProcessLimits = {
  wallMs: 4_000,
  cpuSeconds: 1,
  memoryBytes: 96 * MiB,
  processes: 12,
  fileBytes: 4 * MiB,
  outputBytes: 64 * 1024,
  recordingBytes: 128 * 1024,
};
export const tiny: Limits = {
  build: {
    ...defaultLimits.build,
    wallMs: 20_000,
    cpuSeconds: 8,
    memoryBytes: 400 * MiB,
    fileBytes: 16 * MiB,
  },
  run: tinyRun,
  repeats: 0,
  repeatBudgetMs: 0,
};

export const workPath = mkdtempSync(join(tmpdir(), 'crosswarp-test-'));
export const found: Found = await findWorkshop(workPath);
/** Why nothing can be tried here; undefined when it can. */
export const untried = 'missing' in found ? found.missing.ending.detail : undefined;

/** The runner with programs that are C++ already. */
export const runCpp = cpuRunner('cuda', {
  rewrite: async (value) => ({ value: { ...value, units: [value.main] }, problems: [] }),
  workshop: async () => found,
});

export type Tried = Outcome & { readonly events: readonly RunEvent[] };

/** Every hostile program carries this name, and so does what it forks: what is left of it can be found. */
export const processName = `hostile${process.pid % 100_000}`;

export async function tryProgram(
  program: string | Sources,
  limits: Limits = tiny,
  stop: AbortSignal = new AbortController().signal,
): Promise<Tried> {
  const sources = typeof program === 'string' ? singleSource(program) : program;
  const stream = runCpp({ runner: 'cuda-on-cpu', warp: 32, program: sources }, limits, stop);
  const events: RunEvent[] = [];
  for (;;) {
    const step = await stream.next();
    if (step.done) return { ...step.value, events };
    events.push(step.value);
  }
}

/** Processes that carry `processName`. */
export function processesLeft(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const state = /^State:\s+(\S)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      return readFileSync(`/proc/${name}/comm`, 'utf8').trim() === processName && state !== 'Z';
    } catch {
      return false;
    }
  });
}

/** Names in the folder of jobs. */
export function filesLeft(): string[] {
  return readdirSync(join(workPath, 'jobs'));
}

export function removeWorkshop(): Promise<void> {
  return rm(workPath, { recursive: true, force: true });
}

/** A whole program around the body of its main. */
export function mainOf(body: string): string {
  return `#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>
extern char** environ;
int main() {
  prctl(PR_SET_NAME, "${processName}");
${body}
}
`;
}
