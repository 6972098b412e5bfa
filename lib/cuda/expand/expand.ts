// The preprocessor: Sources and -D definitions come in, the whole program comes out as one row of tokens, each with the place
// where the user wrote it. Includes are followed among the program's own files; those of the system are left out, since what
// they declare is known to the compiler. Never throws on account of the text.
import type { Problem } from '@/lib/core/problem';
import { type Path, type Sources, textOf } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { problem } from '@/lib/messages';
import { lex } from '../lex';
import {
  type Directive,
  headerName,
  identifier,
  type Lexed,
  number,
  P,
  punctuator,
  spelling,
  type Tokens,
} from '../token';
import { conditionValue } from './condition';
import type { Expanded, ExpandedToken } from './expanded';
import { commonHidden, type Hidden, isHidden, type Macro, replaceUse, type Token } from './macro';
import { predefined } from './predefined';

/** `NAME` to `value`, as `-DNAME=value`; a name with parentheses, `SQUARE(x)`, defines a function-like macro. */
export type Defines = Readonly<Record<string, string>>;

/** Includes within includes; more is a file that includes itself. */
const depthLimit = 100;
/** Tokens of the expanded text; more is a macro that grows without end. */
const tokenLimit = 2_000_000;

type OpenCondition = { readonly takenBefore: boolean; readonly live: boolean; readonly outerLive: boolean };
type OpenFile = {
  readonly path: Path;
  readonly lexed: Lexed;
  readonly foreign: boolean;
  code: number;
  directive: number;
  comment: number;
  readonly conditions: OpenCondition[];
};

