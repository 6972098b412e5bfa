// The names of a port: in come the identifiers of the Model that may be CUDA's, out come renamings with what their
// calls need besides, and a problem for every name that HIP lacks, lacks yet, or that cannot be decided.
import type { Problem } from '@/lib/core/problem';
import { textOf } from '@/lib/core/sources';
import type { Model, NameUse } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import { type HipOptions, hasSince } from '@/lib/targets/options';
import type { Port, PortEdit } from '@/lib/targets/target';
import { adaptCall } from './calls';
import { ruleOf } from './families';
import { isInBothBlas, meansFirstBlas } from './first-blas';
import { lookUpName, type NameAnswer } from './names/lookup';
import { rocNameOf } from './names/roc';
import { portNamespace } from './namespaces';

/** Beginnings that `##` makes CUDA names of. */
const pastedPrefix = /^(?:cu|CU|cuda|CUDA|cublas|cufft|curand|cusparse|cusolver|cudnn|nvrtc|nccl)_?$/;

/** Renames every name of CUDA and its libraries and reports what has no counterpart. */
export function portNames(model: Model, options: HipOptions): Port {
  const edits: PortEdit[] = [];
  const problems: Problem[] = [];
  const told = new Map<string, { use: NameUse; count: number; answer: NameAnswer & { is: 'uncovered' } }>();

  const firstBlas = meansFirstBlas(model);

  for (const use of model.names) {
    if (use.name === 'CUDART_CB') {
      edits.push({ span: use.span, after: '', rule: 'callback-macro', params: { before: use.name } });
      continue;
    }
    const namespace = portNamespace(model, use);
    if (namespace) {
      edits.push(...namespace.edits);
      problems.push(...namespace.problems);
      continue;
    }
    const answer = lookUpName(use.name, options.rocm);
    if ('entry' in answer && answer.entry.kind === 'namespace' && use.role !== 'qualifier') continue;
    if (use.pasted && (pastedPrefix.test(use.name) || (answer.is !== 'not-cuda' && answer.is !== 'same'))) {
      problems.push(problem('name-pasted', 'warning', use.span, { before: use.name }));
      continue;
    }
    if (answer.is === 'not-cuda' || answer.is === 'same') continue;
    if (firstBlas && isInBothBlas(use.name)) {
      problems.push(problem('blas-first-interface', 'error', use.span, { before: use.name }));
      continue;
    }
    const roc =
      options.libraries === 'roc' && 'entry' in answer ? rocNameOf(answer.entry, options.rocm) : undefined;
    if (roc?.is === 'other-form' && answer.is !== 'missing') {
      problems.push(problem('roc-other-form', 'error', use.span, { before: use.name, library: roc.library }));
      continue;
    }
    if (roc?.is === 'renamed' && answer.is === 'renamed') {
      const params = { before: use.name, after: roc.name };
      edits.push({ span: use.span, after: roc.name, rule: 'roc-name', params });
      continue;
    }
    if (answer.is === 'renamed') {
      const call = adaptCall(model, use, options);
      const after = call.name ?? answer.entry.hip;
      const rule = call.rule ?? ruleOf(answer.entry);
      edits.push({ span: use.span, after, rule, params: { before: use.name, after } }, ...call.edits);
      problems.push(...(call.problems ?? []));
      if (!hasSince(options.rocm, answer.entry.since ?? '0.0'))
        problems.push(
          problem('name-needs-newer-rocm', 'error', use.span, {
            before: use.name,
            after: answer.entry.hip,
            since: answer.entry.since ?? '',
            rocm: options.rocm,
          }),
        );
    } else if (answer.is === 'missing') {
      const told = missing(use, answer.entry.kind);
      if (told) problems.push(told);
    } else if (answer.is === 'unknown') {
      if (answer.library === 'CUDA runtime' || isUse(model, use))
        problems.push(problem('name-unknown', 'note', use.span, { before: use.name }));
    } else if (isUse(model, use)) {
      const key = `${use.span.file}\n${answer.library}`;
      const first = told.get(key);
      if (first) first.count++;
      else told.set(key, { use, count: 1, answer });
    }
  }

  for (const { use, count, answer } of told.values())
    problems.push(
      problem('library-not-covered', 'error', use.span, {
        library: answer.library,
        counterpart: answer.counterpart ?? 'none that we know of',
        count,
      }),
    );
  return { edits, problems };
}

/** A device function without counterpart counts only where it is called on the device: `saturate` may be anybody's. */
function missing(use: NameUse, kind: string): Problem | undefined {
  if (kind !== 'device') return problem('name-without-counterpart', 'error', use.span, { before: use.name });
  if (use.role !== 'call' || !use.inDevice) return undefined;
  const reserved = use.name.startsWith('__');
  return problem(
    reserved ? 'name-without-counterpart' : 'device-name-doubtful',
    reserved ? 'error' : 'note',
    use.span,
    { before: use.name },
  );
}

/** Names of a macro shape (`CU_CHECK`) are the user's as often as a library's: calls and types tell. */
function isUse(model: Model, use: NameUse): boolean {
  if (use.role === 'qualifier')
    return /^\s*::/.test(textOf(model.sources, use.span.file).slice(use.span.end, use.span.end + 8));
  return use.where !== 'directive' && (use.role !== 'call' || /[a-z]/.test(use.name));
}
