// A plan guessed for a kernel: in comes the Model of a source, out comes one launch with sensible sizes and contents, to be
// looked at and changed in a form. The same guesses as the host program's, as numbers.
import type { Fallible } from '@/lib/core/problem';
import type { Model } from '@/lib/cuda';
import { elementType, isFloat, scalarBytes } from './element-types';
import type { Argument } from './host-arguments';
import { guessLaunch, type LaunchGuess } from './host-program';
import { type Axis, elementFactors, factorValue, gridAxes } from './host-shape';
import type { Init, PlanArgument, PlanLaunch } from './plan';

/** @param kernelName as in the Model; the first kernel that arguments can be made for when absent */
export function guessPlan(model: Model, kernelName?: string): Fallible<PlanLaunch> {
  const { value: guess, problems } = guessLaunch(model, kernelName);
  if (!guess) return { problems };
  return { value: launchOf(guess), problems };
}

function launchOf({ kernel, args, geometry, block, shared }: LaunchGuess): PlanLaunch {
  const elements = elementFactors(args.sizes, geometry).reduce<number>(
    (product, factor) => product * factorValue(factor),
    1,
  );
  const blocks = ({ of, covers }: Axis, axis: number) => {
    const extent = of === 'elements' ? elements : factorValue(of);
    return covers ? Math.ceil(extent / (block[axis] ?? 1)) : extent;
  };
  const hasArguments = args.inOrder.length > 0;
  const [x = 1, y = 1, z = 1] = gridAxes(args.sizes, geometry, hasArguments).map(blocks);
  const dynamic = shared.find(({ isExtern }) => isExtern);
  const threads = block[0] * block[1] * block[2];
  const shape = dynamic && elementType(dynamic.type);
  const each = shape && shape.scalar !== 'byte' ? scalarBytes[shape.scalar] * shape.lanes : 8;
  const template = args.template.length > 0 ? `<${args.template.join(', ')}>` : '';
  return {
    kernel: `${kernel.qualifiedName}${template}`,
    grid: [x, y, z],
    block: [block[0], block[1], block[2]],
    // Two values for each thread: a guess.
    ...(dynamic && { sharedBytes: 2 * threads * each }),
    args: args.inOrder.map((argument, i) => argumentOf(argument, elements, i + 1)),
  };
}

function argumentOf(argument: Argument, elements: number, seed: number): PlanArgument {
  if ('scalar' in argument) {
    const { name, type, value } = argument.scalar;
    return { name, type, kind: 'scalar', role: 'in', init: scalarInit(value) };
  }
  const { name, type, element, isInput, fill, texture } = argument.buffer;
  const size = texture === 1 ? [elements] : texture === 2 ? [64, 64] : [16, 16, 16];
  const init: Init =
    fill === 'zeros'
      ? { kind: 'zeros' }
      : fill === 'indices'
        ? { kind: 'iota', min: 0, step: 1 }
        : {
            kind: 'random',
            seed,
            min: 0,
            max: isFloat(element.scalar) || element.scalar === 'bool' ? 1 : 100,
          };
  const known = elementType(type).scalar !== 'byte' || /^(bytes|void|struct )/.test(type);
  return {
    name,
    type: known ? type : `struct ${type}`,
    kind: 'buffer',
    length: texture ? size.reduce((product, one) => product * one, 1) : elements,
    ...(texture && { texture: { size } }),
    role: isInput ? 'in' : fill === 'zeros' ? 'out' : 'inout',
    init,
  };
}

/** `2.0f`, `true`, `make_float4(1, 2, 3, 4)`, `__float2half(1.5f)` as a plan says them. */
function scalarInit(value: string): Init {
  if (value === 'true') return { kind: 'constant', value: 1 };
  if (/^(make_|dim3)/.test(value)) return { kind: 'iota', min: 1, step: 1 };
  const number = Number(/-?\d+(?:\.\d*)?(?:e[-+]?\d+)?/i.exec(value.replace(/^\w+\(/, ''))?.[0]);
  return { kind: 'constant', value: Number.isFinite(number) ? number : 0 };
}
