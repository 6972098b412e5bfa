// Calls that allocate, given the address of a pointer as `(void **)&x`: the cast is put aside, so that the runtime sees what
// x points to and the buffer has a type. In comes the Model, out come edits of the casts. Knows no recording.
import type { TextEdit } from '@/lib/core/edit';
import { textOf } from '@/lib/core/sources';
import type { Model } from '@/lib/cuda';

/** Calls of both APIs whose first argument is the place that receives the new pointer, by their end. */
const allocating = /^(?:cuda|hip)(?:Malloc(?:Async|FromPoolAsync|Host|Managed|Pitch)?|HostM?[aA]lloc)$/;

const casts = [/^\(\s*void\s*\*\s*\*\s*\)/, /^(?:reinterpret|static)_cast\s*<\s*void\s*\*\s*\*\s*>(?=\s*\()/];

/** `cudaMalloc((void **)&x, n)` becomes `cudaMalloc(::crosswarp::receiver(&x), n)`. */
export function rewriteAllocations(model: Model): TextEdit[] {
  return model.names.flatMap(({ name, args, where }): TextEdit[] => {
    const [first] = args ?? [];
    if (where !== 'code' || !first || !allocating.test(name)) return [];
    const text = textOf(model.sources, first.file).slice(first.start, first.end);
    const cast = casts.map((form) => form.exec(text)?.[0]).find((found) => found !== undefined);
    if (cast === undefined || /[\n\r]/.test(cast)) return [];
    const { file, start, end } = first;
    return [
      { span: { file, start, end: start + cast.length }, after: '::crosswarp::receiver(' },
      { span: { file, start: end, end }, after: ')' },
    ];
  });
}
