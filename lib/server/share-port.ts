// The port that a share shows: the visitor's own, else as it was translated when it was shared, else as it is translated
// now. And the same as a patch of the original. In come states, out come texts; knows no page.
import type { Sources } from '@/lib/core/sources';
import { type FileChange, patchWords, unifiedPatch } from '@/lib/core/unified-patch';
import { filledOptions } from '@/lib/run/share-id';
import type { SharedState } from '@/lib/run/wire';
import type { RunTools } from './run-program';
import { keptOf } from './share';

export type ShownPort = {
  readonly port: Sources;
  /** `own`: written by whoever shared it; `then`: translated when it was shared; `now`: no translation was kept. */
  readonly made: 'own' | 'then' | 'now';
  /** Crosswarp's version that translated; of an own port, the one that it was shared with. */
  readonly crosswarp: string;
  readonly kernels: readonly string[];
};

export async function shownPort(state: SharedState, tools: Pick<RunTools, 'port'>): Promise<ShownPort> {
  const { sources, options } = state;
  const translation =
    state.translation ?? keptOf(await tools.port(sources, { target: 'hip', ...filledOptions(options) }));
  const { crosswarp, files, kernels } = translation;
  if (state.port) return { port: state.port, made: 'own', crosswarp: state.crosswarp, kernels };
  return {
    port: { main: sources.main, files },
    made: state.translation ? 'then' : 'now',
    crosswarp,
    kernels,
  };
}

/**
 * What `git apply` and `patch -p1` take beside the original files.
 * @param url where the share is
 */
export function patchOf(state: SharedState, { port, made, crosswarp }: ShownPort, url: string): string {
  const what = made === 'own' ? 'a HIP port written by hand' : `the HIP port by Crosswarp ${crosswarp}`;
  const files = unifiedPatch(fileChanges(state.sources, port));
  const words = patchWords([
    ...(state.title ? [state.title] : []),
    `${what}, shared ${state.createdAt.slice(0, 10)}: ${url}`,
    files === '' ? 'nothing changes: the port is the original' : 'apply it with: git apply, or patch -p1',
  ]);
  return words + files;
}

/** Files of the original that the port has not stay as they are; a main file of another name is the original's, moved. */
function fileChanges(sources: Sources, port: Sources): FileChange[] {
  return Object.entries(port.files).map(([path, after]) => {
    const from = path === port.main && !Object.hasOwn(sources.files, path) ? sources.main : path;
    return {
      path: from,
      newPath: path,
      ...(Object.hasOwn(sources.files, from) && { before: sources.files[from] as string }),
      after,
    };
  });
}
