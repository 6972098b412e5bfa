// Updates of a run as server-sent events. In comes the stream of updates, out comes a Response body that is read at
// the client's pace, with comments while nothing happens, so that neither side takes silence for a lost line.
import type { RunUpdate } from '@/lib/run/wire';

const heartbeatMs = 15_000;

/** The last seq a client has seen, from the header that browsers send when they come back; -1 for a new client. */
export function lastSeen(request: Request): number {
  const id = request.headers.get('last-event-id') ?? '';
  return /^\d{1,9}$/.test(id) ? Number(id) : -1;
}

/** @param ended is called once, when the client is gone or the stream is over */
export function eventStream(
  updates: AsyncIterator<RunUpdate> | Iterator<RunUpdate>,
  stop: AbortController,
  ended: () => void,
  beatMs = heartbeatMs,
): Response {
  const encoder = new TextEncoder();
  let pending: Promise<IteratorResult<RunUpdate>> | undefined;
  let begun = false;
  const end = () => {
    if (!stop.signal.aborted) stop.abort();
    ended();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(encoder.encode('retry: 1000\n\n'));
          return;
        }
        pending ??= Promise.resolve(updates.next());
        const step = await orBeat(pending, beatMs);
        if (step === 'beat') {
          controller.enqueue(encoder.encode(': still here\n\n'));
          return;
        }
        pending = undefined;
        if (step.done) {
          end();
          controller.close();
          return;
        }
        controller.enqueue(encoder.encode(`id: ${step.value.seq}\ndata: ${JSON.stringify(step.value)}\n\n`));
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform: a proxy or the server itself that compresses would hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

async function orBeat<T>(work: Promise<T>, ms: number): Promise<T | 'beat'> {
  let timer: NodeJS.Timeout | undefined;
  const beat = new Promise<'beat'>((resolve) => {
    timer = setTimeout(() => resolve('beat'), ms);
  });
  try {
    return await Promise.race([work, beat]);
  } finally {
    clearTimeout(timer);
  }
}
