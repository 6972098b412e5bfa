// Which runners are here, for the complete table of them: version, or what is missing and the command that gets it.
import { sentence } from '@/lib/messages';
import { type RunnerFacts, type RunnerId, runnerIds, runners } from '@/lib/run/runner';
import type { RunnerState } from '@/lib/run/wire';
import { type Found, theWorkshop } from './workshop';

function stateOf(id: RunnerId, found: Found): RunnerState {
  const { label, about, place, warps, built }: RunnerFacts = runners[id];
  const facts = { id, label, about, place, warps: [...warps] };
  if (!built) return { ...facts, available: false, missing: sentence('runner-later') };
  if (place === 'browser') return { ...facts, available: false, missing: sentence('runner-elsewhere') };
  if ('missing' in found) {
    const { ending, install } = found.missing;
    return { ...facts, available: false, missing: ending.detail, ...(install && { install }) };
  }
  const { toolchain, version } = found.workshop.found;
  return { ...facts, available: true, version: `${toolchain.label} ${version}` };
}

/** The state of every runner. The first call tries the sandbox for real (about 50 ms), later ones remember. */
export async function probeRunners(found: () => Promise<Found> = theWorkshop): Promise<RunnerState[]> {
  const state = await found();
  return runnerIds.map((id) => stateOf(id, state));
}
