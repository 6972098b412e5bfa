// Parsing: Sources and an engine come in, one Tree per file comes out. Remembers the last parse, so that a keystroke costs
// what it changed. Knows nothing of how the engine was loaded.
import type { Edit, Tree as EngineTree, Parser } from 'web-tree-sitter';
import type { Path, Sources } from '@/lib/core/sources';
import { depthLimit } from './brackets';
import type { Condensed } from './condense';
import { mask } from './mask';
import { structureOf } from './structure';
import type { GrammarTree } from './syntax';
import { type MacroTable, macroTable, type Scan, scan, type Tree } from './tree';

/** web-tree-sitter with the CUDA grammar set: the caller loads it, since a pure room loads no WebAssembly. */
export type CudaEngine = {
  readonly parser: Parser;
  readonly Edit: typeof Edit;
  /** A clock in milliseconds, by which a hopeless parse is given up; without it only counted work bounds one. */
  readonly now?: () => number;
};

/** What parse() needs. Holds the trees of its last parse; make one per user at work, or one for a whole server. */
export type CudaParser = {
  readonly engine: CudaEngine;
  /** Reuse the last tree of a file for what did not change. Trees around errors may then depend on the past a little. */
  readonly incremental: boolean;
  readonly last: Map<Path, Remembered>;
  /** Set when the engine has failed beyond repair; from then on texts are read without the grammar, and that is said. */
  broken: boolean;
};

type Remembered = { readonly tree: Tree; readonly macros: string };

/** All files of a program, parsed. */
export type Trees = { readonly sources: Sources; readonly files: ReadonlyMap<Path, Tree> };

export function createCudaParser(engine: CudaEngine, options: { incremental?: boolean } = {}): CudaParser {
  return { engine, incremental: options.incremental ?? false, last: new Map(), broken: false };
}

/**
 * Parses every file of a program. The grammar's trees of the parser's previous parse end here; everything else lives on.
 * Never throws on account of the text.
 */
export function parse(sources: Sources, parser: CudaParser): Trees {
  const paths = Object.keys(sources.files);
  const scans = paths.map((path): Scan => {
    const text = sources.files[path] as string;
    const known = parser.last.get(path)?.tree;
    return known?.text === text ? known : scan(path, text);
  });
  const macros = macroTable(scans);
  const files = new Map<Path, Tree>();
  for (const scanned of scans) {
    const known = parser.last.get(scanned.path);
    const same = known && known.tree.lexed === scanned.lexed && known.macros === macros.signature;
    files.set(scanned.path, same ? known.tree : treeOf(scanned, macros, parser, known?.tree));
  }
  for (const [path, { tree }] of parser.last)
    if (files.get(path) !== tree && !parser.broken) tree.grammar?.tree.delete();
  parser.last.clear();
  for (const [path, tree] of files) parser.last.set(path, { tree, macros: macros.signature });
  return { sources, files };
}

function treeOf(scanned: Scan, macros: MacroTable, parser: CudaParser, previous: Tree | undefined): Tree {
  const structure = structureOf(scanned.code, macros.specifiers);
  const masked = mask(scanned, structure, macros);
  const old = parser.incremental ? previous?.grammar : undefined;
  return { ...scanned, structure, grammar: readGrammar(scanned, masked, parser, old) };
}

/**
 * How often the engine may report progress before a text counts as too much work. Of 3,178 real files none needed more
 * than 0.04 reports for each character.
 */
const workPerCharacter = 0.1;
const workAtLeast = 2000;

/** Milliseconds after which the grammar gives up on one file; ordinary files of this size limit need a tenth. */
const patience = 3000;

/** True for text that no editor would call text. */
export const isBinary = (text: string): boolean => text.includes('\0');

function readGrammar(
  scanned: Scan,
  read: Condensed,
  parser: CudaParser,
  old: GrammarTree | undefined,
): GrammarTree | undefined {
  const { engine } = parser;
  if (parser.broken || isBinary(scanned.text) || scanned.code.brackets.pending > depthLimit) return undefined;
  let work = 0;
  const bound = workAtLeast + scanned.text.length * workPerCharacter;
  const now = engine.now ?? (() => 0);
  const until = now() + patience;
  try {
    const base = old && editedTree(old.tree, old.read.text, read.text, engine);
    const tree = engine.parser.parse(read.text, base ?? null, {
      // The clock is asked now and then: reports come by the thousand.
      progressCallback: () => ++work > bound || (work % 64 === 0 && now() > until),
    });
    // An unfinished parse would be gone on with, on another text.
    if (!tree) engine.parser.reset();
    return tree ? { tree, read } : undefined;
  } catch {
    // WebAssembly ran out of memory: its instance can't be used again.
    parser.broken = true;
    return undefined;
  }
}

/** The old tree told of what changed, found as everything between the common beginning and the common end. */
function editedTree(tree: EngineTree, before: string, after: string, engine: CudaEngine): EngineTree {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const oldEnd = before.length - same;
  const newEnd = after.length - same;
  if (start === oldEnd && start === newEnd) return tree;
  tree.edit(
    new engine.Edit({
      startIndex: start,
      oldEndIndex: oldEnd,
      newEndIndex: newEnd,
      startPosition: pointAt(after, start),
      oldEndPosition: pointAt(before, oldEnd),
      newEndPosition: pointAt(after, newEnd),
    }),
  );
  return tree;
}

/** Row and column from 0, as the engine counts: rows end with a line feed. */
function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', lineStart)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
