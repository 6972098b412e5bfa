// Expressions, by precedence. A name followed by parentheses is a cast only when it is known to be a type, or when nothing
// else can follow so.
import { character, identifier, number, P, punctuator, string } from '../token';
import type {
  AssignOperator,
  BinaryOperator,
  Capture,
  Expr,
  Parameter,
  TypeName,
  UnaryOperator,
} from './ast';
import {
  afterBrackets,
  attempt,
  type Cursor,
  deeper,
  expect,
  expectName,
  innerScope,
  is,
  isName,
  joined,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { characterValue, stringValue } from './literals';
import { parseParameters } from './parse-declarators';
import { isReserved, kindOfName, parseName } from './parse-names';
import { looksLikeType, parseTypeName, skipAttributes } from './parse-types';

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
    while (take(c, ',')) left = { node: 'comma', left, right: parseAssignment(c), span: spanFrom(c, from) };
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
function binaryAt(c: Cursor): { operator: BinaryOperator; tokens: number } | undefined {
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

function parseUnary(c: Cursor): Expr {
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

const castStyles: Readonly<Record<string, 'static' | 'reinterpret' | 'const' | 'dynamic'>> = {
  static_cast: 'static',
  reinterpret_cast: 'reinterpret',
  const_cast: 'const',
  dynamic_cast: 'dynamic',
};

function parsePrimary(c: Cursor): Expr {
  const from = c.at;
  const token = peek(c);
  const ends = <T extends object>(node: T): T & { span: Expr['span'] } => ({
    ...node,
    span: spanFrom(c, from),
  });
  switch (token.kind) {
    case number:
      c.at++;
      return ends({ node: 'number', text: token.text });
    case character: {
      c.at++;
      return ends({ node: 'character', ...characterValue(token.text) });
    }
    case string: {
      let value = '';
      while (peek(c).kind === string) {
        value += stringValue(peek(c).text);
        c.at++;
      }
      return ends({ node: 'string', value });
    }
    case punctuator:
      if (token.code === P.openParen) return parseParenthesised(c);
      if (token.code === P.openBracket) return parseLambda(c);
      if (token.code === P.openBrace) return parseBraces(c);
      break;
    case identifier: {
      const { text } = token;
      if (text === 'true' || text === 'false') {
        c.at++;
        return ends({ node: 'boolean', value: text === 'true' });
      }
      if (text === 'nullptr') {
        c.at++;
        return ends({ node: 'nullptr' });
      }
      if (text === 'this') {
        c.at++;
        return ends({ node: 'this' });
      }
      const style = Object.hasOwn(castStyles, text) ? castStyles[text] : undefined;
      if (style) {
        c.at++;
        expect(c, '<');
        const type = withAngles(c, true, () => parseTypeName(c));
        expect(c, '>');
        expect(c, '(');
        const operand = withAngles(c, false, () => parseExpression(c));
        expect(c, ')');
        return ends({ node: 'cast', style, type, operand });
      }
      if (text === 'typeid' || text === 'noexcept' || text === '__builtin_va_arg' || text === 'va_arg') {
        c.at++;
        if (is(c, '(')) c.at = afterBrackets(c, c.at);
        return ends({ node: 'unsupported', what: text });
      }
      if (text === 'offsetof' || text === '__builtin_offsetof') return parseOffsetof(c);
      return parseNamed(c);
    }
  }
  if (token.kind === punctuator && token.code === P.scope) return parseNamed(c);
  throw new NotThis(c.at, 'an expression expected');
}

/** `offsetof(T, member)` becomes a call whose first argument is `T{}` and whose second is the member's name. */
function parseOffsetof(c: Cursor): Expr {
  const from = c.at;
  const name: Expr = {
    node: 'name',
    name: { parts: [{ text: 'offsetof' }], global: false, span: peek(c).span },
    span: peek(c).span,
  };
  c.at++;
  expect(c, '(');
  const type = withAngles(c, false, () => parseTypeName(c));
  const object: Expr = { node: 'construct', type, args: [], braces: true, span: spanFrom(c, from) };
  expect(c, ',');
  const member = parsePrimary(c);
  expect(c, ')');
  return { node: 'call', callee: name, args: [object, member], span: spanFrom(c, from) };
}

/** A name, `T(…)`, `T{…}`. */
function parseNamed(c: Cursor): Expr {
  const from = c.at;
  const { text } = peek(c);
  if (isReserved(text) && !is(c, '::') && text !== 'operator') {
    // `float(x)`, `unsigned{}`, `typename T::type(x)`
    const type = parseTypeName(c);
    return parseConstruct(c, type, from);
  }
  const name = parseName(c, 'value');
  const span = spanFrom(c, from);
  if (is(c, '(') || is(c, '{')) {
    const kind = kindOfName(c, name);
    const isType = kind === 'type' || kind === 'type-template';
    if (isType || (is(c, '{') && kind === undefined && !c.inAngles && bracesOfValue(c)))
      return parseConstruct(
        c,
        { node: 'type', kind: 'named', name, const: false, volatile: false, span },
        from,
      );
  }
  return { node: 'name', name, span };
}

/** True when the braces at the cursor hold values rather than statements. */
function bracesOfValue(c: Cursor): boolean {
  const end = afterBrackets(c, c.at);
  for (let at = c.at; at < end; at++)
    if (c.tokens[at]?.kind === punctuator && c.tokens[at]?.code === P.semicolon) return false;
  return true;
}

function parseConstruct(c: Cursor, type: TypeName, from: number): Expr {
  if (is(c, '{')) {
    const value = parseBraces(c);
    const args = value.node === 'braces' && !value.designators ? value.items : [value];
    return { node: 'construct', type, args, braces: true, span: spanFrom(c, from) };
  }
  expect(c, '(');
  const args = parseArguments(c, ')');
  expect(c, ')');
  return { node: 'construct', type, args, braces: false, span: spanFrom(c, from) };
}

/** Up to the closing bracket, which stays. */
export function parseArguments(c: Cursor, close: ')' | '}'): Expr[] {
  return withAngles(c, false, () => {
    const args: Expr[] = [];
    while (!is(c, close)) {
      const from = c.at;
      const one = is(c, '{') ? parseBraces(c) : parseAssignment(c);
      args.push(take(c, '...') ? { node: 'pack-expansion', of: one, span: spanFrom(c, from) } : one);
      if (!take(c, ',')) break;
    }
    return args;
  });
}

/** `{1, 2}`, `{.x = 1}`, `{}`. */
export function parseBraces(c: Cursor): Expr {
  return deeper(c, () => {
    const from = c.at;
    expect(c, '{');
    return withAngles(c, false, () => {
      const items: Expr[] = [];
      const designators: (string | undefined)[] = [];
      while (!is(c, '}')) {
        const start = c.at;
        let designator: string | undefined;
        if (is(c, '.') && isName(c, 1)) {
          c.at++;
          designator = expectName(c).text;
          if (!is(c, '{')) expect(c, '=');
        }
        const one = is(c, '{') ? parseBraces(c) : parseAssignment(c);
        items.push(take(c, '...') ? { node: 'pack-expansion', of: one, span: spanFrom(c, start) } : one);
        designators.push(designator);
        if (!take(c, ',')) break;
      }
      expect(c, '}');
      const named = designators.some((name) => name !== undefined);
      return { node: 'braces', items, ...(named && { designators }), span: spanFrom(c, from) };
    });
  });
}

function parseParenthesised(c: Cursor): Expr {
  const from = c.at;
  expect(c, '(');
  if (is(c, '{')) {
    const start = c.at;
    c.at = afterBrackets(c, c.at);
    const body = { from: start, to: c.at, scope: c.scope };
    expect(c, ')');
    return { node: 'statement-expression', body, span: spanFrom(c, from) };
  }
  return withAngles(c, false, () => {
    if (take(c, '...')) {
      const found = binaryAt(c);
      if (!found) throw new NotThis(c.at, 'an operator expected');
      c.at += found.tokens;
      const pack = parseUnary(c);
      expect(c, ')');
      return { node: 'fold', operator: found.operator, pack, left: true, span: spanFrom(c, from) };
    }
    const inner = parseExpression(c);
    const found = binaryAt(c);
    if (found && is(c, '...', found.tokens)) {
      c.at += found.tokens;
      expect(c, '...');
      const again = binaryAt(c);
      if (!again) {
        expect(c, ')');
        return { node: 'fold', operator: found.operator, pack: inner, left: false, span: spanFrom(c, from) };
      }
      c.at += again.tokens;
      const other = parseUnary(c);
      expect(c, ')');
      // `(init op ... op pack)` folds from the left, `(pack op ... op init)` from the right: told apart by who knows the packs.
      return {
        node: 'fold',
        operator: found.operator,
        pack: other,
        init: inner,
        left: true,
        span: spanFrom(c, from),
      };
    }
    expect(c, ')');
    return inner;
  });
}

function parseLambda(c: Cursor): Expr {
  const from = c.at;
  expect(c, '[');
  const captures: Capture[] = [];
  let byDefault: '=' | '&' | undefined;
  while (!is(c, ']')) {
    if ((is(c, '=') || is(c, '&')) && (is(c, ',', 1) || is(c, ']', 1))) {
      byDefault = peek(c).text as '=' | '&';
      c.at++;
    } else {
      const byReference = take(c, '&');
      take(c, '*');
      const name = expectName(c).text;
      const init = take(c, '=') ? parseAssignment(c) : undefined;
      take(c, '...');
      captures.push({ name, byReference, ...(init && { init }), isThis: name === 'this' });
    }
    if (!take(c, ',')) break;
  }
  expect(c, ']');
  const specifiers = () => {
    while (
      isName(c) &&
      ['__device__', '__host__', '__forceinline__', 'mutable', 'constexpr', 'noexcept', 'static'].includes(
        peek(c).text,
      )
    ) {
      c.at++;
      if (is(c, '(') && peek(c, -1).text === 'noexcept') c.at = afterBrackets(c, c.at);
    }
    skipAttributes(c);
  };
  specifiers();
  const outer = c.scope;
  c.scope = innerScope(c);
  let parameters: readonly Parameter[] = [];
  if (is(c, '(')) parameters = parseParameters(c).parameters;
  for (const { name } of parameters) c.scope.names.set(name, 'value');
  specifiers();
  const result = take(c, '->') ? parseTypeName(c) : undefined;
  if (!is(c, '{')) throw new NotThis(c.at, 'the body of a lambda expected');
  const start = c.at;
  c.at = afterBrackets(c, c.at);
  const body = { from: start, to: c.at, scope: c.scope };
  c.scope = outer;
  return {
    node: 'lambda',
    captures,
    ...(byDefault && { byDefault }),
    parameters,
    ...(result && { result }),
    body,
    span: spanFrom(c, from),
  };
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
      case P.chevrons:
        c.at++;
        throw new NotThis(c.at, 'a launch from device code');
      default:
        return value;
    }
  }
}

function destructorCalled(c: Cursor) {
  const from = c.at;
  expect(c, '~');
  const { text } = expectName(c);
  return { parts: [{ text: `~${text}` }], global: false, span: spanFrom(c, from) };
}
