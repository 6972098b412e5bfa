// Ten kernels on our CPU runtime beside HIP-CPU, the runtime that AMD published: one text, one compiler, the same options
// but for what the server's builds have besides, in turns on the same machine. Run it with
// `npm run bench -- runtime-speed <checkout of HIP-CPU> [rounds]`; needs g++ and libtbb-dev. Each program times its own kernels and sums up their results, which have to agree.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { cpuProgram } from '@/lib/targets/cpu-program';

const checkout = process.argv[2];
const rounds = Number(process.argv[3] ?? 5);
if (!checkout || !existsSync(join(checkout, 'include', 'hip', 'hip_runtime.h'))) {
  process.stderr.write('name a checkout of HIP-CPU: npm run bench -- runtime-speed <folder> [rounds]\n');
  process.exit(2);
}

const options = ['-std=c++17', '-O2', '-w', '-pthread', '-ffp-contract=off'];
/** What the server's builds have besides (lib/server/toolchain). */
const served = ['-fno-math-errno', '-fno-strict-aliasing'];
const runtime = join(process.cwd(), 'runtime');
const text = readFileSync(join(process.cwd(), 'bench', 'runtime-speed', 'kernels.cpp'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'crosswarp-bench-'));

type Times = Map<string, { ns: number; cpu: number; sum: number }>;

try {
  await bench(checkout);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench(peer: string) {
  const { value: model } = analyze(parse(singleSource(text, 'kernels.cpp'), await loadCudaParser()));
  const ours = model && cpuProgram(model, 'hip').value?.files['kernels.cpp'];
  if (!ours) throw new Error('the kernels could not be rewritten');
  writeFileSync(join(folder, 'theirs.cpp'), text);
  writeFileSync(join(folder, 'ours.cpp'), ours);
  const compile = (...words: string[]) =>
    execFileSync('g++', [...options, ...words], { cwd: folder, stdio: 'inherit' });
  compile('theirs.cpp', `-I${join(peer, 'include')}`, '-o', 'theirs', '-ltbb');
  compile(...served, '-DCROSSWARP_ENGINE_HIP', '-c', join(runtime, 'engine.cpp'), '-o', 'engine.o');
  compile(
    ...served,
    '-DCROSSWARP_ENGINE_LINKED',
    `-I${join(runtime, 'include')}`,
    'engine.o',
    'ours.cpp',
    '-o',
    'ours',
  );

  const best: Record<'ours' | 'theirs', Times> = { ours: new Map(), theirs: new Map() };
  for (let round = 0; round < rounds; round++)
    for (const who of ['theirs', 'ours'] as const)
      for (const [name, one] of run(who)) {
        const known = best[who].get(name);
        best[who].set(name, {
          ns: Math.min(one.ns, known?.ns ?? one.ns),
          cpu: Math.min(one.cpu, known?.cpu ?? one.cpu),
          sum: one.sum,
        });
      }

  const ratios: number[] = [];
  const work: number[] = [];
  console.log(`best of ${rounds} rounds of 7 launches; how many times as fast as HIP-CPU`);
  for (const [name, mine] of best.ours) {
    const other = best.theirs.get(name);
    if (!other) throw new Error(`${name} was not timed by both`);
    const agrees = Math.abs(mine.sum - other.sum) <= 1e-4 * Math.abs(other.sum);
    const ratio = other.ns / mine.ns;
    ratios.push(ratio);
    work.push(other.cpu / mine.cpu);
    console.log(
      `${name.padEnd(12)} ${(mine.ns / 1e6).toFixed(2).padStart(9)} ms ${(other.ns / 1e6).toFixed(2).padStart(9)} ms ${ratio.toFixed(1).padStart(7)} x, of CPU time ${(other.cpu / mine.cpu).toFixed(1)} x${agrees ? '' : `  results differ: ${mine.sum} and ${other.sum}`}`,
    );
  }
  const mean = (all: readonly number[]) =>
    Math.exp(all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length).toFixed(1);
  console.log(
    `geometric mean ${mean(ratios)} x, of CPU time ${mean(work)} x, least ${Math.min(...ratios).toFixed(1)} x`,
  );
}

function run(who: 'ours' | 'theirs'): Times {
  const lines = execFileSync(join(folder, who), { encoding: 'utf8' }).trim().split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', ns, cpu, sum] = line.split(' ');
      return [name, { ns: Number(ns), cpu: Number(cpu), sum: Number(sum) }];
    }),
  );
}
