// Of a traced run: which threads touch which element of a buffer. Values for pictures; knows no drawing.
import type { TraceOfRun } from '@/lib/run/interpret-program';

export type Visit = {
  readonly launch: number;
  readonly block: number;
  readonly thread: number;
  /** It reads and writes in one, so that nobody comes between. */
  readonly atomic: boolean;
};

/**
 * @param of the buffer's name
 * @param size bytes of one element
 * @returns for each element the threads that touch it, each once for a launch, in order; an atomic reads and writes
 */
export function visitsOf(
  { steps }: TraceOfRun,
  of: string,
  size: number,
  did: 'read' | 'write',
  launch?: number,
): ReadonlyMap<number, readonly Visit[]> {
  const visits = new Map<number, Visit[]>();
  for (const step of steps) {
    if (step.did !== did && step.did !== 'atomic') continue;
    if (step.object !== of || (launch !== undefined && step.launch !== launch)) continue;
    step.threads.forEach((thread, i) => {
      const from = Math.floor((step.at[i] ?? 0) / size);
      const to = Math.floor(((step.at[i] ?? 0) + step.size - 1) / size);
      for (let element = from; element <= to; element++) {
        const list = visits.get(element) ?? [];
        visits.set(element, list);
        const known = list.some(
          (one) => one.thread === thread && one.block === step.block && one.launch === step.launch,
        );
        if (!known)
          list.push({ launch: step.launch, block: step.block, thread, atomic: step.did === 'atomic' });
      }
    });
  }
  return visits;
}
