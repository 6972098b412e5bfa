// Primary expressions: literals, names, constructions, braces, parentheses, lambdas.
import { character, identifier, number, P, punctuator, string } from '../token';
import type { Capture, Expr, Parameter, TemplateHead, TypeName } from './ast';
import {
  afterBrackets,
  type Cursor,
  deeper,
  expect,
  expectName,
  innerScope,
  is,
  isName,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { characterValue, stringValue } from './literals';
import { parseParameters } from './parse-declarators';
import { binaryAt, parseAssignment, parseExpression, parseUnary } from './parse-expressions';
import { isReserved, kindOfName, parseName } from './parse-names';
import { parseTemplateParameters } from './parse-templates';
import { parseTypeName, skipAttributes } from './parse-types';

const castStyles: Readonly<Record<string, 'static' | 'reinterpret' | 'const' | 'dynamic'>> = {
  static_cast: 'static',
  reinterpret_cast: 'reinterpret',
  const_cast: 'const',
  dynamic_cast: 'dynamic',
};

export function parsePrimary(c: Cursor): Expr {
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

const foldAt = (c: Cursor) =>
  binaryAt(c) ?? (is(c, ',') ? ({ operator: ',', tokens: 1 } as const) : undefined);

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
      const found = foldAt(c);
      if (!found) throw new NotThis(c.at, 'an operator expected');
      c.at += found.tokens;
      const pack = parseUnary(c);
      expect(c, ')');
      return { node: 'fold', operator: found.operator, pack, left: true, span: spanFrom(c, from) };
    }
    const inner = parseExpression(c);
    const found = foldAt(c);
    if (found && is(c, '...', found.tokens)) {
      c.at += found.tokens;
      expect(c, '...');
      const again = foldAt(c);
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
      const copied = take(c, '*');
      const name = expectName(c).text;
      const init = take(c, '=') ? parseAssignment(c) : undefined;
      take(c, '...');
      captures.push({ name, byReference, ...(init && { init }), isThis: name === 'this', copied });
    }
    if (!take(c, ',')) break;
  }
  expect(c, ']');
  let device = false;
  const specifiers = () => {
    while (
      isName(c) &&
      ['__device__', '__host__', '__forceinline__', 'mutable', 'constexpr', 'noexcept', 'static'].includes(
        peek(c).text,
      )
    ) {
      device ||= is(c, '__device__');
      c.at++;
      if (is(c, '(') && peek(c, -1).text === 'noexcept') c.at = afterBrackets(c, c.at);
    }
    skipAttributes(c);
  };
  specifiers();
  const outer = c.scope;
  c.scope = innerScope(c);
  const head = c.at;
  const template: TemplateHead | undefined = is(c, '<')
    ? { parameters: parseTemplateParameters(c), span: spanFrom(c, head) }
    : undefined;
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
    device,
    captures,
    ...(byDefault && { byDefault }),
    ...(template && { template }),
    parameters,
    ...(result && { result }),
    body,
    span: spanFrom(c, from),
  };
}
