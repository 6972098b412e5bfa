// The `#include` lines of a port: in comes one file of the Model, out come edits that lead CUDA's headers to HIP's,
// drop those that HIP has no use for or already has, and add the runtime's header where nvcc had put it unasked.

import type { Problem } from '@/lib/core/problem';
import { type Path, textOf } from '@/lib/core/sources';
import type { FileModel, Include, Model } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { type HipOptions, hasSince } from '@/lib/targets/options';
import type { Port, PortEdit } from '@/lib/targets/target';
import { branchesOf, type Chain, holdsWherever } from './branches';
import { runtimeHeader } from './names/headers';
import { uncoveredLibraryOfHeader } from './names/libraries';
import { lookUpHeader } from './names/lookup';

/**
 * Edits of the include lines of one file.
 * @param needsRuntime - whether the file uses the runtime, so that its header must be there.
 */
export function portIncludes(model: Model, path: Path, needsRuntime: boolean, options: HipOptions): Port {
  const file = model.files[path] as FileModel;
  const text = textOf(model.sources, path);
  const edits: PortEdit[] = [];
  const problems: Problem[] = [];
  const branches = branchesOf(file.lexed);
  const seen: { hip: string; chain: Chain }[] = [];
  const added = needsRuntime && !reachesRuntime(model, path, new Set());
  const at = file.includeInsertion;
  /** Where the runtime's header is, by our own line or through a file of the program. */
  const reached: Chain[] = added ? [branches(at)] : [];

  for (const include of file.includes) {
    if (include.resolved !== undefined) {
      if (reachesRuntime(model, include.resolved, new Set())) reached.push(branches(include.span.start));
      continue;
    }
    const entry = lookUpHeader(include.path);
    if (!entry) {
      if (isHipHeader(include.path)) seen.push({ hip: include.path, chain: branches(include.span.start) });
      const library = uncoveredLibraryOfHeader(include.path);
      if (library)
        problems.push(
          problem('header-not-covered', 'error', include.pathSpan, {
            header: include.path,
            library: library.label,
            counterpart: library.counterpart ?? 'none that we know of',
          }),
        );
      continue;
    }
    const chain = branches(include.span.start);
    const hip = options.libraries === 'roc' ? (entry.roc ?? entry.hip) : entry.hip;
    if (hip === undefined) {
      edits.push(dropLine(text, include, 'header-dropped', { before: include.path }));
      continue;
    }
    if (seen.some((earlier) => earlier.hip === hip && holdsWherever(earlier.chain, chain))) {
      edits.push(dropLine(text, include, 'header-doubled', { before: include.path, after: hip }));
      continue;
    }
    const before = [...reached, ...seen.filter((one) => one.hip === runtimeHeader).map((one) => one.chain)];
    if (entry.afterRuntime && !before.some((earlier) => holdsWherever(earlier, chain))) {
      seen.push({ hip: runtimeHeader, chain });
      edits.push({
        span: { file: path, start: include.span.start, end: include.span.start },
        after: `#include <${runtimeHeader}>${file.lineEnd}`,
        rule: 'header-first',
        params: { before: hip, after: runtimeHeader },
      });
    }
    seen.push({ hip, chain });
    edits.push({
      span: include.pathSpan,
      after: hip,
      rule: hip === runtimeHeader ? 'header-runtime' : 'header-name',
      params: { before: include.path, after: hip },
    });
    if (entry.since !== undefined && !hasSince(options.rocm, entry.since))
      problems.push(
        problem('header-needs-newer-rocm', 'error', include.pathSpan, {
          after: hip,
          since: entry.since,
          rocm: options.rocm,
        }),
      );
  }

  if (added)
    edits.unshift({
      span: { file: path, start: at, end: at },
      after: `#include <${runtimeHeader}>${file.lineEnd}`,
      rule: 'header-added',
      params: { after: runtimeHeader },
    });
  return { edits, problems };
}

const isHipHeader = (path: string) => /^(?:hip|roc|rccl)\w*\//.test(path);

/**
 * Whether the file, or one of the user's files that it includes, includes what becomes the runtime's header wherever the
 * rest of the file is compiled: an include that hangs on a condition may not be there when the kernels are.
 */
function reachesRuntime(model: Model, path: Path, visited: Set<Path>): boolean {
  if (visited.has(path)) return false;
  visited.add(path);
  const file = model.files[path];
  if (!file) return false;
  const { includes, includeInsertion } = file;
  const text = textOf(model.sources, path);
  const branches = branchesOf(file.lexed);
  const around = branches(includeInsertion);
  const leading = includes.filter((include) => leadsToRuntime(model, include, visited));
  // Several on conditions are the branches of one choice: whichever is taken brings the header.
  return (
    leading.length > 1 ||
    leading.some(
      (include) => holdsWherever(branches(include.span.start), around) || forCompilerOfKernels(text, include),
    )
  );
}

/** `#ifdef __CUDACC__` becomes `#ifdef __HIPCC__`, which holds wherever kernels are compiled. */
function forCompilerOfKernels(text: string, include: Include): boolean {
  const opening = text
    .slice(0, include.span.start)
    .match(/^[ \t]*#[ \t]*(?:if|ifdef|ifndef|el\w+)\b.*$/gm)
    ?.at(-1);
  return /^[ \t]*#[ \t]*(?:ifdef[ \t]+|if[ \t]+defined\b[ \t(]*)__(?:CUDACC|HIPCC|HIP)__\b/.test(
    opening ?? '',
  );
}

function leadsToRuntime(model: Model, include: Include, visited: Set<Path>): boolean {
  return include.resolved !== undefined
    ? reachesRuntime(model, include.resolved, visited)
    : include.path === runtimeHeader || lookUpHeader(include.path)?.hip === runtimeHeader;
}

/** Takes the directive out; with its line when nothing else stands there, so that a comment behind it stays. */
function dropLine(text: string, include: Include, rule: string, params: PortEdit['params']): PortEdit {
  const { file } = include.span;
  const lineStart =
    Math.max(text.lastIndexOf('\n', include.span.start - 1), text.lastIndexOf('\r', include.span.start - 1)) +
    1;
  const directiveEnd = include.pathSpan.end + 1;
  const rest = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(directiveEnd));
  const aloneBefore = /^[ \t\ufeff]*$/.test(text.slice(lineStart, include.span.start));
  // What hangs on behind the include on its line must not become a line of its own meaning.
  const after = /^[ \t]*#/.test(text.slice(directiveEnd, directiveEnd + 40)) ? '// ' : '';
  if (!rest || !aloneBefore)
    return { span: { file, start: include.span.start, end: directiveEnd }, after, rule, params };
  const bom = text.charCodeAt(lineStart) === 0xfeff ? 1 : 0;
  return {
    span: { file, start: lineStart + bom, end: directiveEnd + rest[0].length },
    after: '',
    rule,
    params,
  };
}
