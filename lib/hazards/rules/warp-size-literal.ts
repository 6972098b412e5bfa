// Lane and warp numbers computed with 32. Right as long as every warp function next to them keeps to 32 lanes.
import { finding, type Hazard } from '../finding';
import { laneArithmetic } from '../lanes';
import { keptTo32 } from '../mending';
import { shuffles, shufflesWithMask, votes, votesWithMask, waveWide } from '../warp';

export const warpSizeLiteral: Hazard = {
  code: 'warp-size-literal',
  find: (scene) => {
    const wide = waveWide(scene);
    const isWarpWork = (name: string) =>
      [shuffles, shufflesWithMask, votes, votesWithMask].some((kind) => kind.test(name));
    const anyWarpWork = scene.model.names.some(({ name }) => isWarpWork(name));
    return scene.model.functions.flatMap((around) => {
      const { body } = around;
      const found = body ? laneArithmetic(scene, around) : [];
      if (!body || found.length === 0) return [];
      const isHere = wide.some(
        ({ span }) => span.file === body.file && span.start >= body.start && span.end <= body.end,
      );
      if (isHere) {
        const edits = keptTo32(scene, body);
        const fix = edits && { edits, safe: false, byDefault: false };
        return found.map(({ span, gives }) => finding('warp-size-literal', 'warning', span, { gives }, fix));
      }
      // Nothing but the arithmetic: often a tile of 32 that has nothing to do with warps.
      return anyWarpWork || scene.fileOf(body.file).asksForHip
        ? []
        : found.slice(0, 1).map(({ span }) => finding('warp-size-alone', 'note', span));
    });
  },
};
