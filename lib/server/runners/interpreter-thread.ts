// The thread in which the interpreter runs under Node: takes one request when it starts, posts one answer and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { interpretProgram } from '@/lib/run/interpret-program';
import type { InterpreterThreadData } from './interpreter-runner';

const { request, wallMs } = workerData as InterpreterThreadData;
const deadline = performance.now() + wallMs;
const steps = interpretProgram(request, {
  now: () => performance.now(),
  interrupted: () => (performance.now() > deadline ? 'timeout' : undefined),
});
let step = steps.next();
while (!step.done) step = steps.next();
parentPort?.postMessage(step.value);
