// Builds one bench and runs it: node script/bench.mjs keystroke. What follows the name goes to the bench.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const name = process.argv[2] ?? '';
if (!/^[a-z-]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  process.stderr.write('name a bench: a file of bench/ without its ending\n');
  process.exit(2);
}
await build({
  entryPoints: [`bench/${name}.ts`],
  outfile: `dist/bench-${name}.mjs`,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node24',
  logLevel: 'warning',
});
const args = [`dist/bench-${name}.mjs`, ...process.argv.slice(3)];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
