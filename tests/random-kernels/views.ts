// The same bits as something else in random kernels: unions, bit casts, vector types, loads through other pointers, and the
// half-width floats.
import { condition, type Expression, expressionOf, floatExpression, integerExpression } from './expressions';
import { type IntegerType, type NumberType, written } from './number-types';
import type { Growing, Shape } from './scope';

function keep(scope: Growing, made: readonly Expression[], assigned = true): void {
  scope.names.push(...made);
  if (assigned) scope.places.push(...made);
}

/** A finite float that is no negative zero, whose bits all machines agree on. */
const plainFloat = (scope: Growing) =>
  `(fminf(fmaxf((float)${floatExpression(scope, 2).text}, -1e30f), 1e30f) + 0.0f)`;
const plainDouble = (scope: Growing) =>
  `(fmin(fmax((double)${floatExpression(scope, 2).text}, -1e30), 1e30) + 0.0)`;

function union(scope: Growing): string[] {
  const { chance } = scope;
  const name = scope.fresh('u');
  const number = `(unsigned long long)(${expressionOf(scope, 2, 'u64')})`;
  keep(scope, [
    { text: `${name}.wide`, type: 'u64' },
    { text: `${name}.half[${chance.int(0, 1)}]`, type: 'u32' },
    { text: `${name}.part[${chance.int(0, 3)}]`, type: 'i16' },
    { text: `${name}.byte[${chance.int(0, 7)}]`, type: 'u8' },
  ]);
  return [`Bits ${name};`, `${name}.wide = ${number};`];
}

function bitCast(scope: Growing): string[] {
  const { chance } = scope;
  const name = scope.fresh('bits');
  const [type, text] = chance.pick([
    ['i32', () => `__float_as_int(${plainFloat(scope)})`],
    ['u32', () => `__float_as_uint(${plainFloat(scope)})`],
    ['i64', () => `__double_as_longlong(${plainDouble(scope)})`],
    ['i32', () => `__double2hiint(${plainDouble(scope)})`],
    ['f32', () => `__uint_as_float((unsigned int)(${integerExpression(scope, 2).text}) & 0x3fffffffu)`],
    ['f64', () => `__hiloint2double((int)(${integerExpression(scope, 2).text}) & 0x3fffffff, 77)`],
    [
      'u32',
      () =>
        `__byte_perm((unsigned int)${integerExpression(scope, 2).text}, 0x01234567u, 0x${chance.pick(['5140', '0123', '7654', '2013'])})`,
    ],
    [
      'u32',
      () =>
        `__funnelshift_${chance.pick(['l', 'r'])}((unsigned int)${integerExpression(scope, 1).text}, (unsigned int)${integerExpression(scope, 1).text}, (unsigned int)${integerExpression(scope, 1).text})`,
    ],
  ] as const satisfies readonly (readonly [NumberType, () => string])[]);
  const line = `${written[type]} ${name} = ${text()};`;
  keep(scope, [{ text: name, type }]);
  return [line];
}

const vectors = [
  ['int2', 'i32', 2],
  ['uint4', 'u32', 4],
  ['float4', 'f32', 4],
  ['float3', 'f32', 3],
  ['double2', 'f64', 2],
  ['short4', 'i16', 4],
  ['uchar4', 'u8', 4],
  ['char2', 'i8', 2],
  ['longlong2', 'i64', 2],
] as const;

function vector(scope: Growing): string[] {
  const { chance } = scope;
  const [type, part, size] = chance.pick(vectors);
  const name = scope.fresh('q');
  const parts = Array.from({ length: size }, () => `(${written[part]})(${expressionOf(scope, 1, part)})`);
  const line = `${type} ${name} = make_${type}(${parts.join(', ')});`;
  keep(
    scope,
    ['x', 'y', 'z', 'w'].slice(0, size).map((member) => ({ text: `${name}.${member}`, type: part })),
  );
  return [line];
}

/** Inputs, read under another type than they have. */
function loaded(scope: Growing): string[] {
  const { chance } = scope;
  const place = (length: number) => `(unsigned int)${integerExpression(scope, 2).text} & ${length - 1}u`;
  const name = scope.fresh('q');
  const [type, from, length, members] = chance.pick([
    [
      'int4',
      'c',
      16,
      [
        ['x', 'i32'],
        ['w', 'i32'],
      ],
    ],
    [
      'float2',
      'e',
      32,
      [
        ['x', 'f32'],
        ['y', 'f32'],
      ],
    ],
    [
      'double2',
      'f',
      32,
      [
        ['x', 'f64'],
        ['y', 'f64'],
      ],
    ],
    [
      'ushort4',
      'b',
      16,
      [
        ['y', 'u16'],
        ['z', 'u16'],
      ],
    ],
    [
      'char4',
      'a',
      16,
      [
        ['x', 'i8'],
        ['w', 'i8'],
      ],
    ],
    [
      'uint2',
      'd',
      64,
      [
        ['x', 'u32'],
        ['y', 'u32'],
      ],
    ],
    [
      'ulonglong2',
      'd',
      32,
      [
        ['x', 'u64'],
        ['y', 'u64'],
      ],
    ],
  ] as const);
  const line = chance.of100(50)
    ? `${type} ${name} = reinterpret_cast<const ${type} *>(${from})[${place(length)}];`
    : `${type} ${name} = *((const ${type} *)${from} + (${place(length)}));`;
  keep(
    scope,
    members.map(([member, part]) => ({ text: `${name}.${member}`, type: part })),
  );
  return [line];
}

