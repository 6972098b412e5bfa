// Lanes that read each other's shared values step by step with no barrier between: right on old CUDA by luck, and on AMD
// hardware as long as the compiler moves nothing.
import { P } from '@/lib/cuda';
import type { Body } from '../body';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import { put } from '../mending';
import type { Scene } from '../scene';
import { waveFence } from './syncwarp';

const syncs = /^(?:__sync\w*|sync|__threadfence\w*|barrier|__builtin_amdgcn_\w+|wave_sync)$/;

export const implicitWarpSync: Hazard = {
  code: 'implicit-warp-sync',
  find: (scene) => scene.deviceBodies().flatMap((body) => unrolled(scene, body)),
};

/** `s[t] += s[t + 16]; s[t] += s[t + 8]; ...`: four steps or more down from 32. */
function unrolled(scene: Scene, body: Body): Finding[] {
  const { file, from, to } = body;
  const { code, names, start, end } = file.lexed.code;
  const found: Finding[] = [];
  let steps: Steps | undefined;
  const tell = () => {
    if (steps && steps.ends.length >= 4) found.push(told(body, steps));
    steps = undefined;
  };
  for (let i = from; i < to; i++) {
    const name = names[i] as string;
    if (steps && name !== '' && syncs.test(name)) tell();
    if (name === '' || code[i + 1] !== P.openBracket || !names[i + 2]) continue;
    if (file.text.charCodeAt(start[i + 3] as number) !== 43 || code[i + 5] !== P.closeBracket) continue;
    if ((end[i + 3] as number) - (start[i + 3] as number) !== 1) continue;
    const offset = scene.fold(file.text.slice(start[i + 4], end[i + 4]))?.value;
    if (offset === undefined || ![32n, 16n, 8n, 4n, 2n, 1n].includes(offset)) continue;
    if (!steps || steps.name !== name || offset * 2n !== steps.offset) {
      tell();
      steps = { name, at: i, offset, ends: [i + 6] };
      continue;
    }
    steps.offset = offset;
    steps.ends.push(i + 6);
  }
  tell();
  return found;
}

/** Steps found so far: the array, the first of them, the last offset, and the token behind each. */
type Steps = { readonly name: string; readonly at: number; offset: bigint; readonly ends: number[] };

/** Where each step is a statement that ends there, a fence of the wavefront goes behind it. */
function told({ file, locals }: Body, { name, at, ends }: Steps): Finding {
  const { code, end } = file.lexed.code;
  const isVolatile = locals.get(name)?.isVolatile === true;
  const span = spanOfTokens(file, at, at + 6);
  const severity = isVolatile ? 'note' : 'warning';
  const params = { array: name };
  if (!ends.every((token) => code[token] === P.semicolon))
    return finding('implicit-warp-sync', severity, span, params);
  const edits = ends.map((token) => put(span, end[token] as number, ` ${waveFence};`));
  return finding('implicit-warp-sync', severity, span, params, { edits, safe: false, byDefault: false });
}
