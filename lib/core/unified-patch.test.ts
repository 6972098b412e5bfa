// Patches are taken by the tools that people have: every one is applied by `git apply` and by `patch`, where these are
// here, and gives the second text to the byte.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileChange, patchWords, unifiedPatch } from './unified-patch';

const tools = [
  { name: 'git', args: ['apply', '--whitespace=nowarn', 'p.patch'] },
  { name: 'patch', args: ['--binary', '-s', '-p1', '-i', 'p.patch'] },
  { name: 'patch', args: ['-s', '-p1', '-i', 'p.patch'] },
] as const;
const isHere = (name: string) => spawnSync(name, ['--version']).status === 0;
const here = tools.filter(({ name }) => isHere(name));
for (const { name } of tools.filter((tool) => !here.includes(tool)))
  process.stdout.write(`unchecked: patches by ${name} (not installed)\n`);

function applied(changes: readonly FileChange[], patch: string, tool: (typeof tools)[number]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'crosswarp-patch-'));
  for (const { path, before } of changes) {
    if (before === undefined) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), before);
  }
  writeFileSync(join(folder, 'p.patch'), patch);
  const { status, stderr, stdout } = spawnSync(tool.name, tool.args, { cwd: folder, encoding: 'utf8' });
  expect(status, `${tool.name}: ${stdout}${stderr}\n${patch}`).toBe(0);
  const after = changes.map(({ path, newPath = path }) => readFileSync(join(folder, newPath), 'utf8'));
  rmSync(folder, { recursive: true });
  return after;
}

const numbered = (n: number, change: (i: number) => string = String) =>
  Array.from({ length: n }, (_, i) => `${change(i)}\n`).join('');

const cases: Record<string, readonly FileChange[]> = {
  'a line': [{ path: 'a.cu', before: 'a\nb\nc\n', after: 'a\nB\nc\n' }],
  'several places': [
    {
      path: 'a.cu',
      before: numbered(60),
      after: numbered(60, (i) => (i % 17 === 5 ? `${i}\nmore` : i % 13 === 2 ? 'changed' : String(i))),
    },
  ],
  'the first and the last line': [
    { path: 'a.cu', before: numbered(20), after: numbered(20, (i) => (i % 19 ? String(i) : 'x')) },
  ],
  'no line end at the end, before': [{ path: 'a.cu', before: 'a\nb', after: 'a\nb\n' }],
  'no line end at the end, after': [{ path: 'a.cu', before: 'a\nb\n', after: 'a\nb' }],
  'no line end at the end, both': [{ path: 'a.cu', before: 'x\na\nb', after: 'y\na\nb' }],
  'from empty and to empty': [
    { path: 'a.cu', before: '', after: 'a\n' },
    { path: 'b.cu', before: 'b\n', after: '' },
  ],
  'a byte order mark, tabs, form feeds and text of the world': [
    { path: 'a.cu', before: '\uFEFF// Größe 🧵\n\tx\f\n', after: '\uFEFF// Größe 🧵 漢\n\ty\f\n' },
  ],
  'lines that look like a patch': [
    {
      path: 'a.cu',
      before: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n',
      after: '--- a/y\n+++ b/x\n@@ -1 +1 @@\n+x\n',
    },
  ],
  'a new file, a file that is as it was, and folders': [
    { path: 'src/inc/a.cuh', before: 'a\n', after: 'b\n' },
    { path: 'src/same.cuh', before: 'a\n', after: 'a\n' },
    { path: 'src/new+x.cpp', after: 'n\n' },
  ],
  'a file that moves': [{ path: 'main.cu', newPath: 'main.hip.cpp', before: 'a\nb\n', after: 'a\nc\n' }],
  'a file that only moves': [{ path: 'main.cu', newPath: 'main.hip.cpp', before: 'a\n', after: 'a\n' }],
};

describe.each(Object.entries(cases))('%s', (_, changes) => {
  it.each(here)('is applied by $name $args', (tool) => {
    const patch =
      patchWords(['A title\n--- a/evil\n+++ b/evil\ndiff --git a/e b/e', 'https://…']) +
      unifiedPatch(changes);
    expect(applied(changes, patch, tool)).toEqual(changes.map(({ after }) => after));
  });
});

describe('line ends of two characters', () => {
  const changes = [{ path: 'a.cu', before: 'a\r\nb\r\nc\r\n', after: 'a\r\nB\r\nc\r\n' }];
  it.each(here)('stay, by $name $args', (tool) => {
    expect(applied(changes, unifiedPatch(changes), tool)).toEqual(['a\r\nB\r\nc\r\n']);
  });
});

it('nothing that changed is no patch', () => {
  expect(unifiedPatch([{ path: 'a', before: 'a', after: 'a' }])).toBe('');
});