function byteOfInput(scope: Growing): string[] {
  const { chance } = scope;
  const name = scope.fresh('byte');
  const [type, from, length] = chance.pick([
    ['u8', 'c', 256],
    ['i16', 'd', 256],
    ['u32', 'd', 128],
    ['i8', 'b', 128],
  ] as const satisfies readonly (readonly [IntegerType, string, number])[]);
  const pointer = scope.fresh('p');
  const place = `(unsigned int)${integerExpression(scope, 2).text} & ${length / 2 - 1}u`;
  const lines = [
    `const ${written[type]} *${pointer} = (const ${written[type]} *)${from} + ${chance.int(0, length / 2)};`,
    `${written[type]} ${name} = ${chance.of100(50) ? `${pointer}[${place}]` : `*(${pointer}++ + (${place}))`};`,
  ];
  keep(scope, [{ text: name, type }]);
  return lines;
}

/** Half and bfloat16: each operation rounds once more, to one value only. */
function narrowFloat(scope: Growing): string[] {
  const { chance } = scope;
  const brain = chance.of100(40);
  const [type, to, from] = brain
    ? ['__nv_bfloat16', '__float2bfloat16', '__bfloat162float']
    : ['__half', '__float2half', '__half2float'];
  const [h, g] = [scope.fresh('h'), scope.fresh('h')];
  const small = () => `fminf(fmaxf((float)${floatExpression(scope, 2).text}, -100.0f), 100.0f)`;
  const operation = chance.pick([
    `${h} + ${g}`,
    `${h} * ${g}`,
    `${h} - ${g}`,
    `__hadd(${h}, ${g})`,
    `__hmul(${h}, ${g})`,
    `__hsub(${h}, ${g})`,
    `-${h}`,
    `__hmax(${h}, ${g})`,
    `__hfma(${h}, ${g}, ${h})`,
    `${h} > ${g} ? ${h} : ${g}`,
    `${h} / (${to}(1.5f) + ${g} * ${g})`,
  ]);
  const [result, less] = [scope.fresh('v'), scope.fresh('v')];
  const lines = [
    `${type} ${h} = ${to}(${small()}), ${g} = ${to}(${small()});`,
    chance.of100(40)
      ? `if ${condition(scope, 2)} ${h} = ${g};`
      : `${g} ${chance.pick(['+=', '*=', '-='])} ${h};`,
    `float ${result} = ${from}(${operation});`,
    `bool ${less} = ${chance.pick([`${h} < ${g}`, `__hle(${h}, ${g})`, `__heq(${h}, ${g})`])};`,
  ];
  keep(scope, [
    { text: result, type: 'f32' },
    { text: less, type: 'bool' },
  ]);
  keep(scope, [{ text: `${from}(${h})`, type: 'f32' }], false);
  return lines;
}

function twoHalves(scope: Growing): string[] {
  const { chance } = scope;
  const [h, g] = [scope.fresh('h'), scope.fresh('h')];
  const small = () => `fminf(fmaxf((float)${floatExpression(scope, 1).text}, -100.0f), 100.0f)`;
  const lines = [
    `__half2 ${h} = __floats2half2_rn(${small()}, ${small()});`,
    `__half2 ${g} = ${chance.pick([`__hadd2(${h}, __float2half2_rn(0.5f))`, `__hmul2(${h}, ${h})`, `__lowhigh2highlow(${h})`, `__hfma2(${h}, ${h}, ${h})`])};`,
  ];
  keep(
    scope,
    [
      { text: `__low2float(${g})`, type: 'f32' },
      { text: `__high2float(${g})`, type: 'f32' },
    ],
    false,
  );
  return lines;
}

/** Once in a file. */
export const viewText = `#include <cuda_fp16.h>
#include <cuda_bf16.h>
union Bits {
  unsigned long long wide;
  unsigned int half[2];
  short part[4];
  unsigned char byte[8];
};
`;

export const viewShapes: readonly Shape[] = [
  { where: 'alone', weight: 1, make: union },
  { where: 'alone', weight: 1, make: bitCast },
  { where: 'alone', weight: 2, make: vector },
  { where: 'alone', weight: 1, inKernel: true, make: loaded },
  { where: 'alone', weight: 1, inKernel: true, make: byteOfInput },
  { where: 'alone', weight: 1, make: narrowFloat },
  { where: 'alone', weight: 1, make: twoHalves },
];
