// Warp functions with a mask that the chosen ROCm version does not declare, or declares on request only.

import { type Finding, finding, type Hazard } from '../finding';
import { knowsMasks, unbuildable, width32 } from '../warp';

export const syncBuiltinsVersion: Hazard = {
  code: 'sync-builtins-version',
  find: (scene) => {
    const { rocm } = scene.options;
    const mended: Finding[] = unbuildable(scene)
      .filter((use) => !knowsMasks(scene) || use.name === '__activemask')
      .map((use) => {
        const edits = width32(scene, use);
        const params = { before: use.name, rocm };
        return edits
          ? finding('sync-builtins-version', 'error', use.span, params, {
              edits,
              safe: true,
              byDefault: true,
            })
          : finding('sync-builtins-version', 'error', use.span, params);
      });
    return mended;
  },
};
