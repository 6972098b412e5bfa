// Conditions and loops of function bodies, read from tokens: in comes a file, out come its `if`, `for`, `while`, `do` and
// `switch` with the tokens of condition and body. Work grows with the text's length only. Holds no rule.
import type { Span } from '@/lib/core/span';
import { P, type Tokens } from '@/lib/cuda';

/** Stretches of tokens are half open: from the first up to, not with, the last. */
export type Branch = {
  readonly word: 'if' | 'else' | 'for' | 'while' | 'do' | 'switch';
  readonly at: number;
  /** What stands in the parentheses; empty for `else` and `do`. For `else`: that of its `if`. */
  readonly condition: readonly [from: number, to: number];
  /** The statement that it governs; the braces are part of it. */
  readonly body: readonly [from: number, to: number];
};

export type Control = {
  readonly branches: readonly Branch[];
  /** The partner of a bracket, or -1. */
  readonly partner: Int32Array;
  /** Branches whose body holds a token, the innermost last. */
  readonly around: (token: number) => readonly Branch[];
};

const words = new Set(['if', 'else', 'for', 'while', 'do', 'switch']);

export function controlOf({ code, names }: Tokens): Control {
  const partner = partnersOf(code);
  const count = code.length;
  const statementEnds = new Map<number, number>();
  /** Where the statement that starts at `i` ends; known for every branch behind it. */
  const endOf = (i: number): number => {
    const known = statementEnds.get(i);
    if (known !== undefined) return known;
    for (let at = i; at < count; at++) {
      const c = code[at];
      if (c === P.openBrace || c === P.openParen || c === P.openBracket) {
        const close = partner[at] as number;
        if (close < 0) return count;
        if (c === P.openBrace && at === i) return close + 1;
        at = close;
      } else if (c === P.semicolon) return at + 1;
      else if (
        c === P.closeBrace ||
        c === P.closeParen ||
        (at > i && names[at] !== '' && words.has(names[at] as string))
      )
        return at;
    }
    return count;
  };

  const found: Branch[] = [];
  const elseOf = new Map<number, Branch>();
  for (let i = count - 1; i >= 0; i--) {
    const word = names[i] as string;
    if (word === '' || !words.has(word)) continue;
    if (word === 'else' || word === 'do') {
      const to = endOf(i + 1);
      const branch: Branch = { word, at: i, condition: [i, i], body: [i + 1, to] };
      if (word === 'else') elseOf.set(i, branch);
      else found.push(branch);
      let end = to;
      if (word === 'do' && names[to] === 'while' && code[to + 1] === P.openParen)
        end = Math.max(to, (partner[to + 1] as number) + 2);
      statementEnds.set(i, end);
      continue;
    }
    const open = code[i + 1] === P.openParen ? i + 1 : names[i + 1] === 'constexpr' ? i + 2 : -1;
    const close = open > 0 && code[open] === P.openParen ? (partner[open] as number) : -1;
    if (close < 0) continue;
    const body = endOf(close + 1);
    const branch: Branch = {
      word: word as Branch['word'],
      at: i,
      condition: [open + 1, close],
      body: [close + 1, body],
    };
    found.push(branch);
    const other = word === 'if' ? elseOf.get(body) : undefined;
    if (other) found.push({ ...other, condition: branch.condition });
    statementEnds.set(i, other ? other.body[1] : body);
  }
  found.sort((a, b) => a.body[0] - b.body[0] || b.body[1] - a.body[1]);
  return { branches: found, partner, around: aroundOf(found) };
}

function partnersOf(code: readonly number[]): Int32Array {
  const partner = new Int32Array(code.length).fill(-1);
  const open: number[] = [];
  for (let i = 0; i < code.length; i++) {
    const c = code[i];
    if (c === P.openParen || c === P.openBrace || c === P.openBracket) open.push(i);
    else if (c === P.closeParen || c === P.closeBrace || c === P.closeBracket) {
      const wanted = c === P.closeParen ? P.openParen : c === P.closeBrace ? P.openBrace : P.openBracket;
      // A brace closes whatever was left open inside it.
      while (c === P.closeBrace && open.length > 0 && code[open[open.length - 1] as number] !== wanted)
        open.pop();
      const last = open[open.length - 1];
      if (last === undefined || code[last] !== wanted) continue;
      open.pop();
      partner[last] = i;
      partner[i] = last;
    }
  }
  return partner;
}

/** Bodies hold one another as brackets do, so that each has one parent. */
function aroundOf(sorted: readonly Branch[]): Control['around'] {
  const parents: number[] = [];
  const open: number[] = [];
  sorted.forEach(({ body }, i) => {
    while (open.length > 0 && (sorted[open[open.length - 1] as number] as Branch).body[1] <= body[0])
      open.pop();
    parents.push(open[open.length - 1] ?? -1);
    open.push(i);
  });
  return (token) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as Branch).body[0] <= token) low = middle + 1;
      else high = middle;
    }
    const out: Branch[] = [];
    for (let i = low - 1; i >= 0; i = parents[i] as number) {
      const branch = sorted[i] as Branch;
      if (branch.body[1] > token) out.push(branch);
    }
    return out.reverse();
  };
}

/** The tokens of a span: from the first up to, not with, the last. */
export function tokensIn({ start }: Tokens, { start: from, end }: Span): readonly [from: number, to: number] {
  return [firstAt(start, from), firstAt(start, end)];
}

function firstAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The span of tokens, from the first up to, not with, the last. */
export function spanOfTokens(
  file: { readonly path: string; readonly lexed: { readonly code: Tokens } },
  from: number,
  to: number,
): Span {
  const { start, end } = file.lexed.code;
  return { file: file.path, start: start[from] as number, end: end[Math.max(from, to - 1)] as number };
}
