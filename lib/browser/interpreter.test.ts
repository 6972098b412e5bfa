// The door to the interpreter's worker, with the worker's side played by a channel: answers, progress, Stop, a lost worker.
import { describe, expect, it } from 'vitest';
import type { InterpreterAnswer, InterpreterRequest } from '@/lib/run/interpret-program';
import { createInterpreter, type InterpreterCalls } from './interpreter';
import { type CallerEnd, type ServerEnd, serve } from './rpc';

const request: InterpreterRequest = {
  sources: { main: 'k.cu', files: { 'k.cu': '' } },
  warp: 32,
  checks: true,
  shadows: false,
  counts: false,
};

/** A worker whose script is `handlers`. */
function worker(handlers: InterpreterCalls): { end: CallerEnd; isGone: () => boolean } {
  const { port1, port2 } = new MessageChannel();
  let gone = false;
  const end: CallerEnd = {
    postMessage: (message) => port1.postMessage(message),
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'message') port1.onmessage = listener as never;
    },
    terminate: () => {
      gone = true;
      port1.close();
    },
  };
  serve(port2 as unknown as ServerEnd, handlers);
  return { end, isGone: () => gone };
}

const done = { result: { runner: 'interpreter', status: 'done' } } as InterpreterAnswer;

describe('the interpreter of the page', () => {
  it('answers, and tells how far it is meanwhile', async () => {
    const { end } = worker({
      interpret: () => new Promise((resolve) => setTimeout(() => resolve(done), 500)),
      part: async () => undefined,
      progress: () => ({ launch: 0, launches: 1, blocks: 3, of: 9 }),
      stop: () => {},
    });
    const seen: number[] = [];
    const interpreter = createInterpreter(() => end);
    const { answer } = interpreter.run(request, ({ blocks }) => seen.push(blocks));
    expect((await answer).result.status).toBe('done');
    expect(seen[0]).toBe(3);
    interpreter.end();
  });

  it('ends a worker that does not hear Stop, and starts another for the next run', async () => {
    const first = worker({
      interpret: () => new Promise(() => {}),
      part: async () => undefined,
      progress: () => undefined,
      stop: () => {},
    });
    const second = worker({
      interpret: async () => done,
      part: async () => undefined,
      progress: () => undefined,
      stop: () => {},
    });
    const ends = [first.end, second.end];
    const interpreter = createInterpreter(() => ends.shift() as CallerEnd);
    const run = interpreter.run(request);
    await new Promise((resolve) => setTimeout(resolve, 50));
    run.stop();
    expect((await run.answer).result).toMatchObject({ status: 'failed', reason: 'cancelled' });
    expect(first.isGone()).toBe(true);
    expect((await interpreter.run(request).answer).result.status).toBe('done');
    interpreter.end();
  });

  it('says when the worker threw', async () => {
    const { end } = worker({
      interpret: () => Promise.reject(new Error('a fault of ours')),
      part: async () => undefined,
      progress: () => undefined,
      stop: () => {},
    });
    const interpreter = createInterpreter(() => end);
    expect((await interpreter.run(request).answer).result).toMatchObject({
      reason: 'crash',
      detail: 'a fault of ours',
    });
    interpreter.end();
  });
});
