// The interpreter as a runner of the server and the command line: in a thread of its own, so that a kernel without end
// neither blocks anybody nor outlives its time. The thread's script is dist/interpreter-thread.mjs (npm run build:cli).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { sentence } from '@/lib/messages';
import type { InterpreterAnswer, InterpreterRequest } from '@/lib/run/interpret-program';
import type { Job, Limits, Stop } from '@/lib/run/job';
import type { Outcome, RunStream } from '@/lib/run/outcome';
import type { RunResult } from '@/lib/run/wire';
import { emptyResult } from '../run-program-entries';
import { processorName } from './machine';

/** What the thread is given. It ends by itself after `wallMs`; the runner ends it soon after if it does not. */
export type InterpreterThreadData = { readonly request: InterpreterRequest; readonly wallMs: number };

/** Time for a thread that has met its limit to answer with what it has. */
const graceMs = 2000;

/** Where the built script lies: beside the command line, or under the project's root. */
function threadScript(): string | undefined {
  const roots = [process.env.CROSSWARP_ROOT, process.cwd(), join(import.meta.dirname ?? '.', '..')];
  for (const root of roots) {
    if (!root) continue;
    const path = join(/* turbopackIgnore: true */ root, 'dist', 'interpreter-thread.mjs');
    if (existsSync(/* turbopackIgnore: true */ path)) return path;
  }
  return undefined;
}

/** @param script where the thread's script lies; for tests */
export function interpreterRunner(
  script: () => string | undefined = threadScript,
): (job: Job, limits: Limits, stop: Stop) => RunStream {
  return async function* (job, limits, stop) {
    const path = script();
    const { runner, warp, plan } = job;
    const failed = (reason: 'unavailable' | 'cancelled' | 'timeout' | 'memory', detail: string): RunResult =>
      emptyResult(
        { runner, warp },
        { status: reason === 'unavailable' ? 'unavailable' : 'failed', reason, detail },
      );
    if (!path) {
      const result = failed('unavailable', sentence('interpreter-not-built'));
      yield { type: 'failed', reason: 'unavailable', detail: result.detail ?? '', result };
      return { result, observations: [] };
    }
    const request: InterpreterRequest = {
      sources: job.program,
      ...(plan && { plan }),
      warp,
      checks: true,
      shadows: true,
      counts: true,
    };
    const wallMs = limits.run.wallMs;
    const worker = new Worker(/* turbopackIgnore: true */ pathToFileURL(path), {
      workerData: { request, wallMs } satisfies InterpreterThreadData,
      resourceLimits: { maxOldGenerationSizeMb: Math.floor(limits.run.memoryBytes / 1024 / 1024 / 2) },
    });
    const answer = Promise.withResolvers<InterpreterAnswer | RunResult>();
    const end = (result: RunResult) => {
      answer.resolve(result);
      void worker.terminate();
    };
    const onAbort = () => end(failed('cancelled', sentence('run-stopped')));
    const timer = setTimeout(
      () => end(failed('timeout', sentence('interpreter-too-long'))),
      wallMs + graceMs,
    );
    stop.addEventListener('abort', onAbort, { once: true });
    worker.once('message', (message: InterpreterAnswer) => answer.resolve(message));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        answer.resolve(failed('memory', sentence('interpreter-memory')));
      else answer.reject(error);
    });
    try {
      yield { type: 'building', text: '' };
      const told = await answer.promise;
      const answered: InterpreterAnswer = 'result' in told ? told : { result: told };
      const { observation } = answered;
      const result = { ...answered.result, machine: processorName() };
      yield* eventsOf(result);
      const outcome: Outcome = { result, observations: observation ? [observation, observation] : [] };
      return outcome;
    } finally {
      clearTimeout(timer);
      stop.removeEventListener('abort', onAbort);
      await worker.terminate();
    }
  };
}

function* eventsOf(result: RunResult) {
  yield { type: 'stdout', text: result.stdout } as const;
  yield { type: 'launches', launches: result.launches } as const;
  if (result.status === 'done') yield { type: 'done', result } as const;
  else
    yield {
      type: 'failed',
      reason: result.reason ?? 'unavailable',
      detail: result.detail ?? '',
      result,
    } as const;
}
