// What lowering costs while somebody types: a 1,000-line file of examples, whole and again, warm, in CPU time, beside the
// lexing of the same text in one run. `npm run bench -- lowering-speed`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { lex } from '@/lib/cuda';
import { parseUnit } from '@/lib/cuda/ast';
import { expand } from '@/lib/cuda/expand';
import { lowerUnit } from '@/lib/cuda/lower';

function longSource(lines: number): string {
  const folder = join(process.cwd(), 'content', 'examples');
  const parts: string[] = [];
  for (let round = 0; parts.join('').split('\n').length < lines; round++)
    for (const file of readdirSync(folder).sort())
      parts.push(
        `namespace part_${round}_${file.replace(/\W/g, '_')} {\n${readFileSync(join(folder, file), 'utf8')
          .replace(/^#include.*$/gm, '')
          .replace(/\bint main\b/, 'int run')}\n}\n`,
      );
  return parts.join('').split('\n').slice(0, lines).join('\n');
}

function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

for (const lines of [250, 1000, 4000]) {
  const text = longSource(lines);
  const times = { lex: [] as number[], expand: [] as number[], parse: [] as number[], lower: [] as number[] };
  let kernels = 0;
  for (let i = 0; i < 30; i++) {
    const sources = singleSource(`${text}\n// ${i}`);
    times.lex.push(cpuTime(() => lex(text)));
    let expanded = expand(singleSource(''));
    times.expand.push(
      cpuTime(() => {
        expanded = expand(sources);
      }),
    );
    let unit = parseUnit(expanded);
    times.parse.push(
      cpuTime(() => {
        unit = parseUnit(expanded);
      }),
    );
    times.lower.push(
      cpuTime(() => {
        kernels = (lowerUnit(expanded, unit).value?.functions ?? []).filter((fn) => fn.kernel).length;
      }),
    );
  }
  const [lexed, expanded, parsed, lowered] = [times.lex, times.expand, times.parse, times.lower].map(
    median,
  ) as [number, number, number, number];
  const whole = expanded + parsed + lowered;
  process.stdout.write(
    `${lines} lines, ${kernels} kernels: whole ${whole.toFixed(1)} ms (${(whole / lexed).toFixed(1)} x the lexer), ` +
      `of it preprocessor ${expanded.toFixed(1)}, parser ${parsed.toFixed(1)}, lowering ${lowered.toFixed(1)}\n`,
  );
}
