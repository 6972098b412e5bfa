// __reduce_add_sync and its like: unknown before ROCm 7, with masks of 64 bits from then on. The fix is a butterfly of
// shuffles over groups of 32 lanes, which means the same on every wavefront.
import { hasSince } from '@/lib/targets/options';
import { finding, type Hazard } from '../finding';
import type { Scene } from '../scene';
import { isWide } from '../warp';

const steps: Readonly<Record<string, (own: string, other: string) => string>> = {
  add: (own, other) => `${own} += ${other}`,
  and: (own, other) => `${own} &= ${other}`,
  or: (own, other) => `${own} |= ${other}`,
  xor: (own, other) => `${own} ^= ${other}`,
  min: (own, other) => `${own} = min(${own}, ${other})`,
  max: (own, other) => `${own} = max(${own}, ${other})`,
};

export const reduceSync: Hazard = {
  code: 'reduce-sync',
  find: (scene) =>
    Object.keys(steps).flatMap((operation) =>
      scene.usesOf(`__reduce_${operation}_sync`).flatMap((use) => {
        const { args, callSpan, role, span } = use;
        if (scene.functionsNamed(use.name).length > 0) return [];
        if (role !== 'call' || !args || !callSpan || args.length !== 2) return [];
        const [mask, value] = args;
        if (!mask || !value || (hasSince(scene.options.rocm, '7.0') && isWide(scene, mask))) return [];
        const params = { before: use.name, rocm: scene.options.rocm };
        if (!allLanes(scene, scene.textAt(mask))) return [finding('reduce-sync', 'error', span, params)];
        const { file } = span;
        const step = steps[operation]?.('v_', '__shfl_xor(v_, d_, 32)') ?? '';
        const edits = [
          { span: { file, start: span.start, end: value.start }, after: '[&] { auto v_ = ' },
          {
            span: { file, start: value.end, end: callSpan.end },
            after: `; for (int d_ = 16; d_; d_ >>= 1) ${step}; return v_; }()`,
          },
        ];
        return [finding('reduce-sync', 'error', span, params, { edits, safe: true, byDefault: true })];
      }),
    ),
};

function allLanes(scene: Scene, mask: string): boolean {
  const value = scene.fold(mask);
  return value !== undefined && BigInt.asUintN(32, value.value) === 0xffffffffn;
}
