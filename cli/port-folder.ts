// A folder's port: in comes a folder that was read, out come its files with new names, edits and problems. Programs are
// ported one by one; build files follow, once the new names of sources are known.
import { applyEdits } from '@/lib/core/edit';
import type { Path } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import type { CudaParser } from '@/lib/cuda';
import { problem as makeProblem, sentence } from '@/lib/messages';
import { describeEdits, describeProblems, type PortOptions, type PortStats, port } from '@/lib/pipeline';
import { portBuildFiles } from '@/lib/targets/build-files';
import { hipFileName } from '@/lib/targets/hip';
import { groupPrograms } from './group-programs';
import { byteOrder } from './path-order';
import type { ReadFolder } from './read-folder';

export type DescribedEdit = ReturnType<typeof describeEdits>[number];
export type DescribedProblem = ReturnType<typeof describeProblems>[number];

export type FolderFile = {
  readonly path: Path;
  readonly outPath: Path;
  readonly text: string;
  readonly encoding: BufferEncoding;
  readonly edits: readonly DescribedEdit[];
  /** `file` is the path relative to the folder. */
  readonly problems: readonly DescribedProblem[];
};

export type FolderPort = {
  readonly target: PortOptions['target'];
  /** Sources and build files, in order of path. */
  readonly files: readonly FolderFile[];
  readonly stats: PortStats;
  /** Groups that are compiled; headers that several of them share are none. */
  readonly programs: number;
};

/** Told before each program: how many are done, of how many, and which comes next. */
export type Progress = (done: number, of: number, next: Path) => void;

/** Ports every program of a folder and its build files. */
export function portFolder(
  folder: ReadFolder,
  parser: CudaParser,
  options: PortOptions,
  progress: Progress = () => {},
): FolderPort {
  const { groups, included } = groupPrograms(folder.sources);
  const outPaths = outPathsOf(folder, included);
  const files: FolderFile[] = [];
  const total = { files: 0, lines: 0, edits: 0, errors: 0, warnings: 0, notes: 0 };

  groups.forEach((group, index) => {
    progress(index, groups.length, group.main);
    const texts = Object.fromEntries(group.files.map((path) => [path, folder.sources.get(path)?.text ?? '']));
    const result = port({ main: group.main, files: texts }, parser, options);
    const problems = describeProblems(result);
    for (const path of group.owned) {
      const ported = result.files.find((file) => file.path === path);
      const read = folder.sources.get(path);
      if (!ported || !read) throw new Error(`the port has lost ${path}`);
      files.push({
        path,
        outPath: outPaths.get(path) ?? path,
        text: ported.text,
        encoding: read.encoding,
        edits: describeEdits(result, path),
        problems: [...nameTaken(folder, path, outPaths), ...problems.filter(({ file }) => file === path)],
      });
    }
  });
  progress(groups.length, groups.length, '');
  files.push(...portedBuildFiles(folder, outPaths, options), ...folder.tooLarge.map(tooLarge));
  files.sort((a, b) => byteOrder(a.path, b.path));

  for (const file of files) {
    total.files++;
    total.lines += lineStarts(file.text).length;
    total.edits += file.edits.length;
    for (const { severity } of file.problems) total[`${severity}s`]++;
  }
  const programs = groups.filter(({ main }) => !included.has(main)).length;
  return { target: options.target, files, stats: total, programs };
}

/** Compiled sources get a new ending, unless another file includes them or has the new name already. */
function outPathsOf({ sources, others }: ReadFolder, included: ReadonlySet<Path>): Map<Path, Path> {
  const present = new Set([...sources.keys(), ...others]);
  return new Map(
    [...sources.keys()].map((path) => {
      const wanted = hipFileName(path);
      return [path, included.has(path) || present.has(wanted) ? path : wanted];
    }),
  );
}

function nameTaken(folder: ReadFolder, path: Path, outPaths: ReadonlyMap<Path, Path>): DescribedProblem[] {
  const wanted = hipFileName(path);
  const isTaken = wanted !== path && (folder.sources.has(wanted) || folder.others.includes(wanted));
  if (!isTaken || outPaths.get(path) !== path) return [];
  const span = { file: path, start: 0, end: 0 };
  return [describeOne(makeProblem('folder-name-taken', 'note', span, { name: wanted }), '')];
}

function tooLarge(path: Path): FolderFile {
  const problem = makeProblem('folder-file-too-large', 'warning', { file: path, start: 0, end: 0 });
  return { path, outPath: path, text: '', encoding: 'utf8', edits: [], problems: [describeOne(problem, '')] };
}

function portedBuildFiles(
  folder: ReadFolder,
  outPaths: ReadonlyMap<Path, Path>,
  options: PortOptions,
): FolderFile[] {
  const texts = new Map([...folder.buildFiles].map(([path, { text }]) => [path, text]));
  const { edits, problems } = portBuildFiles(texts, outPaths, options);
  return [...folder.buildFiles].map(([path, { text, encoding }]) => {
    const starts = lineStarts(text);
    const applied = applyEdits(
      text,
      edits.filter(({ span }) => span.file === path),
    );
    return {
      path,
      outPath: path,
      text: applied.text,
      encoding,
      edits: applied.placed.map(({ edit: { span, after, rule, params } }) => ({
        span: { start: span.start, end: span.end, ...placeAt(starts, span.start) },
        before: text.slice(span.start, span.end),
        after,
        rule,
        message: sentence(rule, params),
      })),
      problems: problems
        .filter(({ span }) => span.file === path)
        .sort((a, b) => a.span.start - b.span.start)
        .map((one) => describeOne(one, text)),
    };
  });
}

function describeOne(one: ReturnType<typeof makeProblem>, text: string): DescribedProblem {
  return {
    file: one.span.file,
    code: one.code,
    severity: one.severity,
    ...placeAt(lineStarts(text), one.span.start),
    message: sentence(one.code, one.params),
  };
}
