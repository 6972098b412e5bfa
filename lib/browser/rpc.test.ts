// Every call settles: with the answer, with the other side's error, or with its end.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CallerEnd, ChannelClosed, connect, RemoteError, type ServerEnd, serve } from './rpc';

type Api = {
  readonly add: (a: number, b: number) => number;
  readonly later: (value: string) => Promise<string>;
  readonly fail: () => never;
  readonly never: () => Promise<void>;
};

/** A worker and its page, joined by structured clones on later turns, as between real threads. */
function pair() {
  const listeners = new Map<string, ((event: never) => void)[]>();
  const tell = (type: string, event: object) => {
    for (const listener of listeners.get(type) ?? []) listener(event as never);
  };
  const server: ServerEnd = {
    onmessage: null,
    postMessage(message) {
      const data = structuredClone(message);
      setTimeout(() => tell('message', { data }));
    },
  };
  const caller = {
    ended: false,
    postMessage(message: unknown) {
      const data = structuredClone(message);
      setTimeout(() => !caller.ended && server.onmessage?.({ data } as MessageEvent));
    },
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    terminate() {
      caller.ended = true;
    },
  };
  return { server, caller: caller satisfies CallerEnd, tell };
}

const handlers: Api = {
  add: (a, b) => a + b,
  later: async (value) => value,
  fail: () => {
    throw new Error('no luck');
  },
  never: () => new Promise(() => {}),
};

afterEach(() => {
  vi.useRealTimers();
});

describe('calls over a channel', () => {
  it('answer with values, of plain and of asynchronous handlers', async () => {
    const { server, caller } = pair();
    const connection = connect<Api>(caller, 1000);
    serve<Api>(server, handlers);
    await connection.ready;
    await expect(connection.call('add', 2, 3)).resolves.toBe(5);
    await expect(connection.call('later', 'x')).resolves.toBe('x');
  });

  it('that are sent before the other side listens are not needed to wait for ready', async () => {
    const { server, caller } = pair();
    const connection = connect<Api>(caller, 1000);
    const early = connection.call('add', 1, 1);
    serve<Api>(server, handlers);
    await expect(early).resolves.toBe(2);
  });

  it('reject with what the handler threw, and the channel lives on', async () => {
    const { server, caller } = pair();
    const connection = connect<Api>(caller, 1000);
    serve<Api>(server, handlers);
    await expect(connection.call('fail')).rejects.toThrow(new RemoteError('no luck'));
    await expect(connection.call('add', 1, 2)).resolves.toBe(3);
  });

  it('reject when what is sent cannot be cloned', async () => {
    const { server, caller } = pair();
    const connection = connect<{ take: (f: () => void) => void }>(caller, 1000);
    serve(server, { take: () => {} });
    await expect(connection.call('take', () => {})).rejects.toThrow(/clone/i);
  });

  it('to a name that is not offered reject', async () => {
    const { server, caller } = pair();
    const connection = connect<{ toString: () => string }>(caller, 1000);
    serve<Api>(server, handlers);
    await expect(connection.call('toString')).rejects.toThrow('no such call: toString');
  });

  it('that are under way reject when the other side dies, and so do later ones', async () => {
    const { server, caller, tell } = pair();
    const connection = connect<Api>(caller, 1000);
    serve<Api>(server, handlers);
    await connection.ready;
    const waiting = connection.call('never');
    tell('error', { message: 'Uncaught RangeError: out of memory' });
    await expect(waiting).rejects.toThrow(new ChannelClosed('out of memory'));
    await expect(connection.call('add', 1, 1)).rejects.toBeInstanceOf(ChannelClosed);
    await expect(connection.closed).resolves.toMatchObject({ message: 'out of memory' });
    expect(caller.ended).toBe(true);
  });

  it('reject when the script never loads', async () => {
    const { caller, tell } = pair();
    const connection = connect<Api>(caller, 1000);
    const early = connection.call('add', 1, 1);
    tell('error', {});
    await expect(early).rejects.toThrow('could not be loaded');
    await expect(connection.ready).rejects.toBeInstanceOf(ChannelClosed);
  });

  it('reject when the other side does not get ready in time', async () => {
    vi.useFakeTimers();
    const { caller } = pair();
    const connection = connect<Api>(caller, 1000);
    const early = connection.call('add', 1, 1);
    const rejected = expect(early).rejects.toThrow('did not start in time');
    vi.advanceTimersByTime(1001);
    await rejected;
  });

  it('reject when the page itself ends the channel', async () => {
    const { server, caller } = pair();
    const connection = connect<Api>(caller, 1000);
    serve<Api>(server, handlers);
    const waiting = connection.call('never');
    connection.close('enough');
    await expect(waiting).rejects.toThrow('enough');
  });
});
