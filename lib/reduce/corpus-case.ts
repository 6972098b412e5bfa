// A program that shows a difference, as a folder of tests/corpus: input.cu, its headers and case.json, and beside the folder a
// text that says what differed. In come values, out come files by name. Knows no archive.
import type { Path, Sources } from '@/lib/core/sources';
import type { RunReport, WirePortOptions } from '@/lib/run/wire';

export type CaseProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly file: Path;
  readonly line: number;
};

export type CorpusCase = {
  readonly sources: Sources;
  readonly options: WirePortOptions;
  /** What the translation says of the program, all of it. */
  readonly problems: readonly CaseProblem[];
  /** In one phrase; absent where nothing was seen to differ. */
  readonly difference?: string;
  /** What ran, if anything did. */
  readonly report?: RunReport;
  /** What the visitor says of it. */
  readonly note?: string;
  /** Version of this Crosswarp, where it is known. */
  readonly version?: string;
};

/** @returns the name of the folder, and every file by its path in the archive */
export function corpusCase(one: CorpusCase): { readonly name: string; readonly files: Record<Path, string> } {
  const name = 'reported-difference';
  const paths = pathsIn(one.sources);
  const files: Record<Path, string> = {};
  for (const [path, text] of Object.entries(one.sources.files)) files[`${name}/${paths.get(path)}`] = text;
  files[`${name}/case.json`] = `${JSON.stringify(caseOf(one, paths), null, 2)}\n`;
  files[`${name}.md`] = textFor(one);
  return { name, files };
}

/** The main file is input.cu, and what stood beside it still does. */
function pathsIn({ main, files }: Sources): Map<Path, Path> {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return new Map(
    Object.keys(files).map((path) => [
      path,
      path === main ? 'input.cu' : path.startsWith(folder) ? path.slice(folder.length) : path,
    ]),
  );
}

function caseOf(
  { sources, options, problems, difference, report, note }: CorpusCase,
  paths: Map<Path, Path>,
) {
  const headers = Object.keys(sources.files)
    .filter((path) => path !== sources.main)
    .map((path) => paths.get(path) ?? path)
    .sort();
  const original = report?.runs.find(({ runner }) => runner === 'cuda-on-cpu' || runner === 'cuda-nvidia');
  const isRun = original?.status === 'done';
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    about: [difference ? `differs: ${difference}` : 'a translation that seems wrong', note?.trim()]
      .filter(Boolean)
      .join('; '),
    ...(said.length > 0 && { options: Object.fromEntries(said) }),
    ...(headers.length > 0 && { headers }),
    problems: problems.map(({ code, severity, file, line }) => ({
      code,
      severity,
      line,
      ...(file !== sources.main && { file: paths.get(file) ?? file }),
    })),
    // What the original does is what all forms should do: the case fails until they do.
    runs: isRun
      ? {
          stdout: original.stdout === '' ? [] : original.stdout.replace(/\n$/, '').split('\n'),
          ...((original.exitCode ?? 0) !== 0 && { exit: original.exitCode }),
        }
      : { compiles: 'it was not run when it was reported' },
  };
}

function textFor({ difference, report, note, version }: CorpusCase): string {
  const lines = [
    '# What differed',
    '',
    difference ? `Seen on ${difference}.` : 'No run showed a difference.',
    ...(note?.trim() ? ['', note.trim()] : []),
    '',
    'The folder beside this file has the form of a case of `tests/corpus`: put it there, and',
    '`UPDATE_GOLDENS=1 npm test -- tests/corpus` writes its translation. `runs` in `case.json` holds what the original printed,',
    'which the port should print too; where the two differ in a buffer alone, print what matters of it first.',
    ...(version === undefined ? [] : ['', `Crosswarp ${version}.`]),
  ];
  if (!report) return `${lines.join('\n')}\n`;
  lines.push('', '| runner | lanes | how it ended |', '|---|---|---|');
  for (const { runner, warp, status, exitCode, reason } of report.runs)
    lines.push(`| ${runner} | ${warp} | ${status === 'done' ? `exit ${exitCode}` : (reason ?? status)} |`);
  lines.push(
    '',
    '| runner | lanes | buffer | type | differing | first | original | port |',
    '|---|---|---|---|---|---|---|---|',
  );
  for (const c of report.proof.comparisons.filter(({ mismatches }) => mismatches > 0))
    lines.push(
      `| ${c.runner} | ${c.warp} | ${cell(c.buffer)} | ${cell(c.type)} | ${c.mismatches} of ${c.elements} | ${c.firstMismatch?.index ?? ''} | ${cell(c.firstMismatch?.expected ?? '')} | ${cell(c.firstMismatch?.actual ?? '')} |`,
    );
  return `${lines.join('\n')}\n`;
}

/** Words of a program inside of a table of Markdown: no bars, no tags, one line. */
const cell = (text: string) =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\|`*_[\]<>]/g, (c) => `\\${c}`)
    .slice(0, 200);
