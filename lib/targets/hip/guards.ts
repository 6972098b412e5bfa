// Macros by which a program asks whether nvcc compiles it, or whether CUDA's headers are there: in comes the Model, out
// come renamings to HIP's own. A file that already asks for HIP by name is portable as its author meant it and is left alone.
import { type Path, textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import type { Model } from '@/lib/cuda';
import type { PortEdit } from '@/lib/targets/target';

const asksForHip = /^__(HIPCC|HIP|HIP_PLATFORM_\w+|HIP_DEVICE_COMPILE|HIP_ROCclr|HCC)__$/;

/** The compiler's own macro, and what guards CUDA's headers and the headers of HIP that take their places. */
const guards: Readonly<Record<string, string>> = {
  __CUDACC__: '__HIPCC__',
  __CUDA_RUNTIME_H__: 'HIP_INCLUDE_HIP_HIP_RUNTIME_H',
  __CUDA_RUNTIME_API_H__: 'HIP_INCLUDE_HIP_HIP_RUNTIME_API_H',
  __DRIVER_TYPES_H__: 'HIP_INCLUDE_HIP_DRIVER_TYPES_H',
  __VECTOR_TYPES_H__: 'HIP_INCLUDE_HIP_HIP_VECTOR_TYPES_H',
};
const isGuard = (name: string) => Object.hasOwn(guards, name);

/** `__CUDACC__` to `__HIPCC__`, in conditions, in code, and where a program defines it itself (for an editor, say). */
export function portGuards(model: Model): PortEdit[] {
  const portable = new Set<Path>();
  for (const { name, span } of model.names) if (asksForHip.test(name)) portable.add(span.file);
  const used = model.names.filter(({ name, pasted }) => isGuard(name) && !pasted);
  const defined = Object.values(model.files).flatMap(({ macros }) =>
    macros
      .filter(({ name }) => isGuard(name))
      .map(({ name, span }) => ({ name, span: nameIn(model, span, name) })),
  );
  return [...used, ...defined]
    .filter(({ span }) => !portable.has(span.file))
    .map(({ name, span }) => {
      const after = guards[name] ?? name;
      const rule = name === '__CUDACC__' ? 'guard-cudacc' : 'guard-header';
      return { span, after, rule, params: { before: name, after } };
    });
}

/** Where the name stands in a definition. */
function nameIn(model: Model, { file, start, end }: Span, name: string): Span {
  const at = start + textOf(model.sources, file).slice(start, end).indexOf(name);
  return { file, start: at, end: at + name.length };
}
