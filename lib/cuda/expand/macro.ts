// Macros: what a definition holds, and how one use of it is replaced (C++17, 19.3). Tokens in, tokens out; knows neither
// files nor directives.
import type { Span } from '@/lib/core/span';
import { identifier, number, other, P, punctuator, string } from '../token';

/** Macros that this token must not be taken for again, since it came out of them. */
export type Hidden = { readonly name: string; readonly outer: Hidden | undefined };

/** A token on its way through the preprocessor. */
export type Token = {
  readonly kind: number;
  readonly code: number;
  readonly text: string;
  readonly span: Span;
  readonly foreign: boolean;
  /** White space stands before it: `#` keeps it as one space. */
  readonly spaced: boolean;
  readonly hidden: Hidden | undefined;
  readonly comment?: readonly string[];
  readonly unroll?: number;
};

export type Macro = {
  readonly name: string;
  /** Absent for an object-like macro. */
  readonly parameters?: readonly string[];
  /** The last parameter takes all arguments that are left; named `__VA_ARGS__` unless the user named it. */
  readonly variadic: boolean;
  readonly body: readonly Token[];
};

export function isHidden(hidden: Hidden | undefined, name: string): boolean {
  for (let at = hidden; at; at = at.outer) if (at.name === name) return true;
  return false;
}

/** Names in both. */
export function commonHidden(a: Hidden | undefined, b: Hidden | undefined): Hidden | undefined {
  if (a === b) return a;
  let common: Hidden | undefined;
  for (let at = a; at; at = at.outer)
    if (isHidden(b, at.name) && !isHidden(common, at.name)) common = { name: at.name, outer: common };
  return common;
}

function united(a: Hidden | undefined, b: Hidden | undefined): Hidden | undefined {
  let all = a;
  for (let at = b; at; at = at.outer) if (!isHidden(all, at.name)) all = { name: at.name, outer: all };
  return all;
}

const isHash = (token: Token | undefined) => token?.kind === punctuator && token.code === P.hash;
const isPaste = (token: Token | undefined) => token?.kind === punctuator && token.code === P.paste;

/** How a list of tokens is fully expanded by itself, as arguments are before they are put in. */
export type ExpandAlone = (tokens: readonly Token[]) => readonly Token[];

/**
 * The tokens that replace one use of a macro.
 * @param args one list for each parameter (the variadic one joined with its commas); undefined for an object-like macro.
 * @param use where the user wrote it: the span of what comes out of the body; arguments keep their own.
 */
