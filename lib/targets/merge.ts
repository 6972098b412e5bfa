// Edits from several hands made one set: in come the port's edits and the fixes, out come edits that don't overlap.
import { sortEdits } from '@/lib/core/edit';
import type { PortEdit } from './target';

/**
 * Puts all edits in order. A replacement swallows the edits of what it replaces (a mask that goes takes its renamed
 * macro along), with the rest of their groups; the same replacement twice is one.
 */
export function mergeEdits<E extends PortEdit>(edits: readonly E[]): E[] {
  const swallowed = new Set<E>();
  for (const path of new Set(edits.map(({ span }) => span.file))) {
    const sorted = sortEdits(edits.filter(({ span }) => span.file === path)).sort(
      (a, b) => a.span.start - b.span.start || b.span.end - a.span.end,
    );
    let outer: E | undefined;
    for (const edit of sorted) {
      const inside =
        outer !== undefined &&
        edit.span.start >= outer.span.start &&
        edit.span.end <= outer.span.end &&
        (edit.span.start < outer.span.end || edit.span.end > edit.span.start) &&
        !(edit.span.start === edit.span.end && edit.span.start === outer.span.start);
      if (inside && outer && outer.span.end > outer.span.start) swallowed.add(edit);
      else if (!outer || edit.span.end > outer.span.end) outer = edit;
    }
  }
  const lostGroups = new Set([...swallowed].flatMap(({ group }) => (group === undefined ? [] : [group])));
  return edits.filter(
    (edit) => !swallowed.has(edit) && !(edit.group !== undefined && lostGroups.has(edit.group)),
  );
}
