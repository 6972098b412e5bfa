/// <reference lib="webworker" />
// The interpreter's worker: runs one request at a time in slices, between which it answers how far it is and hears Stop.
import type { InterpreterCalls, InterpreterProgress } from '@/lib/browser/interpreter';
import { type ServerEnd, serve } from '@/lib/browser/rpc';
import { type InterpreterHost, interpretProgram } from '@/lib/run/interpret-program';
import { partingOf } from '@/lib/run/lanes-parting';

declare const self: DedicatedWorkerGlobalScope;

/** How long it runs before it looks at its messages. */
const sliceMs = 40;

// A message to oneself comes back sooner than a timer, which browsers slow down.
const turn = new MessageChannel();
const breathe = () =>
  new Promise<void>((resolve) => {
    turn.port1.onmessage = () => resolve();
    turn.port2.postMessage(0);
  });

const state: { progress?: InterpreterProgress; stopped: boolean } = { stopped: false };

const host: InterpreterHost = {
  now: () => performance.now(),
  interrupted: () => (state.stopped ? 'cancelled' : undefined),
};

async function inSlices<Answer>(steps: Generator<InterpreterProgress, Answer, void>): Promise<Answer> {
  state.stopped = false;
  state.progress = undefined;
  let until = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    state.progress = step.value;
    if (performance.now() > until) {
      await breathe();
      until = performance.now() + sliceMs;
    }
  }
}

serve<InterpreterCalls>(self satisfies ServerEnd, {
  interpret: (request) => inSlices(interpretProgram(request, host)),
  part: (request) => inSlices(partingOf(request, host)),
  progress: () => state.progress,
  stop() {
    state.stopped = true;
  },
});
