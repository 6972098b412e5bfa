// The target cpp: kernels as C++ for CPUs. In comes a valid module, out comes one file that builds alone: refuse what cannot
// be said, write functions out where their threads meet, split kernels there, print.
import type { Problem } from '@/lib/core/problem';
import { type FunctionFacts, type ValidModule, validate } from '@/lib/ir';
import type { EmitOptions } from '../options';
import type { Artifact, EmitTarget, KernelBinding } from '../target';
import { branchChoices } from './choices';
import { declareFunction, printFunction } from './functions';
import { inlineMeetings } from './inline';
import { printKernel } from './kernel';
import { Lines } from './lines';
import { separateLives } from './lives';
import { ownParameters } from './own-parameters';
import { preamble } from './preamble';
import { refusals } from './refuse';
import { knowSpaces } from './spaces';
import { countOnce } from './strides';
import { defineAliases, defineStructs, defineVector } from './type-names';
import { Unit } from './unit';
import { defineVariable } from './variables';

/** Meetings written out, parameters of kernels never written; then what makes threads work side by side. */
const passes = [
  (module: ValidModule) => ownParameters(inlineMeetings(module)),
  knowSpaces,
  separateLives,
  countOnce,
  branchChoices,
];

/** The module as it is printed. */
function legalize(module: ValidModule): ValidModule {
  return passes.reduce((before, pass) => {
    const after = pass(before);
    if (after === before) return before;
    const { value, problems } = validate(after);
    if (!value) throw new Error(`legalization broke the module: ${JSON.stringify(problems[0])}`);
    return value;
  }, module);
}

function refuse(module: ValidModule): Problem[] {
  return [...refusals(legalize(module)).values()].flat();
}

function emit(module: ValidModule, options: EmitOptions): Artifact {
  const legal = legalize(module);
  const refused = refusals(legal);
  const unit = new Unit(legal, options);
  const bindings: KernelBinding[] = [];
  const kernels: Lines[] = [];
  const wanted = new Set<number>();
  legal.functions.forEach((fn, id) => {
    const callees = calledFrom(legal, id);
    if (!fn.kernel || [id, ...callees].some((one) => refused.has(one))) return;
    const { lines, binding } = printKernel(unit, id);
    kernels.push(lines);
    bindings.push(binding);
    for (const callee of callees) wanted.add(callee);
  });
  const functions = [...wanted].sort((a, b) => a - b);
  const printed = functions.map((id) => printFunction(unit, id));
  const lines = assemble(unit, functions, printed, kernels, bindings);
  return { ...lines.done(), bindings };
}

/** Functions that a kernel calls, directly or not, in the module's order. */
function calledFrom(module: ValidModule, id: number): Set<number> {
  const found = new Set<number>();
  const visit = (at: number) => {
    const facts = module.facts.functions[at] as FunctionFacts;
    for (const callee of facts.calls) {
      if (found.has(callee)) continue;
      found.add(callee);
      visit(callee);
    }
  };
  visit(id);
  return found;
}

/** Variables that the printed functions and kernels use. */
function usedVariables(unit: Unit, kernels: readonly KernelBinding[]): number[] {
  const used = new Set<number>();
  unit.module.functions.forEach((fn, id) => {
    if (!kernels.some(({ kernel }) => kernel === fn.sourceName)) return;
    for (const variable of unit.module.facts.functions[id]?.variables ?? []) used.add(variable);
  });
  return [...used].sort((a, b) => a - b);
}

