// Requests about one run: ids that were sent, and the stream of its events. Knows no queue from within.
import type { RunUpdate } from '@/lib/run/wire';
import type { Call } from './http';
import { eventStream, lastSeen } from './http-events';
import { RequestProblem } from './requests-problem';

/** Open event streams that one address may have: a browser has at most six, a script may follow more. */
const streamLimit = 20;

/** @throws RequestProblem run-unknown for what is not the form of an id */
export function runId(id: string): string {
  if (!/^[0-9a-f]{32}$/.test(id)) throw new RequestProblem('run-unknown');
  return id;
}

/**
 * The events after the one that the client saw last. 204 when it has seen them all: a browser then stops coming back.
 * @throws RequestProblem run-unknown, streams-too-many, store-…
 */
export async function followRun({ request, server, id, address }: Call): Promise<Response> {
  const open = server.streams.get(address) ?? 0;
  if (open >= streamLimit) throw new RequestProblem('streams-too-many', {}, { retryAfterSeconds: 10 });
  const stop = new AbortController();
  const updates = await server.runs.follow(runId(id), lastSeen(request), stop.signal);
  if (!updates) throw new RequestProblem('run-unknown');
  if (Array.isArray(updates) && updates.length === 0) return new Response(null, { status: 204 });
  server.streams.set(address, (server.streams.get(address) ?? 0) + 1);
  let counted = true;
  return eventStream(iteratorOf(updates), stop, () => {
    if (!counted) return;
    counted = false;
    const left = (server.streams.get(address) ?? 1) - 1;
    if (left > 0) server.streams.set(address, left);
    else server.streams.delete(address);
  });
}

const iteratorOf = (updates: AsyncGenerator<RunUpdate> | readonly RunUpdate[]) =>
  Symbol.asyncIterator in updates ? updates : updates[Symbol.iterator]();
