// Turns work that reports by callback into a stream that is pulled. In comes a function that emits while it works, out
// comes a generator that yields what it emits and returns what it returns. Knows no events in particular.
import type { Stop } from '@/lib/run/job';

/**
 * Streams what `work` emits. Leaving the stream early stops the work and waits until it is gone.
 * @param stop stops the work from outside
 */
export async function* streamOf<E, R>(
  work: (emit: (event: E) => void, stop: Stop) => Promise<R>,
  stop: Stop,
): AsyncGenerator<E, R, void> {
  const left = new AbortController();
  const events: E[] = [];
  let wake = () => {};
  let over = false;
  const emit = (event: E) => {
    events.push(event);
    wake();
  };
  const leave = () => left.abort();
  if (stop.aborted) leave();
  stop.addEventListener('abort', leave);
  const result = work(emit, left.signal).finally(() => {
    stop.removeEventListener('abort', leave);
    over = true;
    wake();
  });
  // Awaited below in every case; this only keeps a failure from counting as unhandled until then.
  result.catch(() => {});
  try {
    for (;;) {
      for (let event = events.shift(); event !== undefined; event = events.shift()) yield event;
      if (over) return await result;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    left.abort();
    await result.catch(() => {});
  }
}
