// The queue of runs of this server: requests go in, ids come out, and by an id what is known of a run. Runs live in
// memory while they wait and run; when they end they go on record. Knows no HTTP.
import { randomBytes } from 'node:crypto';
import type { RunnerId, WarpSize } from '@/lib/run/runner';
import { shareIdOf } from '@/lib/run/share-id';
import type { Proof, RunAnswer, RunRequest, RunResult, RunUpdate } from '@/lib/run/wire';
import { type KeptRecording, unpackRecording } from './recordings';
import { RequestProblem } from './requests-problem';
import { type PreparedRun, prepareRun, type RunTools, runPrepared } from './run-program';
import type { PackedRecording, RunRecords } from './store/runs';

export type RunService = {
  /**
   * Puts a run into the queue.
   * @param address of the client: each has one run that waits or runs
   * @returns the id: 128 random bits, and all that is needed to see and stop the run
   * @throws RequestProblem queue-full, run-already-active, no-main
   */
  readonly start: (request: RunRequest, address: string) => Promise<string>;
  /** @throws RequestProblem store-… when the run is not in memory and the records cannot be read */
  readonly get: (id: string) => Promise<RunAnswer | undefined>;
  /**
   * What happened after the update `after` (-1: from the beginning), and then as it happens, to `finished`.
   * Undefined when there is no such run; `[]` when the client has seen the end. Of a run that is only on record,
   * `finished` is left.
   */
  readonly follow: (
    id: string,
    after: number,
    stop: AbortSignal,
  ) => Promise<AsyncGenerator<RunUpdate, void, void> | readonly RunUpdate[] | undefined>;
  /** Stops a run and resolves when its processes are gone; one that has ended stays as it is. */
  readonly cancel: (id: string) => Promise<RunAnswer | undefined>;
  /** Writes an ended run that could not be written when it ended. @throws RequestProblem store-… */
  readonly record: (id: string) => Promise<void>;
  /**
   * What one runner of a run did on the device.
   * @throws RequestProblem recording-unknown, recording-unreadable, store-…
   */
  readonly recording: (id: string, runner: RunnerId, warp: WarpSize) => Promise<KeptRecording>;
  readonly counts: () => { readonly queued: number; readonly running: number };
  /** Stops everything. */
  readonly close: () => Promise<void>;
};

export type RunServiceParts = {
  readonly tools: RunTools;
  readonly records: RunRecords;
  readonly concurrency: number;
  /** Most runs that wait. */
  readonly queueLimit: number;
  /** Told of each run that ended. */
  readonly ended: (state: RunAnswer['state'], verdict: Proof['verdict']) => void;
};

/** Ended runs that stay in memory, so that a page that just saw the end needs no database. */
const rememberedRuns = 16;
/** Recordings that are held unpacked, because whoever looks at one asks for many parts of it. */
const unpackedRecordings = 2;
/** Events of one run that are kept for clients that come back, in UTF-16 units of text; the oldest go first. */
const rememberedText = 2 * 1024 * 1024;

type Run = {
  readonly id: string;
  readonly address: string;
  /** `shareIdOf` of what is run. */
  readonly key: string;
  readonly prepared: PreparedRun;
  readonly stop: AbortController;
  state: RunAnswer['state'];
  position: number;
  startedAt?: string;
  finishedAt?: string;
  results: readonly RunResult[];
  /** Until they are on record. */
  recordings: PackedRecording[];
  proof: Proof;
  updates: RunUpdate[];
  textKept: number;
  seq: number;
  recorded: boolean;
  /** Called, and forgotten, at the next update. */
  listeners: Set<() => void>;
};

type NewUpdate = RunUpdate extends infer U ? (U extends RunUpdate ? Omit<U, 'seq'> : never) : never;

const nothingProven: Proof = { verdict: 'not-compared', comparisons: [], notes: [], digest: '' };

