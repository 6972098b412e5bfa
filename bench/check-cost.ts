// What --check costs: the ten kernels of bench/runtime-speed with smaller sizes, built by the server's tool chain with and
// without it, run in turns in the sandbox; how many times as long each kernel takes on one core. Run it with
// `npm run bench -- check-cost [gcc|clang] [rounds]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import type { ProcessLimits } from '@/lib/run/job';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultLimits } from '@/lib/server/limits';
import { findWorkshop, toolsOf } from '@/lib/server/runners';
import { openJobFolder, runSandboxed } from '@/lib/server/sandbox';
import { buildProgram, findToolchain, inside, toolchains } from '@/lib/server/toolchain';
import { cpuProgram } from '@/lib/targets/cpu-program';

const wanted = process.argv[2] ?? 'gcc';
const rounds = Number(process.argv[3] ?? 3);
const stop = new AbortController().signal;
const limits: ProcessLimits = { ...defaultLimits.run, wallMs: 240_000, cpuSeconds: 240, recordingBytes: 0 };
const text = readFileSync(join(process.cwd(), 'bench', 'runtime-speed', 'kernels.cpp'), 'utf8')
  .replace('n = 1 << 18, side = 512', 'n = 1 << 15, side = 128')
  .replace('round < 7', 'round < 3');

const folder = mkdtempSync(join(tmpdir(), 'crosswarp-bench-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench() {
  const compiler = await findToolchain(toolchains.filter(({ id }) => id === wanted));
  if (!compiler) throw new Error(`${wanted} is not here`);
  const workshop = await findWorkshop(folder);
  if ('missing' in workshop) throw new Error(workshop.missing.ending.detail);
  const tools = { ...(await toolsOf(workshop.workshop)), found: compiler };
  const { value: model } = analyze(parse(singleSource(text, 'kernels.cpp'), await loadCudaParser()));
  const sources = model && cpuProgram(model, 'hip').value;
  if (!sources) throw new Error('the kernels could not be rewritten');
  const jobs = await Promise.all([openJobFolder(tools.root), openJobFolder(tools.root)]);
  const best = { plain: new Map<string, number>(), checked: new Map<string, number>() };
  const make = async (check: boolean) => {
    const unit = { face: 'hip', warp: 64, ...(check && { check }) } as const;
    const job = jobs[check ? 1 : 0];
    const built = await buildProgram(sources, unit, tools, job, defaultLimits.build, stop);
    if (!built.program) throw new Error(built.failure?.detail);
    return { path: await job.copyIn(built.program, 'program'), uid: job.uid };
  };
  try {
    const programs = { plain: await make(false), checked: await make(true) };
    for (let round = 0; round < rounds; round++)
      for (const how of ['plain', 'checked'] as const) {
        const { ending, stdout, stderr } = await runSandboxed(
          {
            argv: [inside.program],
            mounts: [{ from: programs[how].path, to: inside.program }],
            env: { CROSSWARP_THREADS: '1' },
            cwd: '/tmp',
            records: false,
            uid: programs[how].uid,
            filterFile: tools.filterFile,
          },
          limits,
          stop,
        );
        if (ending.kind !== 'exited' || ending.exitCode !== 0) throw new Error(`${how}: ${stderr}`);
        for (const line of stdout.trim().split('\n')) {
          const [name = '', ns] = line.split(' ');
          best[how].set(name, Math.min(Number(ns), best[how].get(name) ?? Number(ns)));
        }
      }
  } finally {
    for (const job of jobs) await job.remove();
  }
  const ratios = [...best.plain].map(([name, ns]) => {
    const ratio = (best.checked.get(name) ?? Number.NaN) / ns;
    console.log(`${name.padEnd(12)} ${ratio.toFixed(1).padStart(6)} x`);
    return ratio;
  });
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(
    `${compiler.toolchain.label} ${compiler.version}: geometric mean ${mean.toFixed(1)} x, ${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)} x`,
  );
}
