// Folders of jobs: private, swept after a crash, clear words when the disk does not take them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endingOfFileError, openJobFolder, openWorkRoot, sweepJobs } from './work-folder';

const path = mkdtempSync(join(tmpdir(), 'crosswarp-folder-'));
const root = await openWorkRoot(path);
afterAll(() => rm(path, { recursive: true, force: true }));

test('a job folder is private, and gone after the job', async () => {
  const folder = await openJobFolder(root);
  const file = await folder.put('src/deep/main.cu', 'int main() {}');
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o400);
  if (folder.uid !== undefined) {
    expect(folder.uid).toBeGreaterThan(60_000);
    for (const owned of [folder.path, join(folder.path, 'src'), join(folder.path, 'src/deep'), file])
      expect(statSync(owned).uid).toBe(folder.uid);
  }
  await folder.remove();
  expect(readdirSync(root.jobs)).toEqual([]);
});

test('nothing is written outside, nothing over what is there', async () => {
  const folder = await openJobFolder(root);
  for (const name of ['../up', '/abs', 'a/../../up', '', 'a b']) {
    await expect(folder.put(name, 'x')).rejects.toThrow('not a safe path');
  }
  await folder.put('once', '1');
  await expect(folder.put('once', '2')).rejects.toThrow(/EEXIST/);
  await folder.remove();
  expect(existsSync(join(path, 'up'))).toBe(false);
});

test('folders that a crash left are swept, those in use stay', async () => {
  const mine = await openJobFolder(root);
  // A server that is gone, and one whose number another process has now.
  mkdirSync(join(root.jobs, '4194305-1-abc'));
  mkdirSync(join(root.jobs, `${process.pid}-1-abc`));
  writeFileSync(join(root.jobs, '4194305-1-abc', 'main.cu'), '');
  expect(await sweepJobs(root)).toBe(2);
  expect(existsSync(mine.path)).toBe(true);
  await mine.remove();
});

test('a full disk is told as such', async () => {
  const error: unknown = await writeFile('/dev/full', 'x').catch((e: unknown) => e);
  expect(endingOfFileError(error)).toMatchObject({ reason: 'unavailable', code: 'disk-full' });
});

test('a folder that cannot be written is told as such, a bug is not', async () => {
  const error: unknown = await openWorkRoot('/dev/null/nowhere').catch((e: unknown) => e);
  expect(endingOfFileError(error)).toMatchObject({ code: 'work-folder-failed' });
  expect(endingOfFileError(new TypeError('a bug'))).toBeUndefined();
});
