// The words that a program is started with: a line `// args: 1024 "two words"` of its main file. In comes text, out come
// words; they reach the program as they are, and no shell.
import { mainText, type Sources } from '@/lib/core/sources';

/** A longer line is no such line: a system has a bound on them. */
const argumentsLine = /^[ \t]*\/\/ args:[ \t]*([^\r\n]{0,4000})\r?$/m;
const words = /"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g;

/** Nothing where there is no such line. */
export function argumentsInSource(sources: Sources): readonly string[] {
  const line = argumentsLine.exec(mainText(sources))?.[1] ?? '';
  return [...line.matchAll(words)].map(
    ([, double, single, bare]) => double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '',
  );
}

/** By its words: main names its arguments, and no line gives any. */
export function lacksArguments(sources: Sources): boolean {
  return /\bargv\b/.test(mainText(sources)) && !argumentsLine.test(mainText(sources));
}
