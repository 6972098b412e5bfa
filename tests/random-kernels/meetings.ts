// What all threads of a block do together in random kernels: barriers, counts of the block, and shared memory that is handed
// from thread to thread between barriers, as arrays of one or two dimensions and under other types.
import { condition, type Expression, expressionOf, integerExpression } from './expressions';
import { type NumberType, written } from './number-types';
import { evenScope, type Growing, give, type Shape, threadsOf } from './scope';
import { variableTypes } from './statements';

const meet = '__syncthreads();';

/** The same for all threads from here on. */
function giveEven(scope: Growing, type: NumberType, text: string): string {
  const line = give(scope, type, text, 'e');
  scope.evens.push(scope.places.pop() as Expression);
  return `const ${line}`;
}

function count(scope: Growing): string[] {
  const kind = scope.chance.pick(['count', 'and', 'or']);
  const text = `__syncthreads_${kind}(${condition(scope, 2)})`;
  return [giveEven(scope, 'i32', kind === 'count' ? text : `(${text} != 0)`)];
}

const someThread = (scope: Growing) =>
  scope.chance.of100(50)
    ? `(tid + ${scope.chance.int(1, 40)}) % ${threadsOf(scope)}`
    : `(unsigned int)${integerExpression(scope, 2).text} % ${threadsOf(scope)}u`;

function handedOn(scope: Growing): string[] {
  const { chance } = scope;
  const memory = scope.fresh('shared');
  const type = chance.pick(variableTypes);
  const value = expressionOf(scope, 3, type);
  const store = [`__shared__ ${written[type]} ${memory}[${threadsOf(scope)}];`, `${memory}[tid] = ${value};`];
  if (chance.of100(30))
    return [...store, meet, giveEven(scope, type, `${memory}[${chance.int(0, 31)}]`), meet];
  const place = someThread(scope);
  const pointer = scope.fresh('p');
  const read = chance.of100(30)
    ? [`const ${written[type]} *${pointer} = ${memory} + ${place};`, give(scope, type, `*${pointer}`)]
    : [give(scope, type, `${memory}[${place}]`)];
  return [...store, meet, ...read, meet];
}

/** Stored by rows, read by columns. */
function turned(scope: Growing): string[] {
  const { chance } = scope;
  const { x, y, z } = scope.block ?? { x: 1, y: 1, z: 1 };
  const memory = scope.fresh('tile');
  const type = chance.pick(variableTypes);
  const dimensions = `[${z}][${y}][${x + chance.int(0, 1)}]`;
  const [depth, row, column] = [z, y, x].map(
    (size) => `[(unsigned int)(${integerExpression(scope, 1).text}) % ${size}u]`,
  );
  return [
    `__shared__ ${written[type]} ${memory}${dimensions};`,
    `${memory}[threadIdx.z][threadIdx.y][threadIdx.x] = ${expressionOf(scope, 2, type)};`,
    meet,
    give(
      scope,
      type,
      `${memory}${chance.of100(50) ? '[threadIdx.z]' : depth}${row}${chance.of100(50) ? '[threadIdx.x]' : column}`,
    ),
    meet,
  ];
}

/** The same bytes of shared memory as one type and then as another, static or of the launch. */
function viewed(scope: Growing): string[] {
  const { chance } = scope;
  const [wide, narrow, times] = chance.pick([
    ['u32', 'u8', 4],
    ['u32', 'u16', 2],
    ['u64', 'u32', 2],
    ['u64', 'i16', 4],
    ['i32', 'i8', 4],
    ['u64', 'i64', 1],
  ] as const);
  const memory = scope.fresh('bytes');
  const [a, b] = [scope.fresh('view'), scope.fresh('view')];
  const [first, second] = chance.of100(50) ? [wide, narrow] : [narrow, wide];
  const size = { u64: 8, i64: 8, u32: 4, i32: 4, u16: 2, i16: 2, u8: 1, i8: 1 } as const;
  const most = threadsOf(scope) * size[wide];
  const each = first === narrow ? times : 1;
  const declared = chance.of100(40)
    ? `unsigned char *${memory} = (unsigned char *)pool;`
    : `__shared__ unsigned long long ${memory}[${Math.ceil(most / 8)}];`;
  const stores = Array.from(
    { length: each },
    (_, k) => `${a}[tid * ${each} + ${k}] = ${expressionOf(scope, 2, first)};`,
  );
  const place = `(unsigned int)${integerExpression(scope, 2).text} % ${most / size[second]}u`;
  return [
    declared,
    `${written[first]} *${a} = (${written[first]} *)${memory};`,
    ...stores,
    meet,
    `const ${written[second]} *${b} = reinterpret_cast<const ${written[second]} *>(${memory});`,
    give(scope, second, `${b}[${place}]`),
    meet,
  ];
}

