// A patch in the unified form, as `git apply` and `patch -p1` take it: files before and after go in, text comes out.

import { changedLines, type LineChange, linesOf } from './line-diff';
import type { Path } from './sources';

export type FileChange = {
  readonly path: Path;
  /** Where it goes, when that is another place. */
  readonly newPath?: Path;
  /** Absent: the file is new. */
  readonly before?: string;
  readonly after: string;
};

/** Unchanged lines shown around each change. */
const context = 3;

/** Lines to stand before a patch, each behind a `#`, which no tool reads; the words may hold anything. */
export function patchWords(words: readonly string[]): string {
  return words
    .flatMap((text) => text.split(/[\r\n\u2028\u2029]+/))
    .map((line) => `${`# ${line}`.trimEnd()}\n`)
    .join('');
}

/** @returns files that did not change are left out */
export function unifiedPatch(files: readonly FileChange[]): string {
  return files.map(fileSection).join('');
}

function fileSection({ path, newPath = path, before, after }: FileChange): string {
  const isNew = before === undefined;
  if (!isNew && path === newPath && before === after) return '';
  const head = [
    `diff --git a/${path} b/${newPath}`,
    ...(isNew ? ['new file mode 100644'] : []),
    ...(path === newPath ? [] : [`rename from ${path}`, `rename to ${newPath}`]),
  ];
  const hunks = hunksOf(linesOf(before ?? ''), linesOf(after));
  if (hunks !== '') head.push(isNew ? '--- /dev/null' : `--- a/${path}`, `+++ b/${newPath}`);
  return `${head.join('\n')}\n${hunks}`;
}

function hunksOf(a: readonly string[], b: readonly string[]): string {
  const groups: LineChange[][] = [];
  for (const change of changedLines(a, b)) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.aStart - last.aEnd <= 2 * context) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => hunk(a, b, group)).join('');
}

function hunk(a: readonly string[], b: readonly string[], group: readonly LineChange[]): string {
  const first = group[0] as LineChange;
  const last = group.at(-1) as LineChange;
  const before = Math.min(context, first.aStart);
  const behind = Math.min(context, a.length - last.aEnd);
  const out: string[] = [];
  const put = (sign: string, lines: readonly string[]) => {
    for (const line of lines)
      out.push(line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`);
  };
  let at = first.aStart - before;
  for (const { aStart, aEnd, bStart, bEnd } of group) {
    put(' ', a.slice(at, aStart));
    put('-', a.slice(aStart, aEnd));
    put('+', b.slice(bStart, bEnd));
    at = aEnd;
  }
  put(' ', a.slice(at, last.aEnd + behind));
  const place = (start: number, end: number) => {
    const count = end - start;
    return `${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
  };
  const from = place(first.aStart - before, last.aEnd + behind);
  const to = place(first.bStart - before, last.bEnd + behind);
  return `@@ -${from} +${to} @@\n${out.join('')}`;
}
