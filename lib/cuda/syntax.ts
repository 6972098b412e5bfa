// The grammar's tree: the only file that knows how tree-sitter's nodes are named and reached. In comes the engine's tree,
// out come plain nodes and the places where the grammar lost its way.
import type { Node, Tree } from 'web-tree-sitter';

/** The engine's tree of one masked text. */
export type GrammarTree = Tree;

/** A place that the grammar could not read. */
export type ErrorSpot = {
  readonly start: number;
  readonly end: number;
  /** What the grammar expected there, when it knows: `;`. */
  readonly missing?: string;
};

/** The first places, in order, at which the grammar lost its way; at most `limit`. */
export function errorSpots(tree: GrammarTree, limit: number): ErrorSpot[] {
  const spots: ErrorSpot[] = [];
  const stack: Node[] = [tree.rootNode];
  for (let node = stack.pop(); node && spots.length < limit; node = stack.pop()) {
    if (node.isMissing) spots.push({ start: node.startIndex, end: node.endIndex, missing: node.type });
    else if (node.isError) spots.push({ start: node.startIndex, end: node.endIndex });
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
