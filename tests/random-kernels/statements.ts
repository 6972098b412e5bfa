// Plain statements of random kernels: declarations, assignments and local arrays. Indices stay inside.
import { expressionOf, integerExpression } from './expressions';
import { integerTypes, isFloatType, isSigned, type NumberType, promoted, written } from './number-types';
import { evenScope, type Growing, give, type Shape, within } from './scope';

export const variableTypes = [...integerTypes, 'i32', 'u32', 'f32', 'f32', 'f64', 'bool'] as const;

export function declare(scope: Growing, type: NumberType = scope.chance.pick(variableTypes)): string {
  return give(scope, type, expressionOf(scope, 3, type), 'v');
}

/** A declaration first and a value on either way of a branch afterwards. */
function declareLater(scope: Growing): string[] {
  const type = scope.chance.pick(variableTypes);
  const name = scope.fresh('v');
  const lines = [
    `${written[type]} ${name};`,
    `if (${expressionOf(scope, 2, 'bool')}) ${name} = ${expressionOf(scope, 2, type)}; else ${name} = ${expressionOf(scope, 2, type)};`,
  ];
  scope.names.push({ text: name, type });
  scope.places.push({ text: name, type });
  return lines;
}

function assign(scope: Growing): string {
  const { chance } = scope;
  if (scope.arrays.length > 0 && chance.of100(25)) {
    const { name, type, length } = chance.pick(scope.arrays);
    return `${name}[(unsigned int)${integerExpression(scope, 2).text} & ${length - 1}u] = ${expressionOf(scope, 3, type)};`;
  }
  if (scope.places.length === 0) return declare(scope);
  const { text, type } = chance.pick(scope.places);
  const isInteger = !isFloatType(type) && type !== 'bool';
  const unsigned = type === 'u32' || type === 'u64';
  if (isInteger && chance.of100(20))
    return `${text} ${chance.pick(['&=', '|=', '^='])} ${integerExpression(scope, 2).text};`;
  if (isInteger && isSigned(type) && chance.of100(15))
    return `${text} = ${text} > 100 ? ${text} - 3 : ${text} < -100 ? ${text} + 3 : 5;`;
  if (unsigned && chance.of100(30))
    return `${text} ${chance.pick(['+=', '*=', '-='])} ${integerExpression(scope, 2).text};`;
  if (unsigned && chance.of100(20)) return chance.pick([`${text}++;`, `--${text};`]);
  // Compound assignments widen, compute and narrow again.
  if (isInteger && !unsigned && promoted(type) !== type && chance.of100(30))
    return `${text} ${chance.pick(['+=', '-=', '*='])} (${written[type]})${integerExpression(scope, 2).text};`.replace(
      // What two unsigned short have as a product, int does not hold.
      /\*=/,
      type === 'u16' ? '+=' : '*=',
    );
  if (isInteger && chance.of100(15)) {
    const width = promoted(type) === 'i32' && !isSigned(type) ? 15 : 31;
    // What is shifted to the left stays below int's own sign.
    const operator = isSigned(type) ? '>>=' : chance.pick(['>>=', '<<=']);
    return `${text} ${operator} (${integerExpression(scope, 1).text} & ${width});`;
  }
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
  const filled = () =>
    within(scope, () => {
      scope.names.push({ text: i, type: 'i32' });
      return expressionOf(scope, 2, type);
    });
  const some = () =>
    Array.from(
      { length: chance.int(1, length) },
      () => `(${written[type]})(${expressionOf(scope, 1, type)})`,
    ).join(', ');
  const lines = chance.of100(50)
    ? [
        `${written[type]} ${name}[${length}];`,
        `for (int ${i} = 0; ${i} < ${length}; ${i}++) ${name}[${i}] = ${filled()};`,
      ]
    : [`${written[type]} ${name}[${length}] = {${some()}};`];
  scope.arrays.push({ name, type, length });
  // Read by a thread's own number, which is there wherever the array is.
  const place = chance.pick(['threadIdx.x', 'threadIdx.x / 3', `${chance.int(0, 7)}u`]);
  scope.names.push({ text: `${name}[${place} & ${length - 1}u]`, type });
  return lines;
}

/** A variable of each thread that is the same in all of them, whether the compiler can see it or not. */
function declareEven(scope: Growing): string[] {
  const { chance } = scope;
  const type = chance.pick(['i32', 'u32', 'i64', 'u8', 'bool'] as const);
  const name = scope.fresh('e');
  const line = `${written[type]} ${name} = ${expressionOf(evenScope(scope), 2, type)};`;
  scope.names.push({ text: name, type });
  scope.evens.push({ text: name, type });
  scope.evenPlaces.push({ text: name, type });
  return [line];
}

function assignEven(scope: Growing): string[] {
  if (scope.evenPlaces.length === 0) return declareEven(scope);
  const { text, type } = scope.chance.pick(scope.evenPlaces);
  return [`${text} = ${expressionOf(evenScope(scope), 2, type)};`];
}

/** A call of a function that changes what it gets by reference or by pointer. */
function change(scope: Growing): string[] {
  const { chance } = scope;
  if (scope.changers.length === 0) return [assign(scope)];
  const { name, takes } = chance.pick(scope.changers);
  const before: string[] = [];
  const args = takes.map(({ type, by }) => {
    if (by === 'value') return expressionOf(scope, 2, type);
    const known = scope.places.filter((place) => place.type === type);
    if (known.length === 0 || chance.of100(20)) before.push(declare(scope, type));
    const place = known.length > 0 ? chance.pick(known) : scope.places.at(-1);
    return `${by === 'pointer' ? '&' : ''}${place?.text}`;
  });
  return [...before, `${name}(${args.join(', ')});`];
}

export const plainShapes: readonly Shape[] = [
  { where: 'alone', weight: 4, make: (scope) => [declare(scope)] },
  { where: 'alone', weight: 1, make: declareLater },
  { where: 'alone', weight: 9, make: (scope) => [assign(scope)] },
  { where: 'alone', weight: 2, make: array },
  { where: 'alone', weight: 3, make: change },
  { where: 'block', weight: 2, make: declareEven },
  { where: 'block', weight: 2, make: assignEven },
];
