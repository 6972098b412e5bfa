// Which examples are found by words and theme, and how the wish stands in the address.
import { describe, expect, it } from 'vitest';
import { fitting, type GalleryCard, queryOf } from './found';

const card = (slug: string, more: Partial<GalleryCard>): GalleryCard => ({
  slug,
  title: slug,
  summary: 'Nothing.',
  theme: 'basics',
  themeTitle: 'Basics',
  runs: 'program',
  lines: 60,
  picture: { buffer: 'x', words: 'Bars.' },
  names: [],
  ...more,
});
const cards = [
  card('saxpy', { title: 'SAXPY', summary: 'Adds a scaled vector.', names: ['cudaMemcpy'] }),
  card('histogram', { theme: 'reductions', themeTitle: 'Reductions and scans', names: ['atomicAdd'] }),
  card('a-bug', { theme: 'bugs', themeTitle: 'Bugs to find', bug: { codes: ['run-race'], shows: 'it' } }),
];
const slugs = (words: string, theme = '') => fitting(cards, { words, theme }).map(({ slug }) => slug);

describe('the search of examples', () => {
  it('gives all of them when nothing is wished', () => {
    expect(slugs('')).toEqual(['saxpy', 'histogram', 'a-bug']);
    expect(slugs('  ')).toHaveLength(3);
  });

  it('looks in titles, summaries, themes, file names, names of CUDA and codes, in any case', () => {
    expect(slugs('Scaled')).toEqual(['saxpy']);
    expect(slugs('scans')).toEqual(['histogram']);
    expect(slugs('ATOMICADD')).toEqual(['histogram']);
    expect(slugs('run-race')).toEqual(['a-bug']);
    expect(slugs('saxpy.cu')).toEqual(['saxpy']);
  });

  it('wants every word', () => {
    expect(slugs('adds cudamemcpy')).toEqual(['saxpy']);
    expect(slugs('adds atomicadd')).toEqual([]);
  });

  it('keeps to a theme', () => {
    expect(slugs('', 'bugs')).toEqual(['a-bug']);
    expect(slugs('saxpy', 'bugs')).toEqual([]);
  });

  it('stands in the address', () => {
    expect(queryOf({ words: '', theme: '' })).toBe('');
    expect(queryOf({ words: ' a & b ', theme: 'bugs' })).toBe('?q=a+%26+b&theme=bugs');
  });
});
