// Declarators: what stands around a declared name (`*x`, `(&r)[4]`, `f(int)`), and lists of parameters.
import type { Span } from '@/lib/core/span';
import type { Name, Parameter, TypeName } from './ast';
import {
  afterBrackets,
  attempt,
  type Cursor,
  deeper,
  expect,
  innerScope,
  is,
  isName,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
  withScope,
} from './cursor';
import { parseAssignment, parseExpression } from './parse-expressions';
import { isReserved, kindOfName, operatorName, parseName } from './parse-names';
import { parseHead, qualifierWords, skipAttributes } from './parse-types';

/** A declarator read: its name (absent in a type by itself), and how its type is made from that of the specifiers. */
export type Declarator = {
  readonly name: Name | undefined;
  readonly nameSpan: Span;
  readonly typeOf: (base: TypeName) => TypeName;
  /** The outermost part of it is a list of parameters: it declares a function. */
  readonly parameters: ParameterList | undefined;
  /** Makes the result's type of such a function. */
  readonly resultOf: (base: TypeName) => TypeName;
  readonly pack: boolean;
};

/** Whether parentheses after a name may be an initialiser, and which of two readings wins where neither is sure. */
export type Initializers = 'never' | 'rather-parameters' | 'rather-arguments';

export type ParameterList = { readonly parameters: readonly Parameter[]; readonly variadic: boolean };

const identity = (base: TypeName): TypeName => base;

/**
 * @param named `must`, `may`, `never` have a name. @param initializers parentheses after a name may hold the arguments of an
 * initialiser instead of parameters: decided by their contents.
 */
export function parseDeclarator(
  c: Cursor,
  named: 'must' | 'may' | 'never',
  initializers: Initializers,
): Declarator {
  return deeper(c, () => {
    const from = c.at;
    skipAttributes(c);
    const pointer = pointerOperator(c);
    if (pointer) {
      const inner = parseDeclarator(c, named, initializers);
      return {
        ...inner,
        typeOf: (base) => inner.typeOf(pointer(base)),
        resultOf: (base) => inner.resultOf(pointer(base)),
      };
    }
    let name: Name | undefined;
    let nameSpan = peek(c).span;
    let inside: Declarator | undefined;
    const pack = take(c, '...');
    if (is(c, '(') && parenthesised(c, named)) {
      c.at++;
      inside = withAngles(c, false, () => parseDeclarator(c, named, initializers));
      expect(c, ')');
    } else if (
      named !== 'never' &&
      (is(c, '::') || (isName(c) && !isReserved(peek(c).text)) || is(c, '~') || is(c, 'operator'))
    ) {
      const start = c.at;
      name = is(c, '~')
        ? { parts: [{ text: destructor(c) }], global: false, span: spanFrom(c, start) }
        : is(c, 'operator')
          ? operatorDeclared(c)
          : parseName(c, 'type');
      nameSpan = spanFrom(c, start);
    } else if (named === 'must') throw new NotThis(from, 'a name expected');
    skipAttributes(c);

    const suffixes: ((base: TypeName) => TypeName)[] = [];
    let parameters: ParameterList | undefined;
    for (;;) {
      if (is(c, '[') && !is(c, '[', 1)) {
        c.at++;
        const count = is(c, ']') ? undefined : withAngles(c, false, () => parseExpression(c));
        expect(c, ']');
        const span = spanFrom(c, from);
        suffixes.push((of) => ({
          node: 'type',
          kind: 'array',
          of,
          ...(count && { count }),
          const: false,
          volatile: false,
          span,
        }));
        skipAttributes(c);
        continue;
      }
      if (is(c, '(') && !parameters) {
        const list =
          initializers !== 'never' && !inside && !looksLikeParameters(c, initializers === 'rather-parameters')
            ? undefined
            : attempt(c, () => parseParameters(c));
        if (!list) break;
        if (suffixes.length === 0) parameters = list;
        const span = spanFrom(c, from);
        suffixes.push((result) => ({
          node: 'type',
          kind: 'function',
          result,
          parameters: list.parameters,
          const: false,
          volatile: false,
          span,
        }));
        continue;
      }
      break;
    }
    const suffixed =
      suffixes.length === 0
        ? identity
        : (base: TypeName) => suffixes.reduceRight((type, suffix) => suffix(type), base);
    if (!inside) return { name, nameSpan, typeOf: suffixed, parameters, resultOf: identity, pack };
    const nested = inside;
    // `int (*f)(float)`: the parameters belong to what the pointer points to. `int (f)(float)`: a function named in parentheses.
    const plain = nested.typeOf === identity;
    return {
      name: nested.name,
      nameSpan: nested.nameSpan,
      typeOf: (base) => nested.typeOf(suffixed(base)),
      parameters: nested.parameters ?? (plain ? parameters : undefined),
      resultOf: nested.parameters ? (base) => nested.resultOf(suffixed(base)) : identity,
      pack: nested.pack,
    };
  });
}

function destructor(c: Cursor): string {
  expect(c, '~');
  const { text } = peek(c);
  c.at++;
  return `~${text}`;
}

