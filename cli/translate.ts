// crosswarp translate and check: a file or folder goes in, its port and its problems come out.
import { join } from 'node:path';
import type { Path } from '@/lib/core/sources';
import {
  describeEdits,
  describeProblems,
  describeTranslation,
  type PortOptions,
  type PortResult,
  port,
} from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import type { TargetId } from '@/lib/targets/target';
import { type ReadProgram, readProgram } from './read-sources';
import { print, printJson, writeText } from './write-output';
import { WrongUsage } from './wrong-usage';

export type TranslateFlags = Omit<PortOptions, 'undone'> & {
  readonly out?: string;
  readonly json?: boolean;
};

/** @returns the exit status: 1 when a problem of severity error was found, else 0. */
export async function translate(path: string, flags: TranslateFlags): Promise<number> {
  const program = readProgram(path);
  if (program.isFolder && !flags.out)
    throw new WrongUsage('a folder is translated into another one: name it with -o');
  const result = await portProgram(program, flags);
  if (program.isFolder) {
    for (const file of result.files)
      writeText(
        join(flags.out as string, file.outPath),
        file.text,
        outputEncoding(file.text, program.encodings[file.path]),
      );
    if (flags.json) printJson(folderAnswer(result, program));
    else reportProblems(result, program);
    return exitOf(result);
  }
  const main = mainFile(result, program);
  const encoding = outputEncoding(main.text, program.encodings[main.path]);
  if (flags.out) writeText(flags.out, main.text, encoding);
  if (flags.json) printJson(withShownPaths(describeTranslation(result), program));
  else {
    if (!flags.out) print(main.text, encoding);
    reportProblems(result, program);
  }
  return exitOf(result);
}

/** Problems alone. */
export async function check(
  path: string,
  flags: { rocm: PortOptions['rocm']; json?: boolean },
): Promise<number> {
  const program = readProgram(path);
  const result = await portProgram(program, {
    target: 'hip',
    rocm: flags.rocm,
    launch: 'chevrons',
    libraries: 'hip',
    applyFixes: false,
    fixAll: false,
  });
  if (flags.json) printJson({ problems: shownProblems(result, program), stats: result.stats });
  else reportProblems(result, program);
  return exitOf(result);
}

export function refuseTarget(target: TargetId): void {
  if (target !== 'hip')
    throw new WrongUsage(`the target ${target} is not built yet; this version translates to hip`);
}

async function portProgram(program: ReadProgram, flags: TranslateFlags): Promise<PortResult> {
  refuseTarget(flags.target);
  const { out: _out, json: _json, ...options } = flags;
  return port(program.sources, await loadCudaParser(), { ...options, undone: [] });
}

function mainFile(result: PortResult, program: ReadProgram) {
  const main = result.files.find((file) => file.path === program.sources.main);
  if (!main) throw new Error('the port has lost the main file');
  return main;
}

/** Latin-1 in, Latin-1 out; unless an edit brought a character that Latin-1 lacks. */
function outputEncoding(text: string, encoding: BufferEncoding | undefined): BufferEncoding {
  if (encoding !== 'latin1') return 'utf8';
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return 'utf8';
  return 'latin1';
}

const shownPath = (program: ReadProgram, path: Path) => program.shownPaths[path] ?? path;

function shownProblems(result: PortResult, program: ReadProgram) {
  return describeProblems(result).map((problem) => ({ ...problem, file: shownPath(program, problem.file) }));
}

function withShownPaths(answer: ReturnType<typeof describeTranslation>, program: ReadProgram) {
  return {
    ...answer,
    problems: answer.problems.map((problem) => ({ ...problem, file: shownPath(program, problem.file) })),
  };
}

function folderAnswer(result: PortResult, program: ReadProgram) {
  const problems = shownProblems(result, program);
  return {
    target: result.target,
    files: result.files.map((file) => ({
      path: file.path,
      outPath: file.outPath,
      edits: describeEdits(result, file.path),
      problems: problems.filter((problem) => problem.file === shownPath(program, file.path)),
    })),
    stats: result.stats,
  };
}

function reportProblems(result: PortResult, program: ReadProgram): void {
  for (const problem of shownProblems(result, program))
    process.stderr.write(
      `${problem.file}:${problem.line}:${problem.column} ${problem.severity} ${problem.code} ${problem.message}\n`,
    );
}

const exitOf = (result: PortResult) => (result.stats.errors > 0 ? 1 : 0);
