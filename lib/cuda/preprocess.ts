// Preprocessor lines of one file: in come its tokens, out come includes, macros, conditional groups, the place for a
// new include, and the code tokens that make one consistent text where `#if` branches split a statement.
import type { Path } from '@/lib/core/sources';
import type { Include, MacroDefinition } from './model';
import {
  type Directive,
  headerName,
  identifier,
  type Lexed,
  P,
  punctuator,
  spelling,
  type Tokens,
} from './token';

/** A macro with its place in the tokens of preprocessor lines. */
export type Macro = MacroDefinition & {
  readonly from: number;
  readonly to: number;
  /** Inside an `#if` other than the include guard: another definition may hold. */
  readonly conditional: boolean;
};

/** One `#if … #elif … #else … #endif`; branches as ranges of code tokens. */
export type ConditionalGroup = {
  readonly branches: readonly { readonly from: number; readonly to: number; readonly directive: Directive }[];
  readonly end: Directive | undefined;
};

export type Preprocessed = {
  readonly includes: readonly Include[];
  readonly macros: readonly Macro[];
  readonly groups: readonly ConditionalGroup[];
  readonly includeInsertion: number;
  readonly lineEnd: '\n' | '\r\n';
};

/** Groups nested deeper than this are left as they are: each level is looked through once more. */
const nestingLimit = 64;
const opens = new Set(['if', 'ifdef', 'ifndef']);

/** Reads all preprocessor lines of a file. Includes are not resolved here. */
export function preprocess(lexed: Lexed, file: Path): Preprocessed {
  const { text, directives, directiveTokens: tokens } = lexed;
  const includes: Include[] = [];
  const macros: Macro[] = [];
  const groups: ConditionalGroup[] = [];
  const open: { branches: { from: number; to: number; directive: Directive }[] }[] = [];
  const guard = includeGuard(lexed);

  for (const directive of directives) {
    const { name, from, to, codeIndex } = directive;
    if (name === 'define') {
      const macro = macroOf(lexed, directive, file, open.length > (guard ? 1 : 0));
      if (macro) macros.push(macro);
    } else if (name.startsWith('include')) {
      const start = tokens.start[from];
      const end = tokens.end[from];
      if (from < to && tokens.kind[from] === headerName && start !== undefined && end !== undefined)
        includes.push({
          span: { file, start: directive.start, end: directive.end },
          path: text.slice(start + 1, end - 1),
          pathSpan: { file, start: start + 1, end: end - 1 },
          form: text.charCodeAt(start) === 60 ? 'angle' : 'quote',
        });
    } else if (opens.has(name)) {
      open.push({ branches: [{ from: codeIndex, to: codeIndex, directive }] });
    } else if (name.startsWith('el') || name === 'endif') {
      const group = open[open.length - 1];
      if (!group) continue;
      const last = group.branches[group.branches.length - 1];
      if (last) last.to = codeIndex;
      if (name === 'endif') {
        open.pop();
        if (open.length < nestingLimit) groups.push({ branches: group.branches, end: directive });
      } else group.branches.push({ from: codeIndex, to: codeIndex, directive });
    }
  }
  for (const group of open.slice(0, nestingLimit)) {
    const last = group.branches[group.branches.length - 1];
    if (last) last.to = lexed.code.kind.length;
    groups.push({ branches: group.branches, end: undefined });
  }
  return {
    includes,
    macros,
    groups,
    includeInsertion: insertionPoint(lexed, guard),
    lineEnd: /\r\n/.test(text.slice(0, 20_000)) ? '\r\n' : '\n',
  };
}

function macroOf(lexed: Lexed, directive: Directive, file: Path, conditional: boolean): Macro | undefined {
  const tokens = lexed.directiveTokens;
  const { from, to } = directive;
  if (from >= to || tokens.kind[from] !== identifier) return undefined;
  let parameters: string[] | undefined;
  let body = from + 1;
  const isFunctionLike =
    body < to && tokens.code[body] === P.openParen && tokens.start[body] === tokens.end[from];
  if (isFunctionLike) {
    parameters = [];
    for (body++; body < to && tokens.code[body] !== P.closeParen; body++) {
      if (tokens.kind[body] === identifier) parameters.push(tokens.names[body] as string);
      else if (tokens.code[body] === P.ellipsis) parameters.push('...');
    }
    body = Math.min(to, body + 1);
  }
  const start = body < to ? (tokens.start[body] as number) : (tokens.end[body - 1] as number);
  const end = tokens.end[to - 1] as number;
  return {
    name: tokens.names[from] as string,
    ...(parameters && { parameters }),
    body: { file, start, end: Math.max(start, end) },
    span: { file, start: directive.start, end: directive.end },
    from: body,
    to,
    conditional,
  };
}

