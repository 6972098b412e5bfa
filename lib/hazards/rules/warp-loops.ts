// Reductions written for 32 lanes next to shuffles of the whole wavefront: loops that start at 16, and shared arrays of
// 32 partial results, one for each warp.
import { type Body, variance } from '../body';
import { spanOfTokens } from '../control';
import { type Finding, type Fix, finding, type Hazard } from '../finding';
import { isWaveAware } from '../lanes';
import { keptTo32 } from '../mending';
import type { Scene } from '../scene';
import { shuffles, shufflesWithMask, waveWide } from '../warp';

export const warpLoops: Hazard = {
  code: 'warp-reduce-start-16',
  also: ['warp-partials-array-32'],
  find: (scene) => {
    const wide = waveWide(scene).filter(
      (use) => (shuffles.test(use.name) || shufflesWithMask.test(use.name)) && !isWaveAware(scene, use.span),
    );
    if (wide.length === 0) return [];
    return scene.deviceBodies().flatMap((body) => {
      const { start, end } = body.file.lexed.code;
      const offsets = wide
        .filter(({ span }) => span.file === body.file.path)
        .map(({ span }) => span.start)
        .filter((offset) => offset > (start[body.from] as number) && offset < (end[body.to - 1] as number));
      if (offsets.length === 0) return [];
      const edits = body.info.body && keptTo32(scene, body.info.body);
      const fix = edits && { edits, safe: false, byDefault: false };
      return [...loopsFrom16(scene, body, offsets, fix), ...partials(scene, body, fix)];
    });
  },
};

function loopsFrom16(scene: Scene, body: Body, shuffled: readonly number[], fix: Fix | undefined): Finding[] {
  const { start, end, names } = body.file.lexed.code;
  const { text } = body.file;
  return body.file.control().branches.flatMap(({ word, at, condition: [from], body: [open, close] }) => {
    if (word !== 'for' || at < body.from || at >= body.to) return [];
    if (!shuffled.some((offset) => offset >= (start[open] as number) && offset < (end[close - 1] as number)))
      return [];
    // `int d = 16;` or `d = W / 2;`
    let becomes = from;
    while (becomes < open && text.charCodeAt(start[becomes] as number) !== 61) becomes++;
    let to = becomes + 1;
    while (to < open && text.charCodeAt(start[to] as number) !== 59) to++;
    if (names.slice(becomes, to).includes('warpSize')) return [];
    const value = scene.fold(text.slice(start[becomes + 1], end[to - 1]))?.value;
    return value === 16n
      ? [finding('warp-reduce-start-16', 'warning', spanOfTokens(body.file, becomes + 1, to), {}, fix)]
      : [];
  });
}

function partials(scene: Scene, body: Body, fix: Fix | undefined): Finding[] {
  const { names, code, start, end } = body.file.lexed.code;
  return scene.model.variables.flatMap(({ space, span, declarators, isExtern }) => {
    if (space !== 'shared' || isExtern || span.file !== body.file.path) return [];
    if (span.start < (start[body.from] as number) || span.end > (end[body.to - 1] as number)) return [];
    return declarators.flatMap(({ name, nameSpan, dimensions: [first, ...more] }) => {
      if (!first || more.length > 0 || scene.fold(scene.textAt(first))?.value !== 32n) return [];
      const byWarp = body.file.tokensOf(name).some((at) => {
        if (at < body.from || at >= body.to || code[at + 1] !== 91) return false;
        const close = body.file.control().partner[at + 1] as number;
        return (
          close > 0 &&
          variance(scene, body.file, body.varying, at + 2, close) === 'warp' &&
          names[at + 2] !== ''
        );
      });
      return byWarp ? [finding('warp-partials-array-32', 'warning', nameSpan, { array: name }, fix)] : [];
    });
  });
}
