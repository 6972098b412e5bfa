// Progress in lessons: kept, cleared, and never broken by what else lies in the storage.
import { describe, expect, it } from 'vitest';
import { clearProgress, keepProgress, type LessonStorage, progressOf } from './lesson-progress';

function storageOf(entries: Record<string, string> = {}): LessonStorage & { all: Map<string, string> } {
  const all = new Map(Object.entries(entries));
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (index) => [...all.keys()][index] ?? null,
    get length() {
      return all.size;
    },
  };
}

describe('progress in lessons', () => {
  it('keeps what is done and what was written, each without the other', () => {
    const storage = storageOf();
    expect(progressOf(storage, 'a')).toEqual({ done: false });
    keepProgress(storage, 'a', { code: 'text' });
    keepProgress(storage, 'a', { done: true });
    expect(progressOf(storage, 'a')).toEqual({ done: true, code: 'text' });
    keepProgress(storage, 'a', { code: undefined });
    expect(progressOf(storage, 'a')).toEqual({ done: true, code: undefined });
    expect(progressOf(storage, 'b').done).toBe(false);
  });

  it.each(['', 'null', '[]', '{"v":1}', '{"v":2,"done":true}', '{"v":1,"done":"yes"}', '{"v":1,"done":true'])(
    'counts damaged data as none: %s',
    (damaged) => {
      const storage = storageOf({ 'crosswarp.lesson.a': damaged });
      expect(progressOf(storage, 'a').done).toBe(false);
      expect(keepProgress(storage, 'a', { done: true })).toBe(true);
      expect(progressOf(storage, 'a').done).toBe(true);
    },
  );

  it('clears the lessons and nothing else', () => {
    const storage = storageOf({ 'crosswarp.work': 'w', 'crosswarp.lesson.gone': '{}' });
    keepProgress(storage, 'a', { done: true });
    clearProgress(storage);
    expect([...storage.all.keys()]).toEqual(['crosswarp.work']);
  });

  it('goes on where nothing may be stored', () => {
    const closed = new Proxy(storageOf(), {
      get() {
        throw new Error('forbidden');
      },
    });
    expect(progressOf(closed, 'a')).toEqual({ done: false });
    expect(keepProgress(closed, 'a', { done: true })).toBe(false);
    expect(() => clearProgress(closed)).not.toThrow();
  });
});
