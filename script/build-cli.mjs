// Bundles cli/main.ts into dist/cli.mjs and a chunk for each verb, and the thread that interprets kernels; npm packages stay outside, in node_modules.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Chunks of an earlier build have other names and would stay for ever.
if (existsSync('dist'))
  for (const file of readdirSync('dist')) if (/^cli-.*\.mjs$/.test(file)) rmSync(`dist/${file}`);

await build({
  entryPoints: { cli: 'cli/main.ts', 'interpreter-thread': 'lib/server/runners/interpreter-thread.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'cli-[name]-[hash]',
  splitting: true,
  minifySyntax: true,
  minifyWhitespace: true,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node24',
  logLevel: 'warning',
});
