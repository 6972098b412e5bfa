// Makes, opens and deletes shares: a request goes in, an id comes out, and by the id the state with its evidence.
// Evidence is taken from the server's own records alone, and the kept translation is the server's own work: the page names
// runs and sources, it never says what they showed or became.
import { createHash, randomBytes } from 'node:crypto';
import type { PortResult } from '@/lib/pipeline';
import { filledOptions, shareIdOf } from '@/lib/run/share-id';
import {
  type Ancestor,
  type KeptTranslation,
  type SharedState,
  type ShareRequest,
  wireVersion,
} from '@/lib/run/wire';
import { RequestProblem } from './requests-problem';
import type { RunTools } from './run-program';
import type { RunService } from './run-service';
import { crosswarpVersion } from './settings';
import type { Store } from './store/store';

const MB = 1024 * 1024;
/** Bound on the JSON of a shared state without its evidence and its translation, in MB. */
const sharedLimit = 10;

export type ShareParts = {
  readonly store: Store;
  readonly runs: RunService;
  readonly tools: Pick<RunTools, 'port' | 'report'>;
};

/**
 * Stores a state. Runs are attached that this server has on record, that ended by themselves, and that ran exactly
 * these sources, port and options, by its own main or by this plan; others are left out, and the answer says how many are attached.
 * The answer has a token for the creator's claim, unless the request had one that holds.
 * @throws RequestProblem share-too-large, store-…
 */
export async function share(
  request: ShareRequest,
  { store, runs, tools }: ShareParts,
): Promise<{ id: string; url: string; evidence: number; token?: string }> {
  const { sources, port, plan, tolerance, forkedFrom } = request;
  const options = filledOptions(request.options);
  const title = request.title && plainTitle(request.title);
  const description = request.description && plainText(request.description);
  if (Buffer.byteLength(JSON.stringify({ sources, port, plan, options })) > sharedLimit * MB)
    throw new RequestProblem('share-too-large', { limit: sharedLimit });
  for (const id of request.runIds) await runs.record(id);
  // A plan runs kernels by themselves: a run of the whole program belongs to the state with a plan and without.
  const belongsTo = [request, ...(plan ? [{ ...request, plan: undefined }] : [])];
  const matching = await Promise.all(
    belongsTo.map((program) => store.runs.matching(request.runIds, shareIdOf(program))),
  );
  const evidence = matching.flat();
  const translation = await translationOf(request, tools);
  const state: SharedState = {
    version: wireVersion,
    sources,
    ...(port && { port }),
    options,
    ...(plan && { plan }),
    ...(tolerance && { tolerance }),
    ...(title && { title }),
    ...(description && { description }),
    ...(forkedFrom && { forkedFrom }),
    evidence,
    createdAt: new Date().toISOString(),
    crosswarp: crosswarpVersion,
    ...(translation && { translation }),
  };
  const held =
    request.token !== undefined && (await store.shares.holds(shareIdOf(request), hashOf(request.token)))
      ? request.token
      : undefined;
  const token = held ?? randomBytes(24).toString('base64url');
  const id = await store.shares.put(state, hashOf(token));
  return { id, url: `/s/${id}`, evidence: evidence.length, ...(!held && { token }) };
}

/** The port as it is translated now. A translator that fails is a fault of ours and no reason to share nothing. */
async function translationOf(
  { sources, options }: ShareRequest,
  tools: ShareParts['tools'],
): Promise<KeptTranslation | undefined> {
  try {
    return keptOf(await tools.port(sources, { target: 'hip', ...filledOptions(options) }));
  } catch (error) {
    tools.report(error);
    return undefined;
  }
}

export function keptOf({ output, kernels }: Pick<PortResult, 'output' | 'kernels'>): KeptTranslation {
  return {
    crosswarp: crosswarpVersion,
    files: { ...output.files },
    kernels: [...new Set(kernels.map(({ name }) => name))].slice(0, 200),
  };
}

/** @throws RequestProblem share-unknown, share-unreadable, share-of-newer-version, store-… */
export async function openShare(id: string, store: Store): Promise<SharedState> {
  const state = isShareId(id) ? await store.shares.get(id) : undefined;
  if (!state) throw new RequestProblem('share-unknown');
  return state;
}

/** @throws RequestProblem share-unknown, store-… */
export async function historyOf(id: string, store: Store): Promise<Ancestor[]> {
  await openShare(id, store);
  return store.shares.history(id);
}

/**
 * Takes back the claim that a token holds.
 * @param authorization the header of that name: `Bearer <token>`
 * @throws RequestProblem token-missing, claim-unknown, share-unknown, store-…
 */
export async function deleteShare(
  id: string,
  authorization: string | null,
  store: Store,
): Promise<{ id: string; gone: boolean }> {
  const token = /^Bearer +([\w-]{1,100})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new RequestProblem('token-missing');
  const ended = isShareId(id) ? await store.shares.release(id, hashOf(token)) : 'unknown';
  if (ended === 'unknown') throw new RequestProblem('share-unknown');
  if (ended === 'not-held') throw new RequestProblem('claim-unknown');
  return { id, gone: ended === 'gone' };
}

const isShareId = (id: string) => /^[0-9a-f]{32}$/.test(id);

/** Tokens have 192 random bits: a plain hash cannot be searched through. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** One line of plain text: no control characters, no marks that turn the direction of what follows. */
export function plainTitle(title: string): string {
  return shown(title).trim();
}

/** Plain text whose lines are kept; everything else as in a title. */
export function plainText(text: string): string {
  return text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) => shown(line.replaceAll('\t', '    ')).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

function shown(line: string): string {
  return line
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
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
