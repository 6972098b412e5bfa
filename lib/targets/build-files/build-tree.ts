// What a build file's port must know of the folder around it: the names that sources have in the output. And how edits and
// problems are collected. Knows no kind of build file.
import type { Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { HipOptions } from '@/lib/targets/options';
import type { PortEdit } from '@/lib/targets/target';

export type BuildTree = {
  /** Every source of the folder with its path in the output. */
  readonly outPaths: ReadonlyMap<Path, Path>;
  /** The endings of names of `.cu` files, for quick answers: base name to the paths that have it. */
  readonly cudaFiles: ReadonlyMap<string, readonly Path[]>;
};

export function buildTree(outPaths: ReadonlyMap<Path, Path>): BuildTree {
  const cudaFiles = new Map<string, Path[]>();
  for (const path of outPaths.keys()) {
    if (!path.endsWith('.cu')) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const list = cudaFiles.get(name);
    if (list) list.push(path);
    else cudaFiles.set(name, [path]);
  }
  return { outPaths, cudaFiles };
}

/** Where the port of one build file gathers what it does. */
export type Draft = {
  readonly path: Path;
  readonly text: string;
  readonly tree: BuildTree;
  readonly options: HipOptions;
  readonly edits: PortEdit[];
  readonly problems: Problem[];
  /** Codes of notes that are said once for each file. */
  readonly said: Set<string>;
};

export function draftOf(path: Path, text: string, tree: BuildTree, options: HipOptions): Draft {
  return { path, text, tree, options, edits: [], problems: [], said: new Set() };
}

/** Puts `after` for the text between two offsets, explained by the message `rule`. */
export function replace(draft: Draft, start: number, end: number, after: string, rule: string): void {
  draft.edits.push({
    span: { file: draft.path, start, end },
    after,
    rule,
    params: { before: draft.text.slice(start, end).trim(), after },
  });
}

/** Takes a word out together with the blanks before it; the line end before a first word of a line stays. */
export function drop(draft: Draft, start: number, end: number, rule: string): void {
  const before = /[ \t]+$/.exec(draft.text.slice(0, start));
  const from = before ? start - before[0].length : start;
  const isFirst = from === 0 || /[\n(=:"]/.test(draft.text[from - 1] as string);
  const behind = isFirst ? /^[ \t]+/.exec(draft.text.slice(end)) : null;
  replace(draft, isFirst ? start : from, end + (behind?.[0].length ?? 0), '', rule);
}
