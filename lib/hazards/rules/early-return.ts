// A return that some threads take before a barrier, made a condition around what they must not do: in comes the return,
// out come the edits. Undefined where a barrier stands inside another statement, or a value can't be made empty.
import type { TextEdit } from '@/lib/core/edit';
import { P } from '@/lib/cuda';
import type { Body } from '../body';
import { spanOfTokens } from '../control';
import { put } from '../mending';

const barrier = /^__syncthreads(?:_count|_and|_or)?$/;

type Statement = readonly [from: number, to: number];

/** @param at - the token of the `return`. */
export function guardedReturn(body: Body, at: number): TextEdit[] | undefined {
  const { file, from, to } = body;
  const { names, code, start, end } = file.lexed.code;
  const statements = statementsOf(body, from + 1, to - 1);
  const first = statements.findIndex(([a, b]) => a < at && at < b);
  const [open, close] = statements[first] ?? [0, 0];
  const condition = file.control().partner[open + 1] as number;
  if (names[open] !== 'if' || code[open + 1] !== P.openParen || condition < 0) return undefined;
  const isBare = at === condition + 1 || (at === condition + 2 && code[condition + 1] === P.openBrace);
  if (!isBare || code[at + 1] !== P.semicolon || names[close] === 'else') return undefined;
  const flag = file.tokensOf('in_range').length === 0 ? 'in_range' : 'in_range_';
  if (file.tokensOf(flag).length > 0) return undefined;

  const span = spanOfTokens(file, open, close);
  const edits: TextEdit[] = [
    { span: spanOfTokens(file, open, open + 2), after: `const bool ${flag} = !(` },
    { span: spanOfTokens(file, condition, close), after: ');' },
  ];
  let run: { first: number; last: number } | undefined;
  const closeRun = () => {
    if (run)
      edits.push(
        put(span, start[run.first] as number, `if (${flag}) { `),
        put(span, end[run.last - 1] as number, ' }'),
      );
    run = undefined;
  };
  for (const statement of statements.slice(first + 1)) {
    const [a, b] = statement;
    const words = names.slice(a, b);
    if (words.some((word) => barrier.test(word))) {
      if (!barrier.test(names[a] as string) || code[b - 1] !== P.semicolon) return undefined;
      closeRun();
      continue;
    }
    if (words.includes('return')) return undefined;
    const declared = declaredIn(body, statement);
    if (!declared) {
      run = { first: run?.first ?? a, last: b };
      continue;
    }
    closeRun();
    if (declared === 'plain') continue;
    if (declared === 'unknown') return undefined;
    edits.push(put(span, end[declared.name] as number, `{}; if (${flag}) ${names[declared.name]}`));
  }
  closeRun();
  return edits;
}

/** Whether a statement declares: nothing that reads memory, one variable that starts with a value read, or more. */
function declaredIn(
  { file, locals }: Body,
  [from, to]: Statement,
): 'plain' | 'unknown' | { readonly name: number } | undefined {
  const { code, names } = file.lexed.code;
  const { partner } = file.control();
  const own = [...locals.values()].filter(({ at }) => at >= from && at < to);
  // Variables of loops and inner blocks live inside their statement.
  const outer = own.filter(({ at }) => {
    for (let i = from; i < at; i++) {
      const close = partner[i] as number;
      if (close > at) return false;
    }
    return true;
  });
  const [one, ...more] = outer;
  if (!one) return undefined;
  const reads = outer.some(({ value }) => {
    if (!value) return false;
    for (let i = value[0]; i < value[1]; i++)
      if (
        code[i] === P.openBracket ||
        code[i] === P.arrow ||
        code[i] === P.openBrace ||
        (code[i] === P.openParen && names[i - 1] !== '') ||
        (code[i] === P.star && names[i - 1] === '' && code[i - 1] !== P.closeParen)
      )
        return true;
    return false;
  });
  if (!reads || one.isShared) return 'plain';
  const words = names.slice(from, one.at);
  const isFixed = words.includes('const') || words.includes('auto') || words.includes('constexpr');
  const isReference = code.slice(from, one.at).includes(P.ampersand);
  if (more.length > 0 || isFixed || isReference || one.isArray || code[one.at + 1] !== P.becomes)
    return 'unknown';
  return { name: one.at };
}

/** The statements of a block, one behind the other. */
function statementsOf({ file }: Body, from: number, to: number): Statement[] {
  const { names, code } = file.lexed.code;
  const { branches, partner } = file.control();
  const found: Statement[] = [];
  const endOf = (at: number): number => {
    if (code[at] === P.openBrace && (partner[at] as number) > at) return (partner[at] as number) + 1;
    const branch = /^(?:if|for|while|do|switch)$/.test(names[at] as string)
      ? branches.find((one) => one.at === at && one.word !== 'else')
      : undefined;
    if (branch) {
      const end = branch.body[1];
      if (branch.word === 'if' && names[end] === 'else') return endOf(end + 1);
      if (branch.word === 'do')
        return names[end] === 'while' && code[end + 1] === P.openParen
          ? (partner[end + 1] as number) + 2
          : end;
      return end;
    }
    for (let i = at; i < to; i++) {
      const close = partner[i] as number;
      if (close > i) i = close;
      else if (code[i] === P.semicolon) return i + 1;
    }
    return to;
  };
  for (let at = from; at < to; ) {
    const end = Math.max(at + 1, endOf(at));
    found.push([at, end]);
    at = end;
  }
  return found;
}
