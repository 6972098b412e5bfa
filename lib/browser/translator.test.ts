// The translator's worker: its state is told, its death too, and a retry starts another that gets the newest text.
import { describe, expect, it, vi } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import type { PortOptions } from '@/lib/pipeline';
import type { CallerEnd } from './rpc';
import { createTranslator, type TranslatorState, translateWithinMs } from './translator';

const options: PortOptions = {
  rocm: '6.4',
  launch: 'chevrons',
  libraries: 'hip',
  applyFixes: true,
  target: 'hip',
  undone: [],
};

/** A worker that the test plays. */
function fakeWorker() {
  const sent: { id: number; call: string; args: unknown[] }[] = [];
  const listeners: Record<string, ((event: never) => void)[]> = {};
  const tell = (type: string, event: object) => {
    for (const listener of listeners[type] ?? []) listener(event as never);
  };
  const worker = {
    ended: false,
    postMessage: (message: unknown) => void sent.push(message as (typeof sent)[number]),
    addEventListener(type: string, listener: (event: never) => void) {
      listeners[type] = [...(listeners[type] ?? []), listener];
    },
    terminate() {
      worker.ended = true;
    },
  };
  return {
    worker: worker satisfies CallerEnd,
    sent,
    ready: () => tell('message', { data: { rpc: 'ready' } }),
    die: (message: string) => tell('error', { message }),
    reply: (value: unknown) =>
      tell('message', { data: { rpc: 'reply', id: sent.at(-1)?.id, ok: true, value } }),
    fail: (error: string) =>
      tell('message', { data: { rpc: 'reply', id: sent.at(-1)?.id, ok: false, error } }),
  };
}

function start() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const states: TranslatorState[] = [];
  const results: unknown[] = [];
  const bugs: string[] = [];
  const translator = createTranslator(
    () => {
      const fake = fakeWorker();
      workers.push(fake);
      return fake.worker;
    },
    {
      onState: (state) => states.push(state),
      onResult: (result) => results.push(result),
      onBug: (bug) => bugs.push(bug),
    },
  );
  const worker = () => workers.at(-1) as ReturnType<typeof fakeWorker>;
  return { translator, workers, worker, states, results, bugs };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('the translator', () => {
  it('tells the newest text’s result alone', async () => {
    const { translator, worker, results } = start();
    worker().ready();
    translator.translate(singleSource('a'), options);
    translator.translate(singleSource('ab'), options);
    translator.translate(singleSource('abc'), options);
    worker().reply('A');
    await turn();
    expect(worker().sent.map(({ args }) => args[0])).toEqual([singleSource('a'), singleSource('abc')]);
    worker().reply('ABC');
    await turn();
    expect(results).toEqual(['ABC']);
  });

  it('says when the worker dies, and a retry asks another for the newest text', async () => {
    const { translator, workers, worker, states, results, bugs } = start();
    worker().ready();
    await turn();
    translator.translate(singleSource('a'), options);
    worker().die('gone');
    await turn();
    expect(states).toEqual([{ phase: 'starting' }, { phase: 'ready' }, { phase: 'failed', reason: 'gone' }]);
    translator.translate(singleSource('typed while it was dead'), options);
    await turn();
    translator.retry();
    worker().ready();
    await turn();
    expect(workers).toHaveLength(2);
    expect(worker().sent.at(-1)?.args[0]).toEqual(singleSource('typed while it was dead'));
    worker().reply('there');
    await turn();
    expect(results).toEqual(['there']);
    expect(states.at(-1)).toEqual({ phase: 'ready' });
    expect(bugs).toEqual([]);
  });

  it('says when no worker can be started at all', () => {
    const states: TranslatorState[] = [];
    createTranslator(
      () => {
        throw new Error('workers are blocked');
      },
      { onState: (state) => states.push(state), onResult: () => {}, onBug: () => {} },
    );
    expect(states.at(-1)).toEqual({ phase: 'failed', reason: 'workers are blocked' });
  });

  it('tells what a living worker threw as a bug, and goes on', async () => {
    const { translator, worker, states, results, bugs } = start();
    worker().ready();
    translator.translate(singleSource('a'), options);
    worker().fail('edits overlap');
    await turn();
    expect(bugs).toEqual(['edits overlap']);
    expect(states.at(-1)).toEqual({ phase: 'ready' });
    translator.translate(singleSource('b'), options);
    worker().reply('B');
    await turn();
    expect(results).toEqual(['B']);
  });

  it('ends a worker that does not come back from a text', async () => {
    vi.useFakeTimers();
    const { translator, worker, states } = start();
    worker().ready();
    translator.translate(singleSource('a'), options);
    await vi.advanceTimersByTimeAsync(translateWithinMs + 1);
    vi.useRealTimers();
    await turn();
    expect(worker().worker.ended).toBe(true);
    expect(states.at(-1)).toEqual({ phase: 'failed', reason: 'it did not finish this text' });
  });
});
