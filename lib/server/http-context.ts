// The parts of this server, made once per process at the first request: settings, log, metrics, queue, store. Nothing
// is opened here: the store opens itself when it is first asked.
import { createLogger, type Logger, loggedFault } from './logging';
import { createMetrics, type Metrics } from './metrics';
import type { RunTools } from './run-program';
import { serverTools } from './run-program-tools';
import { createRunService, type RunService } from './run-service';
import { warmUp } from './runners';
import { readSettings, type Settings } from './settings';
import { createShareRate, type ShareRate } from './share';
import { createStore, type Store } from './store/store';

export type ServerContext = {
  readonly settings: Settings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tools: RunTools;
  readonly runs: RunService;
  readonly store: Store;
  readonly shareRate: ShareRate;
  /** Open event streams by client address. */
  readonly streams: Map<string, number>;
};

/** @param replaced parts for tests */
export function createContext(settings: Settings, replaced: { tools?: RunTools } = {}): ServerContext {
  const log = createLogger(settings);
  const report = (part: string) => (error: unknown) =>
    log.error({ part, fault: loggedFault(error) }, 'fault');
  const store = createStore(settings, report('store'));
  const tools = replaced.tools ?? serverTools(report('runs'));
  const runs = createRunService({
    tools,
    records: store.runs,
    concurrency: settings.concurrency,
    queueLimit: 50,
    ended: (state, verdict) => metrics.runsEnded.inc({ state, verdict }),
  });
  const metrics = createMetrics(runs.counts);
  return { settings, log, metrics, tools, runs, store, shareRate: createShareRate(), streams: new Map() };
}

/** A server that takes requests, unlike one made by a test, soon has something to build: what all builds share is made now. */
function begin(): ServerContext {
  const server = createContext(readSettings());
  warmUp().catch((error) => server.log.error({ part: 'warm-up', fault: loggedFault(error) }, 'fault'));
  return server;
}

declare global {
  var crosswarpServer: ServerContext | undefined;
}

/** One per process and not per module: the bundler may load this file more than once. */
export function serverContext(): ServerContext {
  globalThis.crosswarpServer ??= begin();
  return globalThis.crosswarpServer;
}

/** For tests of routes: the context that they see from now on. */
export function replaceContext(context: ServerContext | undefined): void {
  globalThis.crosswarpServer = context;
}