/** The `#define` of an include guard that encloses the whole file. */
function includeGuard(lexed: Lexed): Directive | undefined {
  const [first, second] = lexed.directives;
  if (!first || !second || first.codeIndex > 0 || second.codeIndex > 0 || second.name !== 'define')
    return undefined;
  const tokens = lexed.directiveTokens;
  const isGuard =
    first.name === 'ifndef' || (first.name === 'if' && tokens.names[first.from + 1] === 'defined');
  if (!isGuard) return undefined;
  const guarded = tokens.names.slice(first.from, first.to).filter((name) => name && name !== 'defined');
  const last = lexed.directives[lexed.directives.length - 1];
  const closed = last?.name === 'endif' && last.codeIndex === lexed.code.kind.length;
  return closed && guarded.length === 1 && tokens.names[second.from] === guarded[0] ? second : undefined;
}

function afterLine(text: string, offset: number): number {
  const c = text.charCodeAt(offset);
  if (c === 13) return offset + (text.charCodeAt(offset + 1) === 10 ? 2 : 1);
  return c === 10 ? offset + 1 : offset;
}

function insertionPoint(lexed: Lexed, guard: Directive | undefined): number {
  const { text, directives, directiveTokens, code, comments } = lexed;
  const once = directives.find(
    (d) => d.name === 'pragma' && d.codeIndex === 0 && directiveTokens.names[d.from] === 'once',
  );
  const after = Math.max(once?.end ?? -1, guard?.end ?? -1);
  if (after >= 0) return afterLine(text, after);
  const first = Math.min(code.start[0] ?? text.length, directives[0]?.start ?? text.length);
  if (first === text.length && comments.length === 0) return text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let at = first;
  while (at > 0 && ' \t'.includes(text[at - 1] as string)) at--;
  return at;
}

const structural = new Set<number>([P.semicolon, P.closeBrace, P.openBrace, P.colon, P.closeParen]);
const controlWords = new Set(['if', 'for', 'while', 'switch']);

/** Whether a branch can stay in the text next to the other branches: brackets balance, and it starts and ends where a statement may. */
function isWhole(tokens: Tokens, from: number, to: number, parens: Int32Array): boolean {
  if (from === to) return true;
  const stack: number[] = [];
  let lastOpen = -1;
  for (let i = from; i < to; i++) {
    if (tokens.kind[i] !== punctuator) continue;
    const c = tokens.code[i] as number;
    if (c === P.openParen || c === P.openBracket || c === P.openBrace) stack.push(i);
    else if (c === P.closeParen || c === P.closeBracket || c === P.closeBrace) {
      const open = stack.pop();
      if (open === undefined || (c === P.closeParen) !== (tokens.code[open] === P.openParen)) return false;
      lastOpen = open;
    }
  }
  if (stack.length > 0 || (parens[from] as number) !== 0) return false;
  if (tokens.names[from] === 'else') return false;
  const last = tokens.code[to - 1] as number;
  if (last === P.closeParen) return !controlWords.has(tokens.names[lastOpen - 1] as string);
  return structural.has(last);
}

export type Liveness = {
  /** 0 for code tokens of branches that are left out so that the rest reads as one text. */
  readonly live: Uint8Array;
  /** The groups of which that was needed. */
  readonly split: readonly ConditionalGroup[];
};

/**
 * Chooses among the branches of `#if` groups. Branches that are whole statements or declarations all stay (analysis
 * and translation cover them all); where a branch is a fragment only the likeliest one stays; `#if 0` never does.
 */
