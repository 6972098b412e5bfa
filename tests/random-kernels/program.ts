// Random kernels: in comes a seed, out comes one kernel in CUDA with the functions and structs that it uses, all named after the
// seed so that many stand in one file. Two blocks of threads, every output written by each thread at its own place.
import { sums } from './atomics';
import { type Chance, chanceFrom } from './chance';
import { type Callable, condition, expressionOf } from './expressions';
import { makeFunction, makeTable } from './functions';
import { meetingText } from './meetings';
import { type NumberType, written } from './number-types';
import { makeRecord } from './records';
import { allLanes, type Block, type Changer, type Growing, indented, inside, type Shape } from './scope';
import { bodyOf } from './shapes';
import { declare } from './statements';
import { tileText } from './tiles';
import { viewText } from './views';

export type RandomKernel = { readonly name: string; readonly text: string; readonly block: Block };

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
  { name: 'om', type: 'u32' },
] as const satisfies readonly { name: string; type: NumberType }[];
export const blocks = 2;
/** Bytes of the launch's own shared memory: eight for each thread of the largest block. */
export const poolBytes = 8 * 128;

/** Stands once before all kernels of a file. */
export const preface = `${tileText}${viewText}${meetingText}`;

const shapesOfBlocks = [
  [32, 1, 1],
  [64, 1, 1],
  [96, 1, 1],
  [128, 1, 1],
  [16, 2, 1],
  [8, 8, 1],
  [4, 4, 4],
  [12, 8, 1],
  [16, 4, 2],
] as const;

type Known = {
  readonly functions: readonly Callable[];
  readonly changers: readonly Changer[];
  readonly brief: boolean;
};

/** An empty scope, with names of its own after `stem`. */
function scopeOf(chance: Chance, stem: string, known: Known, body: Growing['body'], block?: Block): Growing {
  let count = 0;
  return {
    chance,
    names: [],
    places: [],
    evens: [],
    evenPlaces: [],
    arrays: [],
    functions: [...known.functions],
    changers: [...known.changers],
    brief: known.brief,
    flow: { together: 'alone', leave: [] },
    ...(block && { block }),
    mixed: block && 'mixed',
    result: () => (block ? 'om[t] = mixed; return;' : 'return;'),
    fresh: (name) => `${name}${stem}_${count++}`,
    body,
  };
}

function pickBlock(chance: Chance): Block {
  const [x, y, z] = chance.pick(shapesOfBlocks);
  return { x, y, z, threads: x * y * z };
}

/** @param warp with 64 lanes nothing is done that CUDA's masks of 32 bits are for; tiles of cooperative groups are */
export function randomKernel(seed: number, warp: 32 | 64 = 32): RandomKernel {
  const chance = chanceFrom(seed);
  const brief = chance.of100(50);
  const functions: Callable[] = [];
  const changers: Changer[] = [];
  const texts: string[] = [];
  const plain = bodyOf([], warp);
  for (let n = 0; n < chance.int(0, 3); n++) {
    const scope = scopeOf(chance, `${seed}f${n}`, { functions, changers, brief }, plain);
    const made = makeFunction(scope, `f${seed}_${n}`);
    texts.push(made.text);
    if (made.function) functions.push(made.function);
    if (made.changer) changers.push(made.changer);
  }
  const shapes: Shape[] = [];
  if (chance.of100(40)) {
    let parts = 0;
    const record = makeRecord(
      () => scopeOf(chance, `${seed}s${parts++}`, { functions: [], changers: [], brief }, plain),
      seed,
    );
    texts.push(record.text);
    shapes.push(record.shape);
  }
  const block = pickBlock(chance);
  const scope = scopeOf(chance, `${seed}`, { functions, changers, brief }, bodyOf(shapes, warp), block);
  if (chance.of100(40)) {
    const table = makeTable(scope, `table${seed}`);
    texts.push(table.text);
    scope.names.push({ text: table.read(chance.pick(['t', 'n', 'lane'])), type: table.type });
    scope.evens.push({ text: table.read('n'), type: table.type });
  }
  const lines = kernelLines(scope, block, warp);
  const parameters = [
    'int n',
    ...inputs.map(({ name, type }) => `const ${written[type]} *${name}`),
    ...[...sums, ...outputs].map(({ name, type }) => `${written[type]} *${name}`),
  ];
  const text = `${texts.join('')}__global__ void k${seed}(${parameters.join(', ')}) {
${indented(lines).join('\n')}
}
`;
  return { name: `k${seed}`, text, block };
}

