// Structs of random kernels: members of several widths, constructors, methods and operators, templates by type and number, and
// functions that take them by value and by reference.
import { type Callable, expressionOf, integerExpression } from './expressions';
import { anyType } from './functions';
import { type NumberType, written } from './number-types';
import { type Growing, give, type Shape } from './scope';

/** A struct whose members are m0, m1, …: all ways to make and change it. */
export type Record = { readonly text: string; readonly shape: Shape };

const listed = (lines: readonly string[], indent: string) =>
  lines.map((line) => `${indent}${line}\n`).join('');

/** @param scopeOf fresh scopes, for each body one */
export function makeRecord(scopeOf: (functions: readonly Callable[]) => Growing, seed: number): Record {
  const { chance } = scopeOf([]);
  const members = Array.from({ length: chance.int(2, 5) }, () => chance.pick(anyType));
  const seen = (prefix: string, places: boolean): Growing => {
    const scope = scopeOf([]);
    const own = members.map((type, i) => ({ text: `${prefix}m${i}`, type }));
    scope.names.push(...own);
    if (places) scope.places.push(...own);
    return scope;
  };
  const S = `S${seed}`;
  const method = seen('', false);
  const mixed = integerExpression(method, 3).text;
  const constructed = chance.of100(50);
  const pair = seen('', false);
  pair.names.push(...members.map((type, i) => ({ text: `other.m${i}`, type })));
  const sum = members.map((type) => `(${written[type]})(${expressionOf(pair, 1, type)})`).join(', ');
  const changed = seen('', true);
  changed.names.push({ text: 'by', type: 'i32' });
  const changes = changed.body(
    { ...changed, result: () => 'return *this;', flow: { together: 'alone', leave: ['return'] } },
    1,
    2,
  );
  const outside = seen('s.', true);
  const outer = outside.body(outside, 1, 3);
  const list = members.map((type, i) => `${written[type]} a${i}`).join(', ');
  const constructor = `  __device__ ${S}() : ${members.map((_, i) => `m${i}(0)`).join(', ')} {}
  __device__ ${S}(${list}) : ${members.map((_, i) => `m${i}(a${i})`).join(', ')} {}
`;
  const text = `struct ${S} {
${members.map((type, i) => `  ${written[type]} m${i};\n`).join('')}${constructed ? constructor : ''}  __device__ long long mix() const { return (long long)(${mixed}); }
  __device__ ${S} operator+(const ${S} &other) const { return ${S}{${sum}}; }
  __device__ bool operator<(const ${S} &other) const { return mix() < other.mix(); }
  __device__ ${S} &operator+=(int by) {
${listed(changes, '    ')}    return *this;
  }
};
__device__ ${S} change${seed}(${S} s) {
${listed(outer, '  ')}  return s;
}
__device__ void touch${seed}(${S} &s, ${written[members[0] as NumberType]} by) { s.m0 = by; }
template <typename T, int N> struct Ring${seed} {
  T data[N];
  int at;
  __device__ explicit Ring${seed}(T first) : at(0) { for (int i = 0; i < N; i++) data[i] = (T)(first ^ i); }
  __device__ T &operator[](int i) { return data[(unsigned int)(i + at) % N]; }
  __device__ T operator()(T by) { at++; return (T)((*this)[0] ^ by); }
  static constexpr int size = N;
};
template <typename T> struct Ring${seed}<T, 1> {
  T only;
  __device__ explicit Ring${seed}(T first) : only(first) {}
  __device__ T &operator[](int) { return only; }
  __device__ T operator()(T by) { only = (T)(only ^ by); return only; }
  static constexpr int size = 7;
};
`;
  return {
    text,
    shape: {
      where: 'alone',
      weight: 4,
      make: (scope) => (scope.chance.of100(65) ? used(scope, seed, members) : ring(scope, seed)),
    },
  };
}

function used(scope: Growing, seed: number, members: readonly NumberType[]): string[] {
  const { chance } = scope;
  const name = scope.fresh('s');
  const S = `S${seed}`;
  const filled = () =>
    members.map((type) => `(${written[type]})(${expressionOf(scope, 1, type)})`).join(', ');
  const lines = [`${S} ${name} = {${filled()}};`];
  const first = members[0] as NumberType;
  switch (chance.int(0, 5)) {
    case 0:
      lines.push(`${name} = change${seed}(${name});`);
      break;
    case 1:
      lines.push(`touch${seed}(${name}, (${written[first]})(${expressionOf(scope, 2, first)}));`);
      break;
    case 2:
      lines.push(`${name} = ${name} + ${S}{${filled()}};`);
      break;
    case 3:
      lines.push(`(${name} += ${chance.int(1, 9)}) += (int)(${integerExpression(scope, 1).text});`);
      break;
    case 4: {
      const many = scope.fresh('many');
      const [i, j] = [chance.int(0, 2), chance.int(0, 2)];
      lines.push(
        `${S} ${many}[3] = {{${filled()}}, ${name}, {${filled()}}};`,
        `${many}[${i}] = change${seed}(${many}[${j}]);`,
        `if (${many}[(unsigned int)${integerExpression(scope, 1).text} % 3u] < ${name}) ${name} = ${many}[${i}];`,
      );
      break;
    }
    default: {
      const pointer = scope.fresh('p');
      lines.push(
        `${S} *${pointer} = &${name};`,
        `${pointer}->m0 = (${written[first]})(${expressionOf(scope, 1, first)});`,
        `*${pointer} += 3;`,
      );
    }
  }
  members.forEach((type, i) => {
    scope.names.push({ text: `${name}.m${i}`, type });
    scope.places.push({ text: `${name}.m${i}`, type });
  });
  scope.names.push({ text: `${name}.mix()`, type: 'i64' });
  return lines;
}

function ring(scope: Growing, seed: number): string[] {
  const { chance } = scope;
  const name = scope.fresh('ring');
  const type = chance.pick(['i32', 'u8', 'u64', 'i16'] as const);
  const t = written[type];
  const place = () => `(int)(${integerExpression(scope, 1).text} & 15)`;
  const lines = [
    `Ring${seed}<${t}, ${chance.pick([1, 3, 4])}> ${name}((${t})(${expressionOf(scope, 2, type)}));`,
    `${name}[${place()}] = ${expressionOf(scope, 2, type)};`,
    give(scope, type, `${name}((${t})(${expressionOf(scope, 2, type)}))`),
    give(scope, 'i32', `${name}.size + (int)${name}[${place()}]`),
  ];
  scope.places.push({ text: `${name}[${chance.int(0, 9)}]`, type });
  return lines;
}
