// Tokens of one's own shares: kept, found, forgotten, and no trouble where there is no storage.
import { describe, expect, it } from 'vitest';
import { forgetOwnShare, keepOwnShare, type OwnShare, ownShares, ownToken } from './own-shares';

function storageWith(first?: string) {
  let value = first ?? null;
  return {
    getItem: () => value,
    setItem: (_key: string, text: string) => {
      value = text;
    },
  };
}
const id = (n: number) => n.toString(16).padStart(32, '0');
const share = (n: number, more: Partial<OwnShare> = {}): OwnShare => ({
  id: id(n),
  token: `token-${n}`,
  at: '2026-11-26T00:00:00.000Z',
  ...more,
});

describe('own shares', () => {
  it('are kept newest first, each once, and forgotten', () => {
    const storage = storageWith();
    for (const n of [1, 2, 3]) expect(keepOwnShare(storage, share(n))).toBe(true);
    keepOwnShare(storage, share(1, { title: 'again' }));
    expect(ownShares(storage).map((one) => one.id)).toEqual([id(1), id(3), id(2)]);
    expect(ownShares(storage)[0]?.title).toBe('again');
    expect(ownToken(storage, id(2))).toBe('token-2');
    forgetOwnShare(storage, id(2));
    expect(ownToken(storage, id(2))).toBeUndefined();
  });

  it('are at most a thousand', () => {
    const storage = storageWith(JSON.stringify(Array.from({ length: 1000 }, (_, n) => share(n))));
    keepOwnShare(storage, share(5000));
    expect(ownShares(storage)).toHaveLength(1000);
    expect(ownToken(storage, id(5000))).toBe('token-5000');
    expect(ownToken(storage, id(999))).toBeUndefined();
  });

  it.each(['', 'x', '{}', 'null', '[1, {"id": "short"}, null]'])(
    'that cannot be read are none: %j',
    (text) => {
      expect(ownShares(storageWith(text))).toEqual([]);
    },
  );

  it('say when they are not kept', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(keepOwnShare(forbidden, share(1))).toBe(false);
    expect(ownShares(forbidden)).toEqual([]);
  });
});
