// Leaves in a module what its kernels use: constexpr functions that were computed away, types that were only asked about and
// what refused kernels left behind go. Numbers of functions, variables and structs are written anew in place.
import type { Function as IrFunction, Module, Struct, Variable } from '@/lib/ir';

type Numbers = {
  functions: Map<number, number>;
  variables: Map<number, number>;
  structs: Map<number, number>;
};

export function pruned(module: Module): Module {
  const used = { functions: new Set<number>(), variables: new Set<number>(), structs: new Set<number>() };
  const seen = new Set<object>();
  const find = (node: unknown): void => {
    if (!node || typeof node !== 'object' || seen.has(node)) return;
    seen.add(node);
    if (Array.isArray(node)) {
      for (const item of node) find(item);
      return;
    }
    if (node instanceof Uint8Array) return;
    const at = node as { op?: string; do?: string; at?: string; kind?: string };
    if (at.op === 'call' || at.do === 'call') markFunction((node as { function: number }).function);
    else if (at.at === 'variable') markVariable((node as { variable: number }).variable);
    else if (at.kind === 'struct') markStruct((node as { struct: number }).struct);
    for (const [key, value] of Object.entries(node)) if (key !== 'span') find(value);
  };
  const markFunction = (id: number) => {
    if (used.functions.has(id)) return;
    used.functions.add(id);
    find(module.functions[id]);
  };
  const markVariable = (id: number) => {
    if (used.variables.has(id)) return;
    used.variables.add(id);
    find(module.variables[id]);
  };
  const markStruct = (id: number) => {
    if (used.structs.has(id)) return;
    used.structs.add(id);
    find(module.structs[id]?.members);
  };
  module.functions.forEach((fn, id) => {
    if (fn.kernel) markFunction(id);
  });
  const whole =
    used.functions.size === module.functions.length &&
    used.variables.size === module.variables.length &&
    used.structs.size === module.structs.length;
  if (whole) return module;
  const numbers: Numbers = {
    functions: numbered(used.functions),
    variables: numbered(used.variables),
    structs: numbered(used.structs),
  };
  renumber(seen, numbers);
  return {
    functions: kept<IrFunction>(module.functions, numbers.functions),
    variables: kept<Variable>(module.variables, numbers.variables),
    structs: kept<Struct>(module.structs, numbers.structs),
  };
}

/** New numbers, in the old order. */
function numbered(used: ReadonlySet<number>): Map<number, number> {
  return new Map([...used].sort((a, b) => a - b).map((id, index) => [id, index]));
}
function kept<T>(all: readonly T[], numbers: ReadonlyMap<number, number>): T[] {
  return [...numbers.keys()].map((id) => all[id] as T);
}

/** Every object once, however often it is referred to. */
function renumber(seen: ReadonlySet<object>, numbers: Numbers): void {
  for (const node of seen) {
    const at = node as {
      op?: string;
      do?: string;
      at?: string;
      kind?: string;
      function?: number;
      variable?: number;
      struct?: number;
    };
    if ((at.op === 'call' || at.do === 'call') && at.function !== undefined)
      at.function = numbers.functions.get(at.function) ?? at.function;
    else if (at.at === 'variable' && at.variable !== undefined)
      at.variable = numbers.variables.get(at.variable) ?? at.variable;
    else if (at.kind === 'struct' && at.struct !== undefined)
      at.struct = numbers.structs.get(at.struct) ?? at.struct;
  }
}
