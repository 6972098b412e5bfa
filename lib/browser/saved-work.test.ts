// What stays in the browser: the work, and what came in one folder with it.
import { describe, expect, it } from 'vitest';
import type { Besides } from './folder';
import {
  forgetWork,
  keepBesides,
  keepWork,
  keptBesides,
  keptWork,
  previousBesides,
  previousWork,
  setAside,
} from './saved-work';
import { emptyWork } from './session';

/** A storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem(key: string, value: string) {
      const others = [...kept].reduce((sum, [other, text]) => sum + (other === key ? 0 : text.length), 0);
      if (others + value.length > room) throw new Error('QuotaExceededError');
      kept.set(key, value);
    },
  };
}
const besides: Besides = {
  name: 'saxpy',
  latin1: ['old.cu'],
  files: { Makefile: new Uint8Array([0, 10, 255]), 'doc/README.md': new Uint8Array() },
};

describe('a folder that was opened', () => {
  it('is there again with its other files, and can be brought back when something else took its place', () => {
    const kept = storage();
    expect(keepBesides(kept, besides)).toBe(true);
    expect(keepWork(kept, emptyWork('a'))).toBe(true);
    expect(keptBesides(kept)).toEqual(besides);
    setAside(kept);
    expect(keepBesides(kept, undefined)).toBe(true);
    expect(keepWork(kept, emptyWork('b'))).toBe(true);
    expect(keptBesides(kept)).toBeUndefined();
    expect(previousWork(kept)?.sources.files['main.cu']).toBe('a');
    expect(previousBesides(kept)).toEqual(besides);
    forgetWork(kept);
    expect([keptWork(kept), keptBesides(kept), previousBesides(kept)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is kept without them where there is no room, and says so', () => {
    const kept = storage(1000);
    const large = { ...besides, files: { data: new Uint8Array(3000) } };
    expect(keepBesides(kept, large)).toBe(false);
    expect(keepWork(kept, emptyWork('a'))).toBe(true);
    expect(keptWork(kept)?.sources.files['main.cu']).toBe('a');
    expect(keptBesides(kept)).toBeUndefined();
  });

  it('that somebody damaged is a work without them', () => {
    const kept = storage();
    for (const text of ['', '{', '{"name":1}', '{"name":"a","latin1":[],"files":{"../x":"AA=="}}']) {
      kept.setItem('crosswarp.work.besides', text);
      expect(Object.keys(keptBesides(kept)?.files ?? {})).toEqual([]);
    }
  });
});
