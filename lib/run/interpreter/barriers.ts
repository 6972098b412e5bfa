// Code for barriers: a warp stops there until the whole block (or grid) has come. Reports barriers that some threads of a
// warp reach without the others; what whole warps do is seen by whoever schedules them (schedule.ts).
import type { Statement } from '@/lib/ir';
import { type Coder, siteOf, temporaryInts } from './coder';
import { codeExpression, intsOf } from './expressions';
import { report } from './finding';
import type { Machine, Pause, Steps } from './machine';
import type { Code } from './statements';
import { writeLocal } from './statements';
import { traceBarrier } from './trace';

function threadsHere(m: Machine): number[] {
  const threads: number[] = [];
  for (let l = m.first; l < m.last; l++) if (m.active[l] !== 0) threads.push(l);
  return threads;
}

/** Reports when threads of this warp that still run are not here. */
function checkWhole(m: Machine, site: number, here: readonly number[]): void {
  const live = m.block.live;
  let missing = -1;
  let next = 0;
  for (let l = m.warpStart; l < m.warpEnd; l++) {
    if (here[next] === l) next++;
    else if (live[l] !== 0 && m.gone[l] === 0 && missing < 0) missing = l;
  }
  if (missing < 0) return;
  report(
    m.findings,
    m.launch,
    m.block,
    here[0]!,
    'run-barrier-divergent',
    'error',
    site,
    {
      threads: here.length,
    },
    { site, role: 'missing', block: m.block.number, thread: missing - m.block.slot * m.launch.threads },
  );
}

export function barrierCode(c: Coder, statement: Extract<Statement, { do: 'barrier' }>): Code {
  const site = siteOf(c, statement.span);
  const { reduce } = statement;
  const predicate = reduce && codeExpression(c, reduce.predicate);
  const result = reduce && temporaryInts(c);
  const take =
    reduce && result
      ? writeLocal(c, reduce.result, { kind: 'int', a: result, scalar: 'i32' }, site)
      : undefined;
  const counts = c.options.counts;
  return {
    leaves: false,
    *steps(m): Steps {
      predicate?.run?.(m);
      const threads = threadsHere(m);
      checkWhole(m, site, threads);
      if (counts) m.counts.barriers += threads.length;
      if (m.trace) traceBarrier(m, site, threads);
      const pause: Pause = {
        at: 'barrier',
        site,
        threads,
        result: 0,
        ...(predicate && reduce && { predicate: intsOf(predicate.register), kind: reduce.kind }),
      };
      yield pause;
      if (result && take) {
        for (const l of threads) result[l] = pause.result;
        take(m);
      }
    },
  };
}

export function gridBarrierCode(c: Coder, statement: Extract<Statement, { do: 'grid-barrier' }>): Code {
  const site = siteOf(c, statement.span);
  return {
    leaves: false,
    *steps(m): Steps {
      const threads = threadsHere(m);
      checkWhole(m, site, threads);
      yield { at: 'grid', site, threads, result: 0 };
    },
  };
}
