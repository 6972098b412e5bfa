// What follows a declarator: the rest of a function (its body unread) or of a variable; constructors and conversions.
import type {
  Deferred,
  Expr,
  FunctionDeclaration,
  Name,
  NameKind,
  NameScope,
  TemplateHead,
  TypeName,
  VariableDeclaration,
} from './ast';
import {
  afterBrackets,
  type Cursor,
  expect,
  expectName,
  is,
  NotThis,
  spanFrom,
  take,
  withAngles,
} from './cursor';
import { emptyScope } from './known-names';
import type { Common } from './parse-declarations';
import { type Declarator, parseDeclarator } from './parse-declarators';
import { parseAssignment } from './parse-expressions';
import { parseName, scopeOf } from './parse-names';
import { parseArguments, parseBraces } from './parse-primary';
import { type DeclarationHead, parseHead, parseTypeName, skipAttributes } from './parse-types';
export function nameOf({ name, nameSpan }: Declarator): Name {
  return name ?? { parts: [], global: false, span: nameSpan };
}

/** A template does not stop being one when a function of the same name is declared. */
export function declareInto(into: NameScope, name: Name, kind: NameKind): void {
  const text = name.parts.length === 1 ? (name.parts[0]?.text ?? '') : '';
  if (text === '' || (kind === 'value' && into.names.get(text) === 'value-template')) return;
  into.names.set(text, kind);
}

export function parseVariableRest(
  c: Cursor,
  head: DeclarationHead,
  declarator: Declarator,
  base: TypeName,
  from: number,
  common: Common,
  templates: readonly TemplateHead[],
  into: NameScope,
): VariableDeclaration {
  const name = nameOf(declarator);
  const after = skipAttributes(c);
  // `INLINE uchar *f()` where nobody defines INLINE: `uchar` must not become a variable.
  if (!['=', '{', '(', ',', ';', ':'].some((text) => is(c, text))) throw new NotThis(c.at, '; expected');
  declareInto(into, name, templates.length > 0 ? 'value-template' : 'value');
  const bitField = take(c, ':') ? parseAssignment(c) : undefined;
  let init: VariableDeclaration['init'];
  if (take(c, '='))
    init = {
      style: 'copy',
      args: [is(c, '{') ? parseBraces(c) : withAngles(c, false, () => parseAssignment(c))],
    };
  else if (is(c, '{')) init = { style: 'braces', args: [parseBraces(c)] };
  else if (take(c, '(')) {
    init = { style: 'parens', args: parseArguments(c, ')') };
    expect(c, ')');
  }
  const align = head.align ?? after.align;
  const template = templates[templates.length - 1];
  return {
    node: 'variable',
    specifiers: head.specifiers,
    name,
    nameSpan: declarator.nameSpan,
    type: declarator.typeOf(base),
    ...(init && { init }),
    ...(template && { template }),
    ...(align && { align }),
    ...(bitField && { bitField }),
    span: spanFrom(c, from),
    ...common,
  };
}

export function parseBindings(
  c: Cursor,
  head: DeclarationHead,
  base: TypeName,
  from: number,
  common: Common,
): VariableDeclaration {
  const reference = is(c, '&') || is(c, '&&');
  const rvalue = is(c, '&&');
  if (reference) c.at++;
  const start = c.at;
  expect(c, '[');
  const bindings: string[] = [];
  do {
    const name = expectName(c).text;
    bindings.push(name);
    c.scope.names.set(name, 'value');
  } while (take(c, ','));
  expect(c, ']');
  const nameSpan = spanFrom(c, start);
  const args: Expr[] = take(c, '=')
    ? [parseAssignment(c)]
    : is(c, '{')
      ? [parseBraces(c)]
      : parseArgumentsInParens(c);
  const type: TypeName = reference
    ? { node: 'type', kind: 'reference', to: base, rvalue, const: false, volatile: false, span: base.span }
    : base;
  return {
    node: 'variable',
    specifiers: head.specifiers,
    name: { parts: [], global: false, span: nameSpan },
    nameSpan,
    type,
    init: { style: 'copy', args },
    bindings,
    span: spanFrom(c, from),
    ...common,
  };
}

export function parseArgumentsInParens(c: Cursor): Expr[] {
  expect(c, '(');
  const args = parseArguments(c, ')');
  expect(c, ')');
  return args;
}

