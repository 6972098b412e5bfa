// What a visitor does to a session: typing, a port of one's own, undoing edits, opening something else.
import { describe, expect, it } from 'vitest';
import { mainText } from '@/lib/core/sources';
import type { ExplainedEdit, PortOptions, PortResult } from '@/lib/pipeline';
import { workFromJson, workToJson } from './saved-work';
import {
  createSession,
  emptyWork,
  isCurrent,
  originOf,
  portText,
  type Session,
  shownPath,
  sourceText,
  workKey,
  workOf,
} from './session';
import type { HostProgram, TranslatorListener } from './translator';

/** A translator that answers when the test says so, by writing HIP for CUDA. */
function fakeTranslator() {
  const asked: { text: string; options: PortOptions }[] = [];
  let listener: TranslatorListener | undefined;
  let last: Parameters<TranslatorListener['onResult']>[1] | undefined;
  let host: HostProgram = { problems: [] };
  return {
    asked,
    make(to: TranslatorListener) {
      listener = to;
      return {
        translate(sources: NonNullable<typeof last>, options: PortOptions) {
          last = sources;
          asked.push({ text: mainText(sources), options });
        },
        translateOnce: () => Promise.reject(new Error('not asked for here')),
        addHostProgram: async () => host,
        planFor: async () => ({ from: 'guess', kernels: [], problems: [] }) as const,
        writeProgram: async () => ({ problems: [] }),
        outline: async () => ({ pieces: {}, hasMain: true, problems: [] }),
        retry: () => {},
        end: () => {},
      };
    },
    answer(edits: ExplainedEdit[] = []) {
      if (!last) throw new Error('nothing was asked');
      const text = mainText(last).replaceAll('cuda', 'hip');
      const result: PortResult = {
        target: 'hip',
        output: { main: last.main, files: { [last.main]: text } },
        files: [{ path: last.main, outPath: 'main.hip', text, edits }],
        problems: [],
        stats: { files: 1, lines: 1, edits: edits.length, errors: 0, warnings: 0, notes: 0 },
        hasMain: false,
        kernels: [],
      };
      listener?.onResult({ result, ms: 1 }, last);
    },
    offers(program: HostProgram) {
      host = program;
    },
  };
}

function open(text = 'cudaMalloc();'): { session: Session; translator: ReturnType<typeof fakeTranslator> } {
  const session = createSession({ work: emptyWork(text), origin: { kind: 'example', slug: 'x' } });
  const translator = fakeTranslator();
  session.start(translator.make);
  return { session, translator };
}

const edit = (id: string, more: Partial<ExplainedEdit> = {}): ExplainedEdit => ({
  id,
  span: { file: 'main.cu', start: 0, end: 1 },
  outSpan: { file: 'main.cu', start: 0, end: 1 },
  line: 1,
  column: 1,
  before: 'a',
  after: 'b',
  rule: 'r',
  message: 'm',
  why: 'w',
  undone: false,
  ...more,
});

