// The shares that were made in this browser, with the tokens that take them back: kept here and nowhere else. In comes
// storage, which may be missing, full or forbidden; out come lists. Knows no server.
import { z } from 'zod';
import { shareIdSchema } from '@/lib/run/wire';

const ownShareSchema = z.object({
  id: shareIdSchema,
  token: z.string().max(100),
  title: z.string().max(200).optional(),
  /** ISO time. */
  at: z.string(),
});
export type OwnShare = z.infer<typeof ownShareSchema>;

const key = 'crosswarp.shares';
/** When there are more, the tokens of the oldest are forgotten. */
const most = 1_000;

type KeyValue = Pick<Storage, 'getItem' | 'setItem'>;

/** Newest first. Entries that cannot be read are left out. */
export function ownShares(storage: KeyValue): OwnShare[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap((one) => ownShareSchema.safeParse(one).data ?? []) : [];
  } catch {
    return [];
  }
}

export function ownToken(storage: KeyValue, id: string): string | undefined {
  return ownShares(storage).find((share) => share.id === id)?.token;
}

/** @returns whether it is kept: without storage nobody can delete the share from this page. */
export function keepOwnShare(storage: KeyValue, share: OwnShare): boolean {
  return write(storage, [share, ...ownShares(storage).filter((one) => one.id !== share.id)].slice(0, most));
}

export function forgetOwnShare(storage: KeyValue, id: string): void {
  write(
    storage,
    ownShares(storage).filter((one) => one.id !== id),
  );
}

function write(storage: KeyValue, list: readonly OwnShare[]): boolean {
  try {
    storage.setItem(key, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}
