// Statements of a body. What cannot be read becomes `broken`, and reading goes on after it.
import { identifier, P, punctuator, string } from '../token';
import type { AsmOperand, Expr, Statement, VariableDeclaration } from './ast';
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
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { stringValue } from './literals';
import { parseDeclaration } from './parse-declarations';
import { parseDeclarator } from './parse-declarators';
import { parseAssignment, parseExpression } from './parse-expressions';
import { isReserved, kindOfName, parseName } from './parse-names';
import { parseBraces } from './parse-primary';
import { parseHead, startsDeclaration } from './parse-types';

/** `{ … }` with a scope of its own. */
export function parseCompound(c: Cursor): Extract<Statement, { node: 'compound' }> {
  return deeper(c, () => {
    const from = c.at;
    const { comment } = peek(c);
    expect(c, '{');
    const outer = c.scope;
    c.scope = innerScope(c);
    const body: Statement[] = [];
    while (c.at < c.end && !is(c, '}')) body.push(parseOrSkip(c));
    c.scope = outer;
    expect(c, '}');
    return { node: 'compound', body, span: spanFrom(c, from), ...(comment && { comment }) };
  });
}

function parseOrSkip(c: Cursor): Statement {
  const from = c.at;
  const { scope, depth } = c;
  try {
    return parseStatement(c);
  } catch (error) {
    if (!(error instanceof NotThis)) throw error;
    Object.assign(c, { at: from, scope, depth, inAngles: false });
    while (c.at < c.end && !is(c, '}')) {
      if (take(c, ';')) break;
      if (is(c, '{')) {
        c.at = afterBrackets(c, c.at);
        if (!is(c, 'else') && !is(c, 'while') && !is(c, 'catch')) break;
      } else c.at = is(c, '(') || is(c, '[') ? afterBrackets(c, c.at) : c.at + 1;
    }
    if (c.at === from) c.at++;
    return { node: 'broken', why: error.why, span: spanFrom(c, from) };
  }
}

export function parseStatement(c: Cursor): Statement {
  return deeper(c, () => {
    const from = c.at;
    const { comment, unroll } = peek(c);
    const done = <T extends object>(node: T): T & Pick<Statement, 'span' | 'comment'> => ({
      ...node,
      span: spanFrom(c, from),
      ...(comment && { comment }),
    });
    if (is(c, '{')) return parseCompound(c);
    if (take(c, ';')) return done({ node: 'empty' });
    if (isName(c)) {
      const loop = { ...(unroll !== undefined && { unroll }) };
      switch (peek(c).text) {
        case 'if':
          return done(parseIf(c));
        case 'for':
          return done(parseFor(c, loop));
        case 'while': {
          c.at++;
          expect(c, '(');
          return inScope(c, () => {
            const condition = parseCondition(c);
            expect(c, ')');
            return done({ node: 'while', condition, body: parseStatement(c), ...loop });
          });
        }
        case 'do': {
          c.at++;
          const body = parseStatement(c);
          expect(c, 'while');
          expect(c, '(');
          const condition = withAngles(c, false, () => parseExpression(c));
          expect(c, ')');
          take(c, ';');
          return done({ node: 'do', body, condition, ...loop });
        }
        case 'switch': {
          c.at++;
          expect(c, '(');
          return inScope(c, () => {
            const init = parseInit(c);
            const value = withAngles(c, false, () => parseExpression(c));
            expect(c, ')');
            return done({ node: 'switch', ...(init && { init }), value, body: parseStatement(c) });
          });
        }
        case 'case': {
          c.at++;
          const value = parseAssignment(c);
          const last = take(c, '...') ? parseAssignment(c) : undefined;
          expect(c, ':');
          return done({ node: 'case', value, ...(last && { last }) });
        }
        case 'default':
          c.at++;
          expect(c, ':');
          return done({ node: 'default' });
        case 'break':
        case 'continue': {
          const node = expectName(c).text as 'break' | 'continue';
          expect(c, ';');
          return done({ node });
        }
        case 'return': {
          c.at++;
          const value: Expr | undefined = is(c, ';')
            ? undefined
            : is(c, '{')
              ? parseBraces(c)
              : parseExpression(c);
          expect(c, ';');
          return done({ node: 'return', ...(value && { value }) });
        }
        case 'goto': {
          c.at++;
          const label = expectName(c).text;
          expect(c, ';');
          return done({ node: 'goto', label });
        }
        case 'asm':
        case '__asm__':
        case '__asm': {
          while (isName(c)) c.at++;
          const end = afterBrackets(c, c.at);
          c.at++;
          const text = parseStrings(c);
          const operands = attempt(c, () => parseAsmOperands(c, end - 1));
          c.at = end;
          take(c, ';');
          const [outputs = [], inputs = []] = operands ?? [];
          return done({ node: 'asm', text, outputs, inputs, unread: !operands });
        }
        case 'try':
          throw new NotThis(c.at, 'a try block');
      }
      if (is(c, ':', 1) && !isReserved(peek(c).text)) {
        const name = expectName(c).text;
        c.at++;
        return done({ node: 'label', name });
      }
    }
    if (isDeclaration(c)) {
      const declarations = parseDeclaration(c, { in: 'block' });
      return done({ node: 'declaration', declarations });
    }
    const value = parseExpression(c);
    // The last statement of a macro may come without its semicolon.
    if (!is(c, '}')) expect(c, ';');
    return done({ node: 'expression', value });
  });
}

