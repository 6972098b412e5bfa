// Random kernels: in comes a seed, out comes one kernel in CUDA with the functions and structs that it uses, all named after the
// seed so that many stand in one file. Two blocks of threads, every output written by each thread at its own place.
import { type Chance, chanceFrom } from './chance';
import { type Callable, expressionOf, integerExpression } from './expressions';
import { integerTypes, type NumberType, written } from './number-types';
import { declare, type Growing, statements, together, within } from './statements';

export type RandomKernel = { readonly name: string; readonly text: string; readonly threads: number };

/** Parameters of every kernel, with how many elements each buffer has. */
export const inputs = [
  { name: 'a', type: 'i8' },
  { name: 'b', type: 'u16' },
  { name: 'c', type: 'i32' },
  { name: 'd', type: 'u64' },
  { name: 'e', type: 'f32' },
  { name: 'f', type: 'f64' },
] as const satisfies readonly { name: string; type: NumberType }[];
export const inputLength = 64;
export const outputs = [
  { name: 'oi', type: 'i32' },
  { name: 'ol', type: 'u64' },
  { name: 'os', type: 'i16' },
  { name: 'of', type: 'f32' },
  { name: 'od', type: 'f64' },
] as const satisfies readonly { name: string; type: NumberType }[];
export const blocks = 2;
/** Sums of all threads, by atomics on unsigned numbers: their order does not matter. */
export const sums = 4;

function growing(chance: Chance, seed: number, functions: readonly Callable[]): Growing {
  let count = 0;
  return {
    chance,
    names: [],
    places: [],
    arrays: [],
    functions,
    fresh: (stem) => `${stem}${seed}_${count++}`,
  };
}

const anyType = [...integerTypes, 'f32', 'f64', 'bool'] as const;

/** A function of numbers; some are templates, some change what they are given by reference. */
function makeFunction(
  chance: Chance,
  seed: number,
  n: number,
  known: readonly Callable[],
): { text: string; made: Callable } {
  const name = `f${seed}_${n}`;
  const kind = chance.int(0, 3);
  if (kind === 0) {
    const type = chance.pick(integerTypes);
    const text = `template <typename T> __device__ T ${name}_of(T a, T b) {
  T c = a < b ? (T)(a | b) : (T)(a ^ b);
  for (int i = 0; i < ${chance.int(1, 4)}; i++) c = (T)((c >> 1) ^ (T)(b & (T)${chance.int(1, 100)}));
  return c;
}
`;
    return { text, made: { name: `${name}_of<${written[type]}>`, takes: [type, type], gives: type } };
  }
  const takes = Array.from({ length: chance.int(1, 3) }, () => chance.pick(anyType));
  const gives = chance.pick(anyType);
  const scope = growing(chance, seed * 100 + n, known);
  takes.forEach((type, i) => {
    scope.names.push({ text: `p${i}`, type });
    scope.places.push({ text: `p${i}`, type });
  });
  const body = statements(scope, 2, chance.int(1, 4));
  const early = chance.of100(30)
    ? [`if (${integerExpression(scope, 2).text} > 5) return ${expressionOf(scope, 2, gives)};`]
    : [];
  const lines = [...body, ...early, `return ${expressionOf(scope, 3, gives)};`];
  const parameters = takes.map((type, i) => `${written[type]} p${i}`).join(', ');
  const inner = lines.map((line) => `  ${line}\n`).join('');
  if (kind === 1) {
    const times = chance.int(1, 4);
    const text = `template <int N> __device__ ${written[gives]} ${name}_n(${parameters}) {
${inner.replace(/return ([^;]*);\n$/, (_all, value: string) => `${written[gives]} result = ${value};\n  for (int i = 0; i < N; i++) result = (${written[gives]})(result ${gives === 'bool' ? '!= (i == 1)' : gives === 'f32' || gives === 'f64' ? '* 0.5f' : '^ i'});\n  return result;\n`)}}
`;
    return { text, made: { name: `${name}_n<${times}>`, takes, gives } };
  }
  return {
    text: `__device__ ${chance.of100(30) ? '__noinline__ ' : ''}${written[gives]} ${name}(${parameters}) {\n${inner}}\n`,
    made: { name, takes, gives },
  };
}

