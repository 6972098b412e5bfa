// What is wrong with a program's text: in come its Trees, out come problems with small spans. Never stops anything: each
// problem stands beside as much Model as could be made.
import type { Problem } from '@/lib/core/problem';
import type { Path } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { problem } from '@/lib/messages';
import { depthLimit } from './brackets';
import { isForeign } from './includes';
import type { FileModel } from './model';
import { isBinary } from './parser';
import { errorSpots } from './syntax';
import { spelling } from './token';
import type { Tree } from './tree';

/** Syntax problems told per file; the rest of a broken file says nothing new. */
const limit = 20;

/** All problems of the text itself. */
export function diagnose(order: readonly Tree[], files: Readonly<Record<Path, FileModel>>): Problem[] {
  return order.flatMap((tree) => [...ofFile(tree), ...ofIncludes(files[tree.path])]);
}

function ofFile(tree: Tree): Problem[] {
  const { path, text, lexed, code } = tree;
  const span = (start: number, end: number): Span => ({ file: path, start, end });
  if (isBinary(text)) {
    const at = text.indexOf('\0');
    return [problem('binary-text', 'error', span(at, at + 1))];
  }
  if (lexed.code.kind.length === 0 && lexed.directives.length === 0)
    return [problem('empty-source', 'warning', span(0, 0))];
  const problems: Problem[] = [];
  for (const { code: what, start, end } of lexed.errors.slice(0, limit))
    problems.push(problem(what, 'error', span(start, end)));
  const { brackets, tokens } = code;
  if (brackets.tooDeepAt !== undefined) {
    const at = brackets.tooDeepAt;
    problems.push(
      problem('nested-too-deep', 'error', span(tokens.start[at] as number, tokens.end[at] as number), {
        limit: depthLimit,
      }),
    );
  }
  for (const at of brackets.unmatched.slice(0, limit))
    problems.push(
      problem('unbalanced-bracket', 'error', span(tokens.start[at] as number, tokens.end[at] as number), {
        bracket: spelling(text, tokens, at),
      }),
    );
  if (!tree.grammar && problems.length === 0)
    problems.push(problem('syntax-not-checked', 'warning', span(0, Math.min(1, text.length))));
  if (tree.grammar && problems.length === 0)
    for (const spot of errorSpots(tree.grammar, limit)) {
      const place = small(text, spot.start, spot.end);
      problems.push(
        spot.missing === undefined
          ? problem('syntax-error', 'warning', span(place.start, place.end))
          : problem('missing-token', 'warning', span(place.start, place.end), { token: spot.missing }),
      );
    }
  return problems;
}

/** A span for the eye: the first line of what is wrong, at most 80 characters of it, and at least one. */
function small(text: string, start: number, end: number): { start: number; end: number } {
  if (end <= start) {
    const at = Math.max(0, Math.min(start, text.length) - (start > 0 ? 1 : 0));
    return { start: at, end: Math.min(text.length, at + 1) };
  }
  const line = text.slice(start, Math.min(end, start + 80)).search(/[\r\n]/);
  return { start, end: line > 0 ? start + line : Math.min(end, start + 80) };
}

function ofIncludes(file: FileModel | undefined): Problem[] {
  return (file?.includes ?? [])
    .filter(
      (include) => include.form === 'quote' && include.resolved === undefined && !isForeign(include.path),
    )
    .map((include) => problem('include-not-given', 'note', include.pathSpan, { path: include.path }));
}
