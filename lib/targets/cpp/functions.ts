// Device functions as C++: static functions with the user's parameters, behind those that say where the thread is and the
// shared memory they use. Kernels and functions in which threads meet are not among them.
import type { Function, FunctionFacts, VariableId } from '@/lib/ir';
import { Expressions, type Scope } from './expressions';
import { Lines } from './lines';
import { Statements } from './statements';
import type { Unit } from './unit';
import { usageOf } from './usage';

/** Parameters that a function takes besides the user's. */
function extraParameters(unit: Unit, id: number): string[] {
  const extra = unit.isPlaced(id) ? ['const Thread &at'] : [];
  for (const variable of sharedIn(unit, id)) extra.push(sharedParameter(unit, variable));
  return extra;
}

function sharedIn(unit: Unit, id: number): VariableId[] {
  const facts = unit.module.facts.functions[id] as FunctionFacts;
  return facts.variables.filter((variable) => unit.module.variables[variable]?.space === 'shared');
}

function sharedParameter(unit: Unit, id: VariableId): string {
  const type = unit.module.variables[id]?.type ?? { kind: 'void' };
  const name = unit.variables[id] as string;
  if (unit.isDynamic(id) && type.kind === 'array')
    return unit.types.declare({ kind: 'pointer', space: 'shared', to: type.of }, name);
  return unit.types.declare(type, type.kind === 'array' ? `(&${name})` : `&${name}`);
}

function headOf(unit: Unit, id: number, fn: Function, locals: readonly string[]): string {
  const own = fn.locals
    .slice(0, fn.parameters)
    .map(({ type }, index) => unit.types.declare(type, locals[index] as string));
  const all = [...extraParameters(unit, id), ...own].join(', ');
  return `static inline ${unit.types.declare(fn.result, `${unit.functions[id]}(${all})`)}`;
}

/** The line that makes a function known before it is defined. */
export function declareFunction(unit: Unit, id: number): string {
  const fn = unit.module.functions[id] as Function;
  const names = unit.scopeNames();
  return `${headOf(
    unit,
    id,
    fn,
    fn.locals.map((local) => names.take(local.name)),
  )};`;
}

export function printFunction(unit: Unit, id: number): Lines {
  const fn = unit.module.functions[id] as Function;
  const names = unit.scopeNames();
  const locals = fn.locals.map((local) => names.take(local.name));
  const usage = usageOf(fn);
  const scope: Scope = {
    module: unit.module,
    types: unit.types,
    local: (local, indices) => `${local < 0 ? 'i' : locals[local]}${indices}`,
    localType: (local) => fn.locals[local]?.type ?? { kind: 'void' },
    variable: (variable) => unit.variables[variable] as string,
    builtin: (name) => {
      if (name === 'warp-size') return String(unit.options.warp);
      if (name === 'dynamic-shared-bytes') return '(unsigned)at.launch.dynamic_shared_bytes';
      if (name === 'lane') return `(at.thread % ${unit.options.warp})`;
      const plain = name.replaceAll('-', '_');
      return /dim/.test(plain) ? `at.launch.${plain}` : `at.${plain}`;
    },
    callee: (callee) => ({
      name: unit.functions[callee] as string,
      extra: [
        ...(unit.isPlaced(callee) ? ['at'] : []),
        ...sharedIn(unit, callee).map((variable) => unit.variables[variable] as string),
      ],
    }),
    extents: usage.extents,
    indexLocals: usage.indexLocals,
    needs: (helper) => unit.helpers.add(helper),
    warp: unit.options.warp,
  };
  const lines = new Lines();
  let labels = 0;
  const statements = new Statements({
    fn,
    usage,
    to: new Expressions(scope),
    lines,
    isStored: () => false,
    leave: (value) => [value === undefined ? 'return;' : `return ${value};`],
    who: () =>
      '(at.block_z * at.launch.grid_dim_y + at.block_y) * at.launch.grid_dim_x + at.block_x, at.thread',
    newLabel: (wanted) => `${wanted}_${++labels}`,
  });
  lines.braced(headOf(unit, id, fn, locals), () => statements.block(fn.body), fn.span);
  return lines;
}
