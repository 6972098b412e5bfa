// The scan of content/examples: what is found, in which order, and what stops it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listExamples, parseExample, readExample, themes } from './content';

const head = (theme: string) =>
  `// Title: A title\n// Summary: One sentence.\n// Theme: ${theme}\n// Picture: d_c, 8 wide: All of it.\nint main() {}\n`;

describe('an example file', () => {
  it('gives its title, summary, theme and length', () => {
    const example = parseExample('tiny-one.cu', head('stencils'));
    expect(example).toEqual({
      slug: 'tiny-one',
      title: 'A title',
      summary: 'One sentence.',
      theme: 'stencils',
      themeTitle: 'Stencils',
      runs: 'program',
      lines: 5,
      picture: { buffer: 'd_c', columns: 8, words: 'All of it.' },
      text: head('stencils'),
    });
  });

  it('may have Windows line ends', () => {
    const example = parseExample('a.cu', head('basics').replaceAll('\n', '\r\n'));
    expect(example.title).toBe('A title');
    expect(example.theme).toBe('basics');
  });

  it('says of a bug what is found, and of a port that needs care what it does at 64 lanes', () => {
    const bug = head('bugs').replace(
      'int',
      '// Finds: run-race, run-trap\n// Shows: it hangs\n// run: {}\nint',
    );
    expect(parseExample('a.cu', bug)).toMatchObject({
      runs: 'kernels',
      bug: { codes: ['run-race', 'run-trap'], shows: 'it hangs' },
    });
    const care = (said: string) =>
      parseExample(
        'a.cu',
        head('care').replace('int', `// Reports: ballot-truncated\n// At 64 lanes: ${said}\nint`),
      );
    expect(care('differs; half is lost').care).toEqual({
      codes: ['ballot-truncated'],
      at64: 'differs',
      words: 'half is lost',
    });
    expect(() => care('who knows')).toThrow(/line 6/);
  });

  it.each([
    ['no title', 'a.cu', 'int main() {}\n', /line 1 has to be "\/\/ Title/],
    ['an empty title', 'a.cu', '// Title:  \n', /line 1/],
    ['lines in another order', 'a.cu', '// Summary: s\n// Title: t\n// Theme: basics\n', /line 1/],
    ['no theme', 'a.cu', '// Title: t\n// Summary: s\n', /line 3/],
    [
      'no picture',
      'a.cu',
      '// Title: t\n// Summary: s\n// Theme: basics\n',
      /line 4 has to be "\/\/ Picture/,
    ],
    ['a picture of nothing', 'a.cu', `${head('basics').replace(/: d_c.*/, ': nothing')}`, /line 4 has to be/],
    ['a bug that nobody names', 'a.cu', head('bugs'), /line 5 has to be "\/\/ Finds/],
    ['a port of which nothing is said', 'a.cu', head('care'), /line 5 has to be "\/\/ Reports/],
    ['an unknown theme', 'a.cu', head('cooking'), /"cooking" is none of basics/],
    ['a name like a property of every object', 'a.cu', head('constructor'), /none of/],
    ['a stray file', 'notes.txt', head('basics'), /ends in \.cu/],
    ['a name with capitals', 'MatMul.cu', head('basics'), /lower-case/],
  ])('is refused with %s', (_, name, text, message) => {
    expect(() => parseExample(name, text)).toThrow(message);
  });
});

describe('a folder of examples', () => {
  let root = '';
  afterEach(async () => {
    if (root) await rm(root, { recursive: true });
    root = '';
  });

  it('is listed by theme, then by name, and looked up by slug alone', async () => {
    root = await mkdtemp(join(tmpdir(), 'content-'));
    await mkdir(join(root, 'examples'));
    for (const [name, theme] of [
      ['a', 'inference'],
      ['z', 'basics'],
      ['m', 'reductions'],
      ['b', 'basics'],
    ] as const)
      await writeFile(join(root, 'examples', `${name}.cu`), head(theme));
    await writeFile(join(root, 'secret.cu'), head('basics'));

    expect((await listExamples(root)).map((card) => card.slug)).toEqual(['b', 'z', 'm', 'a']);
    expect((await readExample('m', root))?.theme).toBe('reductions');
    expect(await readExample('../secret', root)).toBeUndefined();
    expect(await readExample('', root)).toBeUndefined();
  });
});

describe('the examples of this project', () => {
  it('are at least thirty and cover every theme', async () => {
    const cards = await listExamples();
    expect(cards.length).toBeGreaterThanOrEqual(30);
    expect(new Set(cards.map((card) => card.theme))).toEqual(new Set(Object.keys(themes)));
  });

  it('have titles of their own, summaries of one sentence, and 25 to 150 lines', async () => {
    const cards = await listExamples();
    expect(new Set(cards.map((card) => card.title)).size).toBe(cards.length);
    for (const card of cards) {
      expect(card.summary, card.slug).toMatch(/^[A-Z][^.?]*[.?]$/);
      expect(card.lines, card.slug).toBeGreaterThanOrEqual(25);
      expect(card.lines, card.slug).toBeLessThanOrEqual(150);
    }
  });
});
