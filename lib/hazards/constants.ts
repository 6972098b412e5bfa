// Constants by name: in come the macros and tokens of a program, out comes the value of `WARP` for `#define WARP 32`,
// `const int WARP = 32;`, `constexpr`, enumerators, and names made from those. A name with two values has none.

import { textOf } from '@/lib/core/sources';
import { type Lexed, type Model, P } from '@/lib/cuda';
import { evaluate, type Int } from './expression';

export type Constants = { readonly valueOf: (name: string) => Int | undefined };

type Texts = Map<string, Set<string>>;

const typeWord =
  /^(const|constexpr|static|inline|volatile|unsigned|signed|int|long|short|char|auto|size_t|u?int(8|16|32|64)?_t|uint|__device__|__constant__|__host__)$/;

export function constantsOf(
  model: Model,
  files: readonly { readonly text: string; readonly lexed: Lexed }[],
): Constants {
  const texts: Texts = new Map();
  for (const file of Object.values(model.files))
    for (const { name, parameters, body } of file.macros)
      if (parameters === undefined)
        add(texts, name, textOf(model.sources, body.file).slice(body.start, body.end));
  for (const { text, lexed } of files) declared(text, lexed, texts);

  const values = new Map<string, Int | undefined>();
  const busy = new Set<string>();
  const lookUp = (name: string): Int | undefined => {
    if (values.has(name)) return values.get(name);
    const sources = texts.get(name);
    if (!sources || busy.has(name)) return undefined;
    busy.add(name);
    const found = [...sources].map((source) => evaluate(source, { value: lookUp }));
    busy.delete(name);
    const [first] = found;
    const value = first && found.every((other) => other?.value === first.value) ? first : undefined;
    values.set(name, value);
    return value;
  };
  return { valueOf: lookUp };
}

function add(texts: Texts, name: string, text: string): void {
  const known = texts.get(name);
  if (known) known.add(text);
  else texts.set(name, new Set([text]));
}

/** `const int A = 32, B = A * 2;`, `constexpr auto C{4};`, `enum { D = 5 }`. */
function declared(text: string, { code }: Lexed, texts: Texts): void {
  const { kind, names, start, end } = code;
  for (let i = 0; i < kind.length; i++) {
    if (names[i] === 'enum') {
      i = enumerators(text, code, i, texts);
      continue;
    }
    if (names[i] !== 'const' && names[i] !== 'constexpr') continue;
    let at = i + 1;
    while (typeWord.test(names[at] ?? '')) at++;
    while (names[at]) {
      const open = code.code[at + 1];
      if (open !== P.becomes && open !== P.openBrace) break;
      const stop = valueEnd(code.code, at + 2);
      if (stop > at + 2) add(texts, names[at] as string, text.slice(start[at + 2], end[stop - 1]));
      at = open === P.openBrace ? stop + 2 : stop + 1;
      if (code.code[at - 1] !== P.comma) break;
    }
    i = Math.max(i, at - 1);
  }
}

/** The token after a value: its `,`, `;` or closing brace. */
function valueEnd(codes: readonly number[], from: number): number {
  let depth = 0;
  for (let i = from; i < codes.length; i++) {
    const c = codes[i];
    if (c === P.openParen || c === P.openBrace || c === P.openBracket) depth++;
    else if ((c === P.closeParen || c === P.closeBrace || c === P.closeBracket) && depth-- === 0) return i;
    else if (depth === 0 && (c === P.comma || c === P.semicolon)) return i;
  }
  return codes.length;
}

function enumerators(text: string, code: Lexed['code'], at: number, texts: Texts): number {
  let i = at + 1;
  while (i < at + 8 && code.code[i] !== P.openBrace && code.code[i] !== P.semicolon) i++;
  if (code.code[i] !== P.openBrace) return at;
  i++;
  while (code.names[i]) {
    const stop = valueEnd(code.code, i + 1);
    if (code.code[i + 1] === P.becomes && stop > i + 2)
      add(texts, code.names[i] as string, text.slice(code.start[i + 2], code.end[stop - 1]));
    i = stop;
    if (code.code[i] !== P.comma) break;
    i++;
  }
  return i;
}
