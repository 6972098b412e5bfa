// One visitor's session: everything the page shows as one value, and every act that changes it. Translator, server and
// clock come in; the page reads the store and calls the actions. Knows neither React nor Monaco.
import { type Path, type Sources, textOf } from '@/lib/core/sources';
import { sentence } from '@/lib/messages';
import type { PortOptions } from '@/lib/pipeline';
import { type Plan, withPlanHeader } from '@/lib/run/plan';
import type { AskedTolerance } from '@/lib/run/wire';
import type { Besides } from './folder';
import { type KernelRun, noKernelRun } from './kernel-view';
import { isAnotherText } from './replaced-text';
import { noRun, type RunView } from './run-view';
import type { Work } from './saved-work';
import { type Chosen, defaultSettings, fromWire, type Settings, toWire } from './settings';
import { createStore, type Store } from './store';
import type {
  HostProgram,
  Outline,
  PlanOffer,
  Translated,
  Translator,
  TranslatorListener,
  TranslatorState,
} from './translator';

/** Where the text came from; anything edited is the visitor's own. */
export type Origin =
  | { readonly kind: 'example'; readonly slug: string }
  | { readonly kind: 'share'; readonly id: string; readonly at: string }
  /** `from`: the share that it was made from. */
  | { readonly kind: 'link' | 'kept' | 'own'; readonly from?: string };

export type View = 'split' | 'diff' | 'compare';
export type Dock = 'run' | 'kernel' | 'edits' | 'problems';

/** A place to bring into view; `turn` tells two equal wishes apart. */
export type Focus = {
  readonly turn: number;
  readonly at:
    | { readonly kind: 'edit'; readonly id: string }
    | { readonly kind: 'span'; readonly start: number; readonly end: number }
    | { readonly kind: 'line'; readonly side: 'source' | 'port'; readonly line: number };
};

export type SessionState = {
  readonly sources: Sources;
  /** The file that is looked at; absent, or gone from the sources: the main one. */
  readonly shown?: Path;
  /** What came in one folder with the sources. */
  readonly besides?: Besides;
  /** Raised when the text was changed by anybody but the editor, which then takes it over. */
  readonly sourceTurn: number;
  /** The visitor's own port; absent while the port follows the translation. */
  readonly port?: Sources;
  readonly portTurn: number;
  /** A port of the visitor's that was put aside for the translation, and can be taken up again. */
  readonly portAside?: Sources;
  /** How kernels are run by themselves, as the visitor set it; absent: as the source's comments say, or a guess. */
  readonly plan?: Plan;
  readonly settings: Settings;
  readonly undone: readonly string[];
  /** Ids of fixes that were taken into the port. */
  readonly taken: readonly string[];
  /** How far floats may lie apart, set by hand; absent: as measured. */
  readonly tolerance?: AskedTolerance;
  readonly title?: string;
  readonly description?: string;
  readonly origin: Origin;
  readonly translator: TranslatorState;
  /** The translation as the server made it, until the page's own is there. */
  readonly firstTranslation?: string;
  readonly translated?: Translated & { readonly of: Sources };
  /** The translation threw: what it said. */
  readonly bug?: string;
  /** What was said when a host program was asked for this text. */
  readonly hostProblem?: { readonly of: Sources; readonly sentences: readonly string[] };
  readonly run: RunView;
  /** Runs watch every access to memory. */
  readonly check?: boolean;
  /** The dialog that makes a case of what is wrong is open. */
  readonly reporting?: boolean;
  /** The last run of kernels by themselves, in this page. */
  readonly kernelRun: KernelRun;
  /** Runs of this session with what they ran, so that a share carries the evidence that belongs to it. */
  readonly runs: readonly { readonly id: string; readonly key: string }[];
  readonly view: View;
  readonly dock: Dock;
  readonly focus?: Focus;
  /** The edit under the pointer or the cursor. */
  readonly activeEdit?: string;
};

export type Opening = {
  readonly work: Work;
  readonly origin: Origin;
  readonly run?: RunView;
  readonly dock?: Dock;
  readonly translation?: string;
  readonly besides?: Besides;
};

