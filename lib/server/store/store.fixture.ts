// For tests: stores on a folder of their own or on a PostgreSQL cluster of their own, and states to put into them.
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunAnswer, type SharedState, wireVersion } from '@/lib/run/wire';
import { readSettings, type Settings } from '../settings';

const binaries = '/usr/lib/postgresql/15/bin';
export const postgresIsHere = existsSync(join(binaries, 'initdb'));

export function freshFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `crosswarp-${name}-`));
}

export function settingsFor(dataFolder: string, env: Record<string, string> = {}): Settings {
  return readSettings({ CROSSWARP_DATA: dataFolder, CROSSWARP_LOG: 'silent', ...env });
}

export type Cluster = {
  readonly url: string;
  readonly start: () => void;
  readonly stop: () => void;
  /** Stops it for good. */
  readonly remove: () => void;
};

/** A PostgreSQL cluster on a free port of this machine; as root it runs as the user postgres, as Debian has it. */
export async function startCluster(): Promise<Cluster> {
  const folder = freshFolder('cluster');
  const port = await freePort();
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })),
    );
    chownSync(folder, uid as number, gid as number);
  }
  const run = (tool: string, args: string[]) => {
    const command = asRoot
      ? ['runuser', '-u', 'postgres', '--', join(binaries, tool)]
      : [join(binaries, tool)];
    const [first, ...rest] = [...command, ...args] as [string, ...string[]];
    const { status, stderr } = spawnSync(first, rest, {
      encoding: 'utf8',
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`${tool}: ${stderr}`);
  };
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'crosswarp', '-E', 'UTF8', '--locale=C']);
  const start = () =>
    run('pg_ctl', [
      ...['-D', data, '-w', '-l', join(folder, 'log')],
      ...['-o', `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`, 'start'],
    ]);
  start();
  const stop = () => run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  return {
    url: `postgres://crosswarp@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: () => {
      stop();
      removeFolder(folder);
    },
  };
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export function stateOf(text: string, more: Partial<SharedState> = {}): SharedState {
  return {
    version: wireVersion,
    sources: { main: 'main.cu', files: { 'main.cu': text } },
    options: {},
    evidence: [],
    createdAt: new Date().toISOString(),
    crosswarp: '0.0.0-test',
    ...more,
  };
}

export function answerOf(id: string, more: Partial<RunAnswer> = {}): RunAnswer {
  return {
    id,
    state: 'finished',
    position: 0,
    runs: [],
    proof: { verdict: 'not-compared', comparisons: [], notes: [], digest: '00' },
    finishedAt: new Date().toISOString(),
    ...more,
  };
}

/** The n-th id: 32 hexadecimal digits. */
export const idOf = (n: number) => n.toString(16).padStart(32, '0');
