// Structs, classes, unions and enums.
import type { EnumDeclaration, Expr, Name, RecordDeclaration, TemplateHead, TypeName } from './ast';
import {
  attempt,
  type Cursor,
  expect,
  expectName,
  is,
  isName,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { emptyScope, whereIs } from './known-names';
import { commonOf, parseDeclarations } from './parse-declarations';
import { parseAssignment } from './parse-expressions';
import { parseName, scopeOf } from './parse-names';
import { parseTypeName, skipAttributes } from './parse-types';
/** `struct Name<args> : Base { … }`, without what follows. `into`: the scope that gets the name. */
export function parseRecord(
  c: Cursor,
  template: TemplateHead | undefined,
  into = c.scope,
): RecordDeclaration {
  const from = c.at;
  const common = commonOf(c);
  const key = expectName(c).text as 'struct' | 'class' | 'union';
  const { align } = skipAttributes(c);
  const start = c.at;
  let name: Name = { parts: [], global: false, span: peek(c).span };
  if (isName(c) && !is(c, 'final')) {
    const before = peek(c).text;
    // The name itself is not known as a template yet, where this is its first declaration.
    if (!into.names.has(before)) into.names.set(before, template ? 'type-template' : 'type');
    name = parseName(c, 'type');
  }
  const nameSpan = name.parts.length > 0 ? spanFrom(c, start) : peek(c, -1).span;
  const more = skipAttributes(c);
  take(c, 'final');
  const text = name.parts[name.parts.length - 1]?.text ?? '';
  const shared = {
    node: 'record',
    key,
    name,
    nameSpan,
    ...(template && { template }),
    ...((align ?? more.align) && { align: align ?? more.align }),
    ...common,
  } as const;
  if (!is(c, '{') && !is(c, ':')) return { ...shared, bases: [], span: spanFrom(c, from) };
  const scope = emptyScope(c.scope);
  if (text !== '') {
    scope.names.set(text, template ? 'type-template' : 'type');
    if (!into.inner.has(text)) into.inner.set(text, scope);
  }
  const bases: { type: TypeName; virtual: boolean }[] = [];
  if (take(c, ':'))
    do {
      let virtual = false;
      while (isName(c) && ['public', 'private', 'protected', 'virtual'].includes(peek(c).text)) {
        if (is(c, 'virtual')) virtual = true;
        c.at++;
      }
      const type = parseTypeName(c);
      take(c, '...');
      bases.push({ type, virtual });
      // Names of a base that is known are seen inside.
      if (type.kind === 'named') {
        const last = type.name.parts[type.name.parts.length - 1]?.text ?? '';
        const base = (scopeOf(c, type.name) ?? whereIs(c.scope, last))?.inner.get(last);
        if (base) scope.used.push(base);
      }
    } while (take(c, ','));
  expect(c, '{');
  const outer = c.scope;
  c.scope = scope;
  const members = withAngles(c, false, () => parseDeclarations(c, { in: 'record', record: text }));
  c.scope = outer;
  expect(c, '}');
  const last = skipAttributes(c);
  return { ...shared, ...(last.align && { align: last.align }), bases, members, span: spanFrom(c, from) };
}

export function parseEnum(c: Cursor): EnumDeclaration {
  const from = c.at;
  const common = commonOf(c);
  expect(c, 'enum');
  const scoped = take(c, 'class') || take(c, 'struct');
  skipAttributes(c);
  let name: Name = { parts: [], global: false, span: peek(c).span };
  if (isName(c)) {
    name = parseName(c, 'type');
    const text = name.parts[0]?.text ?? '';
    if (!c.scope.names.has(text)) c.scope.names.set(text, 'type');
  }
  const underlying = take(c, ':') ? parseTypeName(c) : undefined;
  const values: { name: string; value?: Expr; span: Name['span'] }[] = [];
  if (take(c, '{')) {
    withAngles(c, false, () => {
      while (!is(c, '}')) {
        const start = c.at;
        const text = expectName(c).text;
        skipAttributes(c);
        const value = take(c, '=') ? attempt(c, () => parseAssignment(c)) : undefined;
        if (!scoped) c.scope.names.set(text, 'value');
        values.push({ name: text, ...(value && { value }), span: spanFrom(c, start) });
        if (!take(c, ',')) break;
      }
      expect(c, '}');
    });
  }
  return {
    node: 'enumeration',
    name,
    scoped,
    ...(underlying && { underlying }),
    values,
    span: spanFrom(c, from),
    ...common,
  };
}