function kernelLines(scope: Growing, block: Block, warp: 32 | 64): string[] {
  const { chance } = scope;
  const place = () => `(t * ${chance.int(1, 7)}) & ${inputLength - 1}`;
  scope.names.push(
    { text: 't', type: 'i32' },
    { text: 'threadIdx.x', type: 'u32' },
    { text: 'lane', type: 'i32' },
  );
  for (const { name, type } of inputs) scope.names.push({ text: `${name}[${place()}]`, type });
  const evens = [
    { text: 'n', type: 'i32' },
    { text: 'blockIdx.x', type: 'u32' },
    { text: `c[${chance.int(0, 63)}]`, type: 'i32' },
    { text: 'b[blockIdx.x]', type: 'u16' },
  ] as const;
  scope.names.push(...evens);
  scope.evens.push(...evens);
  const lines = [
    `const int tid = (int)((threadIdx.z * ${block.y} + threadIdx.y) * ${block.x} + threadIdx.x);`,
    `const int t = (int)blockIdx.x * ${block.threads} + tid;`,
    'const int lane = tid & 31;',
    'unsigned int mixed = 0;',
  ];
  for (const type of ['i32', 'u32', 'f32', 'i16', 'u64'] as const) lines.push(declare(scope, type));
  const together: Growing = {
    ...scope,
    flow: { together: 'block', mask: allLanes, leave: chance.of100(15) ? ['return'] : [] },
  };
  const [most, depth] = scope.brief ? [10, 4] : [6, 3];
  lines.push(...scope.body(together, depth, chance.int(3, most)));
  lines.push(...(warp === 32 ? ending(scope) : []));
  for (const { name, type } of outputs)
    lines.push(`${name}[t] = ${name === 'om' ? 'mixed' : expressionOf(scope, 3, type)};`);
  return lines;
}

/** Barriers that those threads pass who have not left, with something in between that lanes do together. */
function metAgain(scope: Growing, mask: string): string[] {
  const { chance } = scope;
  const [i, met] = [scope.fresh('i'), scope.fresh('met')];
  const between = inside(scope, { together: 'lanes', mask, leave: [] }, 1, chance.int(1, 2));
  const lines = [
    `int ${met} = 0;`,
    `for (int ${i} = 0; ${i} < ${chance.int(1, 3)}; ${i}++) {`,
    ...between,
    `  ${met} += __syncthreads_${chance.pick(['count', 'and', 'or'])}(${condition(scope, 2)}) != 0;`,
    '}',
  ];
  scope.names.push({ text: met, type: 'i32' });
  return lines;
}

/** No shared memory of the block any more: now threads may leave, told to the others of their warp or not; never a whole warp. */
function ending(scope: Growing): string[] {
  const { chance } = scope;
  const lines: string[] = [];
  let mask = allLanes;
  if (chance.of100(40)) {
    const [stay, left] = [scope.fresh('stay'), scope.fresh('left')];
    lines.push(
      `const bool ${stay} = lane == 5 || ${condition(scope, 2)};`,
      `const unsigned int ${left} = __ballot_sync(${mask}, ${stay});`,
      `if (!${stay}) { ${scope.result()} }`,
    );
    mask = left;
    if (chance.of100(60)) lines.push(...metAgain(scope, left));
  }
  lines.push(...scope.body({ ...scope, flow: { together: 'lanes', mask, leave: [] } }, 2, chance.int(1, 2)));
  if (chance.of100(50))
    lines.push(...scope.body({ ...scope, flow: { together: 'alone', leave: ['return'] } }, 2, 2));
  return lines;
}
