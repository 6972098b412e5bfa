// Which of many stretches of text a place lies in most closely: in come stretches of one file, out comes a look-up in
// logarithmic time. Stretches may hold one another; damaged text may make them cross.
import type { Span } from '@/lib/core/span';

export type InnermostAt<T> = (place: Span) => T | undefined;

export function innermostOf<T>(items: readonly T[], spanOf: (item: T) => Span): InnermostAt<T> {
  const sorted = [...items].sort((a, b) => {
    const x = spanOf(a);
    const y = spanOf(b);
    return x.start - y.start || y.end - x.end;
  });
  // From each offset in `from` on, the item beside it is the innermost one.
  const from: number[] = [];
  const inside: (T | undefined)[] = [];
  const open: T[] = [];
  const mark = (offset: number) => {
    const item = open[open.length - 1];
    const at = Math.max(offset, from[from.length - 1] ?? 0);
    if (from[from.length - 1] === at) inside[inside.length - 1] = item;
    else {
      from.push(at);
      inside.push(item);
    }
  };
  const closeUpTo = (offset: number) => {
    for (let last = open[open.length - 1]; last && spanOf(last).end <= offset; last = open[open.length - 1]) {
      open.pop();
      mark(spanOf(last).end);
    }
  };
  for (const item of sorted) {
    closeUpTo(spanOf(item).start);
    open.push(item);
    mark(spanOf(item).start);
  }
  closeUpTo(Number.POSITIVE_INFINITY);
  return ({ start }) => {
    let low = 0;
    let high = from.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((from[middle] as number) <= start) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : inside[low - 1];
  };
}
