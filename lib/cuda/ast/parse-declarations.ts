// Declarations: namespaces, records, enums, functions, variables, aliases, templates. Bodies stay unread (Deferred).
import type {
  Declaration,
  Deferred,
  EnumDeclaration,
  Expr,
  FunctionDeclaration,
  Name,
  NameKind,
  NameScope,
  RecordDeclaration,
  TemplateHead,
  TemplateParameter,
  TypeName,
  VariableDeclaration,
} from './ast';
import {
  afterBrackets,
  attempt,
  type Cursor,
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
import { emptyScope, whereIs } from './known-names';
import { type Declarator, parseDeclarator } from './parse-declarators';
import { parseArguments, parseAssignment, parseBraces } from './parse-expressions';
import { parseName, scopeOf } from './parse-names';
import { type DeclarationHead, parseHead, parseTypeName, skipAttributes } from './parse-types';

/** Where a declaration stands. `record`: the name of the class around it. */
type Place = { readonly in: 'namespace' | 'block' } | { readonly in: 'record'; readonly record: string };

type Common = { readonly comment?: readonly string[]; readonly foreign: boolean };

function commonOf(c: Cursor): Common {
  const { comment, foreign } = peek(c);
  return { ...(comment && { comment }), foreign };
}

/** Declarations up to the end or a closing brace. What cannot be read becomes `broken`, and reading goes on after it. */
export function parseDeclarations(c: Cursor, place: Place): Declaration[] {
  const all: Declaration[] = [];
  while (c.at < c.end && !is(c, '}')) {
    const from = c.at;
    const { scope } = c;
    try {
      all.push(...parseDeclaration(c, place));
    } catch (error) {
      if (!(error instanceof NotThis)) throw error;
      Object.assign(c, { scope, inAngles: false, depth: 0, at: from });
      all.push(brokenFrom(c, error.why));
    }
    if (c.at === from) c.at++;
  }
  return all;
}

/** Skips to the end of what looks like one declaration. */
function brokenFrom(c: Cursor, why: string): Declaration {
  const from = c.at;
  const common = commonOf(c);
  const names: string[] = [];
  while (c.at < c.end) {
    if (is(c, ';')) {
      c.at++;
      break;
    }
    if (is(c, '}')) break;
    if (is(c, '{')) {
      c.at = afterBrackets(c, c.at);
      take(c, ';');
      break;
    }
    if (isName(c) && (is(c, '(', 1) || is(c, '=', 1) || is(c, ';', 1) || is(c, '{', 1)))
      names.push(peek(c).text);
    if (is(c, '(') || is(c, '[')) c.at = afterBrackets(c, c.at);
    else c.at++;
  }
  return { node: 'broken', names, why, span: spanFrom(c, from), ...common };
}

/** One declaration, which may declare several names. */
export function parseDeclaration(c: Cursor, place: Place): Declaration[] {
  const from = c.at;
  const common = commonOf(c);
  if (take(c, ';')) return [];
  skipAttributes(c);
  switch (peek(c).text) {
    case 'namespace':
      return parseNamespace(c, from, common, false);
    case 'inline':
      if (is(c, 'namespace', 1)) {
        c.at++;
        return parseNamespace(c, from, common, true);
      }
      break;
    case 'extern':
      if (peek(c, 1).text.startsWith('"') && is(c, '{', 2)) {
        c.at += 3;
        const body = parseDeclarations(c, place);
        expect(c, '}');
        return body;
      }
      if (is(c, 'template', 1)) c.at++;
      break;
    case 'using':
      return parseUsing(c, from, common, undefined);
    case 'static_assert':
    case '_Static_assert': {
      c.at++;
      expect(c, '(');
      const condition = withAngles(c, false, () => parseAssignment(c));
      const text = take(c, ',') ? parseAssignment(c) : undefined;
      expect(c, ')');
      take(c, ';');
      const message = text?.node === 'string' ? text.value : '';
      return [{ node: 'static-assert', condition, message, span: spanFrom(c, from), ...common }];
    }
    case 'public':
    case 'private':
    case 'protected':
      if (is(c, ':', 1)) {
        c.at += 2;
        return [];
      }
      break;
    case 'asm':
    case '__asm__':
      throw new NotThis(c.at, 'assembler outside of functions');
  }
  if (is(c, 'template')) {
    if (!is(c, '<', 1)) return parseInstantiation(c, from, common);
    return parseTemplated(c, place, from, common);
  }
  return parsePlain(c, place, from, common, [], c.scope);
}

function parseNamespace(c: Cursor, from: number, common: Common, inline: boolean): Declaration[] {
  expect(c, 'namespace');
  skipAttributes(c);
  const names: string[] = [];
  while (isName(c)) {
    names.push(expectName(c).text);
    if (!take(c, '::')) break;
    take(c, 'inline');
  }
  if (names.length === 1 && take(c, '=')) {
    const of = parseName(c, 'type');
    take(c, ';');
    const name = names[0] as string;
    const known = whereIs(c.scope, of.parts[0]?.text ?? '')?.inner.get(of.parts[0]?.text ?? '');
    const target = of.parts
      .slice(1)
      .reduce<NameScope | undefined>((scope, { text }) => scope?.inner.get(text), known);
    c.scope.names.set(name, 'namespace');
    c.scope.inner.set(name, target ?? emptyScope(c.scope));
    return [{ node: 'namespace-alias', name, of, span: spanFrom(c, from), ...common }];
  }
  expect(c, '{');
  const outer = c.scope;
  for (const name of names) {
    const known = c.scope.inner.get(name);
    const scope: NameScope = known ?? emptyScope(c.scope);
    c.scope.names.set(name, 'namespace');
    c.scope.inner.set(name, scope);
    // What an inline namespace declares is seen outside of it.
    if (inline) c.scope.used.push(scope);
    c.scope = scope;
  }
  // One without a name: everything in it is seen around it.
  const body = parseDeclarations(c, { in: 'namespace' });
  c.scope = outer;
  expect(c, '}');
  take(c, ';');
  const span = spanFrom(c, from);
  if (names.length === 0) return [{ node: 'namespace', name: '', inline: true, body, span, ...common }];
  return names.reduceRight<Declaration[]>(
    (inside, name) => [{ node: 'namespace', name, inline, body: inside, span, ...common }],
    body,
  );
}

function parseUsing(
  c: Cursor,
  from: number,
  common: Common,
  template: TemplateHead | undefined,
  into = c.scope,
): Declaration[] {
  expect(c, 'using');
  if (take(c, 'namespace')) {
    const name = parseName(c, 'type');
    take(c, ';');
    const parts = name.parts.map(({ text }) => text);
    const first = whereIs(c.scope, parts[0] ?? '')?.inner.get(parts[0] ?? '');
    const scope = parts.slice(1).reduce<NameScope | undefined>((at, text) => at?.inner.get(text), first);
    if (scope) c.scope.used.push(scope);
    return [{ node: 'using-namespace', name, span: spanFrom(c, from), ...common }];
  }
  if (isName(c) && !is(c, 'typename')) {
    const start = c.at;
    const name = expectName(c).text;
    skipAttributes(c);
    if (take(c, '=')) {
      const type = parseTypeName(c);
      expect(c, ';');
      into.names.set(name, template ? 'type-template' : 'type');
      aliasScope(c, into, name, type);
      return [
        { node: 'alias', name, type, ...(template && { template }), span: spanFrom(c, from), ...common },
      ];
    }
    c.at = start;
  }
  const uses: Declaration[] = [];
  do {
    take(c, 'typename');
    const name = parseName(c, 'type');
    const last = name.parts[name.parts.length - 1]?.text ?? '';
    const scope = scopeOf(c, name);
    const kind = scope?.names.get(last);
    if (kind) into.names.set(last, kind);
    const inner = scope?.inner.get(last);
    if (inner) into.inner.set(last, inner);
    uses.push({ node: 'using', name, span: spanFrom(c, from), ...common });
  } while (take(c, ','));
  expect(c, ';');
  return uses;
}

/** `using P = Pair<int>; P::type x;`: what is declared inside of Pair is inside of P. */
function aliasScope(c: Cursor, into: NameScope, alias: string, type: TypeName): void {
  if (type.kind !== 'named') return;
  const last = type.name.parts[type.name.parts.length - 1]?.text ?? '';
  const scope = scopeOf(c, type.name) ?? whereIs(c.scope, last);
  const inner = scope?.inner.get(last);
  if (inner) into.inner.set(alias, inner);
}

/** `template class X<int>;` */
function parseInstantiation(c: Cursor, from: number, common: Common): Declaration[] {
  expect(c, 'template');
  const start = c.at;
  while (c.at < c.end && !is(c, ';')) c.at = is(c, '(') || is(c, '{') ? afterBrackets(c, c.at) : c.at + 1;
  take(c, ';');
  const first = c.tokens[start];
  const name: Name = { parts: [{ text: first?.text ?? '' }], global: false, span: spanFrom(c, start) };
  return [{ node: 'instantiation', name, span: spanFrom(c, from), ...common }];
}

function parseTemplated(c: Cursor, place: Place, from: number, common: Common): Declaration[] {
  const outer = c.scope;
  const heads: TemplateHead[] = [];
  while (is(c, 'template')) {
    const start = c.at;
    c.at++;
    c.scope = innerScope(c);
    heads.push({ parameters: parseTemplateParameters(c), span: spanFrom(c, start) });
  }
  if (is(c, 'requires')) throw new NotThis(c.at, 'a constraint');
  const declarations = is(c, 'using')
    ? parseUsing(c, from, common, heads[0], outer)
    : parsePlain(c, place, from, common, heads, outer);
  c.scope = outer;
  return declarations;
}

function parseTemplateParameters(c: Cursor): TemplateParameter[] {
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

function parseTemplateParameter(c: Cursor): TemplateParameter {
  const from = c.at;
  if (take(c, 'template')) {
    parseTemplateParameters(c);
    if (!take(c, 'class')) expect(c, 'typename');
    const pack = take(c, '...');
    const name = isName(c) ? expectName(c).text : '';
    if (take(c, '=')) parseTypeName(c);
    c.scope.names.set(name, 'type-template');
    return { kind: 'template', name, pack, span: spanFrom(c, from) };
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

/** Variables, functions, records, enums, typedefs. `into`: the scope that gets the names (outside of template heads). */
function parsePlain(
  c: Cursor,
  place: Place,
  from: number,
  common: Common,
  templates: readonly TemplateHead[],
  into: NameScope,
): Declaration[] {
  const all: Declaration[] = [];
  if (['struct', 'class', 'union'].includes(peek(c).text) && templates.length > 0) {
    const record = parseRecord(c, templates[templates.length - 1], into);
    if (take(c, ';')) return [{ ...record, ...common }];
    throw new NotThis(c.at, '; expected');
  }
  const head = parseHead(c, place.in === 'record' ? place.record : undefined);
  let base = head.type;
  if (base?.kind === 'record') {
    all.push({ ...base.record, ...common });
    if (base.record.name.parts.length > 0) base = { ...base, kind: 'named', name: base.record.name };
  } else if (base?.kind === 'enum') {
    all.push({ ...base.declaration, ...common });
    if (base.declaration.name.parts.length > 0)
      base = { ...base, kind: 'named', name: base.declaration.name };
  } else if (
    base?.kind === 'named' &&
    is(c, ';') &&
    /^(struct|class|union|enum)$/.test(c.tokens[from]?.text ?? '')
  ) {
    // `struct Pair;`
    c.at++;
    return [];
  }
  if (take(c, ';')) return all;

  if (head.specifiers.has('typedef')) {
    do {
      const declarator = parseDeclarator(c, 'must', 'never');
      const name = declarator.name?.parts[0]?.text ?? '';
      if (!base) throw new NotThis(from, 'a type expected');
      const type = declarator.typeOf(base);
      into.names.set(name, 'type');
      aliasScope(c, into, name, type);
      all.push({ node: 'alias', name, type, span: spanFrom(c, from), ...common });
    } while (take(c, ','));
    expect(c, ';');
    return all;
  }

  if (!base) return [...all, parseTypeless(c, head, from, common, templates, into)];
  for (let first = true; ; first = false) {
    if (first && base.kind === 'auto' && (is(c, '[') || ((is(c, '&') || is(c, '&&')) && is(c, '[', 1)))) {
      all.push(parseBindings(c, head, base, from, common));
    } else if (place.in === 'record' && is(c, ':')) {
      // `int : 3;`
      c.at++;
      parseAssignment(c);
    } else {
      const declarator = parseDeclarator(
        c,
        'must',
        place.in === 'block' ? 'rather-arguments' : 'rather-parameters',
      );
      if (declarator.parameters) {
        const made = parseFunctionRest(c, head, declarator, base, from, common, templates, into, 'function');
        all.push(made);
        if (made.body) return all;
      } else all.push(parseVariableRest(c, head, declarator, base, from, common, templates, into));
    }
    if (!take(c, ',')) break;
  }
  expect(c, ';');
  return all;
}

function nameOf({ name, nameSpan }: Declarator): Name {
  return name ?? { parts: [], global: false, span: nameSpan };
}

/** A template does not stop being one when a function of the same name is declared. */
function declareInto(into: NameScope, name: Name, kind: NameKind): void {
  const text = name.parts.length === 1 ? (name.parts[0]?.text ?? '') : '';
  if (text === '' || (kind === 'value' && into.names.get(text) === 'value-template')) return;
  into.names.set(text, kind);
}

function parseVariableRest(
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
  declareInto(into, name, templates.length > 0 ? 'value-template' : 'value');
  const after = skipAttributes(c);
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

function parseBindings(
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

function parseArgumentsInParens(c: Cursor): Expr[] {
  expect(c, '(');
  const args = parseArguments(c, ')');
  expect(c, ')');
  return args;
}

/** Constructors, destructors, conversions. */
function parseTypeless(
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

function parseFunctionRest(
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

const isMember = (name: Name) => name.parts.length > 1;

/** What a body sees: its own names, those of the class that it belongs to, those around. */
function bodyScope(c: Cursor, name: Name): NameScope {
  const record = isMember(name) ? scopeOf(c, name) : undefined;
  return emptyScope(record ? { ...record, outer: c.scope } : c.scope);
}

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
