// Programs that exercise the front end of the kernel compiler, each run three times: lowered, on the interpreter and as C++,
// and built whole on the CPU runtime by a C++ compiler, which knows nothing of the lowering. Every number must be the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sources } from '@/lib/core/sources';
import { type CudaParser, lowerProgram } from '@/lib/cuda';
import { validate } from '@/lib/ir';
import { interpret } from '@/lib/run/interpreter';
import type { Plan } from '@/lib/run/plan';
import { planInputs } from '@/lib/run/plan-inputs';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { build, compilers } from './cpp-build';
import { runForm } from './cpu-forms';

const folder = join(import.meta.dirname, 'lowering');
const programs = [
  'numbers.cu',
  'types.cu',
  'lists.cu',
  'functions.cu',
  'threads.cu',
  'packed.cu',
  'random.cu',
  'ptx.cu',
  'units.cu',
  'cub.cu',
  'fp8.cu',
  'thrust.cu',
  'library.cu',
  'rounding.cu',
];
/** What programs of several files have beside their main one. */
const others: Readonly<Record<string, readonly string[]>> = { 'units.cu': ['units.cuh', 'units-far.cu'] };
/** Programs whose values come from functions that are not rounded the same everywhere. */
const isInexact = (kernel: string) => /^(?:mathematics|functions\d+)$/.test(kernel);

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

function sourcesOf(main: string): Sources {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const names = [main, 'launch.h', ...(others[main] ?? [])];
  return { main, files: Object.fromEntries(names.map((name) => [name, text(name)])) };
}

const planOf = (kernel: string): Plan => ({
  kernel,
  grid: [2, 1, 1],
  block: [64, 1, 1],
  sharedBytes: 1024,
  args: [
    { name: 'out', type: 'double', kind: 'buffer', length: 2048, role: 'out', init: { kind: 'zeros' } },
    {
      name: 'f',
      type: 'float',
      kind: 'buffer',
      length: 256,
      role: 'in',
      init: { kind: 'iota', min: 0.25, step: 0.5 },
    },
    {
      name: 'n',
      type: 'int',
      kind: 'buffer',
      length: 256,
      role: 'in',
      init: { kind: 'iota', min: -100, step: 3 },
    },
  ],
});

/** What C's %a wrote. */
function hexNumber(text: string): number {
  const match = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text);
  if (!match) return Number(text.replace('inf', 'Infinity').replace(/-?nan/, 'NaN'));
  const [, sign, whole = '0', digits = '', exponent] = match;
  const value = Number(BigInt(`0x${whole}${digits}`)) * 2 ** (Number(exponent) - 4 * digits.length);
  return sign ? -value : value;
}

function differences(kernel: string, expected: readonly number[], out: Uint8Array | undefined): string[] {
  const actual = new Float64Array(out?.slice().buffer ?? new ArrayBuffer());
  const wrong = expected.flatMap((value, i) => {
    const got = actual[i] as number;
    const close = isInexact(kernel) && Math.abs(got - value) <= Math.abs(value) * 1e-6;
    return Object.is(got, value) || got === value || close
      ? []
      : [`${kernel}, thread ${i >> 4} slot ${i & 15}: ${got} is not ${value}`];
  });
  return wrong.slice(0, 12);
}

describe.each(programs)('%s', (main) => {
  it('computes what the CPU runtime computes', { timeout: 240_000 }, async () => {
    const sources = sourcesOf(main);
    const { value: module, problems } = lowerProgram(sources, { defines: { AS_PTX: '1' } });
    expect(problems).toEqual([]);
    if (!module) throw new Error('no module');
    const checked = validate(module);
    expect(checked.problems.filter((p) => p.severity === 'error')).toEqual([]);
    const built = await runForm(sources, 'cuda', parser, true);
    const expected = new Map<string, number[]>();
    for (const [, kernel = '', index, value = ''] of built.stdout.matchAll(/^(\w+) (\d+) (\S+)$/gm)) {
      const list = expected.get(kernel) ?? [];
      list[Number(index)] = hexNumber(value);
      expected.set(kernel, list);
    }
    const kernels = module.functions.filter((fn) => fn.kernel).map((fn) => fn.name);
    const program = compilers.includes('g++') ? build(module, 'g++') : undefined;
    expect([...expected.keys()].sort(), built.stderr).toEqual([...kernels].sort());
    for (const kernel of kernels) {
      const { value: inputs } = planInputs(planOf(kernel), module, { file: main, start: 0, end: 0 });
      if (!inputs) throw new Error('no inputs');
      const options = { warp: 32, checks: true, races: false, shadows: false, counts: false } as const;
      const run = interpret(module, inputs, options);
      let step = run.next();
      while (!step.done) step = run.next();
      const { buffers, findings } = step.value;
      expect(findings, kernel).toEqual([]);
      expect(differences(kernel, expected.get(kernel) ?? [], buffers[0])).toEqual([]);
      if (!program) continue;
      const compiled = program.run(planOf(kernel)).buffers[0];
      expect(differences(kernel, expected.get(kernel) ?? [], compiled)).toEqual([]);
    }
    program?.remove();
  });
});
