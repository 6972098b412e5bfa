// `clock()` in device code counts the device's ticks; the C library's, which a C++ compiler finds under that name, counts
// the microseconds that the process has worked. In comes the Model, out come edits.
import type { TextEdit } from '@/lib/core/edit';
import type { Model } from '@/lib/cuda';

export function rewriteClocks(model: Model): TextEdit[] {
  return model.names
    .filter(
      ({ name, role, where, inDevice }) =>
        name === 'clock' && role === 'call' && where === 'code' && inDevice,
    )
    .map(({ span }) => ({ span, after: 'crosswarp_clock' }));
}
