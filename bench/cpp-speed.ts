// Kernels as C++ beside the same by hand: split at the barriers, with vectors and all cores. Both are built by one compiler
// with the same words and run in one process, one after the other; the best time of each counts, as a ratio, and their
// results are held against each other. `npm run bench -- cpp-speed [name] [compiler]`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { emitProgram } from '@/lib/emission';
import { driverEntries, driverPlan, driverResults, driverText } from '@/lib/run/cpp-driver';
import { blocksOfPlan, launchesOf, planInSource } from '@/lib/run/plan';
import { type PlanInputs, planInputs } from '@/lib/run/plan-inputs';

const folder = join(process.cwd(), 'bench/cpp-speed');
const [only, compiler = 'g++', clock = 'one-core'] = process.argv.slice(2);
/** On a busy machine the processor's time of one core says more than the wall's. */
const oneCore = clock === 'one-core';
const words = [
  ...['-std=c++17', '-O3', '-march=native', '-mprefer-vector-width=256', '-ffp-contract=off'],
  ...['-fno-math-errno', '-fno-trapping-math', '-w', compiler === 'clang++' ? '-fopenmp-simd' : '-fopenmp'],
];

/** The plan twice: once for the emitted kernel, once for the one by hand, with outputs of its own. */
function doubled({ buffers, launches }: PlanInputs): PlanInputs {
  const copies = new Map<number, number>();
  const all = [...buffers];
  buffers.forEach((buffer, index) => {
    if (!buffer.isOutput) return;
    copies.set(index, all.length);
    all.push({ ...buffer, name: `${buffer.name} by hand` });
  });
  const own = launches.slice(0, 1);
  const hand = own.map((launch) => ({
    ...launch,
    kernel: 'hand',
    args: launch.args.map((arg) =>
      'buffer' in arg ? { buffer: copies.get(arg.buffer) ?? arg.buffer } : arg,
    ),
  }));
  // The first of each finds its data cold, and is not counted.
  return { buffers: all, launches: [...own, ...hand, ...own, ...hand] };
}

/** The largest difference of two results, in parts of the largest value. */
function difference(a: Uint8Array, b: Uint8Array): number {
  const [x, y] = [a, b].map((bytes) => new Float32Array(bytes.slice().buffer)) as [
    Float32Array,
    Float32Array,
  ];
  let most = 0;
  let scale = 1e-30;
  x.forEach((value, index) => {
    most = Math.max(most, Math.abs(value - (y[index] ?? 0)));
    scale = Math.max(scale, Math.abs(value));
  });
  return most / scale;
}

function measure(name: string): { ratio: number; text: string } {
  const text = readFileSync(join(folder, `${name}.cu`), 'utf8');
  const sources = singleSource(text, `${name}.cu`);
  const { plan } = planInSource(sources);
  if (!plan) throw new Error(`${name}: no plan`);
  const roots = launchesOf(plan).map(({ kernel }) => kernel);
  const emission = emitProgram(sources, 'cpp', { roots, blocks: blocksOfPlan(plan) });
  const { artifact, module } = emission;
  if (!artifact || !module) throw new Error(`${name}: ${JSON.stringify(emission.problems)}`);
  const { value } = planInputs(plan, module, { file: '', start: 0, end: 0 });
  if (!value) throw new Error(`${name}: the plan does not fit`);
  const inputs = doubled(value);
  const work = mkdtempSync(join(tmpdir(), 'cpp-speed-'));
  try {
    const put = (file: string, content: string | Uint8Array) => {
      writeFileSync(join(work, file), content);
      return file;
    };
    const hand = { kernel: 'hand', entry: 'run_hand', parameters: [], maxGrid: 0, maxThreads: 0 };
    const bindings = [...artifact.bindings, hand];
    const files = [
      put('kernels.cpp', artifact.text),
      put(
        'driver.cpp',
        oneCore
          ? driverText('plan').replace('CLOCK_MONOTONIC', 'CLOCK_PROCESS_CPUTIME_ID')
          : driverText('plan'),
      ),
      put('entries.cpp', driverEntries(bindings)),
      join(folder, `${name}.cpp`),
    ];
    execFileSync(compiler, [...words, '-o', 'program', ...files, '-lm'], { cwd: work, stdio: 'inherit' });
    put(
      'plan',
      driverPlan(
        inputs,
        bindings.map(({ kernel }) => kernel),
        { repeats: 40, budgetMs: 6_000 },
      ),
    );
    const env = { ...process.env, ...(oneCore && { OMP_NUM_THREADS: '1' }) };
    const { status } = spawnSync('sh', ['-c', './program 3>results'], { cwd: work, env, stdio: 'inherit' });
    const read = driverResults(new Uint8Array(readFileSync(join(work, 'results'))), inputs);
    if (status !== 0 || !read || 'tooLarge' in read) throw new Error(`${name}: ended with ${status}`);
    const [, , own = 0, other = 0] = read.times.map((times) => Math.min(...times.slice(1)));
    let apart = 0;
    value.buffers.forEach((buffer, index) => {
      const copy = inputs.buffers.findIndex((one) => one.name === `${buffer.name} by hand`);
      const [a, b] = [read.buffers[index], read.buffers[copy]];
      if (a && b) apart = Math.max(apart, difference(a, b));
    });
    const ratio = other / own;
    const row = [
      name,
      `${own.toFixed(2)} ms`,
      `${other.toFixed(2)} ms`,
      ratio.toFixed(2),
      apart.toExponential(1),
    ];
    return { ratio, text: `| ${row.join(' | ')} |` };
  } finally {
    rmSync(work, { recursive: true });
  }
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.cu'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !only || only === 'all' || name === only);
process.stdout.write(
  `| kernel | emitted | by hand | speed of the hand's | apart |\n|---|---:|---:|---:|---:|\n`,
);
const ratios: number[] = [];
for (const name of names) {
  const { ratio, text } = measure(name);
  ratios.push(ratio);
  process.stdout.write(`${text}\n`);
}
const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
process.stdout.write(`geometric mean ${mean.toFixed(2)}, least ${Math.min(...ratios).toFixed(2)}\n`);
