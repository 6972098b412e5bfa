// One kernel as C++: a function that runs one block, its pieces in order, and an entry that runs all blocks on all cores.
import type { Function, FunctionFacts, LocalId, Type, VariableId } from '@/lib/ir';
import { alignOf, sizeOf } from '@/lib/ir';
import type { BlockSize } from '../options';
import type { KernelBinding } from '../target';
import { maxThreads } from './extents';
import { halvingsIn } from './halvings';
import { type Home, homesOf } from './homes';
import { KernelBody } from './kernel-body';
import { Lines } from './lines';
import type { Names } from './names';
import { Scheduler } from './schedule';
import type { Unit } from './unit';
import { usageOf } from './usage';

export type PrintedKernel = { readonly lines: Lines; readonly binding: KernelBinding };

/** Prints a kernel that was not refused. */
export function printKernel(unit: Unit, id: number): PrintedKernel {
  const fn = unit.module.functions[id] as Function;
  const facts = unit.module.facts.functions[id] as FunctionFacts;
  const name = unit.functions[id] as string;
  const names = unit.scopeNames();
  const locals = fn.locals.map((local) => names.take(local.name));
  const usage = usageOf(fn);
  const halvings = halvingsIn(fn, facts, usage, unit.options.warp);
  const schedule = new Scheduler(fn, facts, unit.module.facts.functions, usage, halvings).run();
  const homes = homesOf(schedule, fn, usage);
  const sizes = unit.options.blocks?.[fn.sourceName]?.filter(isSize) ?? [];
  const body = new KernelBody({ unit, fn, facts, names, locals, usage, schedule, homes, sizes });
  const inside = body.print();

  const lines = new Lines();
  const parameters = fn.locals.slice(0, fn.parameters).map(({ type }, index) => ({
    name: locals[index] as string,
    type,
    bytes: sizeOf(type, unit.module.structs),
  }));
  printBlock(lines, unit, fn, facts, { name, parameters, inside, body });
  lines.blank();
  const binding: KernelBinding = {
    kernel: fn.sourceName,
    entry: `run_${name}`,
    parameters,
    maxGrid: body.names.gridLimit(),
    maxThreads,
  };
  printEntry(lines, unit, fn, { name, parameters, binding, sizes, dynamic: usesDynamic(unit, facts) });
  return { lines, binding };
}

function isSize(size: BlockSize): boolean {
  const isCount = (count: number) => Number.isInteger(count) && count >= 1 && count <= maxThreads;
  return size.every(isCount) && size[0] * size[1] * size[2] <= maxThreads;
}

type Parameters = readonly { readonly name: string; readonly type: Type }[];

function printBlock(
  lines: Lines,
  unit: Unit,
  fn: Function,
  facts: FunctionFacts,
  {
    name,
    parameters,
    inside,
    body,
  }: { name: string; parameters: Parameters; inside: Lines; body: KernelBody },
): void {
  lines.add(`// ${fn.sourceName}: one block, its threads one after the other between two meetings.`, fn.span);
  const shown = [
    'const Launch &launch',
    'int block_x',
    'int block_y',
    'int block_z',
    'unsigned char *dynamic_shared',
  ];
  const all = [...shown, ...parameters.map(({ type, name: own }) => unit.types.declare(type, own))];
  // 0 where the size of the block is not known before the launch.
  if (body.parts.sizes.length > 0) lines.add('template <int of_x, int of_y, int of_z>', fn.span);
  lines.add(`static void ${name}(${all.join(', ')}) {`, fn.span);
  lines.inside(() => {
    for (const geometry of body.names.geometry()) lines.add(geometry);
    for (const id of sharedOf(unit, facts)) declareShared(lines, unit, id);
    lines.append(inside);
  });
  lines.add('}');
}

/** Shared variables that a kernel or its functions use. */
export function sharedOf(unit: Unit, facts: FunctionFacts): VariableId[] {
  return facts.variables.filter((id) => unit.module.variables[id]?.space === 'shared');
}

function usesDynamic(unit: Unit, facts: FunctionFacts): boolean {
  return sharedOf(unit, facts).some((id) => unit.isDynamic(id));
}

