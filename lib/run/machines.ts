// On which machines runs were timed: times of two machines say nothing about each other, and whoever shows them says so.
// In come results, out comes a sentence.
import { runners } from './runner';
import type { RunResult } from './wire';

type Timed = Pick<RunResult, 'runner' | 'warp' | 'status' | 'machine'>;

/** Undefined where nothing was timed, or by a version that did not keep the machine. */
export function machineSentence(runs: readonly Timed[]): string | undefined {
  const timed = runs.filter(({ status, machine }) => status === 'done' && machine !== undefined);
  const machines = [...new Set(timed.map(({ machine }) => machine))];
  if (machines.length === 0) return undefined;
  if (machines.length === 1) return `Times were measured on ${machines[0]}.`;
  const each = machines.map((machine) => {
    const labels = timed.filter((run) => run.machine === machine).map(({ runner }) => runners[runner].label);
    return `${[...new Set(labels)].join(' and ')} on ${machine}`;
  });
  return `Times were measured on different machines and say nothing about each other: ${each.join('; ')}.`;
}
