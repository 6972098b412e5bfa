// CUDA's intrinsics on two halves or four bytes of a word, and those for dynamic programming, as CUDA text that the prelude
// declares. Each takes words apart, works on the parts as wider integers, and puts them together.

type Width = 2 | 4;
const signedPart = { 2: 'short', 4: 'signed char' } as const;
const unsignedPart = { 2: 'unsigned short', 4: 'unsigned char' } as const;

/** A function of up to three words: `expression` makes a part of the result of the parts x, y, z, all of type int. */
function partwise(
  name: string,
  width: Width,
  isSigned: boolean,
  words: 1 | 2 | 3,
  expression: string,
): string {
  const bits = 32 / width;
  const part = (isSigned ? signedPart : unsignedPart)[width];
  const names = ['a', 'b', 'c'].slice(0, words);
  const parts = names.map((word, i) => `${'xyz'[i]} = (${part})(${word} >> at)`);
  return `
__device__ inline unsigned int ${name}(${names.map((word) => `unsigned int ${word}`).join(', ')}) {
  unsigned int result = 0;
  for (int at = 0; at < 32; at += ${bits}) {
    int ${parts.join(', ')};
    result |= ((unsigned int)(${expression}) & ${2 ** bits - 1}u) << at;
  }
  return result;
}`;
}

/** Sum of a number made of each pair of parts. */
function sumOfParts(name: string, width: Width, isSigned: boolean, expression: string): string {
  const part = (isSigned ? signedPart : unsignedPart)[width];
  return `
__device__ inline unsigned int ${name}(unsigned int a, unsigned int b) {
  unsigned int sum = 0;
  for (int at = 0; at < 32; at += ${32 / width}) {
    int x = (${part})(a >> at), y = (${part})(b >> at);
    sum += (unsigned int)(${expression});
  }
  return sum;
}`;
}

function packedOf(width: Width): string[] {
  const bits = 32 / width;
  const saturated = (value: string, isSigned: boolean) => {
    const least = isSigned ? -(2 ** (bits - 1)) : 0;
    return `min(max(${value}, ${least}), ${least + 2 ** bits - 1})`;
  };
  const two = (name: string, isSigned: boolean, expression: string) =>
    partwise(`__v${name}${width}`, width, isSigned, 2, expression);
  const one = (name: string, expression: string) =>
    partwise(`__v${name}${width}`, width, true, 1, expression);
  const distance = 'x < y ? y - x : x - y';
  const compared = (name: string, sign: string, isSigned: boolean) => [
    two(`cmp${name}`, isSigned, `x ${sign} y ? -1 : 0`),
    two(`set${name}`, isSigned, `x ${sign} y`),
  ];
  return [
    two('add', false, 'x + y'),
    two('sub', false, 'x - y'),
    two('addss', true, saturated('x + y', true)),
    two('addus', false, saturated('x + y', false)),
    two('subss', true, saturated('x - y', true)),
    two('subus', false, saturated('x - y', false)),
    two('avgs', true, '(x + y + (x + y >= 0)) >> 1'),
    two('avgu', false, '(x + y + 1) >> 1'),
    two('haddu', false, '(x + y) >> 1'),
    two('absdiffs', true, distance),
    two('absdiffu', false, distance),
    two('maxs', true, 'max(x, y)'),
    two('maxu', false, 'max(x, y)'),
    two('mins', true, 'min(x, y)'),
    two('minu', false, 'min(x, y)'),
    ...compared('eq', '==', false),
    ...compared('ne', '!=', false),
    ...[true, false].flatMap((isSigned) =>
      Object.entries({ ge: '>=', gt: '>', le: '<=', lt: '<' }).flatMap(([name, sign]) =>
        compared(name + (isSigned ? 's' : 'u'), sign, isSigned),
      ),
    ),
    one('abs', 'x < 0 ? -x : x'),
    one('absss', saturated('x < 0 ? -x : x', true)),
    one('neg', '-x'),
    one('negss', saturated('-x', true)),
    sumOfParts(`__vsads${width}`, width, true, distance),
    sumOfParts(`__vsadu${width}`, width, false, distance),
  ];
}

