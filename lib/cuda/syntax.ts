// The grammar's tree: the only file that knows how tree-sitter's nodes are named and reached. In comes the engine's tree,
// out come plain nodes and the places where the grammar lost its way.
import type { Node, Tree } from 'web-tree-sitter';
import { type Condensed, endPlaceOf, placeOf } from './condense';

/** The engine's tree, with the text that it is of and the way from there to the user's. */
export type GrammarTree = { readonly tree: Tree; readonly read: Condensed };

/** A place that the grammar could not read. */
export type ErrorSpot = {
  readonly start: number;
  readonly end: number;
  /** What the grammar expected there, when it knows: `;`. */
  readonly missing?: string;
};

/** The first places, in order, at which the grammar lost its way; at most `limit`. */
export function errorSpots({ tree, read }: GrammarTree, limit: number): ErrorSpot[] {
  const spots: ErrorSpot[] = [];
  const stack: Node[] = [tree.rootNode];
  for (let node = stack.pop(); node && spots.length < limit; node = stack.pop()) {
    if (node.isMissing) spots.push({ ...placeIn(read, node), missing: node.type });
    else if (node.isError) spots.push(placeIn(read, node));
    else if (node.hasError) {
      const children = node.children;
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i];
        if (child && (child.hasError || child.isMissing)) stack.push(child);
      }
    }
  }
  return spots;
}

/** Where a node stands in the user's text. */
function placeIn(read: Condensed, { startIndex, endIndex }: Pick<Node, 'startIndex' | 'endIndex'>) {
  const start = placeOf(read, startIndex);
  return { start, end: startIndex === endIndex ? start : endPlaceOf(read, endIndex) };
}

/** One node of the grammar, as plain data: offsets of the user's text, children in order. */
export type SyntaxNode = {
  readonly type: string;
  readonly named: boolean;
  /** The role in its parent: `declarator`, `body`, ... */
  readonly field?: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
};

/**
 * The tree, or the part of it that touches `from` up to `to`, as plain nodes. Costs about 20 ms for 1,000 lines, since each
 * node crosses into WebAssembly: ask for the functions that are needed. Call it before the parser's next parse.
 */
export function syntaxOf(grammar: GrammarTree, from = 0, to = Number.POSITIVE_INFINITY): SyntaxNode {
  const cursor = grammar.tree.walk();
  type Growing = SyntaxNode & { children: SyntaxNode[] };
  const parents: Growing[] = [];
  const read = (): Growing => {
    const field = cursor.currentFieldName;
    const node: Growing = {
      type: cursor.nodeType,
      named: cursor.nodeIsNamed,
      ...(field && { field }),
      ...placeIn(grammar.read, cursor),
      children: [],
    };
    if (touches(node)) parents[parents.length - 1]?.children.push(node);
    return node;
  };
  const touches = ({ start, end }: SyntaxNode) => end >= from && start < to;
  const root = read();
  let node = root;
  for (;;) {
    if (touches(node) && cursor.gotoFirstChild()) {
      parents.push(node);
      node = read();
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      parents.pop();
      if (!cursor.gotoParent()) {
        cursor.delete();
        return root;
      }
    }
    node = read();
  }
}

/** A stretch of a text that could be left out, or of which only a part could be kept, and what is left still parses. */
export type Piece = {
  readonly start: number;
  readonly end: number;
  /** How many pieces stand around it; comments, which stand anywhere, have -1. */
  readonly depth: number;
  /** The part to keep in place of the whole: the body of a loop. */
  readonly keep?: { readonly start: number; readonly end: number };
};

/** Nodes whose children are one thing after the other: each of them can be left out alone. */
const lists: ReadonlySet<string> = new Set([
  'translation_unit',
  'compound_statement',
  'declaration_list',
  'field_declaration_list',
  'case_statement',
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
  'preproc_elif',
]);

/** Statements around another statement, which can stand alone; by the name of its role. */
const bodies: Readonly<Record<string, string>> = {
  if_statement: 'consequence',
  for_statement: 'body',
  for_range_loop: 'body',
  while_statement: 'body',
  do_statement: 'body',
};

/** The pieces of one text in order of place. Call it before the parser's next parse. */
export function piecesOf(grammar: GrammarTree): Piece[] {
  const pieces: Piece[] = [];
  const walk = (node: SyntaxNode, depth: number): void => {
    const isList = lists.has(node.type);
    for (const child of node.children) {
      if (!child.named || child.end <= child.start) continue;
      const { start, end, type } = child;
      // What tells a conditional group from another is no piece of it: its name, its condition.
      const isPiece = (isList && !child.field) || type === 'else_clause';
      if (isPiece) pieces.push({ start, end, depth });
      const role = bodies[type];
      const body = role && child.children.find(({ field }) => field === role);
      if (body) pieces.push({ start, end, depth, keep: { start: body.start, end: body.end } });
      walk(child, isPiece ? depth + 1 : depth);
    }
  };
  walk(syntaxOf(grammar), 0);
  const { comments } = grammar.read;
  for (let i = 0; i < comments.length; i += 2)
    pieces.push({ start: comments[i] as number, end: comments[i + 1] as number, depth: -1 });
  return pieces.sort((a, b) => a.start - b.start);
}
