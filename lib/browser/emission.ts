// The kernels of a session's program in a language made new from them (C++), kept up while typing as long as somebody looks:
// which text, what could not be said, and which line of the source is pointed at. Knows no component and no compiler.
import type { Sources } from '@/lib/core/sources';
import type { ExplainedProblem } from '@/lib/pipeline';
import { type MadeText, type SourceLine, sameLine, stretchesOf } from './linked-lines';
import { newest } from './newest';
import type { Session } from './session';
import { createStore, type Store } from './store';
import type { Translated } from './translator';

export type EmissionState = {
  /** Whether the text is looked at; nothing is made while nobody does. */
  readonly isOpen: boolean;
  /** What was made last, and of which text. */
  readonly made?: Emitted | undefined;
  /** Why the newest text has nothing made of it. */
  readonly trouble?: string | undefined;
  readonly origin?: SourceLine | undefined;
};

export type Emitted = MadeText & {
  readonly of: Sources;
  /** The name under which it is saved. */
  readonly fileName: string;
  readonly problems: readonly ExplainedProblem[];
  readonly ms: number;
};

export type Emission = {
  readonly store: Store<EmissionState>;
  readonly open: () => void;
  readonly close: () => void;
  readonly point: (origin: SourceLine | undefined) => void;
  /** Keeps the text up with the session. @returns what ends it. */
  readonly follow: () => () => void;
};

/** How long the keys rest before the text is made again: the port, which is shown at each key, goes first. */
export const emitAfterMs = 250;

export function createEmission(session: Session): Emission {
  const store = createStore<EmissionState>({ isOpen: false });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: Sources | undefined;

  const queue = newest(
    (sources: Sources) => session.emit(sources),
    (translated, sources, isNewest) => {
      if (isNewest) store.set({ made: emitted(translated, sources), trouble: undefined });
    },
    (error, sources) => {
      // The same text is asked for again when there is a translator again.
      if (asked === sources) asked = undefined;
      store.set({ trouble: error instanceof Error ? error.message : String(error) });
    },
  );

  const ask = () => {
    const { sources, translator } = session.store.get();
    if (!store.get().isOpen || translator.phase !== 'ready' || asked === sources) return;
    asked = sources;
    queue.ask(sources);
  };
  const askSoon = () => {
    if (!store.get().isOpen || asked === session.store.get().sources) return;
    clearTimeout(timer);
    timer = setTimeout(ask, emitAfterMs);
  };
  return {
    store,
    open() {
      store.set({ isOpen: true });
      ask();
    },
    close: () => store.set({ isOpen: false, origin: undefined }),
    point(origin) {
      if (!sameLine(store.get().origin, origin)) store.set({ origin });
    },
    follow() {
      let seen = session.store.get();
      const unsubscribe = session.store.subscribe(() => {
        const before = seen;
        seen = session.store.get();
        if (before.sources !== seen.sources || before.translator !== seen.translator) askSoon();
      });
      return () => {
        unsubscribe();
        clearTimeout(timer);
      };
    },
  };
}

function emitted({ result, ms }: Translated, of: Sources): Emitted {
  const [file] = result.files;
  return {
    of,
    text: file?.text ?? '',
    fileName: (file?.outPath ?? 'main.cpp').split('/').at(-1) as string,
    marks: stretchesOf(file?.marks ?? []),
    problems: result.problems,
    ms,
  };
}
