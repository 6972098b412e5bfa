// Expressions of random kernels: in come what is in scope and how deep to go, out comes C++ with its type. What C++ leaves
// undefined never happens: signed operands are kept small, divisors are never 0 or -1, shifts stay below the width.
import type { Chance } from './chance';
import {
  bitsOf,
  commonType,
  type FloatType,
  type IntegerType,
  isFloatType,
  isSigned,
  type NumberType,
  promoted,
  written,
} from './number-types';

export type Expression = { readonly text: string; readonly type: NumberType };

/** A function of the program that an expression may call. */
export type Callable = {
  readonly name: string;
  readonly takes: readonly NumberType[];
  readonly gives: NumberType;
};

export type Scope = {
  readonly chance: Chance;
  readonly names: readonly Expression[];
  readonly functions: readonly Callable[];
  /** Short expressions: what matters are the statements. */
  readonly brief: boolean;
};

const integer = (type: NumberType) => !isFloatType(type);

function literal({ chance }: Scope): Expression {
  const type = chance.pick(['i32', 'i32', 'u32', 'i64', 'u64'] as const);
  const value = chance.pick([0, 1, 2, 3, 7, 31, 127, 128, 255, 256, 1000, 32767, 65535, 2147483647]);
  const large = chance.of100(15) && bitsOf(type) === 64 ? 0x1234567890 : value;
  const suffix = { i32: '', u32: 'u', i64: 'll', u64: 'ull' }[type];
  const text = `${large}${suffix}`;
  return chance.of100(20) && isSigned(type) ? { text: `(-${text})`, type } : { text, type };
}

function leaf(scope: Scope, wants: (type: NumberType) => boolean): Expression | undefined {
  const known = scope.names.filter(({ type }) => wants(type));
  return known.length > 0 ? scope.chance.pick(known) : undefined;
}

const isLeaf = ({ chance, brief }: Scope, depth: number) => depth <= (brief ? 1 : 0) || chance.of100(15);

/** Half of a signed value: sums and differences of two such fit. */
const halved = ({ text, type }: Expression): Expression => ({ text: `(${text} >> 1)`, type: promoted(type) });

const arithmetic = ['+', '-', '*'] as const;
const bitwise = ['&', '|', '^'] as const;
const comparisons = ['<', '<=', '>', '>=', '==', '!='] as const;

/** An expression of some integer type. */
export function integerExpression(scope: Scope, depth: number): Expression {
  const { chance } = scope;
  if (isLeaf(scope, depth))
    return chance.of100(75) ? (leaf(scope, integer) ?? literal(scope)) : literal(scope);
  const one = () => integerExpression(scope, depth - 1);
  switch (chance.int(0, 12)) {
    case 0:
    case 1:
    case 2:
      return sum(scope, one(), one());
    case 3:
    case 4: {
      const [a, b] = [one(), one()];
      return { text: `(${a.text} ${chance.pick(bitwise)} ${b.text})`, type: commonType(a.type, b.type) };
    }
    case 5:
      return shift(scope, one(), one());
    case 6:
      return division(scope, one(), one());
    case 7: {
      const [a, b] = [one(), one()];
      const text = `(${condition(scope, depth - 1)} ? ${a.text} : ${b.text})`;
      return { text, type: commonType(a.type, b.type) };
    }
    case 8:
      return cast(chance.pick(['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64']), one());
    case 9: {
      const a = one();
      if (chance.of100(50)) return { text: `(~${a.text})`, type: promoted(a.type) };
      const half = isSigned(promoted(a.type)) && bitsOf(promoted(a.type)) === bitsOf(a.type) ? halved(a) : a;
      return { text: `(-${half.text})`, type: promoted(half.type) };
    }
    case 10:
      return intrinsic(scope, one(), one());
    case 11:
      return call(scope, depth, integer) ?? one();
    default:
      return fromFloat(chance.pick(['i32', 'u32', 'i64', 'i16']), floatExpression(scope, depth - 1));
  }
}

function cast(type: IntegerType, { text }: Expression): Expression {
  return { text: `((${written[type]})${text})`, type };
}

function sum({ chance }: Scope, a: Expression, b: Expression): Expression {
  const operator = chance.pick(arithmetic);
  const type = commonType(a.type, b.type);
  const text = (x: Expression, y: Expression) => `(${x.text} ${operator} ${y.text})`;
  if (!isSigned(type)) return { text: text(a, b), type };
  if (operator === '*') {
    const mask = type === 'i32' ? '0x7fff' : '0x7fffffffll';
    const small = (x: Expression) => ({ text: `(${x.text} & ${mask})`, type });
    return { text: text(small(a), small(b)), type };
  }
  // Below the width of an int nothing overflows.
  const narrow = type === 'i32' && bitsOf(a.type) < 32 && bitsOf(b.type) < 32;
  if (narrow) return { text: text(a, b), type };
  if (chance.of100(50)) {
    const unsigned = type === 'i32' ? 'u32' : 'u64';
    return { text: text(cast(unsigned, a), cast(unsigned, b)), type: unsigned };
  }
  const wide = (x: Expression): Expression => halved({ text: `((${written[type]})${x.text})`, type });
  return { text: text(wide(a), wide(b)), type };
}

function shift({ chance }: Scope, a: Expression, by: Expression): Expression {
  const type = promoted(a.type);
  const count = `(${by.text} & ${bitsOf(type) - 1})`;
  if (chance.of100(50)) return { text: `(${a.text} >> ${count})`, type };
  const unsigned = bitsOf(type) === 64 ? 'u64' : 'u32';
  const left = isSigned(type) ? cast(unsigned, a) : a;
  return { text: `(${left.text} << ${count})`, type: promoted(left.type) };
}

