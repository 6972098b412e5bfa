// Names that stand alone in a tree, with `this` among them, and those in the bodies of the lambdas in it. Resolves none.
import type { Expr, Name } from '../ast';
import type { Frame } from './context';

type Parse = Frame['lowering']['parse'];
type Lambda = Expr & { node: 'lambda' };

export function wordsOf(parse: Parse, node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) {
    for (const item of node) wordsOf(parse, item, found);
    return found;
  }
  if (!node || typeof node !== 'object') return found;
  if ('node' in node) {
    if (node.node === 'this') found.add('this');
    if (node.node === 'name' && 'name' in node) {
      const { parts } = node.name as Name;
      if (parts.length === 1 && parts[0]) found.add(parts[0].text);
    }
    if (node.node === 'lambda') {
      const { captures, body } = node as Lambda;
      for (const { name } of captures) found.add(name);
      wordsOf(parse, parse.body(body), found);
    }
  }
  for (const [key, value] of Object.entries(node))
    if (key !== 'span' && key !== 'scope') wordsOf(parse, value, found);
  return found;
}