export function replaceUse(
  macro: Macro,
  args: readonly (readonly Token[])[] | undefined,
  use: {
    readonly span: Span;
    readonly foreign: boolean;
    readonly spaced: boolean;
    readonly hidden: Hidden | undefined;
  },
  expandAlone: ExpandAlone,
): Token[] {
  const { body, parameters } = macro;
  const out: Token[] = [];
  const expanded: (readonly Token[] | undefined)[] = [];
  const indexOf = (token: Token | undefined): number => {
    if (!parameters || !args || token?.kind !== identifier) return -1;
    const index = parameters.indexOf(token.text);
    return index < args.length ? index : -1;
  };
  const argument = (index: number): readonly Token[] => {
    expanded[index] ??= expandAlone(args?.[index] ?? []);
    return expanded[index];
  };
  const own = (token: Token): Token => ({
    ...token,
    span: use.span,
    foreign: use.foreign,
    comment: undefined,
    unroll: token.unroll,
  });
  const put = (tokens: readonly Token[], spaced: boolean) => {
    for (const [index, token] of tokens.entries()) out.push(index === 0 ? { ...token, spaced } : token);
  };

  for (let i = 0; i < body.length; i++) {
    const token = body[i] as Token;
    if (parameters && isHash(token) && indexOf(body[i + 1]) >= 0) {
      const raw = args?.[indexOf(body[i + 1])] ?? [];
      out.push({ ...own(token), kind: string, code: 0, text: stringOf(raw) });
      i++;
      continue;
    }
    if (isPaste(token) && out.length + i > 0 && i + 1 < body.length) {
      const next = body[i + 1] as Token;
      const index = indexOf(next);
      const right = index >= 0 ? (args?.[index] ?? []) : [own(next)];
      i++;
      const last = out[out.length - 1];
      // `, ## __VA_ARGS__`: the comma goes where there are no arguments, and nothing is pasted where there are.
      if (
        macro.variadic &&
        index === (parameters?.length ?? 0) - 1 &&
        last?.code === P.comma &&
        last.kind === punctuator
      ) {
        if (right.length === 0) out.pop();
        else put(argument(index), true);
        continue;
      }
      if (right.length === 0) continue;
      if (last === undefined || last.text === '') {
        if (last) out.pop();
        put(right, token.spaced);
        continue;
      }
      out.pop();
      out.push(pasted(last, right[0] as Token));
      for (const more of right.slice(1)) out.push(more);
      continue;
    }
    const index = indexOf(token);
    if (index >= 0) {
      if (isPaste(body[i + 1])) {
        const raw = args?.[index] ?? [];
        // Nothing on the left of `##`: an empty token, so that `##` has something to paste to.
        if (raw.length === 0) out.push({ ...own(token), kind: other, text: '' });
        else put(raw, token.spaced);
      } else put(argument(index), token.spaced);
      continue;
    }
    if (
      token.kind === identifier &&
      token.text === '__VA_OPT__' &&
      macro.variadic &&
      body[i + 1]?.code === P.openParen
    ) {
      let depth = 0;
      let end = i + 1;
      for (; end < body.length; end++) {
        const code = body[end]?.kind === punctuator ? body[end]?.code : 0;
        if (code === P.openParen) depth++;
        else if (code === P.closeParen && --depth === 0) break;
      }
      const last = (parameters?.length ?? 1) - 1;
      if ((args?.[last] ?? []).length > 0) {
        const inner = { ...macro, body: body.slice(i + 2, end) };
        put(replaceUse(inner, args, use, expandAlone), token.spaced);
      }
      i = end;
      continue;
    }
    out.push(own(token));
  }
  const hidden: Hidden = { name: macro.name, outer: use.hidden };
  return out
    .filter((token) => token.text !== '')
    .map((token, index) => ({
      ...token,
      hidden: united(hidden, token.hidden),
      spaced: index === 0 ? use.spaced : token.spaced,
    }));
}

/** What `#` makes of an argument: its spelling in quotes. */
function stringOf(tokens: readonly Token[]): string {
  let text = '';
  for (const [index, token] of tokens.entries()) {
    if (index > 0 && token.spaced) text += ' ';
    text +=
      token.kind === string || token.text.startsWith("'") ? token.text.replace(/[\\"]/g, '\\$&') : token.text;
  }
  return `"${text}"`;
}

/** Two tokens as one. What makes no token stays one of kind `other`, which no parser takes. */
function pasted(left: Token, right: Token): Token {
  const text = left.text + right.text;
  const base = { ...left, text, hidden: commonHidden(left.hidden, right.hidden) };
  if (/^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/.test(text))
    return { ...base, kind: identifier, code: 0 };
  if (/^\.?\d/.test(text)) return { ...base, kind: number, code: 0 };
  const code = pastedPunctuators[text];
  return code === undefined ? { ...base, kind: other, code: 0 } : { ...base, kind: punctuator, code };
}

const pastedPunctuators: Readonly<Record<string, number>> = {
  '<<': P.shiftLeft,
  '<<<': P.chevrons,
  '<=': P.lessEqual,
  '>=': P.greaterEqual,
  '::': P.scope,
  '->': P.arrow,
  '&&': P.and,
  '||': P.or,
  '==': P.equal,
  '!=': P.operator,
  '++': P.increment,
  '--': P.increment,
  '+=': P.assign,
  '-=': P.assign,
  '*=': P.assign,
  '/=': P.assign,
  '%=': P.assign,
  '&=': P.assign,
  '|=': P.assign,
  '^=': P.assign,
};
