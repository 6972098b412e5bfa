// Macros by which a program asks whether nvcc compiles it: in comes the Model, out come renamings to HIP's own.
// A file that already asks for HIP by name is portable as its author meant it and is left alone.
import { type Path, textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Model } from '@/lib/cuda';
import type { PortEdit } from '@/lib/targets/target';

const asksForHip = /^__(HIPCC|HIP|HIP_PLATFORM_\w+|HIP_DEVICE_COMPILE|HIP_ROCclr|HCC)__$/;

/** `__CUDACC__` to `__HIPCC__`, in conditions, in code, and where a program defines it itself (for an editor, say). */
export function portGuards(model: Model): PortEdit[] {
  const portable = new Set<Path>();
  for (const { name, span } of model.names) if (asksForHip.test(name)) portable.add(span.file);
  const used = model.names.filter(({ name, pasted }) => name === '__CUDACC__' && !pasted);
  const defined = Object.values(model.files).flatMap(({ macros }) =>
    macros.filter(({ name }) => name === '__CUDACC__').map(({ span }) => nameIn(model, span)),
  );
  return [...used.map(({ span }) => span), ...defined]
    .filter(({ file }) => !portable.has(file))
    .map((span) => ({
      span,
      after: '__HIPCC__',
      rule: 'guard-cudacc',
      params: { before: '__CUDACC__', after: '__HIPCC__' },
    }));
}

/** Where the name stands in a definition. */
function nameIn(model: Model, { file, start, end }: Span): Span {
  const at = start + textOf(model.sources, file).slice(start, end).indexOf('__CUDACC__');
  return { file, start: at, end: at + '__CUDACC__'.length };
}
