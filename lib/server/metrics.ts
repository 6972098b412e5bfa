// What the server counts about itself, for Prometheus. Labels are from fixed sets: nothing of a user gets in here.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics(queue: () => { queued: number; running: number }) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'crosswarp_runs_queued',
    help: 'Runs that wait.',
    registers,
    collect() {
      this.set(queue().queued);
    },
  });
  new Gauge({
    name: 'crosswarp_runs_running',
    help: 'Runs at work.',
    registers,
    collect() {
      this.set(queue().running);
    },
  });
  return {
    registry,
    requests: new Counter({
      name: 'crosswarp_http_requests_total',
      help: 'Requests by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'crosswarp_http_request_seconds',
      help: 'Time to the answer (of event streams: to their first byte).',
      labelNames: ['route'],
      buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 20],
      registers,
    }),
    runsEnded: new Counter({
      name: 'crosswarp_runs_ended_total',
      help: 'Runs that ended, by state and verdict.',
      labelNames: ['state', 'verdict'],
      registers,
    }),
    refused: new Counter({
      name: 'crosswarp_requests_refused_total',
      help: 'Requests that were answered with a problem, by its code.',
      labelNames: ['code'],
      registers,
    }),
  };
}
