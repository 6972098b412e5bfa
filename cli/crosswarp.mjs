#!/usr/bin/env node
// Starts the built command line under Node 24: this Node, or the one in node_modules when this one is older.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(root, 'dist', 'cli.mjs');
const ownNode = join(root, 'node_modules', '.bin', 'node');

if (!existsSync(built)) {
  process.stderr.write(`crosswarp is not built yet: run "npm ci && npm run build:cli" in ${root}\n`);
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 24) {
  nodeModule.enableCompileCache?.();
  await import(pathToFileURL(built).href);
} else if (existsSync(ownNode)) {
  const { status, signal } = spawnSync(ownNode, [built, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
} else {
  process.stderr.write(
    `crosswarp needs Node 24 and this is ${process.version}: install Node 24, or run "npm ci" in ${root}\n`,
  );
  process.exit(1);
}
