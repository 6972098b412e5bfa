// Shuffles without a width: over 32 lanes in CUDA, over the whole wavefront on AMD hardware.
import { finding, type Hazard } from '../finding';
import { isWaveAware } from '../lanes';
import { portsToWidth32, shuffles, shufflesWithMask, waveWide, width32 } from '../warp';

export const shflDefaultWidth: Hazard = {
  code: 'shfl-default-width',
  find: (scene) =>
    waveWide(scene)
      .filter(({ name }) => shuffles.test(name) || shufflesWithMask.test(name))
      .filter((use) => scene.options.applyFixes || shuffles.test(use.name))
      .filter((use) => portsToWidth32(scene) || !isWaveAware(scene, use.span))
      .map((use) => {
        const edits = width32(scene, use);
        return edits
          ? finding(
              'shfl-default-width',
              'warning',
              use.span,
              { before: use.name },
              { edits, safe: true, byDefault: false },
            )
          : finding('shfl-default-width', 'warning', use.span, { before: use.name });
      }),
};