/** A struct with members of several widths and a method, and functions that take it by value, by reference and give it back. */
function makeStruct(chance: Chance, seed: number): { text: string; members: readonly NumberType[] } {
  const members = Array.from({ length: chance.int(2, 5) }, () => chance.pick(anyType));
  const scope = growing(chance, seed * 100 + 50, []);
  members.forEach((type, i) => {
    scope.names.push({ text: `m${i}`, type });
  });
  const outside = growing(chance, seed * 100 + 60, []);
  members.forEach((type, i) => {
    outside.names.push({ text: `s.m${i}`, type });
    outside.places.push({ text: `s.m${i}`, type });
  });
  const changes = statements(outside, 1, 3).map((line) => `  ${line}\n`);
  const text = `struct S${seed} {
${members.map((type, i) => `  ${written[type]} m${i};\n`).join('')}  __device__ long long mix() const { return (long long)(${integerExpression(scope, 3).text}); }
};
__device__ S${seed} change${seed}(S${seed} s) {
${changes.join('')}  return s;
}
__device__ void touch${seed}(S${seed} &s, ${written[members[0] as NumberType]} by) { s.m0 = by; }
`;
  return { text, members };
}

export function randomKernel(seed: number): RandomKernel {
  const chance = chanceFrom(seed);
  const functions: Callable[] = [];
  const texts: string[] = [];
  for (let n = 0; n < chance.int(0, 3); n++) {
    const { text, made } = makeFunction(chance, seed, n, [...functions]);
    texts.push(text);
    functions.push(made);
  }
  const struct = chance.of100(50) ? makeStruct(chance, seed) : undefined;
  if (struct) texts.push(struct.text);
  const threads = chance.pick([32, 64, 96, 128]);
  const scope = growing(chance, seed, functions);
  scope.names.push({ text: 't', type: 'i32' }, { text: 'threadIdx.x', type: 'u32' });
  for (const { name, type } of inputs)
    scope.names.push({ text: `${name}[(t * ${chance.int(1, 7)}) & ${inputLength - 1}]`, type });
  const lines = ['const int t = (int)(blockIdx.x * blockDim.x + threadIdx.x);'];
  for (const type of ['i32', 'u32', 'f32', 'i16', 'u64'] as const) lines.push(declare(scope, type));
  if (struct) lines.push(...structUsed(scope, seed, struct.members));
  const phases = chance.int(1, 3);
  for (let phase = 0; phase < phases; phase++) {
    lines.push(...statements(scope, 3, chance.int(2, 5)), ...together(scope, threads));
    if (chance.of100(25)) lines.push(...roundsTogether(scope, threads));
  }
  lines.push(...statements(scope, 2, 2));
  lines.push(
    `atomicAdd(&sums[${chance.int(0, sums - 1)}], (unsigned int)${integerExpression(scope, 2).text});`,
  );
  if (chance.of100(20)) lines.push(`if ((${integerExpression(scope, 2).text} & 7) == 5) return;`);
  for (const { name, type } of outputs) lines.push(`${name}[t] = ${expressionOf(scope, 3, type)};`);
  const parameters = [
    ...inputs.map(({ name, type }) => `const ${written[type]} *${name}`),
    'unsigned int *sums',
    ...outputs.map(({ name, type }) => `${written[type]} *${name}`),
  ];
  const text = `${texts.join('')}__global__ void k${seed}(${parameters.join(', ')}) {
${lines.map((line) => `  ${line}\n`).join('')}}
`;
  return { name: `k${seed}`, text, threads };
}

function structUsed(scope: Growing, seed: number, members: readonly NumberType[]): string[] {
  const name = scope.fresh('s');
  const filled = members.map((type) => `(${written[type]})(${expressionOf(scope, 2, type)})`).join(', ');
  const lines = [`S${seed} ${name} = {${filled}};`, `${name} = change${seed}(${name});`];
  if (scope.chance.of100(50))
    lines.push(
      `touch${seed}(${name}, (${written[members[0] as NumberType]})(${expressionOf(scope, 2, members[0] as NumberType)}));`,
    );
  members.forEach((type, i) => {
    scope.names.push({ text: `${name}.m${i}`, type });
    scope.places.push({ text: `${name}.m${i}`, type });
  });
  scope.names.push({ text: `${name}.mix()`, type: 'i64' });
  return lines;
}

/** A loop that every thread takes equally often, with a meeting of the block inside. */
function roundsTogether(scope: Growing, threads: number): string[] {
  const { chance } = scope;
  const i = scope.fresh('i');
  const inside = within(scope, () => {
    scope.names.push({ text: i, type: 'i32' });
    return [...together(scope, threads), ...statements(scope, 1, 2)];
  });
  return [
    `for (int ${i} = 0; ${i} < ${chance.int(2, 4)}; ${i}++) {`,
    ...inside.map((line) => `  ${line}`),
    '}',
  ];
}
