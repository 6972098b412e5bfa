// How many kernels of a checkout of public CUDA programs the kernel compiler lowers, and why not the others. Works on
// HeCBench (src/*-cuda) and on any folder of folders. Prints shares and reasons, ranked; `npm run bench -- lowering <checkout>`.
import { relative } from 'node:path';
import type { Problem } from '@/lib/core/problem';
import type { Sources } from '@/lib/core/sources';
import { lineStarts, placeAt } from '@/lib/core/span';
import { parseUnit } from '@/lib/cuda/ast';
import { expand } from '@/lib/cuda/expand';
import { lowerUnit } from '@/lib/cuda/lower';
import { validate } from '@/lib/ir';
import { sentence } from '@/lib/messages';
import { definesOf, kernelsIn, mainsOf, programsIn, sourcesOf } from './checkout';

const root = process.argv[2] ?? '';
const only = process.argv[3];

const all = new Map<string, { name: string; program: string; done: boolean }>();
const reasons = new Map<string, { count: number; programs: Set<string>; where: string[] }>();
let milliseconds = 0;
let malformed = 0;
let warnings = 0;
for (const folder of programsIn(root)) {
  const program = relative(root, folder);
  if (only && !program.includes(only)) continue;
  const files = sourcesOf(root, folder);
  const defines = definesOf(folder);
  const problems = new Map<string, Problem>();
  for (const main of mainsOf(folder, files)) {
    const sources: Sources = { main, files };
    const before = performance.now();
    try {
      const expanded = expand(sources, defines);
      const kernels = kernelsIn(expanded);
      if (kernels.size === 0) continue;
      const { value, problems: told } = lowerUnit(expanded, parseUnit(expanded), { defines }, sources);
      milliseconds += performance.now() - before;
      for (const [key, name] of kernels)
        if (!all.has(`${program} ${key}`)) all.set(`${program} ${key}`, { name, program, done: false });
      for (const problem of told)
        problems.set(`${problem.code} ${problem.span.file} ${problem.span.start}`, problem);
      const checked = value && validate(value);
      const wrong = checked?.problems.filter((p) => p.code === 'ir-malformed') ?? [];
      warnings += (checked?.problems.length ?? 0) - wrong.length;
      if (wrong.length) {
        malformed++;
        for (const problem of wrong)
          problems.set(`${problem.code} ${problem.span.file} ${problem.span.start}`, problem);
      } else
        for (const fn of value?.functions ?? []) {
          const kernel = fn.kernel && all.get(`${program} ${fn.span.file}:${fn.span.start}`);
          if (kernel) kernel.done = true;
        }
    } catch (error) {
      process.stdout.write(`${program} ${main}: ${error instanceof Error ? error.stack : error}\n`);
      malformed++;
    }
  }
  for (const problem of problems.values()) {
    const key = `${problem.code}: ${sentence(problem.code, problem.params)}`;
    const reason = reasons.get(key) ?? { count: 0, programs: new Set(), where: [] };
    reason.count++;
    reason.programs.add(program);
    const place = placeAt(lineStarts(files[problem.span.file] ?? ''), problem.span.start);
    if (reason.where.length < 3 || only)
      reason.where.push(`${problem.span.file}:${place.line}:${place.column}`);
    reasons.set(key, reason);
  }
}
const kernels = [...all.values()];
const done = kernels.filter((kernel) => kernel.done).length;
process.stdout.write(
  `${kernels.length} kernels, ${done} lowered and valid (${((100 * done) / kernels.length).toFixed(1)} %), ` +
    `${malformed} units refused by the validator or crashed, ${warnings} warnings of the validator, ${milliseconds.toFixed(0)} ms\n`,
);
const ranked = [...reasons].sort(
  (a, b) => b[1].programs.size - a[1].programs.size || b[1].count - a[1].count,
);
for (const [key, { count, programs: where, where: places }] of ranked.slice(0, only ? 400 : 150))
  process.stdout.write(
    `${where.size} programs, ${count} places  ${key}  ${places.slice(0, only ? 400 : 2).join(' ')}\n`,
  );
for (const kernel of kernels.filter((k) => !k.done))
  process.stdout.write(`not: ${kernel.program} ${kernel.name}\n`);
