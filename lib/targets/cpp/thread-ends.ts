// Where a loop over the threads of a row begins and ends, as C++: made of what is known of the threads that have work.
import type { Expr } from '@/lib/ir';
import type { Expressions } from './expressions';
import { maxThreads } from './extents';
import type { KernelScope } from './kernel-scope';
import { bind } from './text';
import type { ThreadBound } from './thread-bounds';

/** Where a loop over the threads of a row begins and ends. */
export function endsText(
  names: KernelScope,
  to: Expressions,
  bounds: readonly ThreadBound[],
  given: readonly ThreadBound[] = [],
): { begin?: string; end?: string; step?: number } {
  const within = (kind: 'below' | 'from', all: string): string => {
    let text = all;
    for (const bound of bounds)
      if (bound.kind === kind) {
        const count = countText(bound, names, to);
        // None of them is left out.
        if (kind === 'from' && count === '0') continue;
        text = text === all ? count : `${kind === 'from' ? 'std::max' : 'std::min'}(${text}, ${count})`;
        if (text !== count) names.needs('algorithm');
      }
    return text;
  };
  const after = within('from', '');
  const each = bounds.find(({ kind }) => kind === 'each') as (ThreadBound & { kind: 'each' }) | undefined;
  const begin =
    each && after
      ? `(${after} + ${each.step - 1 - each.from}) / ${each.step} * ${each.step} + ${each.from}`
      : each?.from
        ? String(each.from)
        : after;
  const end = within('below', 'block_dim_x');
  const conditions = bounds.flatMap((bound) =>
    bound.kind === 'when' ? [to.held(bound.condition, bind.and + 1)] : [],
  );
  const all = conditions.length > 0 ? `${conditions.join(' && ')} ? ${end} : 0` : end;
  if (names.whole && bounds.length > 0 && bounds.length === given.length)
    return {
      ...(begin && { begin: `whole ? 0 : ${begin}` }),
      ...(all !== 'block_dim_x' && {
        end: `whole ? block_dim_x : ${conditions.length > 0 ? `(${all})` : all}`,
      }),
    };
  return {
    ...(begin && { begin }),
    ...(each && { step: each.step }),
    ...(all !== 'block_dim_x' && { end: all }),
  };
}

/** The number after one that still counts. */
function behind(end: Expr, to: Expressions): string {
  const known = end.op === 'constant' && typeof end.value === 'number';
  return known ? String(Number(end.value) + 1) : `${to.held(end, bind.add, true)} + 1ll`;
}

/** How many threads of a row have a number below the bound. */
function countText(
  bound: ThreadBound & { kind: 'below' | 'from' },
  names: KernelScope,
  to: Expressions,
): string {
  const first = to.loose(bound.first, true);
  const known = bound.end.op === 'constant' ? Number(bound.end.value) + (bound.with ? 1 : 0) : undefined;
  // There is a thread 0 in every row.
  if (first === '0' && known !== undefined && known <= 1) return known <= 0 ? '0' : '1';
  if (first === '0' && known !== undefined && known <= maxThreads) {
    names.needs('algorithm');
    return `std::min(block_dim_x, ${known})`;
  }
  names.needs('threads-below');
  const end = bound.with ? behind(bound.end, to) : to.text(bound.end, true);
  return `threads_below(block_dim_x, ${first}, ${end})`;
}
