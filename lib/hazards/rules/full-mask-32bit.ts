// Lane masks of 32 bits where the ROCm version knows masks and wants 64. The fix takes mask and width together.
import { finding, type Hazard } from '../finding';
import { knowsMasks, unbuildable, width32 } from '../warp';

export const fullMask32bit: Hazard = {
  code: 'full-mask-32bit',
  find: (scene) => {
    if (!knowsMasks(scene)) return [];
    return unbuildable(scene).map((use) => {
      const edits = width32(scene, use);
      const params = { before: use.name };
      return edits
        ? finding('full-mask-32bit', 'error', use.span, params, { edits, safe: true, byDefault: true })
        : finding('full-mask-32bit', 'error', use.span, params);
    });
  },
};
