// Expressions with effects in random kernels, in an order that C++17 fixes: commas, conditions, `&&` and `||`, counting up in
// an index, assignments as values, and lambdas that change what they caught.
import { condition, expressionOf, integerExpression } from './expressions';
import { written } from './number-types';
import { type Growing, give, indented, type Shape, within } from './scope';

function effects(scope: Growing): string[] {
  const { chance } = scope;
  const type = chance.pick(['u32', 'u64'] as const);
  const e = () => integerExpression(scope, 2).text;
  const x = scope.fresh('x');
  const lines = [`${written[type]} ${x} = ${e()};`];
  const u32 = (text: string) => lines.push(give(scope, 'u32', text));
  switch (chance.int(0, 7)) {
    case 0:
      u32(`(${x} += ${e()}, ${x} ^ (${x} >> 3))`);
      break;
    case 1:
      u32(`(${condition(scope, 2)} ? ${x}++ : (${x} -= ${e()})) + 1u`);
      break;
    case 2:
      lines.push(
        give(
          scope,
          'bool',
          `(${x}++ & 1u) ${chance.pick(['&&', '||'])} (${x} += ${e()}) > ${chance.int(1, 99)}u`,
        ),
      );
      break;
    case 3:
      if (scope.arrays.length > 0) {
        const { name, type: of, length } = chance.pick(scope.arrays);
        lines.push(
          `${name}[${x}${chance.pick(['++', '--'])} & ${length - 1}u] = ${expressionOf(scope, 2, of)};`,
        );
      } else u32(`${x}-- * 3u`);
      break;
    case 4: {
      const [y, z] = [scope.fresh('y'), scope.fresh('y')];
      lines.push(
        `${written[type]} ${y}, ${z};`,
        `${y} = ${z} = (${x} *= 5u) + ${e()};`,
        `${y} -= ${z} >> 2;`,
      );
      u32(y);
      break;
    }
    case 5:
      u32(`(${condition(scope, 2)} && (${x} = ${e()}, true)) ? ${x} : ~${x}`);
      break;
    case 6: {
      const [y, i, j] = [scope.fresh('y'), scope.fresh('i'), scope.fresh('j')];
      lines.push(
        `${written[type]} ${y} = 1;`,
        `for (int ${i} = 0, ${j} = ${chance.int(2, 6)}; ${i} < ${j}; ${i}++, ${j} -= ${x} & 1u) ${y} = ${y} * 3u + ${i}, ${x} >>= 1;`,
      );
      u32(y);
      break;
    }
    default: {
      const p = scope.fresh('p');
      lines.push(`${written[type]} *${p} = &${x};`, `(*${p})++;`, `++*${p} ^= ${e()};`);
      u32(`*${p}`);
    }
  }
  scope.names.push({ text: x, type });
  scope.places.push({ text: x, type });
  return lines;
}

/** A lambda that is called where it stands: by value, by reference, with statements of its own and more than one return. */
function lambda(scope: Growing): string[] {
  const { chance } = scope;
  const name = scope.fresh('lambda');
  const type = chance.pick(['i32', 'u32', 'u64', 'f32'] as const);
  const catches = chance.of100(50) ? '=' : '&';
  const x = scope.fresh('x');
  const body = within(scope, () => {
    scope.names.push({ text: x, type });
    if (catches === '&') return ownLines(scope, type);
    // What it caught by value it can't assign.
    return ownLines(
      { ...scope, places: [{ text: x, type }], arrays: [], changers: [], mixed: undefined },
      type,
    );
  });
  const lines = [
    `auto ${name} = [${catches}](${written[type]} ${x}) -> ${written[type]} {`,
    ...indented(body),
    '};',
  ];
  lines.push(give(scope, type, `${name}(${expressionOf(scope, 2, type)})`));
  if (chance.of100(50)) lines.push(give(scope, type, `${name}(${expressionOf(scope, 2, type)})`));
  return lines;
}

function ownLines(scope: Growing, type: 'i32' | 'u32' | 'u64' | 'f32'): string[] {
  const result = () => `return (${written[type]})(${expressionOf(scope, 2, type)});`;
  const flow = { together: 'alone', leave: ['return'] } as const;
  const lines = scope.body({ ...scope, flow, result }, 1, scope.chance.int(1, 3));
  return [...lines, result()];
}

export const effectShapes: readonly Shape[] = [
  { where: 'alone', weight: 3, make: effects },
  { where: 'alone', weight: 1, make: lambda },
];