export function createRunService(parts: RunServiceParts): RunService {
  const { tools, records } = parts;
  const runs = new Map<string, Run>();
  const queue: Run[] = [];
  const busyAddresses = new Set<string>();
  let preparing = 0;
  let running = 0;
  let closed = false;

  const start: RunService['start'] = async (request, address) => {
    if (busyAddresses.has(address))
      throw new RequestProblem('run-already-active', {}, { retryAfterSeconds: 5 });
    if (closed || queue.length + preparing >= parts.queueLimit)
      throw new RequestProblem('queue-full', {}, { retryAfterSeconds: 30 });
    busyAddresses.add(address);
    preparing++;
    try {
      const run = newRun(request, address, await prepareRun(request, tools));
      runs.set(run.id, run);
      queue.push(run);
      // Opens the records now, while the program is built, so that its end need not wait for them.
      records.get(run.id).catch(() => {});
      renumber();
      next();
      return run.id;
    } catch (error) {
      busyAddresses.delete(address);
      throw error;
    } finally {
      preparing--;
    }
  };

  const next = () => {
    while (running < parts.concurrency) {
      const run = queue.shift();
      if (!run) return;
      running++;
      renumber();
      void work(run).finally(() => {
        running--;
        next();
      });
    }
  };

  /** Tells everybody who waits how many are before them. */
  const renumber = () => {
    queue.forEach((run, index) => {
      const position = index + running;
      if (run.position === position && run.seq > 0) return;
      run.position = position;
      push(run, { kind: 'queued', position });
    });
  };

  const work = async (run: Run) => {
    run.state = 'running';
    run.position = 0;
    run.startedAt = new Date().toISOString();
    try {
      const steps = runPrepared(run.prepared, tools, run.stop.signal, (recording) =>
        run.recordings.push(recording),
      );
      for (;;) {
        const step = await steps.next();
        if (step.done) {
          run.results = step.value.runs;
          run.proof = step.value.proof;
          break;
        }
        const { event } = step.value;
        if (event.type === 'done' || event.type === 'failed') run.results = [...run.results, event.result];
        push(run, { kind: 'event', ...step.value });
      }
    } catch (error) {
      // Only a fault in the proof gets here: what the runners said stays.
      tools.report(error);
      run.proof = { ...nothingProven, notes: [{ code: 'server-fault', params: {} }] };
    }
    await end(run, run.stop.signal.aborted ? 'cancelled' : 'finished');
  };

  const end = async (run: Run, state: 'finished' | 'cancelled') => {
    run.finishedAt = new Date().toISOString();
    // On record before it is announced: what a client saw end can be shared, whatever happens next.
    await record({ ...run, state }).then(
      () => {
        run.recorded = true;
        run.recordings = [];
      },
      () => {},
    );
    run.state = state;
    busyAddresses.delete(run.address);
    parts.ended(state, run.proof.verdict);
    push(run, { kind: 'finished', answer: answerOf(run) });
    const old = [...runs.values()].filter((other) => other.finishedAt !== undefined && isEnded(other));
    for (const forgotten of old.slice(0, -rememberedRuns)) runs.delete(forgotten.id);
  };

  const record = async (run: Run) => {
    await records.put(answerOf(run), run.key, run.recordings);
  };

  const unpacked = new Map<string, Promise<KeptRecording>>();
  const unpack = async (id: string, runner: RunnerId, warp: WarpSize): Promise<KeptRecording> => {
    const inMemory = runs
      .get(id)
      ?.recordings.find((one) => one.runner === runner && one.warp === warp)?.packed;
    const packed = inMemory ?? (await records.recording(id, runner, warp));
    if (!packed) throw new RequestProblem('recording-unknown');
    const kept = await unpackRecording(packed);
    if (!kept) throw new RequestProblem('recording-unreadable');
    return kept;
  };

  const follow: RunService['follow'] = async (id, after, stop) => {
    const run = runs.get(id);
    if (run) return updatesOf(run, after, stop);
    const answer = await records.get(id);
    if (!answer) return undefined;
    // How many updates it had is no longer known; a client that counts further than the first has seen the end.
    return after > 0 ? [] : [{ kind: 'finished', seq: 1, answer }];
  };

  const cancel: RunService['cancel'] = async (id) => {
    const run = runs.get(id);
    if (!run) return records.get(id);
    run.stop.abort();
    const place = queue.indexOf(run);
    if (place >= 0) {
      queue.splice(place, 1);
      renumber();
      await end(run, 'cancelled');
    }
    while (!isEnded(run)) await changed(run);
    return answerOf(run);
  };

  return {
    start,
    follow,
    cancel,
    get: async (id) => {
      const run = runs.get(id);
      return run ? answerOf(run) : records.get(id);
    },
    record: async (id) => {
      const run = runs.get(id);
      if (!run || run.recorded || !isEnded(run)) return;
      await record(run);
      run.recorded = true;
      run.recordings = [];
    },
    recording: async (id, runner, warp) => {
      const key = `${id} ${runner} ${warp}`;
      const known = unpacked.get(key) ?? unpack(id, runner, warp);
      // The one that was asked for last goes last.
      unpacked.delete(key);
      unpacked.set(key, known);
      known.catch(() => unpacked.delete(key));
      for (const old of [...unpacked.keys()].slice(0, -unpackedRecordings)) unpacked.delete(old);
      return known;
    },
    counts: () => ({ queued: queue.length, running }),
    close: async () => {
      closed = true;
      await Promise.all([...runs.keys()].map(cancel));
    },
  };
}

