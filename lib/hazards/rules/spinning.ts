// Loops that wait for another thread: for a lock that a lane of the same wavefront may hold, for blocks that may not run
// yet, for a volatile flag. AMD hardware promises none of the progress that these need.
import { P } from '@/lib/cuda';
import { type Body, variance } from '../body';
import { type Branch, spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';

export const spinning: Hazard = {
  code: 'its-spinlock',
  also: ['inter-block-spin', 'volatile-as-sync'],
  find: (scene) =>
    scene.deviceBodies().flatMap((body) => loops(body).flatMap((loop) => judge(scene, body, loop))),
};

/** `while` loops with an empty body, and the bodies' ends of `do`. */
function loops(body: Body): Branch[] {
  const { branches } = body.file.control();
  const tails = new Set(branches.filter(({ word }) => word === 'do').map(({ body: own }) => own[1]));
  return branches.filter(
    ({ word, at, body: [from, to] }) =>
      word === 'while' && at > body.from && to <= body.to && !tails.has(at) && isEmpty(body, from, to),
  );
}

/** Nothing, or what only passes time. */
function isEmpty({ file }: Body, from: number, to: number): boolean {
  const { names, code } = file.lexed.code;
  for (let i = from; i < to; i++)
    if (
      names[i] ? !/^(?:__nanosleep|__threadfence|continue)$/.test(names[i] as string) : code[i] === P.becomes
    )
      return false;
  return true;
}

function judge(scene: Scene, body: Body, { at, condition: [from, to] }: Branch): Finding[] {
  const { file, locals } = body;
  const { names, code } = file.lexed.code;
  const span = spanOfTokens(file, at, to + 1);
  const words = names.slice(from, to).filter((name) => name !== '');
  const lock = words.find((name) => name === 'atomicCAS' || name === 'atomicExch');
  const asks = words.some(
    (name) => name.startsWith('atomic') || name === 'volatile' || locals.get(name)?.isVolatile,
  );
  if (words.includes('gridDim') && asks)
    return scene.uses(/^c(?:u|uda)LaunchCooperativeKernel/).length > 0
      ? []
      : [finding('inter-block-spin', 'warning', span)];
  if (lock)
    return isOneThread(scene, body, at) || !takesLock(scene, body, from, to)
      ? []
      : [finding('its-spinlock', 'warning', span)];
  const isFlag = words.some((name) => name === 'volatile' || locals.get(name)?.isVolatile);
  const reads = code.slice(from, to).some((c) => c === P.star || c === P.openBracket || c === P.arrow);
  return isFlag && reads ? [finding('volatile-as-sync', 'note', span)] : [];
}

/** `if (threadIdx.x == 0)` around it: one thread of the block waits, and no lane beside it. */
function isOneThread(scene: Scene, body: Body, at: number): boolean {
  const { names, code } = body.file.lexed.code;
  return body.file
    .control()
    .around(at)
    .some(({ word, at: own, condition: [from, to] }) => {
      if (word !== 'if' || own < body.from) return false;
      const equal = code.slice(from, to).includes(P.equal) || code.slice(from, to).some((c) => c === 33);
      const names1 = names
        .slice(from, to)
        .some((name) => /^(?:lane|tid|thread|is_?(?:leader|first))/i.test(name));
      return equal && (names1 || variance(scene, body.file, body.varying, from, to) !== undefined);
    });
}

/** A swap of two constants takes a lock; other swaps belong to a loop that computes. */
function takesLock(scene: Scene, { file }: Body, from: number, to: number): boolean {
  const { start, end } = file.lexed.code;
  const inside = (offset: number) => offset >= (start[from] as number) && offset < (end[to - 1] as number);
  return [...scene.usesOf('atomicCAS'), ...scene.usesOf('atomicExch')].some(
    ({ span, args }) =>
      span.file === file.path &&
      inside(span.start) &&
      args !== undefined &&
      args.length >= 2 &&
      args.slice(1).every((arg) => scene.fold(scene.textAt(arg)) !== undefined),
  );
}