/** @returns all tokens of the program as its main file includes them. */
export function expand(sources: Sources, defines: Defines = {}): Expanded {
  const problems: Problem[] = [];
  const missing: { path: string; span: Span; form: 'angle' | 'quote' }[] = [];
  const files: Path[] = [];
  const once = new Set<Path>();
  const lexedFiles = new Map<Path, Lexed>();
  const macros = new Map<string, Macro>();
  const stack: OpenFile[] = [];
  const pending: Token[] = [];
  const out: ExpandedToken[] = [];
  let counter = 0;
  let made = 0;
  let nextUnroll: number | undefined;

  for (const [name, value] of Object.entries({ ...predefined, ...defines })) {
    const macro = macroOfText(name, value);
    if (macro) macros.set(macro.name, macro);
  }

  const open = (path: Path) => {
    let lexed = lexedFiles.get(path);
    if (!lexed) {
      lexed = lex(textOf(sources, path));
      lexedFiles.set(path, lexed);
      files.push(path);
    }
    stack.push({ path, lexed, foreign: false, code: 0, directive: 0, comment: 0, conditions: [] });
  };

  const isLive = (file: OpenFile) => file.conditions[file.conditions.length - 1]?.live ?? true;

  /** The next token of the innermost open file, after the directives before it; undefined at the end of the program. */
  const nextOfFile = (): Token | undefined => {
    for (;;) {
      const file = stack[stack.length - 1];
      if (!file) return undefined;
      const { directives, code } = file.lexed;
      const directive = directives[file.directive];
      if (directive && directive.codeIndex <= file.code) {
        file.directive++;
        direct(file, directive);
        continue;
      }
      const end = directive ? directive.codeIndex : code.kind.length;
      if (!isLive(file)) {
        file.code = end;
        if (directive) continue;
      }
      if (file.code < end) return tokenOf(file, file.code++);
      stack.pop();
    }
  };

  const tokenOf = (file: OpenFile, index: number): Token => {
    const { text, code, comments } = file.lexed;
    const start = code.start[index] as number;
    const before = index > 0 ? (code.end[index - 1] as number) : 0;
    let comment: string[] | undefined;
    while (file.comment < comments.length && (comments[file.comment] as number) < start) {
      const from = comments[file.comment] as number;
      const to = comments[file.comment + 1] as number;
      file.comment += 2;
      if (from >= before && startsLine(text, from))
        comment = [...(comment ?? []), ...commentLines(text.slice(from, to))];
    }
    const unroll = nextUnroll;
    nextUnroll = undefined;
    return {
      ...spelledToken(text, code, index),
      span: { file: file.path, start, end: code.end[index] as number },
      foreign: file.foreign,
      spaced: index > 0 && start > before,
      hidden: undefined,
      ...(comment && { comment }),
      ...(unroll !== undefined && { unroll }),
    };
  };

  const tokensOfDirective = (file: OpenFile, { from, to }: Directive): Token[] =>
    tokensBetween(file.lexed.text, file.lexed.directiveTokens, from, to, file.path, file.foreign);

  const direct = (file: OpenFile, directive: Directive) => {
    const { name } = directive;
    const { conditions } = file;
    const span: Span = { file: file.path, start: directive.start, end: directive.end };
    if (name === 'if' || name === 'ifdef' || name === 'ifndef') {
      const outerLive = isLive(file);
      const live = outerLive && holds(file, directive, name);
      conditions.push({ takenBefore: live, live, outerLive });
      return;
    }
    if (name === 'elif' || name === 'elifdef' || name === 'elifndef' || name === 'else') {
      const condition = conditions.pop();
      if (!condition) return;
      const may = condition.outerLive && !condition.takenBefore;
      const live = may && (name === 'else' || holds(file, directive, name.slice(2)));
      conditions.push({ takenBefore: condition.takenBefore || live, live, outerLive: condition.outerLive });
      return;
    }
    if (name === 'endif') {
      conditions.pop();
      return;
    }
    if (!isLive(file)) return;
    if (name === 'define') {
      const macro = macroOfDirective(tokensOfDirective(file, directive));
      if (macro) macros.set(macro.name, macro);
    } else if (name === 'undef') {
      const token = tokensOfDirective(file, directive)[0];
      if (token) macros.delete(token.text);
    } else if (name === 'include' || name === 'include_next') include(file, directive, span);
    else if (name === 'pragma') pragma(file, directive);
    else if (name === 'error') problems.push(problem('expand-error-directive', 'error', span));
  };

  const holds = (file: OpenFile, directive: Directive, name: string): boolean => {
    const tokens = tokensOfDirective(file, directive);
    if (name === 'ifdef' || name === 'def') return macros.has(tokens[0]?.text ?? '');
    if (name === 'ifndef' || name === 'ndef') return !macros.has(tokens[0]?.text ?? '');
    const value = conditionValue(expandAlone(withoutDefined(tokens, file)));
    if (value === undefined)
      problems.push(
        problem('expand-bad-condition', 'warning', {
          file: file.path,
          start: directive.start,
          end: directive.end,
        }),
      );
    return value !== undefined && value !== 0n;
  };

  /** `defined X`, `defined(X)` and `__has_include(<x>)` as 1 or 0, before macros are replaced. */
  const withoutDefined = (tokens: readonly Token[], file: OpenFile): Token[] => {
    const result: Token[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      const truth = (value: boolean) =>
        result.push({ ...token, kind: number, code: 0, text: value ? '1' : '0' });
      if (token.text === 'defined') {
        const paren = tokens[i + 1]?.code === P.openParen;
        const name = tokens[i + (paren ? 2 : 1)]?.text ?? '';
        truth(macros.has(name));
        i += paren ? 3 : 1;
      } else if (token.text.startsWith('__has_') && tokens[i + 1]?.code === P.openParen) {
        let end = i + 2;
        while (end < tokens.length && tokens[end]?.code !== P.closeParen) end++;
        const named = tokens
          .slice(i + 2, end)
          .map(({ text }) => text)
          .join('');
        const quoted = /^"(.*)"$/.exec(named)?.[1];
        truth(
          token.text.startsWith('__has_include') &&
            (quoted !== undefined ? find(quoted, file.path) !== undefined : /^<[^>]*>$/.test(named)),
        );
        i = end;
      } else result.push(token);
    }
    return result;
  };

  const find = (path: string, from: Path): Path | undefined => {
    const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/') + 1) : '';
    const near = normal(folder + path);
    if (near !== undefined && Object.hasOwn(sources.files, near)) return near;
    const top = normal(path);
    if (top !== undefined && Object.hasOwn(sources.files, top)) return top;
    // -I folders are not known here: a file of that name anywhere in the program, when there is only one.
    const end = `/${path.replace(/^(\.\.?\/)+/, '')}`;
    const matches = Object.keys(sources.files).filter((file) => file.endsWith(end));
    return matches.length === 1 ? matches[0] : undefined;
  };

  const include = (file: OpenFile, directive: Directive, span: Span) => {
    let tokens = tokensOfDirective(file, directive);
    if (tokens[0]?.kind !== headerName) tokens = [...expandAlone(tokens)];
    const written = tokens.map(({ text }) => text).join('');
    const match = /^(?:"([^"]*)"|<([^>]*)>)/.exec(written);
    if (!match) return;
    const form = match[1] !== undefined ? 'quote' : 'angle';
    const path = match[1] ?? match[2] ?? '';
    const found = find(path, file.path);
    if (found === undefined) {
      missing.push({ path, span, form });
      return;
    }
    if (once.has(found)) return;
    if (stack.length >= depthLimit) {
      problems.push(problem('expand-include-depth', 'error', span));
      return;
    }
    open(found);
  };

  const pragma = (file: OpenFile, directive: Directive) => {
    const tokens = tokensOfDirective(file, directive);
    if (tokens[0]?.text === 'once') once.add(file.path);
    if (tokens[0]?.text !== 'unroll') return;
    const rest = expandAlone(tokens.slice(1)).filter(
      ({ code, kind }) => !(kind === punctuator && (code === P.openParen || code === P.closeParen)),
    );
    if (rest.length === 0) nextUnroll = 0;
    else {
      const value = conditionValue(rest);
      if (
        value !== undefined &&
        rest.every(({ kind }) => kind !== identifier) &&
        value >= 0n &&
        value < 100_000n
      )
        nextUnroll = Number(value);
    }
  };

  /** Replaces macros in tokens that come from `next`, and gives each that is left to `emit`. */
  const run = (
    next: () => Token | undefined,
    unread: (token: Token) => void,
    emit: (token: Token) => void,
  ) => {
    for (let token = next(); token; token = next()) {
      if (token.kind !== identifier) {
        emit(token);
        continue;
      }
      const special = specialName(token);
      if (special) {
        emit(special);
        continue;
      }
      const macro = macros.get(token.text);
      if (!macro || isHidden(token.hidden, token.text) || made > tokenLimit) {
        emit(token);
        continue;
      }
      let args: Token[][] | undefined;
      let hidden: Hidden | undefined = token.hidden;
      let span = token.span;
      if (macro.parameters) {
        const paren = next();
        if (!paren || paren.kind !== punctuator || paren.code !== P.openParen) {
          if (paren) unread(paren);
          emit(token);
          continue;
        }
        const gathered = gather(macro, next);
        if (!gathered) {
          emit(token);
          continue;
        }
        args = gathered.args;
        hidden = commonHidden(token.hidden, gathered.close.hidden);
        if (gathered.close.span.file === span.file && gathered.close.span.end > span.end)
          span = { file: span.file, start: span.start, end: gathered.close.span.end };
      }
      const use = { span, foreign: token.foreign, spaced: token.spaced, hidden };
      const replacement = replaceUse(macro, args, use, expandAlone);
      made += replacement.length;
      const first = replacement[0];
      if (first && (token.comment || token.unroll !== undefined))
        replacement[0] = {
          ...first,
          comment: token.comment ?? first.comment,
          unroll: token.unroll ?? first.unroll,
        };
      for (let i = replacement.length - 1; i >= 0; i--) unread(replacement[i] as Token);
    }
  };

  const specialName = (token: Token): Token | undefined => {
    if (token.text === '__LINE__')
      return { ...token, kind: number, text: String(lineOf(token.span, sources)) };
    if (token.text === '__FILE__') return { ...token, kind: 3, text: `"${token.span.file}"` };
    if (token.text === '__COUNTER__') return { ...token, kind: number, text: String(counter++) };
    return undefined;
  };

  const gather = (
    macro: Macro,
    next: () => Token | undefined,
  ): { args: Token[][]; close: Token } | undefined => {
    const wanted = macro.parameters?.length ?? 0;
    const args: Token[][] = [[]];
    let depth = 0;
    for (let token = next(); token; token = next()) {
      const code = token.kind === punctuator ? token.code : 0;
      if (code === P.closeParen && depth === 0) {
        // No parameters and nothing between the parentheses: no argument, rather than an empty one.
        if (wanted === 0) return { args: [], close: token };
        while (args.length < wanted) args.push([]);
        return { args, close: token };
      }
      if (code === P.openParen) depth++;
      else if (code === P.closeParen) depth--;
      const last = args[args.length - 1] as Token[];
      if (code === P.comma && depth === 0 && !(macro.variadic && args.length === wanted)) args.push([]);
      else last.push(token);
    }
    return undefined;
  };

  const expandAlone = (tokens: readonly Token[]): Token[] => {
    const result: Token[] = [];
    const waiting = [...tokens].reverse();
    run(
      () => waiting.pop(),
      (token) => waiting.push(token),
      (token) => result.push(token),
    );
    return result;
  };

  open(sources.main);
  run(
    () => (out.length > tokenLimit ? undefined : (pending.pop() ?? nextOfFile())),
    (token) => pending.push(token),
    ({ kind, code, text, span, foreign, comment, unroll }) =>
      out.push({
        kind,
        code,
        text,
        span,
        foreign,
        ...(comment && { comment }),
        ...(unroll !== undefined && { unroll }),
      }),
  );
  if (out.length > tokenLimit || made > tokenLimit)
    problems.push(problem('expand-too-large', 'error', { file: sources.main, start: 0, end: 0 }));
  return { tokens: out, missing, problems, files };
}