function operatorDeclared(c: Cursor): Name {
  const from = c.at;
  const text = operatorName(c);
  return { parts: [{ text }], global: false, span: spanFrom(c, from) };
}

/** True when the parenthesis at the cursor holds a declarator rather than parameters. */
function parenthesised(c: Cursor, named: 'must' | 'may' | 'never'): boolean {
  if (is(c, '*', 1) || is(c, '&', 1) || is(c, '&&', 1)) return true;
  if (is(c, '__restrict__', 1)) return false;
  // `(f)(int)`
  return named === 'must' && isName(c, 1) && is(c, ')', 2) && is(c, '(', 3);
}

function pointerOperator(c: Cursor): ((to: TypeName) => TypeName) | undefined {
  const from = c.at;
  const span = peek(c).span;
  if (is(c, '*')) {
    c.at++;
    const { isConst, isVolatile, restrict } = qualifiers(c);
    return (to) => ({
      node: 'type',
      kind: 'pointer',
      to,
      restrict,
      const: isConst,
      volatile: isVolatile,
      span,
    });
  }
  if (is(c, '&') || is(c, '&&')) {
    const rvalue = is(c, '&&');
    c.at++;
    qualifiers(c);
    return (to) => ({ node: 'type', kind: 'reference', to, rvalue, const: false, volatile: false, span });
  }
  // `int Pair::*member`
  if (isName(c) && is(c, '::', 1) && is(c, '*', 2)) {
    const name: Name = { parts: [{ text: peek(c).text }], global: false, span };
    c.at += 3;
    qualifiers(c);
    const whole = spanFrom(c, from);
    return (to) => ({
      node: 'type',
      kind: 'member-pointer',
      of: name,
      to,
      const: false,
      volatile: false,
      span: whole,
    });
  }
  return undefined;
}

function qualifiers(c: Cursor): { isConst: boolean; isVolatile: boolean; restrict: boolean } {
  const found = { isConst: false, isVolatile: false, restrict: false };
  for (;;) {
    const { text } = peek(c);
    const word = isName(c) && Object.hasOwn(qualifierWords, text) ? qualifierWords[text] : undefined;
    if (!word) {
      if (Object.keys(skipAttributes(c)).length === 0 && !is(c, '__attribute__')) return found;
      continue;
    }
    if (word === 'const') found.isConst = true;
    else if (word === 'volatile') found.isVolatile = true;
    else found.restrict = true;
    c.at++;
  }
}

/** Tells parameters from arguments: `T v(int n)` from `T v(n)`. */
function looksLikeParameters(c: Cursor, rather: boolean): boolean {
  if (is(c, ')', 1)) return true;
  const list = attempt(c, () => {
    const { at } = c;
    const read = parseParameters(c);
    c.at = at;
    return read;
  });
  if (!list) return false;
  if (list.parameters.length === 0 || rather) return true;
  // A list of bare names that nobody declared as types: arguments.
  return list.parameters.some(({ type, name }) => {
    let inner = type;
    while (inner.kind === 'pointer' || inner.kind === 'reference' || inner.kind === 'array')
      inner = inner.kind === 'array' ? inner.of : inner.to;
    if (inner.kind !== 'named') return true;
    const kind = kindOfName(c, inner.name);
    return (
      kind === 'type' || kind === 'type-template' || (kind === undefined && name !== '' && inner === type)
    );
  });
}

export function parseParameters(c: Cursor): ParameterList {
  expect(c, '(');
  const scope = innerScope(c);
  return withAngles(c, false, () =>
    withScope(c, scope, () => {
      const parameters: Parameter[] = [];
      let variadic = false;
      while (!is(c, ')')) {
        if (take(c, '...')) {
          variadic = true;
          break;
        }
        parameters.push(parseParameter(c));
        if (!take(c, ',')) break;
      }
      if (take(c, '...')) variadic = true;
      expect(c, ')');
      // `f(void)`
      const only = parameters.length === 1 ? parameters[0] : undefined;
      const none = only?.name === '' && only.type.kind === 'fundamental' && only.type.name === 'void';
      return { parameters: none ? [] : parameters, variadic };
    }),
  );
}

function parseParameter(c: Cursor): Parameter {
  const from = c.at;
  const { type: base } = parseHead(c);
  if (!base) throw new NotThis(from, 'a type expected');
  const declarator = parseDeclarator(c, 'may', 'never');
  const type = declarator.typeOf(base);
  let fallback: Parameter['default'];
  if (take(c, '=')) {
    const start = c.at;
    if (is(c, '{')) c.at = afterBrackets(c, c.at);
    else withAngles(c, false, () => parseAssignment(c));
    fallback = { from: start, to: c.at, scope: c.scope };
  }
  const name = declarator.name?.parts[0]?.text ?? '';
  if (name !== '') c.scope.names.set(name, 'value');
  return {
    name,
    type,
    ...(fallback && { default: fallback }),
    pack: declarator.pack,
    span: spanFrom(c, from),
  };
}
