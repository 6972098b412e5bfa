// How far a visitor is in the lessons, as kept in this browser: which are done, and the text last written in each. In comes
// untrusted storage, out come values; damaged entries count as none. Knows no page.
import { z } from 'zod';

const keyPrefix = 'crosswarp.lesson.';

const entrySchema = z.object({
  v: z.literal(1),
  done: z.boolean(),
  /** The visitor's text; absent: as at the start. */
  code: z.string().max(200_000).optional(),
});
export type LessonProgress = { readonly done: boolean; readonly code?: string | undefined };

export type LessonStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const nothing: LessonProgress = { done: false };

export function progressOf(storage: LessonStorage, slug: string): LessonProgress {
  try {
    const text = storage.getItem(keyPrefix + slug);
    if (text === null) return nothing;
    const entry = entrySchema.safeParse(JSON.parse(text));
    return entry.success ? { done: entry.data.done, code: entry.data.code } : nothing;
  } catch {
    return nothing;
  }
}

/** @returns whether it was kept; storage may be missing, full or forbidden. */
export function keepProgress(storage: LessonStorage, slug: string, change: Partial<LessonProgress>): boolean {
  try {
    const next = { ...progressOf(storage, slug), ...change };
    storage.setItem(keyPrefix + slug, JSON.stringify({ v: 1, ...next }));
    return true;
  } catch {
    return false;
  }
}

/** Forgets all lessons, those that are no more included. */
export function clearProgress(storage: LessonStorage): void {
  try {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    for (const key of keys) if (key?.startsWith(keyPrefix)) storage.removeItem(key);
  } catch {
    // Without storage there is nothing to forget.
  }
}