export function chooseBranches(lexed: Lexed, groups: readonly ConditionalGroup[]): Liveness {
  const tokens = lexed.code;
  const live = new Uint8Array(tokens.kind.length).fill(1);
  const split: ConditionalGroup[] = [];
  if (groups.length === 0) return { live, split };
  const parens = parenDepths(tokens);
  for (const group of groups) {
    const never = group.branches.map((branch) => certainty(lexed, branch.directive) === 0);
    const first = group.branches[0]?.from ?? 0;
    const afterGroup = group.branches[group.branches.length - 1]?.to ?? 0;
    const headsBlock = tokens.code[afterGroup] === P.openBrace;
    const whole =
      !continuesControl(tokens, first) &&
      tokens.names[afterGroup] !== 'else' &&
      group.branches.every(
        (b, i) =>
          never[i] ||
          (isWhole(tokens, b.from, b.to, parens) &&
            !(headsBlock && b.to > b.from && tokens.code[b.to - 1] === P.closeParen)),
      );
    if (whole && !never.includes(true)) continue;
    let chosen = -1;
    if (!whole) {
      const score = group.branches.map((branch) => certainty(lexed, branch.directive));
      chosen = score.indexOf(2);
      if (chosen < 0) chosen = score.indexOf(1);
      if (chosen < 0) chosen = score.indexOf(-1);
      split.push(group);
    }
    group.branches.forEach((branch, i) => {
      if (whole ? never[i] : i !== chosen) live.fill(0, branch.from, branch.to);
    });
  }
  return { live, split };
}

/** Whether what stands at a token is the statement under an `if (…)` or `else` before it. */
export function continuesControl(tokens: Tokens, at: number): boolean {
  if (tokens.names[at - 1] === 'else') return true;
  if (tokens.code[at - 1] !== P.closeParen) return false;
  let depth = 0;
  for (let i = at - 1; i >= 0 && i > at - 400; i--) {
    if (tokens.code[i] === P.closeParen) depth++;
    else if (tokens.code[i] === P.openParen && --depth === 0)
      return controlWords.has(tokens.names[i - 1] as string);
  }
  return false;
}

/** Depth of parentheses and brackets before each token, reset where braces begin. */
function parenDepths(tokens: Tokens): Int32Array {
  const depths = new Int32Array(tokens.kind.length + 1);
  let depth = 0;
  for (let i = 0; i < tokens.kind.length; i++) {
    depths[i] = depth;
    if (tokens.kind[i] !== punctuator) continue;
    const c = tokens.code[i];
    if (c === P.openParen || c === P.openBracket) depth++;
    else if (c === P.closeParen || c === P.closeBracket) depth = Math.max(0, depth - 1);
    else if (c === P.openBrace || c === P.closeBrace || c === P.semicolon)
      depth = c === P.semicolon ? depth : 0;
  }
  return depths;
}

/** Names that a CUDA compiler for C++ defines. */
const certain = new Set(['__cplusplus', '__CUDACC__', '__NVCC__', '__CUDA_ARCH__', '__linux__', '__GNUC__']);

/** 0: never taken; 2: a CUDA compiler takes it; -1: it does not; 1: the text doesn't tell. */
function certainty(lexed: Lexed, { name, from, to }: Directive): -1 | 0 | 1 | 2 {
  const tokens = lexed.directiveTokens;
  const first = to > from ? spelling(lexed.text, tokens, from) : '';
  if (name === 'if' && to - from === 1 && /^(0|false)$/.test(first)) return 0;
  if (name === 'if' && to - from === 1 && /^(1|true)$/.test(first)) return 2;
  if (name === 'ifndef' && certain.has(first)) return -1;
  if (name === 'ifdef' && certain.has(first)) return 2;
  if (
    name === 'if' &&
    first === 'defined' &&
    tokens.names.slice(from, to).every((n) => !n || n === 'defined' || certain.has(n))
  )
    return 2;
  return 1;
}

/** The tokens that are alive, as a stream of their own. */
export function liveTokens(tokens: Tokens, live: Uint8Array): Tokens {
  if (!live.includes(0)) return tokens;
  const keep = <T>(values: readonly T[]) => values.filter((_, i) => live[i] === 1);
  return {
    kind: keep(tokens.kind),
    code: keep(tokens.code),
    start: keep(tokens.start),
    end: keep(tokens.end),
    names: keep(tokens.names),
  };
}

/** The tokens that are not, as ranges of the whole stream. */
export function deadRanges(live: Uint8Array): { from: number; to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (let i = live.indexOf(0); i >= 0 && i < live.length; i = live.indexOf(0, i)) {
    const end = live.indexOf(1, i);
    const to = end < 0 ? live.length : end;
    ranges.push({ from: i, to });
    i = to;
  }
  return ranges;
}
