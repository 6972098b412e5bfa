// The parser's four entrances: a whole program, and the parts that were left unread until somebody asks.
import type { Expanded } from '../expand';
import type { Deferred, Expr, Name, Statement, Unit } from './ast';
import { cursorOf, expect, is, NotThis, spanFrom, take } from './cursor';
import { rootScope } from './known-names';
import { parseDeclarations } from './parse-declarations';
import { parseAssignment } from './parse-expressions';
import { parseName } from './parse-names';
import { parseArguments, parseBraces } from './parse-primary';
import { parseCompound } from './parse-statements';

/** All declarations of a program. Never throws on account of the text. */
export function parseUnit(expanded: Expanded): Unit {
  const scope = rootScope();
  const c = cursorOf(expanded.tokens, 0, expanded.tokens.length, scope);
  const declarations = parseDeclarations(c, { in: 'namespace' });
  // A closing brace too many ends a namespace that is not there: go on after it.
  while (c.at < c.end) {
    c.at++;
    declarations.push(...parseDeclarations(c, { in: 'namespace' }));
  }
  return { declarations, scope };
}

/** The statements of a function's body, braces and all; `broken` ones stand where something could not be read. */
export function parseBody(expanded: Expanded, body: Deferred): Extract<Statement, { node: 'compound' }> {
  const c = cursorOf(expanded.tokens, body.from, body.to, body.scope);
  try {
    return parseCompound(c);
  } catch (error) {
    if (!(error instanceof NotThis)) throw error;
    c.at = body.to;
    const span = spanFrom(c, body.from);
    return { node: 'compound', body: [{ node: 'broken', why: error.why, span }], span };
  }
}

/** One `member(args)` or `member{args}` of a constructor. */
export type MemberInitializer = {
  readonly name: Name;
  readonly args: readonly Expr[];
  readonly braces: boolean;
};

/** The member initialisers of a constructor; undefined when they cannot be read. */
export function parseInitializers(
  expanded: Expanded,
  initializers: Deferred,
): MemberInitializer[] | undefined {
  const c = cursorOf(expanded.tokens, initializers.from, initializers.to, initializers.scope);
  try {
    const all: MemberInitializer[] = [];
    do {
      const name = parseName(c, 'type');
      if (is(c, '{')) {
        const value = parseBraces(c);
        all.push({ name, args: value.node === 'braces' ? value.items : [value], braces: true });
      } else {
        expect(c, '(');
        all.push({ name, args: parseArguments(c, ')'), braces: false });
        expect(c, ')');
      }
      take(c, '...');
    } while (take(c, ','));
    return all;
  } catch (error) {
    if (!(error instanceof NotThis)) throw error;
    return undefined;
  }
}

/** A default argument; undefined when it cannot be read. */
export function parseDefault(expanded: Expanded, value: Deferred): Expr | undefined {
  const c = cursorOf(expanded.tokens, value.from, value.to, value.scope);
  try {
    return is(c, '{') ? parseBraces(c) : parseAssignment(c);
  } catch (error) {
    if (!(error instanceof NotThis)) throw error;
    return undefined;
  }
}
