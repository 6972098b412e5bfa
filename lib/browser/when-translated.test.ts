// Waiting for the translation of what is shown.
import { expect, it } from 'vitest';
import { createStore } from './store';
import { whenTranslated } from './when-translated';

type State = { sources: string; translated: { of: string } | undefined; translator: { phase: string } };
const first: State = { sources: 'a', translated: undefined, translator: { phase: 'ready' } };

it('ends when the text that is shown then is translated, not one before it', async () => {
  const store = createStore<State>(first);
  let ended = false;
  const waiting = whenTranslated(store).then(() => {
    ended = true;
  });
  store.set({ sources: 'b' });
  store.set({ translated: { of: 'a' } });
  await Promise.resolve();
  expect(ended).toBe(false);
  store.set({ translated: { of: 'b' } });
  await waiting;
});

it('waits neither for ever nor for a translator that is away', async () => {
  await whenTranslated(createStore<State>(first), 1);
  await whenTranslated(createStore<State>({ ...first, translator: { phase: 'failed' } }));
});
