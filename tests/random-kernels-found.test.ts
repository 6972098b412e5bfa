// What random kernels found, made small: kernels that one road once took wrongly, run on the interpreter, as
// C++ and on the CPU runtime, and held against values worked out by hand.
import { beforeAll, describe, expect, it } from 'vitest';
import type { CudaParser } from '@/lib/cuda';
import type { Plan, PlanLaunch } from '@/lib/run/plan';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { compilers } from './cpp-build';
import { found } from './random-kernels/found';
import { asCpp, compiled, interpreted, type Ran } from './random-kernels/roads';

const threads = 64;
const launchOf = (kernel: string): PlanLaunch => ({
  kernel,
  grid: [1, 1, 1],
  block: [threads, 1, 1],
  args: [
    {
      name: `out_${kernel}`,
      type: 'int',
      kind: 'buffer',
      length: threads,
      role: 'inout',
      init: { kind: 'constant', value: -1 },
    },
    { name: 'n', type: 'int', kind: 'scalar', role: 'in', init: { kind: 'constant', value: 7 } },
    {
      name: 'in',
      type: 'int',
      kind: 'buffer',
      length: threads,
      role: 'in',
      init: { kind: 'iota', min: 0, step: 1 },
    },
  ],
});
const text = `${found
  .map(
    ({ name, before = '', body }) =>
      `${before}__global__ void ${name}(int *out, int n, const int *in) {\n  const int t = threadIdx.x;\n${body}}\n`,
  )
  .join('\n')}`;
const plan: Plan = { launches: found.map(({ name }) => launchOf(name)) };
const expected = found.map(({ gives }) => Array.from({ length: threads }, (_, t) => gives(t)));
const ints = (bytes: Uint8Array | undefined) => [...new Int32Array(new Uint8Array(bytes ?? []).buffer)];

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});

describe('what random kernels found', { timeout: 240_000 }, () => {
  const check = (ran: Ran) => {
    if (typeof ran === 'string') throw new Error(ran);
    found.forEach(({ name, story }, i) => {
      expect([story, ints(ran.get(`out_${name}`))]).toEqual([story, expected[i]]);
    });
  };

  it('is right in the interpreter, which accuses none', () => {
    const { ran, accused } = interpreted(text, plan, 32);
    expect([...accused]).toEqual([]);
    check(ran);
  });

  it('is right as C++', () => {
    for (const compiler of compilers) check(asCpp(text, plan, compiler, 32));
  });

  it('is right on the CPU runtime', async () => {
    if (compilers.includes('g++')) check(await compiled(text, plan, parser));
  });
});
