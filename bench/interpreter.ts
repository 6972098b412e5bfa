// How fast the interpreter is: operations of the IR (each thread's counted) by second of CPU time, in each mode, on kernels of
// the examples and one of arithmetic alone; and a 512 × 512 tiled matrix multiply. Run it with `npm run bench -- interpreter`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { type InterpreterMode, interpretProgram } from '@/lib/run/interpret-program';
import type { PlanArgument, PlanLaunch } from '@/lib/run/plan';

const modes: Record<string, InterpreterMode> = {
  'no checks': { checks: false, shadows: false, counts: false },
  checks: { checks: true, shadows: false, counts: false },
  shadows: { checks: false, shadows: true, counts: false },
  counts: { checks: false, shadows: false, counts: true },
  everything: { checks: true, shadows: true, counts: true },
};

const floats = (name: string, length: number, role: PlanArgument['role'] = 'in'): PlanArgument => ({
  name,
  type: 'float',
  kind: 'buffer',
  length,
  role,
  init: { kind: 'random', seed: 1, min: -1, max: 1 },
});
const int = (name: string, value: number): PlanArgument => ({
  name,
  type: 'int',
  kind: 'scalar',
  role: 'in',
  init: { kind: 'constant', value },
});
const example = (name: string) =>
  readFileSync(join(process.cwd(), 'content', 'examples', `${name}.cu`), 'utf8');

type Work = { readonly name: string; readonly text: string; readonly plan: PlanLaunch };

const matmul = (n: number): Work => ({
  name: `tiled matrix multiply ${n}`,
  text: example('matmul-tiled'),
  plan: {
    kernel: 'matmul',
    grid: [n / 16, n / 16, 1],
    block: [16, 16, 1],
    args: [
      floats('a', n * n),
      floats('b', n * n),
      floats('c', n * n, 'out'),
      int('m', n),
      int('n', n),
      int('k', n),
    ],
  },
});

const works: Work[] = [
  matmul(128),
  {
    name: 'arithmetic',
    text: `__global__ void f(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float a = x[i], b = 0.5f;
  for (int k = 0; k < n; ++k) { a = a * b + 0.25f; b = b * 0.5f + a * 0.125f; }
  x[i] = a + b;
}`,
    plan: {
      kernel: 'f',
      grid: [32, 1, 1],
      block: [256, 1, 1],
      args: [floats('x', 8192, 'inout'), int('n', 200)],
    },
  },
  {
    name: 'n-body',
    text: `__global__ void forces(const float4 *p, float *f, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float4 me = p[i];
  float sum = 0.0f;
  for (int j = 0; j < n; ++j) {
    float4 o = p[j];
    float dx = o.x - me.x, dy = o.y - me.y, dz = o.z - me.z;
    float d = dx * dx + dy * dy + dz * dz + 0.01f;
    float r = rsqrtf(d);
    sum += o.w * r * r * r;
  }
  f[i] = sum;
}`,
    plan: {
      kernel: 'forces',
      grid: [4, 1, 1],
      block: [128, 1, 1],
      args: [{ ...floats('p', 512), type: 'float4' }, floats('f', 512, 'out'), int('n', 512)],
    },
  },
];

/** Seconds of CPU time of this process: unlike wall time, it does not count what others do on a shared machine. */
function run(work: Work, mode: InterpreterMode): { seconds: number; operations: number } {
  const before = process.cpuUsage();
  const steps = interpretProgram(
    { sources: singleSource(work.text), plan: work.plan, warp: 32, ...mode },
    { now: () => performance.now(), interrupted: () => undefined },
  );
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { user, system } = process.cpuUsage(before);
  const { result, counts } = step.value;
  if (result.status !== 'done' || result.findings.length > 0)
    throw new Error(`${work.name}: ${result.detail ?? JSON.stringify(result.findings[0])}`);
  return { seconds: (user + system) / 1e6, operations: counts?.operations ?? 0 };
}

for (const work of works) {
  const { operations } = run(work, modes.counts as InterpreterMode);
  console.log(`\n${work.name}: ${(operations / 1e6).toFixed(1)} million operations`);
  for (const [name, mode] of Object.entries(modes)) {
    const times = Array.from({ length: 3 }, () => run(work, mode).seconds).sort((a, b) => a - b);
    const seconds = times[1] as number;
    console.log(
      `  ${name.padEnd(12)} ${(operations / seconds / 1e6).toFixed(1).padStart(7)} million a second`,
    );
  }
}
console.log(
  `\n512 × 512 tiled matrix multiply, no checks: ${run(matmul(512), modes['no checks'] as InterpreterMode).seconds.toFixed(1)} s of CPU time`,
);
