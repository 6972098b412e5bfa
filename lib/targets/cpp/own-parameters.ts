// Legalization: a kernel's parameters belong to all threads in the text, so one that a kernel writes or points to gets a
// copy for each thread.

import type { Local, Statement } from '@/lib/ir';
import {
  type Function,
  type LocalId,
  type Module,
  resultsOf,
  rewriteBlock,
  rootOf,
  visitPlaces,
  visitStatements,
} from '@/lib/ir';

function changedParameters(fn: Function): LocalId[] {
  const changed = new Set<LocalId>();
  const add = (local: LocalId) => {
    if (local < fn.parameters) changed.add(local);
  };
  visitPlaces(fn.body, (place, use) => {
    const root = rootOf(place);
    if (use !== 'read' && root.at === 'local') add(root.local);
  });
  visitStatements(fn.body, (statement) => {
    for (const local of resultsOf(statement)) add(local);
  });
  return [...changed].sort((a, b) => a - b);
}

function withOwn(fn: Function): Function {
  const changed = changedParameters(fn);
  if (!fn.kernel || changed.length === 0) return fn;
  const locals: Local[] = [...fn.locals];
  const names = new Set(locals.map(({ name }) => name));
  const copies = new Map<LocalId, LocalId>();
  const declared: Statement[] = changed.map((parameter) => {
    const old = locals[parameter] as Local;
    let given = `${old.name}_given`;
    while (names.has(given)) given += '_';
    names.add(given);
    locals[parameter] = { ...old, name: given, constant: true };
    copies.set(parameter, locals.length);
    locals.push(old);
    const place = { at: 'local', local: parameter, type: old.type } as const;
    return {
      do: 'declare',
      span: old.span,
      local: locals.length - 1,
      value: { op: 'load', type: old.type, span: old.span, place },
    };
  });
  const body = rewriteBlock(fn.body, { local: (local) => copies.get(local) ?? local });
  return { ...fn, locals, body: [...declared, ...body] };
}

export function ownParameters(module: Module): Module {
  return { ...module, functions: module.functions.map(withOwn) };
}
