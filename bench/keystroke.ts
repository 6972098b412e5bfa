// What a keystroke costs on a 1,000-line file: a whole translation and one after a single typed character, beside the
// bare grammar parse of the same text, in one run. Prints medians and ratios; run it with `npm run bench:keystroke`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { bareParser } from './bare-parser';

const options: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [] };

/** Examples one after the other, each with names of its own, up to a number of lines. */
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
  return `#include <cuda_runtime.h>\n${parts.join('').split('\n').slice(0, lines).join('\n')}`;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** CPU time of this process in ms: unlike wall time, it does not count what others do on a shared machine. */
function cpuTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const parser = await loadCudaParser();
const engine = await bareParser();
for (const lines of [250, 1000, 4000]) {
  const first = longSource(lines);
  const bare: number[] = [];
  const whole: number[] = [];
  const typed: number[] = [];
  for (let i = 0; i < 40; i++) {
    const text = first.replace('part_0', `part_${1000 + i}`);
    bare.push(cpuTime(() => engine.parse(text)?.delete()));
    port(singleSource(`int unrelated_${i};`), parser, options);
    whole.push(cpuTime(() => port(singleSource(text), parser, options)));
  }
  let text = first;
  port(singleSource(text), parser, options);
  for (let i = 0; i < 60; i++) {
    const places = [...text.matchAll(/\w;/g)].map((match) => match.index + 1);
    const at = places[(i * 7919) % places.length] as number;
    text = `${text.slice(0, at)}x${text.slice(at)}`;
    typed.push(cpuTime(() => port(singleSource(text), parser, options)));
  }
  const [b, w, t] = [bare.slice(10), whole.slice(10), typed.slice(10)].map(median) as [
    number,
    number,
    number,
  ];
  console.log(
    `${String(lines).padStart(5)} lines: bare grammar parse ${b.toFixed(1)} ms, whole translation ${w.toFixed(1)} ms (${(w / b).toFixed(1)} x), ` +
      `after one typed character ${t.toFixed(1)} ms (${(t / b).toFixed(1)} x, worst ${Math.max(...typed.slice(10)).toFixed(1)})`,
  );
}
