// What a page needs to show the picture of an example. Pure; knows neither files nor how pictures are made.

export type ShownPicture = {
  /** What there is to see. */
  readonly words: string;
} & (
  | {
      readonly kind: 'grid';
      readonly columns: number;
      readonly rows: number;
      /** Addresses of PNGs of nothing but opacity. */
      readonly shades: string;
      readonly marks?: string;
    }
  | {
      readonly kind: 'bars';
      /** Between 0 and 1. */
      readonly heights: readonly number[];
      /** Where zero is. */
      readonly ground: number;
      readonly marked: readonly boolean[];
    }
);

/** Bars as one path in a box of 100 by 100: those that are marked, or the others. */
export function barsPath(
  { heights, ground, marked }: Extract<ShownPicture, { kind: 'bars' }>,
  which: 'marked' | 'plain',
): string {
  const width = 100 / heights.length;
  const gap = heights.length > 48 ? 0 : width * 0.15;
  return heights
    .flatMap((height, i) => {
      if (Boolean(marked[i]) !== (which === 'marked')) return [];
      const top = 100 - 100 * Math.max(height, ground);
      const bottom = 100 - 100 * Math.min(height, ground);
      const x = i * width;
      // A bar of nothing is a hairline: a value was there.
      const tall = Math.max(bottom - top, 0.8);
      return [
        `M${round(x + gap)} ${round(top)}h${round(width - 2 * gap)}v${round(tall)}h-${round(width - 2 * gap)}z`,
      ];
    })
    .join('');
}

const round = (value: number) => Number(value.toFixed(2));
