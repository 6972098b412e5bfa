// Kernels as C++ beside the same by hand (split at the barriers, with vectors and all cores) and the same in OpenCL on PoCL.
// All are built for one machine and run in one process, in turns; the median of the turns' ratios counts, and their results
// are held against each other. `npm run bench -- cpp-speed [name] [compiler] [one-core | all-cores]`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { emitProgram } from '@/lib/emission';
import { driverEntries, driverPlan, driverResults, driverText } from '@/lib/run/cpp-driver';
import { blocksOfPlan, launchesOf, planInSource } from '@/lib/run/plan';
import { type PlanInputs, planInputs } from '@/lib/run/plan-inputs';
import { poclData, poclMissing } from './cpp-speed/pocl';

const folder = join(process.cwd(), 'bench/cpp-speed');
const [only, compiler = 'g++', cores = 'one-core'] = process.argv.slice(2);
/** On a busy machine the processor's time of one core says more than the wall's. */
const oneCore = cores !== 'all-cores';
const words = [
  ...['-std=c++17', '-O3', '-march=native', '-mprefer-vector-width=256', '-ffp-contract=off'],
  ...['-fno-math-errno', '-fno-trapping-math', '-w', compiler === 'clang++' ? '-fopenmp-simd' : '-fopenmp'],
];
const missing = poclMissing();
const others = missing ? ['hand'] : ['hand', 'pocl'];

/** The plan once for the emitted kernel and once for each other, with outputs of its own; then all of it once more. */
function repeated({ buffers, launches }: PlanInputs): PlanInputs {
  const all = [...buffers];
  const own = launches.slice(0, 1);
  const rest = others.flatMap((other) => {
    const copies = new Map<number, number>();
    buffers.forEach((buffer, index) => {
      if (!buffer.isOutput) return;
      copies.set(index, all.length);
      all.push({ ...buffer, name: `${buffer.name} by ${other}` });
    });
    return own.map((launch) => ({
      ...launch,
      kernel: other,
      args: launch.args.map((arg) =>
        'buffer' in arg ? { buffer: copies.get(arg.buffer) ?? arg.buffer } : arg,
      ),
    }));
  });
  // The first of each finds its data cold, and is not counted.
  return { buffers: all, launches: [...own, ...rest, ...own, ...rest] };
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

type Row = { readonly name: string; readonly barriers: boolean; readonly ratios: number[]; text: string };

function measure(name: string): Row {
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
  const inputs = repeated(value);
  const work = mkdtempSync(join(tmpdir(), 'cpp-speed-'));
  try {
    const put = (file: string, content: string | Uint8Array) => {
      writeFileSync(join(work, file), content);
      return file;
    };
    const bindings = [
      ...artifact.bindings,
      ...others.map((kernel) => ({
        kernel,
        entry: `run_${kernel}`,
        parameters: [],
        maxGrid: 0,
        maxThreads: 0,
      })),
    ];
    const driver = driverText('plan');
    const files = [
      put('kernels.cpp', artifact.text),
      put('driver.cpp', oneCore ? driver.replace('CLOCK_MONOTONIC', 'CLOCK_PROCESS_CPUTIME_ID') : driver),
      put('entries.cpp', driverEntries(bindings)),
      join(folder, `${name}.cpp`),
      ...(missing
        ? []
        : [put('data.cpp', poclData(folder, name, roots[0] ?? '', value)), join(folder, 'pocl.cpp')]),
    ];
    const libraries = missing ? ['-lm'] : ['-lm', '-lOpenCL'];
    execFileSync(compiler, [...words, '-o', 'program', ...files, ...libraries], {
      cwd: work,
      stdio: 'inherit',
    });
    const kernels = bindings.map(({ kernel }) => kernel);
    put('plan', driverPlan(inputs, kernels, { repeats: 40, budgetMs: 12_000 }));
    const one = { OMP_NUM_THREADS: '1', POCL_MAX_PTHREAD_COUNT: '1' };
    const env = { ...process.env, ...(oneCore && one) };
    const { status } = spawnSync('sh', ['-c', './program 3>results'], { cwd: work, env, stdio: 'inherit' });
    const read = driverResults(new Uint8Array(readFileSync(join(work, 'results'))), inputs);
    if (status !== 0 || !read || 'tooLarge' in read) throw new Error(`${name}: ended with ${status}`);
    const [own = [], ...rest] = read.times.slice(1 + others.length).map((times) => times.slice(1));
    const ratios = rest.map((times) => median(times.map((time, turn) => time / (own[turn] ?? 0))));
    const apart = others.map((other) => {
      const each = value.buffers.map((buffer, index) => {
        const copy = inputs.buffers.findIndex((one) => one.name === `${buffer.name} by ${other}`);
        const [a, b] = [read.buffers[index], read.buffers[copy]];
        return a && b ? difference(a, b) : 0;
      });
      return Math.max(...each);
    });
    const barriers = /__syncthreads/.test(text);
    const row = [
      name,
      barriers ? 'yes' : '',
      ...[own, ...rest].map((times) => `${median(times).toFixed(2)} ms`),
      ...ratios.map((ratio) => ratio.toFixed(2)),
      ...apart.map((one) => one.toExponential(1)),
    ];
    return { name, barriers, ratios, text: `| ${row.join(' | ')} |` };
  } finally {
    rmSync(work, { recursive: true });
  }
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.cu'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !only || only === 'all' || name === only);
if (missing) process.stdout.write(`not compared with PoCL: ${missing}\n`);
process.stdout.write(oneCore ? 'time of one core\n' : `time on ${cpus().length} cores\n`);
const columns = [
  ...['kernel', 'barriers', 'emitted', ...others],
  ...others.map((other) => `speed beside ${other}`),
  ...others.map((other) => `apart from ${other}`),
];
process.stdout.write(`| ${columns.join(' | ')} |\n|---|---|${'---:|'.repeat(columns.length - 2)}\n`);
const rows = names.map((name) => {
  const row = measure(name);
  process.stdout.write(`${row.text}\n`);
  return row;
});
others.forEach((other, index) => {
  const mean = (of: readonly Row[]) =>
    Math.exp(of.reduce((sum, { ratios }) => sum + Math.log(ratios[index] ?? 1), 0) / of.length);
  const least = (of: readonly Row[]) => Math.min(...of.map(({ ratios }) => ratios[index] ?? 0));
  for (const barriers of [true, false]) {
    const of = rows.filter((row) => row.barriers === barriers);
    if (of.length === 0) continue;
    const which = barriers ? 'with barriers' : 'without barriers';
    const enough = of.filter(({ ratios }) => (ratios[index] ?? 0) >= 0.7).length;
    process.stdout.write(
      `beside ${other}, ${which}: geometric mean ${mean(of).toFixed(2)}, least ${least(of).toFixed(2)}, ${enough} of ${of.length} at 0.7 or more\n`,
    );
  }
});