function division({ chance }: Scope, a: Expression, b: Expression): Expression {
  const operator = chance.pick(['/', '%']);
  const type = commonType(a.type, b.type);
  const t = written[type];
  const divisor = isSigned(type)
    ? `((${t})${b.text} == 0 || (${t})${b.text} == -1 ? (${t})7 : (${t})${b.text})`
    : `((${t})${b.text} | (${t})1)`;
  return { text: `(${a.text} ${operator} ${divisor})`, type };
}

function intrinsic({ chance }: Scope, a: Expression, b: Expression): Expression {
  const i = `(int)${a.text}`;
  const u = `(unsigned int)${a.text}`;
  switch (chance.int(0, 8)) {
    case 0:
      return { text: `__popc(${u})`, type: 'i32' };
    case 1:
      return { text: `__clz(${i})`, type: 'i32' };
    case 2:
      return { text: `__ffs(${i})`, type: 'i32' };
    case 3:
      return { text: `__brev(${u})`, type: 'u32' };
    case 4:
      return { text: `__umulhi(${u}, (unsigned int)${b.text})`, type: 'u32' };
    case 5:
      return { text: `__mulhi(${i}, (int)${b.text})`, type: 'i32' };
    case 6:
      return { text: `${chance.pick(['min', 'max'])}(${i}, (int)${b.text})`, type: 'i32' };
    case 7:
      return { text: `__popcll((unsigned long long)${a.text})`, type: 'i32' };
    default:
      return { text: `${chance.pick(['min', 'max'])}(${u}, (unsigned int)${b.text})`, type: 'u32' };
  }
}

/** A float kept within what the integer type holds, and converted. */
export function fromFloat(type: IntegerType, value: Expression): Expression {
  const most = bitsOf(type) === 8 ? 100 : 30000;
  const [low, high] = isSigned(type) ? [`-${most}.0`, `${most}.0`] : ['0.0', `${2 * most}.0`];
  const limited = `fmin(fmax((double)${value.text}, ${low}), ${high})`;
  return { text: `((${written[type]})${limited})`, type };
}

function call(scope: Scope, depth: number, wants: (type: NumberType) => boolean): Expression | undefined {
  const known = scope.functions.filter(({ gives }) => wants(gives));
  if (known.length === 0) return undefined;
  const { name, takes, gives } = scope.chance.pick(known);
  return {
    text: `${name}(${takes.map((type) => expressionOf(scope, depth - 2, type)).join(', ')})`,
    type: gives,
  };
}

const floatLiterals = ['0.5', '1.0', '1.5', '-2.25', '3.0', '0.1', '-0.3', '100.0', '1e-3'] as const;

/** An expression of a floating-point type, of operations that round in one way only. */
export function floatExpression(scope: Scope, depth: number): Expression {
  const { chance } = scope;
  const isDouble = chance.of100(30);
  const type: FloatType = isDouble ? 'f64' : 'f32';
  const f = isDouble ? '' : 'f';
  const constant = (): Expression => ({ text: `(${chance.pick(floatLiterals)}${f})`, type });
  if (isLeaf(scope, depth)) return chance.of100(75) ? (leaf(scope, isFloatType) ?? constant()) : constant();
  const one = () => floatExpression(scope, depth - 1);
  switch (chance.int(0, 9)) {
    case 0:
    case 1:
    case 2:
    case 3: {
      const [a, b] = [one(), one()];
      return { text: `(${a.text} ${chance.pick(arithmetic)} ${b.text})`, type: commonType(a.type, b.type) };
    }
    case 4: {
      const [a, b] = [one(), one()];
      return { text: `(${a.text} / (1.5${f} + fabs${f}(${b.text})))`, type: commonType(a.type, type) };
    }
    case 5:
      return { text: `((${written[type]})${integerExpression(scope, depth - 1).text})`, type };
    case 6: {
      const [a, b] = [one(), one()];
      return {
        text: `(${condition(scope, depth - 1)} ? (${written[type]})${a.text} : (${written[type]})${b.text})`,
        type,
      };
    }
    case 7:
      return {
        text: `${chance.pick(['fmin', 'fmax'])}${f}((${written[type]})${one().text}, (${written[type]})${one().text})`,
        type,
      };
    case 8:
      return chance.of100(50)
        ? { text: `sqrt${f}(fabs${f}((${written[type]})${one().text}))`, type }
        : {
            text: `${chance.pick(['floor', 'trunc', 'ceil', 'fabs'])}${f}((${written[type]})${one().text})`,
            type,
          };
    default:
      return call(scope, depth, isFloatType) ?? one();
  }
}

export function condition(scope: Scope, depth: number): string {
  const { chance } = scope;
  if (depth > 1 && chance.of100(20))
    return `(${condition(scope, depth - 1)} ${chance.pick(['&&', '||'])} ${condition(scope, depth - 1)})`;
  if (chance.of100(10)) return `(!${condition(scope, depth - 1)})`;
  const of = chance.of100(25) ? floatExpression : integerExpression;
  return `(${of(scope, depth - 1).text} ${chance.pick(comparisons)} ${of(scope, depth - 1).text})`;
}

/** An expression that converts to the type by itself without leaving anything undefined. */
export function expressionOf(scope: Scope, depth: number, type: NumberType): string {
  const { chance } = scope;
  if (type === 'bool') return condition(scope, depth);
  if (isFloatType(type)) {
    const value = floatExpression(scope, depth);
    // Out of float's range the conversion would be undefined.
    return type === 'f32' && value.type === 'f64'
      ? `(float)fmin(fmax(${value.text}, -1e30), 1e30)`
      : value.text;
  }
  return chance.of100(10)
    ? fromFloat(type, floatExpression(scope, depth)).text
    : integerExpression(scope, depth).text;
}
