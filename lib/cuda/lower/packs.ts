// Parameter packs: the scopes in which a pattern is read, one for each element of the packs that it names.
import type { Expr as ExprNode } from '../ast';
import type { Frame } from './context';
import { refuse } from './refusal';
import { type Bound, type Entity, Scope } from './scopes';
import { bindOne } from './templates';

/**
 * A list with each `pattern...` written out. Where the pattern names a pack stands the name of an element, which no program can
 * write, known from here on in the frame's scope.
 */
export function expanded(frame: Frame, items: readonly ExprNode[]): readonly ExprNode[] {
  if (!items.some((item) => item.node === 'pack-expansion')) return items;
  return items.flatMap((item) => {
    if (item.node !== 'pack-expansion') return [item];
    return packNamed(frame, item.of).map((scope, i) => {
      for (const [name, entity] of scope.names) frame.scope.names.set(elementName(name, i), entity);
      const names = new Set(scope.names.keys());
      return renamed(item.of, (text) => (names.has(text) ? elementName(text, i) : text)) as ExprNode;
    });
  });
}

const elementName = (pack: string, index: number) => `${pack}...[${index}]`;

function renamed(node: unknown, rename: (text: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => renamed(item, rename));
  if (!node || typeof node !== 'object' || node instanceof Set || node instanceof Map) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'span' || key === 'scope'
        ? value
        : key === 'text' && typeof value === 'string'
          ? rename(value)
          : renamed(value, rename),
    ]),
  );
}

/** One scope for each element; names of packs in the pattern mean that element there. */
export function packNamed(frame: Frame, pattern: { readonly span: import('@/lib/core/span').Span }): Scope[] {
  const names = new Map<string, readonly (Bound | Entity)[]>();
  collect(frame, pattern, names);
  const lengths = [...names.values()].map((items) => items.length);
  if (lengths.length === 0) refuse('lower-pack', pattern.span);
  const length = Math.min(...lengths);
  return Array.from({ length }, (_, i) => {
    const scope = new Scope('block', frame.scope);
    for (const [name, items] of names) {
      const item = items[i];
      if (!item) continue;
      if ('is' in item) scope.names.set(name, item);
      else bindOne(scope, name, item);
    }
    return scope;
  });
}

export function namesPack(frame: Frame, node: ExprNode): boolean {
  const names = new Map<string, readonly (Bound | Entity)[]>();
  collect(frame, node, names);
  return names.size > 0;
}

function collect(frame: Frame, node: unknown, names: Map<string, readonly (Bound | Entity)[]>): void {
  if (Array.isArray(node)) {
    for (const item of node) collect(frame, item, names);
    return;
  }
  if (!node || typeof node !== 'object') return;
  if ('text' in node && typeof node.text === 'string' && !names.has(node.text)) {
    const entity = frame.scope.find(node.text);
    if (entity?.is === 'pack' || entity?.is === 'locals') names.set(node.text, entity.items);
  }
  for (const [key, value] of Object.entries(node))
    if (key !== 'span' && key !== 'scope') collect(frame, value, names);
}

/** How many elements a pack has. */
export function packLength(frame: Frame, name: string, span: import('@/lib/core/span').Span): number {
  const entity = frame.scope.find(name);
  if (entity?.is === 'pack' || entity?.is === 'locals') return entity.items.length;
  return refuse('lower-pack', span);
}
