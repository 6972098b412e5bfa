// Lanes that read each other's shared values step by step with no barrier between: right on old CUDA by luck, and on AMD
// hardware as long as the compiler moves nothing.
import { P } from '@/lib/cuda';
import type { Body } from '../body';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

const syncs = /^(?:__sync\w*|sync|__threadfence\w*|barrier|__builtin_amdgcn_\w+|wave_sync)$/;

export const implicitWarpSync: Hazard = {
  code: 'implicit-warp-sync',
  find: (scene) => scene.deviceBodies().flatMap((body) => unrolled(scene, body)),
};

/** `s[t] += s[t + 16]; s[t] += s[t + 8]; ...`: four steps or more down from 32. */
function unrolled(scene: Scene, body: Body): Finding[] {
  const { file, from, to, locals } = body;
  const { code, names, start, end } = file.lexed.code;
  const found: Finding[] = [];
  let steps: { name: string; at: number; offset: bigint; count: number } | undefined;
  for (let i = from; i < to; i++) {
    const name = names[i] as string;
    if (steps && name !== '' && syncs.test(name)) steps = undefined;
    if (name === '' || code[i + 1] !== P.openBracket || !names[i + 2]) continue;
    if (file.text.charCodeAt(start[i + 3] as number) !== 43 || code[i + 5] !== P.closeBracket) continue;
    if ((end[i + 3] as number) - (start[i + 3] as number) !== 1) continue;
    const offset = scene.fold(file.text.slice(start[i + 4], end[i + 4]))?.value;
    if (offset === undefined || ![32n, 16n, 8n, 4n, 2n, 1n].includes(offset)) continue;
    if (!steps || steps.name !== name || offset * 2n !== steps.offset) {
      steps = { name, at: i, offset, count: 1 };
      continue;
    }
    steps.offset = offset;
    if (++steps.count === 4) {
      const isVolatile = locals.get(name)?.isVolatile === true;
      const span = spanOfTokens(file, steps.at, steps.at + 6);
      found.push(finding('implicit-warp-sync', isVolatile ? 'note' : 'warning', span, { array: name }));
    }
  }
  return found;
}
