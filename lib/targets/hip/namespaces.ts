// Namespaces that are not renamed one for one: WMMA's, Thrust's backend and libcu++'s. In comes a use of a name, out come
// the edits and problems that settle it; undefined when the tables decide.
import { textOf } from '@/lib/core/sources';
import type { Model, NameUse } from '@/lib/cuda';
import { problem } from '@/lib/messages';
import type { Port, PortEdit } from '@/lib/targets/target';

export function portNamespace(model: Model, use: NameUse): Port | undefined {
  if (use.role !== 'qualifier' || use.pasted) return undefined;
  if (use.name === 'nvcuda') return portWmma(model, use);
  if (use.name === 'cuda' || use.name === 'cuda_cub') return portCuda(model, use);
  return undefined;
}

/** Members of libcu++'s namespace; another `cuda::` may be anybody's. */
const ofLibcuxx =
  /^\s*::\s*(?:std|atomic(?:_ref|_thread_fence)?|thread_scope\w*|memory_order\w*|barrier|latch|(?:counting|binary)_semaphore|pipeline\w*|make_pipeline|memcpy_async|annotated_ptr|access_property|aligned_size_t|ptx|device|mr|proclaim_return_type|ceil_div)\b/;

function portCuda(model: Model, use: NameUse): Port | undefined {
  const { file, end } = use.span;
  if (use.qualifiedBy === 'thrust') {
    const after = use.name === 'cuda' ? 'hip' : 'hip_rocprim';
    return { edits: [edit(use, use.span, after, 'thrust-backend')], problems: [] };
  }
  if (use.name !== 'cuda') return undefined;
  const behind = textOf(model.sources, file).slice(end, end + 64);
  if (!ofLibcuxx.test(behind)) return undefined;
  const params = { library: 'libcu++', counterpart: 'libhipcxx, which is not part of ROCm', count: 1 };
  return { edits: [], problems: [problem('library-not-covered', 'error', use.span, params)] };
}

function portWmma(model: Model, use: NameUse): Port {
  const { file, start, end } = use.span;
  const text = textOf(model.sources, file);
  const member = /^\s*::\s*wmma\b(?!\s*::\s*experimental\b)/.exec(text.slice(end, end + 96));
  if (member) {
    const span = { file, start, end: end + member[0].length };
    return { edits: [edit(use, span, 'rocwmma', 'wmma-namespace')], problems: [] };
  }
  const opened = /using\s+namespace\s+$/.exec(text.slice(Math.max(0, start - 96), start));
  if (opened && /^\s*;/.test(text.slice(end, end + 16))) {
    // `wmma::` stays good everywhere behind it.
    const span = { file, start: start - opened[0].length, end };
    return { edits: [edit(use, span, 'namespace wmma = rocwmma', 'wmma-namespace')], problems: [] };
  }
  return {
    edits: [],
    problems: [problem('name-without-counterpart', 'error', use.span, { before: use.name })],
  };
}

function edit(use: NameUse, span: NameUse['span'], after: string, rule: string): PortEdit {
  return { span, after, rule, params: { before: use.name, after } };
}
