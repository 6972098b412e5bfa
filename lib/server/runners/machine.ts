// What times are measured on: this machine's processors, by their name. Comes from the system alone.
import { availableParallelism, cpus } from 'node:os';

/** `AMD EPYC 7B13, 2 cores`: the model as the kernel tells it, and how many of them this process may use. */
export function processorName(): string {
  const cores = availableParallelism();
  const model = cpus()[0]?.model.trim().replace(/\s+/g, ' ').slice(0, 100);
  return `${model || `a processor of kind ${process.arch}`}, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
}
