// Constant expressions of C++ and of `#if`: in comes the text of one, out comes its value as far as it can be known.
// Unknown names make the result unknown, except where it doesn't hang on them (`0 && x`). Never guesses.
import { lex, P } from '@/lib/cuda';

/** An integer with C++'s idea of it; `bits` is 32 or 64. */
export type Int = { readonly value: bigint; readonly bits: 32 | 64; readonly unsigned: boolean };

export type Names = {
  /** The value of an identifier, if known. */
  readonly value: (name: string) => Int | undefined;
  /** Whether a macro is defined, if known; for `#if` alone. */
  readonly defined?: (name: string) => boolean | undefined;
};

export function int(value: bigint, bits: 32 | 64 = 32, unsigned = false): Int {
  return { value: unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value), bits, unsigned };
}

const truth = (value: boolean): Int => int(value ? 1n : 0n);

const literal = /^(0[xX][\da-fA-F']+|0[bB][01']+|[\d']+)([uUlLzZ]*)$/;

/** The value of an integer literal with its type by suffix and size; undefined for anything else. */
export function integerLiteral(text: string): Int | undefined {
  const match = literal.exec(text);
  if (!match) return undefined;
  const [, digits = '', suffix = ''] = match;
  const plain = digits.replaceAll("'", '');
  const octal = /^0[0-7]+$/.test(plain);
  if (/^0\d/.test(plain) && !octal) return undefined;
  const value = BigInt(octal ? `0o${plain.slice(1)}` : plain);
  const decimal = /^[1-9]/.test(plain);
  const asked = /u/i.test(suffix);
  const wide = /l|z/i.test(suffix) || value > 0xffffffffn || (decimal && !asked && value > 0x7fffffffn);
  const bits = wide ? 64 : 32;
  const unsigned = asked || (!decimal && value > (wide ? 0x7fffffffffffffffn : 0x7fffffffn));
  return int(value, bits, unsigned);
}

const casts: Readonly<Record<string, readonly [32 | 64, boolean]>> = {
  int: [32, false],
  unsigned: [32, true],
  'unsigned int': [32, true],
  uint: [32, true],
  int32_t: [32, false],
  uint32_t: [32, true],
  long: [64, false],
  'long long': [64, false],
  'unsigned long': [64, true],
  'unsigned long long': [64, true],
  int64_t: [64, false],
  uint64_t: [64, true],
  size_t: [64, true],
};

const binary: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Unreadable extends Error {}

/** The value of an expression, or undefined when it is no constant, not known, or not an integer. */
export function evaluate(text: string, names: Names): Int | undefined {
  const words = wordsOf(text);
  let at = 0;
  const next = () => words[at];
  const take = (word: string) => {
    if (words[at] !== word) throw new Unreadable();
    at++;
  };

  const conditional = (): Int | undefined => {
    const condition = level(0);
    if (next() !== '?') return condition;
    at++;
    const yes = conditional();
    take(':');
    const no = conditional();
    return condition === undefined ? undefined : condition.value !== 0n ? yes : no;
  };
  const level = (depth: number): Int | undefined => {
    const operators = binary[depth];
    if (!operators) return unary();
    let left = level(depth + 1);
    for (let word = next(); word !== undefined && operators.includes(word); word = next()) {
      at++;
      left = combine(word, left, level(depth + 1));
    }
    return left;
  };
  const unary = (): Int | undefined => {
    const word = next();
    if (word === undefined) throw new Unreadable();
    if (word === '-' || word === '+' || word === '~' || word === '!') {
      at++;
      const value = unary();
      if (!value) return undefined;
      if (word === '!') return truth(value.value === 0n);
      const result = word === '-' ? -value.value : word === '~' ? ~value.value : value.value;
      return int(result, value.bits, value.unsigned);
    }
    if (word === '(') {
      const type = castAt(words, at);
      if (type) {
        at = type.after;
        const value = unary();
        return value && int(value.value, type.bits, type.unsigned);
      }
      at++;
      const value = conditional();
      take(')');
      return value;
    }
    at++;
    if (word === 'static_cast' && next() === '<') {
      const close = words.indexOf('>', at);
      const kind = close < 0 ? undefined : casts[words.slice(at + 1, close).join(' ')];
      if (!kind) throw new Unreadable();
      at = close + 1;
      take('(');
      const value = conditional();
      take(')');
      return value && int(value.value, kind[0], kind[1]);
    }
    if (word === 'defined' && names.defined) {
      const open = next() === '(';
      if (open) at++;
      const name = next() ?? '';
      at++;
      if (open) take(')');
      const known = names.defined(name);
      return known === undefined ? undefined : truth(known);
    }
    if (word === 'true' || word === 'false') return truth(word === 'true');
    if (/^[A-Za-z_$]/.test(word)) {
      if (next() === '(') {
        skipGroup();
        return undefined;
      }
      return names.value(word);
    }
    const value = integerLiteral(word);
    if (!value) throw new Unreadable();
    return value;
  };
  const skipGroup = () => {
    let depth = 0;
    do {
      const word = words[at++];
      if (word === undefined) throw new Unreadable();
      if (word === '(') depth++;
      if (word === ')') depth--;
    } while (depth > 0);
  };

  if (words.length === 0 || words.length > 400) return undefined;
  try {
    const value = conditional();
    return at === words.length ? value : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function wordsOf(text: string): string[] {
  const { code } = lex(text);
  const words: string[] = [];
  for (let i = 0; i < code.kind.length; i++) {
    const word = code.names[i] || text.slice(code.start[i], code.end[i]);
    const doubled = code.code[i] === P.greater && code.code[i - 1] === P.greater;
    if (doubled && code.start[i] === code.end[i - 1] && words[words.length - 1] === '>')
      words[words.length - 1] = '>>';
    else words.push(word);
  }
  return words;
}

/** `(unsigned)` and the like at a place, with its type. */
function castAt(words: readonly string[], open: number) {
  const close = words.indexOf(')', open);
  if (close < 0 || close + 1 >= words.length) return undefined;
  const name = words.slice(open + 1, close).join(' ');
  const kind = Object.hasOwn(casts, name) ? casts[name] : undefined;
  return kind && { bits: kind[0], unsigned: kind[1], after: close + 1 };
}

function combine(operator: string, a: Int | undefined, b: Int | undefined): Int | undefined {
  if (operator === '&&') {
    if (a?.value === 0n || b?.value === 0n) return truth(false);
    return a && b && truth(true);
  }
  if (operator === '||') {
    if ((a && a.value !== 0n) || (b && b.value !== 0n)) return truth(true);
    return a && b && truth(false);
  }
  if (!a || !b) return undefined;
  if (operator === '<<' || operator === '>>') {
    if (b.value < 0n || b.value >= BigInt(a.bits)) return undefined;
    return int(operator === '<<' ? a.value << b.value : a.value >> b.value, a.bits, a.unsigned);
  }
  const bits = a.bits === 64 || b.bits === 64 ? 64 : 32;
  const unsigned = (a.unsigned && a.bits === bits) || (b.unsigned && b.bits === bits);
  const x = int(a.value, bits, unsigned).value;
  const y = int(b.value, bits, unsigned).value;
  switch (operator) {
    case '==':
      return truth(x === y);
    case '!=':
      return truth(x !== y);
    case '<':
      return truth(x < y);
    case '>':
      return truth(x > y);
    case '<=':
      return truth(x <= y);
    case '>=':
      return truth(x >= y);
    case '+':
      return int(x + y, bits, unsigned);
    case '-':
      return int(x - y, bits, unsigned);
    case '*':
      return int(x * y, bits, unsigned);
    case '&':
      return int(x & y, bits, unsigned);
    case '|':
      return int(x | y, bits, unsigned);
    case '^':
      return int(x ^ y, bits, unsigned);
    case '/':
      return y === 0n ? undefined : int(x / y, bits, unsigned);
    default:
      return y === 0n ? undefined : int(x % y, bits, unsigned);
  }
}
