// Conditions on nvcc's own macros other than __CUDACC__ and __CUDA_ARCH__: in HIP they are false, and code vanishes.

import { isHipMacro } from '../conditions';
import { finding, type Hazard } from '../finding';

const macros = /^(?:__NVCC__|CUDART_VERSION|CUDA_VERSION|__CUDACC_VER_(?:MAJOR|MINOR|BUILD)__)$/;

export const cudaccGuard: Hazard = {
  code: 'cudacc-guard',
  find: (scene) =>
    scene.files.flatMap((file) =>
      file.conditions.all.flatMap((condition) => {
        const macro = condition.names.find(({ name }) => macros.test(name));
        if (!macro || !condition.reached || !file.conditions.isLive(condition.start)) return [];
        if (condition.hip !== undefined && condition.hip === condition.nvcc) return [];
        if (file.asksForHip || condition.names.some(({ name }) => isHipMacro(name))) return [];
        const span = { file: file.path, start: macro.start, end: macro.end };
        const params = { macro: macro.name };
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
