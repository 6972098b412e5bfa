// The expression of an `#if`: expanded tokens in, true or false out. All values are 64-bit integers, as the standard says.
import { character, identifier, number, P, punctuator } from '../token';
import type { Token } from './macro';

/** Thrown inside this file for what is no expression. */
class NoExpression extends Error {}

const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

/** The value of an integer literal; undefined for anything else. */
export function integerOf(text: string): bigint | undefined {
  const digits = text.replace(/'/g, '').replace(/[uUlLzZ]+$/, '');
  if (/^0[xX][0-9a-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits)) return BigInt(digits);
  if (/^0[0-7]*$/.test(digits)) return BigInt(`0o${digits.slice(1) || '0'}`);
  return /^[1-9]\d*$/.test(digits) ? BigInt(digits) : undefined;
}

/** @returns the truth of the expression; undefined when it is none. Names that are left count as 0, as calls of them do. */
export function conditionValue(tokens: readonly Token[]): bigint | undefined {
  let at = 0;
  const peek = () => tokens[at];
  const is = (text: string) => peek()?.kind === punctuator && peek()?.text === text;

  const primary = (): bigint => {
    const token = tokens[at++];
    if (!token) throw new NoExpression();
    if (token.kind === number) {
      const value = integerOf(token.text);
      if (value === undefined) throw new NoExpression();
      return value;
    }
    if (token.kind === character) return BigInt(token.text.charCodeAt(1) || 0);
    if (token.kind === identifier) {
      if (is('(')) skipParens();
      return token.text === 'true' ? 1n : 0n;
    }
    if (token.kind === punctuator) {
      if (token.code === P.openParen) {
        const value = conditional();
        if (!is(')')) throw new NoExpression();
        at++;
        return value;
      }
      if (token.text === '!') return primary() === 0n ? 1n : 0n;
      if (token.text === '-') return BigInt.asIntN(64, -primary());
      if (token.text === '+') return primary();
      if (token.text === '~') return ~primary();
    }
    throw new NoExpression();
  };
  const skipParens = () => {
    let depth = 0;
    for (; at < tokens.length; at++) {
      if (is('(')) depth++;
      else if (is(')') && --depth === 0) break;
    }
    at++;
  };
  /** `>` `>` stand apart, since they may close two lists of template arguments elsewhere. */
  const operator = (): string | undefined => {
    const token = peek();
    if (token?.kind !== punctuator) return undefined;
    const next = tokens[at + 1];
    if (token.text === '>' && next?.text === '>' && !next.spaced) return '>>';
    return Object.hasOwn(precedence, token.text) ? token.text : undefined;
  };
  const binary = (least: number): bigint => {
    let left = primary();
    for (let op = operator(); op && (precedence[op] as number) >= least; op = operator()) {
      at += op === '>>' ? 2 : 1;
      const right = binary((precedence[op] as number) + 1);
      left = apply(op, left, right);
    }
    return left;
  };
  const conditional = (): bigint => {
    const condition = binary(1);
    if (!is('?')) return condition;
    at++;
    const yes = conditional();
    if (!is(':')) throw new NoExpression();
    at++;
    const no = conditional();
    return condition !== 0n ? yes : no;
  };
  try {
    const value = conditional();
    return at === tokens.length ? value : undefined;
  } catch (error) {
    if (error instanceof NoExpression) return undefined;
    throw error;
  }
}

function apply(op: string, a: bigint, b: bigint): bigint {
  const truth = (value: boolean) => (value ? 1n : 0n);
  switch (op) {
    case '||':
      return truth(a !== 0n || b !== 0n);
    case '&&':
      return truth(a !== 0n && b !== 0n);
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '>':
      return truth(a > b);
    case '<=':
      return truth(a <= b);
    case '>=':
      return truth(a >= b);
    case '<<':
      return BigInt.asIntN(64, a << (b & 63n));
    case '>>':
      return a >> (b & 63n);
    case '+':
      return BigInt.asIntN(64, a + b);
    case '-':
      return BigInt.asIntN(64, a - b);
    case '*':
      return BigInt.asIntN(64, a * b);
    case '/':
    case '%':
      if (b === 0n) throw new NoExpression();
      return op === '/' ? a / b : a % b;
    default:
      throw new NoExpression();
  }
}
