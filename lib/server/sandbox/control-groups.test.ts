// Control groups: found where they are ours and nowhere else, on both versions; and for real, where this host lets us
// make one for processes. What this host does not allow is printed as unchecked.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { filesLeft, found, removeWorkshop, tinyRun, untried } from '../hostile.fixture';
import { type ControlGroups, findControlGroups, makeJobGroup } from './control-groups';
import { runSandboxed } from './sandbox';
import { openJobFolder } from './work-folder';

const root = mkdtempSync(join(tmpdir(), 'control-groups-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterAll(removeWorkshop);

function tree(name: string, files: Readonly<Record<string, string>>): string {
  const mount = join(root, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(mount, path, '..'), { recursive: true });
    writeFileSync(join(mount, path), text);
  }
  return mount;
}
const pid = process.pid;

describe('which groups are used', () => {
  test('version 1: each hierarchy in which the server has a group for itself', () => {
    const mount = tree('one', {
      'memory/srv/cgroup.procs': `${pid}\n`,
      'pids/srv/cgroup.procs': `${pid}\n`,
      'cpu/srv/cgroup.procs': `${pid}\n`,
    });
    const own = '4:memory:/srv\n8:pids:/srv\n2:cpu,cpuacct:/srv\n0::/\n';
    expect(findControlGroups('auto', { mount, own, pid })).toEqual({
      version: 1,
      folders: {
        memory: join(mount, 'memory/srv'),
        pids: join(mount, 'pids/srv'),
        cpu: join(mount, 'cpu/srv'),
      },
    });
  });

  test('never one that is shared, unless it was named', () => {
    const mount = tree('shared', { 'pids/srv/cgroup.procs': `1\n${pid}\n` });
    const host = { mount, own: '8:pids:/srv\n', pid };
    expect(findControlGroups('auto', host)).toEqual({
      why: 'the server shares its own group with other processes',
    });
    expect(findControlGroups('/srv', host)).toMatchObject({ version: 1 });
    expect(findControlGroups('off', host)).toMatchObject({ why: /off/ });
    expect(findControlGroups('/nowhere', host)).toMatchObject({ why: /none/ });
  });

  test('version 2: one folder with the controllers that it was given', () => {
    const mount = tree('two', {
      'cgroup.controllers': 'cpu memory pids io\n',
      'srv/cgroup.controllers': 'memory pids\n',
      'srv/cgroup.procs': `${pid}\n`,
      'srv/cgroup.subtree_control': '',
    });
    const folder = join(mount, 'srv');
    expect(findControlGroups('auto', { mount, own: '0::/srv\n', pid })).toEqual({
      version: 2,
      folders: { memory: folder, pids: folder },
    });
  });

  test('a job’s limits are written into its group', () => {
    const folder = join(root, 'limits');
    mkdirSync(folder);
    makeJobGroup({ version: 2, folders: { memory: folder, pids: folder, cpu: folder } }, tinyRun);
    const [name = ''] = readdirSync(folder);
    const value = (file: string) => Number(readFileSync(join(folder, name, file), 'utf8'));
    expect(value('memory.max')).toBe(tinyRun.memoryBytes + tinyRun.fileBytes + 2 ** 25);
    expect(value('pids.max')).toBe(tinyRun.processes + 16);
    expect(value('cpu.weight')).toBe(100);
  });
});

/** A group of our own in the hierarchies that hold nobody's memory, made for this test. */
function realGroups(): ControlGroups | undefined {
  const folders = Object.fromEntries(
    (['pids', 'cpu'] as const).flatMap((controller) => {
      const folder = join('/sys/fs/cgroup', controller, `crosswarp-test-${pid}`);
      try {
        mkdirSync(folder);
        return existsSync(join(folder, 'cgroup.procs')) ? [[controller, folder]] : [];
      } catch {
        return [];
      }
    }),
  );
  return 'pids' in folders ? { version: 1, folders } : undefined;
}
const groups = untried ? undefined : realGroups();
afterAll(() => {
  for (const folder of Object.values(groups?.folders ?? {})) rmdirSync(folder);
});
if (!groups) console.warn('unchecked: a job in a real control group, because this host lets nobody make one');

test.skipIf(!groups)(
  'a job is in its group from its first process on, is held by it, and leaves none behind',
  async () => {
    if ('missing' in found || !groups) return;
    const { root: work, filterFile } = found.workshop;
    const folder = await openJobFolder(work);
    const run = (script: string, processes: number) =>
      runSandboxed(
        {
          argv: ['bash', '-c', script],
          mounts: [],
          env: {},
          cwd: '/tmp',
          records: false,
          uid: folder.uid,
          filterFile,
          groups,
        },
        { ...tinyRun, processes },
        new AbortController().signal,
      );
    // Inside, its group is all there is; from outside it is seen with its processes.
    const under = groups.folders.pids ?? '';
    const inside = () =>
      readdirSync(under)
        .filter((name) => name.startsWith(`crosswarp-${pid}-`))
        .flatMap((name) =>
          readFileSync(join(under, name, 'cgroup.procs'), 'utf8')
            .split('\n')
            .filter(Boolean),
        );
    const quiet = run('grep pids /proc/self/cgroup; sleep 1', 12);
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, inside().length);
    }, 20);
    const where = await quiet;
    clearInterval(timer);
    expect(where).toMatchObject({
      ending: { kind: 'exited', exitCode: 0 },
      stdout: expect.stringMatching(/pids:\/\n$/),
    });
    expect(most).toBeGreaterThan(2);
    // Whoever sees it first, the group or the watch: the message is the same.
    const many = await run('for i in $(seq 100); do sleep 2 & done 2>/dev/null; wait; echo', 60);
    expect(many.ending).toMatchObject({ kind: 'failed', code: 'processes-limit' });
    await folder.remove();
    expect(filesLeft()).toEqual([]);
    for (const place of Object.values(groups.folders))
      expect(readdirSync(place).filter((name) => name.startsWith('crosswarp-'))).toEqual([]);
  },
);
