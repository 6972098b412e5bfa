// How a process ended, told from what was seen of it: every limit, every kind of end.
import { describe, expect, test } from 'vitest';
import { failureReasons, type ProcessLimits } from '@/lib/run/job';
import { judge, readableBytes, type Seen, toldWallMs } from './ending';

const limits: ProcessLimits = {
  wallMs: 2_500,
  cpuSeconds: 2,
  memoryBytes: 100 * 1024 * 1024,
  processes: 8,
  fileBytes: 1_500_000,
  outputBytes: 1_000,
  recordingBytes: 1_000,
};
const seen = (more: Partial<Seen>): Seen => ({
  cause: undefined,
  startError: undefined,
  report: 'SE0\n0m0.0s 0m0.0s\n0m0.0s 0m0.0s\n',
  exitCode: 0,
  stderr: '',
  cpuMs: 0,
  peakBytes: 0,
  limits,
  ...more,
});

describe('a process ended', () => {
  test('by itself: its code, also one that looks like a signal', () => {
    expect(judge(seen({}))).toEqual({ kind: 'exited', exitCode: 0 });
    expect(judge(seen({ report: 'SE139\n', exitCode: 139 }))).toEqual({ kind: 'exited', exitCode: 139 });
  });

  test('by a signal: the shell said so', () => {
    const ending = judge(
      seen({ report: 'Sbash: line 5: 4 Segmentation fault ( ... )\nE139\n', exitCode: 139 }),
    );
    expect(ending).toMatchObject({ reason: 'crash', code: 'program-crashed', params: { signal: 'SIGSEGV' } });
  });

  test('together with its supervisor', () => {
    expect(judge(seen({ report: 'S', exitCode: 137 }))).toMatchObject({
      reason: 'crash',
      params: { signal: 'SIGKILL' },
    });
  });

  test('by its own CPU limit, softly or hard', () => {
    expect(judge(seen({ report: 'Sx\nE152\n' }))).toMatchObject({
      code: 'cpu-limit',
      params: { seconds: 2 },
    });
    expect(judge(seen({ report: 'Sx\nE137\n', cpuMs: 1_950 }))).toMatchObject({ code: 'cpu-limit' });
  });

  test('for want of memory: it said so, or it held most of what it may', () => {
    const abort = { report: 'Sx\nE134\n' };
    expect(judge(seen({ ...abort, stderr: 'what(): std::bad_alloc' }))).toMatchObject({ reason: 'memory' });
    expect(judge(seen({ ...abort, peakBytes: 90e6 }))).toMatchObject({ reason: 'memory' });
    expect(judge(seen({ ...abort, peakBytes: 9e6 }))).toMatchObject({ reason: 'crash' });
  });

  test('before the walls stood', () => {
    const ending = judge(seen({ report: '', exitCode: 1, stderr: 'bwrap: No permissions\nmore' }));
    expect(ending).toMatchObject({ reason: 'unavailable', params: { why: 'bwrap: No permissions' } });
    expect(judge(seen({ report: '', startError: new Error('spawn setpriv ENOENT') }))).toMatchObject({
      code: 'sandbox-refused',
    });
  });

  test.for([
    'wall',
    'cpu',
    'memory',
    'processes',
    'file',
    'files',
    'output',
    'recording',
    'start',
    'stop',
  ] as const)('by us at the limit %s: a reason and a sentence without holes', (limit) => {
    const ending = judge(seen({ cause: { limit } }));
    if (ending.kind !== 'failed') throw new Error('it must have failed');
    expect(failureReasons).toContain(ending.reason);
    expect(ending.detail).not.toMatch(/[{}]/);
  });
});

test('bytes are readable', () => {
  expect([65_536, 2 ** 21, 2 ** 31].map(readableBytes)).toEqual(['64 KiB', '2 MiB', '2048 MiB']);
});

test("a process's time is what the shell beside it told, where that can be", () => {
  const report = 'SE0\nT1764234000.950000 1764234001.200500\n0m0.0s 0m0.0s\n0m0.0s 0m0.0s\n';
  expect(toldWallMs(report, 1_000)).toBe(250.5);
  expect(toldWallMs(report, 250)).toBeUndefined();
  expect(toldWallMs(report.replace('001.2', '000.2'), 1_000)).toBeUndefined();
  expect(toldWallMs('SE0\nT \n', 1_000)).toBeUndefined();
});
