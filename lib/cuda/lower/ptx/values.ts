// PTX instructions that compute: from the values of their operands, already of the instruction's type, to the value of the
// result. The IR has most of them; the rest is made of it.
import type { Span } from '@/lib/core/span';
import { type CompareOp, type Expr, type MathOp, type Scalar, scalars } from '@/lib/ir';
import { binary, compare, constant, constantOf, convert, math, select, unary } from '../build';

type Make = (args: readonly Expr[], span: Span) => Expr | undefined;
export type Computed = {
  /** What the operands are read as, and how many there are. */
  readonly takes: readonly Scalar[];
  readonly make: Make;
};

const scalarOfPtx: Readonly<Record<string, Scalar>> = {
  ...{ b8: 'u8', u8: 'u8', s8: 'i8', b16: 'u16', u16: 'u16', s16: 'i16', b32: 'u32', u32: 'u32', s32: 'i32' },
  ...{ b64: 'u64', u64: 'u64', s64: 'i64', f32: 'f32', f64: 'f64', f16: 'f16', bf16: 'bf16', pred: 'bool' },
};
/** The scalar of a type as PTX writes it: `b32` is u32. */
export function ptxScalar(word: string | undefined): Scalar | undefined {
  return word !== undefined && Object.hasOwn(scalarOfPtx, word) ? scalarOfPtx[word] : undefined;
}

export function number(scalar: Scalar, value: number, span: Span): Expr {
  return constant(scalar, /64$/.test(scalar) && scalar !== 'f64' ? BigInt(value) : value, span);
}
const isFloating = (scalar: Scalar) =>
  scalar === 'f32' || scalar === 'f64' || scalar === 'f16' || scalar === 'bf16';
const isSignedInteger = (scalar: Scalar) => scalar.startsWith('i');
const bitsOf = (scalar: Scalar) => Number(/\d+/.exec(scalar)?.[0] ?? 32);
const twice: Readonly<Partial<Record<Scalar, Scalar>>> = { i16: 'i32', u16: 'u32', i32: 'i64', u32: 'u64' };

/** Words after a name that change no value here: nearest even is the IR's rounding, and what is approximate may be exact. */
const silent = new Set(['rn', 'approx', 'wrap', 'full']);
const comparisons: Readonly<Record<string, CompareOp>> = {
  ...{ eq: 'equal', ne: 'not-equal', lt: 'less', le: 'less-equal', gt: 'greater', ge: 'greater-equal' },
  ...{ lo: 'less', ls: 'less-equal', hi: 'greater', hs: 'greater-equal' },
};
const maths: Readonly<Record<string, MathOp>> = {
  ...{
    rsqrt: 'rsqrt',
    sqrt: 'sqrt',
    sin: 'fast-sin',
    cos: 'fast-cos',
    lg2: 'log2',
    ex2: 'exp2',
    tanh: 'tanh',
  },
};

