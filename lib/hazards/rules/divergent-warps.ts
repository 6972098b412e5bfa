// Warp functions in branches that only some lanes of a warp take: what a mask promises there, and what a lane that does
// not take part gives, differ between CUDA and HIP.
import { P } from '@/lib/cuda';
import { type Body, variance } from '../body';
import { type Branch, spanOfTokens, tokensIn } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';
import { shuffles, shufflesWithMask, votesWithMask } from '../warp';

const warpCalls = /^__(?:shfl(?:_up|_down|_xor)?(?:_sync)?|(?:ballot|any|all)_sync)$/;

export const divergentWarps: Hazard = {
  code: 'partial-mask-sync',
  also: ['shfl-out-of-range-lane', 'activemask-as-mask'],
  find: (scene) => [...inBranches(scene), ...snapshots(scene)],
};

function inBranches(scene: Scene): Finding[] {
  const calls = scene.uses(warpCalls).filter(({ role, where }) => role === 'call' && where === 'code');
  if (calls.length === 0) return [];
  return scene.deviceBodies().flatMap((body) => {
    const { path } = body.file;
    const own = calls.filter(({ span }) => span.file === path && tokenIn(body, span.start));
    const found: Finding[] = [];
    for (const { name, span, args } of own) {
      const [at] = tokensIn(body.file.lexed.code, span);
      const branch = body.file
        .control()
        .around(at)
        .find((one) => one.at > body.from && splitsWarps(scene, body, one));
      if (!branch) continue;
      const mask = args?.[0];
      const isFull =
        (shufflesWithMask.test(name) || votesWithMask.test(name)) &&
        mask !== undefined &&
        BigInt.asUintN(32, scene.fold(scene.textAt(mask))?.value ?? 0n) === 0xffffffffn;
      const isShuffle = shuffles.test(name) || shufflesWithMask.test(name);
      if (isFull) found.push(finding('partial-mask-sync', 'note', span, { before: name }));
      else if (isShuffle) found.push(finding('shfl-out-of-range-lane', 'note', span, { before: name }));
    }
    return found;
  });
}

function tokenIn({ file, from, to }: Body, offset: number): boolean {
  const { start, end } = file.lexed.code;
  return offset >= (start[from] as number) && offset < (end[to - 1] as number);
}

/** Whether lanes of one warp may part at this condition; `threadIdx.x < 64` keeps warps whole. */
function splitsWarps(
  scene: Scene,
  { file, varying }: Body,
  { word, condition: [from, to] }: Branch,
): boolean {
  if (word === 'do' || word === 'for' || variance(scene, file, varying, from, to) !== 'thread') return false;
  const { code, start, end } = file.lexed.code;
  for (let i = from; i < to; i++) {
    if (code[i] !== P.less && code[i] !== P.greaterEqual) continue;
    const value = scene.fold(file.text.slice(start[i + 1], end[to - 1]))?.value;
    if (value !== undefined && value % 32n === 0n) return false;
  }
  return true;
}

/** The active lanes taken for the lanes that belong together. */
function snapshots(scene: Scene): Finding[] {
  return scene
    .usesOf('__activemask')
    .filter(({ role, where }) => role === 'call' && where === 'code')
    .flatMap((use) => {
      const file = scene.fileOf(use.span.file);
      const [at] = tokensIn(file.lexed.code, use.span);
      const { code, names } = file.lexed.code;
      // As the first argument of a warp function, or kept in a variable that becomes one.
      const isArgument = code[at - 1] === P.openParen && /_sync$/.test(names[at - 2] ?? '');
      const variable = code[at - 1] === P.becomes ? names[at - 2] : undefined;
      const isMask =
        isArgument ||
        (variable !== undefined &&
          variable !== '' &&
          file
            .tokensOf(variable)
            .some((token) => code[token - 1] === P.openParen && /_sync$/.test(names[token - 2] ?? '')));
      return isMask ? [finding('activemask-as-mask', 'note', spanOfTokens(file, at, at + 1))] : [];
    });
}
