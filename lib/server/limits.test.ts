// The table of limits in the README says what holds: each row against the value that is used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProcessLimits } from '@/lib/run/job';
import { checkedLimits, defaultLimits, fixedBounds } from './limits';
import { readableBytes } from './sandbox';

const seconds = (value: number) => `${value} s`;
/** As the README writes sizes: whole GiB where it is one. */
const size = (bytes: number) =>
  bytes === 0
    ? '–'
    : bytes % 2 ** 30 === 0
      ? `${bytes / 2 ** 30} GiB`
      : bytes === 2 ** 20
        ? '1 MiB'
        : readableBytes(bytes);

const rows: readonly [name: string, of: (limits: ProcessLimits) => string][] = [
  ['wall time', ({ wallMs }) => seconds(wallMs / 1000)],
  ['CPU time of the process tree', ({ cpuSeconds }) => seconds(cpuSeconds)],
  ['memory', ({ memoryBytes }) => size(memoryBytes)],
  ['processes and threads', ({ processes }) => String(processes)],
  ['one file, and /tmp as a whole', ({ fileBytes }) => size(fileBytes)],
  ['printed output', ({ outputBytes }) => size(outputBytes)],
  ['recording of what happens on the device', ({ recordingBytes }) => size(recordingBytes)],
  ['files and folders in /tmp', () => String(fixedBounds.temporaryFiles)],
  ['open files of one process', () => String(fixedBounds.openFiles)],
];

test('the README’s table of limits is that of limits.ts', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const table = /\| limit \| compiler \| program \|\n\|---\|---\|---\|\n((?:\|.*\n)+)/.exec(readme)?.[1];
  const { build, run } = defaultLimits;
  expect(table?.trim().split('\n')).toEqual(
    rows.map(([name, of]) => `| ${name} | ${of(build)} | ${of(run)} |`),
  );
  expect(readme).toContain(`watched every ${fixedBounds.watchMs} ms`);
  const checked = checkedLimits(defaultLimits).run;
  expect([checked.wallMs / run.wallMs, checked.cpuSeconds / run.cpuSeconds]).toEqual([3, 2]);
});
