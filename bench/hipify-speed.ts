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
const rounds = 9;

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

/** The best of several rounds in ms: what the work costs when nobody else is at the machine. */
function best(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
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
  const perlStart = best(() => run('perl', [perl, '-quiet-warnings', small]));
  const perlAll = best(() => run('perl', [perl, '-quiet-warnings', ...paths]));
  const parser = await loadCudaParser();
  const engine = await bareParser();
  let salt = 0;
  // A text that was seen before would be answered from memory.
  const fresh = (text: string) => `${text}\n// ${salt++}\n`;
  const ported = best(() => {
    for (const { text } of files) port(singleSource(fresh(text)), parser, options);
  });
  const parsed = best(() => {
    for (const { text } of files) engine.parse(fresh(text))?.delete();
  });
  const perSecond = (ms: number) => Math.round(lines / (ms / 1000));
  const perlWork = perlAll - perlStart;
  const row = (what: string, ms: number) =>
    `  ${what.padEnd(38)}${ms.toFixed(1).padStart(9)} ms${perSecond(ms).toLocaleString('en').padStart(12)} lines/s`;
  console.log(
    [
      `${files.length} files, ${lines.toLocaleString('en')} lines; the best of ${rounds} rounds`,
      row('hipify-perl, without its start', perlWork),
      row('hipify-perl, started for each file', perlWork + files.length * perlStart),
      row('the whole translation', ported),
      row('the bare grammar parse', parsed),
      `  ${(perlWork / ported).toFixed(1)} times hipify-perl without its start, ${((perlWork + files.length * perlStart) / ported).toFixed(1)} times with it; ${((100 * parsed) / ported).toFixed(0)} % of the speed of the bare parse`,
    ].join('\n'),
  );
  const cli = join(process.cwd(), 'dist', 'cli.mjs');
  if (!existsSync(cli)) console.log('start: not measured, the command line is not built (npm run build:cli)');
  else {
    const ours = best(() => run(process.execPath, [cli, 'translate', small]));
    console.log(
      `start with a program of two lines: hipify-perl ${perlStart.toFixed(0)} ms, the built command line ${ours.toFixed(0)} ms (${(ours / perlStart).toFixed(1)} times)`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
