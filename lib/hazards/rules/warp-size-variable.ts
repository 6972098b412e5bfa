// `warpSize` in a program whose warp functions the port keeps to 32 lanes: 32 in CUDA, 64 on CDNA, so the two would part.
import { finding, type Hazard } from '../finding';
import { portsToWidth32 } from '../warp';

export const warpSizeVariable: Hazard = {
  code: 'warp-size-variable',
  find: (scene) => {
    if (!portsToWidth32(scene)) return [];
    const uses = scene.uses(/^warpSize$/).filter(({ inDevice, where }) => inDevice || where === 'macro-body');
    return uses.map((use) =>
      finding(
        'warp-size-variable',
        'warning',
        use.span,
        {},
        {
          edits: [{ span: use.span, after: '32' }],
          safe: true,
          byDefault: true,
        },
      ),
    );
  },
};
