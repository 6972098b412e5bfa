// What the tokens of one function body tell: its variables with their types, and which of them differ from thread to
// thread. One pass in source order; what it can't tell it leaves out, so that rules stay silent. Holds no rule.
import { type FunctionInfo, P, type Tokens } from '@/lib/cuda';
import { tokensIn } from './control';
import type { Scene, SceneFile } from './scene';

export type Local = {
  readonly name: string;
  /** Words of the type, without qualifiers, stars and template arguments: `unsigned long long`, `float4`, `cg::thread_block`. */
  readonly type: string;
  /** Stars and array brackets together. */
  readonly depth: number;
  readonly isArray: boolean;
  readonly isVolatile: boolean;
  readonly isShared: boolean;
  /** The token of the name; -1 for a parameter. */
  readonly at: number;
  /** The first token of its initialiser and where that ends, if it has one. */
  readonly value?: readonly [from: number, to: number];
};

/**
 * How a value varies: `thread` from lane to lane, `warp` from warp to warp only. Values that are the same for all, or of
 * which nothing is known, have neither.
 */
export type Variance = 'thread' | 'warp';

export type Body = {
  readonly info: FunctionInfo;
  readonly file: SceneFile;
  readonly from: number;
  readonly to: number;
  readonly locals: ReadonlyMap<string, Local>;
  readonly varying: ReadonlyMap<string, Variance>;
};

const qualifiers =
  /^(?:const|volatile|static|constexpr|register|extern|mutable|thread_local|typename|struct|class|enum|union|inline|__shared__|__device__|__constant__|__managed__|__restrict__|__restrict|restrict|alignas|__align__)$/;
const builtin =
  /^(?:unsigned|signed|int|long|short|char|auto|bool|float|double|void|size_t|u?int(?:8|16|32|64)_t|uint|uchar|ushort|ulong)$/;
const noType =
  /^(?:return|else|new|delete|throw|goto|case|default|using|namespace|template|operator|if|for|while|do|switch|sizeof|public|private|protected|break|continue|typedef|friend|co_return|co_yield|co_await|and|or|not|asm|__asm__)$/;

/** The function's body, or nothing for a declaration; what it tells of variables is read when first asked for. */
export function bodyOf(scene: Scene, info: FunctionInfo): Body | undefined {
  if (!info.body) return undefined;
  const file = scene.fileOf(info.body.file);
  const [from, to] = tokensIn(file.lexed.code, info.body);
  let locals: ReadonlyMap<string, Local> | undefined;
  let varying: ReadonlyMap<string, Variance> | undefined;
  const body: Body = {
    info,
    file,
    from,
    to,
    get locals() {
      locals ??= localsOf(body);
      return locals;
    },
    get varying() {
      varying ??= varyingOf(scene, body);
      return varying;
    },
  };
  return body;
}

function localsOf({ info, file, from, to }: Body): Map<string, Local> {
  const tokens = file.lexed.code;
  const { partner } = file.control();
  const locals = new Map<string, Local>();
  for (const { name, type } of info.parameters) if (name) locals.set(name, parameter(name, type));
  for (let i = from; i < to; i++)
    if (tokens.names[i] !== '' && startsStatement(tokens, i)) declare(tokens, partner, i, to, locals);
  return locals;
}

function varyingOf(scene: Scene, { file, from, to, locals }: Body): Map<string, Variance> {
  const tokens = file.lexed.code;
  const { names, code } = tokens;
  const { partner } = file.control();
  const varying = new Map<string, Variance>();
  for (let i = from; i < to; i++) {
    const next = code[i + 1];
    const opens = next === P.becomes || next === P.assign || next === P.openParen || next === P.openBrace;
    const name = names[i] as string;
    if (!opens || name === '') continue;
    if ((next === P.openParen || next === P.openBrace) && locals.get(name)?.at !== i) continue;
    if (code[i - 1] === P.dot || code[i - 1] === P.arrow) continue;
    const end = valueEnd(tokens, partner, i + 2, to);
    const found = variance(scene, file, varying, i + 2, end);
    if (found) varying.set(name, found === 'warp' && varying.get(name) === 'thread' ? 'thread' : found);
  }
  return varying;
}

