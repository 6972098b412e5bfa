// Statements of random kernels: in comes a scope that grows, out come lines of C++. Loops end, indices stay inside, and what
// all threads must do together (barriers, shuffles, votes) stands where all of them come by.
import type { Chance } from './chance';
import { condition, type Expression, expressionOf, integerExpression, type Scope } from './expressions';
import { integerTypes, type NumberType, promoted, written } from './number-types';

/** What can be assigned, and small arrays of numbers with a length that is a power of two. */
export type Growing = Scope & {
  readonly names: Expression[];
  readonly places: Expression[];
  readonly arrays: { readonly name: string; readonly type: NumberType; readonly length: number }[];
  /** Gives names that are there once. */
  readonly fresh: (stem: string) => string;
  readonly chance: Chance;
};

const variableTypes = [...integerTypes, 'i32', 'u32', 'f32', 'f32', 'f64', 'bool'] as const;

/** Names that are declared inside are gone afterwards. */
export function within<T>(scope: Growing, make: () => T): T {
  const marks = [scope.names, scope.places, scope.arrays].map((list) => list.length);
  const made = make();
  [scope.names, scope.places, scope.arrays].forEach((list, i) => {
    list.length = marks[i] as number;
  });
  return made;
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

export function declare(scope: Growing, type: NumberType = scope.chance.pick(variableTypes)): string {
  const name = scope.fresh('v');
  const line = `${written[type]} ${name} = ${expressionOf(scope, 3, type)};`;
  scope.names.push({ text: name, type });
  scope.places.push({ text: name, type });
  return line;
}

function assign(scope: Growing): string {
  const { chance } = scope;
  if (scope.arrays.length > 0 && chance.of100(25)) {
    const { name, type, length } = chance.pick(scope.arrays);
    return `${name}[(unsigned int)${integerExpression(scope, 2).text} & ${length - 1}u] = ${expressionOf(scope, 3, type)};`;
  }
  if (scope.places.length === 0) return declare(scope);
  const { text, type } = chance.pick(scope.places);
  const isInteger = type !== 'f32' && type !== 'f64' && type !== 'bool';
  const unsigned = type === 'u32' || type === 'u64';
  if (isInteger && chance.of100(20))
    return `${text} ${chance.pick(['&=', '|=', '^='])} ${integerExpression(scope, 2).text};`;
  // Compound assignments widen, compute and narrow again.
  if (isInteger && chance.of100(15))
    return `${text} = ${text} > 100 ? ${text} - 3 : ${text} < -100 ? ${text} + 3 : 5;`.replace(
      /< -100/,
      unsigned ? '== 77u' : '< -100',
    );
  if (unsigned && chance.of100(30))
    return `${text} ${chance.pick(['+=', '*=', '-='])} ${integerExpression(scope, 2).text};`;
  if (unsigned && chance.of100(20)) return chance.pick([`${text}++;`, `--${text};`]);
  if (isInteger && !unsigned && promoted(type) !== type && chance.of100(30))
    return `${text} += (${written[type]})${integerExpression(scope, 2).text};`;
  if (type === 'f32' && chance.of100(30))
    return `${text} = ${text} * 0.5f + ${expressionOf(scope, 2, type)};`;
  return `${text} = ${expressionOf(scope, 3, type)};`;
}

function array(scope: Growing): string[] {
  const { chance } = scope;
  const name = scope.fresh('array');
  const type = chance.pick(variableTypes);
  const length = chance.pick([2, 4, 8]);
  const i = scope.fresh('i');
  const lines = chance.of100(50)
    ? [
        `${written[type]} ${name}[${length}];`,
        `for (int ${i} = 0; ${i} < ${length}; ${i}++) ${name}[${i}] = ${within(scope, () => {
          scope.names.push({ text: i, type: 'i32' });
          return expressionOf(scope, 2, type);
        })};`,
      ]
    : [
        `${written[type]} ${name}[${length}] = {${Array.from({ length: chance.int(1, length) }, () => `(${written[type]})(${expressionOf(scope, 1, type)})`).join(', ')}};`,
      ];
  scope.arrays.push({ name, type, length });
  // Read by a thread's own number, which is there wherever the array is.
  scope.names.push({
    text: `${name}[${chance.pick(['threadIdx.x', 'threadIdx.x / 3', `${chance.int(0, 7)}u`])} & ${length - 1}u]`,
    type,
  });
  return lines;
}

function loop(scope: Growing, depth: number): string[] {
  const { chance } = scope;
  const i = scope.fresh('i');
  const turns = chance.int(1, 6);
  const inside = within(scope, () => {
    scope.names.push({ text: i, type: 'i32' });
    const lines = statements(scope, depth - 1, chance.int(1, 3));
    if (chance.of100(25))
      lines.push(`if ${condition(scope, 2)} ${chance.pick(['break', 'continue'])};`, assign(scope));
    return indented(lines);
  });
  switch (chance.int(0, 2)) {
    case 0:
      return [`for (int ${i} = 0; ${i} < ${turns}; ${i}++) {`, ...inside, '}'];
    case 1:
      return [`for (int ${i} = ${turns}; ${i} > 0; ${i} -= ${chance.int(1, 2)}) {`, ...inside, '}'];
    default: {
      const [open, close] = chance.of100(50)
        ? [`while (++${i} <= ${turns}) {`, '}']
        : ['do {', `} while (++${i} < ${turns});`];
      return ['{', `  int ${i} = 0;`, `  ${open}`, ...indented(inside), `  ${close}`, '}'];
    }
  }
}

function choose(scope: Growing, depth: number): string[] {
  const { chance } = scope;
  const some = () => indented(within(scope, () => statements(scope, depth - 1, chance.int(1, 2))));
  if (chance.of100(65)) {
    const first = [`if ${condition(scope, 3)} {`, ...some()];
    return chance.of100(50) ? [...first, '} else {', ...some(), '}'] : [...first, '}'];
  }
  const cases = Array.from({ length: chance.int(2, 4) }, (_, n) => [
    `case ${n}:`,
    '{',
    ...some(),
    '}',
    ...(chance.of100(70) ? ['break;'] : []),
  ]);
  return [
    `switch ((int)(${integerExpression(scope, 2).text} & 3)) {`,
    ...indented(cases.flat()),
    ...(chance.of100(60) ? indented(['default:', '{', ...some(), '}']) : []),
    '}',
  ];
}

/** Statements that each thread does for itself. */
export function statements(scope: Growing, depth: number, count: number): string[] {
  const { chance } = scope;
  const lines: string[] = [];
  for (let n = 0; n < count; n++) {
    const which = depth > 0 ? chance.int(0, 9) : chance.int(0, 5);
    if (which <= 1) lines.push(declare(scope));
    else if (which <= 5) lines.push(assign(scope));
    else if (which <= 7) lines.push(...choose(scope, depth));
    else if (which === 8) lines.push(...loop(scope, depth));
    else lines.push(...array(scope));
  }
  return lines;
}

/** Something that all threads of a block, or of a warp, do together. */
export function together(scope: Growing, threads: number): string[] {
  const { chance } = scope;
  const all = '0xffffffffu';
  const name = scope.fresh('t');
  const give = (type: NumberType, text: string): string[] => {
    scope.names.push({ text: name, type });
    scope.places.push({ text: name, type });
    return [`${written[type]} ${name} = ${text};`];
  };
  const number = chance.pick(['i32', 'u32', 'f32', 'i64', 'f64'] as const);
  const value = () => `(${written[number]})(${expressionOf(scope, 2, number)})`;
  switch (chance.int(0, 7)) {
    case 0:
      return give(number, `__shfl_xor_sync(${all}, ${value()}, ${chance.pick([1, 2, 4, 8, 16])})`);
    case 1:
      return give(
        number,
        `__shfl_down_sync(${all}, ${value()}, ${chance.int(1, 16)}${chance.of100(30) ? ', 8' : ''})`,
      );
    case 2:
      return give(number, `__shfl_up_sync(${all}, ${value()}, ${chance.int(1, 8)})`);
    case 3:
      return give(number, `__shfl_sync(${all}, ${value()}, (int)(${integerExpression(scope, 2).text} & 31))`);
    case 4:
      return give('u32', `__ballot_sync(${all}, ${condition(scope, 2)})`);
    case 5:
      return give('i32', `${chance.pick(['__any_sync', '__all_sync'])}(${all}, ${condition(scope, 2)})`);
    case 6: {
      const first = `__syncthreads_${chance.pick(['count', 'and', 'or'])}(${condition(scope, 2)})`;
      return give('i32', first.replace(/^(__syncthreads_(?:and|or).*)$/, '($1 != 0)'));
    }
    default: {
      const memory = scope.fresh('shared');
      const type = chance.pick(variableTypes);
      const other = chance.of100(50)
        ? `(threadIdx.x + ${chance.int(1, 40)}) % ${threads}`
        : `(unsigned int)${integerExpression(scope, 2).text} % ${threads}u`;
      const value = expressionOf(scope, 3, type);
      return [
        `__shared__ ${written[type]} ${memory}[${threads}];`,
        `${memory}[threadIdx.x] = ${value};`,
        '__syncthreads();',
        ...give(type, `${memory}[${other}]`),
        '__syncthreads();',
      ];
    }
  }
}
