// What server runners work with, found once and looked at again after a while: work folders, the sandbox, a compiler,
// the runtime's headers. Out comes all of it, or the first thing that is missing. Runs no job.
import { join } from 'node:path';
import {
  defaultWorkRoot,
  endingOfFileError,
  type Failed,
  failed,
  openWorkRoot,
  probeSandbox,
  sweepJobs,
  type WorkRoot,
} from '../sandbox';
import { readSettings } from '../settings';
import {
  type BuildTools,
  type FoundToolchain,
  findHip,
  findNvidia,
  findToolchain,
  projectRoot,
  shareRuntime,
} from '../toolchain';

export type Workshop = {
  readonly root: WorkRoot;
  readonly filterFile: string;
  readonly found: FoundToolchain;
  /** The checkout's runtime/. */
  readonly runtimeFolder: string;
};

/** What is missing, and the command that installs it where there is one. */
export type Missing = { readonly ending: Failed; readonly install?: string };

export type Found = { readonly workshop: Workshop } | { readonly missing: Missing };

/** @param workPath where builds are kept, when settings.ts shall not say it */
export async function findWorkshop(workPath?: string): Promise<Found> {
  const project = projectRoot();
  if (!project) return { missing: { ending: failed('unavailable', 'runtime-missing') } };
  try {
    const root = await openWorkRoot(workPath ?? readSettings().workFolder ?? defaultWorkRoot(project));
    await sweepJobs(root);
    const sandbox = await probeSandbox(root);
    if (!sandbox.stands)
      return { missing: { ending: sandbox.ending, ...(sandbox.install && { install: sandbox.install }) } };
    const found = await findToolchain();
    if (!found)
      return {
        missing: { ending: failed('unavailable', 'compiler-missing'), install: 'apt-get install g++' },
      };
    return {
      workshop: {
        root,
        filterFile: sandbox.filterFile,
        found,
        runtimeFolder: join(project, 'runtime'),
      },
    };
  } catch (error) {
    const ending = endingOfFileError(error);
    if (ending) return { missing: { ending } };
    throw error;
  }
}

/** What is here stays for ten minutes; what is missing is looked for again after ten seconds, so that installing helps. */
const freshMs = { here: 600_000, missing: 10_000 } as const;

/** Asks once and remembers the answer for a while. */
function remembered<T extends object>(find: () => Promise<T>): () => Promise<T> {
  let known: { readonly found: Promise<T>; until: number } | undefined;
  return () => {
    if (known && performance.now() < known.until) return known.found;
    const asked = { found: find(), until: Number.POSITIVE_INFINITY };
    known = asked;
    asked.found.then(
      (found) => {
        asked.until = performance.now() + ('missing' in found ? freshMs.missing : freshMs.here);
      },
      () => {
        asked.until = 0;
      },
    );
    return asked.found;
  };
}

/** What builds need, with the runtime as it is in this moment. */
export async function toolsOf({ runtimeFolder, ...rest }: Workshop): Promise<BuildTools> {
  return { ...rest, runtime: await shareRuntime(runtimeFolder, rest.root.shared) };
}

/** `findWorkshop`, remembered. */
export const theWorkshop = remembered(() => findWorkshop());
/** The compilers for GPUs, remembered. */
export const theHip = remembered(() => findHip());
export const theNvidia = remembered(() => findNvidia());