/** Words that C++ takes for punctuators. */
const alternatives: ReadonlyMap<string, { readonly code: number; readonly text: string }> = new Map([
  ['and', { code: P.and, text: '&&' }],
  ['or', { code: P.or, text: '||' }],
  ['not', { code: 33, text: '!' }],
  ['xor', { code: 94, text: '^' }],
  ['bitand', { code: P.ampersand, text: '&' }],
  ['bitor', { code: 124, text: '|' }],
  ['compl', { code: P.tilde, text: '~' }],
  ['not_eq', { code: P.operator, text: '!=' }],
  ['and_eq', { code: P.assign, text: '&=' }],
  ['or_eq', { code: P.assign, text: '|=' }],
  ['xor_eq', { code: P.assign, text: '^=' }],
]);

function spelledToken(text: string, tokens: Tokens, i: number): Pick<Token, 'kind' | 'code' | 'text'> {
  const kind = tokens.kind[i] as number;
  const spelled = spelling(text, tokens, i);
  const other = kind === identifier ? alternatives.get(spelled) : undefined;
  return other ? { kind: punctuator, ...other } : { kind, code: tokens.code[i] as number, text: spelled };
}

function tokensBetween(
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
  file: Path,
  foreign: boolean,
): Token[] {
  const list: Token[] = [];
  for (let i = from; i < to; i++)
    list.push({
      ...spelledToken(text, tokens, i),
      span: { file, start: tokens.start[i] as number, end: tokens.end[i] as number },
      foreign,
      spaced: i > from && (tokens.start[i] as number) > (tokens.end[i - 1] as number),
      hidden: undefined,
    });
  return list;
}

