// Names that may be CUDA's: in come tokens with what the user declares, out comes each identifier that isn't provably the
// user's own, with its role. Knows no table of CUDA names.
import type { Path } from '@/lib/core/sources';
import { templateEnd } from './brackets';
import type { Stream } from './declaration';
import { argumentSpans, callAfter, spanOfTokens } from './launches';
import type { NameUse } from './model';
import type { Structure } from './scopes';
import { identifier, P } from './token';
import { keywords } from './words';

/** Names that the whole program declares. */
export type ProgramNames = {
  /** Global names, macros, and members of namespaces that are opened by `using namespace`. */
  readonly own: ReadonlySet<string>;
  /** Namespaces and classes of the user, by qualified and by last name. */
  readonly spaces: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** `namespace cg = cooperative_groups;` */
  readonly aliases: ReadonlyMap<string, string>;
};

/** Namespaces of CUDA's libraries: names behind them may be CUDA's, those behind any other qualifier are not. */
export const cudaNamespaces: ReadonlySet<string> = new Set([
  'cub',
  'thrust',
  'cuda',
  'nvcuda',
  'cooperative_groups',
  'cg',
  'wmma',
  'curand',
  'cutlass',
  'nvtx3',
  'cufftdx',
]);

/** Device functions that programs overload rather than replace: the user's own definition doesn't make each use theirs. */
const overloadable = /^(?:__|atomic)/;

/** Where names are looked for. */
export type Stretch = {
  readonly path: Path;
  readonly from: number;
  readonly to: number;
  readonly where: NameUse['where'];
  /** What shadows names: the structure of the stream, absent for macro bodies, directives and branches left out. */
  readonly structure?: Pick<Structure, 'locals' | 'regions' | 'device' | 'declaring'>;
  /** Names that are no names of the program: a macro's own parameters. */
  readonly excluded?: readonly string[];
};

const none: NonNullable<Stretch['structure']> = { locals: [], regions: [], device: [], declaring: new Set() };

