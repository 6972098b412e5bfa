// Types: the specifiers of a declaration, and types by themselves (`const float *`).
import type { Expr, FundamentalType, Name, TypeName } from './ast';
import {
  afterBrackets,
  attempt,
  type Cursor,
  expect,
  is,
  isName,
  NotThis,
  peek,
  spanFrom,
  take,
  withAngles,
} from './cursor';

import { parseDeclarator } from './parse-declarators';
import { parseAssignment, parseExpression } from './parse-expressions';
import { isAnyGroup, isReserved, kindOfName, parseName } from './parse-names';
import { parseEnum, parseRecord } from './parse-records';

/** Words that say something of a declaration besides its type. */
const specifierWords = new Set(
  `static extern inline constexpr consteval constinit register thread_local mutable virtual explicit friend typedef __global__
   __device__ __host__ __shared__ __constant__ __managed__ __forceinline__ __noinline__ __inline__ __inline __grid_constant__
   __cudart_builtin__ __extension__ _Noreturn`.split(/\s+/),
);
export const qualifierWords: Readonly<Record<string, 'const' | 'volatile' | 'restrict'>> = {
  const: 'const',
  __const: 'const',
  __const__: 'const',
  volatile: 'volatile',
  __volatile__: 'volatile',
  __restrict__: 'restrict',
  __restrict: 'restrict',
  restrict: 'restrict',
};
const fundamentalWords = new Set(
  'void bool char wchar_t char8_t char16_t char32_t short int long signed unsigned float double __int128 _Bool'.split(
    ' ',
  ),
);

/** What stands before the declarators of a declaration. */
export type DeclarationHead = {
  readonly specifiers: Set<string>;
  /** Absent for a constructor, a destructor or a conversion. */
  readonly type: TypeName | undefined;
  readonly align?: Expr;
  readonly launchBounds?: readonly Expr[];
};

/** True when a type could start here. Sure for fundamental ones and known names; names that nobody knows pass. */
export function looksLikeType(c: Cursor): boolean {
  const { text } = peek(c);
  if (fundamentalWords.has(text) || Object.hasOwn(qualifierWords, text)) return true;
  if (['struct', 'class', 'union', 'enum', 'typename', 'decltype', 'auto'].includes(text)) return isName(c);
  if (typeofs.has(text)) return is(c, '(', 1);
  if (is(c, '::')) return true;
  return isName(c) && !isReserved(text);
}

/** True when the word at the cursor can only begin a declaration. */
export function startsDeclaration(c: Cursor): boolean {
  if (!isName(c)) return false;
  const { text } = peek(c);
  return (
    specifierWords.has(text) ||
    fundamentalWords.has(text) ||
    Object.hasOwn(qualifierWords, text) ||
    typeofs.has(text) ||
    [
      'struct',
      'class',
      'union',
      'enum',
      'typename',
      'auto',
      'alignas',
      'using',
      'static_assert',
      'template',
      'namespace',
      '__align__',
    ].includes(text)
  );
}

/** A type up to a closing parenthesis. */
function aloneType(c: Cursor): TypeName {
  const type = withAngles(c, false, () => parseTypeName(c));
  if (!is(c, ')')) throw new NotThis(c.at, ') expected');
  return type;
}

/** Attributes in all their spellings; what they say of alignment and launches is kept. */
function takeAttribute(c: Cursor, found: { align?: Expr; launchBounds?: readonly Expr[] }): boolean {
  const { text } = peek(c);
  if (is(c, '[') && is(c, '[', 1)) {
    c.at = afterBrackets(c, c.at);
    return true;
  }
  if (!isName(c)) return false;
  if (text === '__launch_bounds__' || text === 'alignas' || text === '__align__') {
    c.at++;
    expect(c, '(');
    const start = c.at;
    const of = text === 'alignas' && looksLikeType(c) ? attempt(c, () => aloneType(c)) : undefined;
    const args = of ? [] : withAngles(c, false, () => parseArguments(c));
    expect(c, ')');
    if (of) found.align = { node: 'sizeof', of, align: true, span: spanFrom(c, start) };
    else if (text === '__launch_bounds__') found.launchBounds = args;
    else if (args[0]) found.align = args[0];
    return true;
  }
  if (text === '__attribute__' || text === '__attribute' || text === '__declspec') {
    c.at++;
    const open = c.at;
    c.at = afterBrackets(c, c.at);
    // __attribute__((aligned(16)))
    for (let at = open; at < c.at; at++)
      if (/^(__)?aligned(__)?$/.test(c.tokens[at]?.text ?? '') && c.tokens[at + 1]?.text === '(') {
        const after = c.at;
        c.at = at + 2;
        found.align = attempt(c, () => withAngles(c, false, () => parseAssignment(c))) ?? found.align;
        c.at = after;
      }
    return true;
  }
  if (text === '__cluster_dims__' || text === '__maxnreg__' || text === '__block_size__') {
    c.at++;
    if (is(c, '(')) c.at = afterBrackets(c, c.at);
    return true;
  }
  return false;
}

export function skipAttributes(c: Cursor): { align?: Expr; launchBounds?: readonly Expr[] } {
  const found: { align?: Expr; launchBounds?: readonly Expr[] } = {};
  while (takeAttribute(c, found));
  return found;
}

/** Arguments up to the closing bracket, which stays. */
function parseArguments(c: Cursor): Expr[] {
  const args: Expr[] = [];
  while (!is(c, ')')) {
    args.push(parseAssignment(c));
    if (!take(c, ',')) break;
  }
  return args;
}

/**
 * Specifiers and one type, in any order. @param typeless the name of the class around, whose constructors have no type.
 */
