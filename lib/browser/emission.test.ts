// The text of another language, kept up while somebody looks: asked for when the keys rest, and again after trouble.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mainText, type Sources } from '@/lib/core/sources';
import type { PortOptions } from '@/lib/pipeline';
import { createEmission, emitAfterMs } from './emission';
import { stretchesOf } from './linked-lines';
import { createSession, emptyWork } from './session';
import type { Translated, TranslatorListener } from './translator';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desk() {
  const session = createSession({ work: emptyWork('one'), origin: { kind: 'own' } });
  const asked: { text: string; target: string }[] = [];
  let failure: string | undefined;
  let listener: TranslatorListener | undefined;
  session.start((to) => {
    listener = to;
    return {
      translate: () => {},
      async translateOnce(sources: Sources, { target }: PortOptions): Promise<Translated> {
        const text = mainText(sources);
        asked.push({ text, target });
        if (failure !== undefined) throw new Error(failure);
        const marks = [{ line: 1, file: 'main.cu', sourceLine: 7 }];
        const file = { path: 'main.cu', outPath: 'main.cpp', text: `// ${text}`, edits: [], marks };
        return {
          ms: 1,
          result: {
            target: 'cpp',
            output: { main: 'main.cu', files: { 'main.cu': file.text } },
            files: [file],
            problems: [],
            stats: { files: 1, lines: 1, edits: 0, errors: 0, warnings: 0, notes: 0 },
            hasMain: false,
            kernels: [],
          },
        };
      },
      addHostProgram: async () => ({ problems: [] }),
      planFor: async () => ({ from: 'guess', kernels: [], problems: [] }) as const,
      outline: async () => ({ pieces: {}, hasMain: true, problems: [] }),
      writeProgram: async () => ({ problems: [] }),
      retry: () => {},
      end: () => {},
    };
  });
  const emission = createEmission(session);
  const end = emission.follow();
  return {
    session,
    emission,
    asked,
    end,
    ready: () => listener?.onState({ phase: 'ready' }),
    fail: (reason: string | undefined) => {
      failure = reason;
    },
  };
}

describe('the kernels in another language', () => {
  it('are made when somebody looks, and again when the keys rest', async () => {
    const { session, emission, asked, ready, end } = desk();
    ready();
    await vi.advanceTimersByTimeAsync(emitAfterMs);
    expect(asked).toEqual([]);
    emission.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(emission.store.get().made).toMatchObject({ text: '// one', marks: [[1, 1, 'main.cu', 7]] });
    for (const text of ['t', 'tw', 'two']) session.editSource(text);
    await vi.advanceTimersByTimeAsync(emitAfterMs);
    expect(asked.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(asked.every(({ target }) => target === 'cpp')).toBe(true);
    expect(emission.store.get().made?.text).toBe('// two');
    emission.close();
    session.editSource('three');
    await vi.advanceTimersByTimeAsync(emitAfterMs);
    expect(asked).toHaveLength(2);
    end();
  });

  it('say why there is none, and come when the translator is there again', async () => {
    const { emission, ready, fail, session } = desk();
    fail('it broke');
    emission.open();
    expect(emission.store.get().trouble).toBeUndefined();
    ready();
    await vi.advanceTimersByTimeAsync(emitAfterMs);
    expect(emission.store.get()).toEqual({ isOpen: true, trouble: 'it broke' });
    fail(undefined);
    ready();
    session.editSource('one more');
    await vi.advanceTimersByTimeAsync(emitAfterMs);
    expect(emission.store.get()).toMatchObject({ made: { text: '// one more' }, trouble: undefined });
  });
});

describe('lines of one origin', () => {
  it('become one stretch where they are neighbours', () => {
    const mark = (line: number, sourceLine: number, file = 'a.cu') => ({ line, file, sourceLine });
    expect(stretchesOf([mark(5, 2), mark(1, 1), mark(2, 1), mark(4, 1), mark(6, 2, 'b.h')])).toEqual([
      [1, 2, 'a.cu', 1],
      [4, 4, 'a.cu', 1],
      [5, 5, 'a.cu', 2],
      [6, 6, 'b.h', 2],
    ]);
  });
});
