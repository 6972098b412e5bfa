// Which locals need memory and where in each thread's local memory they lie; which functions recurse. Every function has one
// frame at a fixed place, so that no stack is needed; only recursion moves to a further set of frames.

import type { FunctionId, LocalId, Module, Place } from '@/lib/ir';
import { alignOf, alignUp, sizeOf } from '@/lib/ir';

export type FunctionFrame = {
  /** Offset in the thread's local memory, for locals that live there. */
  readonly at: ReadonlyMap<LocalId, number>;
  readonly calls: ReadonlySet<FunctionId>;
  readonly recursive: boolean;
};
export type Frames = {
  readonly functions: readonly FunctionFrame[];
  /** Bytes of one set of frames. */
  readonly size: number;
  /** How many sets each thread has: more than one where functions recurse. */
  readonly depth: number;
};

/** Calls of a recursive function that may be under way at a time. */
export const recursionDepth = 64;

type Node = { readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

/** Every object of a tree of IR, parents first; types and spans are left out. */
export function visitIr(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visitIr(one, visit);
  else if (isNode(value)) {
    visit(value);
    for (const key of Object.keys(value)) if (key !== 'type' && key !== 'span') visitIr(value[key], visit);
  }
}

function rootLocal(place: Place): LocalId | undefined {
  if (place.at === 'local') return place.local;
  if (place.at === 'element' || place.at === 'member') return rootLocal(place.of);
  return undefined;
}

export function planFrames(module: Module): Frames {
  const calls = module.functions.map((fn) => {
    const called = new Set<FunctionId>();
    visitIr(fn.body, (node) => {
      if ((node.op === 'call' || node.do === 'call') && typeof node.function === 'number')
        called.add(node.function);
    });
    return called;
  });
  const reaches = (from: FunctionId, to: FunctionId, seen = new Set<FunctionId>()): boolean => {
    for (const next of calls[from] ?? []) {
      if (next === to) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      if (reaches(next, to, seen)) return true;
    }
    return false;
  };
  let end = 0;
  const functions = module.functions.map((fn, id) => {
    const inMemory = new Set<LocalId>();
    fn.locals.forEach(({ type }, local) => {
      if (type.kind === 'struct' || type.kind === 'array') inMemory.add(local);
    });
    visitIr(fn.body, (node) => {
      if (node.op === 'address') {
        const root = rootLocal(node.place as Place);
        if (root !== undefined) inMemory.add(root);
      }
      // A component by a computed index.
      if (node.at === 'element') {
        const root = rootLocal(node.of as Place);
        if (root !== undefined) inMemory.add(root);
      }
      // Atomics work on memory alone.
      if (node.do === 'atomic') {
        const root = rootLocal(node.place as Place);
        if (root !== undefined) inMemory.add(root);
      }
    });
    const at = new Map<LocalId, number>();
    for (const local of [...inMemory].sort((a, b) => a - b)) {
      const type = fn.locals[local]!.type;
      end = alignUp(end, Math.max(8, alignOf(type, module.structs)));
      at.set(local, end);
      // A few bytes between neighbours, so that a step past the end is seen as one.
      end += sizeOf(type, module.structs) + 8;
    }
    return { at, calls: calls[id]!, recursive: reaches(id, id) };
  });
  const size = alignUp(end, 16);
  return { functions, size, depth: functions.some(({ recursive }) => recursive) ? recursionDepth : 1 };
}
