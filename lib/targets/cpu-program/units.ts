// Programs of several files: unless the device's code is linked, every file has its own copy of each variable of the
// device, as nvcc and hipcc build it; a C++ compiler knows one program and is told so. In comes the Model, out come edits.
import type { TextEdit } from '@/lib/core/edit';
import { textOf } from '@/lib/core/sources';
import { isLinkedOnDevice, type Model, unitsOf } from '@/lib/cuda';

/** `__constant__ int table[2];` of such a program to `static __constant__ int table[2];`. */
export function rewriteUnits(model: Model): TextEdit[] {
  const units = unitsOf(model);
  if (units.length < 2 || isLinkedOnDevice(model, units)) return [];
  return model.variables.flatMap(({ space, span, specifiers: [first], declarators: [one], ...where }) => {
    if (space === 'shared' || where.isExtern || where.inFunction || where.inMacro || !first || !one)
      return [];
    const { file, start } = first;
    const words = textOf(model.sources, file).slice(span.start, one.span.start);
    if (/\b(?:static|inline|constexpr|template)\b/.test(words)) return [];
    return [{ span: { file, start, end: start }, after: 'static ' }];
  });
}
