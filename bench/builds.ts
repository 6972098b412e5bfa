// What a build costs: a program of about 150 lines through the server's tool chain, beside the compiler's own time for
// the same program as plain C++, in one run; what the time is made of; how often the cache serves. Run it with
// `npm run bench -- builds [rounds]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sources, singleSource } from '@/lib/core/sources';
import { analyze, parse } from '@/lib/cuda';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultLimits } from '@/lib/server/limits';
import { findWorkshop, toolsOf } from '@/lib/server/runners';
import { openJobFolder, runSandboxed } from '@/lib/server/sandbox';
import { buildProgram, type FaceUnit, faceFolder, inside } from '@/lib/server/toolchain';
import { cpuProgram } from '@/lib/targets/cpu-program';
import { defaultHipOptions } from '@/lib/targets/options';

const rounds = Number(process.argv[2] ?? 7);
const options: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [] };
const cuda: FaceUnit = { face: 'cuda', warp: 32 };
const hip64: FaceUnit = { face: 'hip', warp: 64 };
const hip32: FaceUnit = { face: 'hip', warp: 32 };

const read = (name: string) => readFileSync(join(process.cwd(), 'bench', 'builds', name), 'utf8');
const original = read('program.cu');
const plain = read('plain.cpp');
const parser = await loadCudaParser();

