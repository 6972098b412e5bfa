// Expressions, by precedence. A name followed by parentheses is a cast only when it is known to be a type, or when nothing
// else can follow so.
import { character, identifier, number, P, punctuator, string } from '../token';
import type { AssignOperator, BinaryOperator, Expr, TypeName, UnaryOperator } from './ast';
import {
  afterBrackets,
  attempt,
  type Cursor,
  deeper,
  expect,
  expectName,
  is,
  joined,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { kindOfName, parseName } from './parse-names';
import { parseArguments, parseBraces, parsePrimary } from './parse-primary';
import { looksLikeType, parseTypeName } from './parse-types';

const assignOperators = new Set<string>(['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '|=', '^=']);
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
  '<=>': 8,
  '<<': 9,
  '>>': 9,
  '+': 10,
  '-': 10,
  '*': 11,
  '/': 11,
  '%': 11,
  '.*': 12,
  '->*': 12,
};
const unaryOperators = new Set<string>(['+', '-', '!', '~', '*', '&', '++', '--']);
/** Words for operators, as C++ has them. */
const words: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  bitand: '&',
  bitor: '|',
  xor: '^',
  compl: '~',
};

/** With commas. */
export function parseExpression(c: Cursor): Expr {
  return deeper(c, () => {
    const from = c.at;
    let left = parseAssignment(c);
    // `(args, ...)`: the fold is read by whoever reads the parenthesis.
    while (!is(c, '...', 1) && take(c, ','))
      left = { node: 'comma', left, right: parseAssignment(c), span: spanFrom(c, from) };
    return left;
  });
}

/** Up to a comma. */
export function parseAssignment(c: Cursor): Expr {
  return deeper(c, () => {
    const from = c.at;
    if (is(c, 'throw')) {
      c.at++;
      if (!is(c, ';') && !is(c, ')')) parseAssignment(c);
      return { node: 'unsupported', what: 'throw', span: spanFrom(c, from) };
    }
    const left = parseConditional(c);
    const operator = assignOperatorAt(c);
    if (!operator) return left;
    c.at += operator.length > 2 && peek(c).text === '>' ? 2 : 1;
    const right = is(c, '{') ? parseBraces(c) : parseAssignment(c);
    return { node: 'assign', operator, left, right, span: spanFrom(c, from) };
  });
}

function assignOperatorAt(c: Cursor): AssignOperator | undefined {
  const token = peek(c);
  if (token.kind !== punctuator) return undefined;
  // `>>=` comes as `>` and `>=`.
  if (token.text === '>' && is(c, '>=', 1) && joined(c, 0)) return '>>=';
  return assignOperators.has(token.text) ? (token.text as AssignOperator) : undefined;
}

function parseConditional(c: Cursor): Expr {
  const from = c.at;
  const condition = parseBinary(c, 1);
  if (!take(c, '?')) return condition;
  const yes = withAngles(c, false, () => parseExpression(c));
  expect(c, ':');
  const no = parseAssignment(c);
  return { node: 'conditional', condition, yes, no, span: spanFrom(c, from) };
}

/** The binary operator at the cursor and how many tokens it is. */
export function binaryAt(c: Cursor): { operator: BinaryOperator; tokens: number } | undefined {
  const token = peek(c);
  if (token.kind === identifier) {
    const word = Object.hasOwn(words, token.text) ? words[token.text] : undefined;
    return word && Object.hasOwn(precedence, word)
      ? { operator: word as BinaryOperator, tokens: 1 }
      : undefined;
  }
  if (token.kind !== punctuator) return undefined;
  if (token.text === '>') {
    if (c.inAngles) return undefined;
    const twice = is(c, '>', 1) && joined(c, 0);
    if (is(c, '>=', 1) && joined(c, 0)) return undefined;
    return twice ? { operator: '>>', tokens: 2 } : { operator: '>', tokens: 1 };
  }
  if (token.text === '>=' && c.inAngles) return undefined;
  if (token.text === '<=' && is(c, '>', 1) && joined(c, 0)) return { operator: '<=>', tokens: 2 };
  return Object.hasOwn(precedence, token.text)
    ? { operator: token.text as BinaryOperator, tokens: 1 }
    : undefined;
}

function parseBinary(c: Cursor, least: number): Expr {
  const from = c.at;
  let left = parseUnary(c);
  for (;;) {
    const found = binaryAt(c);
    const rank = found ? (precedence[found.operator] as number) : 0;
    if (!found || rank < least) return left;
    // `(args op ...)`: the fold is read by whoever reads the parenthesis.
    if (is(c, '...', found.tokens)) return left;
    c.at += found.tokens;
    const right = parseBinary(c, rank + 1);
    left = { node: 'binary', operator: found.operator, left, right, span: spanFrom(c, from) };
  }
}

export function parseUnary(c: Cursor): Expr {
  return deeper(c, () => {
    const from = c.at;
    const token = peek(c);
    if (token.kind === punctuator) {
      if (unaryOperators.has(token.text)) {
        c.at++;
        const operand = parseUnary(c);
        return { node: 'unary', operator: token.text as UnaryOperator, operand, span: spanFrom(c, from) };
      }
      if (token.code === P.openParen) {
        const cast = parseCast(c);
        if (cast) return cast;
      }
    } else if (token.kind === identifier) {
      switch (token.text) {
        case 'not':
        case 'compl':
          c.at++;
          return {
            node: 'unary',
            operator: words[token.text] as UnaryOperator,
            operand: parseUnary(c),
            span: spanFrom(c, from),
          };
        case 'sizeof':
        case 'alignof':
        case '__alignof__':
        case '_Alignof':
          return parsePostfix(c, parseSizeof(c), from);
        case 'new':
          return parseNew(c);
        case 'delete': {
          c.at++;
          const array = take(c, '[');
          if (array) expect(c, ']');
          return { node: 'delete', operand: parseUnary(c), array, span: spanFrom(c, from) };
        }
        case 'co_await':
        case 'co_yield':
          throw new NotThis(c.at, 'no expression of device code');
        case '__extension__':
        case '__builtin_expect_with_probability':
          c.at++;
          return parseUnary(c);
      }
    }
    return parsePostfix(c, parsePrimary(c), from);
  });
}

function parseSizeof(c: Cursor): Expr {
  const from = c.at;
  const align = peek(c).text !== 'sizeof';
  c.at++;
  if (!align && take(c, '...')) {
    expect(c, '(');
    const name = expectName(c).text;
    expect(c, ')');
    return { node: 'sizeof-pack', name, span: spanFrom(c, from) };
  }
  if (is(c, '(')) {
    const type = attempt(c, () => {
      expect(c, '(');
      if (!looksLikeType(c)) throw new NotThis(c.at, 'no type');
      const read = withAngles(c, false, () => parseTypeName(c));
      expect(c, ')');
      // `sizeof(x)` of a variable reads as a type whose name is unknown.
      if (read.kind === 'named' && kindOfName(c, read.name) === 'value') throw new NotThis(c.at, 'no type');
      return read;
    });
    if (type) return { node: 'sizeof', of: type, align, span: spanFrom(c, from) };
  }
  return { node: 'sizeof', of: parseUnary(c), align, span: spanFrom(c, from) };
}

/** `(T)operand`; undefined when the parenthesis holds an expression. */
function parseCast(c: Cursor): Expr | undefined {
  if (!looksLikeType({ ...c, at: c.at + 1 })) return undefined;
  const from = c.at;
  return attempt(c, () => {
    expect(c, '(');
    const type = withAngles(c, false, () => parseTypeName(c));
    expect(c, ')');
    if (!castFollows(c, type)) throw new NotThis(c.at, 'no cast');
    const operand: Expr = is(c, '{') ? parseBraces(c) : parseUnary(c);
    return { node: 'cast', style: 'c', type, operand, span: spanFrom(c, from) };
  });
}

function castFollows(c: Cursor, type: TypeName): boolean {
  const next = peek(c);
  const startsOperand =
    next.kind === number ||
    next.kind === string ||
    next.kind === character ||
    (next.kind === identifier && !['and', 'or', 'xor', 'bitand', 'bitor'].includes(next.text)) ||
    is(c, '!') ||
    is(c, '~') ||
    is(c, '::');
  if (type.kind === 'named') {
    const kind = kindOfName(c, type.name);
    if (kind === 'value' || kind === 'value-template' || kind === 'namespace') return false;
    // `(unknown)(x)`, `(unknown) - x`, `(unknown) * x` are no casts unless the name is a type.
    if (kind === undefined && type.name.parts.length === 1 && !type.name.parts[0]?.args) return startsOperand;
  }
  return (
    startsOperand ||
    is(c, '(') ||
    is(c, '-') ||
    is(c, '+') ||
    is(c, '*') ||
    is(c, '&') ||
    is(c, '++') ||
    is(c, '--') ||
    is(c, '{')
  );
}

function parseNew(c: Cursor): Expr {
  const from = c.at;
  expect(c, 'new');
  if (is(c, '(') && !looksLikeType({ ...c, at: c.at + 1 })) c.at = afterBrackets(c, c.at);
  let type = parseTypeName(c);
  let count: Expr | undefined;
  if (type.kind === 'array') {
    count = type.count;
    type = type.of;
  }
  let args: readonly Expr[] = [];
  if (take(c, '(')) {
    args = parseArguments(c, ')');
    expect(c, ')');
  } else if (is(c, '{')) {
    const braces = parseBraces(c);
    args = braces.node === 'braces' ? braces.items : [];
  }
  return { node: 'new', type, ...(count && { count }), args, span: spanFrom(c, from) };
}

function parsePostfix(c: Cursor, start: Expr, from: number): Expr {
  let value = start;
  for (;;) {
    const token = peek(c);
    if (token.kind !== punctuator) return value;
    switch (token.code) {
      case P.openBracket: {
        c.at++;
        const index = withAngles(c, false, () => (is(c, '{') ? parseBraces(c) : parseExpression(c)));
        expect(c, ']');
        value = { node: 'index', object: value, index, span: spanFrom(c, from) };
        continue;
      }
      case P.openParen: {
        c.at++;
        const args = parseArguments(c, ')');
        expect(c, ')');
        value = { node: 'call', callee: value, args, span: spanFrom(c, from) };
        continue;
      }
      case P.dot:
      case P.arrow: {
        c.at++;
        take(c, 'template');
        const name = is(c, '~') ? destructorCalled(c) : parseName(c, 'member');
        value = {
          node: 'member',
          object: value,
          name,
          arrow: token.code === P.arrow,
          span: spanFrom(c, from),
        };
        continue;
      }
      case P.increment:
        c.at++;
        value = {
          node: 'postfix',
          operator: token.text as '++' | '--',
          operand: value,
          span: spanFrom(c, from),
        };
        continue;
      case P.chevrons: {
        const config = launchConfig(c);
        expect(c, '(');
        const args = parseArguments(c, ')');
        expect(c, ')');
        value = { node: 'launch', callee: value, config, args, span: spanFrom(c, from) };
        continue;
      }
      default:
        return value;
    }
  }
}

/** What stands between `<<<` and `>>>`: shifts in there are not its end, so that is looked for first. */
function launchConfig(c: Cursor): Expr[] {
  c.at++;
  let depth = 0;
  let close = c.at;
  for (; close < c.end; close++) {
    const text = c.tokens[close]?.text ?? '';
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') depth--;
    if (depth < 0 || text === ';') throw new NotThis(close, '>>> expected');
    const closes = text === '>>>' || ['>', '>', '>', '('].every((t, i) => c.tokens[close + i]?.text === t);
    if (depth === 0 && closes) break;
  }
  const inner: Cursor = { ...c, end: close, inAngles: false };
  const config: Expr[] = [];
  while (inner.at < close) {
    config.push(parseAssignment(inner));
    if (inner.at < close) expect(inner, ',');
  }
  c.at = close + (c.tokens[close]?.text === '>>>' ? 1 : 3);
  return config;
}

function destructorCalled(c: Cursor) {
  const from = c.at;
  expect(c, '~');
  const { text } = expectName(c);
  return { parts: [{ text: `~${text}` }], global: false, span: spanFrom(c, from) };
}
