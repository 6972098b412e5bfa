// Delta debugging over a list: which items can go while what matters still holds. In come items and a question, out comes a
// list from which no single item can be left out any more. Knows nothing of programs.

/**
 * Leaves out halves, then quarters, and so on down to single items, for as long as `holds` says yes of what is kept. It is not
 * asked of all items, of which it is known to hold.
 * @param stopped when it says yes, what is kept so far is the answer
 */
export async function minimize<T>(
  items: readonly T[],
  holds: (kept: readonly T[]) => Promise<boolean>,
  stopped: () => boolean,
): Promise<readonly T[]> {
  if (items.length === 0) return items;
  if (await holds([])) return [];
  let kept = items;
  let parts = 2;
  while (kept.length > 1 && !stopped()) {
    const size = Math.ceil(kept.length / parts);
    let found = false;
    for (let from = 0; from < kept.length && !stopped(); ) {
      const less = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (less.length < kept.length && less.length > 0 && (await holds(less))) {
        kept = less;
        found = true;
      } else from += size;
    }
    // After single items were tried without success, none of them can go.
    if (size === 1 && !found) break;
    if (size > 1) parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}
