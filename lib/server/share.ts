// Makes and opens shares: a request goes in, an id comes out, and by the id the state with its evidence. Evidence is
// taken from the server's own records alone; the page names runs, it never says what they showed.
import { type SharedState, type ShareRequest, wireVersion } from '@/lib/run/wire';
import { RequestProblem } from './requests-problem';
import type { RunService } from './run-service';
import { crosswarpVersion } from './settings';
import { filledOptions, shareIdOf } from './store/share-id';
import type { Store } from './store/store';

const MB = 1024 * 1024;
/** Bound on the JSON of a shared state without its evidence, in MB. */
const sharedLimit = 10;

/**
 * Stores a state. Runs are attached that this server has on record, that ended by themselves, and that ran exactly
 * these sources, port and options, by its own main or by this plan; others are left out, and the answer says how many are attached.
 * @throws RequestProblem share-too-large, store-…
 */
export async function share(
  request: ShareRequest,
  store: Store,
  runs: RunService,
): Promise<{ id: string; url: string; evidence: number }> {
  const { sources, port, plan, tolerance } = request;
  const options = filledOptions(request.options);
  const title = request.title && plainTitle(request.title);
  if (JSON.stringify({ sources, port, plan, options }).length > sharedLimit * MB)
    throw new RequestProblem('share-too-large', { limit: sharedLimit });
  for (const id of request.runIds) await runs.record(id);
  // A plan runs kernels by themselves: a run of the whole program belongs to the state with a plan and without.
  const belongsTo = [request, ...(plan ? [{ ...request, plan: undefined }] : [])];
  const matching = await Promise.all(
    belongsTo.map((program) => store.runs.matching(request.runIds, shareIdOf(program))),
  );
  const evidence = matching.flat();
  const state: SharedState = {
    version: wireVersion,
    sources,
    ...(port && { port }),
    options,
    ...(plan && { plan }),
    ...(tolerance && { tolerance }),
    ...(title && { title }),
    evidence,
    createdAt: new Date().toISOString(),
    crosswarp: crosswarpVersion,
  };
  const id = await store.shares.put(state);
  return { id, url: `/s/${id}`, evidence: evidence.length };
}

/** @throws RequestProblem share-unknown, share-unreadable, store-… */
export async function openShare(id: string, store: Store): Promise<SharedState> {
  const state = /^[0-9a-f]{32}$/.test(id) ? await store.shares.get(id) : undefined;
  if (!state) throw new RequestProblem('share-unknown');
  return state;
}

/** One line of plain text: no control characters, no marks that turn the direction of what follows. */
export function plainTitle(title: string): string {
  return title
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/** How fast one address may share: a burst, then one for each interval. */
const shareRate = { burst: 20, everyMs: 3_000, addresses: 10_000 } as const;

export type ShareRate = {
  /** @throws RequestProblem shares-too-fast */
  readonly take: (address: string) => void;
};

export function createShareRate(now: () => number = Date.now): ShareRate {
  const spent = new Map<string, { count: number; at: number }>();
  return {
    take: (address) => {
      const time = now();
      const before = spent.get(address);
      const left = before ? Math.max(0, before.count - (time - before.at) / shareRate.everyMs) : 0;
      if (left + 1 > shareRate.burst)
        throw new RequestProblem(
          'shares-too-fast',
          {},
          { retryAfterSeconds: Math.ceil(((left + 1 - shareRate.burst) * shareRate.everyMs) / 1000) },
        );
      // The one that shared longest ago is at the front, and is forgotten first.
      spent.delete(address);
      spent.set(address, { count: left + 1, at: time });
      if (spent.size > shareRate.addresses) spent.delete(spent.keys().next().value ?? '');
    },
  };
}
