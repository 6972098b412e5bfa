// Waits until what is shown is what was translated: who pastes and runs in one breath runs what was pasted. Knows no page.
import type { Store } from './store';

type Watched = {
  readonly sources: unknown;
  readonly translated?: { readonly of: unknown } | undefined;
  readonly translator: { readonly phase: string };
};

/** @returns at once where there is nothing to wait for, and after `patience` milliseconds in any case */
export function whenTranslated<T extends Watched>(store: Store<T>, patience = 3000): Promise<void> {
  const isSettled = ({ sources, translated, translator }: Watched) =>
    translated?.of === sources || translator.phase === 'failed';
  if (isSettled(store.get())) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const stop = store.subscribe(() => isSettled(store.get()) && end());
    const timer = setTimeout(end, patience);
  });
}
