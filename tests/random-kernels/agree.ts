// Many random kernels at once: in come seeds, out comes where the three roads differ. One file, one plan with a launch each,
// one build of either kind.
import type { CudaParser } from '@/lib/cuda';
import type { Plan, PlanArgument, PlanLaunch } from '@/lib/run/plan';
import { sums } from './atomics';
import { chanceFrom } from './chance';
import { type NumberType, written } from './number-types';
import {
  blocks,
  inputLength,
  inputs,
  outputs,
  poolBytes,
  preface,
  type RandomKernel,
  randomKernel,
} from './program';
import { asCpp, compiled, interpreted, type Ran, type Warp } from './roads';

const bytesOf: Readonly<Record<string, number>> = {
  i8: 1,
  i16: 2,
  u16: 2,
  i32: 4,
  u32: 4,
  u64: 8,
  f32: 4,
  f64: 8,
};

/** What a kernel leaves. */
const results = [...sums, ...outputs];

/** What one road gave for one kernel: the bytes of each output, or why there are none. */
type Result = Readonly<Record<string, Uint8Array>> | string;
export type Disagreement = { readonly seed: number; readonly what: string };

/** Full-width bits for integers; floats between -8 and 8, in steps that are exact. */
function inputBytes(type: NumberType): Uint8Array {
  const chance = chanceFrom(4711 + type.charCodeAt(0) * 100 + Number(type.slice(1)));
  const view = new DataView(new ArrayBuffer(inputLength * (bytesOf[type] as number)));
  for (let i = 0; i < inputLength; i++) {
    if (type === 'f32') view.setFloat32(4 * i, chance.int(-8192, 8192) / 1024, true);
    else if (type === 'f64') view.setFloat64(8 * i, chance.int(-8192, 8192) / 1024, true);
    else
      for (let k = 0; k < (bytesOf[type] as number); k++)
        view.setUint8(i * (bytesOf[type] as number) + k, chance.int(0, 255));
  }
  return new Uint8Array(view.buffer);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function launchOf(kernel: RandomKernel): PlanLaunch {
  const own = (name: string) => `${name}_${kernel.name}`;
  const args: PlanArgument[] = [
    { name: 'n', type: 'int', kind: 'scalar', role: 'in', init: { kind: 'constant', value: 7 } },
    ...inputs.map(
      ({ name, type }): PlanArgument => ({
        name,
        type: written[type],
        kind: 'buffer',
        length: inputLength,
        role: 'in',
        init: { kind: 'data', base64: base64(inputBytes(type)) },
      }),
    ),
    ...sums.map(
      ({ name, type, length }): PlanArgument => ({
        name: own(name),
        type: written[type],
        kind: 'buffer',
        length,
        role: 'inout',
        init: { kind: 'zeros' },
      }),
    ),
    ...outputs.map(
      ({ name, type }): PlanArgument => ({
        name: own(name),
        type: written[type],
        kind: 'buffer',
        length: blocks * kernel.block.threads,
        role: 'inout',
        init: { kind: 'zeros' },
      }),
    ),
  ];
  const { x, y, z } = kernel.block;
  return { kernel: kernel.name, grid: [blocks, 1, 1], block: [x, y, z], sharedBytes: poolBytes, args };
}

/** Of each kernel its own outputs. */
function perKernel(kernels: readonly RandomKernel[], ran: Ran): Result[] {
  if (typeof ran === 'string') return kernels.map(() => ran);
  return kernels.map(({ name }) =>
    Object.fromEntries(
      results.flatMap(({ name: output }) => {
        const bytes = ran.get(`${output}_${name}`);
        return bytes ? [[output, bytes]] : [];
      }),
    ),
  );
}

/** The first element in which two results of one kernel differ: integers by their bits, floats by their value. */
function difference(a: Result, b: Result): string | undefined {
  if (typeof a === 'string' || typeof b === 'string')
    return a === b
      ? undefined
      : `${typeof a === 'string' ? a : 'results'} against ${typeof b === 'string' ? b : 'results'}`;
  for (const { name, type } of results) {
    const [x, y] = [a[name], b[name]];
    if (!x || !y || x.length !== y.length || x.length === 0) return `${name} is missing`;
    const size = bytesOf[type] as number;
    const value = (bytes: Uint8Array, i: number): number | bigint => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (type === 'f32') return view.getFloat32(i * size, true);
      if (type === 'f64') return view.getFloat64(i * size, true);
      if (size === 8) return view.getBigUint64(i * size, true);
      return size === 4 ? view.getInt32(i * size, true) : view.getInt16(i * size, true);
    };
    for (let i = 0; i < x.length / size; i++) {
      const [left, right] = [value(x, i), value(y, i)];
      if (left !== right && !(Number.isNaN(left) && Number.isNaN(right)))
        return `${name}[${i}]: ${left} against ${right}`;
    }
  }
  return undefined;
}

export function programOf(
  seeds: readonly number[],
  warp: Warp = 32,
): { text: string; plan: Plan; kernels: RandomKernel[] } {
  const kernels = seeds.map((seed) => randomKernel(seed, warp));
  return {
    text: `${preface}${kernels.map(({ text }) => text).join('\n')}`,
    plan: { launches: kernels.map(launchOf) },
    kernels,
  };
}

/** @param roads which of `cpp` and the CPU runtime's build the interpreter is held against; that build has 32 lanes */
export async function disagreements(
  seeds: readonly number[],
  parser: CudaParser,
  roads: { readonly cpp?: string; readonly cuda: boolean },
  warp: Warp = 32,
): Promise<Disagreement[]> {
  const { text, plan, kernels } = programOf(seeds, warp);
  const { ran, accused } = interpreted(text, plan, warp);
  const reference = perKernel(kernels, ran).map((own, i) => accused.get(kernels[i]?.name ?? '') ?? own);
  const found: Disagreement[] = [];
  reference.forEach((own, i) => {
    if (typeof own === 'string') found.push({ seed: seeds[i] as number, what: `interpreter: ${own}` });
  });
  const hold = (road: string, given: readonly Result[]) => {
    for (const [i, seed] of seeds.entries()) {
      const [a, b] = [reference[i] as Result, given[i] as Result];
      const differs = typeof a === 'string' ? undefined : difference(a, b);
      if (differs) found.push({ seed, what: `interpreter against ${road}: ${differs}` });
    }
  };
  if (roads.cpp) hold('cpp', perKernel(kernels, asCpp(text, plan, roads.cpp, warp)));
  if (roads.cuda) hold('CUDA on the CPU', perKernel(kernels, await compiled(text, plan, parser)));
  return found;
}