/** `NAME value` and `NAME(a, b) value`, as a `#define` line has them. */
function macroOfDirective(tokens: readonly Token[]): Macro | undefined {
  const name = tokens[0];
  if (name?.kind !== identifier) return undefined;
  if (tokens[1]?.kind !== punctuator || tokens[1].code !== P.openParen || tokens[1].spaced)
    return { name: name.text, variadic: false, body: tokens.slice(1) };
  const parameters: string[] = [];
  let variadic = false;
  let at = 2;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === identifier) parameters.push(token.text);
    else if (token.code === P.ellipsis) {
      variadic = true;
      // `args...` names the rest, `...` alone leaves it `__VA_ARGS__`.
      if (tokens[at - 1]?.kind !== identifier) parameters.push('__VA_ARGS__');
    } else if (token.code === P.closeParen) break;
  }
  return { name: name.text, parameters, variadic, body: tokens.slice(at + 1) };
}

function macroOfText(name: string, value: string): Macro | undefined {
  const { text, code } = lex(`${name} ${value}`);
  return macroOfDirective(tokensBetween(text, code, 0, code.kind.length, '', true));
}

/** True when nothing but space stands before an offset in its line. */
function startsLine(text: string, at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return true;
    if (c !== 32 && c !== 9) return false;
  }
  return true;
}

/** A comment's lines without markers and margins. */
function commentLines(comment: string): string[] {
  const inner = comment.startsWith('//')
    ? comment.slice(2)
    : comment.slice(2, comment.endsWith('*/') ? -2 : undefined);
  const lines = inner.split(/\r\n|\n|\r/).map((line) => line.replace(/^[ \t]*\*?[ \t]?/, '').trimEnd());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

function lineOf({ file, start }: Span, sources: Sources): number {
  const text = textOf(sources, file);
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** A path without `.` and `..`; undefined when it leaves the program's folder. */
function normal(path: string): Path | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}
