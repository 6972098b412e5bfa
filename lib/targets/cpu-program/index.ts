// The door of the CPU program: in comes the Model of a CUDA or HIP program, out comes the same text with what a C++
// compiler can't read rewritten (launches, shared variables), every line where it was. Knows neither compilers nor
// runners; runtime/include/crosswarp/language.h gives the rewritten words their meaning.
import { applyEdits, type TextEdit } from '@/lib/core/edit';
import type { Fallible, Problem } from '@/lib/core/problem';
import type { Path, Sources } from '@/lib/core/sources';
import { type Model, unitsOf } from '@/lib/cuda';
import { rewriteAllocations } from './allocations';
import { findAssembly } from './assembly';
import { rewriteClocks } from './clocks';
import { rewriteConvergence } from './convergence';
import { rewriteDeviceBranches } from './device-branches';
import { rewriteKernelValues } from './kernel-values';
import { rewriteLaunches } from './launches';
import { rewriteManaged } from './managed';
import { rewriteShared } from './shared';
import { rewriteSpins } from './spins';
import { rewriteUnits } from './units';

/** In which language the program is written. */
export type ProgramApi = 'cuda' | 'hip';

/** @property units what a compiler is given by name, the main file first; the other files are included */
export type CpuProgram = Sources & { readonly units: readonly Path[] };

/**
 * Rewrites a whole program for g++ and clang++. Line numbers are kept exactly, columns nearly. What can't be rewritten is
 * a problem and stays as it was; the value is there all the same.
 */
export function cpuProgram(model: Model, api: ProgramApi): Fallible<CpuProgram> {
  const problems: Problem[] = [];
  const edits: TextEdit[] = [
    ...rewriteLaunches(model),
    ...rewriteKernelValues(model),
    ...rewriteManaged(model),
    ...rewriteAllocations(model),
    ...rewriteConvergence(model, api),
    ...rewriteDeviceBranches(model, api),
    ...rewriteSpins(model),
    ...rewriteClocks(model),
    ...rewriteUnits(model),
    ...rewriteShared(model, api === 'cuda' ? 'nvcc' : 'hipcc', problems),
  ];
  problems.push(...findAssembly(model));
  const files: Record<Path, string> = {};
  for (const [path, text] of Object.entries(model.sources.files)) {
    const own = edits.filter((edit) => edit.span.file === path);
    files[path] = own.length > 0 ? applyEdits(text, own).text : text;
  }
  return { value: { main: model.sources.main, files, units: unitsOf(model) }, problems };
}