describe('a session', () => {
  it('translates what it opens and what is typed; the port follows', () => {
    const { session, translator } = open();
    translator.answer();
    expect(portText(session.store.get())).toBe('hipMalloc();');
    session.editSource('cudaFree();');
    expect(isCurrent(session.store.get())).toBe(false);
    translator.answer();
    expect(portText(session.store.get())).toBe('hipFree();');
    expect(isCurrent(session.store.get())).toBe(true);
    expect(session.store.get().origin).toEqual({ kind: 'own' });
  });

  it('shows the translation of the server until its own is there', () => {
    const session = createSession({
      work: emptyWork('cudaX'),
      origin: { kind: 'own' },
      translation: 'from the server',
    });
    expect(portText(session.store.get())).toBe('from the server');
  });

  it('keeps a port of the visitor while the source changes, and puts it back and takes it up with one call', () => {
    const { session, translator } = open();
    translator.answer();
    session.editPort('mine');
    session.editSource('cudaFree();');
    translator.answer();
    expect(portText(session.store.get())).toBe('mine');
    session.show({ view: 'compare' });
    session.putPortBack();
    expect(portText(session.store.get())).toBe('hipFree();');
    expect(session.store.get().view).toBe('split');
    session.takePortUp();
    expect(portText(session.store.get())).toBe('mine');
  });

  it('does not take the translation itself for a port of the visitor', () => {
    const { session, translator } = open();
    translator.answer();
    session.editPort('hipMalloc();');
    expect(session.store.get().port).toBeUndefined();
  });

  it('undoes and redoes edits by id, a group together', () => {
    const { session, translator } = open();
    session.undoEdit('one');
    session.undoEdit('one');
    expect(translator.asked.at(-1)?.options.undone).toEqual(['one']);
    session.undoEdit('two');
    translator.answer([edit('one', { group: 'g' }), edit('two', { group: 'g' }), edit('three')]);
    session.undoEdit('three');
    session.redoEdit('two');
    expect(session.store.get().undone).toEqual(['three']);
    session.redoAll();
    expect(translator.asked.at(-1)?.options.undone).toEqual([]);
  });

  it('takes a fix into the port, leaves the source alone, and lets go of it with any of its edits', () => {
    const { session, translator } = open('int x = 32;');
    session.undoEdit('one');
    translator.answer([edit('one', { fixId: 'f' }), edit('two', { fixId: 'f' })]);
    session.takeFix('f');
    expect(mainText(session.store.get().sources)).toBe('int x = 32;');
    expect(translator.asked.at(-1)?.options).toMatchObject({ undone: [], taken: ['f'] });
    expect(workOf(session.store.get()).options).toMatchObject({ taken: ['f'] });
    session.undoEdit('two');
    expect(translator.asked.at(-1)?.options).toMatchObject({ undone: [], taken: [] });
  });

  it('adds a host program, or says why there is none, unless the text changed meanwhile', async () => {
    const { session, translator } = open('kernel');
    translator.offers({ sources: { main: 'main.cu', files: { 'main.cu': 'kernel main' } }, problems: [] });
    await session.addHostProgram();
    expect(mainText(session.store.get().sources)).toBe('kernel main');
    translator.offers({ problems: ['no kernel'] });
    await session.addHostProgram();
    expect(session.store.get().hostProblem?.sentences).toEqual(['no kernel']);
    translator.offers({ sources: { main: 'main.cu', files: { 'main.cu': 'late' } }, problems: [] });
    const late = session.addHostProgram();
    session.editSource('typed meanwhile');
    await late;
    expect(mainText(session.store.get().sources)).toBe('typed meanwhile');
  });

  it('becomes the visitor’s own when a share is edited, and remembers the share', () => {
    const session = createSession({
      work: emptyWork('a'),
      origin: { kind: 'share', id: 'f00', at: '2026-01-01' },
    });
    session.editSource('b');
    expect(session.store.get().origin).toEqual({ kind: 'own', from: 'f00' });
  });

  it('keeps title and plan of what is edited, and drops them when another text is pasted in its place', () => {
    const first = '__global__ void first(float *x) { x[threadIdx.x] *= 2; }\n';
    const session = createSession({
      work: emptyWork(first, 'Tiled matrix multiply'),
      origin: { kind: 'example', slug: 'x' },
    });
    session.setPlan({ kernel: 'first', grid: [1, 1, 1], block: [1, 1, 1], args: [] });
    session.editSource(first.replace('2', '3'));
    expect(session.store.get()).toMatchObject({ title: 'Tiled matrix multiply', plan: { kernel: 'first' } });
    session.editSource('#include <cstdio>\nint main() { std::puts("something else altogether"); }');
    expect(session.store.get().title).toBeUndefined();
    expect(session.store.get().plan).toBeUndefined();
  });

  it('forgets port, undone edits and results when something else is opened', () => {
    const { session, translator } = open();
    translator.answer();
    session.editPort('mine');
    session.undoEdit('one');
    session.open({ work: emptyWork('cudaOther'), origin: { kind: 'example', slug: 'y' } });
    expect(session.store.get()).toMatchObject({ undone: [], run: { phase: 'idle' } });
    expect(session.store.get().port).toBeUndefined();
    expect(translator.asked.at(-1)).toMatchObject({ text: 'cudaOther', options: { undone: [] } });
  });
});

