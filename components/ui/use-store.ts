'use client';
// Reading a store in a component: it renders again when the selected part changes.
import { useSyncExternalStore } from 'react';
import type { Store } from '@/lib/browser/store';

/** @param select gives a part of the value as it is; objects made anew at each call would render for ever. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.get()),
  );
}
