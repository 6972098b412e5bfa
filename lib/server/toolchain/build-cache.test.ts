// The cache of built things: keys, eviction, writes that fail.
import { mkdtempSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cacheKey, evict, keep, kept } from './build-cache';

const folder = mkdtempSync(join(tmpdir(), 'crosswarp-cache-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('what differs in anything has another key', () => {
  const keys = [['a', 'b'], ['ab'], ['a', ['b']], ['a', 'b', null]].map((parts) => cacheKey(...parts));
  expect(new Set(keys).size).toBe(4);
  expect(cacheKey('a', 'b')).toBe(keys[0]);
});

test('the least recently used go first, until the rest fits', async () => {
  for (const [i, name] of ['old', 'used', 'new'].entries()) {
    await keep(folder, name, Buffer.alloc(100, i), 0o600);
    utimesSync(join(folder, name), i + 1, i + 1);
  }
  expect(await kept(folder, 'old')).toBe(join(folder, 'old'));
  expect(await kept(folder, 'never')).toBeUndefined();
  expect(await evict(folder, 250)).toEqual(['used']);
  expect(readdirSync(folder).sort()).toEqual(['new', 'old']);
  expect(readFileSync(join(folder, 'old'))).toEqual(Buffer.alloc(100, 0));
});

test('a write that fails leaves nothing', async () => {
  const before = readdirSync(folder);
  await expect(keep(join(folder, 'nowhere'), 'x', 'y', 0o600)).rejects.toThrow(/ENOENT/);
  expect(readdirSync(folder)).toEqual(before);
});
