// Nobody's job gets slower than its share: beside jobs that take all the processors they can, an honest one ends with its
// right result. What bounds the others is read from the kernel's own accounts; no time of a clock is asserted. What this
// host does not allow is printed as unchecked.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { filesLeft, found, removeWorkshop, tinyRun, untried } from '../hostile.fixture';
import type { ControlGroups } from './control-groups';
import { runSandboxed } from './sandbox';
import { openJobFolder } from './work-folder';

if (untried) console.warn(`unchecked: all of lib/server/sandbox/shares.test.ts, because ${untried}`);
afterAll(removeWorkshop);
afterEach(() => {
  if (!untried) expect(filesLeft()).toEqual([]);
});

const spinners = 16;
/** Takes every processor with many processes. */
const spin = `for i in $(seq ${spinners}); do while :; do :; done & done; wait`;
const bomb = 'f() { f | f & }; f; while :; do :; done';
/** Some tenths of a second of one processor, and a sum that is known. */
const count = 'for ((i = 0, s = 0; i < 60000; i++)); do ((s += i % 7)); done; echo $s';
const sum = '179994\n';

async function job(
  script: string,
  more: { groups?: ControlGroups; stop?: AbortSignal; cpuSeconds?: number } = {},
) {
  if ('missing' in found) throw new Error('no workshop');
  const { root, filterFile } = found.workshop;
  const folder = await openJobFolder(root);
  const { groups, cpuSeconds = 20, stop = new AbortController().signal } = more;
  try {
    return await runSandboxed(
      {
        ...{ argv: ['bash', '-c', script], mounts: [], env: {}, cwd: '/tmp', records: false },
        ...{ uid: folder.uid, filterFile, groups },
      },
      { ...tinyRun, processes: 32, wallMs: 120_000, cpuSeconds },
      stop,
    );
  } finally {
    await folder.remove();
  }
}

const own = `crosswarp-test-shares-${process.pid}`;
/** Where this host lets us make groups that share the processors; only these, so that nothing else of a job changes. */
function cpuGroups(): ControlGroups | undefined {
  const folder = join('/sys/fs/cgroup/cpu', own);
  try {
    mkdirSync(folder);
    return existsSync(join(folder, 'cpu.shares')) ? { version: 1, folders: { cpu: folder } } : undefined;
  } catch {
    return undefined;
  }
}
const groups = untried ? undefined : cpuGroups();
afterAll(() => {
  if (groups?.folders.cpu) rmdirSync(groups.folders.cpu);
});
if (!groups && !untried)
  console.warn(
    'unchecked: shares of the processors, because this host lets nobody make a control group for them',
  );

/** User and system time of what is in a group now, in ticks (proc_pid_stat(5), fields 14 and 15). */
function ticksOf(folder: string): { processes: number; ticks: number } {
  let [processes, ticks] = [0, 0];
  for (const pid of readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
      processes++;
    } catch {
      // It ended in this moment.
    }
  return { processes, ticks };
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.skipIf(!groups)(
  'a job of many processes has the weight of one, and takes no more',
  async () => {
    const all = groups?.folders.cpu ?? '';
    const jobs = () =>
      readdirSync(all)
        .filter((name) => name.startsWith('crosswarp-'))
        .map((name) => join(all, name));
    const stop = new AbortController();
    const hostile = job(spin, { groups, stop: stop.signal });
    try {
      while (!jobs().some((folder) => ticksOf(folder).processes >= spinners)) await later(20);
      const [its] = jobs();
      if (its === undefined) throw new Error('the job has no group');
      const before = ticksOf(its);
      let done = false;
      const honest = job(count, { groups }).finally(() => {
        done = true;
      });
      let own = 0;
      let weights: number[] = [];
      let after = before;
      while (!done) {
        const other = jobs().find((folder) => folder !== its);
        if (other !== undefined)
          try {
            own = Math.max(own, ticksOf(other).ticks);
            weights = [its, other].map((folder) => Number(readFileSync(join(folder, 'cpu.shares'), 'utf8')));
          } catch {
            // It ended in this moment.
          }
        after = ticksOf(its);
        await later(10);
      }
      expect(await honest).toMatchObject({ ending: { kind: 'exited', exitCode: 0 }, stdout: sum });
      // Every one of its processes is held by the one group, and the two groups weigh the same.
      expect(after.processes).toBeGreaterThanOrEqual(spinners);
      expect(weights).toEqual([1024, 1024]);
      // Without groups each process would have as much as the honest job: many times of it. Together they had less than half of that.
      expect(own).toBeGreaterThan(0);
      expect((after.ticks - before.ticks) / own).toBeLessThan(spinners / 2);
    } finally {
      stop.abort();
      expect((await hostile).ending).toMatchObject({ kind: 'failed', reason: 'cancelled' });
    }
  },
  120_000,
);

test.skipIf(untried)(
  'beside jobs that multiply and spin, an honest one ends with its result, and they meet their own limits',
  async () => {
    const { cpuSeconds } = tinyRun;
    const [forking, spinning, honest] = await Promise.all([
      job(bomb, { cpuSeconds }),
      job(spin, { cpuSeconds }),
      job(count),
    ]);
    expect(honest).toMatchObject({ ending: { kind: 'exited', exitCode: 0 }, stdout: sum });
    expect(forking.ending).toMatchObject({
      kind: 'failed',
      code: expect.stringMatching(/^(?:processes|cpu)-limit$/),
    });
    expect(spinning.ending).toMatchObject({ kind: 'failed', code: 'cpu-limit' });
    // What each may take in all is counted over its whole tree, so more processes take no more: it was ended soon after.
    expect(spinning.cpuMs).toBeGreaterThan(cpuSeconds * 1000);
    expect(spinning.cpuMs).toBeLessThan(cpuSeconds * 1000 * 4);
  },
  120_000,
);

test.skipIf(untried)('a job is as long as it was, however late the server hears of its end', async () => {
  const running = job('sleep 0.3');
  const hasChild = () =>
    readdirSync('/proc/self/task').some((task) => readFileSync(`/proc/self/task/${task}/children`, 'utf8'));
  while (!hasChild()) await new Promise(setImmediate);
  // From the first process on until all is over the server hears nothing.
  for (const until = performance.now() + 2_500; performance.now() < until; );
  // No speed is judged: it slept for 300 ms, and what is heard of it comes in one piece.
  expect((await running).wallMs).toBeGreaterThanOrEqual(300);
});
