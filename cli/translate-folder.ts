// crosswarp translate and check of a folder: reads it, ports it, writes it beside, and says what is left to do.
import { basename, join } from 'node:path';
import type { PortOptions } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { type FolderFile, type FolderPort, type Progress, portFolder } from './port-folder';
import { plainName, reportName, reportText, summaryLines } from './port-report';
import { readFolder } from './read-folder';
import { type FolderEntry, outputFolder, writeFolder } from './write-folder';
import { outputEncoding, print, printJson } from './write-output';

/** @returns the exit status: 1 when a problem of severity error was found, else 0. */
export async function translateFolder(
  path: string,
  out: string,
  options: PortOptions,
  json: boolean,
): Promise<number> {
  const place = outputFolder(path, out);
  const folder = readFolder(path, place);
  const port = portFolder(folder, await loadCudaParser(), options, progressOnTerminal());
  const inInput = (name: string) => join(folder.root, ...name.split('/'));
  const large = new Set(folder.tooLarge);
  const entries: FolderEntry[] = [
    ...port.files
      .filter((file) => !large.has(file.path))
      .map((file) => ({ outPath: file.outPath, bytes: bytesOf(file), modeOf: inInput(file.path) })),
    ...folder.others
      .filter((name) => name !== reportName)
      .map((name) => ({ outPath: name, copyOf: inInput(name) })),
    { outPath: reportName, bytes: Buffer.from(reportText(port, folder, basename(folder.root))) },
  ];
  writeFolder(place, entries);
  if (json) printJson(folderAnswer(port, path));
  else {
    reportProblems(port, path);
    print(`${summaryLines(port, folder, out).join('\n')}\n`);
  }
  return port.stats.errors > 0 ? 1 : 0;
}

/** Problems alone; nothing is written. */
export async function checkFolder(path: string, options: PortOptions, json: boolean): Promise<number> {
  const port = portFolder(readFolder(path), await loadCudaParser(), options, progressOnTerminal());
  if (json)
    printJson({
      problems: folderAnswer(port, path).files.flatMap(({ problems }) => problems),
      stats: port.stats,
    });
  else reportProblems(port, path);
  return port.stats.errors > 0 ? 1 : 0;
}

function bytesOf({ text, encoding }: FolderFile): Buffer {
  return Buffer.from(text, outputEncoding(text, encoding));
}

/** The shape that scripts see (design section 6). */
function folderAnswer(port: FolderPort, given: string) {
  return {
    target: port.target,
    files: port.files.map(({ path, outPath, edits, problems }) => ({
      path,
      outPath,
      edits,
      problems: problems.map((problem) => ({ ...problem, file: join(given, problem.file) })),
    })),
    stats: port.stats,
  };
}

function reportProblems(port: FolderPort, given: string): void {
  for (const { file, line, column, severity, code, message } of port.files.flatMap(
    ({ problems }) => problems,
  ))
    process.stderr.write(
      `${plainName(join(given, file))}:${line}:${column} ${severity} ${code} ${message}\n`,
    );
}

/** A line that is written over, for runs that last; only where somebody watches. */
function progressOnTerminal(): Progress {
  if (!process.stderr.isTTY) return () => {};
  let last = 0;
  let isShown = false;
  return (done, of, next) => {
    const now = Date.now();
    last ||= now;
    if (done === of) {
      if (isShown) process.stderr.write('\r\u001b[K');
    } else if (now - last > 200) {
      last = now;
      isShown = true;
      process.stderr.write(`\r\u001b[K${done} of ${of} programs ported, now ${plainName(next).slice(-60)}`);
    }
  };
}
