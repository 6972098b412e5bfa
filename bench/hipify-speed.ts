// How fast the port is, in one run beside hipify-perl and the bare grammar parse on the same 20 files, and what the built
// command line costs before it works. Run it with `npm run bench -- hipify-speed <folder of a checkout of ROCm/HIPIFY>`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { singleSource } from '@/lib/core/sources';
import { type PortOptions, port } from '@/lib/pipeline';
import { loadCudaParser } from '@/lib/server/cuda-engine';
import { defaultHipOptions } from '@/lib/targets/options';
import { bareParser } from './bare-parser';

const options: PortOptions = { ...defaultHipOptions, target: 'hip', undone: [] };

const checkout = process.argv[2] ?? '';
const perl = join(checkout, 'bin', 'hipify-perl');
const tests = join(checkout, 'tests', 'unit_tests');
if (checkout === '' || !existsSync(perl)) {
  process.stderr.write('name the folder of a checkout of ROCm/HIPIFY\n');
  process.exit(2);
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sourcesBelow(path) : /\.(cu|cpp)$/.test(entry.name) ? [path] : [];
  });
}

/** The 20 longest programs of HIPIFY's tests; its synthetic lists of names are no programs. */
const files = sourcesBelow(tests)
  .filter((path) => !path.includes('synthetic'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  .sort((a, b) => b.text.length - a.text.length || (a.path < b.path ? -1 : 1))
  .slice(0, 20);
const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);

/** Best wall time and median CPU time of each piece of work over all rounds, in ms. */
type Taken = { readonly best: number; readonly cpu: number };

/** All pieces of work once in each round: what else happens on the machine then meets them alike. */
function measure<K extends string>(work: Readonly<Record<K, () => void>>, rounds = 9): Record<K, Taken> {
  const times = new Map<string, { wall: number[]; cpu: number[] }>();
  for (let round = 0; round < rounds; round++)
    for (const [name, one] of Object.entries<() => void>(work)) {
      const taken = times.get(name) ?? { wall: [], cpu: [] };
      times.set(name, taken);
      const before = process.cpuUsage();
      const start = performance.now();
      one();
      taken.wall.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      taken.cpu.push((user + system) / 1000);
    }
  // The first rounds warm up.
  return Object.fromEntries(
    [...times].map(([name, { wall, cpu }]) => {
      const sorted = cpu.slice(rounds >> 1).sort((a, b) => a - b);
      return [name, { best: Math.min(...wall.slice(1)), cpu: sorted[sorted.length >> 1] as number }];
    }),
  ) as Record<K, Taken>;
}

function run(command: string, args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (error || status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.toString()}`);
}

const folder = mkdtempSync(join(tmpdir(), 'hipify-speed-'));
try {
  const small = join(folder, 'small.cu');
  writeFileSync(small, '#include <cuda_runtime.h>\nint main() { return cudaDeviceSynchronize(); }\n');
  const paths = files.map(({ path }) => path);
  const parser = await loadCudaParser();
  const engine = await bareParser();
  let salt = 0;
  // A text that was seen before would be answered from memory.
  const fresh = (text: string) => `${text}\n// ${salt++}\n`;
  const { perlStart, perlAll } = measure({
    perlStart: () => run('perl', [perl, '-quiet-warnings', small]),
    perlAll: () => run('perl', [perl, '-quiet-warnings', ...paths]),
  });
  const { ported, parsed } = measure(
    {
      parsed: () => {
        for (const { text } of files) engine.parse(fresh(text))?.delete();
      },
      ported: () => {
        for (const { text } of files) port(singleSource(fresh(text)), parser, options);
      },
    },
    40,
  );
  const perSecond = (ms: number) => Math.round(lines / (ms / 1000));
  const perlWork = perlAll.best - perlStart.best;
  const perlEach = perlWork + files.length * perlStart.best;
  const row = (what: string, ms: number) =>
    `  ${what.padEnd(38)}${ms.toFixed(1).padStart(9)} ms${perSecond(ms).toLocaleString('en').padStart(12)} lines/s`;
  console.log(
    [
      `${files.length} files, ${lines.toLocaleString('en')} lines; the best of 9 rounds (hipify-perl) and 40`,
      row('hipify-perl, without its start', perlWork),
      row('hipify-perl, started for each file', perlEach),
      row('the whole translation', ported.best),
      row('the bare grammar parse', parsed.best),
      `  ${(perlWork / ported.best).toFixed(1)} times hipify-perl without its start, ${(perlEach / ported.best).toFixed(1)} times started for each file`,
      `  CPU time: whole translation ${ported.cpu.toFixed(1)} ms, bare parse ${parsed.cpu.toFixed(1)} ms: ${((100 * parsed.cpu) / ported.cpu).toFixed(0)} % of the speed of the bare parse`,
    ].join('\n'),
  );
  const cli = join(process.cwd(), 'cli', 'crosswarp.mjs');
  if (!existsSync(join(process.cwd(), 'dist', 'cli.mjs')))
    console.log('start: not measured, the command line is not built (npm run build:cli)');
  else {
    const starts = measure({
      'perl -e 1': () => run('perl', ['-e', '1']),
      'node -e 1': () => run(process.execPath, ['-e', '1']),
      'hipify-perl --version': () => run('perl', [perl, '--version']),
      'crosswarp --version': () => run(process.execPath, [cli, '--version']),
      'hipify-perl, two lines': () => run('perl', [perl, '-quiet-warnings', small]),
      'crosswarp translate, two lines': () => run(process.execPath, [cli, 'translate', small]),
    });
    for (const [name, { best }] of Object.entries(starts))
      console.log(`  ${name.padEnd(38)}${best.toFixed(0).padStart(7)} ms`);
    const ratio = (ours: keyof typeof starts, theirs: keyof typeof starts) =>
      (starts[ours].best / starts[theirs].best).toFixed(1);
    console.log(
      `  start beside hipify-perl: ${ratio('crosswarp --version', 'hipify-perl --version')} times for --version, ${ratio('crosswarp translate, two lines', 'hipify-perl, two lines')} times for a program of two lines`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
