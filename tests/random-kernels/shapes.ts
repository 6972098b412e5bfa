// All shapes of statements of random kernels, and bodies made of them: what may stand in a place by who comes by there.
import { atomicShapes } from './atomics';
import { effectShapes } from './effects';
import { type Expression, fromFloat } from './expressions';
import { flowShapes } from './flow';
import { laneShapes } from './lanes';
import { meetingShapes } from './meetings';
import { isFloatType } from './number-types';
import type { Growing, Shape } from './scope';
import { plainShapes } from './statements';
import { tileShapes } from './tiles';
import { viewShapes } from './views';

const shapes: readonly Shape[] = [
  ...plainShapes,
  ...flowShapes,
  ...effectShapes,
  ...viewShapes,
  ...atomicShapes,
  ...laneShapes,
  ...tileShapes,
  ...meetingShapes,
];
const order = { alone: 0, lanes: 1, block: 2 } as const;

/** Some of what was declared here is seen in the end, whatever becomes of it. */
function mixing({ chance, mixed }: Growing, names: readonly Expression[]): string[] {
  if (!mixed) return [];
  return names
    .filter(() => chance.of100(40))
    .slice(0, 3)
    .map((name) => {
      const { text } = isFloatType(name.type) ? fromFloat('i32', name) : name;
      return `${mixed} = ${mixed} * 31u + (unsigned int)${text};`;
    });
}

/** @param more shapes of one program, with the structs that it declares */
export function bodyOf(more: readonly Shape[], warp: 32 | 64): Growing['body'] {
  const all = [...shapes, ...more];
  const known = warp === 32 ? all : all.filter((shape) => !laneShapes.includes(shape));
  return (scope, depth, count) => {
    const here = order[scope.flow.together];
    const may = known.filter(
      ({ where, deep, inKernel }) =>
        order[where] <= here && (!deep || depth > 0) && (!inKernel || scope.block !== undefined),
    );
    // What all do together comes as often there as all that each does alone.
    const lines: string[] = [];
    const before = scope.names.length;
    for (let n = 0; n < count; n++) {
      const own = scope.chance.of100(50) ? may.filter(({ where }) => order[where] === here) : may;
      let at = scope.chance.int(
        1,
        own.reduce((sum, { weight }) => sum + weight, 0),
      );
      const shape = own.find(({ weight }) => {
        at -= weight;
        return at <= 0;
      }) as Shape;
      lines.push(...shape.make(scope, depth));
    }
    return [...lines, ...mixing(scope, scope.names.slice(before))];
  };
}
