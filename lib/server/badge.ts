// The verdict of a share as a small picture to stand in a text. Every word in it is ours: nothing that a user wrote.
import type { SharedState } from '@/lib/run/wire';

/** What a share's newest evidence says. */
export type ShownVerdict = 'agrees' | 'differs' | 'not-compared' | 'not-run';

export function verdictOf({ evidence }: Pick<SharedState, 'evidence'>): ShownVerdict {
  return evidence.at(-1)?.proof.verdict ?? 'not-run';
}

/** Words, and colours on which white stands out by 4.5 to 1 or more. */
export const verdictLooks = {
  agrees: { words: 'proven: agrees', color: '#0f7038' },
  differs: { words: 'differs', color: '#bd1f2b' },
  'not-compared': { words: 'not compared', color: '#535c68' },
  'not-run': { words: 'not run', color: '#535c68' },
} as const satisfies Record<ShownVerdict, { words: string; color: string }>;

/** Widths are fixed by `textLength`, so that the badge looks the same in whatever typeface there is. */
const letter = 6.2;
const space = 7;
const height = 20;

/** @param verdict absent: the share is not here (any more) */
export function badge(verdict: ShownVerdict | undefined): string {
  const { words, color } = verdict ? verdictLooks[verdict] : { words: 'not here', color: '#535c68' };
  const left = 'CUDA → HIP';
  const [leftText, rightText] = [left.length * letter, words.length * letter];
  const [leftWidth, rightWidth] = [leftText + 2 * space, rightText + 2 * space];
  const width = leftWidth + rightWidth;
  const text = (at: number, length: number, what: string) =>
    `<text x="${at}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${what}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${left}: ${words}">`,
    `<title>${left}: ${words}</title>`,
    `<clipPath id="round"><rect width="${width}" height="${height}" rx="3"/></clipPath>`,
    '<g clip-path="url(#round)">',
    `<rect width="${leftWidth}" height="${height}" fill="#14171c"/>`,
    `<rect x="${leftWidth}" width="${rightWidth}" height="${height}" fill="${color}"/>`,
    '</g>',
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">',
    text(space, leftText, left),
    text(leftWidth + space, rightText, words),
    '</g></svg>',
  ].join('');
}
