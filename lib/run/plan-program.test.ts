// Guessed plans, and plans written out as programs: what they say, and that a program's inputs are the plan's, by running one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { singleSource } from '@/lib/core/sources';
import { analyze, type CudaParser, type Model, parse } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { appendProgram, hostProgramFor } from './host-program';
import { type Init, type Plan, type PlanArgument, planLaunchSchema } from './plan';
import { guessPlan } from './plan-guess';
import { xorshift32 } from './plan-inputs';
import { planProgram } from './plan-program';

let parser: CudaParser;
beforeAll(async () => {
  parser = await loadCudaParser();
});
function modelOf(text: string): Model {
  const { value } = analyze(parse(singleSource(text), parser));
  if (!value) throw new Error('no model');
  return value;
}
const span = { file: 'main.cu', start: 0, end: 0 };

const index = 'int i = blockIdx.x * blockDim.x + threadIdx.x;';
const plane = `${index} int j = blockIdx.y * blockDim.y + threadIdx.y;`;

describe('guessPlan', () => {
  const guess = (text: string) => {
    const { value, problems } = guessPlan(modelOf(text));
    expect(problems).toEqual([]);
    return planLaunchSchema.parse(value);
  };
  it('covers every element of a row with threads', () => {
    const plan = guess(
      `__global__ void saxpy(int n, float a, const float* x, float* y) { ${index} if (i < n) y[i] += a * x[i]; }`,
    );
    expect(plan).toMatchObject({ kernel: 'saxpy', grid: [16, 1, 1], block: [256, 1, 1] });
    expect(plan.args.map(({ name, type, kind, role, length }) => [name, type, kind, role, length])).toEqual([
      ['n', 'int', 'scalar', 'in', undefined],
      ['a', 'float', 'scalar', 'in', undefined],
      ['x', 'float', 'buffer', 'in', 4096],
      ['y', 'float', 'buffer', 'inout', 4096],
    ]);
    expect(plan.args[0]?.init).toEqual({ kind: 'constant', value: 4096 });
    expect(plan.args[1]?.init).toEqual({ kind: 'constant', value: 2 });
  });
  it('makes a texture as it is read, which no host program can be written for', () => {
    const text = `__global__ void look(cudaTextureObject_t colours, cudaTextureObject_t line, float *out, int n) {
      ${index} if (i < n) out[i] = tex2D<float4>(colours, i, i).x + tex1Dfetch<int>(line, i); }`;
    const [colours, line] = guess(text).args;
    expect(colours).toMatchObject({
      type: 'float4',
      kind: 'buffer',
      role: 'in',
      texture: { size: [64, 64] },
    });
    expect(line).toMatchObject({ type: 'int', length: 4096, texture: { size: [4096] } });
    expect(hostProgramFor(modelOf(text)).problems.map(({ code }) => code)).toEqual([
      'host-program-parameter',
    ]);
  });
  it('gives planes two axes, templates their arguments and dynamic shared memory its bytes', () => {
    const plane2 = guess(
      `__global__ void t(float* out, const float* in, int width, int height) { ${plane} out[i * height + j] = in[j * width + i]; }`,
    );
    expect(plane2).toMatchObject({ grid: [4, 4, 1], block: [16, 16, 1] });
    const sums = guess(
      `template <typename T> __global__ void sums(const T* in, T* out, int n) { extern __shared__ T s[]; ${index} s[threadIdx.x] = in[i]; out[blockIdx.x] = s[0]; }`,
    );
    expect(sums.kernel).toBe('sums<float>');
    expect(sums.sharedBytes).toBeGreaterThan(0);
    expect(sums.args[1]).toMatchObject({ type: 'float', role: 'out', init: { kind: 'zeros' } });
  });
});

const buffer = (name: string, type: string, length: number, init: Init): PlanArgument => ({
  name,
  type,
  kind: 'buffer',
  length,
  role: 'inout',
  init,
});

describe('planProgram', () => {
  it('refuses contents that no formula says, and takes them as bytes', () => {
    const plan: Plan = {
      kernel: 'k',
      grid: [1, 1, 1],
      block: [1, 1, 1],
      args: [buffer('p', 'struct Pair', 2, { kind: 'random', seed: 1, min: 0, max: 1 })],
    };
    expect(planProgram(plan, span).problems.map(({ code }) => code)).toEqual(['plan-program-contents']);
    expect(planProgram(plan, span, () => Uint8Array.of(1, 2, 3)).value).toContain('1, 2, 3,');
  });
});

