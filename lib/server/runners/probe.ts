// Which runners are here, for the complete table of them: version, or what is missing and the command that gets it.
import { sentence } from '@/lib/messages';
import { type RunnerFacts, type RunnerId, runnerIds, runners } from '@/lib/run/runner';
import type { RunnerState } from '@/lib/run/wire';
import { version as crosswarp } from '@/package.json';
import type { DeviceToolsFound } from '../toolchain';
import { type Found, theHip, theNvidia, theWorkshop } from './workshop';

/** What is asked on this machine; tests ask for less. */
export type Probes = {
  readonly workshop: () => Promise<Found>;
  readonly hip: () => Promise<DeviceToolsFound>;
  readonly nvidia: () => Promise<DeviceToolsFound>;
};

const ownProbes: Probes = { workshop: theWorkshop, hip: theHip, nvidia: theNvidia };

type Facts = Omit<RunnerState, 'available'>;

function withCompiler(facts: Facts, found: DeviceToolsFound, noDevice: string): RunnerState {
  if ('missing' in found) {
    const { missing, install } = found;
    return { ...facts, available: false, missing: missing.detail, ...(install && { install }) };
  }
  const { label, version, archs, devices, note } = found;
  const notes = [...(note === undefined ? [] : [sentence(note)]), ...(devices ? [] : [sentence(noDevice)])];
  return {
    ...facts,
    available: true,
    version: `${label} ${version}${devices ? `, on ${devices.names.join(', ')}` : ''}`,
    archs: [...archs],
    ...(!devices && { buildsOnly: true }),
    ...(notes.length > 0 && { note: notes.join('; ') }),
  };
}

async function stateOf(id: RunnerId, found: Found, probes: Probes): Promise<RunnerState> {
  const { label, about, place, warps, built }: RunnerFacts = runners[id];
  const facts = { id, label, about, place, warps: [...warps] };
  if (!built) return { ...facts, available: false, missing: sentence('runner-later') };
  // Part of Crosswarp itself: it needs nothing that could be missing.
  if (id === 'interpreter') return { ...facts, available: true, version: `Crosswarp ${crosswarp}` };
  if (place === 'browser') return { ...facts, available: false, missing: sentence('runner-elsewhere') };
  if ('missing' in found) {
    const { ending, install } = found.missing;
    return { ...facts, available: false, missing: ending.detail, ...(install && { install }) };
  }
  if (id === 'hip-amd') return withCompiler(facts, await probes.hip(), 'no-amd-device');
  if (id === 'cuda-nvidia') return withCompiler(facts, await probes.nvidia(), 'no-nvidia-device');
  const { toolchain, version } = found.workshop.found;
  return { ...facts, available: true, version: `${toolchain.label} ${version}` };
}

/** The state of every runner. The first call tries the sandbox and asks compilers for versions, later ones remember. */
export async function probeRunners(probes: Probes = ownProbes): Promise<RunnerState[]> {
  const found = await probes.workshop();
  return Promise.all(runnerIds.map((id) => stateOf(id, found, probes)));
}
