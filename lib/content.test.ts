// The scan of content/examples: what is found, in which order, and what stops it.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listExamples, parseExample, readExample, themes } from './content';

const head = (theme: string) =>
  `// Title: A title\n// Summary: One sentence.\n// Theme: ${theme}\nint main() {}\n`;

describe('an example file', () => {
  it('gives its title, summary, theme and length', () => {
    const example = parseExample('tiny-one.cu', head('stencils'));
    expect(example).toEqual({
      slug: 'tiny-one',
      title: 'A title',
      summary: 'One sentence.',
      theme: 'stencils',
      lines: 4,
      text: head('stencils'),
    });
  });

  it('may have Windows line ends', () => {
    const example = parseExample('a.cu', head('basics').replaceAll('\n', '\r\n'));
    expect(example.title).toBe('A title');
    expect(example.theme).toBe('basics');
  });

  it.each([
    ['no title', 'a.cu', 'int main() {}\n', /line 1 has to be "\/\/ Title/],
    ['an empty title', 'a.cu', '// Title:  \n', /line 1/],
    ['lines in another order', 'a.cu', '// Summary: s\n// Title: t\n// Theme: basics\n', /line 1/],
    ['no theme', 'a.cu', '// Title: t\n// Summary: s\n', /line 3/],
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
  it('are at least ten and cover every theme', async () => {
    const cards = await listExamples();
    expect(cards.length).toBeGreaterThanOrEqual(10);
    expect(new Set(cards.map((card) => card.theme))).toEqual(new Set(Object.keys(themes)));
  });

  it('have titles of their own, summaries of one sentence, and 40 to 150 lines', async () => {
    const cards = await listExamples();
    expect(new Set(cards.map((card) => card.title)).size).toBe(cards.length);
    for (const card of cards) {
      expect(card.summary, card.slug).toMatch(/^[A-Z][^.]*\.$/);
      expect(card.lines, card.slug).toBeGreaterThanOrEqual(40);
      expect(card.lines, card.slug).toBeLessThanOrEqual(150);
    }
  });
});
