// The device's warp size asked for on the host, in a program whose warp functions the port keeps to 32 lanes.
import { P } from '@/lib/cuda';
import { finding, type Hazard } from '../finding';
import { portsToWidth32 } from '../warp';

export const warpsizeOnHost: Hazard = {
  code: 'warpsize-on-host',
  find: (scene) => {
    if (!portsToWidth32(scene)) return [];
    const members = scene.files.flatMap(({ path, lexed, conditions }) => {
      const { names, code, start, end } = lexed.code;
      return names.flatMap((name, i) => {
        const isMember = code[i - 1] === P.dot || code[i - 1] === P.arrow;
        if (name !== 'warpSize' || !isMember || !conditions.isLive(start[i] as number)) return [];
        return [{ file: path, start: start[i] as number, end: end[i] as number }];
      });
    });
    const attributes = scene.uses(/^cudaDevAttrWarpSize$/).map(({ span }) => span);
    return [...members, ...attributes].map((span) => finding('warpsize-on-host', 'warning', span));
  },
};
