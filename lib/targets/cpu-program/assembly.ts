// Inline assembly in device code: in comes the Model, out come warnings at each place. PTX is no language of a CPU.
import type { Problem } from '@/lib/core/problem';
import { textOf } from '@/lib/core/sources';
import { lex, type Model } from '@/lib/cuda';
import { problem } from '@/lib/messages';

const words = new Set(['asm', '__asm__', '__asm']);

/** One warning for each `asm` inside a function that runs on the device; a branch that is compiled out doesn't matter. */
export function findAssembly(model: Model): Problem[] {
  const problems: Problem[] = [];
  for (const path of Object.keys(model.sources.files)) {
    const text = textOf(model.sources, path);
    if (!text.includes('asm')) continue;
    const bodies = model.functions
      .filter((f) => f.body?.file === path && f.space !== 'host')
      .map((f) => f.body);
    const { code } = lex(text);
    for (const [i, name] of code.names.entries()) {
      const start = code.start[i] as number;
      if (words.has(name) && bodies.some((body) => body && body.start < start && start < body.end))
        problems.push(
          problem('cpu-inline-assembly', 'warning', { file: path, start, end: code.end[i] as number }),
        );
    }
  }
  return problems;
}
