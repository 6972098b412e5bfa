// The interpreter as the page sees it: a source, a plan and what to watch for go in; progress and then one answer come out.
// It runs in a worker of the page, with no server at all. Knows no compiler and no pane.
//
//   const interpreter = createInterpreter(spawnInterpreter);          // workers/interpreter.ts
//   const run = interpreter.run({ sources, plan?, warp: 32, checks: true, shadows: true, counts: true }, onProgress);
//   run.stop();                       // ends it at once; its answer is then `failed`, reason `cancelled`
//   const { result } = await run.answer;    // a RunResult as the command line's JSON has it: findings, buffers, counts, growth
//   interpreter.end();                // when the page goes
//
// Without `plan` the source's `// run:` comments are the plan. Runs are done one after the other. The fast way to see results
// alone is checks, shadows and counts all false. 32 against 64 lanes: two runs, whose results' buffers are compared.

import { sentence } from '@/lib/messages';
import type { InterpreterAnswer, InterpreterRequest } from '@/lib/run/interpret-program';
import type { Finding, RunResult } from '@/lib/run/wire';
import { type CallerEnd, ChannelClosed, type Connection, connect } from './rpc';

export type InterpreterProgress = {
  /** From 0. */
  readonly launch: number;
  readonly launches: number;
  readonly blocks: number;
  readonly of: number;
};

/** The calls of the interpreter's worker. */
export type InterpreterCalls = {
  readonly interpret: (request: InterpreterRequest) => Promise<InterpreterAnswer>;
  readonly part: (request: PartingRequest) => Promise<Finding | undefined>;
  /** How far the run under way is; undefined before its first block. */
  readonly progress: () => InterpreterProgress | undefined;
  readonly stop: () => void;
};

export type PartingRequest = Pick<InterpreterRequest, 'sources' | 'plan'>;

export type InterpreterRun<Answer = InterpreterAnswer> = {
  /** Never rejects: a worker that died or could not be loaded is a result too. */
  readonly answer: Promise<Answer>;
  readonly stop: () => void;
};

type OnProgress = (progress: InterpreterProgress) => void;

export type Interpreter = {
  readonly run: (request: InterpreterRequest, onProgress?: OnProgress) => InterpreterRun;
  /** Runs both at 32 and at 64 lanes up to the first step that differs. Its answer is undefined where none was found. */
  readonly part: (request: PartingRequest, onProgress?: OnProgress) => InterpreterRun<Finding | undefined>;
  readonly end: () => void;
};

/** Between two looks at how far it is. */
const askEveryMs = 150;
/** A kernel that is inside of one long loop hears nothing: its worker is ended after this long. */
const stopWithinMs = 500;
const startWithinMs = 45_000;

export function createInterpreter(spawn: () => CallerEnd): Interpreter {
  let connection: Connection<InterpreterCalls> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const connected = (): Connection<InterpreterCalls> => {
    if (connection) return connection;
    const fresh = connect<InterpreterCalls>(spawn(), startWithinMs);
    connection = fresh;
    void fresh.closed.then(() => {
      if (connection === fresh) connection = undefined;
    });
    return fresh;
  };

  /** One request after those before it. @param without what the answer is when it was stopped, or failed. */
  function ask<Answer>(
    call: (worker: Connection<InterpreterCalls>) => Promise<Answer>,
    without: (error: unknown, stopped: boolean) => Answer,
    onProgress: OnProgress | undefined,
  ): InterpreterRun<Answer> {
    let stopped = false;
    let used: Connection<InterpreterCalls> | undefined;
    const begin = async (): Promise<Answer> => {
      if (stopped) return without(undefined, true);
      let asking: ReturnType<typeof setInterval> | undefined;
      try {
        const worker = connected();
        used = worker;
        asking = setInterval(() => {
          worker.call('progress').then(
            (progress) => progress && onProgress?.(progress),
            () => {},
          );
        }, askEveryMs);
        return await call(worker);
      } catch (error) {
        return without(error, stopped);
      } finally {
        clearInterval(asking);
        used = undefined;
      }
    };
    const answer = last.then(begin);
    last = answer;
    return {
      answer,
      stop() {
        stopped = true;
        const worker = used;
        if (!worker) return;
        worker.call('stop').catch(() => {});
        setTimeout(() => {
          if (used === worker) worker.close('stopped');
        }, stopWithinMs);
      },
    };
  }

  return {
    run: (request, onProgress) =>
      ask(
        (worker) => worker.call('interpret', request),
        (error, stopped) => {
          if (stopped) return ended(request, 'cancelled', sentence('run-stopped'));
          const reason = error instanceof Error ? error.message : String(error);
          return error instanceof ChannelClosed
            ? ended(request, 'unavailable', sentence('interpreter-worker-lost', { reason }))
            : ended(request, 'crash', reason);
        },
        onProgress,
      ),
    part: (request, onProgress) =>
      ask(
        (worker) => worker.call('part', request),
        () => undefined,
        onProgress,
      ),
    end() {
      connection?.close('ended');
      connection = undefined;
    },
  };
}

function ended(
  { warp }: InterpreterRequest,
  reason: 'cancelled' | 'unavailable' | 'crash',
  detail: string,
): InterpreterAnswer {
  const result: RunResult = {
    runner: 'interpreter',
    warp,
    status: reason === 'unavailable' ? 'unavailable' : 'failed',
    reason,
    detail,
    stdout: '',
    stderr: '',
    buildMs: 0,
    cached: false,
    runMs: 0,
    runIqrMs: 0,
    repeats: 0,
    noisy: false,
    launches: [],
    findings: [],
  };
  return { result };
}