/** The program for a face as the compiler gets it: ported where the face is HIP, and rewritten. */
function prepared(text: string, { face }: FaceUnit): Sources {
  const sources = singleSource(text);
  const program =
    face === 'cuda' ? sources : singleSource(port(sources, parser, options).files[0]?.text ?? '');
  const { value: model } = analyze(parse(program, parser));
  const rewritten = model && cpuProgram(model, face).value;
  if (!rewritten) throw new Error('the program could not be rewritten');
  return rewritten;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

const folder = mkdtempSync(join(tmpdir(), 'crosswarp-bench-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench() {
  const found = await findWorkshop(folder);
  if ('missing' in found) throw new Error(found.missing.ending.detail);
  const tools = await toolsOf(found.workshop);
  const { toolchain, version } = tools.found;

  async function build(text: string, unit: FaceUnit): Promise<{ ms: number; cached: boolean }> {
    const sources = prepared(text, unit);
    const job = await openJobFolder(tools.root);
    try {
      const began = performance.now();
      const stop = new AbortController().signal;
      const built = await buildProgram(sources, unit, tools, job, defaultLimits.build, stop);
      if (!built.program) throw new Error(built.failure?.detail);
      return { ms: performance.now() - began, cached: built.cached };
    } finally {
      await job.remove();
    }
  }

  /** The walls around a process that does nothing. */
  async function emptySandbox(): Promise<number> {
    const began = performance.now();
    const job = await openJobFolder(tools.root);
    try {
      const { filterFile } = tools;
      const nothing = { argv: ['true'], mounts: [], env: {}, cwd: '/tmp', records: false };
      await runSandboxed(
        { ...nothing, uid: job.uid, filterFile },
        defaultLimits.build,
        new AbortController().signal,
      );
      return performance.now() - began;
    } finally {
      await job.remove();
    }
  }

  /** The compiler alone, without the sandbox. */
  function compile(argv: readonly string[]): { ms: number; cpuMs: number } {
    const began = performance.now();
    const run = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', ...argv], {
      encoding: 'utf8',
      cwd: folder,
    });
    const ms = performance.now() - began;
    if (run.status !== 0) throw new Error(run.stderr);
    const [user = 0, system = 0] = (run.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return { ms, cpuMs: (user + system) * 1000 };
  }

  console.log(
    `${toolchain.label} ${version}; ${original.split('\n').length} lines of CUDA, ${plain.split('\n').length} of plain C++`,
  );
  const cold = await build(original, cuda);
  const again = await build(original, cuda);
  console.log(
    `cold (nothing of the face there): ${cold.ms.toFixed(0)} ms; from the cache: ${again.ms.toFixed(1)} ms`,
  );

  const face = await faceFolder(cuda, tools);
  if ('failure' in face) throw new Error(face.failure.detail);
  const main = join(folder, 'main.cpp');
  const onHost = (argv: readonly string[]) =>
    argv.map((word) =>
      word
        .replaceAll(inside.runtime, tools.runtime.path)
        .replaceAll(inside.face, face.path)
        .replaceAll(inside.built, join(folder, 'a.out')),
    );
  const whole = onHost(toolchain.build({ ...cuda, units: [main] }));
  const without = (argv: readonly string[], ...words: string[]) =>
    argv.filter((word) => !words.includes(word));
  const engine = onHost([inside.engine])[0] as string;
  const header = onHost([`${inside.face}/cuda.h`])[0] as string;
  const bare = without(whole, '-include', header, engine, '-DCROSSWARP_ENGINE_LINKED');
  const headersAlone = join(folder, 'cuda-alone.h');
  writeFileSync(headersAlone, '#include <cuda_runtime.h>\n');
  const alone = without(whole, engine, '-DCROSSWARP_ENGINE_LINKED').map((word) =>
    word === header ? headersAlone : word,
  );

  const rows: Record<string, { ms: number[]; cpuMs: number[] }> = {};
  const add = (name: string, ms: number, cpuMs?: number) => {
    rows[name] ??= { ms: [], cpuMs: [] };
    rows[name].ms.push(ms);
    if (cpuMs !== undefined) rows[name].cpuMs.push(cpuMs);
  };
  for (let i = 0; i < rounds; i++) {
    const changed = `${original}// ${i}\n`;
    writeFileSync(main, plain);
    const base = compile(bare);
    add('plain C++, the compiler alone', base.ms, base.cpuMs);
    const began = performance.now();
    const text = prepared(changed, cuda).files['main.cu'] ?? '';
    add('our parse and rewrite, before the build', performance.now() - began);
    writeFileSync(main, text);
    const ours = compile(whole);
    add('CUDA, the compiler alone', ours.ms, ours.cpuMs);
    add('CUDA, warm build on the server', (await build(changed, cuda)).ms);
    add('  of it: the sandbox', await emptySandbox());
    writeFileSync(main, 'int main() {}\n');
    const empty = compile(whole);
    add('  of it: the compiler with an empty main', empty.ms, empty.cpuMs);
    writeFileSync(main, text);
    const slow = compile(alone);
    add('CUDA, headers alone (no precompiled header, no engine)', slow.ms, slow.cpuMs);
  }
  const base = rows['plain C++, the compiler alone'];
  for (const [name, { ms, cpuMs }] of Object.entries(rows)) {
    const wall = `${median(ms).toFixed(0)} ms (${(median(ms) / median(base?.ms ?? [1])).toFixed(2)} x)`;
    const cpu =
      cpuMs.length > 0
        ? `, CPU ${median(cpuMs).toFixed(0)} ms (${(median(cpuMs) / median(base?.cpuMs ?? [1])).toFixed(2)} x)`
        : '';
    console.log(`${name.padEnd(56)} ${wall}${cpu}`);
  }

  await build(original, hip64);
  await build(original, hip32);
  const other = `${original}// another\n`;
  console.log(
    `HIP, warm: ${(await build(other, hip64)).ms.toFixed(0)} ms at 64 lanes, then ${(await build(other, hip32)).ms.toFixed(0)} ms at 32`,
  );

  const edited = original.replace('2.0f * a[i]', '2.0f * a[i] + 0.0f');
  const visit: [what: string, text: string][] = [
    ['a first run', `${original}// visit\n`],
    ['the same again', `${original}// visit\n`],
    ['after an edit', edited],
    ['the edit undone', `${original}// visit\n`],
  ];
  let served = 0;
  let builds = 0;
  for (const [what, text] of visit) {
    const all: boolean[] = [];
    for (const unit of [cuda, hip64, hip32]) all.push((await build(text, unit)).cached);
    console.log(`${what}: ${all.filter(Boolean).length} of ${all.length} builds from the cache`);
    served += all.filter(Boolean).length;
    builds += all.length;
  }
  console.log(`the cache served ${served} of ${builds} builds of this visit`);
}
