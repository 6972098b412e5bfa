// Functions of random kernels: of numbers, with loops and early returns; templates by type and by number with specialisations;
// and such that change what they get by reference or by pointer.
import type { Chance } from './chance';
import { type Callable, expressionOf } from './expressions';
import { integerTypes, isFloatType, type NumberType, written } from './number-types';
import type { Changer, Growing } from './scope';

type Made = { readonly text: string; readonly function?: Callable; readonly changer?: Changer };

export const anyType = [...integerTypes, 'f32', 'f64', 'bool'] as const;

/** A template by type, whose parameters narrow and widen with it. */
function byType(chance: Chance, name: string): Made {
  const type = chance.pick(integerTypes);
  const special = chance.of100(50)
    ? `template <> __device__ ${written[type]} ${name}_of<${written[type]}>(${written[type]} a, ${written[type]} b) { return (${written[type]})(a ^ (b >> 1)); }
`
    : '';
  const shown = chance.of100(50) ? type : chance.pick(integerTypes);
  const text = `template <typename T> __device__ T ${name}_of(T a, T b) {
  if (sizeof(T) == ${chance.pick([1, 2, 4, 8])}) return a < b ? a : (T)(b >> 1);
  T c = a < b ? (T)(a | b) : (T)(a ^ b);
  for (int i = 0; i < ${chance.int(1, 4)}; i++) {
    c = (T)((c >> 1) ^ (T)(b & (T)${chance.int(1, 100)}));
    if (c == (T)${chance.int(0, 9)}) return (T)(c - a);
  }
  return c;
}
${special}`;
  // Deduced or said.
  const called = chance.of100(50) ? `${name}_of<${written[shown]}>` : `${name}_of<>`;
  const said = called.endsWith('<>') ? `${name}_said` : called;
  const deduced = called.endsWith('<>')
    ? `__device__ ${written[shown]} ${name}_said(${written[shown]} a, ${written[shown]} b) { return ${name}_of(a, b); }\n`
    : '';
  return { text: text + deduced, function: { name: said, takes: [shown, shown], gives: shown } };
}

function parameters(scope: Growing, chance: Chance, most: number): NumberType[] {
  const takes = Array.from({ length: chance.int(1, most) }, () => chance.pick(anyType));
  takes.forEach((type, i) => {
    scope.names.push({ text: `p${i}`, type });
    scope.places.push({ text: `p${i}`, type });
  });
  return takes;
}

const listed = (takes: readonly NumberType[]) => takes.map((type, i) => `${written[type]} p${i}`).join(', ');

/** The scope with `return` among what a thread may do. */
function returning(scope: Growing, gives?: NumberType): Growing {
  const result = () => (gives ? `return (${written[gives]})(${expressionOf(scope, 2, gives)});` : 'return;');
  return { ...scope, result, flow: { together: 'alone', leave: ['return'] } };
}

function plain(scope: Growing, chance: Chance, name: string): Made {
  const takes = parameters(scope, chance, 3);
  const gives = chance.pick(anyType);
  const lines = scope.body(returning(scope, gives), 2, chance.int(1, 4));
  const inner = lines.map((line) => `  ${line}\n`).join('');
  const kind = chance.pick(['', '__noinline__ ', '__forceinline__ ']);
  const text = `__device__ ${kind}${written[gives]} ${name}(${listed(takes)}) {
${inner}  return ${expressionOf(scope, 3, gives)};
}
`;
  return { text, function: { name, takes, gives } };
}

/** A template by a number, with another text for one of its values. */
function byNumber(scope: Growing, chance: Chance, name: string): Made {
  const takes = parameters(scope, chance, 2);
  const gives = chance.pick(anyType);
  const step = gives === 'bool' ? '!= (i == 1)' : isFloatType(gives) ? '* 0.5f' : '^ i';
  // Of the parameters alone: the other text says it too.
  const result = expressionOf(scope, 2, gives);
  const lines = scope.body(returning(scope, gives), 1, chance.int(1, 3));
  const special = `template <> __device__ ${written[gives]} ${name}_n<3>(${listed(takes)}) { return ${result}; }\n`;
  const text = `template <int N> __device__ ${written[gives]} ${name}_n(${listed(takes)}) {
  constexpr int turns = N * 2 - 1;
${lines.map((line) => `  ${line}\n`).join('')}  ${written[gives]} result = ${result};
  ${chance.of100(50) ? '#pragma unroll\n  ' : ''}for (int i = 0; i < turns; i++) result = (${written[gives]})(result ${step});
  if (N == 2) result = (${written[gives]})(${expressionOf(scope, 2, gives)});
  return result;
}
${chance.of100(50) ? special : ''}`;
  return { text, function: { name: `${name}_n<${chance.int(1, 4)}>`, takes, gives } };
}

/** Its parameters may be the same variable: what is written by one is read by the other. */
function changing(scope: Growing, chance: Chance, name: string): Made {
  const ways = ['value', 'reference', 'reference', 'pointer'] as const;
  const takes = Array.from({ length: chance.int(2, 3) }, (_, i) => ({
    type: chance.pick(anyType),
    by: i === 0 ? ('reference' as const) : chance.pick(ways),
  }));
  if (chance.of100(40)) takes[1] = { type: (takes[0] as (typeof takes)[0]).type, by: 'pointer' } as never;
  takes.forEach(({ type, by }, i) => {
    const one = { text: by === 'pointer' ? `(*p${i})` : `p${i}`, type };
    scope.names.push(one);
    scope.places.push(one);
  });
  const sign = { value: '', reference: '&', pointer: '*' } as const;
  const list = takes.map(({ type, by }, i) => `${written[type]} ${sign[by]}p${i}`).join(', ');
  const lines = scope.body(returning(scope), 2, chance.int(2, 4));
  const text = `__device__ void ${name}(${list}) {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
  return { text, changer: { name, takes } };
}

/** @param scope one of the function's own */
export function makeFunction(scope: Growing, name: string): Made {
  const { chance } = scope;
  switch (chance.int(0, 4)) {
    case 0:
      return byType(chance, name);
    case 1:
      return byNumber(scope, chance, name);
    case 2:
      return changing(scope, chance, name);
    default:
      return plain(scope, chance, name);
  }
}

/** A table in constant memory and a constant expression, read by everyone. */
export function makeTable(
  scope: Growing,
  name: string,
): { text: string; read: (place: string) => string; type: NumberType } {
  const { chance } = scope;
  const type = chance.pick(['i32', 'u16', 'f32', 'i8'] as const);
  const values = Array.from({ length: 8 }, () =>
    type === 'f32' ? `${chance.int(-99, 99)}.5f` : `${chance.int(0, 99)}`,
  );
  const qualifier = chance.pick(['__constant__', '__device__', '__device__ const']);
  const text = `constexpr int ${name}_length = 1 << 3;
${qualifier} ${written[type]} ${name}[${name}_length] = {${values.join(', ')}};
`;
  return { text, type, read: (place) => `${name}[(unsigned int)${place} % ${name}_length]` };
}
