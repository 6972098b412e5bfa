// The output languages that exist. Adding one is a folder and a row; the rest of `targetIds` is refused by name.
import { cpp } from './cpp';
import { hip } from './hip';
import type { TargetId } from './target';

export { mergeEdits } from './merge';

/** Made by editing the user's text. */
export const editTargets = { hip } as const;
/** Made new from the kernel IR. */
export const irTargets = { cpp } as const;

export const targets = { ...editTargets, ...irTargets } as const satisfies Partial<Record<TargetId, unknown>>;
export type BuiltTargetId = keyof typeof targets;

export function isBuiltTarget(id: TargetId): id is BuiltTargetId {
  return Object.hasOwn(targets, id);
}
