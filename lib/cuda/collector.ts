// The list that the structure pass works through, and how it writes down names, classes and parameters. In come token
// ranges, out go entries of a Collector, which becomes the Structure of the file.
import { declarationAt, qualifiedEnd, type Stream, skipAttributes, splitCommas } from './declaration';
import type { LocalName, MemberRegion, RawFunction, RawVariable, SpecifierMacros } from './scopes';
import { identifier, P } from './token';
import { classWords } from './words';

/** A stretch of tokens that waits to be looked through. */
export type Region =
  | {
      readonly kind: 'scope';
      readonly from: number;
      readonly to: number;
      readonly container: string;
      readonly inFunction?: string;
    }
  | {
      readonly kind: 'body';
      readonly from: number;
      readonly to: number;
      readonly inFunction: string;
      readonly container: string;
    };

/** What the pass writes to; one per file. */
export type Collector = {
  readonly stream: Stream;
  readonly isSpecifier: (name: string) => boolean;
  readonly macros: SpecifierMacros;
  readonly pending: Region[];
  readonly functions: RawFunction[];
  readonly variables: RawVariable[];
  readonly locals: LocalName[];
  readonly regions: MemberRegion[];
  readonly device: { from: number; to: number }[];
  readonly members: Map<string, Set<string>>;
  readonly opened: string[];
  readonly declaring: Set<number>;
};

/** A name inside a namespace or class. */
export const join = (container: string, name: string) =>
  container && name ? `${container}::${name}` : container || name;

export function declareMember(c: Collector, container: string, token: number): void {
  const name = c.stream.tokens.names[token];
  if (!name) return;
  c.declaring.add(token);
  const known = c.members.get(container);
  if (known) known.add(name);
  else c.members.set(container, new Set([name]));
}

/** The token after the `;` that ends a statement, brackets skipped; stops where something new clearly begins. */
export function statementEnd(stream: Stream, from: number, to: number): number {
  const { code, names } = stream.tokens;
  for (let i = from; i < to; i++) {
    if (code[i] === P.semicolon) return i + 1;
    if (code[i] === P.closeBrace) return i;
    if (i > from && (names[i] === '__global__' || names[i] === 'template' || names[i] === 'namespace'))
      return i;
    const partner = stream.brackets.partner[i] as number;
    if (partner > i && partner < to) i = partner;
  }
  return to;
}

/** `using namespace N;`, `using T = …;`, `using N::name;`. */
export function usingAt(c: Collector, at: number, scope: { container: string; to: number }): number {
  const { tokens } = c.stream;
  const end = statementEnd(c.stream, at + 2, scope.to);
  if (tokens.names[at + 1] === 'namespace') {
    c.opened.push(
      tokens.names
        .slice(at + 2, end)
        .filter((name) => name)
        .join('::'),
    );
  } else if (tokens.code[at + 2] === P.becomes) declareMember(c, scope.container, at + 1);
  return end;
}

/** Puts the body of a class or enum on the list and declares its name. */
export function addClass(
  c: Collector,
  key: number,
  open: number,
  close: number,
  scope: { container: string; inFunction?: string },
): void {
  const { stream } = c;
  const { tokens } = stream;
  let i = key + 1;
  const isEnum = tokens.names[key] === 'enum';
  const isScoped = isEnum && classWords.has(tokens.names[i] as string);
  if (isScoped) i++;
  i = skipAttributes(stream, i, open);
  while (
    i < open &&
    tokens.kind[i] === identifier &&
    c.isSpecifier(tokens.names[i] as string) &&
    tokens.kind[i + 1] === identifier
  )
    i++;
  const end = qualifiedEnd(stream, i, open);
  let name = '';
  if (end > i) {
    let last = end - 1;
    if (tokens.code[last] === P.greater) last = (stream.brackets.angle[last] as number) - 1;
    declareMember(c, scope.container, last);
    name = tokens.names[last] as string;
  }
  const container = name ? join(scope.container, name) : scope.container;
  if (isEnum) {
    for (const [from] of splitCommas(stream, open + 1, close))
      declareMember(c, isScoped ? container : scope.container, from);
    return;
  }
  c.regions.push({ of: container, from: open, to: close });
  c.pending.push({
    kind: 'scope',
    from: open + 1,
    to: close,
    container,
    ...(scope.inFunction && { inFunction: scope.inFunction }),
  });
}

/** Declares the parameters of a function or lambda up to token `end`. */
export function declareParameters(c: Collector, open: number, close: number, end: number): void {
  for (const [from, to] of splitCommas(c.stream, open + 1, close)) {
    const parameter = declarationAt(c.stream, from, to, true, c.isSpecifier);
    const token = parameter?.declarators[0]?.name ?? -1;
    if (token >= 0) c.locals.push({ name: c.stream.tokens.names[token] as string, from: token, to: end });
  }
}
