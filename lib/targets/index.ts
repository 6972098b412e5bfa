// The output languages that exist. Adding one is a folder and a row; the rest of `targetIds` is refused by name.
import { hip } from './hip';
import type { TargetId } from './target';

export { mergeEdits } from './merge';

export const targets = { hip } as const satisfies Partial<Record<TargetId, unknown>>;
export type BuiltTargetId = keyof typeof targets;

export function isBuiltTarget(id: TargetId): id is BuiltTargetId {
  return Object.hasOwn(targets, id);
}
