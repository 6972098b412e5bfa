// Lane masks of 64 bits put into 32: the lanes 32 to 63 of a wavefront are lost without a word.
import type { Span } from '@/lib/core/span';
import { P } from '@/lib/cuda';
import { firstFrom, typeOf } from '../declared-types';
import { finding, type Hazard } from '../finding';
import type { Scene } from '../scene';
import { waveWide, width32 } from '../warp';

const masks = /^__(?:ballot(?:_sync)?|activemask)$/;
const narrow = /^(?:(?:const|volatile|static) )*(?:unsigned(?: int)?|int|u?int32_t|uint)$/;

export const ballotTruncated: Hazard = {
  code: 'ballot-truncated',
  find: (scene) =>
    waveWide(scene).flatMap((use) => {
      if (!masks.test(use.name) || !use.callSpan) return [];
      const target = assignedTo(scene, use.callSpan);
      const type = target && typeOf(scene, target, use.callSpan);
      if (!target || !type || !narrow.test(type)) return [];
      const edits = width32(scene, use);
      const params = { variable: target, type };
      return [
        edits
          ? finding('ballot-truncated', 'warning', use.span, params, { edits, safe: true, byDefault: false })
          : finding('ballot-truncated', 'warning', use.span, params),
      ];
    }),
};

/** The variable that takes the call's result as it is: `m` in `unsigned m = __ballot(p);`. */
function assignedTo(scene: Scene, call: Span): string | undefined {
  const { names, code, start } = scene.fileOf(call.file).lexed.code;
  const first = firstFrom(start, call.start);
  const behind = firstFrom(start, call.end);
  const isWhole = code[behind] === P.semicolon || code[behind] === P.comma || code[behind] === P.closeBrace;
  const takes = code[first - 1] === P.becomes || code[first - 1] === P.openBrace;
  return isWhole && takes ? names[first - 2] || undefined : undefined;
}
