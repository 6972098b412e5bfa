// Declarations: namespaces, records, enums, functions, variables, aliases, templates. Bodies stay unread (Deferred).
import type { Declaration, FunctionDeclaration, NameScope, TemplateHead, TypeName } from './ast';
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
import { parseDeclarator } from './parse-declarators';
import { parseAssignment } from './parse-expressions';
import { parseBindings, parseFunctionRest, parseTypeless, parseVariableRest } from './parse-functions';
import { parseName, scopeOf } from './parse-names';
import { parseRecord } from './parse-records';
import { parseTemplateParameters } from './parse-templates';
import { parseHead, parseTypeName, skipAttributes } from './parse-types';

/** Where a declaration stands. `record`: the name of the class around it. */
type Place = { readonly in: 'namespace' | 'block' } | { readonly in: 'record'; readonly record: string };

export type Common = { readonly comment?: readonly string[]; readonly foreign: boolean };

export function commonOf(c: Cursor): Common {
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
        return body.map(withCLinkage);
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

/** What `extern "C"` before a brace says of each function. */
function withCLinkage(declaration: Declaration): Declaration {
  if (declaration.node !== 'function') return declaration;
  return { ...declaration, specifiers: new Set([...declaration.specifiers, 'extern-c']) };
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

/** `template class X<int>;`, `template void f<int>(int *);`: what it makes an instance of. */
function parseInstantiation(c: Cursor, from: number, common: Common): Declaration[] {
  expect(c, 'template');
  const of = attempt(c, (): TypeName | FunctionDeclaration => {
    const start = c.at;
    if (take(c, 'class') || take(c, 'struct') || take(c, 'union')) {
      skipAttributes(c);
      const name = parseName(c, 'type');
      expect(c, ';');
      return { node: 'type', kind: 'named', name, const: false, volatile: false, span: spanFrom(c, start) };
    }
    const head = parseHead(c);
    const declarator = parseDeclarator(c, 'must', 'rather-parameters');
    if (!head.type || !declarator.parameters) throw new NotThis(c.at, 'a function expected');
    const made = parseFunctionRest(
      c,
      head,
      declarator,
      head.type,
      from,
      common,
      [],
      emptyScope(c.scope),
      'function',
    );
    expect(c, ';');
    return made;
  });
  while (!of && c.at < c.end && !take(c, ';'))
    c.at = is(c, '(') || is(c, '{') ? afterBrackets(c, c.at) : c.at + 1;
  return [{ node: 'instantiation', ...(of && { of }), span: spanFrom(c, from), ...common }];
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
    // `struct { … } x;` declares x alone; `struct { … };` is a member whose fields are seen around it.
    if (base.record.name.parts.length > 0 || is(c, ';')) all.push({ ...base.record, ...common });
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
