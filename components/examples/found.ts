// Searching the examples: in come cards, words and a theme, out come the cards that fit. Pure.
import type { ExampleCard } from '@/lib/content';
import type { ShownPicture } from './shown-picture';

export type GalleryCard = ExampleCard & {
  readonly shown?: ShownPicture;
  /** Names of CUDA that its text uses, so that they can be looked for. */
  readonly names: readonly string[];
};

export type Wish = { readonly words: string; readonly theme: string };

/** Every word must occur somewhere: in the title, the summary, the theme, the file's name or the names that it uses. */
export function fitting(cards: readonly GalleryCard[], { words, theme }: Wish): GalleryCard[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    if (theme !== '' && card.theme !== theme) return false;
    const said = [
      card.title,
      card.summary,
      card.themeTitle,
      `${card.slug}.cu`,
      card.runs,
      ...(card.bug?.codes ?? []),
      ...(card.care?.codes ?? []),
      ...card.names,
    ]
      .join('\n')
      .toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}

/** The wish as the end of an address; empty when nothing is wished. */
export function queryOf({ words, theme }: Wish): string {
  const query = new URLSearchParams();
  if (words.trim() !== '') query.set('q', words.trim());
  if (theme !== '') query.set('theme', theme);
  return query.size > 0 ? `?${query}` : '';
}
