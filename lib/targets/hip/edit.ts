// The HIP port as a table of contents: in comes the Model, out come token-minimal edits of the user's text and what
// must be said. Spelling of names and headers is the tables' business; warps and other meanings are lib/hazards'.
import type { Path } from '@/lib/core/sources';
import type { Include, Model } from '@/lib/cuda';
import type { HipOptions } from '@/lib/targets/options';
import type { Port, PortEdit } from '@/lib/targets/target';
import { portGuards } from './guards';
import { portHalfMembers } from './half-members';
import { portIncludes } from './includes';
import { portLaunches } from './launches';
import { lookUpHeader } from './names/lookup';
import { portNames } from './renames';

/** Ports a program to HIP. Edits never overlap; a program that is HIP already gets none. */
export function editToHip(model: Model, options: HipOptions): Port {
  const names = portNames(model, options);
  const launches = options.launch === 'ggl' ? portLaunches(model) : [];
  const guards = portGuards(model);
  const halves = Object.keys(model.files).flatMap((path) => portHalfMembers(model, path));
  const users = filesThatUseCuda(model, [...names.edits, ...launches]);
  const includes = Object.keys(model.files).map((path) =>
    portIncludes(model, path, users.has(path), options),
  );
  return {
    edits: [...includes.flatMap(({ edits }) => edits), ...guards, ...names.edits, ...halves, ...launches],
    problems: [...includes.flatMap(({ problems }) => problems), ...names.problems],
  };
}

/** Files with something that only the runtime's header declares. */
function filesThatUseCuda(model: Model, edits: readonly PortEdit[]): Set<Path> {
  const files = new Set<Path>(edits.map(({ span }) => span.file));
  for (const { space, span } of model.functions) if (space !== 'host') files.add(span.file);
  for (const { span } of model.launches) files.add(span.file);
  for (const { span } of model.variables) files.add(span.file);
  for (const [path, { includes }] of Object.entries(model.files))
    if (includes.some(isOfLibrary)) files.add(path);
  return files;
}

/** The header of a library on top of the runtime; HIP's own say what they need themselves. */
function isOfLibrary({ path, resolved }: Include): boolean {
  const hip = resolved === undefined ? lookUpHeader(path)?.hip : undefined;
  return hip !== undefined && !hip.startsWith('hip/');
}
