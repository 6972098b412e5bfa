// Macros by which a program asks whether nvcc compiles it: in comes the Model, out come renamings to HIP's own.
// A file that already asks for HIP by name is portable as its author meant it and is left alone.
import type { Path } from '@/lib/core/sources';
import type { Model } from '@/lib/cuda';
import type { PortEdit } from '@/lib/targets/target';

const asksForHip = /^__(HIPCC|HIP|HIP_PLATFORM_\w+|HIP_DEVICE_COMPILE|HIP_ROCclr|HCC)__$/;

/** `__CUDACC__` to `__HIPCC__`, in conditions and in code. */
export function portGuards(model: Model): PortEdit[] {
  const portable = new Set<Path>();
  for (const { name, span } of model.names) if (asksForHip.test(name)) portable.add(span.file);
  return model.names
    .filter(({ name, span, pasted }) => name === '__CUDACC__' && !pasted && !portable.has(span.file))
    .map(({ span }) => ({
      span,
      after: '__HIPCC__',
      rule: 'guard-cudacc',
      params: { before: '__CUDACC__', after: '__HIPCC__' },
    }));
}
