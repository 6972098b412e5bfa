// One order for paths, the same on every machine and in every language.

/** Compares by UTF-16 units, for sort(). */
export function byteOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
