// A value with listeners: what React's useSyncExternalStore reads. Knows neither React nor what it holds.

export type Store<T> = {
  readonly get: () => T;
  readonly set: (change: Partial<T> | ((now: T) => Partial<T>)) => void;
  /** @returns the function that ends the subscription. */
  readonly subscribe: (listener: () => void) => () => void;
};

/** Shallow merges on `set`; listeners are told once per change, and not at all when nothing changed. */
export function createStore<T extends object>(first: T): Store<T> {
  let now = first;
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(change) {
      const part = typeof change === 'function' ? change(now) : change;
      const keys = Object.keys(part) as (keyof T)[];
      if (keys.every((key) => Object.is(now[key], part[key]))) return;
      now = { ...now, ...part };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
