// Variables that host and device share: the runtime is told of each, so that what device code leaves in them is recorded as
// other managed memory is. In comes the Model, out come edits behind the declarations. Knows no other variables.
import type { TextEdit } from '@/lib/core/edit';
import type { Model } from '@/lib/cuda';
import { asLiteral } from './written';

/** `__managed__ int g[4];` goes on with a constant that is never read: making it is what counts. */
export function rewriteManaged({ variables }: Model): TextEdit[] {
  return variables.flatMap(({ space, span, isExtern, inFunction, inMacro, declarators }) => {
    if (space !== 'managed' || isExtern || inFunction !== undefined || inMacro !== undefined) return [];
    const known = declarators.map(
      ({ name }) =>
        ` static inline const bool cw_managed_${name} = ::crosswarp::known_managed(${asLiteral(name)}, ${name});`,
    );
    return [{ span: { file: span.file, start: span.end, end: span.end }, after: known.join('') }];
  });
}