/** @param words without the trailing type, which is `type` */
export function computed(words: readonly string[], type: Scalar): Computed | undefined {
  const [name = '', ...all] = words;
  const rest = all.filter((word) => !silent.has(word));
  const same = (count: number, make: Make): Computed => ({ takes: Array(count).fill(type), make });
  const two = (make: (a: Expr, b: Expr, span: Span) => Expr | undefined) =>
    same(2, ([a, b], span) => a && b && make(a, b, span));
  const floating = isFloating(type);
  const key = [name, ...rest].join('.');
  switch (key) {
    case 'mov':
    case 'cvta.to.global':
    case 'cvta.global':
      return same(1, ([a]) => a);
    case 'add':
      return two((a, b, span) => binary('add', a, b, span));
    case 'sub':
      return two((a, b, span) => binary('subtract', a, b, span));
    case 'div':
      return two((a, b, span) => binary('divide', a, b, span));
    case 'rem':
      return two((a, b, span) => binary('remainder', a, b, span));
    case 'mul':
      return floating ? two((a, b, span) => binary('multiply', a, b, span)) : undefined;
    case 'mul.lo':
      return two((a, b, span) => binary('multiply', a, b, span));
    case 'mul.hi':
      return bitsOf(type) >= 32 ? two((a, b, span) => math('mul-high', [a, b], span)) : undefined;
    case 'mul.wide':
      return two((a, b, span) => wideProduct(type, a, b, span));
    case 'mad.lo':
      return same(
        3,
        ([a, b, c], span) => a && b && c && binary('add', binary('multiply', a, b, span), c, span),
      );
    case 'mad.hi':
      return same(
        3,
        ([a, b, c], span) => a && b && c && binary('add', math('mul-high', [a, b], span), c, span),
      );
    case 'mad.wide': {
      const wide = twice[type];
      return (
        wide && {
          takes: [type, type, wide],
          make: ([a, b, c], span) => {
            const product = a && b && wideProduct(type, a, b, span);
            return product && c && binary('add', product, c, span);
          },
        }
      );
    }
    case 'mul24.lo':
      return two((a, b, span) => math('mul24', [a, b], span));
    case 'fma':
    case 'mad':
      return floating ? same(3, (args, span) => math('fma', args, span)) : undefined;
    case 'min':
    case 'max':
      return two((a, b, span) => math(floating ? `f${key}` : key, [a, b], span));
    case 'abs':
      return same(1, (args, span) => math(floating ? 'fabs' : 'abs', args, span));
    case 'neg':
      return same(1, ([a], span) => a && unary('negate', a, span));
    case 'copysign':
      // The sign comes from the first.
      return two((a, b, span) => math('copysign', [b, a], span));
    case 'and':
    case 'or':
    case 'xor':
      return two((a, b, span) => binary(key, a, b, span));
    case 'not':
      return same(1, ([a], span) => a && unary(type === 'bool' ? 'not' : 'complement', a, span));
    case 'shl':
    case 'shr':
      // Shifts of the IR end at the width as those of PTX do.
      return {
        takes: [type, 'u32'],
        make: ([a, b], span) => a && b && binary(key === 'shl' ? 'shift-left' : 'shift-right', a, b, span),
      };
    case 'popc':
      return same(1, (args, span) =>
        convert(math('population-count', args, span, scalars.i32), scalars.u32, span),
      );
    case 'clz':
      return same(1, (args, span) =>
        convert(math('leading-zeros', args, span, scalars.i32), scalars.u32, span),
      );
    case 'brev':
      return same(1, (args, span) => math('bit-reverse', args, span));
    case 'bfind':
      return isSignedInteger(type)
        ? undefined
        : same(1, (args, span) =>
            // Of 0 it is all bits.
            convert(
              binary(
                'subtract',
                number('i32', bitsOf(type) - 1, span),
                math('leading-zeros', args, span, scalars.i32),
                span,
              ),
              scalars.u32,
              span,
            ),
          );
    case 'bfe':
      return { takes: [type, 'u32', 'u32'], make: (args, span) => extracted(type, args, span) };
    case 'bfi':
      return { takes: [type, type, 'u32', 'u32'], make: (args, span) => inserted(type, args, span) };
    case 'lop3':
      return type === 'u32' ? { takes: ['u32', 'u32', 'u32', 'u32'], make: looked } : undefined;
    case 'prmt':
      return { takes: ['u32', 'u32', 'u32'], make: permuted };
    case 'shf.l':
    case 'shf.r':
      return all.includes('wrap')
        ? {
            takes: ['u32', 'u32', 'u32'],
            make: (args, span) => math(key === 'shf.l' ? 'funnel-left' : 'funnel-right', args, span),
          }
        : undefined;
    case 'sad':
      return { takes: [type, type, 'u32'], make: (args, span) => math('sad', args, span, scalars.u32) };
    case 'rcp':
      return floating
        ? same(1, ([a], span) => a && binary('divide', constant(type, 1, span), a, span))
        : undefined;
    case 'rsqrt':
    case 'sqrt':
    case 'sin':
    case 'cos':
    case 'lg2':
    case 'ex2':
    case 'tanh':
      return floating ? same(1, (args, span) => math(maths[key] as MathOp, args, span)) : undefined;
    case 'selp':
      return {
        takes: [type, type, 'bool'],
        make: ([a, b, p], span) => a && b && p && select(p, a, b, span),
      };
  }
  if (name === 'setp' && rest.length === 1) {
    const op = comparisons[rest[0] as string];
    return op && two((a, b, span) => compare(op, a, b, span));
  }
  return undefined;
}

