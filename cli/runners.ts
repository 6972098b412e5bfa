// crosswarp runners: which runners are here, their versions, and how to get the missing ones.

import { probeRunners } from '@/lib/server/runners';
import { controlGroups } from '@/lib/server/sandbox';
import { print, printJson } from './write-output';

export async function listRunners(flags: { json?: boolean }): Promise<number> {
  const runners = await probeRunners();
  const groups = controlGroups();
  if (flags.json) {
    printJson({ runners });
    return 0;
  }
  for (const runner of runners) {
    const state = runner.available ? `here${runner.version ? ` (${runner.version})` : ''}` : 'not here';
    print(`${runner.id.padEnd(14)} ${state}\n`);
    if (runner.note) print(`${' '.repeat(15)}${runner.note}\n`);
    if (runner.archs) print(`${' '.repeat(15)}builds for ${runner.archs.join(', ')}\n`);
    if (!runner.available && runner.missing) print(`${' '.repeat(15)}${runner.missing}\n`);
    if (!runner.available && runner.install) print(`${' '.repeat(15)}to get it: ${runner.install}\n`);
  }
  print(
    'why' in groups
      ? `\nControl groups hold no job here: ${groups.why}. Limits are watched and set per process.\n`
      : `\nControl groups (version ${groups.version}) hold jobs: ${Object.keys(groups.folders).join(', ')}.\n`,
  );
  return 0;
}
