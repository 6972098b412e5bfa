// Conditions on nvcc's own macros other than __CUDACC__ and __CUDA_ARCH__: in HIP they are false, and code vanishes.

import type { Span } from '@/lib/core/span';
import { isHipMacro } from '../conditions';
import { type Finding, finding, type Hazard } from '../finding';

const flags = /^__CUDACC_(?:EXTENDED_LAMBDA|RELAXED_CONSTEXPR)__$/;
const macros =
  /^(?:__NVCC__|__CUDACC_(?:EXTENDED_LAMBDA|RELAXED_CONSTEXPR)__|CUDART_VERSION|CUDA_VERSION|__CUDACC_VER_(?:MAJOR|MINOR|BUILD)__)$/;

export const cudaccGuard: Hazard = {
  code: 'cudacc-guard',
  also: ['extended-lambda-flags', 'toolkit-version-guard'],
  find: (scene) =>
    scene.files.flatMap((file) =>
      file.conditions.all.flatMap((condition) => {
        const macro = condition.names.find(({ name }) => macros.test(name));
        if (!macro || !condition.reached || !file.conditions.isLive(condition.start)) return [];
        if (condition.hip !== undefined && condition.hip === condition.nvcc) return [];
        if (file.asksForHip || condition.names.some(({ name }) => isHipMacro(name))) return [];
        const span = { file: file.path, start: macro.start, end: macro.end };
        const params = { macro: macro.name };
        if (flags.test(macro.name)) return [lambdaFlag(span, macro.name)];
        // A version is asked for by programs that know several: they have a way without it.
        if (macro.name !== '__NVCC__') return [finding('toolkit-version-guard', 'note', span, params)];
        return [
          finding('cudacc-guard', 'warning', span, params, {
            edits: [{ span, after: '__HIPCC__' }],
            safe: true,
            byDefault: false,
          }),
        ];
      }),
    ),
};

/** What nvcc defines for a flag that clang needs not. */
function lambdaFlag(span: Span, macro: string): Finding {
  const edits = [{ span, after: '__HIPCC__' }];
  return finding(
    'extended-lambda-flags',
    'warning',
    span,
    { macro },
    { edits, safe: true, byDefault: false },
  );
}