function declareShared(lines: Lines, unit: Unit, id: VariableId): void {
  const variable = unit.module.variables[id];
  if (!variable) return;
  const name = unit.variables[id] as string;
  const { type } = variable;
  if (unit.isDynamic(id) && type.kind === 'array') {
    const pointer: Type = { kind: 'pointer', space: 'shared', to: type.of };
    lines.add(
      `${unit.types.declare(pointer, name)} = (${unit.types.of(pointer)})dynamic_shared;`,
      variable.span,
    );
    return;
  }
  const align = Math.max(16, variable.align ?? 0, alignOf(type, unit.module.structs));
  lines.add(`alignas(${align}) ${unit.types.declare(type, name)};`, variable.span);
}

function printEntry(
  lines: Lines,
  unit: Unit,
  fn: Function,
  {
    name,
    parameters,
    binding,
    sizes,
    dynamic,
  }: {
    name: string;
    parameters: Parameters;
    binding: KernelBinding;
    sizes: readonly BlockSize[];
    dynamic: boolean;
  },
): void {
  lines.add(
    `extern "C" int ${binding.entry}(const int grid[3], const int block[3], unsigned long long shared_bytes, void *const *arguments) {`,
    fn.span,
  );
  lines.inside(() => {
    lines.add(
      'const Launch launch = {grid[0], grid[1], grid[2], block[0], block[1], block[2], shared_bytes};',
    );
    lines.add(`if (!is_taken(launch, ${binding.maxGrid})) return 1;`);
    if (parameters.length === 0) lines.add('(void)arguments;');
    parameters.forEach(({ type, name: own }, index) => {
      const pointer: Type = { kind: 'pointer', space: 'generic', to: type };
      const read = unit.types.declare(type, own);
      lines.add(`${read} = *(${unit.types.of(pointer)})arguments[${index}];`);
    });
    if (sizes.length > 0) {
      lines.add('// Blocks of the sizes that are known have a version of their own.');
      const tests = sizes.map((size) => {
        const same = size.map((count, axis) => `block[${axis}] == ${count}`).join(' && ');
        return `${same} ? ${name}<${size.join(', ')}> : `;
      });
      lines.add(`auto *const run_block = ${tests.join('')}${name}<0, 0, 0>;`);
    }
    lines.add('const long long blocks = (long long)grid[0] * grid[1] * grid[2];');
    lines.pragma('#pragma omp parallel if (blocks > 1)');
    lines.braced('', () => {
      if (dynamic) {
        unit.helpers.add('allocation');
        lines.add(
          'unsigned char *dynamic_shared = (unsigned char *)std::aligned_alloc(64, (shared_bytes + 127) / 64 * 64);',
        );
      }
      lines.pragma('#pragma omp for collapse(3) schedule(dynamic, chunk_of(blocks))');
      const args = [
        'launch',
        ...['block_x', 'block_y', 'block_z'],
        dynamic ? 'dynamic_shared' : 'nullptr',
        ...parameters.map(({ name: own }) => own),
      ];
      lines.add('for (int block_z = 0; block_z < grid[2]; block_z++)');
      lines.add('  for (int block_y = 0; block_y < grid[1]; block_y++)');
      lines.add(
        `    for (int block_x = 0; block_x < grid[0]; block_x++) ${sizes.length > 0 ? 'run_block' : name}(${args.join(', ')});`,
      );
      if (dynamic) lines.add('std::free(dynamic_shared);');
    });
    lines.add('return 0;');
  });
  lines.add('}');
}

export type KernelParts = {
  readonly unit: Unit;
  readonly fn: Function;
  readonly facts: FunctionFacts;
  readonly names: Names;
  readonly locals: readonly string[];
  readonly usage: ReturnType<typeof usageOf>;
  readonly schedule: ReturnType<Scheduler['run']>;
  readonly homes: ReadonlyMap<LocalId, Home>;
  /** Sizes of blocks for which there is a version of their own. */
  readonly sizes: readonly BlockSize[];
};