/** The names of a stretch of tokens. */
export function namesIn(stream: Stream, stretch: Stretch, program: ProgramNames): NameUse[] {
  const { path: file, from, to, where, structure = none } = stretch;
  const excluded = new Set(stretch.excluded);
  const { tokens, brackets } = stream;
  const { names, code, kind, start, end } = tokens;
  const uses: NameUse[] = [];
  const shadowed = new Map<string, number>();
  let nextLocal = 0;
  let nextRegion = 0;
  let nextDevice = 0;
  let deviceTo = -1;

  for (let i = from; i < to; i++) {
    for (
      let local = structure.locals[nextLocal];
      local && local.from <= i;
      local = structure.locals[++nextLocal]
    )
      if ((shadowed.get(local.name) ?? -1) < local.to) shadowed.set(local.name, local.to);
    for (
      let region = structure.regions[nextRegion];
      region && region.from <= i;
      region = structure.regions[++nextRegion]
    )
      for (const name of program.members.get(region.of) ?? [])
        if ((shadowed.get(name) ?? -1) < region.to) shadowed.set(name, region.to);
    for (
      let body = structure.device[nextDevice];
      body && body.from <= i;
      body = structure.device[++nextDevice]
    )
      deviceTo = Math.max(deviceTo, body.to);
    if (kind[i] !== identifier) continue;
    const name = names[i] as string;
    if (keywords.has(name) || excluded.has(name) || structure.declaring.has(i)) continue;
    const before = code[i - 1];
    const isFirst = i === from;
    if (!isFirst && (before === P.dot || before === P.arrow)) continue;
    if (!isFirst && names[i - 1] === 'template' && (code[i - 2] === P.dot || code[i - 2] === P.arrow))
      continue;

    let qualifiedBy: string | undefined;
    if (!isFirst && before === P.scope) {
      const qualifier = qualifierBefore(stream, i - 1, from);
      if (qualifier !== '') {
        const first = qualifier.split('::')[0] as string;
        const meant = program.aliases.get(first) ?? first;
        // An alias in a function's body is a local name too, and stands for what it says.
        const isShadowed = !program.aliases.has(first) && (shadowed.get(first) ?? -1) >= i;
        if (!cudaNamespaces.has(meant.split('::')[0] as string) || isShadowed || program.spaces.has(first))
          continue;
        qualifiedBy = qualifier;
      }
    } else if ((shadowed.get(name) ?? -1) >= i) continue;
    if (qualifiedBy === undefined && program.own.has(name) && !overloadable.test(name)) continue;

    const isQualifier = code[i + 1] === P.scope && i + 1 < to;
    if (isQualifier && name === 'std') continue;
    const call = isQualifier ? undefined : callAfter(stream, i, to);
    const pasted = (!isFirst && before === P.paste) || (i + 1 < to && code[i + 1] === P.paste);
    uses.push({
      name,
      span: { file, start: start[i] as number, end: end[i] as number },
      role: roleOf(stream, i, from, to, isQualifier, call !== undefined),
      where,
      ...(call && {
        args: argumentSpans(stream, file, call.open + 1, call.close),
        callSpan: spanOfTokens(stream, file, i, call.close + 1),
      }),
      inDevice: i <= deviceTo,
      pasted,
      ...(qualifiedBy !== undefined && { qualifiedBy }),
    });
  }
  return uses;

  function roleOf(
    s: Stream,
    i: number,
    first: number,
    last: number,
    isQualifier: boolean,
    isCall: boolean,
  ): NameUse['role'] {
    const isNamespace =
      names[i - 1] === 'namespace' || (code[i - 1] === P.becomes && names[i - 3] === 'namespace');
    if (isQualifier || (isNamespace && i > first)) return 'qualifier';
    if (isCall) return 'call';
    let next = i + 1;
    if (next < last && code[next] === P.less) {
      const close = templateEnd(s.tokens, brackets, next);
      if (close > next) next = close + 1;
    }
    if (next < last && kind[next] === identifier) return 'type';
    const after = next < last ? code[next] : 0;
    const word = i > first ? (names[i - 1] as string) : '';
    const isTyped =
      word !== '' &&
      (!keywords.has(word) ||
        [
          'const',
          'struct',
          'class',
          'enum',
          'typename',
          'new',
          'volatile',
          'static',
          'extern',
          'union',
        ].includes(word));
    if (isTyped && keywords.has(word)) return 'type';
    if (after === P.star || after === P.ampersand || after === P.and) {
      // `T *name`, `(T *)`, `<T *>`: a value would need an operand after the operator, and one before in an expression.
      const beyond = next + 1;
      const c = code[beyond];
      if (c === P.closeParen || c === P.greater || c === P.comma || c === P.star) return 'type';
      const open = code[i - 1];
      const startsStatement =
        i === first ||
        open === P.semicolon ||
        open === P.openBrace ||
        open === P.closeBrace ||
        open === P.openParen ||
        open === P.comma;
      if (kind[beyond] === identifier && startsStatement) {
        const ends = code[beyond + 1];
        const isDeclaration =
          ends === P.becomes ||
          ends === P.semicolon ||
          ends === P.comma ||
          ends === P.closeParen ||
          ends === P.openBracket ||
          ends === P.openParen;
        if (isDeclaration && open !== P.comma)
          return open === P.openParen && ends !== P.comma && ends !== P.closeParen ? 'value' : 'type';
      }
    }
    const inAngles =
      (code[i - 1] === P.less || code[i - 1] === P.comma) && (after === P.greater || after === P.comma);
    if (inAngles && enclosingAngle(s, i)) return 'type';
    if (code[i - 1] === P.openParen && after === P.closeParen && i > first && startsCast(s, next, last))
      return 'type';
    return 'value';
  }
}

/** Whether token `i` stands directly in a template argument list. */
function enclosingAngle({ tokens, brackets }: Stream, i: number): boolean {
  for (let j = i - 1; j >= 0 && j > i - 64; j--) {
    if (tokens.code[j] === P.less && (brackets.angle[j] as number) > i) return true;
    if (tokens.code[j] === P.greater && (brackets.angle[j] as number) >= 0) j = brackets.angle[j] as number;
    else if (
      tokens.code[j] === P.semicolon ||
      tokens.code[j] === P.openBrace ||
      tokens.code[j] === P.openParen
    )
      return false;
  }
  return false;
}

/** Whether what follows `)` is an operand, so that `(name)` before it is a cast; `sizeof (T)` is one too. */
function startsCast({ tokens }: Stream, close: number, to: number): boolean {
  const next = close + 1;
  if (next >= to) return false;
  return (
    tokens.kind[next] !== undefined &&
    (tokens.names[next] !== '' || tokens.code[next] === P.openParen || tokens.kind[next] === 2)
  );
}

/** Qualifiers longer than this are nobody's; looking through them for each part would cost the square of their length. */
const qualifierLimit = 16;

/** The qualifier whose `::` stands at `at`, template arguments left out; '' for the global namespace. */
function qualifierBefore({ tokens, brackets }: Stream, at: number, from: number): string {
  const parts: string[] = [];
  let i = at;
  while (i >= from && tokens.code[i] === P.scope && parts.length < qualifierLimit) {
    let before = i - 1;
    if (before >= from && tokens.code[before] === P.greater && (brackets.angle[before] as number) >= from)
      before = (brackets.angle[before] as number) - 1;
    if (before < from || tokens.kind[before] !== identifier || keywords.has(tokens.names[before] as string))
      break;
    parts.unshift(tokens.names[before] as string);
    i = before - 1;
  }
  return parts.join('::');
}