function parameter(name: string, written: string): Local {
  const stars = written.split('').filter((c) => c === '*').length + (/\[/.test(written) ? 1 : 0);
  const words = written
    .replace(/[*&[\]]|<.*>/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !qualifiers.test(word));
  return {
    name,
    type: words.join(' ').replace(/ ?:: ?/g, '::'),
    depth: stars,
    isArray: false,
    isVolatile: /\bvolatile\b/.test(written),
    isShared: false,
    at: -1,
  };
}

function startsStatement({ code, names }: Tokens, i: number): boolean {
  const before = code[i - 1];
  if (before === P.semicolon || before === P.openBrace || before === P.closeBrace) return true;
  return before === P.openParen && names[i - 2] === 'for';
}

/** `const unsigned m = a, *p;` at a token: its variables. */
function declare(
  { code, names, kind }: Tokens,
  partner: Int32Array,
  first: number,
  to: number,
  locals: Map<string, Local>,
): void {
  let i = first;
  let isVolatile = false;
  let isShared = false;
  const words: string[] = [];
  for (; i < to; i++) {
    const name = names[i] as string;
    if (name === '' || noType.test(name)) break;
    if (qualifiers.test(name)) {
      isVolatile ||= name === 'volatile';
      isShared ||= name === '__shared__';
      if ((name === '__align__' || name === 'alignas') && code[i + 1] === P.openParen) {
        while (i < to && code[i] !== P.closeParen) i++;
      }
      continue;
    }
    const last = words[words.length - 1];
    if (last !== undefined && !builtin.test(name) && code[i - 1] !== P.scope) break;
    if (last !== undefined && builtin.test(name) && !builtin.test(last)) break;
    words.push(code[i - 1] === P.scope && last !== undefined ? `${words.pop()}::${name}` : name);
    if (code[i + 1] === P.scope) i++;
    if (code[i + 1] === P.less) {
      const close = angleEnd(code, i + 1, to);
      if (close < 0) return;
      i = close;
      if (code[i + 1] === P.scope) i++;
    }
  }
  if (words.length === 0) return;
  const type = words.join(' ');
  while (i < to) {
    let depth = 0;
    while (
      i < to &&
      (code[i] === P.star ||
        code[i] === P.ampersand ||
        code[i] === P.and ||
        qualifiers.test(names[i] as string))
    )
      if (code[i++] === P.star) depth++;
    const name = names[i] as string;
    if (name === '' || kind[i] !== 1) return;
    const at = i++;
    let isArray = false;
    while (i < to && code[i] === P.openBracket) {
      isArray = true;
      depth++;
      const close = partner[i] as number;
      if (close < 0) return;
      i = close + 1;
    }
    const next = code[i];
    const isEnd = next === P.becomes || next === P.semicolon || next === P.comma || next === P.openBrace;
    const isCall = next === P.openParen && words.length > 0 && !isArray;
    if (!isEnd && !isCall && next !== P.colon) return;
    let value: readonly [number, number] | undefined;
    if (next === P.becomes || next === P.openBrace || next === P.openParen) {
      const end = next === P.becomes ? valueEnd({ code }, partner, i + 1, to) : (partner[i] as number);
      if (end < 0) return;
      value = [i + 1, end];
      i = next === P.becomes ? end : end + 1;
    }
    locals.set(name, { name, type, depth, isArray, isVolatile, isShared, at, ...(value && { value }) });
    if (code[i] !== P.comma) return;
    i++;
  }
}

function angleEnd(code: readonly number[], open: number, to: number): number {
  let depth = 0;
  for (let i = open; i < to && i < open + 200; i++) {
    if (code[i] === P.less) depth++;
    else if (code[i] === P.greater && --depth === 0) return i;
    else if (code[i] === P.semicolon || code[i] === P.openBrace) return -1;
  }
  return -1;
}

/** Longer expressions are read up to here: what comes behind is not known. */
const longest = 400;

/** Where an expression ends: at its `,`, `;` or the bracket around it. */
export function valueEnd(
  { code }: Pick<Tokens, 'code'>,
  partner: Int32Array,
  from: number,
  to: number,
): number {
  const stop = Math.min(to, from + longest);
  for (let i = from; i < stop; i++) {
    const c = code[i];
    if (c === P.openParen || c === P.openBracket || c === P.openBrace) {
      const close = partner[i] as number;
      if (close < 0) return stop;
      i = close;
    } else if (
      c === P.comma ||
      c === P.semicolon ||
      c === P.closeParen ||
      c === P.closeBracket ||
      c === P.closeBrace
    )
      return i;
  }
  return stop;
}

/** Functions that give to each thread what they get; any other call may make one value of all. */
const plainCalls =
  /^(?:min|max|int|unsigned|float|double|size_t|abs|static_cast|uint32_t|int32_t|uint64_t|int64_t|__mul24|__umul24|make_\w+)$/;

/** How the value of an expression varies. */
export function variance(
  scene: Scene,
  { lexed, text }: SceneFile,
  varying: ReadonlyMap<string, Variance>,
  from: number,
  to: number,
): Variance | undefined {
  const { code, names, start, end } = lexed.code;
  let found: Variance | undefined;
  const stop = Math.min(to, from + longest);
  for (let i = from; i < stop; i++) {
    const name = names[i] as string;
    if (name === '') continue;
    const isMember = code[i - 1] === P.dot || code[i - 1] === P.arrow;
    if (isMember) continue;
    if (code[i + 1] === P.openParen && !plainCalls.test(name) && !varying.has(name)) return undefined;
    const isThread = name === 'threadIdx';
    const known: Variance | undefined = isThread ? 'thread' : varying.get(name);
    if (!known) continue;
    const last = isThread ? i + 2 : i;
    found = known === 'thread' && !isDividedByWarp(last) ? 'thread' : (found ?? 'warp');
    if (found === 'thread') return found;
  }
  return found;

  function isDividedByWarp(last: number): boolean {
    const doubled = code[last + 1] === P.greater && code[last + 2] === P.greater;
    const isDivision = text.charCodeAt(start[last + 1] as number) === 47;
    if (!doubled && !isDivision) return false;
    const operand = last + (doubled ? 3 : 2);
    if (isDivision && names[operand] === 'warpSize') return true;
    const value = scene.fold(text.slice(start[operand], end[operand]))?.value;
    if (value === undefined) return false;
    return doubled ? value >= 5n : value > 0n && value % 32n === 0n;
  }
}
