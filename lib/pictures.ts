// Pictures of results: in come the bytes of a buffer and the wish for a picture, out come a few thousand shades that are kept
// beside the examples (content/pictures), and PNGs of them. Node only. Knows neither examples nor how bytes were come by.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { z } from 'zod';
import { numbersOf } from './run/buffer-values';
import type { ElementType } from './run/element-types';
import { runnerIds } from './run/runner';

/** What is drawn of a program's results. */
export type PictureWish = {
  /** The buffer's name in the program. */
  readonly buffer: string;
  /** Elements in a row; absent: bars. */
  readonly columns?: number;
  /** Counted from 1; absent: at the end. */
  readonly afterLaunch?: number;
  /** What there is to see, for those who don't. */
  readonly words: string;
};

export const pictureSchema = z.strictObject({
  version: z.literal(1),
  /** SHA-256 of the program's text. */
  source: z.string().regex(/^[0-9a-f]{64}$/),
  runner: z.enum(runnerIds),
  warp: z.union([z.literal(32), z.literal(64)]),
  kind: z.enum(['grid', 'bars']),
  columns: z.number().int().min(1).max(128),
  rows: z.number().int().min(1).max(128),
  /** What the lowest and the highest shade stand for. */
  low: z.number(),
  high: z.number(),
  /** Row by row a byte each: 0 for `low`, 255 for `high`; deflated. */
  shades: z.base64(),
  /** The same for what is wrong or comes out otherwise at 64 lanes: 255 where it does. Absent: nowhere. */
  marks: z.base64().optional(),
});
export type Picture = z.infer<typeof pictureSchema>;

/** Larger results are sampled: a picture is a card's width. */
const most = 128;
const mostBars = 96;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const packed = (bytes: Uint8Array): string => deflateSync(bytes, { level: 9 }).toString('base64');
const unpacked = (text: string): Uint8Array => inflateSync(Buffer.from(text, 'base64'));

/** Shades and marks of a picture, one byte for each dot. */
export function dotsOf({ shades, marks }: Picture): { shades: Uint8Array; marks: Uint8Array | undefined } {
  return { shades: unpacked(shades), marks: marks === undefined ? undefined : unpacked(marks) };
}

/**
 * A picture of a buffer.
 * @param wrong for each element whether it is marked
 */
export function drawPicture(
  wish: PictureWish,
  values: { readonly type: ElementType; readonly data: Uint8Array },
  wrong: (element: number) => boolean,
  from: Pick<Picture, 'source' | 'runner' | 'warp'>,
): Picture {
  const { scalar } = values.type;
  if (scalar === 'i64' || scalar === 'u64') throw new Error('pictures of 64-bit integers are not drawn');
  const numbers = numbersOf(values.data, scalar);
  const wide = wish.columns ?? numbers.length;
  const high = wish.columns === undefined ? 1 : Math.floor(numbers.length / wide);
  const columns = Math.min(wide, wish.columns === undefined ? mostBars : most);
  const rows = Math.min(high, most);
  const places = Array.from({ length: columns * rows }, (_, dot) => {
    const x = Math.floor(((dot % columns) * wide) / columns);
    const y = Math.floor((Math.floor(dot / columns) * high) / rows);
    return y * wide + x;
  });
  const shown = places.map((place) => numbers[place] ?? Number.NaN);
  const finite = shown.filter(Number.isFinite);
  // Bars stand on zero.
  const ground = wish.columns === undefined ? [0] : [];
  const low = Math.min(...ground, ...finite);
  const top = Math.max(...ground, ...finite);
  const span = top - low || 1;
  const shades = Uint8Array.from(shown, (value) =>
    Number.isFinite(value) ? Math.round((255 * (value - low)) / span) : 0,
  );
  const marks = Uint8Array.from(places, (place) => (wrong(place) ? 255 : 0));
  return {
    version: 1,
    ...from,
    kind: wish.columns === undefined ? 'bars' : 'grid',
    columns,
    rows,
    low,
    high: top,
    shades: packed(shades),
    ...(marks.some(Boolean) && { marks: packed(marks) }),
  };
}

export function picturePath(slug: string, root = join(process.cwd(), 'content')): string {
  return join(root, 'pictures', `${slug}.json`);
}

/** The picture of an example; undefined when there is none, or when it was drawn of another text. */
export async function readPicture(
  { slug, text }: { readonly slug: string; readonly text: string },
  root?: string,
): Promise<Picture | undefined> {
  const kept = await readFile(picturePath(slug, root), 'utf8').catch(() => undefined);
  if (kept === undefined) return undefined;
  const picture = pictureSchema.parse(JSON.parse(kept));
  return picture.source === digestOf(text) ? picture : undefined;
}

/** Heights between 0 (the lowest) and 1 of the bars of a picture, where zero is among them, and which are marked. */
export function barsOf(picture: Picture): { heights: number[]; ground: number; marked: boolean[] } {
  const { shades, marks } = dotsOf(picture);
  const { low, high } = picture;
  return {
    heights: Array.from(shades, (shade) => shade / 255),
    ground: high > low ? (0 - low) / (high - low) : 0,
    marked: Array.from(shades, (_, i) => marks?.[i] === 255),
  };
}

/** Shades as a PNG that is nothing but opacity, so that a page colours it as its theme has it. */
export function opacityPng(columns: number, rows: number, shades: Uint8Array): Buffer {
  const lines = Buffer.alloc(rows * (1 + 2 * columns));
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      lines[y * (1 + 2 * columns) + 1 + 2 * x + 1] = shades[y * columns + x] ?? 0;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(columns, 0);
  head.writeUInt32BE(rows, 4);
  head.set([8, 4], 8); // eight bits each of grey and of opacity
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
