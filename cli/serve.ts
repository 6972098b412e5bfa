// crosswarp serve: starts the built web app in this checkout and waits for it to end.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WrongUsage } from './wrong-usage';

/** The checkout: this file is bundled into dist/. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export async function serve(flags: { port: string; host: string }): Promise<number> {
  if (!/^\d{1,5}$/.test(flags.port) || Number(flags.port) > 65535)
    throw new WrongUsage(`${flags.port} is not a port: a port is a number up to 65535`);
  if (!existsSync(join(root, '.next', 'BUILD_ID')))
    throw new WrongUsage('the web app is not built yet: run script/server, or npm run build');
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'start', '--hostname', flags.host, '--port', flags.port], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve) => child.on('close', (status) => resolve(status ?? 0)));
}