/** Sums of neighbours, by halves of the block. */
function tree(scope: Growing): string[] {
  const { chance } = scope;
  const memory = scope.fresh('tree');
  const type = chance.pick(['u32', 'u64', 'i32', 'f32', 'u16'] as const);
  const s = scope.fresh('s');
  const other = `${memory}[tid + ${s}]`;
  const step =
    type === 'i32'
      ? `${memory}[tid] = max(${memory}[tid], ${other});`
      : `${memory}[tid] ${chance.pick(type === 'f32' ? ['+='] : ['+=', '^='])} ${other};`;
  return [
    `__shared__ ${written[type]} ${memory}[${threadsOf(scope)}];`,
    `${memory}[tid] = ${expressionOf(scope, 2, type)};`,
    meet,
    `for (int ${s} = ${64}; ${s} > 0; ${s} ${chance.pick(['/= 2', '>>= 1'])}) {`,
    `  if (tid < ${s} && tid + ${s} < ${threadsOf(scope)}) ${step}`,
    `  ${meet}`,
    '}',
    giveEven(scope, type, `${memory}[0]`),
    meet,
  ];
}

/** Counts in shared memory, by atomics whose order does not matter. */
function counted(scope: Growing): string[] {
  const { chance } = scope;
  const memory = scope.fresh('counts');
  const wide = chance.of100(30);
  const type = wide ? 'u64' : 'u32';
  const operation = chance.pick([
    'atomicAdd',
    'atomicMax',
    'atomicOr',
    'atomicXor',
    'atomicMin',
    'atomicAnd',
  ]);
  const bin = `(unsigned int)${integerExpression(scope, 2).text} & 15u`;
  const add = `${operation}(&${memory}[${bin}], (${written[type]})(${integerExpression(scope, 2).text}));`;
  return [
    `__shared__ ${written[type]} ${memory}[16];`,
    `for (int i = tid; i < 16; i += ${threadsOf(scope)}) ${memory}[i] = ${chance.pick(['0', '77u', '0xf0f0f0f0u'])};`,
    meet,
    chance.of100(50) ? add : `if ${condition(scope, 2)} ${add}`,
    meet,
    give(scope, type, `${memory}[(unsigned int)${integerExpression(scope, 2).text} & 15u]`),
    meet,
  ];
}

/** A function of the block with barriers inside, called where all threads come by. */
function helped(scope: Growing): string[] {
  const type = scope.chance.pick(['u32', 'i16', 'f32', 'u64'] as const);
  const memory = scope.fresh('lent');
  const turns = integerExpression(evenScope(scope), 1).text;
  return [
    `__shared__ ${written[type]} ${memory}[${threadsOf(scope)}];`,
    give(
      scope,
      type,
      `passed_round(${memory}, (${written[type]})(${expressionOf(scope, 2, type)}), tid, ${threadsOf(scope)}, (int)(${turns} & 3))`,
    ),
  ];
}

/** What `helped` calls; once in a file. */
export const meetingText = `template <typename T> __device__ T passed_round(T *memory, T mine, int tid, int threads, int turns) {
  if (turns == 0) return mine;
  for (int i = 0; i < turns; i++) {
    memory[tid] = mine;
    __syncthreads();
    const T next = memory[(tid + 1 + i) % threads];
    __syncthreads();
    if (i == 2) break;
    mine = next;
  }
  return mine;
}
extern __shared__ unsigned long long pool[];
`;

export const meetingShapes: readonly Shape[] = [
  { where: 'block', weight: 4, make: handedOn },
  { where: 'block', weight: 2, make: count },
  { where: 'block', weight: 2, make: turned },
  { where: 'block', weight: 2, make: viewed },
  { where: 'block', weight: 1, make: tree },
  { where: 'block', weight: 1, make: counted },
  { where: 'block', weight: 1, make: helped },
];