/** `__viaddmax_s32` and its family: the whole word as one number, and two halves of it. `_relu`: not less than zero. */
function dynamicProgramming(): string[] {
  const out: string[] = [];
  for (const choice of ['max', 'min'] as const)
    for (const letter of ['s', 'u'] as const) {
      const isSigned = letter === 's';
      const whole = isSigned ? 'int' : 'unsigned int';
      const half = isSigned ? 'short' : 'unsigned short';
      const of = (name: string, words: 2 | 3, expression: string, sum = expression) => {
        const parameters = ['x', 'y', 'z'].slice(0, words).map((word) => `${whole} ${word}`);
        out.push(
          `__device__ inline ${whole} ${name}${letter}32(${parameters.join(', ')}) { return ${expression}; }`,
          partwise(`${name}${letter}16x2`, 2, isSigned, words, sum),
        );
        if (!isSigned) return;
        out.push(
          `__device__ inline int ${name}s32_relu(${parameters.join(', ')}) { return max(${expression}, 0); }`,
          partwise(`${name}s16x2_relu`, 2, true, words, `max(${sum}, 0)`),
        );
      };
      of(`__viadd${choice}_`, 3, `${choice}(x + y, z)`, `${choice}((int)(${half})(x + y), z)`);
      of(`__vi${choice}3_`, 3, `${choice}(${choice}(x, y), z)`);
      if (isSigned)
        out.push(
          `__device__ inline int __vi${choice}_s32_relu(int x, int y) { return max(${choice}(x, y), 0); }`,
          partwise(`__vi${choice}_s16x2_relu`, 2, true, 2, `max(${choice}(x, y), 0)`),
        );
      const first = choice === 'max' ? '>=' : '<=';
      out.push(
        `__device__ inline ${whole} __vib${choice}_${letter}32(${whole} a, ${whole} b, bool *first) {
  *first = a ${first} b;
  return ${choice}(a, b);
}`,
        `__device__ inline unsigned int __vib${choice}_${letter}16x2(unsigned int a, unsigned int b, bool *high, bool *low) {
  *high = (${half})(a >> 16) ${first} (${half})(b >> 16);
  *low = (${half})a ${first} (${half})b;
  return __v${choice}${letter}2(a, b);
}`,
      );
    }
  return out;
}

/** Products of bytes with bytes or halves, summed. */
function dotProducts(): string[] {
  return ([true, false] as const).flatMap((isSigned) => {
    const [whole, byte, half] = isSigned
      ? ['int', 'signed char', 'short']
      : ['unsigned int', 'unsigned char', 'unsigned short'];
    const letter = isSigned ? '' : 'u';
    const word = (name: string) => `*(${whole} *)&${name}`;
    const of = (name: string, left: string, terms: string) => `
__device__ inline ${whole} ${name}(${whole} a, ${whole} b, ${whole} c) { return c + ${terms}; }
__device__ inline ${whole} ${name}(${left} a, ${letter}char4 b, ${whole} c) { return ${name}(${word('a')}, ${word('b')}, c); }`;
    const product = (type: string, by: number, at: number, from: number) =>
      `(${whole})(${type})(a >> ${by * at}) * (${byte})(b >> ${8 * (at + from)})`;
    return [
      of('__dp4a', `${letter}char4`, [0, 1, 2, 3].map((i) => product(byte, 8, i, 0)).join(' + ')),
      of('__dp2a_lo', `${letter}short2`, [0, 1].map((i) => product(half, 16, i, 0)).join(' + ')),
      of('__dp2a_hi', `${letter}short2`, [0, 1].map((i) => product(half, 16, i, 2)).join(' + ')),
    ];
  });
}

export const packedText = () =>
  [...packedOf(2), ...packedOf(4), ...dynamicProgramming(), ...dotProducts()].join('\n');