function findCompiler(): string | undefined {
  for (const compiler of ['g++', 'clang++'])
    try {
      execFileSync(compiler, ['--version'], { stdio: 'ignore' });
      return compiler;
    } catch {
      // The next one is tried.
    }
  console.warn('programs of plans were not run: neither g++ nor clang++ is here');
  return undefined;
}
const compiler = findCompiler();

/** The sum of what an init gives `count` scalars, by the design's words. */
function sumOf(init: Init, count: number, round: (value: number) => number): number {
  let sum = 0;
  let state = init.kind === 'random' ? init.seed : 0;
  for (let i = 0; i < count; i++) {
    if (init.kind === 'iota') sum += round(init.min + init.step * i);
    if (init.kind === 'constant') sum += round(Number(init.value));
    if (init.kind === 'random') {
      state = xorshift32(state);
      sum +=
        round === Math.trunc
          ? init.min + (state % (init.max - init.min + 1))
          : round(init.min + ((init.max - init.min) * (state >>> 8)) / 2 ** 24);
    }
  }
  return sum;
}

describe.skipIf(!compiler)('on the CPU runtime', () => {
  it('a program has the inputs of its plan and launches in order', () => {
    const kernels = `struct Pair { int a; float b; };
__global__ void first(float *f, const double *d, uchar4 *c, long long *l, Pair *p, float by) { f[0] += 1000 * by; p[1].a = 5; }
__global__ void second(float *f, int more) { f[0] += more; }
`;
    const inits = {
      f: { kind: 'random', seed: 7, min: -2, max: 3 },
      d: { kind: 'iota', min: 0.5, step: 0.25 },
      c: { kind: 'random', seed: 9, min: 3, max: 250 },
      l: { kind: 'constant', value: '-9007199254740993' },
    } as const satisfies Record<string, Init>;
    const pair = new Uint8Array(new Float32Array([0, 2.5, 0, 4.5]).buffer);
    const plan: Plan = {
      launches: [
        {
          kernel: 'first',
          grid: [1, 1, 1],
          block: [1, 1, 1],
          args: [
            buffer('f', 'float', 100, inits.f),
            buffer('d', 'double', 9, inits.d),
            buffer('c', 'uchar4', 50, inits.c),
            buffer('l', 'long long', 2, inits.l),
            buffer('p', 'Pair', 2, { kind: 'random', seed: 1, min: 0, max: 1 }),
            { name: 'by', type: 'float', kind: 'scalar', role: 'in', init: { kind: 'constant', value: 2 } },
          ],
        },
        {
          kernel: 'second',
          grid: [1, 1, 1],
          block: [1, 1, 1],
          args: [
            buffer('f', 'float', 100, inits.f),
            { name: 'more', type: 'int', kind: 'scalar', role: 'in', init: { kind: 'constant', value: 500 } },
          ],
        },
      ],
    };
    const written = planProgram(plan, span, ({ name }) => (name === 'p' ? pair : undefined));
    expect(written.problems).toEqual([]);
    const model = modelOf(kernels);
    const whole = modelOf(appendProgram(model, written.value ?? ''));
    const program = cpuProgram(whole, 'cuda').value?.files['main.cu'] ?? '';
    const folder = mkdtempSync(path.join(tmpdir(), 'plan-program-'));
    try {
      const source = path.join(folder, 'main.cpp');
      const binary = path.join(folder, 'main');
      writeFileSync(source, program);
      const flags = [
        '-std=c++17',
        '-O1',
        '-pthread',
        '-include',
        'cuda_runtime.h',
        '-I',
        path.resolve('runtime/include'),
      ];
      execFileSync(compiler as string, [...flags, source, '-o', binary]);
      const printed = execFileSync(binary, { encoding: 'utf8' });
      const sums = Object.fromEntries(
        [...printed.matchAll(/^(\w): sum (\S+)$/gm)].map(([, name, sum]) => [name, Number(sum)]),
      );
      expect(sums.f).toBeCloseTo(sumOf(inits.f, 100, Math.fround) + 2500, 3);
      expect(sums.d).toBe(sumOf(inits.d, 9, Number));
      expect(sums.c).toBe(sumOf(inits.c, 200, Math.trunc));
      expect(sums.l).toBeCloseTo(-2 * 9007199254740992, -9);
      // 5 as an int, then the bytes of 2.5 and 4.5: 0x40200000 and 0x40900000.
      expect(sums.p).toBe(5 + 0x40 + 0x20 + 0x40 + 0x90);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
