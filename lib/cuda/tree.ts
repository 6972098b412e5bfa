// The Tree of one file: its tokens, its structure and the grammar's tree over the masked text. Shapes, and how the part
// that needs no grammar is made. Knows nothing of other files but the macros they define.
import type { Path } from '@/lib/core/sources';
import { matchBrackets } from './brackets';
import type { Stream } from './declaration';
import { lex } from './lex';
import {
  type ConditionalGroup,
  chooseBranches,
  deadRanges,
  liveTokens,
  type Macro,
  type Preprocessed,
  preprocess,
} from './preprocess';
import type { SpecifierMacros, Structure } from './scopes';
import type { GrammarTree } from './syntax';
import { identifier, type Lexed, P, type Tokens } from './token';
import { attributeWords, cvWords, executionWords, memorySpaces, storageWords } from './words';

/** What can be said of a file by itself. */
export type Scan = {
  readonly path: Path;
  readonly text: string;
  readonly lexed: Lexed;
  readonly preprocessed: Preprocessed;
  /** The code tokens that are read as one text. */
  readonly code: Stream;
  /** Branches left out of it, as ranges of all code tokens. */
  readonly dead: {
    readonly stream: Stream;
    readonly ranges: readonly { readonly from: number; readonly to: number }[];
  };
  /** Groups of which only one branch is read. */
  readonly split: readonly ConditionalGroup[];
  /** Tokens of preprocessor lines; brackets match within a line. */
  readonly directives: Stream;
};

/** One file parsed. Plain data but for `grammar`, which stays valid until its parser parses again. */
export type Tree = Scan & {
  readonly structure: Structure;
  /** Absent where the text is no program: binary, nested too deep, or too much work. */
  readonly grammar: GrammarTree | undefined;
};

/** Reads a file's tokens, preprocessor lines and brackets. */
export function scan(path: Path, text: string): Scan {
  const lexed = lex(text);
  const preprocessed = preprocess(lexed, path);
  const { live, split } = chooseBranches(lexed, preprocessed.groups);
  const tokens = liveTokens(lexed.code, live);
  const ranges = deadRanges(live);
  const streamOf = (t: Tokens, r?: readonly { from: number; to: number }[]): Stream => ({
    text,
    tokens: t,
    brackets: matchBrackets(t, r),
  });
  const code = streamOf(tokens);
  return {
    path,
    text,
    lexed,
    preprocessed,
    code,
    dead: { stream: ranges.length === 0 ? code : streamOf(lexed.code, ranges), ranges },
    split,
    directives: streamOf(lexed.directiveTokens, lexed.directives),
  };
}

/** The macros of a whole program by what they may stand for. */
export type MacroTable = {
  readonly specifiers: SpecifierMacros;
  /** Function-like ones. */
  readonly calls: ReadonlySet<string>;
  /** Object-like ones that are no specifiers. */
  readonly objects: ReadonlySet<string>;
  /** Changes when anything in the table does. */
  readonly signature: string;
};

export function macroTable(scans: readonly Scan[]): MacroTable {
  const specifiers = specifierMacros(scans);
  const calls = new Set<string>();
  const objects = new Set<string>();
  for (const { preprocessed } of scans)
    for (const { name, parameters } of preprocessed.macros) {
      if (parameters) calls.add(name);
      else if (!specifiers.has(name)) objects.add(name);
    }
  const words = [...specifiers].map(([name, inner]) => `${name}=${[...inner].join('+')}`);
  return { specifiers, calls, objects, signature: [...words, '|', ...calls, '|', ...objects].join(' ') };
}

/** Object-like macros of a program that hold nothing but specifiers, such as `#define DEV static __device__`. */
function specifierMacros(scans: readonly Scan[]): SpecifierMacros {
  const found = new Map<string, Set<string>>();
  for (let round = 0, grown = true; grown && round < 8; round++) {
    grown = false;
    for (const { preprocessed, directives } of scans)
      for (const macro of preprocessed.macros) {
        if (macro.parameters) continue;
        const words = specifiersOf(directives, macro, found);
        if (!words) continue;
        const known = found.get(macro.name);
        const before = known?.size ?? -1;
        const all = new Set([...(known ?? []), ...words]);
        if (all.size > before) grown = true;
        found.set(macro.name, all);
      }
  }
  return found;
}

function specifiersOf(
  { tokens, brackets }: Stream,
  macro: Macro,
  found: SpecifierMacros,
): Set<string> | undefined {
  const words = new Set<string>();
  for (let i = macro.from; i < macro.to; i++) {
    const name = tokens.names[i] as string;
    if (tokens.kind[i] !== identifier) return undefined;
    if (attributeWords.has(name)) {
      if (tokens.code[i + 1] === P.openParen) i = Math.max(i, brackets.partner[i + 1] as number);
    } else if (executionWords.has(name)) words.add(name);
    else if (found.has(name)) for (const inner of found.get(name) ?? []) words.add(inner);
    else if (!storageWords.has(name) && !cvWords.has(name) && !Object.hasOwn(memorySpaces, name))
      return undefined;
  }
  return words;
}
