// The halves of a half2: in HIP's header `v.x` is an unsigned short, so that `float(v.x)` is the number of its bits. In
// comes one file of the Model, out come casts around such members. Follows variables by scope, as far as text shows.
import { type Path, textOf } from '@/lib/core/sources';
import { type Model, P, type Tokens } from '@/lib/cuda';
import type { PortEdit } from '@/lib/targets/target';

type Variable = { readonly isHalf2: boolean; readonly isConst: boolean; readonly depth: number };

const isType = (name: string | undefined): boolean => name === 'half2' || name === '__half2';
/** Words before a name that make no declaration of it. */
const noType = /^(?:return|case|goto|new|delete|else|typename|using|namespace|operator|sizeof|throw|co_\w+)$/;
const declaratorEnds: ReadonlySet<number | undefined> = new Set([
  P.becomes,
  P.semicolon,
  P.comma,
  P.closeParen,
  P.openBracket,
  P.openBrace,
  P.openParen,
  P.colon,
]);

/** Casts of the members of half2 variables of a file. */
export function portHalfMembers(model: Model, file: Path): PortEdit[] {
  const text = textOf(model.sources, file);
  const tokens = model.files[file]?.lexed.code;
  if (!tokens || !text.includes('half2')) return [];
  const { names, code, start } = tokens;
  const edits: PortEdit[] = [];
  const variables = new Map<string, Variable[]>();
  let depth = 0;
  let parens = 0;
  let declaring: Omit<Variable, 'depth'> | undefined;

  for (let i = 0; i < code.length; i++) {
    const c = code[i];
    if (c === P.openParen) parens++;
    else if (c === P.closeParen) parens = Math.max(0, parens - 1);
    else if (c === P.openBrace) depth++;
    else if (c === P.closeBrace) depth = close(variables, depth);
    if (c === P.semicolon || c === P.openBrace || (c === P.closeParen && parens === 0)) declaring = undefined;
    const name = names[i];
    if (!name) continue;

    const member = membersOf(tokens, i);
    const known = variables.get(name)?.at(-1);
    if (
      member > 0 &&
      known?.isHalf2 &&
      code[i - 1] !== P.dot &&
      code[i - 1] !== P.arrow &&
      code[i - 1] !== P.scope
    ) {
      const open = `reinterpret_cast<${known.isConst ? 'const half' : 'half'}&>(`;
      const from = start[i] as number;
      const to = tokens.end[member] as number;
      if (!/reinterpret_cast\s*<[^<>]*>\s*\(\s*$/.test(text.slice(Math.max(0, from - 64), from)))
        edits.push(...around(file, from, to, open, text));
      i = member;
      continue;
    }

    const type = declaredType(tokens, i);
    const isNext = declaring && code[i - 1] === P.comma && parens === 0 && declaratorEnds.has(code[i + 1]);
    if (type === undefined && !isNext) continue;
    if (type !== undefined) declaring = { isHalf2: isType(type.name), isConst: type.isConst };
    // A parameter lives as long as the body behind it; without one it ends with what is around.
    const at = parens > 0 ? depth + 1 : depth;
    variables.set(name, [...(variables.get(name) ?? []), { ...(declaring as Variable), depth: at }]);
    if (parens > 0) declaring = undefined;
  }
  return edits;
}

/** Forgets what was declared in the scope that ends. */
function close(variables: Map<string, Variable[]>, depth: number): number {
  for (const [name, stack] of variables) {
    const left = stack.filter((one) => one.depth < depth);
    if (left.length < stack.length) variables.set(name, left);
  }
  return Math.max(0, depth - 1);
}

/** The token of the `x` or `y` of `name.x`, `name[i].x`, `name->x`; 0 when something else stands there. */
function membersOf({ code, names }: Tokens, at: number): number {
  let i = at + 1;
  while (code[i] === P.openBracket) {
    let open = 0;
    do {
      if (code[i] === P.openBracket) open++;
      else if (code[i] === P.closeBracket) open--;
      i++;
    } while (open > 0 && i < code.length);
  }
  if (code[i] !== P.dot && code[i] !== P.arrow) return 0;
  return (names[i + 1] === 'x' || names[i + 1] === 'y') && code[i + 2] !== P.openParen ? i + 1 : 0;
}

/** The type before a name that is declared: `half2 v`, `const half2 &v`, `half2 *v`. */
function declaredType(
  { code, names }: Tokens,
  at: number,
): { readonly name: string; readonly isConst: boolean } | undefined {
  if (!declaratorEnds.has(code[at + 1])) return undefined;
  let i = at - 1;
  let isPointer = false;
  while (
    code[i] === P.star ||
    code[i] === P.ampersand ||
    /^(?:const|__restrict__|__restrict)$/.test(names[i] ?? '')
  ) {
    isPointer ||= code[i] === P.star || code[i] === P.ampersand;
    i--;
  }
  const name = names[i];
  if (!name || i < 0 || noType.test(name)) return undefined;
  // `a * b;` multiplies: with a star or ampersand, only the types in question are taken for one.
  if (isPointer && !isType(name)) return undefined;
  if (code[at + 1] === P.openParen && !isType(name)) return undefined;
  return { name, isConst: names[i - 1] === 'const' || names[i + 1] === 'const' };
}

/** One edit, or two around what may hold edits of its own. */
function around(file: Path, start: number, end: number, open: string, text: string): PortEdit[] {
  const before = text.slice(start, end);
  const rule = 'half2-member';
  const params = { before, after: `${open}${before})` };
  if (!before.includes('[')) return [{ span: { file, start, end }, after: params.after, rule, params }];
  const group = `${rule}@${file}:${start}`;
  return [
    { span: { file, start, end: start }, after: open, rule, params, group },
    { span: { file, start: end, end }, after: ')', rule, params, group },
  ];
}
