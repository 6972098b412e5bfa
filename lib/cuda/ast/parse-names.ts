// Names, with their qualifiers and template arguments. Decides whether `<` opens arguments.
import { identifier, P, punctuator } from '../token';
import type { Expr, Name, NameKind, NameScope, TemplateArgument } from './ast';
import {
  attempt,
  type Cursor,
  deeper,
  expect,
  is,
  joined,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { kindOf, whereIs } from './known-names';
import { parseAssignment } from './parse-expressions';
import { looksLikeType, parseTypeName } from './parse-types';

/** Words that are never the name of anything. */
const reserved = new Set(
  `alignas alignof asm auto bool break case catch char char16_t char32_t class const constexpr const_cast continue decltype default
   delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace
   new noexcept nullptr operator private protected public register reinterpret_cast return short signed sizeof static static_assert
   static_cast struct switch template this thread_local throw true try typedef typeid typename union unsigned using virtual void
   volatile wchar_t while`.split(/\s+/),
);

export const isReserved = (word: string): boolean => reserved.has(word);

/** What a name stands for, when that is known: of `ns::Pair<int>::type` the last part. */
export function kindOfName(c: Cursor, name: Name): NameKind | undefined {
  const last = name.parts[name.parts.length - 1]?.text ?? '';
  if (name.parts.length === 1 && !name.global) return kindOf(c.scope, last);
  const scope = scopeOf(c, name);
  return scope && kindOf({ ...scope, outer: undefined }, last);
}

/** `cooperative_groups::thread_group`, by whatever name the namespace goes. */
export function isAnyGroup(c: Cursor, name: Name): boolean {
  if (name.parts.at(-1)?.text !== 'thread_group') return false;
  let root = c.scope;
  while (root.outer) root = root.outer;
  const scope = name.parts.length > 1 ? scopeOf(c, name) : whereIs(c.scope, 'thread_group');
  return scope !== undefined && scope === root.inner.get('cooperative_groups');
}

/** The scope that a qualified name's qualifiers lead to; undefined when one of them is unknown. */
export function scopeOf(c: Cursor, name: Name): NameScope | undefined {
  let scope: NameScope | undefined;
  let root = c.scope;
  while (root.outer) root = root.outer;
  for (const [index, part] of name.parts.slice(0, -1).entries()) {
    const from: NameScope | undefined = index > 0 ? scope : name.global ? root : whereIs(c.scope, part.text);
    scope = from?.inner.get(part.text);
    if (!scope) return undefined;
  }
  return scope ?? (name.global ? root : undefined);
}

/**
 * A possibly qualified name with template arguments. @param context `type`: any `<` after an unknown name opens arguments if
 * they can be read; `value`: only if `(`, `{` or `::` follows them; `member`: the same, and the scope does not know the name.
 */
export function parseName(c: Cursor, context: 'type' | 'value' | 'member'): Name {
  return deeper(c, () => {
    const from = c.at;
    const global = take(c, '::');
    const parts: { text: string; args?: readonly TemplateArgument[] }[] = [];
    for (;;) {
      const template = parts.length > 0 && take(c, 'template');
      const text =
        parts.length > 0 && is(c, '~')
          ? destructorName(c)
          : is(c, 'operator')
            ? operatorName(c)
            : plainName(c);
      const part: { text: string; args?: readonly TemplateArgument[] } = { text };
      parts.push(part);
      if (is(c, '<')) {
        const unknown = context === 'member' && parts.length === 1;
        const kind = unknown ? undefined : kindOfName(c, { parts, global, span: spanFrom(c, from) });
        const args = argumentsAfter(
          c,
          template ? 'type-template' : kind,
          context === 'type' ? 'type' : 'value',
        );
        if (args) part.args = args;
      }
      if (!is(c, '::') || (peek(c, 1).kind !== identifier && !is(c, '~', 1)) || is(c, '*', 1)) break;
      c.at++;
    }
    return { parts, global, span: spanFrom(c, from) };
  });
}

function plainName(c: Cursor): string {
  const token = peek(c);
  if (token.kind !== identifier || reserved.has(token.text)) throw new NotThis(c.at, 'a name expected');
  c.at++;
  return token.text;
}

function destructorName(c: Cursor): string {
  expect(c, '~');
  return `~${plainName(c)}`;
}

/** `operator+`, `operator()`, `operator[]`, `operator>>=`; conversions are read where they are declared. */
export function operatorName(c: Cursor): string {
  expect(c, 'operator');
  const token = peek(c);
  if (token.kind === identifier && (token.text === 'new' || token.text === 'delete')) {
    c.at++;
    return `operator ${token.text}`;
  }
  if (token.kind !== punctuator) throw new NotThis(c.at, 'an operator expected');
  c.at++;
  if (token.code === P.openParen || token.code === P.openBracket) {
    expect(c, token.code === P.openParen ? ')' : ']');
    return `operator${token.code === P.openParen ? '()' : '[]'}`;
  }
  let text = token.text;
  if (text === '>' && (is(c, '>') || is(c, '>=')) && joined(c, -1)) {
    text += peek(c).text;
    c.at++;
  }
  return `operator${text}`;
}

function argumentsAfter(
  c: Cursor,
  kind: NameKind | undefined,
  context: 'type' | 'value',
): readonly TemplateArgument[] | undefined {
  if (kind === 'value' || kind === 'namespace') return undefined;
  if (kind === 'type' && context === 'value') return undefined;
  const at = c.at;
  if (c.noArguments.has(at)) return undefined;
  const args = attempt(c, () => {
    const read = parseTemplateArguments(c);
    const known = kind === 'type-template' || kind === 'value-template';
    if (!known && context === 'value' && !is(c, '(') && !is(c, '{') && !is(c, '::'))
      throw new NotThis(c.at, 'no arguments');
    return read;
  });
  if (!args) c.noArguments.add(at);
  if (!args && (kind === 'type-template' || kind === 'type'))
    throw new NotThis(c.at, 'template arguments expected');
  return args;
}

/** From `<` to its `>`. */
export function parseTemplateArguments(c: Cursor): TemplateArgument[] {
  expect(c, '<');
  return withAngles(c, true, () => {
    const args: TemplateArgument[] = [];
    while (!is(c, '>')) {
      const from = c.at;
      const one = parseTemplateArgument(c);
      args.push(take(c, '...') ? { node: 'pack', of: one, span: spanFrom(c, from) } : one);
      if (!take(c, ',')) break;
    }
    expect(c, '>');
    return args;
  });
}

function parseTemplateArgument(c: Cursor): Exclude<TemplateArgument, { node: 'pack' }> {
  const ends = () => is(c, ',') || is(c, '>') || is(c, '...');
  if (looksLikeType(c)) {
    const type = attempt(c, () => {
      const read = parseTypeName(c);
      if (!ends()) throw new NotThis(c.at, 'no type');
      return read;
    });
    if (type) return type;
  }
  const value = attempt(c, (): Expr => {
    const read = parseAssignment(c);
    if (!ends()) throw new NotThis(c.at, 'no value');
    return read;
  });
  if (value) {
    // A name that nobody has declared here may be a type: whoever instantiates knows.
    return value;
  }
  return parseTypeName(c);
}
