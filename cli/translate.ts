// crosswarp translate and check: a file or folder goes in, its port and its problems come out.
import { statSync } from 'node:fs';
import type { Path } from '@/lib/core/sources';
import {
  describeProblems,
  describeTranslation,
  type PortOptions,
  type PortResult,
  port,
} from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { isBuiltTarget } from '@/lib/targets';
import type { TargetId } from '@/lib/targets/target';
import { emitFolder } from './emit-folder';
import { type ReadProgram, readProgram } from './read-sources';
import { checkFolder, translateFolder } from './translate-folder';
import { outputEncoding, print, printJson, writeText } from './write-output';
import { WrongUsage } from './wrong-usage';

export type TranslateFlags = Omit<PortOptions, 'undone'> & {
  readonly out?: string;
  readonly json?: boolean;
};

/** @returns the exit status: 1 when a problem of severity error was found, else 0. */
export async function translate(path: string, flags: TranslateFlags): Promise<number> {
  refuseTarget(flags.target);
  if (isFolder(path)) {
    if (flags.out === undefined)
      throw new WrongUsage('a folder is translated into another one: name it with -o');
    if (flags.target !== 'hip') return emitFolder(path, flags.out, optionsOf(flags), flags.json === true);
    return translateFolder(path, flags.out, optionsOf(flags), flags.json === true);
  }
  const program = readProgram(path);
  const result = await portProgram(program, flags);
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
  const options: TranslateFlags = {
    target: 'hip',
    rocm: flags.rocm,
    launch: 'chevrons',
    libraries: 'hip',
    applyFixes: false,
    fixAll: false,
  };
  if (isFolder(path)) return checkFolder(path, optionsOf(options), flags.json === true);
  const program = readProgram(path);
  const result = await portProgram(program, options);
  if (flags.json) printJson({ problems: shownProblems(result, program), stats: result.stats });
  else reportProblems(result, program);
  return exitOf(result);
}

export function refuseTarget(target: TargetId): void {
  if (!isBuiltTarget(target))
    throw new WrongUsage(`the target ${target} is not built yet; this version translates to hip and cpp`);
}

async function portProgram(program: ReadProgram, flags: TranslateFlags): Promise<PortResult> {
  return port(program.sources, await loadCudaParser(), optionsOf(flags));
}

function optionsOf({ out: _out, json: _json, ...options }: TranslateFlags): PortOptions {
  return { ...options, undone: [] };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function mainFile(result: PortResult, program: ReadProgram) {
  const main = result.files.find((file) => file.path === program.sources.main);
  if (!main) throw new Error('the port has lost the main file');
  return main;
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

function reportProblems(result: PortResult, program: ReadProgram): void {
  for (const problem of shownProblems(result, program))
    process.stderr.write(
      `${problem.file}:${problem.line}:${problem.column} ${problem.severity} ${problem.code} ${problem.message}\n`,
    );
}

const exitOf = (result: PortResult) => (result.stats.errors > 0 ? 1 : 0);
