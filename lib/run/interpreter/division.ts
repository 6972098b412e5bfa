// Reports integer divisions by zero.
import { report } from './finding';
import type { Run } from './machine';
import type { ScalarRegister } from './register';

export function divisionCheck(by: readonly ScalarRegister[], site: number): Run | undefined {
  const integers = by.filter(({ kind }) => kind === 'int' || kind === 'long');
  if (integers.length === 0) return undefined;
  return (m) => {
    for (const r of integers)
      for (let l = m.first, e = m.last; l < e; l++) {
        if (m.active[l] === 0) continue;
        const zero = r.kind === 'long' ? (r.lo[l]! | r.hi[l]!) === 0 : r.a[l] === 0;
        if (zero) report(m.findings, m.launch, m.block, l, 'run-division-by-zero', 'error', site);
      }
  };
}