function inScope<T>(c: Cursor, parse: () => T): T {
  const outer = c.scope;
  c.scope = innerScope(c);
  const value = parse();
  c.scope = outer;
  return value;
}

/** Decides between a declaration and an expression, as far as names and what follows tell. */
export function isDeclaration(c: Cursor): boolean {
  if (startsDeclaration(c)) {
    // `float(x);`, `unsigned{};`
    const builtin = /^(bool|char|short|int|long|signed|unsigned|float|double|auto)$/.test(peek(c).text);
    return !(builtin && (is(c, '(', 1) || is(c, '{', 1)) && !is(c, '*', 2));
  }
  if (is(c, '[') && is(c, '[', 1)) return true;
  if (!isName(c) && !is(c, '::')) return false;
  if (isName(c) && isReserved(peek(c).text)) return false;
  const from = c.at;
  const name = attempt(c, () => parseName(c, 'type'));
  const after = c.at;
  c.at = from;
  if (!name) return false;
  const kind = kindOfName(c, name);
  if (kind === 'value' || kind === 'value-template' || kind === 'namespace') return false;
  const known = kind !== undefined;
  const next = (ahead: number) => c.tokens[Math.min(after + ahead, c.end - 1)];
  const first = next(0);
  if (!first || after >= c.end) return false;
  if (first.kind === identifier) return !['and', 'or', 'xor', 'bitand', 'bitor'].includes(first.text);
  if (first.kind !== punctuator) return false;
  if (first.code === P.openParen) {
    // `T (*f)(int)`, `T (&r)[4]`
    if (!known || !/^[*&]$/.test(next(1)?.text ?? '')) return false;
    const end = afterBrackets(c, after);
    return c.tokens[end]?.text === '(' || c.tokens[end]?.text === '[';
  }
  if (first.text !== '*' && first.text !== '&' && first.text !== '&&') return false;
  if (known) return true;
  let ahead = 1;
  while (/^(\*|&|const|volatile|__restrict__|__restrict)$/.test(next(ahead)?.text ?? '')) ahead++;
  if (next(ahead)?.kind !== identifier) return false;
  const then = next(ahead + 1)?.text ?? '';
  return first.text === '&&' ? then === '=' : then === '=' || then === ';' || then === ',' || then === '[';
}

function parseIf(c: Cursor): Omit<Extract<Statement, { node: 'if' }>, 'span'> {
  expect(c, 'if');
  const constexpr = take(c, 'constexpr');
  expect(c, '(');
  return inScope(c, () => {
    const init = parseInit(c);
    const condition = parseCondition(c);
    expect(c, ')');
    const then = parseStatement(c);
    const otherwise = take(c, 'else') ? parseStatement(c) : undefined;
    return {
      node: 'if',
      ...(init && { init }),
      condition,
      then,
      ...(otherwise && { else: otherwise }),
      constexpr,
    };
  });
}