export type Session = {
  readonly store: Store<SessionState>;
  /** Starts the translation; what the translator says becomes the session's news. @returns what ends it. */
  readonly start: (makeTranslator: (listener: TranslatorListener) => Translator) => () => void;
  /** Brings a file of the program into the editors. */
  readonly showFile: (path: Path) => void;
  readonly editSource: (text: string) => void;
  readonly editPort: (text: string) => void;
  /** Drops the visitor's own port; the port follows the translation again. */
  readonly putPortBack: () => void;
  readonly takePortUp: () => void;
  readonly undoEdit: (id: string) => void;
  readonly redoEdit: (id: string) => void;
  readonly redoAll: () => void;
  readonly setSettings: (settings: Settings) => void;
  /** What is said of the work when it is shared. */
  readonly describe: (words: { readonly title: string; readonly description: string }) => void;
  /** What is made of it from now on is made from that share. */
  readonly wasShared: (id: string) => void;
  /** Makes a text the visitor's own port, as if it had been typed. */
  readonly takeAsPort: (port: Sources) => void;
  /** Absent: as measured. */
  readonly setTolerance: (tolerance: AskedTolerance | undefined) => void;
  /** Makes a fix part of the port; taking back one of its edits takes it out again. */
  readonly takeFix: (fixId: string) => void;
  readonly addHostProgram: () => Promise<void>;
  /** How kernels could be run by themselves; undefined when the translator is away. */
  readonly planFor: (kernel?: string) => Promise<PlanOffer | undefined>;
  /** The kernels in C++; rejects when the translator is away, or threw. */
  readonly emit: (sources: Sources) => Promise<Translated>;
  /** The kernels with a main that does what the plan says, to be kept as a file. */
  readonly writeProgram: (plan: Plan) => Promise<HostProgram>;
  /** What the reducer needs to know of a program, ported with this session's options. @throws when the translator is away */
  readonly outline: (sources: Sources) => Promise<Outline>;
  /** @param plan absent: the visitor's own is dropped. */
  readonly setPlan: (plan: Plan | undefined) => void;
  /** Puts the plan into the main file's `// run:` comments, where it is no longer the session's. */
  readonly writePlan: (plan: Plan) => void;
  readonly open: (opening: Opening) => void;
  readonly show: (
    change: Partial<Pick<SessionState, 'view' | 'dock' | 'activeEdit' | 'check' | 'reporting'>>,
  ) => void;
  readonly reveal: (at: Focus['at']) => void;
  readonly retryTranslator: () => void;
};

