// The device's warp size asked for on the host, in a program whose warp functions the port keeps to 32 lanes.
import { P } from '@/lib/cuda';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { SceneFile } from '../scene';
import { portsToWidth32 } from '../warp';

export const warpsizeOnHost: Hazard = {
  code: 'warpsize-on-host',
  find: (scene) => {
    if (!portsToWidth32(scene)) return [];
    const attributes = scene
      .uses(/^cudaDevAttrWarpSize$/)
      .map(({ span }) => finding('warpsize-on-host', 'warning', span));
    return [...scene.files.flatMap(members), ...attributes];
  },
};

/** `prop.warpSize`: 32 in its place is what the kernels of the port reckon with. */
function members(file: SceneFile): Finding[] {
  const { names, code } = file.lexed.code;
  return file.tokensOf('warpSize').flatMap((at) => {
    if (code[at - 1] !== P.dot && code[at - 1] !== P.arrow) return [];
    const span = spanOfTokens(file, at, at + 1);
    const before = code[at - 3];
    const isPlain =
      names[at - 2] !== '' &&
      before !== P.dot &&
      before !== P.arrow &&
      before !== P.scope &&
      before !== P.ampersand;
    const isRead = code[at + 1] !== P.becomes && code[at + 1] !== P.assign && code[at + 1] !== P.increment;
    if (!isPlain || !isRead) return [finding('warpsize-on-host', 'warning', span)];
    const edits = [{ span: spanOfTokens(file, at - 2, at + 1), after: '32' }];
    return [finding('warpsize-on-host', 'warning', span, {}, { edits, safe: true, byDefault: false })];
  });
}
