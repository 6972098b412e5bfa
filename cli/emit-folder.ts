// crosswarp translate of a folder to a language that is made new (C++): the kernels of each program go into one file beside;
// everything else stays where it is. In comes a folder, out come files, and what was left out and why.
import { join } from 'node:path';
import type { CudaParser } from '@/lib/cuda';
import { describeProblems, type PortOptions, type PortStats, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { groupPrograms } from './group-programs';
import { byteOrder } from './path-order';
import { plainName } from './port-report';
import { type ReadFolder, readFolder } from './read-folder';
import { type FolderEntry, outputFolder, writeFolder } from './write-folder';
import { outputEncoding, print, printJson } from './write-output';

type Emitted = {
  readonly path: string;
  /** Absent where no kernel could be written. */
  readonly outPath?: string;
  readonly text: string;
  readonly problems: ReturnType<typeof describeProblems>;
  readonly stats: PortStats;
};

/** @returns the exit status: 1 when a problem of severity error was found, else 0. */
export async function emitFolder(
  path: string,
  out: string,
  options: PortOptions,
  json: boolean,
): Promise<number> {
  const place = outputFolder(path, out);
  const folder = readFolder(path, place);
  const { programs, without } = emitPrograms(folder, await loadCudaParser(), options);
  const entries = programs.flatMap(({ outPath, text }): FolderEntry[] =>
    outPath === undefined ? [] : [{ outPath, bytes: Buffer.from(text, outputEncoding(text, 'utf8')) }],
  );
  writeFolder(place, entries);
  const errors = programs.reduce((sum, { stats }) => sum + stats.errors, 0);
  if (json)
    printJson({
      target: options.target,
      files: programs.map(({ path: own, outPath, problems }) => ({
        path: own,
        ...(outPath !== undefined && { outPath }),
        edits: [],
        problems: problems.map((problem) => ({ ...problem, file: join(path, problem.file) })),
      })),
      stats: programs.reduce((sum, { stats }) => added(sum, stats), nothing),
    });
  else {
    for (const { file, line, column, severity, code, message } of programs.flatMap(
      ({ problems }) => problems,
    ))
      process.stderr.write(
        `${plainName(join(path, file))}:${line}:${column} ${severity} ${code} ${message}\n`,
      );
    print(
      `kernels of ${entries.length} ${entries.length === 1 ? 'source' : 'sources'} written to ${plainName(out)}; ${without} without kernels; ${errors} ${errors === 1 ? 'error' : 'errors'}\n`,
    );
  }
  return errors > 0 ? 1 : 0;
}

const nothing: PortStats = { files: 0, lines: 0, edits: 0, errors: 0, warnings: 0, notes: 0 };

function added(a: PortStats, b: PortStats): PortStats {
  return {
    files: a.files + b.files,
    lines: a.lines + b.lines,
    edits: a.edits + b.edits,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    notes: a.notes + b.notes,
  };
}

function emitPrograms(
  folder: ReadFolder,
  parser: CudaParser,
  options: PortOptions,
): { readonly programs: readonly Emitted[]; readonly without: number } {
  const { groups, included } = groupPrograms(folder.sources);
  const taken = new Set<string>();
  const programs: Emitted[] = [];
  let without = 0;
  // Kernels are read as a compiler reads them: each file that no other one includes, with what it includes.
  const mains = [...folder.sources.keys()].filter((path) => !included.has(path)).sort(byteOrder);
  for (const main of mains) {
    const files = groups.find((group) => group.files.includes(main))?.files ?? [main];
    const texts = Object.fromEntries(files.map((path) => [path, folder.sources.get(path)?.text ?? '']));
    const result = port({ main, files: texts }, parser, options);
    const problems = describeProblems(result);
    // Host code alone is no mistake.
    if (problems.some(({ code }) => code === 'emit-no-kernel')) {
      without++;
      continue;
    }
    const text = result.files[0]?.text ?? '';
    const outPath = text === '' ? undefined : freeName(result.files[0]?.outPath ?? main, main, taken);
    programs.push({
      path: main,
      ...(outPath !== undefined && { outPath }),
      text,
      problems,
      stats: result.stats,
    });
  }
  return { programs, without };
}

/** `a.cu` and `a.cpp` of one folder must not become one file. */
function freeName(wanted: string, main: string, taken: Set<string>): string {
  const name = taken.has(wanted) ? `${main}.cpp` : wanted;
  taken.add(name);
  return name;
}
