// The lessons: numbered folders of content/lessons, each with its text, its start, its solution and its check. A scan that
// refuses what is missing, stray or out of order. Node only. Knows nothing of how they are shown or run.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluate } from '@mdx-js/mdx';
import { z } from 'zod';
import { type LessonCheck, lessonCheckSchema } from './run/lesson-check';

/** A lesson as lists show it. */
export type LessonCard = {
  /** The folder's name without its number; part of URLs. */
  readonly slug: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** How long it takes. */
  readonly minutes: number;
};

export type Lesson = LessonCard & {
  /** MDX, as it is. */
  readonly text: string;
  readonly start: string;
  readonly solution: string;
  readonly check: LessonCheck;
};

const lessonFiles = ['check.json', 'lesson.mdx', 'solution.cu', 'start.cu'];
const folderPattern = /^(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)$/;

const headSchema = z.strictObject({
  title: z.string().min(3).max(80),
  summary: z
    .string()
    .max(200)
    .regex(/^[A-Z0-9`].*[.?]$/, 'a sentence'),
  minutes: z.number().int().min(1).max(20),
});

/** What a text's first statement says of it: nothing is rendered for that. */
async function headOf(text: string): Promise<z.infer<typeof headSchema>> {
  const nothing = () => null;
  const module = await evaluate(text, { Fragment: nothing, jsx: nothing, jsxs: nothing } as never);
  return headSchema.parse(module.lesson);
}

/** Where the content lies when nobody says otherwise: the server, the tests and the build start in the project's folder. */
function defaultRoot(): string {
  return join(process.cwd(), 'content');
}

async function readFolder(folder: string, name: string, number: number): Promise<Lesson> {
  const where = `content/lessons/${name}`;
  const [, digits, slug] = folderPattern.exec(name) ?? [];
  if (!digits || !slug)
    throw new Error(`${where}: a lesson's folder is named like 01-first-kernel, and nothing else lies here`);
  if (Number(digits) !== number)
    throw new Error(`${where}: lessons are numbered without gaps, and ${number} comes here`);
  const files = (await readdir(join(folder, name))).sort();
  if (files.join() !== lessonFiles.join())
    throw new Error(`${where} has to hold ${lessonFiles.join(', ')}, and holds ${files.join(', ')}`);
  const read = (file: string) => readFile(join(folder, name, file), 'utf8');
  const [text, start, solution, check] = await Promise.all(
    ['lesson.mdx', 'start.cu', 'solution.cu', 'check.json'].map(read),
  );
  const fail = (file: string) => (error: unknown) => {
    throw new Error(`${where}/${file}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const head = await headOf(text ?? '').catch(fail('lesson.mdx'));
  const parsed = await Promise.resolve()
    .then(() => lessonCheckSchema.parse(JSON.parse(check ?? '')))
    .catch(fail('check.json'));
  return {
    slug,
    number,
    ...head,
    text: text ?? '',
    start: start ?? '',
    solution: solution ?? '',
    check: parsed,
  };
}

/** Every lesson, in order. @throws when a folder is not a lesson: a mistake of whoever wrote it */
export async function readLessons(root = defaultRoot()): Promise<Lesson[]> {
  const folder = join(root, 'lessons');
  const names = (await readdir(folder)).sort();
  const lessons = await Promise.all(names.map((name, index) => readFolder(folder, name, index + 1)));
  const slugs = lessons.map(({ slug }) => slug);
  const twice = slugs.find((slug, index) => slugs.indexOf(slug) !== index);
  if (twice) throw new Error(`content/lessons: two lessons are named ${twice}`);
  return lessons;
}

/** What a list of lessons needs. */
export async function listLessons(root = defaultRoot()): Promise<LessonCard[]> {
  return (await readLessons(root)).map(({ slug, number, title, summary, minutes }) => ({
    slug,
    number,
    title,
    summary,
    minutes,
  }));
}

/** One lesson; undefined when the slug names none. The slug may come from a URL: it is looked up, never made a path. */
export async function readLesson(slug: string, root = defaultRoot()): Promise<Lesson | undefined> {
  return (await readLessons(root)).find((lesson) => lesson.slug === slug);
}