function wideProduct(type: Scalar, a: Expr, b: Expr, span: Span): Expr | undefined {
  const wide = twice[type];
  if (!wide) return undefined;
  return binary('multiply', convert(a, scalars[wide], span), convert(b, scalars[wide], span), span);
}

/** `bfe`: bits from a place on, with the sign of the last one for signed types. Place and length are taken modulo 256. */
function extracted(type: Scalar, [from, at, length]: readonly Expr[], span: Span): Expr | undefined {
  if (!from || !at || !length) return undefined;
  const width = bitsOf(type);
  // The sign bit is that of the last bit which is there, also where the field goes past the end: only for fields inside.
  if (isSignedInteger(type)) {
    const [first, count] = [constantOf(at), constantOf(length)];
    if (typeof first !== 'number' || typeof count !== 'number' || count === 0 || first + count > width)
      return undefined;
    const up = binary('shift-left', from, number('u32', width - first - count, span), span);
    return binary('shift-right', up, number('u32', width - count, span), span);
  }
  const shifted = binary('shift-right', from, byteOf(at, span), span);
  return binary('and', shifted, lowBits(type, byteOf(length, span), span), span);
}

const byteOf = (value: Expr, span: Span) => binary('and', value, constant('u32', 255, span), span);

/** As many ones as a number says; a shift by the width or more gives 0, so that all bits are ones then. */
function lowBits(type: Scalar, count: Expr, span: Span): Expr {
  return unary(
    'complement',
    binary('shift-left', unary('complement', number(type, 0, span), span), count, span),
    span,
  );
}

/** `bfi`: the low bits of the first laid over the second from a place on. */
function inserted(type: Scalar, [bits, into, at, length]: readonly Expr[], span: Span): Expr | undefined {
  if (!bits || !into || !at || !length) return undefined;
  const place = byteOf(at, span);
  const mask = binary('shift-left', lowBits(type, byteOf(length, span), span), place, span);
  const laid = binary('and', binary('shift-left', bits, place, span), mask, span);
  return binary('or', binary('and', into, unary('complement', mask, span), span), laid, span);
}

/** `lop3`: bit i of the table is the result where the three operands' bits make the number i. */
function looked([a, b, c, table]: readonly Expr[], span: Span): Expr | undefined {
  const known = table && constantOf(table);
  if (!a || !b || !c || typeof known !== 'number') return undefined;
  const columns = [
    [a, 0xf0],
    [b, 0xcc],
    [c, 0xaa],
  ] as const;
  // The forms that people write tables of.
  for (const [x, of] of columns) if (known === of) return x;
  const both = (op: 'and' | 'or' | 'xor', x: Expr, y: Expr) => binary(op, x, y, span);
  const by = {
    and: (x: number, y: number) => x & y,
    or: (x: number, y: number) => x | y,
    xor: (x: number, y: number) => x ^ y,
  };
  const ops = ['and', 'or', 'xor'] as const;
  for (const first of ops)
    for (const second of ops)
      for (const [x, y, z] of [
        [0, 1, 2],
        [0, 2, 1],
        [1, 2, 0],
      ] as const) {
        const [[ex, tx], [ey, ty], [ez, tz]] = [columns[x], columns[y], columns[z]];
        if (by[second](by[first](tx, ty), tz) === known) return both(second, both(first, ex, ey), ez);
      }
  const complement = (x: Expr) => unary('complement', x, span);
  let sum: Expr = constant('u32', 0, span);
  for (let row = 0; row < 8; row++) {
    if (!((known >> row) & 1)) continue;
    const term = both(
      'and',
      both('and', row & 4 ? a : complement(a), row & 2 ? b : complement(b)),
      row & 1 ? c : complement(c),
    );
    sum = constantOf(sum) === 0 ? term : both('or', sum, term);
  }
  return sum;
}

/** `prmt` without a mode: `__byte_perm`, unless the selector asks for copies of a byte's sign. */
function permuted(args: readonly Expr[], span: Span): Expr | undefined {
  const selector = args[2] && constantOf(args[2]);
  if (typeof selector !== 'number' || (selector & 0x8888) !== 0) return undefined;
  return math('byte-permute', args, span);
}
