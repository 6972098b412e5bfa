// Template parameters.
import type { TemplateParameter } from './ast';
import { type Cursor, expect, expectName, is, isName, NotThis, spanFrom, take, withAngles } from './cursor';
import { parseDeclarator } from './parse-declarators';
import { parseAssignment } from './parse-expressions';
import { parseHead, parseTypeName } from './parse-types';
export function parseTemplateParameters(c: Cursor): TemplateParameter[] {
  expect(c, '<');
  return withAngles(c, true, () => {
    const parameters: TemplateParameter[] = [];
    while (!is(c, '>')) {
      parameters.push(parseTemplateParameter(c));
      if (!take(c, ',')) break;
    }
    expect(c, '>');
    return parameters;
  });
}

export function parseTemplateParameter(c: Cursor): TemplateParameter {
  const from = c.at;
  if (take(c, 'template')) {
    parseTemplateParameters(c);
    if (!take(c, 'class')) expect(c, 'typename');
    const pack = take(c, '...');
    const name = isName(c) ? expectName(c).text : '';
    const fallback = take(c, '=') ? parseTypeName(c) : undefined;
    c.scope.names.set(name, 'type-template');
    return { kind: 'template', name, pack, ...(fallback && { default: fallback }), span: spanFrom(c, from) };
  }
  // `typename T::type N` is a value, `typename T` a type.
  if ((is(c, 'typename') || is(c, 'class')) && !(isName(c, 1) && (is(c, '::', 2) || is(c, '<', 2)))) {
    c.at++;
    const pack = take(c, '...');
    const name = isName(c) ? expectName(c).text : '';
    const fallback = take(c, '=') ? parseTypeName(c) : undefined;
    if (name !== '') c.scope.names.set(name, 'type');
    return { kind: 'type', name, pack, ...(fallback && { default: fallback }), span: spanFrom(c, from) };
  }
  const { type: base } = parseHead(c);
  if (!base) throw new NotThis(from, 'a template parameter expected');
  const declarator = parseDeclarator(c, 'may', 'never');
  const name = declarator.name?.parts[0]?.text ?? '';
  const fallback = take(c, '=') ? parseAssignment(c) : undefined;
  if (name !== '') c.scope.names.set(name, 'value');
  return {
    kind: 'value',
    name,
    pack: declarator.pack,
    type: declarator.typeOf(base),
    ...(fallback && { default: fallback }),
    span: spanFrom(c, from),
  };
}
