// __syncwarp: unknown before ROCm 7, and with a mask of 64 bits from then on. Never taken out: it also orders memory.

import { hasSince } from '@/lib/targets/options';
import { finding, type Hazard } from '../finding';
import { isWide } from '../warp';

/** A fence of the wavefront before and after, and a point that the compiler moves nothing across. */
export const waveFence =
  '(__builtin_amdgcn_fence(__ATOMIC_RELEASE, "wavefront"), __builtin_amdgcn_wave_barrier(), __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "wavefront"))';

export const syncwarp: Hazard = {
  code: 'syncwarp',
  find: (scene) =>
    scene.uses(/^__syncwarp$/).flatMap((use) => {
      const { callSpan, args } = use;
      if (!callSpan) return [];
      const mask = args?.[0];
      const { rocm } = scene.options;
      if (hasSince(rocm, '7.0')) {
        if (!mask || isWide(scene, mask)) return [];
        return [
          finding(
            'syncwarp-mask',
            'error',
            use.span,
            {},
            {
              edits: [{ span: mask, after: '' }],
              safe: true,
              byDefault: true,
            },
          ),
        ];
      }
      return [
        finding(
          'syncwarp',
          'error',
          use.span,
          { rocm },
          {
            edits: [{ span: callSpan, after: waveFence }],
            safe: true,
            byDefault: true,
          },
        ),
      ];
    }),
};
