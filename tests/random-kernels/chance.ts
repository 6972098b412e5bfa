// Choices that a seed decides: the same on every machine. In comes a seed, out come numbers and picks.

export type Chance = {
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  /** True so often of a hundred times. */
  readonly of100: (percent: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
};

/** A 32-bit generator that adds a constant and mixes (after G. Steele and others: SplitMix, 2014). */
export function chanceFrom(seed: number): Chance {
  let state = (seed * 0x9e3779b1) >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  const int = (from: number, to: number) => from + (next() % (to - from + 1));
  return {
    int,
    of100: (percent) => int(0, 99) < percent,
    pick: (from) => from[int(0, from.length - 1)] as (typeof from)[number],
  };
}
