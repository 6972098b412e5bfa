// Bit functions for 32 bits on a lane mask of 64.
import { finding, type Hazard } from '../finding';
import { waveWide, width32 } from '../warp';

const bitFunctions = /^__(?:popc|ffs|clz|brev|fns)$/;
const masks = /^__(?:ballot(?:_sync)?|activemask)$/;

export const popcFfsOnMask: Hazard = {
  code: 'popc-ffs-on-mask',
  find: (scene) => {
    const wide = waveWide(scene).filter(({ name }) => masks.test(name));
    return scene.uses(bitFunctions).flatMap((use) => {
      const argument = use.args?.[0];
      if (!argument) return [];
      const mask = wide.find(
        ({ span }) => span.file === argument.file && span.start >= argument.start && span.end <= argument.end,
      );
      if (!mask) return [];
      const edits = width32(scene, mask);
      const params = { before: use.name };
      return [
        edits
          ? finding('popc-ffs-on-mask', 'warning', use.span, params, { edits, safe: true, byDefault: false })
          : finding('popc-ffs-on-mask', 'warning', use.span, params),
      ];
    });
  },
};
