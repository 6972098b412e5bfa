// The door of the room that ports build files to HIP: CMake, make, shell scripts. In come their texts and the names that
// sources have in the output, out come explained edits and problems. Knows nothing of the sources themselves.
import type { Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { HipOptions } from '@/lib/targets/options';
import type { Port, PortEdit } from '@/lib/targets/target';
import { buildTree, draftOf } from './build-tree';
import { cmakeProject, portCmake } from './cmake';
import { reportForeign } from './foreign';
import { buildKindOf } from './kinds';
import { filesRead, makeVariables, portMakefile } from './makefile';

export { defaultArchitecture } from './flags';
export { isBuildFile, isSourceFile } from './kinds';

/**
 * Ports all build files of a folder.
 * @param files - texts by path, relative to the folder.
 * @param outPaths - every source with its path in the output.
 * @returns edits on original offsets, which never overlap, and problems.
 */
export function portBuildFiles(
  files: ReadonlyMap<Path, string>,
  outPaths: ReadonlyMap<Path, Path>,
  options: HipOptions,
): Port {
  const tree = buildTree(outPaths);
  const edits: PortEdit[] = [];
  const problems: Problem[] = [];
  const project = cmakeProject(files, options);
  for (const [path, text] of files) {
    const draft = draftOf(path, text, tree, options);
    const kind = buildKindOf(path);
    if (kind === 'make' || kind === 'script')
      portMakefile(draft, kind, makeVariables(sameMake(path, files).map((one) => ({ ...one, kind }))));
    else if (kind === 'cmake') portCmake(draft, project);
    else reportForeign(draft);
    edits.push(...draft.edits);
    problems.push(...draft.problems);
  }
  return { edits, problems };
}

const folderOf = (path: Path) => path.slice(0, path.lastIndexOf('/') + 1);
const nameOf = (path: Path) => path.slice(path.lastIndexOf('/') + 1);

/** A Makefile, the files it reads and those that read it: variables of one are variables of the others. */
function sameMake(path: Path, files: ReadonlyMap<Path, string>): { text: string }[] {
  const together = [{ text: files.get(path) ?? '' }];
  const read = new Set(filesRead(files.get(path) ?? ''));
  const name = nameOf(path);
  for (const [other, text] of files) {
    if (other === path || buildKindOf(other) !== buildKindOf(path)) continue;
    const isNear = folderOf(path).startsWith(folderOf(other)) || folderOf(other).startsWith(folderOf(path));
    if (isNear && (read.has(nameOf(other)) || filesRead(text).includes(name))) together.push({ text });
  }
  return together;
}