function newRun(request: RunRequest, address: string, prepared: PreparedRun): Run {
  return {
    id: randomBytes(16).toString('hex'),
    address,
    key: shareIdOf(request),
    prepared,
    stop: new AbortController(),
    state: 'queued',
    position: 0,
    results: [],
    recordings: [],
    proof: nothingProven,
    updates: [],
    textKept: 0,
    seq: 0,
    recorded: false,
    listeners: new Set(),
  };
}

const isEnded = (run: Run) => run.state === 'finished' || run.state === 'cancelled';

function answerOf(run: Run): RunAnswer {
  return {
    id: run.id,
    state: run.state,
    position: run.position,
    ...(run.startedAt && { startedAt: run.startedAt }),
    ...(run.finishedAt && isEnded(run) && { finishedAt: run.finishedAt }),
    runs: [...run.results],
    proof: run.proof,
  };
}

function push(run: Run, update: NewUpdate): void {
  run.updates.push({ ...update, seq: ++run.seq });
  run.textKept += textIn(run.updates.at(-1));
  while (run.textKept > rememberedText && run.updates.length > 1) run.textKept -= textIn(run.updates.shift());
  const listeners = [...run.listeners];
  run.listeners.clear();
  for (const listener of listeners) listener();
}

function textIn(update: RunUpdate | undefined): number {
  return update?.kind === 'event' && 'text' in update.event ? update.event.text.length : 0;
}

/** Resolves at the next update, or when `stop` is. */
function changed(run: Run, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      run.listeners.delete(wake);
      stop?.removeEventListener('abort', wake);
      resolve();
    };
    run.listeners.add(wake);
    stop?.addEventListener('abort', wake);
  });
}

function updatesOf(run: Run, after: number, stop: AbortSignal) {
  if (isEnded(run) && after >= run.seq) return [];
  return stream(run, after, stop);
}

async function* stream(run: Run, after: number, stop: AbortSignal): AsyncGenerator<RunUpdate, void, void> {
  let last = after;
  while (!stop.aborted) {
    const fresh = run.updates.slice(Math.max(0, last + 1 - (run.updates[0]?.seq ?? 0)));
    for (const update of fresh) {
      if (stop.aborted) return;
      yield update;
      last = update.seq;
      if (update.kind === 'finished') return;
    }
    if (fresh.length === 0) await changed(run, stop);
  }
}