describe('what a work was made from', () => {
  const share = { kind: 'share', id: 'a'.repeat(32), at: '2026-11-26' } as const;

  it('is the share that was edited, and then each share that was made of it', () => {
    const session = createSession({ work: emptyWork('x'), origin: share });
    session.editSource('y');
    expect(workOf(session.store.get()).forkedFrom).toBe(share.id);
    session.wasShared('b'.repeat(32));
    session.editSource('z');
    expect(workOf(session.store.get()).forkedFrom).toBe('b'.repeat(32));
  });

  it('is kept with the work, and comes back with it', () => {
    const session = createSession({ work: emptyWork('x'), origin: share });
    session.editSource('y');
    const kept = workFromJson(workToJson(workOf(session.store.get())));
    if (typeof kept !== 'object') throw new Error(kept);
    for (const kind of ['kept', 'link', 'own'] as const) {
      const again = createSession({ work: kept, origin: originOf(kind, kept) });
      again.editSource('z');
      expect(again.store.get().origin).toEqual({ kind: 'own', from: share.id });
      expect(workOf(again.store.get()).forkedFrom).toBe(share.id);
    }
  });

  it('is nothing for an example, shared or not', () => {
    const session = createSession({ work: emptyWork('x'), origin: { kind: 'example', slug: 'x' } });
    session.wasShared('b'.repeat(32));
    expect(workOf(session.store.get()).forkedFrom).toBeUndefined();
  });

  it('changes neither with words nor with a look, and words make nothing one’s own', () => {
    const session = createSession({ work: emptyWork('x'), origin: share });
    session.describe({ title: ' a title ', description: '' });
    expect(session.store.get().origin).toEqual(share);
    expect(workOf(session.store.get())).toMatchObject({ title: 'a title' });
    expect(workOf(session.store.get()).description).toBeUndefined();
  });
});

describe('the key of what is run', () => {
  it('does not depend on order, on defaults left out, or on the title', () => {
    const { session } = open();
    const work = workOf(session.store.get());
    expect(workKey({ ...work, title: 'other', options: { undone: [] } })).toBe(workKey(work));
  });

  it('depends on sources, port and options', () => {
    const { session } = open();
    const work = workOf(session.store.get());
    const keys = [
      work,
      { ...work, sources: { main: 'main.cu', files: { 'main.cu': 'other' } } },
      { ...work, port: work.sources },
      { ...work, options: { ...work.options, rocm: '5.7' as const } },
      { ...work, options: { ...work.options, undone: ['one'] } },
      { ...work, options: { ...work.options, taken: ['one'] } },
    ].map(workKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a program with several files', () => {
  const sources = { main: 'a.cu', files: { 'a.cu': 'cudaFree(a);', 'b.h': 'cudaFree(b);' } };

  it('shows and edits the file that was chosen; what is compiled stays the same', () => {
    const { session } = open();
    session.open({ work: { ...emptyWork(''), sources }, origin: { kind: 'own' } });
    expect(sourceText(session.store.get())).toBe('cudaFree(a);');
    session.showFile('b.h');
    session.editSource('b');
    const now = session.store.get();
    expect(sourceText(now)).toBe('b');
    expect(now.sources).toEqual({ main: 'a.cu', files: { 'a.cu': 'cudaFree(a);', 'b.h': 'b' } });
    session.open({ work: emptyWork('other'), origin: { kind: 'own' } });
    expect(shownPath(session.store.get())).toBe('main.cu');
  });

  it('makes a port of the visitor of one file without losing the others', () => {
    const { session, translator } = open();
    session.open({ work: { ...emptyWork(''), sources }, origin: { kind: 'own' } });
    translator.answer();
    session.editPort('mine');
    expect(session.store.get().port?.files['a.cu']).toBe('mine');
    expect(session.store.get().port?.main).toBe('a.cu');
    expect(portText(session.store.get())).toBe('mine');
  });
});

describe('a plan', () => {
  const plan = { kernel: 'k', grid: [1, 1, 1], block: [32, 1, 1], args: [] } as const;
  const launch = { ...plan, grid: [...plan.grid], block: [...plan.block], args: [] } as never;

  it('is part of the work, and makes no other program of it', () => {
    const { session } = open('__global__ void k() {}');
    const before = workKey(workOf(session.store.get()));
    session.setPlan(launch);
    expect(workOf(session.store.get()).plan).toEqual(launch);
    expect(workKey(workOf(session.store.get()))).toBe(before);
    session.setPlan(undefined);
    expect(workOf(session.store.get())).not.toHaveProperty('plan');
  });

  it('goes into the source as comments, in the place of those that are there', () => {
    const { session } = open('// run: {"kernel":"old"}\n__global__ void k() {}\n');
    session.setPlan(launch);
    session.writePlan(launch);
    expect(sourceText(session.store.get())).toBe(`// run: ${JSON.stringify(plan)}\n__global__ void k() {}\n`);
    expect(session.store.get().plan).toBeUndefined();
  });
});
