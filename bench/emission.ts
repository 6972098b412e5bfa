// How many kernels of a checkout of public CUDA programs are emitted as C++, and why not the others. Prints shares and
// reasons, ranked; `npm run bench -- emission <checkout>`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Sources } from '@/lib/core/sources';
import type { Span } from '@/lib/core/span';
import { parseUnit } from '@/lib/cuda/ast';
import { expand } from '@/lib/cuda/expand';
import { lowerUnit } from '@/lib/cuda/lower';
import { validate } from '@/lib/ir';
import { cpp } from '@/lib/targets/cpp';
import { definesOf, mainsOf, programsIn, sourcesOf } from './checkout';

function placeText(files: Sources['files'], { file, start }: Span): string {
  return `${file}:${(files[file] ?? '').slice(0, start).split('\n').length}`;
}

const root = process.argv[2] ?? '';
const only = process.argv[3];

const out = join(process.cwd(), 'dist/emission');
mkdirSync(out, { recursive: true });
let kernels = 0,
  emitted = 0,
  crashed = 0,
  units = 0,
  ms = 0;
const codes = new Map<string, string[]>();
for (const folder of programsIn(root)) {
  const program = relative(root, folder);
  if (only && !program.includes(only)) continue;
  const files = sourcesOf(root, folder);
  const defines = definesOf(folder);
  for (const main of mainsOf(folder, files)) {
    const sources: Sources = { main, files };
    if (
      !(files[main] ?? '').includes('__global__') &&
      !Object.values(files).some((t) => t.includes('__global__'))
    )
      continue;
    let value: ReturnType<typeof validate>['value'];
    try {
      const expanded = expand(sources, defines);
      const lowered = lowerUnit(expanded, parseUnit(expanded), { defines }, sources);
      value = lowered.value && validate(lowered.value).value;
    } catch {
      continue;
    }
    const count = value?.functions.filter((fn) => fn.kernel).length ?? 0;
    if (!value || count === 0) continue;
    units++;
    kernels += count;
    const before = performance.now();
    try {
      for (const problem of cpp.refuse(value, { warp: 32 })) {
        const why = problem.notes[0];
        const key = [problem.code, why?.code].join(' ');
        const list = codes.get(key) ?? [];
        list.push([problem.span, why?.span].map((span) => span && placeText(files, span)).join(' for '));
        codes.set(key, list);
      }
      const { text, bindings } = cpp.emit(value, { warp: 32 });
      emitted += bindings.length;
      writeFileSync(`${out}/${main.replaceAll('/', '__')}.cpp`, text);
    } catch (error) {
      crashed++;
      process.stdout.write(
        `${main}: ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' | ') : error}\n`,
      );
    }
    ms += performance.now() - before;
  }
}
process.stdout.write(
  `${units} units, ${kernels} kernels, ${emitted} emitted, ${crashed} crashed, ${ms.toFixed(0)} ms\n`,
);
for (const [code, list] of codes) {
  process.stdout.write(`${code}: ${list.length}\n`);
  for (const [place, some] of Map.groupBy(list, (place) => place))
    process.stdout.write(`  ${some.length} × ${place}\n`);
}