export function parseHead(c: Cursor, typeless?: string): DeclarationHead {
  const from = c.at;
  const specifiers = new Set<string>();
  const found: { align?: Expr; launchBounds?: readonly Expr[] } = {};
  const fundamental: string[] = [];
  let type: TypeName | undefined;
  let isConst = false;
  let isVolatile = false;
  for (;;) {
    if (takeAttribute(c, found)) continue;
    if (!isName(c) && !is(c, '::')) break;
    const { text } = peek(c);
    if (text === 'extern' && peek(c, 1).text.startsWith('"')) {
      c.at += 2;
      specifiers.add('extern-c');
      continue;
    }
    if (specifierWords.has(text)) {
      specifiers.add(text);
      c.at++;
      if (text === 'explicit' && is(c, '(')) c.at = afterBrackets(c, c.at);
      continue;
    }
    const qualifier = Object.hasOwn(qualifierWords, text) ? qualifierWords[text] : undefined;
    if (qualifier) {
      if (qualifier === 'const') isConst = true;
      if (qualifier === 'volatile') isVolatile = true;
      c.at++;
      continue;
    }
    if (fundamentalWords.has(text)) {
      if (type) break;
      fundamental.push(text);
      c.at++;
      continue;
    }
    if (type || fundamental.length > 0) break;
    type = parseTypeSpecifier(c, typeless);
    if (!type) break;
  }
  if (fundamental.length > 0)
    type = {
      node: 'type',
      kind: 'fundamental',
      name: fundamentalOf(fundamental, c.at),
      const: false,
      volatile: false,
      span: spanFrom(c, from),
    };
  if (type && (isConst || isVolatile))
    type = { ...type, const: type.const || isConst, volatile: type.volatile || isVolatile };
  return { specifiers, type, ...found };
}

function parseTypeSpecifier(c: Cursor, typeless: string | undefined): TypeName | undefined {
  const from = c.at;
  const plain = { node: 'type', const: false, volatile: false } as const;
  const { text } = peek(c);
  if (text === 'struct' || text === 'class' || text === 'union') {
    const record = parseRecord(c, undefined);
    // `struct Pair p`: only a name that was declared, or will be.
    if (record.members === undefined && record.name.parts.length > 0)
      return { ...plain, kind: 'named', name: record.name, span: record.span };
    return { ...plain, kind: 'record', record, span: record.span };
  }
  if (text === 'enum') {
    const declaration = parseEnum(c);
    if (declaration.values.length === 0 && declaration.name.parts.length > 0)
      return { ...plain, kind: 'named', name: declaration.name, span: declaration.span };
    return { ...plain, kind: 'enum', declaration, span: declaration.span };
  }
  if (text === 'auto') {
    c.at++;
    return { ...plain, kind: 'auto', span: spanFrom(c, from) };
  }
  if (text === 'decltype' || typeofs.has(text)) {
    c.at++;
    expect(c, '(');
    const value = withAngles(c, false, () => parseExpression(c));
    expect(c, ')');
    return { ...plain, kind: 'decltype', value, typeof: typeofs.has(text), span: spanFrom(c, from) };
  }
  const typename = text === 'typename';
  if (typename) c.at++;
  if (isReserved(peek(c).text) && !is(c, '::')) return undefined;
  // `Pair(…)` inside of Pair is a constructor, as is `Pair::Pair(…)` outside.
  if (!typename && typeless !== undefined && text === typeless && is(c, '(', 1)) return undefined;
  const name = parseName(c, 'type');
  if (!typename && isConstructorName(name) && is(c, '(')) {
    c.at = from;
    return undefined;
  }
  if (!typename && kindOfName(c, name) === 'value') throw new NotThis(from, 'no type');
  // Any group: which one it is, what it is made from says.
  if (isAnyGroup(c, name)) return { ...plain, kind: 'auto', span: spanFrom(c, from) };
  return { ...plain, kind: 'named', name, span: spanFrom(c, from) };
}

const typeofs: ReadonlySet<string> = new Set(['typeof', '__typeof__', '__typeof']);

function isConstructorName({ parts }: Name): boolean {
  const last = parts[parts.length - 1]?.text ?? '';
  const before = parts[parts.length - 2]?.text;
  return before !== undefined && (last === before || last === `~${before}`);
}

function fundamentalOf(words: readonly string[], at: number): FundamentalType {
  const has = (word: string) => words.includes(word);
  const longs = words.filter((word) => word === 'long').length;
  const unsigned = has('unsigned') ? 'unsigned ' : '';
  if (has('void')) return 'void';
  if (has('bool') || has('_Bool')) return 'bool';
  if (has('float')) return 'float';
  if (has('double')) return longs > 0 ? 'long double' : 'double';
  if (has('char')) return has('unsigned') ? 'unsigned char' : has('signed') ? 'signed char' : 'char';
  for (const wide of ['wchar_t', 'char8_t', 'char16_t', 'char32_t'] as const) if (has(wide)) return wide;
  if (has('short')) return `${unsigned}short`;
  if (has('__int128')) return `${unsigned}__int128`;
  if (longs >= 2) return `${unsigned}long long`;
  if (longs === 1) return `${unsigned}long`;
  if (has('int') || has('signed') || has('unsigned')) return `${unsigned}int`;
  throw new NotThis(at, 'a type expected');
}

/** A type by itself: in casts, sizeof, template arguments, trailing results. */
export function parseTypeName(c: Cursor): TypeName {
  const from = c.at;
  const { type, specifiers } = parseHead(c);
  if (!type || specifiers.size > 0) throw new NotThis(from, 'a type expected');
  return parseDeclarator(c, 'never', 'never').typeOf(type);
}