export function workOf(state: SessionState): Work {
  const { sources, port, plan, settings, tolerance, title, description, origin } = state;
  // Of a share that is as it was opened, this names the share itself, which the store knows to be no parent.
  const forkedFrom = 'from' in origin ? origin.from : origin.kind === 'share' ? origin.id : undefined;
  return {
    sources,
    ...(port && { port }),
    options: toWire(settings, state),
    ...(tolerance && { tolerance }),
    ...(plan && { plan }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(forkedFrom !== undefined && { forkedFrom }),
  };
}

/** A work opened from this browser or from a link, with the share that it was made from. */
export function originOf(kind: 'link' | 'kept' | 'own', { forkedFrom }: Work): Origin {
  return { kind, ...(forkedFrom !== undefined && { from: forkedFrom }) };
}

/**
 * Two states with one key run the same program, in whatever order and with whatever left to defaults. Titles are no part of
 * it, and neither are plans, which run kernels by themselves.
 */
export function workKey({ sources, port, options, tolerance }: Work): string {
  const { settings, undone, taken } = fromWire(options);
  const files = (program: Sources | undefined) =>
    program && [program.main, Object.entries(program.files).sort(([a], [b]) => (a < b ? -1 : 1))];
  const chosen = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const asked = tolerance ? [tolerance.absolute ?? 0, tolerance.relative ?? 0] : null;
  return JSON.stringify([
    files(sources),
    files(port) ?? null,
    chosen,
    [...undone].sort(),
    asked,
    [...taken].sort(),
  ]);
}

export function shownPath({ shown, sources }: SessionState): Path {
  return shown !== undefined && Object.hasOwn(sources.files, shown) ? shown : sources.main;
}

export function sourceText(state: SessionState): string {
  return textOf(state.sources, shownPath(state));
}

/** The text of the port side: the visitor's own, else the translation's; undefined before there is any. */
export function portText(state: SessionState): string | undefined {
  const path = shownPath(state);
  if (state.port && Object.hasOwn(state.port.files, path)) return textOf(state.port, path);
  const output = state.translated?.result.output;
  if (output && Object.hasOwn(output.files, path)) return textOf(output, path);
  return path === state.sources.main ? state.firstTranslation : undefined;
}

/** Whether what is shown as translated belongs to the text as it is now. */
export function isCurrent(state: SessionState): boolean {
  return state.translated?.of === state.sources;
}

function withText(sources: Sources, path: Path, text: string): Sources {
  return { main: sources.main, files: { ...sources.files, [path]: text } };
}

function portOptions(state: SessionState): PortOptions {
  return { ...state.settings, target: 'hip', undone: state.undone, taken: state.taken };
}

function firstState({ work, origin, run, dock, translation }: Opening): SessionState {
  return {
    sources: work.sources,
    sourceTurn: 0,
    ...(work.port && { port: work.port }),
    portTurn: 0,
    ...(work.title !== undefined && { title: work.title }),
    ...(work.description !== undefined && { description: work.description }),
    ...(work.plan && { plan: work.plan }),
    ...fromWire(work.options),
    ...(work.tolerance && { tolerance: work.tolerance }),
    origin,
    translator: { phase: 'starting' },
    ...(translation !== undefined && { firstTranslation: translation }),
    run: run ?? noRun,
    kernelRun: noKernelRun,
    runs: [],
    view: 'split',
    dock: dock ?? 'run',
  };
}

export function createSession(opening: Opening): Session {
  const store = createStore<SessionState>(firstState(opening));
  const { get, set } = store;

  let translator: Translator | undefined;
  const translate = () => translator?.translate(get().sources, portOptions(get()));

  /** What is edited is no longer the example or the share that it was. */
  const own = (): Pick<SessionState, 'origin'> => {
    const { origin } = get();
    if (origin.kind === 'own') return { origin };
    const from = origin.kind === 'share' ? origin.id : 'from' in origin ? origin.from : undefined;
    return { origin: { kind: 'own', ...(from !== undefined && { from }) } };
  };

  const choose = (change: Partial<Chosen>) => {
    set({ ...change, ...own() });
    translate();
  };
  const shownEdits = () => get().translated?.result.files.flatMap((file) => file.edits) ?? [];

  const takeSource = (sources: Sources) => {
    set((now) => ({ sources, sourceTurn: now.sourceTurn + 1, ...own() }));
    translate();
  };

  return {
    store,
    start(makeTranslator) {
      const mine = makeTranslator({
        onState: (state) => set({ translator: state }),
        onResult: (translated, of) => set({ translated: { ...translated, of }, bug: undefined }),
        onBug: (bug) => set({ bug }),
      });
      translator = mine;
      translate();
      return () => {
        if (translator === mine) translator = undefined;
        mine.end();
      };
    },
    showFile(path) {
      if (path === shownPath(get())) return;
      set((now) => ({
        shown: path,
        sourceTurn: now.sourceTurn + 1,
        portTurn: now.portTurn + 1,
        activeEdit: undefined,
        focus: undefined,
      }));
    },
    editSource(text) {
      const now = get();
      if (text === sourceText(now)) return;
      // A title and a plan belong to the text they were made for, not to what is pasted in its place.
      const isAnother = Object.keys(now.sources.files).length === 1 && isAnotherText(sourceText(now), text);
      set({
        sources: withText(now.sources, shownPath(now), text),
        ...(isAnother && { title: undefined, description: undefined, plan: undefined }),
        ...own(),
      });
      translate();
    },
    editPort(text) {
      if (text === portText(get())) return;
      const now = get();
      const isAlone = Object.keys(now.sources.files).length === 1;
      const base = now.port ?? (isAlone ? undefined : now.translated?.result.output);
      const { main } = now.sources;
      set({ port: withText(base ?? { main, files: {} }, shownPath(now), text), ...own() });
    },
    putPortBack: () =>
      set((now) => ({
        port: undefined,
        portAside: now.port,
        portTurn: now.portTurn + 1,
        view: now.view === 'compare' ? 'split' : now.view,
        ...own(),
      })),
    takePortUp: () =>
      set((now) => ({ port: now.portAside, portAside: undefined, portTurn: now.portTurn + 1, ...own() })),
    undoEdit(id) {
      const { undone, taken } = get();
      const fixId = shownEdits().find((edit) => edit.id === id)?.fixId;
      if (fixId !== undefined && taken.includes(fixId))
        choose({ taken: taken.filter((other) => other !== fixId) });
      else if (!undone.includes(id)) choose({ undone: [...undone, id] });
    },
    redoEdit(id) {
      const edits = shownEdits();
      const group = edits.find((edit) => edit.id === id)?.group;
      const back = new Set([
        id,
        ...edits.filter((edit) => group && edit.group === group).map((edit) => edit.id),
      ]);
      choose({ undone: get().undone.filter((other) => !back.has(other)) });
    },
    redoAll: () => choose({ undone: [] }),
    takeFix(fixId) {
      const { undone, taken } = get();
      const back = new Set(shownEdits().flatMap((edit) => (edit.fixId === fixId ? [edit.id] : [])));
      choose({
        undone: undone.filter((id) => !back.has(id)),
        taken: taken.includes(fixId) ? taken : [...taken, fixId],
      });
    },
    setSettings(settings) {
      set({ settings, ...own() });
      translate();
    },
    async addHostProgram() {
      const { sources } = get();
      if (!translator) return;
      const made = await translator
        .addHostProgram(sources)
        .catch((error: unknown) => ({ problems: [error instanceof Error ? error.message : String(error)] }));
      if (get().sources !== sources) return;
      if ('sources' in made && made.sources) takeSource(made.sources);
      set({ hostProblem: { of: get().sources, sentences: made.problems } });
    },
    outline: async (sources) => {
      if (!translator) throw new Error(sentence('translator-not-loaded'));
      return await translator.outline(sources, portOptions(get()));
    },
    planFor: async (kernel) => translator?.planFor(get().sources, kernel).catch(() => undefined),
    emit: async (sources) => {
      if (!translator) throw new Error('it is not running');
      return translator.translateOnce(sources, { ...portOptions(get()), target: 'cpp' });
    },
    writeProgram: async (plan) => {
      const away = (error: unknown) => ({
        problems: [error instanceof Error ? error.message : String(error)],
      });
      return (
        (await translator?.writeProgram(get().sources, plan).catch(away)) ??
        away('the translator is not there')
      );
    },
    setPlan: (plan) => set({ plan, ...own() }),
    writePlan(plan) {
      const { sources } = get();
      set({ plan: undefined });
      takeSource(withText(sources, sources.main, withPlanHeader(textOf(sources, sources.main), plan)));
    },
    open({ work, origin, run, dock, translation, besides }) {
      set((now) => ({
        sources: work.sources,
        shown: undefined,
        besides,
        sourceTurn: now.sourceTurn + 1,
        port: work.port,
        portAside: undefined,
        portTurn: now.portTurn + 1,
        title: work.title,
        description: work.description,
        plan: work.plan,
        kernelRun: noKernelRun,
        ...fromWire(work.options),
        tolerance: work.tolerance,
        origin,
        firstTranslation: translation,
        run: run ?? noRun,
        view: 'split',
        ...(dock && { dock }),
        activeEdit: undefined,
        focus: undefined,
      }));
      translate();
    },
    describe: ({ title, description }) =>
      set({ title: title.trim() || undefined, description: description.trim() || undefined }),
    wasShared: (id) =>
      set(({ origin }) => ('id' in origin || 'slug' in origin ? {} : { origin: { ...origin, from: id } })),
    takeAsPort: (port) => set((now) => ({ port, portTurn: now.portTurn + 1, ...own() })),
    setTolerance: (tolerance) => set({ tolerance }),
    show: set,
    reveal: (at) =>
      set((now) => ({
        focus: { turn: (now.focus?.turn ?? 0) + 1, at },
        view: 'split',
        ...(at.kind === 'edit' && { activeEdit: at.id }),
      })),
    retryTranslator: () => translator?.retry(),
  };
}

export function emptyWork(text: string, title?: string): Work {
  return {
    sources: { main: 'main.cu', files: { 'main.cu': text } },
    options: toWire(defaultSettings, { undone: [], taken: [] }),
    ...(title !== undefined && { title }),
  };
}
