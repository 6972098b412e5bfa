// The translator as the page sees it: texts go in, the newest translation and the state of the worker come out.
// Starts the worker, says when it did not load or died, starts another when asked. Knows no compiler.
import type { Path, Sources } from '@/lib/core/sources';
import type { PortOptions, PortResult } from '@/lib/pipeline';
import type { CaseProblem, Piece } from '@/lib/reduce';
import type { Plan } from '@/lib/run/plan';
import { newest } from './newest';
import { type CallerEnd, ChannelClosed, type Connection, connect } from './rpc';

export type Translated = { readonly result: PortResult; readonly ms: number };

/** The calls of the translator's worker. */
export type TranslatorCalls = {
  readonly translate: (sources: Sources, options: PortOptions) => Promise<Translated>;
  readonly addHostProgram: (sources: Sources) => Promise<HostProgram>;
  readonly planFor: (sources: Sources, kernel?: string) => Promise<PlanOffer>;
  readonly writeProgram: (sources: Sources, plan: Plan) => Promise<HostProgram>;
  readonly outline: (sources: Sources, options: PortOptions) => Promise<Outline>;
};

/** A program as the reducer sees it: what could be left out, and what the translation says of it. */
export type Outline = {
  readonly pieces: Readonly<Record<Path, readonly Piece[]>>;
  readonly hasMain: boolean;
  readonly problems: readonly CaseProblem[];
};

/** How kernels of a source could be run by themselves: as its `// run:` comments say, else a guess. */
export type PlanOffer = {
  readonly plan?: Plan;
  readonly from: 'comments' | 'guess';
  /** Names of the kernels, as a plan calls them. */
  readonly kernels: readonly string[];
  readonly problems: readonly string[];
};

/** A source without `main`, with a `main` added to its main file; or sentences that say why there is none. */
export type HostProgram = { readonly sources?: Sources; readonly problems: readonly string[] };

export type TranslatorState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly reason: string };

type Ask = { readonly sources: Sources; readonly options: PortOptions };

export type Translator = {
  readonly translate: (sources: Sources, options: PortOptions) => void;
  /** One translation apart from those that are shown: kernels in another language. */
  readonly translateOnce: (sources: Sources, options: PortOptions) => Promise<Translated>;
  readonly addHostProgram: (sources: Sources) => Promise<HostProgram>;
  readonly planFor: (sources: Sources, kernel?: string) => Promise<PlanOffer>;
  /** The source with a main that does what the plan says. */
  readonly writeProgram: (sources: Sources, plan: Plan) => Promise<HostProgram>;
  readonly outline: (sources: Sources, options: PortOptions) => Promise<Outline>;
  /** Starts a new worker and asks again for what was asked last. */
  readonly retry: () => void;
  readonly end: () => void;
};

export type TranslatorListener = {
  readonly onState: (state: TranslatorState) => void;
  /** Called for the newest text only. */
  readonly onResult: (translated: Translated, sources: Sources) => void;
  /** The translation of this text threw: a bug of ours, said as such. The worker lives. */
  readonly onBug: (message: string, sources: Sources) => void;
};

/** A translation that takes longer than this will never come: its worker is ended, so that the next text gets one. */
export const translateWithinMs = 30_000;

/** The grammar is about 0.3 MB; a slow line gets this long before the page says that it did not load. */
export const startWithinMs = 45_000;

export function createTranslator(spawn: () => CallerEnd, listener: TranslatorListener): Translator {
  let connection: Connection<TranslatorCalls> | undefined;
  let lastAsk: Ask | undefined;

  const start = () => {
    listener.onState({ phase: 'starting' });
    let fresh: Connection<TranslatorCalls>;
    try {
      fresh = connect<TranslatorCalls>(spawn(), startWithinMs);
    } catch (error) {
      listener.onState({ phase: 'failed', reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    connection = fresh;
    fresh.ready.then(
      () => connection === fresh && listener.onState({ phase: 'ready' }),
      () => {},
    );
    void fresh.closed.then((reason) => {
      if (connection !== fresh) return;
      connection = undefined;
      listener.onState({ phase: 'failed', reason: reason.message });
    });
  };

  const translateOnce = async (sources: Sources, options: PortOptions) => {
    const asked = connection;
    if (!asked) throw new ChannelClosed('it is not running');
    const timer = setTimeout(() => asked.close('it did not finish this text'), translateWithinMs);
    try {
      return await asked.call('translate', sources, options);
    } finally {
      clearTimeout(timer);
    }
  };

  const queue = newest(
    ({ sources, options }: Ask) => translateOnce(sources, options),
    (translated, { sources }, isNewest) => {
      if (isNewest) listener.onResult(translated, sources);
    },
    (error, { sources }) => {
      // A dead worker is told by its state; only what a living one threw is a bug worth showing.
      if (!(error instanceof ChannelClosed))
        listener.onBug(error instanceof Error ? error.message : String(error), sources);
    },
  );

  start();
  return {
    translate(sources, options) {
      lastAsk = { sources, options };
      queue.ask(lastAsk);
    },
    translateOnce,
    addHostProgram: (sources) =>
      connection
        ? connection.call('addHostProgram', sources)
        : Promise.reject(new ChannelClosed('it is not running')),
    planFor: (sources, kernel) =>
      connection
        ? connection.call('planFor', sources, kernel)
        : Promise.reject(new ChannelClosed('it is not running')),
    writeProgram: (sources, plan) =>
      connection
        ? connection.call('writeProgram', sources, plan)
        : Promise.reject(new ChannelClosed('it is not running')),
    outline: (sources, options) =>
      connection
        ? connection.call('outline', sources, options)
        : Promise.reject(new ChannelClosed('it is not running')),
    retry() {
      connection?.close('started again');
      connection = undefined;
      start();
      if (lastAsk) queue.ask(lastAsk);
    },
    end() {
      const ending = connection;
      connection = undefined;
      ending?.close('ended');
    },
  };
}
