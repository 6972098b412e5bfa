// The shown programs: files of content/examples by their slugs, with title, summary and theme from their first lines.
// Node only. Knows nothing of how they are shown or run.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The themes in the order in which pages list them, with the words they show. */
export const themes = {
  basics: 'Basics',
  reductions: 'Reductions',
  'linear-algebra': 'Linear algebra',
  stencils: 'Stencils',
  inference: 'Inference',
} as const;
export type Theme = keyof typeof themes;

/** An example without its text, as lists show it. */
export type ExampleCard = {
  /** The file's name without `.cu`; part of URLs. */
  readonly slug: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly theme: Theme;
  readonly lines: number;
};

/** `text` is the whole file, first lines included. */
export type Example = ExampleCard & { readonly text: string };

const themeOrder = Object.keys(themes);
const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function isTheme(word: string): word is Theme {
  return Object.hasOwn(themes, word);
}

/** Where the content lies when nobody says otherwise: the server, the tests and the build start in the project's folder. */
function defaultRoot(): string {
  return join(process.cwd(), 'content');
}

/**
 * An example from its file's name and text.
 * @throws when the name is no slug, or a first line is missing or empty: a mistake of whoever wrote the example.
 */
export function parseExample(fileName: string, text: string): Example {
  const slug = fileName.replace(/\.cu$/, '');
  if (slug === fileName || !slugPattern.test(slug))
    throw new Error(
      `content/examples/${fileName}: a name is made of lower-case words, digits and hyphens, and ends in .cu`,
    );

  const lines = text.split(/\r?\n/);
  const header = (index: number, label: string): string => {
    const value = new RegExp(`^// ${label}: (\\S.*)$`).exec(lines[index] ?? '')?.[1];
    if (value === undefined)
      throw new Error(`content/examples/${fileName}: line ${index + 1} has to be "// ${label}: ..."`);
    return value.trim();
  };
  const title = header(0, 'Title');
  const summary = header(1, 'Summary');
  const theme = header(2, 'Theme');
  if (!isTheme(theme))
    throw new Error(`content/examples/${fileName}: the theme "${theme}" is none of ${themeOrder.join(', ')}`);

  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  return { slug, title, summary, theme, lines: count, text };
}

/** Every example with its text, by theme and then by file name. @throws as parseExample, or when the folder is missing. */
export async function readExamples(root = defaultRoot()): Promise<Example[]> {
  const folder = join(root, 'examples');
  const names = (await readdir(folder)).sort();
  const examples = await Promise.all(
    names.map(async (name) => parseExample(name, await readFile(join(folder, name), 'utf8'))),
  );
  return examples.sort((a, b) => themeOrder.indexOf(a.theme) - themeOrder.indexOf(b.theme));
}

/** What a list of examples needs, in the order of readExamples. */
export async function listExamples(root = defaultRoot()): Promise<ExampleCard[]> {
  return (await readExamples(root)).map(({ text: _, ...card }) => card);
}

/** One example; undefined when the slug names none. The slug may come from a URL: it is looked up, never made a path. */
export async function readExample(slug: string, root = defaultRoot()): Promise<Example | undefined> {
  return (await readExamples(root)).find((example) => example.slug === slug);
}
