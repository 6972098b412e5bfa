// The shown programs: files of content/examples by their slugs, with what their first lines say of them.
// Node only. Knows nothing of how they are shown or run.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PictureWish } from './pictures';

/** The themes in the order in which pages list them, with the words they show. */
export const themes = {
  basics: 'Basics',
  reductions: 'Reductions and scans',
  'linear-algebra': 'Linear algebra',
  stencils: 'Stencils',
  sorting: 'Sorting',
  sparse: 'Sparse matrices',
  images: 'Images',
  random: 'Random numbers',
  inference: 'AI inference',
  bugs: 'Bugs to find',
  care: 'Ports that need care',
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
  /** The theme in words. */
  readonly themeTitle: string;
  /** A program has a main function and runs at the server; kernels by themselves have `// run:` lines and run in the page. */
  readonly runs: 'program' | 'kernels';
  readonly lines: number;
  /** Which part of its results is its picture. */
  readonly picture: PictureWish;
  /** Of a bug to find: what the interpreter says, and what goes wrong. */
  readonly bug?: { readonly codes: readonly string[]; readonly shows: string };
  /** Of a port that needs care: what is said of the source, and what its port does on wavefronts of 64 lanes. */
  readonly care?: {
    readonly codes: readonly string[];
    readonly at64: 'agrees' | 'differs';
    readonly words: string;
  };
  /** What came out on a real GPU, where script/record-truth recorded exactly this text on one. */
  readonly recorded?: Recorded;
};

export type Recorded = {
  readonly device: string;
  /** ISO day. */
  readonly date: string;
  readonly exitCode: number;
  readonly stdout: string;
};

/** What script/record-truth writes; of it, what is read here. */
const recordSchema = z.object({
  version: z.literal(1),
  device: z.string().min(1),
  driver: z.string(),
  nvcc: z.string(),
  date: z.iso.date(),
  source: z.string().regex(/^[0-9a-f]{64}$/),
  exitCode: z.number().int(),
  stdout: z.string(),
  stderr: z.string(),
  copies: z.array(
    z.object({ bytes: z.number().int(), sha256: z.string().regex(/^[0-9a-f]{64}$/), first: z.base64() }),
  ),
});

/**
 * A record, when it is one of these files as they are now; undefined when they changed since.
 * @param files by name relative to the main file's folder
 * @throws when the text is no record (a mistake of whoever wrote it)
 */
export function parseRecord(text: string, files: Readonly<Record<string, Buffer>>): Recorded | undefined {
  const { device, date, exitCode, stdout, source } = recordSchema.parse(JSON.parse(text));
  const whole = createHash('sha256');
  for (const [name, bytes] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    whole.update(`${name}\0${bytes.length}\0`).update(bytes);
  return whole.digest('hex') === source ? { device, date, exitCode, stdout } : undefined;
}

/** `text` is the whole file, first lines included. */
export type Example = ExampleCard & { readonly text: string };

/** Beside an example's file: its record. */
const recordSuffix = '.out.json';

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
  const picture = pictureWish(header(3, 'Picture'));
  if (!picture)
    throw new Error(
      `content/examples/${fileName}: line 4 has to be "// Picture: <buffer>[, <n> wide][, after launch <n>]: ..."`,
    );
  const codes = (index: number, label: string) => header(index, label).split(', ');
  const bug = theme === 'bugs' && { codes: codes(4, 'Finds'), shows: header(5, 'Shows') };
  const care = theme === 'care' && { codes: codes(4, 'Reports'), ...at64(header(5, 'At 64 lanes')) };

  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const runs = /^\/\/ run: /m.test(text) ? 'kernels' : 'program';
  const said = { title, summary, theme, themeTitle: themes[theme], picture } as const;
  const card = { slug, ...said, runs, lines: count } as const;
  return { ...card, ...(bug && { bug }), ...(care && { care }), text };

  function at64(said: string) {
    const [, verdict, words] = /^(agrees|differs); (.+)$/.exec(said) ?? [];
    if (words === undefined)
      throw new Error(
        `content/examples/${fileName}: line 6 has to be "// At 64 lanes: agrees; ..." or "... differs; ..."`,
      );
    return { at64: verdict as 'agrees' | 'differs', words };
  }
}

/** `d_c, 90 wide, after launch 1: The product.` */
function pictureWish(said: string): PictureWish | undefined {
  const [, buffer, columns, launch, words] =
    /^(\w+)(?:, (\d+) wide)?(?:, after launch (\d+))?: (\S.*)$/.exec(said) ?? [];
  if (buffer === undefined || words === undefined) return undefined;
  return {
    buffer,
    ...(columns && { columns: Number(columns) }),
    ...(launch && { afterLaunch: Number(launch) }),
    words,
  };
}

/** Every example with its text, by theme and then by file name. @throws as parseExample, or when the folder is missing. */
export async function readExamples(root = defaultRoot()): Promise<Example[]> {
  const folder = join(root, 'examples');
  const names = (await readdir(folder)).sort();
  const examples = await Promise.all(
    names
      .filter((name) => !name.endsWith(recordSuffix))
      .map(async (name) => {
        const bytes = await readFile(join(folder, name));
        const example = parseExample(name, bytes.toString());
        const record = `${example.slug}${recordSuffix}`;
        if (!names.includes(record)) return example;
        const recorded = parseRecord(await readFile(join(folder, record), 'utf8'), { [name]: bytes });
        return recorded ? { ...example, recorded } : example;
      }),
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