/** Constructors, destructors, conversions. */
export function parseTypeless(
  c: Cursor,
  head: DeclarationHead,
  from: number,
  common: Common,
  templates: readonly TemplateHead[],
  into: NameScope,
): FunctionDeclaration {
  if (is(c, 'operator')) {
    const start = c.at;
    c.at++;
    const { type } = parseHead(c);
    if (!type) throw new NotThis(c.at, 'a type expected');
    let to = type;
    while (is(c, '*') || is(c, '&')) {
      const pointer = is(c, '*');
      c.at++;
      while (take(c, 'const') || take(c, 'volatile'));
      const plain = { node: 'type', const: false, volatile: false, span: type.span } as const;
      to = pointer
        ? { ...plain, kind: 'pointer', to, restrict: false }
        : { ...plain, kind: 'reference', to, rvalue: false };
    }
    const nameSpan = spanFrom(c, start);
    expect(c, '(');
    expect(c, ')');
    const declarator: Declarator = {
      name: { parts: [{ text: 'operator' }], global: false, span: nameSpan },
      nameSpan,
      typeOf: (base) => base,
      resultOf: (base) => base,
      parameters: { parameters: [], variadic: false },
      pack: false,
    };
    const made = parseFunctionRest(c, head, declarator, to, from, common, templates, into, 'conversion');
    if (!made.body) expect(c, ';');
    return made;
  }
  const declarator = parseDeclarator(c, 'must', 'never');
  if (!declarator.parameters) throw new NotThis(c.at, 'parameters expected');
  const last = declarator.name?.parts[declarator.name.parts.length - 1]?.text ?? '';
  const kind = last.startsWith('~') ? 'destructor' : 'constructor';
  const made = parseFunctionRest(c, head, declarator, undefined, from, common, templates, into, kind);
  if (!made.body) expect(c, ';');
  return made;
}

export function parseFunctionRest(
  c: Cursor,
  head: DeclarationHead,
  declarator: Declarator,
  base: TypeName | undefined,
  from: number,
  common: Common,
  templates: readonly TemplateHead[],
  into: NameScope,
  kind: FunctionDeclaration['kind'],
): FunctionDeclaration {
  const name = nameOf(declarator);
  const parameters = declarator.parameters?.parameters ?? [];
  if (kind === 'function')
    declareInto(into, name, templates.length > 0 && !isMember(name) ? 'value-template' : 'value');
  const scope = bodyScope(c, name);
  for (const parameter of parameters) if (parameter.name !== '') scope.names.set(parameter.name, 'value');
  let result = base && declarator.resultOf(base);
  let constThis = false;
  let launchBounds = head.launchBounds;
  const outer = c.scope;
  c.scope = scope;
  for (;;) {
    const found = skipAttributes(c);
    if (found.launchBounds) launchBounds = found.launchBounds;
    if (take(c, 'const')) constThis = true;
    else if (is(c, '__device__') || is(c, '__host__') || is(c, '__forceinline__')) c.at++;
    else if (is(c, 'noexcept') || is(c, 'throw')) {
      c.at++;
      if (is(c, '(')) c.at = afterBrackets(c, c.at);
    } else if (take(c, '->')) result = parseTypeName(c);
    else if (
      !(take(c, 'volatile') || take(c, 'override') || take(c, 'final') || take(c, '&') || take(c, '&&'))
    )
      break;
  }
  let deleted = false;
  let defaulted = false;
  if (take(c, '=')) {
    if (take(c, 'delete')) deleted = true;
    else if (take(c, 'default')) defaulted = true;
    else c.at++;
  }
  let initializers: Deferred | undefined;
  if (take(c, ':')) {
    const start = c.at;
    do {
      parseName(c, 'type');
      if (!is(c, '(') && !is(c, '{')) throw new NotThis(c.at, 'an initialiser expected');
      c.at = afterBrackets(c, c.at);
      take(c, '...');
    } while (take(c, ','));
    initializers = { from: start, to: c.at, scope };
  }
  let body: Deferred | undefined;
  if (is(c, '{')) {
    const start = c.at;
    c.at = afterBrackets(c, c.at);
    body = { from: start, to: c.at, scope };
  } else if (is(c, 'try')) throw new NotThis(c.at, 'a try block');
  c.scope = outer;
  return {
    node: 'function',
    specifiers: head.specifiers,
    name,
    nameSpan: declarator.nameSpan,
    kind,
    ...(result && { result }),
    parameters,
    variadic: declarator.parameters?.variadic ?? false,
    templates,
    constThis,
    deleted,
    defaulted,
    ...(initializers && { initializers }),
    ...(body && { body }),
    ...(launchBounds && { launchBounds }),
    span: spanFrom(c, from),
    ...common,
  };
}

export const isMember = (name: Name) => name.parts.length > 1;

/** What a body sees: its own names, those of the class that it belongs to, those around. */
export function bodyScope(c: Cursor, name: Name): NameScope {
  const record = isMember(name) ? scopeOf(c, name) : undefined;
  return emptyScope(record ? { ...record, outer: c.scope } : c.scope);
}