/** `int i = 0;` in front of a condition; undefined when the parenthesis holds just that. */
function parseInit(c: Cursor): Statement | undefined {
  const end = afterBrackets(c, c.at - 1) - 1;
  let depth = 0;
  for (let at = c.at; at < end; at++) {
    const token = c.tokens[at];
    if (token?.kind !== punctuator) continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text)) depth--;
    else if (token.code === P.semicolon && depth === 0) return parseStatement(c);
  }
  return undefined;
}

function parseCondition(c: Cursor): Expr | VariableDeclaration {
  return withAngles(c, false, () => {
    if (isDeclaration(c)) {
      const declared = attempt(c, () => {
        const from = c.at;
        const head = parseHead(c);
        if (!head.type) throw new NotThis(c.at, 'a type expected');
        const declarator = parseDeclarator(c, 'must', 'never');
        const braces = is(c, '{');
        if (!braces) expect(c, '=');
        const value = braces ? parseBraces(c) : parseAssignment(c);
        const name = declarator.name ?? { parts: [], global: false, span: declarator.nameSpan };
        c.scope.names.set(name.parts[0]?.text ?? '', 'value');
        const variable: VariableDeclaration = {
          node: 'variable',
          specifiers: head.specifiers,
          name,
          nameSpan: declarator.nameSpan,
          type: declarator.typeOf(head.type),
          init: { style: braces ? 'braces' : 'copy', args: [value] },
          span: spanFrom(c, from),
          foreign: peek(c).foreign,
        };
        return variable;
      });
      if (declared) return declared;
    }
    return parseExpression(c);
  });
}

function parseFor(
  c: Cursor,
  loop: { readonly unroll?: number },
):
  | Omit<Extract<Statement, { node: 'for' }>, 'span'>
  | Omit<Extract<Statement, { node: 'range-for' }>, 'span'> {
  expect(c, 'for');
  expect(c, '(');
  return inScope(c, () => {
    const range = attempt(c, () => {
      const from = c.at;
      const head = parseHead(c);
      if (!head.type) throw new NotThis(c.at, 'a type expected');
      const declarator = parseDeclarator(c, 'must', 'never');
      expect(c, ':');
      const name = declarator.name ?? { parts: [], global: false, span: declarator.nameSpan };
      c.scope.names.set(name.parts[0]?.text ?? '', 'value');
      const variable: VariableDeclaration = {
        node: 'variable',
        specifiers: head.specifiers,
        name,
        nameSpan: declarator.nameSpan,
        type: declarator.typeOf(head.type),
        span: spanFrom(c, from),
        foreign: false,
      };
      return {
        variable,
        range: is(c, '{') ? parseBraces(c) : withAngles(c, false, () => parseExpression(c)),
      };
    });
    if (range) {
      expect(c, ')');
      return { node: 'range-for', ...range, body: parseStatement(c) };
    }
    const init = is(c, ';') ? undefined : parseStatement(c);
    if (!init) expect(c, ';');
    const condition = is(c, ';') ? undefined : parseCondition(c);
    expect(c, ';');
    const update = is(c, ')') ? undefined : withAngles(c, false, () => parseExpression(c));
    expect(c, ')');
    return {
      node: 'for',
      ...(init && { init }),
      ...(condition && { condition }),
      ...(update && { update }),
      body: parseStatement(c),
      ...loop,
    };
  });
}

/** Adjacent string literals, joined. */
function parseStrings(c: Cursor): string {
  let text = '';
  for (; peek(c).kind === string; c.at++) text += stringValue(peek(c).text);
  return text;
}

/** The lists after the text of an asm statement, up to its closing parenthesis: outputs, inputs, and what it spoils. */
function parseAsmOperands(c: Cursor, end: number): AsmOperand[][] {
  const lists: AsmOperand[][] = [];
  while (c.at < end) {
    // `::` is two colons with nothing between them.
    if (take(c, '::')) lists.push([], []);
    else {
      expect(c, ':');
      lists.push([]);
    }
    const list = lists.at(-1) as AsmOperand[];
    while (c.at < end && !is(c, ':') && !is(c, '::')) {
      const constraint = parseStrings(c);
      if (lists.length <= 2) {
        expect(c, '(');
        list.push({ constraint, value: parseExpression(c) });
        expect(c, ')');
      }
      if (!take(c, ',')) break;
    }
  }
  if (lists.length > 3 || c.at !== end) throw new NotThis(c.at, 'operands expected');
  return lists;
}
