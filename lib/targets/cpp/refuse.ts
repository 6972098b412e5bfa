// What this target cannot say, kernel by kernel, with the reason. Comes before anything is printed.
import type { Problem } from '@/lib/core/problem';
import { type ValidModule, visitStatements } from '@/lib/ir';
import { problem } from '@/lib/messages';
import { Scheduler } from './schedule';
import { usageOf } from './usage';

/** Problems of each function of a module whose meetings are written out; functions with none can be printed. */
export function refusals(module: ValidModule): Map<number, Problem[]> {
  const found = new Map<number, Problem[]>();
  module.functions.forEach((fn, id) => {
    const facts = module.facts.functions[id];
    if (!facts) return;
    const problems: Problem[] = [];
    const add = (one: Problem) => problems.push({ ...one, severity: 'error' });
    if (!fn.kernel) {
      if (facts.recursive && (facts.barriers || facts.warpOps))
        add(problem('cpp-recursive-meeting', 'error', fn.span, { function: fn.sourceName }));
      if (problems.length > 0) found.set(id, problems);
      return;
    }
    visitStatements(fn.body, (statement) => {
      if (statement.do === 'grid-barrier') add(problem('cpp-grid-barrier', 'error', statement.span));
    });
    if (problems.length === 0)
      for (const statement of new Scheduler(fn, facts, module.facts.functions, usageOf(fn)).run().stuck)
        add(problem('cpp-stuck', 'error', statement.span));
    if (problems.length > 0) found.set(id, problems);
  });
  return found;
}
