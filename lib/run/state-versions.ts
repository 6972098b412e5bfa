// Stored shares, private links and kept work of every earlier version, brought to the present one: one small step for
// each version, in the order in which they came. In comes JSON of any age, out comes what the present schemas read.
// A step knows the shapes of its own two versions and nothing of later ones; it is never changed once it was released.
import { wireVersion } from './wire';

type Document = Readonly<Record<string, unknown>>;

/** `newer`: written by a later Crosswarp than this one. `damaged`: no state of any version. */
export type Migrated = { readonly document: Document } | { readonly problem: 'newer' | 'damaged' };

/** From the version of each key to the next one. Documents come and go without their version. */
const steps: Readonly<Record<number, (document: Document) => Document>> = {
  1: withoutIdlePlan,
};

/** The name under which each kind of document has its version. */
export type VersionKey = 'version' | 'v';

export function migrateState(value: unknown, key: VersionKey): Migrated {
  if (!isDocument(value)) return { problem: 'damaged' };
  const { [key]: version, ...rest } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { problem: 'damaged' };
  if (version > wireVersion) return { problem: 'newer' };
  let document: Document = rest;
  for (let at = version; at < wireVersion; at++) {
    const step = steps[at];
    if (!step) throw new Error(`no step leads from version ${at} to the next`);
    document = step(document);
  }
  return { document: { ...document, [key]: wireVersion } };
}

// ---- 1 → 2: descriptions, forks and kept translations came; documents without them are as good as before ----

/**
 * Version 1 took plans before anything ran them, with grids and blocks of no threads and constants of any length. Such
 * a plan runs nothing: it is left out, and the rest opens.
 */
function withoutIdlePlan(document: Document): Document {
  const { plan, ...rest } = document;
  if (!isDocument(plan)) return rest;
  const launches = Array.isArray(plan.launches) ? plan.launches : [plan];
  return launches.every(runsSomething) ? document : rest;
}

function runsSomething(launch: unknown): boolean {
  if (!isDocument(launch)) return false;
  const { grid, block, args } = launch;
  const sizes = [grid, block].flat();
  const isLong = (argument: unknown) =>
    isDocument(argument) &&
    isDocument(argument.init) &&
    typeof argument.init.value === 'string' &&
    argument.init.value.length > 100;
  return (
    sizes.every((size) => typeof size === 'number' && size >= 1) && Array.isArray(args) && !args.some(isLong)
  );
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
