// Barriers that not every thread of the block reaches: under a condition that differs between threads, or behind a
// return that some of them take. A wavefront counts as one at the barrier, so the two worlds fail in different ways.
import { type Body, variance } from '../body';
import type { Branch } from '../control';
import { spanOfTokens } from '../control';
import { type Finding, finding, type Hazard } from '../finding';
import type { Scene } from '../scene';
import { guardedReturn } from './early-return';

const barriers = ['__syncthreads', '__syncthreads_count', '__syncthreads_and', '__syncthreads_or'];

export const barriersReached: Hazard = {
  code: 'barrier-divergent',
  also: ['early-return-before-barrier'],
  find: (scene) =>
    scene.deviceBodies().flatMap((body) => {
      const places = barriers
        .flatMap((name) => body.file.tokensOf(name))
        .filter((at) => at > body.from && at < body.to);
      if (places.length === 0) return [];
      return [
        ...places.flatMap((at) => divergent(scene, body, at)),
        ...earlyReturn(scene, body, Math.max(...places)),
      ];
    }),
};

function differs(scene: Scene, { file, varying }: Body, { condition }: Branch): boolean {
  return variance(scene, file, varying, condition[0], condition[1]) !== undefined;
}

/** Conditions around a token, inside its function. */
function aroundIn(body: Body, at: number): Branch[] {
  return body.file
    .control()
    .around(at)
    .filter((branch) => branch.at > body.from && branch.body[1] <= body.to);
}

function divergent(scene: Scene, body: Body, at: number): Finding[] {
  const branch = aroundIn(body, at).find((one) => one.word !== 'do' && differs(scene, body, one));
  if (!branch) return [];
  const isLoop = branch.word === 'for' || branch.word === 'while';
  return [
    finding('barrier-divergent', isLoop ? 'note' : 'warning', spanOfTokens(body.file, at, at + 1), {
      kind: isLoop ? 'loop' : 'condition',
    }),
  ];
}

function earlyReturn(scene: Scene, body: Body, lastBarrier: number): Finding[] {
  const at = body.file
    .tokensOf('return')
    .find(
      (token) =>
        token > body.from &&
        token < lastBarrier &&
        aroundIn(body, token).some(
          (branch) => branch.word === 'if' && branch.body[1] <= lastBarrier && differs(scene, body, branch),
        ),
    );
  if (at === undefined) return [];
  const edits = guardedReturn(body, at);
  const fix = edits && { edits, safe: false, byDefault: false };
  return [finding('early-return-before-barrier', 'note', spanOfTokens(body.file, at, at + 1), {}, fix)];
}
