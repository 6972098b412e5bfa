// Typed calls over a channel of messages (a Worker, a MessagePort). Every call settles: with its result, with the error
// that the other side threw, or with ChannelClosed when the other side died, failed to load or was ended.
//
//   page                                worker
//   connect(worker) ── { id, call, args } ──→ serve(self, handlers)
//        ↑        ←── { id, ok, value|error } ──┘
//        └──────── { ready } (once, after the worker's own script ran)

type Handler = (...args: never[]) => unknown;

/** The calls that one side offers, by name. */
export type Calls = Readonly<Record<string, Handler>>;

type Request = {
  readonly rpc: 'request';
  readonly id: number;
  readonly call: string;
  readonly args: unknown[];
};
type Reply =
  | { readonly rpc: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly rpc: 'reply'; readonly id: number; readonly ok: false; readonly error: string };
type Ready = { readonly rpc: 'ready' };

/** The end of a channel that calls: a Worker has this shape. */
export type CallerEnd = {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  addEventListener(type: 'messageerror', listener: () => void): void;
  terminate(): void;
};

/** The end of a channel that answers: a worker's own global scope has this shape. */
export type ServerEnd = {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};

/** The other side is gone: it did not load, it threw outside of any call, or `close` was called. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed';
}

/** The other side threw inside this call. It still lives. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

export type Connection<C extends Calls> = {
  readonly call: <N extends keyof C & string>(
    name: N,
    ...args: Parameters<C[N]>
  ) => Promise<Awaited<ReturnType<C[N]>>>;
  /** Resolves when the other side's script has run; rejects with ChannelClosed when it never will. */
  readonly ready: Promise<void>;
  /** Resolves, with the reason, when the channel is dead. */
  readonly closed: Promise<ChannelClosed>;
  /** Ends the other side; calls that are under way reject. */
  readonly close: (reason: string) => void;
};

function isMessage(data: unknown): data is Reply | Ready {
  return typeof data === 'object' && data !== null && 'rpc' in data;
}

/** @param readyWithinMs a side that has not said `ready` by then counts as dead. */
export function connect<C extends Calls>(end: CallerEnd, readyWithinMs: number): Connection<C> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  let dead: ChannelClosed | undefined;
  const ready = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<ChannelClosed>();
  // A caller may look at `ready` never or late; its rejection is told through `closed` too.
  ready.promise.catch(() => {});

  const die = (reason: string) => {
    if (dead) return;
    dead = new ChannelClosed(reason);
    clearTimeout(timer);
    end.terminate();
    for (const { reject } of waiting.values()) reject(dead);
    waiting.clear();
    ready.reject(dead);
    closed.resolve(dead);
  };
  const timer = setTimeout(() => die('it did not start in time'), readyWithinMs);

  end.addEventListener('message', ({ data }) => {
    if (!isMessage(data) || dead) return;
    if (data.rpc === 'ready') {
      clearTimeout(timer);
      ready.resolve();
      return;
    }
    const call = waiting.get(data.id);
    if (!call) return;
    waiting.delete(data.id);
    if (data.ok) call.resolve(data.value as never);
    else call.reject(new RemoteError(data.error));
  });
  // Browsers put "Uncaught Error:" before what was thrown.
  end.addEventListener('error', (event) =>
    die(event.message?.replace(/^Uncaught (?:\w*Error: )?/, '') || 'its script could not be loaded'),
  );
  end.addEventListener('messageerror', () => die('a message could not be read'));

  return {
    call: (name, ...args) => {
      if (dead) return Promise.reject(dead);
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (value: never) => void, reject });
        try {
          end.postMessage({ rpc: 'request', id, call: name, args } satisfies Request);
        } catch (error) {
          waiting.delete(id);
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    },
    ready: ready.promise,
    closed: closed.promise,
    close: die,
  };
}

/** Answers calls with the handlers. Sets `onmessage` at once, so that a message sent while modules load is not lost. */
export function serve<C extends Calls>(end: ServerEnd, handlers: C): void {
  end.onmessage = ({ data }: MessageEvent) => {
    const { rpc, id, call, args } = data as Request;
    if (rpc !== 'request') return;
    void answer(handlers, call, args).then(
      (value) => end.postMessage({ rpc: 'reply', id, ok: true, value } satisfies Reply),
      (error) =>
        end.postMessage({
          rpc: 'reply',
          id,
          ok: false,
          error: error instanceof Error ? error.message : String(error),
        } satisfies Reply),
    );
  };
  end.postMessage({ rpc: 'ready' } satisfies Ready);
}

async function answer(handlers: Calls, call: string, args: unknown[]): Promise<unknown> {
  if (!Object.hasOwn(handlers, call)) throw new Error(`no such call: ${call}`);
  return (handlers[call] as Handler)(...(args as never[]));
}