function assemble(
  unit: Unit,
  functions: readonly number[],
  printed: readonly Lines[],
  kernels: readonly Lines[],
  bindings: readonly KernelBinding[],
): Lines {
  const { module } = unit;
  // Printed first, because their text says what it needs.
  const structs = defineStructs(unit.types);
  const variables = usedVariables(unit, bindings).flatMap((id) => {
    const variable = module.variables[id];
    if (!variable || variable.space === 'shared') return [];
    return [{ text: defineVariable(unit, variable, unit.variables[id] as string), span: variable.span }];
  });
  unit.helpers.add('algorithm');
  const { includes, text } = preamble(unit.helpers);

  const lines = new Lines();
  lines.add(
    '// Kernels as C++ for CPUs, made by Crosswarp. Blocks run on all cores; the threads of a block one after the other,',
  );
  lines.add(
    '// as vectors where the compiler can: between two meetings CUDA gives them no order, so any order is right.',
  );
  lines.add(
    '// Build: g++ -std=c++17 -O3 -march=native -fopenmp -ffp-contract=off -fno-math-errno -fno-trapping-math -c',
  );
  lines.add(
    '// -ffp-contract=off is part of the meaning: every operation rounds. The others make it fast and change no value:',
  );
  lines.add(
    '// -fopenmp brings all cores, -fno-math-errno and -fno-trapping-math let loops with branches become vectors.',
  );
  for (const include of includes) lines.pragma(`#include <${include}>`);
  lines.blank();
  lines.add('constexpr int max_threads = 1024;');
  lines.add('struct Launch {');
  lines.add('  int grid_dim_x, grid_dim_y, grid_dim_z, block_dim_x, block_dim_y, block_dim_z;');
  lines.add('  unsigned long long dynamic_shared_bytes;');
  lines.add('};');
  if (functions.some((id) => unit.isPlaced(id))) {
    lines.add('struct Thread {');
    lines.add('  const Launch &launch;');
    lines.add('  int block_x, block_y, block_z, thread_x, thread_y, thread_z, thread;');
    lines.add('};');
  }
  lines.add(
    '// False for a launch that is too large: the numbers of its threads would not fit where the kernel computes with them.',
  );
  lines.add('static inline bool is_taken(const Launch &launch, int max_grid) {');
  lines.add('  const int grid[] = {launch.grid_dim_x, launch.grid_dim_y, launch.grid_dim_z};');
  lines.add('  const int block[] = {launch.block_dim_x, launch.block_dim_y, launch.block_dim_z};');
  lines.add('  for (int axis = 0; axis < 3; axis++)');
  lines.add(
    '    if (grid[axis] < 1 || grid[axis] > max_grid || block[axis] < 1 || block[axis] > max_threads) return false;',
  );
  lines.add('  return (long long)block[0] * block[1] * block[2] <= max_threads;');
  lines.add('}');
  lines.add('// How many blocks a core takes at once: few enough to share the work evenly.');
  lines.add(
    'static inline int chunk_of(long long blocks) { return blocks < 512 ? 1 : (int)std::min(blocks / 256, 64ll); }',
  );
  lines.blank();
  for (const helper of text) {
    lines.add(helper);
    lines.blank();
  }
  for (const alias of defineAliases(unit.types.aliased)) lines.add(alias);
  for (const vector of unit.types.vectors.values()) lines.add(defineVector(vector));
  lines.blank();
  const names = module.structs.map(
    (struct, id) => `${struct.union ? 'union' : 'struct'} ${unit.types.structs[id]};`,
  );
  if (names.length > 0) lines.add(names.join('\n'));
  for (const { id, lines: definition } of structs) {
    for (const line of definition) lines.add(line, module.structs[id]?.span);
    lines.blank();
  }
  for (const { text: definition, span } of variables) lines.add(definition, span);
  lines.blank();
  for (const id of functions) if (module.facts.functions[id]?.recursive) lines.add(declareFunction(unit, id));
  for (const one of printed) {
    lines.append(one);
    lines.blank();
  }
  kernels.forEach((one, index) => {
    if (index > 0) lines.blank();
    lines.append(one);
  });
  return lines;
}

export const cpp: EmitTarget<EmitOptions> = {
  input: 'ir',
  id: 'cpp',
  label: 'C++',
  language: 'cpp',
  fileName: (path) => path.replace(/\.(cu|cuh|hip)$/, '.cpp'),
  refuse,
  emit,
};
