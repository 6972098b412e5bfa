// The scan of content/lessons: what is found, and what stops it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listLessons, readLesson, readLessons } from './lessons';

const head = (title: string) =>
  `export const lesson = { title: '${title}', summary: 'One sentence.', minutes: 5 };\n\nText with <Task>a task</Task>.\n`;
const check = JSON.stringify({ version: 1, kind: 'program', on: ['cuda-on-cpu'], warp: [32] });
const whole = (title: string): Record<string, string> => ({
  'lesson.mdx': head(title),
  'start.cu': 'a',
  'solution.cu': 'b',
  'check.json': check,
});

let root = '';
afterEach(async () => {
  if (root) await rm(root, { recursive: true });
  root = '';
});

async function folderOf(folders: Record<string, Record<string, string>>): Promise<string> {
  root = await mkdtemp(join(tmpdir(), 'lessons-'));
  await mkdir(join(root, 'lessons'));
  for (const [name, files] of Object.entries(folders)) {
    await mkdir(join(root, 'lessons', name));
    for (const [file, text] of Object.entries(files))
      await writeFile(join(root, 'lessons', name, file), text);
  }
  return root;
}

describe('a folder of lessons', () => {
  it('is read in order and looked up by slug alone', async () => {
    const at = await folderOf({ '02-b-side': whole('Second'), '01-a': whole('First one') });
    expect((await listLessons(at)).map(({ slug, number, title }) => [slug, number, title])).toEqual([
      ['a', 1, 'First one'],
      ['b-side', 2, 'Second'],
    ]);
    expect((await readLesson('b-side', at))?.start).toBe('a');
    expect(await readLesson('../lessons/01-a', at)).toBeUndefined();
  });

  it.each([
    ['a gap in the numbers', { '01-a': whole('One'), '03-b': whole('Three') }, /2 comes here/],
    ['a number twice', { '01-a': whole('One'), '01-b': whole('Two') }, /2 comes here/],
    ['a name without a number', { intro: whole('One') }, /named like/],
    ['a missing file', { '01-a': { 'lesson.mdx': head('One') } }, /has to hold/],
    ['a stray file', { '01-a': { ...whole('One'), 'notes.txt': '' } }, /notes.txt/],
    ['no head', { '01-a': { ...whole('One'), 'lesson.mdx': 'Text.\n' } }, /lesson.mdx/],
    ['a text that is no MDX', { '01-a': { ...whole('One'), 'lesson.mdx': `${head('One')}<Task>` } }, /Task/],
    ['a check that is no JSON', { '01-a': { ...whole('One'), 'check.json': '{' } }, /check.json/],
    [
      'an unknown key in a check',
      { '01-a': { ...whole('One'), 'check.json': check.replace('{', '{"by":"text",') } },
      /check.json/,
    ],
  ])('is refused with %s', async (_, folders, message) => {
    const at = await folderOf(folders as Record<string, Record<string, string>>);
    await expect(readLessons(at)).rejects.toThrow(message);
  });
});
