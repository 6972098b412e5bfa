// What several processes and sudden ends do to a data folder: one process at a time, nothing acknowledged is lost.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock';
import { createStore } from './store';
import { freshFolder, removeFolder, settingsFor, stateOf } from './store.fixture';

/** In the checkout, so that packages are found. */
const programs = join(process.cwd(), '.cache', 'tests', `store-${process.pid}`);
const folders: string[] = [];
const children: ChildProcess[] = [];

function folder(name: string): string {
  const made = freshFolder(name);
  folders.push(made);
  return made;
}

beforeAll(async () => {
  await build({
    entryPoints: ['store', 'lock'].map((name) => join(import.meta.dirname, `${name}-child.fixture.ts`)),
    outdir: programs,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const made of folders) removeFolder(made);
  removeFolder(programs);
});

type Child = { readonly process: ChildProcess; readonly lines: string[]; readonly ended: Promise<void> };

function start(name: 'lock' | 'store', data: string): Child {
  const program = join(programs, `${name}-child.fixture.mjs`);
  const child = spawn(process.execPath, [program, data], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  let rest = '';
  child.stdout.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { process: child, lines, ended };
}

const soon = { timeout: 90_000, interval: 20 };
const acknowledged = (child: Child) =>
  child.lines.flatMap((line) =>
    line.startsWith('acknowledged ') ? [line.slice('acknowledged '.length)] : [],
  );

describe('two processes on one folder', () => {
  it('the second is told who holds it, and gets it when the first is gone', async () => {
    const data = folder('two');
    const first = start('store', data);
    await expect.poll(() => acknowledged(first).length, soon).toBeGreaterThan(3);
    const faults: unknown[] = [];
    const second = createStore(settingsFor(data), (error) => faults.push(error));
    await expect(second.shares.put(stateOf('mine'))).rejects.toMatchObject({
      code: 'store-locked',
      status: 503,
      params: { pid: first.process.pid },
    });
    await expect(second.shares.get('0'.repeat(32))).rejects.toMatchObject({ code: 'store-locked' });
    expect(second.state()).toBe('failed');
    // The first goes on as if nothing had been.
    const before = acknowledged(first).length;
    await expect.poll(() => acknowledged(first).length, soon).toBeGreaterThan(before);
    first.process.kill('SIGKILL');
    await first.ended;
    const id = await second.shares.put(stateOf('mine'));
    expect((await second.shares.get(id))?.sources.files['main.cu']).toBe('mine');
    await second.close();
  });

  it('two stores of one process keep out of each other, too', async () => {
    const data = folder('same');
    const first = createStore(settingsFor(data), () => {});
    const second = createStore(settingsFor(data), () => {});
    await first.shares.put(stateOf('x'));
    await expect(second.shares.put(stateOf('y'))).rejects.toMatchObject({
      code: 'store-locked',
      params: { pid: process.pid },
    });
    await first.close();
    await second.shares.put(stateOf('y'));
    await second.close();
    expect(readdirSync(data).filter((name) => name.startsWith('lock'))).toEqual([]);
  });

  it('a store whose lock was taken away writes no more', async () => {
    const data = folder('robbed');
    const store = createStore(settingsFor(data), () => {});
    await store.shares.put(stateOf('x'));
    rmSync(join(data, 'lock'));
    await expect(store.shares.put(stateOf('y'))).rejects.toMatchObject({ code: 'store-locked' });
    // It was closed, so that it can be opened again by whoever comes first.
    await store.shares.put(stateOf('y'));
    await store.close();
  });
});

describe('the lock', () => {
  it('of a process that was killed is taken over by exactly one of many', async () => {
    const data = folder('race');
    for (let round = 0; round < 3; round++) {
      const dead = start('lock', data);
      await expect.poll(() => dead.lines, soon).toEqual(['held']);
      dead.process.kill('SIGKILL');
      await dead.ended;
      expect(existsSync(join(data, 'lock'))).toBe(true);
      const takers = Array.from({ length: 5 }, () => start('lock', data));
      await expect.poll(() => takers.filter((taker) => taker.lines.length > 0).length, soon).toBe(5);
      const winners = takers.filter((taker) => taker.lines[0] === 'held');
      expect(winners).toHaveLength(1);
      for (const loser of takers.filter((taker) => !winners.includes(taker)))
        expect(loser.lines[0]).toMatch(/^locked by \d+$/);
      winners[0]?.process.stdin?.end();
      await Promise.all(takers.map((taker) => taker.ended));
      // Given back at the end of the process.
      expect(readdirSync(data)).toEqual([]);
    }
  });

  it('of a pid that was given to another process is nobody’s', () => {
    const data = folder('reused');
    const lock = lockFolder(data);
    const owner = JSON.parse(readFileSync(join(data, 'lock'), 'utf8'));
    lock.release();
    writeFileSync(join(data, 'lock'), JSON.stringify({ ...owner, started: 'another boot 17' }));
    lockFolder(data).release();
  });

  it('of another machine holds while it is touched, and no longer', () => {
    const data = folder('foreign');
    const lock = lockFolder(data);
    const path = join(data, 'lock');
    const owner = JSON.parse(readFileSync(path, 'utf8'));
    lock.release();
    writeFileSync(path, JSON.stringify({ ...owner, realm: 'elsewhere pid:[1]', pid: 7 }));
    expect(() => lockFolder(data)).toThrow('in use by process 7');
    const past = new Date(Date.now() - 60_000);
    utimesSync(path, past, past);
    lockFolder(data).release();
  });

  it('goes on where a taker died on the way, and over what is no lock at all', () => {
    const data = folder('halfway');
    const lock = lockFolder(data);
    const path = join(data, 'lock');
    const owner = JSON.parse(readFileSync(path, 'utf8'));
    lock.release();
    const dead = { ...owner, started: 'gone', token: 'a'.repeat(32) };
    const alsoDead = { ...owner, started: 'gone', token: 'b'.repeat(32) };
    writeFileSync(path, JSON.stringify(dead));
    writeFileSync(`${path}.after.${dead.token}`, JSON.stringify(alsoDead));
    lockFolder(data).release();
    writeFileSync(path, 'something else');
    lockFolder(data).release();
  });
});

describe('kill -9', () => {
  it('loses nothing that was acknowledged, round after round', { timeout: 240_000 }, async () => {
    const data = folder('killed');
    const ids: string[] = [];
    for (let round = 0; round < 4; round++) {
      const child = start('store', data);
      await expect.poll(() => acknowledged(child).length, soon).toBeGreaterThan(5 + round * 7);
      child.process.kill('SIGKILL');
      await child.ended;
      expect(child.lines.filter((line) => !line.startsWith('acknowledged '))).toEqual([]);
      ids.push(...acknowledged(child));
    }
    const store = createStore(settingsFor(data), () => {});
    for (const id of ids) expect(await store.shares.get(id)).toBeDefined();
    await store.close();
    process.stdout.write(`kill -9: ${ids.length} acknowledged shares in 4 rounds, all there\n`);
  });

  it('in the middle of making the database leaves a folder that works', async () => {
    const data = folder('young');
    const child = start('store', data);
    await expect.poll(() => existsSync(join(data, 'pg.new')), soon).toBe(true);
    child.process.kill('SIGKILL');
    await child.ended;
    const store = createStore(settingsFor(data), () => {});
    const id = await store.shares.put(stateOf('after'));
    expect(await store.shares.get(id)).toBeDefined();
    expect(existsSync(join(data, 'pg.new'))).toBe(false);
    await store.close();
  });
});

describe('a folder that cannot be used', () => {
  it('is a sentence, not a crash', async () => {
    const data = join(folder('file'), 'data');
    writeFileSync(data, 'a file');
    const store = createStore(settingsFor(data), () => {});
    await expect(store.shares.put(stateOf('x'))).rejects.toMatchObject({
      code: 'store-unreachable',
      status: 503,
    });
    await store.close();
  });

  it('with a damaged database is a sentence, and nothing is thrown away', async () => {
    const data = folder('damaged');
    mkdirSync(join(data, 'pg'));
    writeFileSync(join(data, 'pg', 'PG_VERSION'), '3\n');
    const store = createStore(settingsFor(data), () => {});
    await expect(store.shares.put(stateOf('x'))).rejects.toMatchObject({ code: 'store-unreachable' });
    expect(readFileSync(join(data, 'pg', 'PG_VERSION'), 'utf8')).toBe('3\n');
    await store.close();
  });
});
